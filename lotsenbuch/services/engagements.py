"""Engagements: whom the pilot works for, and the rules that follow from it."""

from dataclasses import replace
from datetime import date

from lotsenbuch import programme
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.errors import ExpectedError
from lotsenbuch.programme import ProgrammeBook, Rule
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery

OWN = ""
"""The Träger code of sheets without a Träger."""


def book(log: Log) -> ProgrammeBook:
    """Return the programmes that hold for this log: the shipped ones with the Träger's own laid over them."""
    overrides = [each.programme_override for each in log.engagements.all() if each.programme_override]
    return programme.book(tuple(dict.fromkeys(overrides)))


def rule(engagement: Engagement, rules: ProgrammeBook, day: date) -> Rule | None:
    """Return the programme's rule of an engagement on a day, or ``None`` where none is valid."""
    return rules.rule(engagement.line, day)


def ensure_own(log: Log, random: Random, line: str = "wir") -> Engagement:
    """Return the engagement "eigene", created where the log has none."""
    for engagement in log.engagements.all():
        if engagement.traeger is None:
            return engagement
    own = Engagement(id=new_id(random), line=line)
    with log.transaction():
        log.engagements.add(own)
    return own


def for_day(log: Log, day: date) -> Engagement:
    """Return the engagement that new work on ``day`` belongs to.

    One with a Träger goes before "eigene"; of several the one of the latest activity. Raises
    ``ExpectedError("engagement_missing")`` when none covers the day.
    """
    fitting = [each for each in log.engagements.all() if each.covers(day)]
    with_traeger = [each for each in fitting if each.traeger is not None]
    candidates = with_traeger or fitting
    if not candidates:
        raise ExpectedError("engagement_missing", day=day.isoformat())
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda each: _latest(log, each))


def _latest(log: Log, engagement: Engagement) -> int:
    """Return the row key of the engagement's latest activity, 0 where it has none."""
    rows = log.activities.page(ActivityQuery(engagement_id=engagement.id), None, 1)
    return rows[0].cursor.row if rows else 0


def group(log: Log, traeger_code: str) -> list[Engagement]:
    """Return all engagements of one Träger, or "eigene" for the empty code."""
    return [each for each in log.engagements.all() if code(each) == traeger_code]


def code(engagement: Engagement) -> str:
    """Return the code of an engagement's Träger, empty for "eigene"."""
    return engagement.traeger.code if engagement.traeger else OWN


def set_own_line(log: Log, random: Random, line: str, pilot_name: str) -> Engagement:
    """Choose the programme and the name that stand on sheets without a Träger."""
    own = replace(ensure_own(log, random), line=line, pilot_name=pilot_name)
    with log.transaction():
        log.engagements.replace(own)
    return own
