"""What holds for every test: no network, nothing unheard, no window left, missing tools named."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.guards import offline
from tests.ordinary import OrdinaryUser

ROOT = Path(__file__).resolve().parent.parent
GUARDS = Path(__file__).resolve().parent / "guards"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONPATH"] = os.pathsep.join([str(GUARDS), str(ROOT)])

_refused: list[str] = []


def _refuse(reason: str) -> None:
    _refused.append(reason)
    raise PermissionError(reason)


def pytest_configure(config: pytest.Config) -> None:
    # A hook cannot be taken away again, so it is set once for the whole process.
    sys.addaudithook(offline.hook(_refuse))


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """A refused call fails the test even where the code under test swallowed the refusal."""
    _refused.clear()
    yield
    reached, _refused[:] = list(_refused), []
    assert not reached, f"the test reached for the network: {reached}"


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """A window that outlives its test keeps timers, focus and the next test's keys."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is not None and isinstance(application, widgets.QApplication):
        left = [type(widget).__name__ for widget in application.topLevelWidgets() if widget.isVisible()]
        for widget in application.topLevelWidgets():
            widget.hide()
        assert not left, f"windows left open: {left}"


def missing_tool(name: str) -> None:
    """Skips the running test with the tool's name if it is missing; with CI=true that is a failure."""
    if shutil.which(name) is not None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"tool missing: {name}", pytrace=False)
    pytest.skip(f"tool missing: {name}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs_tool"):
        for name in marker.args:
            missing_tool(name)


@pytest.fixture
def needs_tool() -> Callable[[str], None]:
    """`needs_tool("qpdf")` inside a test, where the mark `@pytest.mark.needs_tool("qpdf")` is too early."""
    return missing_tool


@pytest.fixture
def as_ordinary_user() -> Iterator[OrdinaryUser]:
    """Runs a function or a command without the rights of root, who is refused nothing."""
    user = OrdinaryUser.arrive()
    yield user
    user.leave()
