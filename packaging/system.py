"""What the system must bring on Debian and Ubuntu, and how it gets there.

Only asked when the environment is built, or by ``test``: each question is one look at the file system.
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from failures import APT_FAILED, NO_SYSTEM_PACKAGES, NO_VENV, SetupError

# Package and the shared library that shows it is there. Found by trial in a bare Debian 12; newer releases
# answer to the same package names.
QT_LIBRARIES: dict[str, str] = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libwayland-client0": "libwayland-client.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}

# The tools that a test calls today: command and the package that brings it. A test keeps this table equal to
# the marks `needs_tool` in tests/.
TOOLS: dict[str, str] = {
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
}

_LIBRARY_FOLDERS = ("usr/lib/*-linux-gnu*", "usr/lib", "usr/lib64", "lib/*-linux-gnu*", "lib", "lib64")


def library_is_there(name: str, root: Path = Path("/")) -> bool:
    """True if a folder of the system's shared libraries below ``root`` holds ``name``."""
    return any(any(root.glob(f"{folder}/{name}")) for folder in _LIBRARY_FOLDERS)


def venv_is_there() -> bool:
    """Debian splits ensurepip off, without which no environment can be made."""
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def missing_for_program() -> list[str]:
    """The system packages that are missing to build the environment and to open a window."""
    missing = [] if venv_is_there() else [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    missing += [package for package, library in QT_LIBRARIES.items() if not library_is_there(library)]
    return missing


def missing_for_tests() -> list[str]:
    """The system packages that bring the tools which tests call and which are missing."""
    return sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})


def bring(packages: Iterable[str], *, required: bool) -> None:
    """Installs what is missing as root; otherwise prints the one line to paste.

    ``required`` says that nothing works without the packages: SetupError. Tests without their tool are
    skipped, so there the line is a hint. Systems without apt-get know their own package names: nothing
    is said there, except that an environment needs venv.
    """
    wanted = sorted(set(packages))
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        if required and not venv_is_there():
            raise SetupError(NO_VENV)
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    line = f"sudo apt-get update && sudo {shlex.join(install)}"
    if os.geteuid() == 0:
        if not _apt(["apt-get", "update"]) or not _apt(install):
            raise SetupError(APT_FAILED.format(line=line))
        importlib.invalidate_caches()
        return
    if required:
        raise SetupError(NO_SYSTEM_PACKAGES.format(line=line))
    print(NO_SYSTEM_PACKAGES.format(line=line), file=sys.stderr, flush=True)


def _apt(command: list[str]) -> bool:
    surroundings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # What the program prints is for standard output; what the set-up says is not part of it.
    return subprocess.run(command, env=surroundings, stdout=sys.stderr.fileno(), check=False).returncode == 0
