"""Reading a file that somebody sent: opened once, regular, and never larger than a sheet can be."""

import os
import stat
from pathlib import Path

from lotsenbuch.errors import ExpectedError, RefusedError

MAX_BYTES = 10 * 1024 * 1024


def read_file(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a regular file of at most ``limit`` bytes.

    Raises RefusedError: ``sheet_not_a_file`` (a folder, a device), ``sheet_too_large``, ``sheet_empty``;
    ExpectedError: ``sheet_file_missing``, ``sheet_file_unreadable``.
    """
    descriptor = _open(path)
    try:
        # What was opened is looked at, not the name once more: it may mean another file by now.
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedError("sheet_not_a_file")
        data = _read(descriptor, limit + 1)
    except OSError:
        raise ExpectedError("sheet_file_unreadable") from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise RefusedError("sheet_too_large")
    if not data:
        raise RefusedError("sheet_empty")
    return data


def _open(path: Path) -> int:
    # Without O_NONBLOCK a pipe without a writer would hold us up for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags)
    except (FileNotFoundError, ValueError):
        raise ExpectedError("sheet_file_missing") from None
    except PermissionError:
        # Windows does not even open a folder.
        if path.is_dir():
            raise RefusedError("sheet_not_a_file") from None
        raise ExpectedError("sheet_file_unreadable") from None
    except OSError:
        raise ExpectedError("sheet_file_unreadable") from None


def _read(descriptor: int, limit: int) -> bytes:
    parts = bytearray()
    while len(parts) < limit and (part := os.read(descriptor, limit - len(parts))):
        parts += part
    return bytes(parts)
