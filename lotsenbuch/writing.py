"""Writing a file that people take along: beside its place first, then into it, never half."""

import contextlib
import os
from pathlib import Path

from lotsenbuch.errors import ExpectedError


def require_folder(folder: Path) -> None:
    """Raise ``folder_missing`` unless files can be put into ``folder``: asked before anything is stored."""
    if not folder.is_dir():
        raise ExpectedError("folder_missing", folder=str(folder))


def put(target: Path, data: bytes) -> None:
    """Write ``data`` beside ``target``, flush it to the disk, then put it in place of what was there.

    The file appears as a whole or not at all. Raises ``folder_missing`` or ``file_not_written``.
    """
    require_folder(target.parent)
    fresh = target.with_name(f".{target.name}.new")
    try:
        with fresh.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
        _flush_names(target.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise ExpectedError("file_not_written", file=target.name, reason=os.strerror(error.errno or 0)) from None


def _flush_names(folder: Path) -> None:
    """Flush the folder's list of names, where the system can: only then is the new name on the disk."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
