"""Encrypted databases for the tests of this package."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lotsenbuch.vault import cipher

KEY = bytes(range(32))


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """Return what opens the test's one database, new at the first call."""
    opened: list[Any] = []

    def opening() -> Any:
        file = tmp_path / "log.db"
        opened.append(cipher.connect(file, bytearray(KEY), create=not file.exists()))
        return opened[-1]

    yield opening
    for connection in opened:
        connection.close()
