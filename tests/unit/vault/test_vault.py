"""A vault as its callers see it: created, opened, given new secrets, closed."""

import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from lotsenbuch.errors import ExpectedError, WrongSecretError
from lotsenbuch.vault import header_files, unlock
from lotsenbuch.vault.drives import DriveKind, LocalDrives
from lotsenbuch.vault.header import VaultKind
from lotsenbuch.vault.secret import Passphrase, RecoveryWords
from lotsenbuch.vault.slots import Parameters, SlotKind
from lotsenbuch.vault.vault import create, open_unlocked, open_vault
from tests.builders.vaults import CLOCK, PASSPHRASE, a_vault, commit, reopened, unlocked

NEW = "ganz andere passphrase"


def failure(directory: Path, secret: Passphrase | RecoveryWords = Passphrase(PASSPHRASE)) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        reopened(directory, secret)
    return caught.value


def test_the_whole_way_with_the_real_key_derivation(tmp_path: Path) -> None:
    created = create(
        tmp_path / "vault",
        PASSPHRASE,
        kind=VaultKind.PILOT,
        recovery=True,
        memory_mib=64,
        random=secrets.token_bytes,
        clock=CLOCK,
        drives=LocalDrives(),
    )
    commit(created.vault, "CREATE TABLE note (text TEXT)")
    created.vault.close()
    assert created.recovery_words is not None

    for secret in (Passphrase(PASSPHRASE), RecoveryWords(created.recovery_words)):
        vault = open_vault(
            tmp_path / "vault",
            secret,
            kind=VaultKind.PILOT,
            random=secrets.token_bytes,
            drives=LocalDrives(),
        )
        assert vault.commits == 2
        assert vault.check().ok
        vault.close()
    with pytest.raises(WrongSecretError):
        unlock.unlock(
            tmp_path / "vault",
            Passphrase(NEW),
            kind=VaultKind.PILOT,
            random=secrets.token_bytes,
            drives=LocalDrives(),
        )


def test_what_can_be_known_without_a_passphrase(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault", recovery=True).vault.close()

    info = unlock.info(tmp_path / "vault")

    assert len(bytes.fromhex(info.vault_id)) == 16
    assert (info.kind, info.created, info.generation) == (VaultKind.PILOT, CLOCK.today(), 1)
    assert [slot.kind for slot in info.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert info.slots[0].memory_mib == 64
    assert info.recovery


def test_two_vaults_have_nothing_in_common(tmp_path: Path) -> None:
    first, second = a_vault(tmp_path / "a").vault, a_vault(tmp_path / "b").vault

    assert first.info.vault_id != second.info.vault_id
    first.close()
    second.close()
    (tmp_path / "a" / "log.db").write_bytes((tmp_path / "b" / "log.db").read_bytes())
    assert failure(tmp_path / "a").code == "vault_database_damaged"


def test_a_wrong_passphrase_exits_with_three(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()

    error = failure(tmp_path / "vault", Passphrase(PASSPHRASE + " "))

    assert (error.code, error.exit_code) == ("vault_wrong_passphrase", 3)


def test_umlauts_are_the_same_however_the_keyboard_writes_them(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault", passphrase="grünes Öl für Ämter").vault.close()

    reopened(tmp_path / "vault", Passphrase("gru\u0308nes O\u0308l fu\u0308r A\u0308mter")).close()


def test_the_recovery_words_open_the_vault_and_other_words_do_not(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=True)
    created.vault.close()
    other = a_vault(tmp_path / "other", recovery=True)
    other.vault.close()
    assert created.recovery_words is not None
    assert other.recovery_words is not None

    reopened(tmp_path / "vault", RecoveryWords(created.recovery_words)).close()
    assert failure(tmp_path / "vault", RecoveryWords(other.recovery_words)).code == "vault_wrong_recovery_words"
    with pytest.raises(WrongSecretError):
        reopened(tmp_path / "vault", RecoveryWords.parse("kein wort"))


def test_without_recovery_words_only_the_passphrase_opens_it(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=False)
    created.vault.close()
    other = a_vault(tmp_path / "other", recovery=True)
    other.vault.close()

    assert created.recovery_words is None
    assert other.recovery_words is not None
    assert failure(tmp_path / "vault", RecoveryWords(other.recovery_words)).code == "vault_no_recovery"


def test_a_changed_passphrase_replaces_the_old_one(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault", recovery=True).vault

    vault.change_passphrase(Passphrase(PASSPHRASE), NEW, memory_mib=64)
    vault.close()

    assert failure(tmp_path / "vault").code == "vault_wrong_passphrase"
    again = reopened(tmp_path / "vault", Passphrase(NEW))
    assert (again.info.generation, again.check().ok) == (2, True)
    assert [slot.kind for slot in again.info.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    again.close()


def test_a_damaged_header_copy_does_not_bring_an_old_passphrase_back(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    old = (tmp_path / "vault" / "header.b").read_bytes()
    vault.change_passphrase(Passphrase(PASSPHRASE), NEW, memory_mib=64)
    vault.close()
    # As after a power cut between the two copies.
    (tmp_path / "vault" / "header.b").write_bytes(old)

    assert failure(tmp_path / "vault").code == "vault_wrong_passphrase"
    again = reopened(tmp_path / "vault", Passphrase(NEW))
    assert [problem.code for problem in again.check().problems] == ["check_header_copy"]
    again.close()
    assert header_files.load(tmp_path / "vault").whole


def test_changing_the_passphrase_needs_the_old_one(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault

    with pytest.raises(WrongSecretError):
        vault.change_passphrase(Passphrase(NEW), NEW)
    vault.close()

    reopened(tmp_path / "vault").close()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_words(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=True)
    created.vault.close()
    assert created.recovery_words is not None
    secret = RecoveryWords(created.recovery_words)
    vault = reopened(tmp_path / "vault", secret)

    vault.change_passphrase(secret, NEW, memory_mib=64)
    vault.close()

    reopened(tmp_path / "vault", Passphrase(NEW)).close()
    reopened(tmp_path / "vault", secret).close()


def test_new_recovery_words_replace_the_old_ones(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=True)
    assert created.recovery_words is not None

    words = created.vault.new_recovery(memory_mib=64)
    created.vault.close()

    assert words != created.recovery_words
    reopened(tmp_path / "vault", RecoveryWords(words)).close()
    error = failure(tmp_path / "vault", RecoveryWords(created.recovery_words))
    assert error.code == "vault_wrong_recovery_words"


def test_recovery_words_can_be_added_later_and_revoked(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    with pytest.raises(ExpectedError) as caught:
        vault.revoke_recovery()
    assert caught.value.code == "vault_no_recovery"

    words = vault.new_recovery(memory_mib=64)
    assert vault.info.recovery
    vault.revoke_recovery()
    vault.close()

    assert failure(tmp_path / "vault", RecoveryWords(words)).code == "vault_no_recovery"
    assert not unlock.info(tmp_path / "vault").recovery


def test_the_last_slot_cannot_be_revoked(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=True)
    created.vault.close()
    assert created.recovery_words is not None
    keys = unlocked(tmp_path / "vault")
    travelling = unlock.without_slot(keys.header, SlotKind.PASSPHRASE)
    header_files.store(tmp_path / "vault", travelling, keys.master)

    assert failure(tmp_path / "vault").code == "vault_no_passphrase"
    vault = reopened(tmp_path / "vault", RecoveryWords(created.recovery_words))
    with pytest.raises(ExpectedError) as caught:
        vault.revoke_recovery()
    assert caught.value.code == "vault_no_passphrase"
    vault.close()


def test_a_slot_below_todays_floor_is_sealed_anew_at_the_next_opening(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault", parameters=Parameters(32 * 1024)).vault.close()

    vault = reopened(tmp_path / "vault")

    assert vault.info.slots[0].memory_mib == 64
    assert vault.info.generation == 2
    vault.close()
    again = reopened(tmp_path / "vault")
    assert again.info.generation == 2
    again.close()


def test_a_pilots_vault_is_no_traegers_and_the_other_way_round(tmp_path: Path) -> None:
    a_vault(tmp_path / "pilot").vault.close()
    a_vault(tmp_path / "traeger", kind=VaultKind.TRAEGER).vault.close()

    with pytest.raises(ExpectedError) as first:
        reopened(tmp_path / "pilot", kind=VaultKind.TRAEGER)
    with pytest.raises(ExpectedError) as second:
        reopened(tmp_path / "traeger", kind=VaultKind.PILOT)
    assert (first.value.code, second.value.code) == ("vault_is_pilot", "vault_is_traeger")
    reopened(tmp_path / "traeger", kind=VaultKind.TRAEGER).close()


def test_the_kind_cannot_be_forged(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()
    keys = unlocked(tmp_path / "vault")
    forged = replace(keys.header, kind=VaultKind.TRAEGER)
    header_files.store(tmp_path / "vault", forged, bytearray(32))

    with pytest.raises(ExpectedError) as caught:
        reopened(tmp_path / "vault", kind=VaultKind.TRAEGER)

    assert caught.value.code == "vault_header_damaged"


def test_a_header_changed_by_another_program_between_unlock_and_opening_is_noticed(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()
    keys = unlocked(tmp_path / "vault")
    other = reopened(tmp_path / "vault")
    other.change_passphrase(Passphrase(PASSPHRASE), NEW, memory_mib=64)
    other.close()

    with pytest.raises(ExpectedError) as caught:
        open_unlocked(keys, random=secrets.token_bytes)

    assert caught.value.code == "vault_in_use"


def test_closing_twice_is_harmless_and_the_keys_are_gone(tmp_path: Path) -> None:
    a_vault(tmp_path / "vault").vault.close()
    keys = unlocked(tmp_path / "vault")
    vault = open_unlocked(keys, random=secrets.token_bytes)

    vault.close()
    vault.close()

    assert keys.master == bytes(32)


def test_there_is_one_connection(tmp_path: Path) -> None:
    vault = a_vault(tmp_path / "vault").vault
    factory = vault.connection_factory()

    assert factory() is factory()
    vault.close()


def test_no_secret_shows_in_what_is_printed(tmp_path: Path) -> None:
    created = a_vault(tmp_path / "vault", recovery=True)
    created.vault.close()
    keys = unlocked(tmp_path / "vault")
    assert created.recovery_words is not None

    shown = repr((created, keys, Passphrase(PASSPHRASE), RecoveryWords(created.recovery_words)))

    assert PASSPHRASE not in shown
    assert keys.master.hex() not in shown
    assert repr(keys.master) not in shown
    assert created.recovery_words[0] not in shown


@pytest.mark.parametrize("kind", [DriveKind.REMOVABLE, DriveKind.NETWORK])
def test_sticks_and_network_drives_are_refused(tmp_path: Path, kind: DriveKind) -> None:
    class Foreign:
        def kind(self, path: Path, /) -> DriveKind:
            return kind if path.exists() else DriveKind.LOCAL

    a_vault(tmp_path / "vault").vault.close()
    with pytest.raises(ExpectedError) as opened:
        unlocked(tmp_path / "vault", drives=Foreign())
    with pytest.raises(ExpectedError) as created:
        a_vault(tmp_path / "new", drives=Foreign())

    assert opened.value.code == created.value.code == f"vault_on_{kind.value}_drive"
    assert not (tmp_path / "new").exists()
