"""Space set aside: on a full disk even deleting needs room, so this file is given up then."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from lotsenbuch.vault import files

BYTES = 16 * 1024 * 1024
_NAME = "reserve"
_CHUNK = 1024 * 1024
# The reserve comes back only where this much stays free beside it.
_COMFORT = 3 * BYTES


def ensure(directory: Path, random: Callable[[int], bytes]) -> bool:
    """Set the reserve aside if it is missing and there is room; tells whether it is there."""
    path = directory / _NAME
    with contextlib.suppress(OSError):
        if path.exists() and path.stat().st_size >= BYTES:
            return True
        if shutil.disk_usage(directory).free < BYTES + _COMFORT:
            return False
        path.unlink(missing_ok=True)
        _allocate(path, random)
        return True
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def _allocate(path: Path, random: Callable[[int], bytes]) -> None:
    files.create(path)
    with path.open("r+b", buffering=0) as stream:
        if hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(stream.fileno(), 0, BYTES)
            except OSError as error:
                if error.errno not in {errno.EOPNOTSUPP, errno.EINVAL}:
                    raise
            else:
                return
        # Random bytes take their room even where the file system compresses.
        for _chunk in range(BYTES // _CHUNK):
            stream.write(random(_CHUNK))


def free(directory: Path) -> bool:
    """Give the reserve up; tells whether there was one."""
    try:
        (directory / _NAME).unlink()
    except OSError:
        return False
    return True
