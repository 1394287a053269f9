"""What lies beside the backups: leftovers of a power cut; and which secrets open which backup."""

from datetime import timedelta
from pathlib import Path

from lotsenbuch.clock import FixedClock
from tests.builders.vaults import CLOCK
from tests.unit.vault.test_backups import a_full_vault


def test_what_a_power_cut_left_behind_is_swept_away_and_nothing_of_others(tmp_path: Path) -> None:
    vault = a_full_vault(tmp_path / "vault").vault
    first = vault.backup(tmp_path / "stick", CLOCK)
    name = vault.info.vault_id[:8]
    others = tmp_path / "stick" / ".sicherung-00000000-aa.neu"
    for left in (
        tmp_path / "vault" / f".sicherung-{name}-aa.db",
        tmp_path / "vault" / f".sicherung-{name}-aa.db-wal",
        tmp_path / "stick" / f".sicherung-{name}-aa.neu",
        others,
    ):
        left.write_bytes(b"half")

    second = vault.backup(tmp_path / "stick", FixedClock(CLOCK.now() + timedelta(days=1)))

    assert set((tmp_path / "stick").iterdir()) == {first.path, second.path, others}
    assert not list((tmp_path / "vault").glob(".*"))
    vault.close()


def test_a_backup_knows_the_generation_of_the_header_inside(tmp_path: Path) -> None:
    created = a_full_vault(tmp_path / "vault")
    generations = [created.vault.backup(tmp_path / "stick", CLOCK).generation]
    created.vault.revoke_recovery()
    generations.append(created.vault.backup(tmp_path / "stick", CLOCK).generation)
    assert generations == [1, 2]
    assert created.vault.backups_in(tmp_path / "stick")[0].generation == 2
    created.vault.close()
