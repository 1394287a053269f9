"""Makes a kept vault of ``tests/data/vaults``: a pilot's whole log of one schema version, invented from end to end.

A kept vault is never made anew once its version has been given to people; a new version adds a folder of its own.
``python -m tests.builders.kept_vault FOLDER`` writes one of the current version into a folder that is not there.
"""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from lotsenbuch import bootstrap
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.domain.appointment import Appointment
from lotsenbuch.domain.training import Training
from lotsenbuch.services import activities, appointments, engagements, receipts, sheets
from lotsenbuch.services.ports import Log
from lotsenbuch.sheet import correspondence
from tests.builders.desks import BOOK, TODAY, clients, joined, record, visits
from tests.builders.log import a_random, an_authority, an_id
from tests.builders.sheets import TRAEGER_KEY, a_receipt

PASSPHRASE = "lampe wiese kolben ufer"
CLOCK = FixedClock(datetime(2026, 1, 9, 12, tzinfo=BERLIN))
DECEMBER = date(2025, 12, 1)


def write(folder: Path) -> None:
    """Create the vault and put something into every table."""
    machine = bootstrap.Machine(clock=CLOCK)
    desk = bootstrap.create_log(folder, PASSPHRASE, recovery=False, memory_mib=64, machine=machine).desk
    try:
        fill(desk)
    finally:
        desk.close()
    # Sixteen mebibytes of nothing; opening a vault sets it aside again.
    (folder / "reserve").unlink(missing_ok=True)


def fill(desk: bootstrap.PilotDesk) -> None:
    """Live through a quarter: work, a closing, a receipt, a correction, a bin, a plan."""
    log = desk.log
    joined(log, programme=None)
    engagements.set_own_line(log, a_random("own"), "laiendolmetschen", "Ayşe Beispiel")
    people = clients(log, 11)
    made = visits(log, people[:10], DECEMBER)
    with log.transaction():
        log.authorities.add(an_authority())
        log.trainings.add(
            Training(an_id("course"), date(2025, 11, 8), "Asylrecht", 8, certificate=True, note="Musterstadt")
        )
    sheet = sheets.issue(log, sheets.draft(log, DECEMBER, TODAY), desk.renderer, CLOCK)
    receipt = a_receipt(sheet_id=sheet.sheet_id, payload=sheet.payload_hash, amount_cents=7500, ledger=None, latest=())
    receipts.take(log, correspondence.sign_receipt(receipt, TRAEGER_KEY), a_random("receipt"))
    activities.edit(
        log, replace(log.activities.get(made[0].id), client_ids=(people[10],), note="berichtigt"), BOOK, TODAY
    )
    activities.delete(log, made[1].id, CLOCK.now())
    _january(log, people)


def _january(log: Log, people: list[str]) -> None:
    record(
        log,
        "january",
        day=date(2026, 1, 7),
        authority_id=an_authority().id,
        client_ids=(people[0],),
        topics=("BRIEFE", "WOHNEN"),
        travel_minutes=40,
        distance_m=12_300,
        note="Größe geklärt; „Straße“ 日本",
    )
    plan = Appointment(
        "", engagements.for_day(log, TODAY).id, date(2026, 1, 20), None, 60, client_ids=tuple(people[:2])
    )
    appointments.add(log, plan, a_random("plan"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
