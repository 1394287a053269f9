"""Each contract test runs against the collection in memory and against the encrypted database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lotsenbuch.persistence.collection import Opened, open_collection, upgrade
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.vault import cipher
from tests.builders.memory_collection import MemoryCollection


@pytest.fixture(params=["memory", "database"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    if request.param == "memory":
        memory = MemoryCollection()
        yield Opened(memory, memory.keys)
        return
    connection = cipher.connect(tmp_path / "log.db", bytearray(range(32)), create=True)
    upgrade(connection)
    found = open_collection(lambda: connection)
    yield found
    found.collection.close()


@pytest.fixture
def collection(opened: Opened) -> Collection:
    return opened.collection


@pytest.fixture
def keys(opened: Opened) -> Keys:
    return opened.keys
