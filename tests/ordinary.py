"""An ordinary user for tests of missing rights: root ignores permissions."""

import os
import pickle
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import pytest

_NOBODY = 65534
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class OrdinaryUser:
    """Someone who is refused what permissions refuse.

    ``folder`` is hers and reachable for her, which `tmp_path` of a test run by root is not.
    """

    folder: Path

    @classmethod
    def arrive(cls) -> "OrdinaryUser":
        if os.name != "posix":
            pytest.skip("no users as on POSIX")
        folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
        if _is_root():
            os.chown(folder, _NOBODY, _NOBODY)
        return cls(folder)

    def leave(self) -> None:
        """Removes her folder, whatever rights a test has taken from it."""
        self.folder.chmod(0o700)
        for place, folders, _ in os.walk(self.folder):
            for name in folders:
                (Path(place) / name).chmod(0o700)
        shutil.rmtree(self.folder)

    def run(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Calls ``function`` without root's rights and returns or raises what it does.

        As root this happens in a forked child, so what the function changes in memory stays there, and its
        result or exception must be picklable. Modules that it needs must be imported before.
        """
        if not _is_root():
            return function(*args, **kwargs)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _drop_rights()
            with os.fdopen(writing, "wb") as stream:
                stream.write(_outcome(function, *args, **kwargs))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        os.waitpid(child, 0)
        if not answer:
            raise RuntimeError("the child ended without an answer")
        result, error, trace = pickle.loads(answer)  # noqa: S301 (our own child wrote it)
        if error is not None:
            error.add_note(trace)
            raise error
        return cast("R", result)

    def command(self, command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        """Runs a command in her folder, as her."""
        who = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if _is_root() else {}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            command, cwd=self.folder, capture_output=True, encoding="utf-8", check=False, **who
        )


def _is_root() -> bool:
    return os.geteuid() == 0


def _drop_rights() -> None:
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)


def _outcome(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> bytes:
    try:
        return pickle.dumps((function(*args, **kwargs), None, ""))
    except BaseException as error:  # noqa: BLE001 (every failure has to reach the test)
        trace = traceback.format_exc()
        try:
            return pickle.dumps((None, error, trace))
        except Exception:  # noqa: BLE001 (an exception that cannot travel is told in words)
            return pickle.dumps((None, RuntimeError(repr(error)), trace))
