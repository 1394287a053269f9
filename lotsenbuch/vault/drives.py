"""What kind of drive a directory lies on: a stick or a network share lies about what it has written.

Behind one port: ``Drives``. Linux reads its mount table and the device tree; Windows asks
``GetDriveTypeW``; elsewhere every drive counts as local.
"""

import contextlib
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Protocol

_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs"),
        *("lustre", "davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs"),
    )
)
_BUS = re.compile(r"/(usb|mmc_host|firewire)[0-9]*(/|$)")


class DriveKind(StrEnum):
    """Where a directory lies."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"


class Drives(Protocol):
    """Tells kinds of drives apart."""

    def kind(self, path: Path, /) -> DriveKind:
        """Return the kind of drive of an existing path; what cannot be found out counts as local."""
        ...


class LinuxDrives:
    """Reads ``/proc/self/mountinfo`` (proc(5)) and ``/sys/dev/block``."""

    def __init__(self, mounts: str = "/proc/self/mountinfo", devices: str = "/sys/dev/block") -> None:
        self._mounts = Path(mounts)
        self._devices = Path(devices)

    def kind(self, path: Path, /) -> DriveKind:
        mount = self._mount(path.resolve())
        if mount is None:
            return DriveKind.LOCAL
        device, filesystem = mount
        if filesystem in _NETWORK:
            return DriveKind.NETWORK
        return DriveKind.REMOVABLE if self._removable(device, 0) else DriveKind.LOCAL

    def _mount(self, path: Path) -> tuple[str, str] | None:
        """Return device number and file system of the innermost mount; the last line wins a tie."""
        best: tuple[int, str, str] | None = None
        with contextlib.suppress(OSError, UnicodeError):
            for line in self._mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
                fields, _dash, rest = line.partition(" - ")
                parts, filesystem = fields.split(), rest.split()
                if len(parts) < 5 or not filesystem:
                    continue
                point = Path(_unescaped(parts[4]))
                depth = len(point.parts)
                if path.is_relative_to(point) and (best is None or depth >= best[0]):
                    best = (depth, parts[2], filesystem[0])
        return best[1:] if best else None

    def _removable(self, device: str, depth: int) -> bool:
        entry = self._devices / device
        with contextlib.suppress(OSError):
            real = entry.resolve(strict=True)
            if _BUS.search(real.as_posix()) and not _soldered(real):
                return True
            for flag in (real / "removable", real.parent / "removable"):
                if flag.is_file() and flag.read_text(encoding="ascii").strip() == "1":
                    return True
            slaves = real / "slaves"
            # An encrypted stick is a mapped device on top of the stick.
            if depth < 4 and slaves.is_dir():
                numbers = [(slave / "dev").read_text(encoding="ascii").strip() for slave in slaves.iterdir()]
                return any(self._removable(number, depth + 1) for number in numbers)
        return False


def _soldered(real: Path) -> bool:
    """Cheap laptops boot from eMMC, which sits on the bus of memory cards but is of type MMC, not SD."""
    for folder in (real, *real.parents):
        with contextlib.suppress(OSError):
            kind = folder / "type"
            if "mmc_host" in folder.as_posix() and kind.is_file():
                return kind.read_text(encoding="ascii").strip() == "MMC"
    return False


def _unescaped(field: str) -> str:
    """Undo the kernel's octal escapes of blanks in mount points."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)


class WindowsDrives:
    """Asks ``GetDriveTypeW`` (2 = removable, 4 = network). Not tried on a real Windows yet."""

    def kind(self, path: Path, /) -> DriveKind:
        answer = 0
        if sys.platform == "win32":
            import ctypes

            answer = ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor)
        return {2: DriveKind.REMOVABLE, 4: DriveKind.NETWORK}.get(answer, DriveKind.LOCAL)


class LocalDrives:
    """For systems that we cannot ask: every drive counts as local."""

    def kind(self, _path: Path, /) -> DriveKind:
        return DriveKind.LOCAL


def system_drives() -> Drives:
    """Return the adapter for the running system."""
    adapters: dict[str, type[Drives]] = {"linux": LinuxDrives, "win32": WindowsDrives}
    return adapters.get(sys.platform, LocalDrives)()
