"""Issuing a month: identical bytes, versions, nil returns, plain sheets, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from lotsenbuch import messages
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import activities, engagements, identity, joining, sheets
from lotsenbuch.sheet import canonical, envelope, reader
from lotsenbuch.sheet.documents import Term
from lotsenbuch.sheet.model import Sheet
from tests.builders.desks import (
    CLOCK,
    MARCH,
    TODAY,
    PlainRenderer,
    a_joined_log,
    an_own_log,
    invite_bytes,
    issue,
    joined,
    record,
)
from tests.builders.log import a_random
from tests.builders.memory_log import MemoryLog


@pytest.fixture
def log() -> MemoryLog:
    return a_joined_log()


def sheet_of(log: MemoryLog, version: int = -1) -> Sheet:
    return canonical.decode(log.sheets.versions("MUSTER", MARCH)[version].payload, Sheet)


def refused(log: MemoryLog, month: date, *, code: str | None = None, nil: bool = False) -> str:
    with pytest.raises(ExpectedError) as failure:
        issue(log, month, code=code, nil=nil)
    assert failure.value.code in messages.codes()
    assert messages.sentence(failure.value)
    return failure.value.code


def test_issuing_again_gives_the_same_bytes_and_a_preview_is_the_file(log: MemoryLog) -> None:
    record(log)
    draft = sheets.draft(log, MARCH, TODAY)
    before = sheets.preview_pdf(log, draft, PlainRenderer())
    first = issue(log)
    again = issue(log)
    assert (first.pdf, first.activities) == (before, 1)
    assert again == first == log.sheets.latest()[0]
    assert sheets.preview_pdf(log, sheets.draft(log, MARCH, TODAY), PlainRenderer()) == before


def test_a_sheet_is_signed_by_the_pilot_and_meant_for_traeger_and_pilot(log: MemoryLog) -> None:
    record(log)
    issued = issue(log)
    key = identity.signing_key(log).public
    opened = envelope.open_envelope(issued.envelope, {key.id: key})
    assert opened.payload == issued.payload
    sheet = sheet_of(log)
    assert sheet.recipients == tuple(each.id for each in sheets.recipients(log, engagements.group(log, "MUSTER")))
    assert len(sheet.recipients) == 3
    assert (sheet.sheet_id, sheet.nil, sheet.role, sheet.answers) == ("L017-2026-03", False, "normal", ())


def test_a_correction_names_the_hash_it_replaces(log: MemoryLog) -> None:
    activity = record(log)
    first = issue(log)
    record(log, "late", day=date(2026, 3, 12))
    second = issue(log)
    assert (second.version, second.replaces) == (2, first.payload_hash)
    assert sheet_of(log).statistics == sheet_of(log, 0).statistics
    assert {each.sealed_in for each in log.activities.between(MARCH, date(2026, 3, 31))} == {"L017-2026-03"}
    activities.delete(log, activity.id, CLOCK.now())
    assert issue(log).replaces == second.payload_hash


def test_a_nil_return_wants_to_be_meant(log: MemoryLog) -> None:
    assert refused(log, MARCH) == "month_empty"
    assert issue(log, nil=True).nil
    assert issue(log).version == 1
    record(log)
    assert refused(log, MARCH, nil=True) == "month_not_empty"
    assert not issue(log).nil


def test_without_a_traeger_the_sheet_is_plain_and_has_no_statistics() -> None:
    log = an_own_log()
    record(log)
    sheet = canonical.decode(issue(log).payload, Sheet)
    assert (sheet.sheet_id, sheet.traeger, sheet.statistics, sheet.recipients) == ("EIGEN-2026-03", None, None, ())
    assert log.releases.ledger() == []


@pytest.mark.parametrize(("month", "state"), [(2, "not_due"), (3, "closing"), (4, "not_due"), (6, "closing")])
def test_books_close_at_quarters_ends_alone(log: MemoryLog, month: int, state: str) -> None:
    issued = issue(log, date(2026, month, 1), nil=True)
    part = reader.statistics(canonical.decode(issued.payload, Sheet))
    assert part is not None
    assert part.state == state
    assert sheets.closes_books(log, "MUSTER", date(2026, month, 9)) == (state == "closing")


def test_months_that_cannot_be_are_refused(log: MemoryLog) -> None:
    assert refused(log, date(2026, 8, 1)) == "month_in_future"
    assert refused(log, MARCH, code="OTHER") == "traeger_unknown"
    assert issue(log, date(2026, 7, 1), nil=True).month == date(2026, 7, 1)


def test_an_engagement_inside_one_month_has_a_sheet() -> None:
    log = a_joined_log(term=Term(date(2026, 3, 5), date(2026, 3, 20)))
    record(log)
    assert issue(log).traeger_code == "MUSTER"
    assert [each.day for each in log.activities.between(MARCH, date(2026, 3, 31))] == [date(2026, 3, 11)]
    with pytest.raises(ExpectedError) as failure:
        sheets.draft(log, date(2026, 4, 1), TODAY, traeger_code="MUSTER")
    assert failure.value.code == "traeger_unknown"


def test_two_traeger_in_a_month_must_be_told_apart(log: MemoryLog) -> None:
    muster = log.engagements.all()[1]
    assert muster.traeger is not None
    other = replace(muster, id="0" * 32, traeger=replace(muster.traeger, code="ANDERE"))
    with log.transaction():
        log.engagements.add(other)
    record(log, engagement_id=other.id)
    assert refused(log, MARCH) == "traeger_ambiguous"
    assert issue(log, code="ANDERE").traeger_code == "ANDERE"
    assert issue(log, code="MUSTER", nil=True).sheet_id == "L017-2026-03"
    assert log.activities.between(MARCH, TODAY)[0].state == "sealed"


def test_all_lines_of_a_traeger_stand_in_one_sheet(log: MemoryLog) -> None:
    health = joined(log, line="wir_gesundheit")
    record(log, "a")
    record(log, "b", engagement_id=health.id, minutes=60, start=None, end=None)
    issue(log)
    part = reader.settlement(sheet_of(log))
    assert [(line.line, line.minutes) for line in part.lines] == [("wir", 90), ("wir_gesundheit", 60)]
    assert (part.accompaniments, part.days[0].minutes) == (2, 150)


def test_a_stale_preview_is_not_sealed(log: MemoryLog) -> None:
    record(log)
    draft = sheets.draft(log, MARCH, TODAY)
    record(log, "late", day=date(2026, 3, 12))
    with pytest.raises(ExpectedError) as failure:
        sheets.issue(log, draft, PlainRenderer(), CLOCK)
    assert failure.value.code == "month_changed"
    assert log.sheets.latest() == []


def test_what_fails_while_sealing_leaves_nothing(log: MemoryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ExpectedError("vault_disk_full")

    activity = record(log)
    monkeypatch.setattr("lotsenbuch.services.statistics.remember", broken)
    with pytest.raises(ExpectedError):
        issue(log)
    assert (log.sheets.latest(), log.activities.get(activity.id).state) == ([], "open")


def test_a_renewed_invite_alone_makes_no_new_version(log: MemoryLog) -> None:
    record(log)
    first = issue(log)
    joining.join(log, invite_bytes(invite_id="E-2026-018"), date(2026, 1, 2), a_random("again"))
    assert issue(log) == first
