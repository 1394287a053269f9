"""The command line at hand for every journey."""

from pathlib import Path

import pytest

from tests.builders.commands import Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """An account with nothing in it."""
    return Terminal(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture
def lotse(terminal: Terminal) -> Terminal:
    """An account with one empty vault."""
    terminal.make_vault()
    return terminal
