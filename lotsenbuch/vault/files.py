"""Files that survive a power cut: bounded reads, replacing as a whole, pushing to the disk.

Every function turns the operating system's error into an ``ExpectedError`` (see ``expected``) without
quoting a path.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from lotsenbuch.errors import ExpectedError

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
_REPLACE_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
_CODES = {
    errno.ENOSPC: "vault_disk_full",
    errno.EDQUOT: "vault_disk_full",
    errno.EFBIG: "vault_disk_full",
    errno.EROFS: "vault_not_writable",
    errno.EACCES: "vault_not_writable",
    errno.EPERM: "vault_not_writable",
    errno.ENAMETOOLONG: "vault_path_too_long",
    errno.ENOENT: "vault_vanished",
    errno.ENOTDIR: "vault_path_is_file",
    errno.EEXIST: "vault_directory_not_empty",
    errno.ENOTEMPTY: "vault_directory_not_empty",
}


def expected(error: OSError) -> ExpectedError:
    """Return the expected failure for an error of the file system."""
    return ExpectedError(_CODES.get(error.errno or 0, "vault_io_failed"))


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn every ``OSError`` inside into its ``ExpectedError``."""
    try:
        yield
    except OSError as error:
        raise expected(error) from None


def push(descriptor: int) -> None:
    """Wait until the file's content is on the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        # fsync of macOS leaves the data in the drive's cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def push_directory(directory: Path) -> None:
    """Wait until the directory's entries are on the disk; Windows knows no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        push(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path, limit: int) -> bytes:
    """Return a regular file's content, at most ``limit`` + 1 bytes of it; raises plain ``OSError``."""
    # A pipe in place of the file must neither block nor be believed.
    flags = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "not a regular file")
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read(limit + 1)
    finally:
        os.close(descriptor)


def create(path: Path, content: bytes = b"") -> None:
    """Write a new private file and push it to the disk; raises plain ``OSError``, also if it exists."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        push(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, content: bytes) -> None:
    """Put ``content`` in place of ``path``: old or new, never neither. Raises ``ExpectedError``.

    Only the holder of the vault's lock calls this, so the name of the temporary file is its own.
    """
    fresh = path.with_name(path.name + ".neu")
    with explained():
        fresh.unlink(missing_ok=True)
        try:
            create(fresh, content)
            _rename(fresh, path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        push_directory(path.parent)


def _rename(source: Path, target: Path) -> None:
    """Replace ``target``; on Windows a virus scanner may hold the file for a moment."""
    for pause in _REPLACE_PAUSES if os.name == "nt" else ():
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)
