"""Which engagement new work belongs to."""

from datetime import date

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import engagements
from lotsenbuch.sheet.documents import Term
from tests.builders.desks import a_joined_log, an_own_log, joined, record
from tests.builders.log import a_random


def test_work_belongs_to_the_traeger_where_one_covers_the_day() -> None:
    log = a_joined_log(term=Term(date(2026, 1, 1), date(2026, 6, 30)))
    own, muster = log.engagements.all()
    assert engagements.for_day(log, date(2026, 6, 30)) == muster
    assert engagements.for_day(log, date(2026, 7, 1)) == own


def test_of_several_the_one_of_the_latest_activity() -> None:
    log = a_joined_log()
    health = joined(log, line="wir_gesundheit")
    muster = engagements.group(log, "MUSTER")[0]
    assert engagements.for_day(log, date(2026, 3, 1)) == muster
    record(log, "a", engagement_id=health.id)
    assert engagements.for_day(log, date(2026, 3, 1)) == health
    record(log, "b", engagement_id=muster.id, day=date(2026, 3, 12))
    assert engagements.for_day(log, date(2026, 3, 1)) == muster


def test_without_any_the_day_is_named() -> None:
    log = an_own_log()
    with log.transaction():
        own = log.engagements.all()[0]
        log.engagements.replace(type(own)(own.id, own.line, ends=date(2025, 12, 31)))
    with pytest.raises(ExpectedError) as failure:
        engagements.for_day(log, date(2026, 1, 1))
    assert (failure.value.code, failure.value.params) == ("engagement_missing", {"day": "2026-01-01"})


def test_the_own_engagement_is_made_once() -> None:
    log = an_own_log()
    own = engagements.set_own_line(log, a_random("x"), "laiendolmetschen", "Ayşe Beispiel")
    assert log.engagements.all() == [own] == [engagements.ensure_own(log, a_random("y"))]
