"""The virtual environment `.venv`: built from the hashed lock, and only then stamped as ready.

A stamp says for which Python and which locks the environment was built. It is written last, so a build that
was cut off does not count. A new build is made from nothing; the one before waits in `.venv.old` and comes
back if the new one fails, so a renewed lock without a network takes nothing away.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from failures import NO_VENV, SetupError, sentence_for_os_error, sentence_for_output

RUN_LOCK = "requirements.lock.txt"
DEV_LOCK = "requirements-dev.lock.txt"  # holds every line of RUN_LOCK as well
ANONYMITY_LOCK = "requirements-anonymity.lock.txt"  # stands alone, in an environment of its own
STAMP = "lotsenbuch.stamp"
LOG = Path("build") / "setup.log"

Call = Callable[[Sequence[str]], tuple[int, str]]


def python_of(folder: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def stamp_lines(root: Path, locks: Sequence[str]) -> list[str]:
    """What the stamp must say for these locks and this Python."""
    lines = [f"python {sys.implementation.cache_tag} {sys.platform}"]
    lines += [f"{name} {hashlib.sha256((root / name).read_bytes()).hexdigest()}" for name in locks]
    return lines


def is_ready(root: Path, locks: Sequence[str], name: str = ".venv") -> bool:
    """True if the environment was built to its end for these locks, by a Python that is still there."""
    try:
        stamped = (root / name / STAMP).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return set(stamp_lines(root, locks)) <= set(stamped) and python_of(root / name).exists()


def run_quietly(command: Sequence[str]) -> tuple[int, str]:
    """Runs a command; its output is shown on standard error, its error output is returned."""
    surroundings = os.environ | {"PIP_USER": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command,
        env=surroundings,
        stdout=sys.stderr.fileno(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stderr


def build(root: Path, locks: Sequence[str], call: Call = run_quietly, name: str = ".venv") -> None:
    """Builds the environment from the last of ``locks``, which holds the others. Raises SetupError."""
    folder = root / name
    print("Lotsenbuch wird eingerichtet (einmalig, etwa 300 MB) ...", file=sys.stderr, flush=True)
    try:
        with _old_one_set_aside(folder):
            _fill(root, folder, locks[-1], call)
            stamp = folder / STAMP
            stamp.write_text("\n".join(stamp_lines(root, locks)) + "\n", encoding="utf-8")
    except OSError as error:
        sentence = sentence_for_os_error(error, folder=str(root))
        if sentence is None:
            raise
        raise SetupError(sentence) from error


def _fill(root: Path, folder: Path, lock: str, call: Call) -> None:
    # A venv made by the Python of another venv would point into that one, which may be the one just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    folder.mkdir()  # asks for the right to write before anything slow begins
    _step(root, call, [base, "-m", "venv", str(folder)])
    options = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    pip = [str(python_of(folder)), "-m", "pip", "install", *options, "--retries", "2"]
    _step(root, call, [*pip, "-r", str(root / lock)])


def _step(root: Path, call: Call, command: Sequence[str]) -> None:
    code, output = call(command)
    if code == 0:
        return
    if "ensurepip is not" in output or "No module named venv" in output:
        raise SetupError(NO_VENV)
    log = root / LOG
    try:
        log.parent.mkdir(exist_ok=True)
        log.write_text(output, encoding="utf-8")
    except OSError:
        log = Path(os.devnull)  # the sentence below names the full disk or the missing right itself
    free = shutil.disk_usage(root).free
    raise SetupError(sentence_for_output(output, folder=str(root), log=str(log), free_bytes=free))


@contextmanager
def _old_one_set_aside(folder: Path) -> Iterator[None]:
    old = folder.with_name(folder.name + ".old")
    if (folder / STAMP).exists():
        _remove(old)
        folder.rename(old)
    else:
        _remove(folder)  # cut off in the middle, or made by somebody else: nobody knows what is in it
    try:
        yield
    except BaseException:
        _remove(folder)
        if old.exists():
            old.rename(folder)
        raise
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
