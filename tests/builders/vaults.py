"""Vaults for tests, made in milliseconds: the key derivation is replaced by one hash.

Only tests can do that: the program's own functions take no derivation from outside.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.vault import creation, unlock
from lotsenbuch.vault.directory import free_place
from lotsenbuch.vault.drives import Drives, LocalDrives
from lotsenbuch.vault.header import VaultKind
from lotsenbuch.vault.secret import Passphrase, Secret
from lotsenbuch.vault.slots import Parameters
from lotsenbuch.vault.vault import Created, OpenVault, open_unlocked

PASSPHRASE = "lampe wiese kolben ufer"
CLOCK = FixedClock(datetime(2026, 3, 1, 12, 0, tzinfo=BERLIN))


def cheap_derive(secret: bytearray, salt: bytes, parameters: Parameters) -> bytearray:
    """Stand in for Argon2id: depends on all its inputs and costs nothing."""
    cost = f"{parameters.memory_kib} {parameters.passes} {parameters.lanes}".encode()
    return bytearray(hashlib.sha256(salt + cost + secret).digest())


def a_vault(
    directory: Path,
    *,
    passphrase: str = PASSPHRASE,
    kind: VaultKind = VaultKind.PILOT,
    recovery: bool = False,
    parameters: Parameters = Parameters(),
    drives: Drives | None = None,
) -> Created:
    """Create a vault and open it."""
    plan = creation.Plan(
        free_place(directory),
        Passphrase(passphrase),
        kind,
        recovery,
        parameters,
        secrets.token_bytes,
        CLOCK,
        cheap_derive,
    )
    unlocked, recovery_words = creation.build(plan, drives or LocalDrives())
    return Created(open_unlocked(unlocked, random=secrets.token_bytes), recovery_words)


def unlocked(
    directory: Path,
    secret: Secret = Passphrase(PASSPHRASE),
    *,
    kind: VaultKind = VaultKind.PILOT,
    drives: Drives | None = None,
    calibrate: Callable[[], Parameters] = Parameters,
) -> unlock.Unlocked:
    """Unlock a vault that ``a_vault`` made."""
    return unlock.unlock_with(
        directory, secret, kind, secrets.token_bytes, drives or LocalDrives(), cheap_derive, calibrate
    )


def reopened(
    directory: Path, secret: Secret = Passphrase(PASSPHRASE), *, kind: VaultKind = VaultKind.PILOT
) -> OpenVault:
    """Open a vault that ``a_vault`` made."""
    return open_unlocked(unlocked(directory, secret, kind=kind), random=secrets.token_bytes)


def connection(vault: OpenVault) -> Any:
    """Return the vault's one connection."""
    return vault.connection_factory()()


def commit(vault: OpenVault, sql: str, *parameters: object) -> None:
    """Do one write transaction as ``persistence`` does it."""
    raw = connection(vault)
    raw.execute("BEGIN IMMEDIATE")
    try:
        raw.execute(sql, parameters)
        vault.before_commit(raw)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    vault.after_commit(raw)
