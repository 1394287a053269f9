"""The command line at hand for every journey."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.commands import NAME, Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """An account with nothing in it."""
    return Terminal(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture
def lotse(terminal: Terminal) -> Terminal:
    """An account with one empty vault."""
    terminal.make_vault()
    return terminal


@pytest.fixture
def kept(lotse: Terminal) -> Iterator[Terminal]:
    """A log with an entry; whatever the test tried, nothing in it is different afterwards."""
    lotse.done("activity", "add", "--text", f"gestern 9-11 Jobcenter mit {NAME}: Brief", "--create")
    before = lotse.fingerprint()
    yield lotse
    assert lotse.fingerprint() == before
