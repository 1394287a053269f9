"""Making a new vault: complete or not at all.

Everything is built in a hidden directory beside the final place and then renamed, so whatever interrupts
it leaves nothing that looks like a vault. The header comes last.
"""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from lotsenbuch import words
from lotsenbuch.clock import Clock
from lotsenbuch.vault import cipher, commits, counter, directory, files, header_files, slots
from lotsenbuch.vault.drives import Drives
from lotsenbuch.vault.header import Header, VaultKind
from lotsenbuch.vault.keys import KEY_BYTES, VAULT_ID_BYTES, expand, wipe
from lotsenbuch.vault.secret import Passphrase, RecoveryWords, Secret
from lotsenbuch.vault.slots import Derive, Parameters
from lotsenbuch.vault.unlock import Unlocked

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new vault is to be; ``recovery`` asks for recovery words."""

    place: Path
    passphrase: Passphrase
    kind: VaultKind
    recovery: bool
    parameters: Parameters
    random: Random
    clock: Clock
    derive: Derive = slots.derive


def build(plan: Plan, drives: Drives) -> tuple[Unlocked, tuple[str, ...] | None]:
    """Build the vault at ``plan.place`` (see ``directory.free_place``); returns its keys and the words.

    Raises ``ExpectedError`` of ``directory``, ``files`` and ``slots``; nothing is left behind then.
    """
    directory.refuse_drive(plan.place.parent, drives)
    master = bytearray(plan.random(KEY_BYTES))
    header, recovery_words = _header(plan, master)
    with files.explained():
        unfinished = directory.make_unfinished(plan.place, plan.random(8).hex())
        try:
            _fill(unfinished, header, master)
            directory.finish(unfinished, plan.place)
        except BaseException:
            with contextlib.suppress(OSError):
                shutil.rmtree(unfinished)
            raise
    return Unlocked(plan.place, header, master, whole=True, derive=plan.derive), recovery_words


def _header(plan: Plan, master: bytearray) -> tuple[Header, tuple[str, ...] | None]:
    recovery_words = words.phrase(plan.random(words.ENTROPY_BYTES)) if plan.recovery else None
    vault_id = plan.random(VAULT_ID_BYTES)
    secrets: list[Secret] = [plan.passphrase]
    if recovery_words:
        secrets.append(RecoveryWords(recovery_words))
    sealed = []
    for secret in secrets:
        material = secret.material()
        slot = slots.seal(
            secret.kind, material, master, vault_id, plan.parameters, random=plan.random, derive=plan.derive
        )
        wipe(material)
        sealed.append(slot)
    header = Header(vault_id, plan.kind, plan.clock.today(), generation=1, epoch=1, slots=tuple(sealed))
    return header, recovery_words


def _fill(unfinished: Path, header: Header, master: bytearray) -> None:
    database = unfinished / header.database
    key = expand(master, header.vault_id, "database")
    try:
        connection = cipher.connect(database, key, create=True)
        try:
            commits.create_state(connection)
        except dbapi2.Error as error:
            raise cipher.expected(error) or error from None
        finally:
            connection.close()
    finally:
        wipe(key)
    cipher.assert_encrypted(database)
    counter.create(unfinished / header.counter, master, header.vault_id, 1)
    header_files.store(unfinished, header, master)
