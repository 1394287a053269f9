"""Makes the kept backup of ``tests/data/specimens``: the kept log of the first schema, with a recovery sheet.

A kept backup is never made anew once its version has been given to people; a new version adds a file of its own.
``python -m tests.builders.kept_backup FILE`` writes one of the current version into a file that is not there.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from lotsenbuch import words
from lotsenbuch.vault import vault
from lotsenbuch.vault.header import VaultKind
from lotsenbuch.vault.secret import Passphrase
from tests.builders.kept_vault import CLOCK, PASSPHRASE

KEPT_VAULT = Path(__file__).resolve().parents[1] / "data" / "vaults" / "log-0001"
_WORDS_ENTROPY = hashlib.sha256(b"words of the kept backup, published with it").digest()[: words.ENTROPY_BYTES]
RECOVERY_WORDS = words.phrase(_WORDS_ENTROPY)


def copied_vault(folder: Path) -> Path:
    """Copy the kept vault into a new folder, with the rights that a vault has."""
    shutil.copytree(KEPT_VAULT, folder)
    folder.chmod(0o700)
    for file in folder.iterdir():
        file.chmod(0o600)
    return folder


class _WordsFirst:
    """Random bytes, but for the first ones, which become the published recovery words."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self, count: int) -> bytes:
        if not self._asked and count == words.ENTROPY_BYTES:
            self._asked = True
            return _WORDS_ENTROPY
        return os.urandom(count)


def write(file: Path) -> None:
    """Write the backup; refuses to replace a file that is there."""
    with tempfile.TemporaryDirectory() as rooms:
        folder = copied_vault(Path(rooms) / "vault")
        opened = vault.open_vault(folder, Passphrase(PASSPHRASE), kind=VaultKind.PILOT, random=_WordsFirst())
        try:
            if opened.new_recovery(memory_mib=64) != RECOVERY_WORDS:
                raise ValueError("these are not the published words")
            made = opened.backup(Path(rooms) / "backups", CLOCK)
        finally:
            opened.close()
        with file.open("xb") as stream:
            stream.write(made.path.read_bytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
