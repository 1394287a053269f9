"""Vault and log together: the kept vault of the first schema, and a disk that fills up."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lotsenbuch import bootstrap
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements, identity, receipts, sheets, sheets_state
from lotsenbuch.services.records import ActivityQuery
from lotsenbuch.sheet import canonical, opening, reader
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.vault.secret import Passphrase
from tests.builders.desks import TODAY, record
from tests.builders.kept_vault import CLOCK, PASSPHRASE
from tests.builders.log import a_client, an_authority, an_id

KEPT = Path(__file__).resolve().parents[1] / "data" / "vaults" / "log-0001"
DECEMBER = date(2025, 12, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[bootstrap.PilotDesk]:
    """Open a copy of the kept vault."""
    folder = tmp_path / "vault"
    shutil.copytree(KEPT, folder)
    folder.chmod(0o700)
    for file in folder.iterdir():
        file.chmod(0o600)
    opened = bootstrap.open_log(folder, Passphrase(PASSPHRASE), bootstrap.Machine(clock=CLOCK))
    yield opened
    opened.close()


def test_the_kept_vault_is_whole(desk: bootstrap.PilotDesk) -> None:
    report = desk.vault.check()
    assert (report.ok, report.problems) == (True, ())


def test_every_record_of_the_kept_vault_is_read(desk: bootstrap.PilotDesk) -> None:
    log = desk.log
    own, muster = log.engagements.all()
    assert (own.line, own.pilot_name, muster.line, muster.pilot_code) == (
        "laiendolmetschen",
        "Ayşe Beispiel",
        "wir",
        "L017",
    )
    assert len(log.clients.all()) == 11
    assert log.clients.get(an_id("Haushalt 00")).languages == ("ara",)
    assert [each.name for each in log.authorities.all()] == ["Jobcenter Musterstadt"]
    assert [(each.title, each.units) for each in log.trainings.all()] == [("Asylrecht", 8)]
    assert [(each.month, each.amount_cents) for each in log.payments.all()] == [(DECEMBER, 7500)]
    (january,) = log.activities.between(date(2026, 1, 1), date(2026, 1, 31))
    assert (january.note, january.topics) == ("Größe geklärt; „Straße“ 日本", ("BRIEFE", "WOHNEN"))
    assert (january.travel_minutes, january.distance_m, january.authority_id) == (40, 12_300, an_authority().id)
    assert [row.activity.id for row in log.activities.page(ActivityQuery(text="strasse"), None, 9)] == [january.id]
    assert log.activities.sums(ActivityQuery(deleted=True)).count == 1
    (planned,) = log.appointments.between(None, None)
    assert planned.client_names == ("Haushalt 00", "Haushalt 01")


def test_the_kept_sheet_receipt_and_ledger_still_say_what_they_said(desk: bootstrap.PilotDesk) -> None:
    log = desk.log
    (sheet,) = log.sheets.versions("MUSTER", DECEMBER)
    key = identity.signing_key(log).public
    opened = opening.open_sheet(sheet.pdf, {key.id: key})
    assert (opened.payload, opened.sheet.sheet_id) == (sheet.payload, "L017-2025-12")
    statistics = reader.statistics(canonical.decode(sheet.payload, Sheet))
    assert statistics is not None
    assert [book.counted for book in statistics.books] == [10, 10]
    receipt = receipts.stored(log, sheet)
    assert receipt is not None
    assert receipt.amount_cents == 7500
    assert [(record.number, record.until) for record in log.releases.ledger()] == [(1, date(2025, 12, 31))]
    assert [each.state for each in sheets_state.months(log)] == ["open", "changed"]
    # The printed card of the client who was taken out is still printed; only the new client's is open.
    muster = engagements.group(log, "MUSTER")[0].id
    cards = log.releases.open_cards([muster], date(2025, 12, 31), ["accompaniment"])
    assert [card.household for card in cards] == [an_id("Haushalt 10")]


def test_the_kept_log_goes_on(desk: bootstrap.PilotDesk) -> None:
    log = desk.log
    second = sheets.issue(log, sheets.draft(log, DECEMBER, TODAY), desk.renderer, CLOCK)
    assert second.version == 2
    part = reader.statistics(canonical.decode(second.payload, Sheet))
    assert part is not None
    assert part.state == "closing"
    quarter = sheets.draft(log, date(2026, 3, 1), TODAY)
    following = reader.statistics(quarter.sheet)
    assert following is not None
    assert (following.state, following.previous) == ("closing", part.hash)


def test_a_full_disk_gives_up_the_reserve_and_then_there_is_room(desk: bootstrap.PilotDesk) -> None:
    reserve = desk.vault.directory / "reserve"
    assert reserve.stat().st_size == 16 * 1024 * 1024
    driver = desk.vault.connection_factory()()
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(ExpectedError) as failure, desk.log.transaction():
        desk.log.clients.add(a_client("Voll", note="x" * 4_000_000))
    assert failure.value.code == "vault_disk_full"
    assert not reserve.exists()
    driver.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert record(desk.log, "danach").id in {each.id for each in desk.log.activities.between(date(2026, 3, 1), TODAY)}
    assert [client.name for client in desk.log.clients.all()].count("Voll") == 0
