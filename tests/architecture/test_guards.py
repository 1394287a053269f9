"""The guards of the suite are seen to guard."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lotsenbuch.errors import RefusedError
from tests.guards import offline
from tests.ordinary import OrdinaryUser

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"

REACHES_OUT = """
    import socket

    def test_reaches_out():
        try:
            socket.getaddrinfo("example.org", 80)
        except OSError:
            pass
"""
LEAVES_A_WINDOW = """
    from PySide6.QtWidgets import QApplication, QLabel

    def test_leaves(qapp):
        global label
        label = QLabel("Rest")
        label.show()
"""
SAYS_SOMETHING = """
    from PySide6.QtCore import qWarning

    def test_says():
        qWarning("something is odd")
"""
WARNS = """
    import warnings

    def test_warns():
        warnings.warn("something is old", DeprecationWarning)
"""
NEEDS = """
    import pytest

    @pytest.mark.needs_tool("no-such-tool-anywhere")
    def test_needs():
        assert False
"""


def inner_run(pytester: pytest.Pytester, source: str, **surroundings: str) -> pytest.RunResult:
    """Runs a small suite under our conftest and our settings in a process of its own."""
    root = CONFTEST.parents[1]
    pytester.makepyfile(test_inner=source)
    pytester.makeconftest(
        "from tests.conftest import *\nfrom tests.conftest import _no_network, _no_window_left"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        patch.setenv("PYTHONPATH", str(root))  # without the guard of started processes: the fixture is meant
        for name, value in surroundings.items():
            patch.setenv(name, value)
        return pytester.runpytest_subprocess(
            "-c", str(root / "pyproject.toml"), "--rootdir", str(pytester.path), str(pytester.path)
        )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (REACHES_OUT, "the test reached for the network"),
        (LEAVES_A_WINDOW, "windows left open: ['QLabel']"),
        (SAYS_SOMETHING, "something is odd"),
        (WARNS, "DeprecationWarning: something is old"),
    ],
)
def test_what_must_not_pass_unheard_fails(pytester: pytest.Pytester, source: str, reason: str) -> None:
    result = inner_run(pytester, source)
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 1, result.stdout.str()
    assert reason in result.stdout.str()


def test_a_missing_tool_skips_with_its_name(pytester: pytest.Pytester) -> None:
    result = inner_run(pytester, NEEDS)
    result.assert_outcomes(skipped=1)
    assert "tool missing: no-such-tool-anywhere" in result.stdout.str()


def test_a_missing_tool_fails_where_everything_has_to_be_there(pytester: pytest.Pytester) -> None:
    result = inner_run(pytester, NEEDS, CI="true")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert "tool missing: no-such-tool-anywhere" in result.stdout.str()


def test_a_process_started_by_a_test_has_no_network_either() -> None:
    reaching = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", reaching], capture_output=True, text=True, check=False)
    assert (done.returncode, "reached for the network" in done.stderr) == (97, True)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")
def test_unix_sockets_are_let_through() -> None:
    with socket.socket(socket.AF_UNIX) as local, pytest.raises(FileNotFoundError):
        local.connect("/no/such/socket")


def test_every_way_out_is_watched() -> None:
    with socket.socket(socket.AF_INET) as outside:
        assert offline.refusal("socket.connect", (outside, ("192.0.2.1", 80))) == "network: socket.connect"
        assert offline.refusal("socket.sendto", (outside, ("192.0.2.1", 80))) is not None
    assert offline.refusal("socket.getaddrinfo", ("example.org", 80, 0, 0, 0)) is not None
    assert offline.refusal("open", ("file", "r", 0)) is None


def test_the_ordinary_user_is_refused_what_root_is_not(as_ordinary_user: OrdinaryUser) -> None:
    locked = as_ordinary_user.folder / "locked"
    locked.mkdir(mode=0o500)
    os.chown(locked, 0, 0) if os.geteuid() == 0 else None
    with pytest.raises(PermissionError):
        as_ordinary_user.run((locked / "file").write_text, "text", encoding="utf-8")
    assert not list(locked.iterdir())


def test_the_ordinary_user_gives_back_results_and_errors(as_ordinary_user: OrdinaryUser) -> None:
    assert as_ordinary_user.run(divmod, 7, 2) == (3, 1)
    with pytest.raises(RefusedError) as caught:
        as_ordinary_user.run(_refused_with_a_number)
    assert (caught.value.code, caught.value.params) == ("damaged", {"number": 3})


def _refused_with_a_number() -> None:
    raise RefusedError("damaged", number=3)


def test_the_ordinary_user_runs_commands(as_ordinary_user: OrdinaryUser) -> None:
    done = as_ordinary_user.command(["id", "-u"])
    assert (done.returncode, done.stdout.strip() != "0") == (0, True)
