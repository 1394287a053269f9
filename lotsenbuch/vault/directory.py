"""The directory of a vault: where it may lie, how it comes into being, how it is recognised."""

import os
from pathlib import Path

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import files
from lotsenbuch.vault.drives import DriveKind, Drives

HEADER_NAMES = ("header.a", "header.b")
# Short on purpose: the vault's own name may already be as long as the file system allows.
UNFINISHED_PREFIX = ".lotsenbuch-neu-"
_REFUSED = {DriveKind.REMOVABLE: "vault_on_removable_drive", DriveKind.NETWORK: "vault_on_network_drive"}


def is_vault(path: Path) -> bool:
    """Whether a finished vault lies there, damaged or not."""
    if path.name.startswith(UNFINISHED_PREFIX):
        return False
    try:
        return any((path / name).is_file() for name in (*HEADER_NAMES, "log.db"))
    except OSError:
        return False


def vaults_in(folder: Path) -> list[Path]:
    """Return the vaults that lie directly in ``folder``, by name; a folder that is not there has none."""
    try:
        return sorted(path for path in folder.iterdir() if is_vault(path))
    except OSError:
        return []


def refuse_drive(path: Path, drives: Drives) -> None:
    """Raise ``vault_on_removable_drive`` or ``vault_on_network_drive`` for an existing path there."""
    code = _REFUSED.get(drives.kind(path))
    if code:
        raise ExpectedError(code)


def free_place(directory: Path) -> Path:
    """Return the absolute place for a new vault, its parent made where needed.

    Raises ``ExpectedError``: ``vault_exists``, ``vault_directory_not_empty``, ``vault_path_is_file``,
    ``vault_path_too_long``, ``vault_not_writable``, ``vault_disk_full``.
    """
    with files.explained():
        place = directory.resolve()
        if place.is_dir():
            if is_vault(place):
                raise ExpectedError("vault_exists")
            if any(place.iterdir()):
                raise ExpectedError("vault_directory_not_empty")
        elif os.path.lexists(place):
            raise ExpectedError("vault_path_is_file")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_DIRECTORY)
        except FileExistsError:
            raise ExpectedError("vault_path_is_file") from None
        if not os.access(place.parent, os.W_OK):
            raise ExpectedError("vault_not_writable")
    return place


def existing(directory: Path) -> Path:
    """Return the absolute place of a vault; raises ``vault_not_found`` or ``vault_path_is_file``."""
    with files.explained():
        place = directory.resolve()
        if place.is_dir():
            return place
        raise ExpectedError("vault_path_is_file" if place.exists() else "vault_not_found")


def make_unfinished(place: Path, token: str) -> Path:
    """Return a new private directory beside ``place``; raises plain ``OSError``."""
    unfinished = place.parent / (UNFINISHED_PREFIX + token)
    unfinished.mkdir(mode=files.PRIVATE_DIRECTORY)
    return unfinished


def finish(unfinished: Path, place: Path) -> None:
    """Give a complete directory its name, in one step; raises plain ``OSError``."""
    files.push_directory(unfinished)
    if place.is_dir():
        # Only an empty directory can be removed, so nothing is lost where one filled up meanwhile.
        place.rmdir()
    unfinished.rename(place)
    files.push_directory(place.parent)
