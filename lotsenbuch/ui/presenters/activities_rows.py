"""Rows of the log as lines of the list; done on the vault's thread, so that the window only paints."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lotsenbuch import catalogue
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain import activity as states
from lotsenbuch.domain import rules
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.rules import Hint
from lotsenbuch.i18n import _, language, ngettext
from lotsenbuch.messages import sentence_for
from lotsenbuch.services import engagements
from lotsenbuch.services.records import ActivityQuery, ActivityRow, Cursor, Sums
from lotsenbuch.services.sheets_state import last_of
from lotsenbuch.ui.models.activity_line import DELETED, HINT, OPEN, SEALED, ActivityLine, MonthLine, SumsLine
from lotsenbuch.ui.presenters import activities_words as words

PAGE = 200
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ONE_DAY = timedelta(days=1)
_NEAR = timedelta(days=10)
# Said once in the panel; in the list it would stand at every line of a year.
_NOT_IN_THE_LIST = frozenset({"programme_no_rule"})


@dataclass(frozen=True, slots=True)
class ListPart:
    """One page of the list. ``fresh`` begins anew; then ``sums`` are those of the whole query."""

    lines: tuple[ActivityLine, ...] = field(repr=False)
    months: Mapping[date, MonthLine]
    sums: SumsLine | None
    fresh: bool
    cursor: Cursor | None


def read_part(
    desk: PilotDesk, query: ActivityQuery, after: Cursor | None, limit: int, known: frozenset[date], today: date
) -> ListPart:
    """Return up to ``limit`` lines after a place, with the heads of the months that are not ``known`` yet."""
    log = desk.log
    rows = log.activities.page(query, after, limit)
    lines = _lines(desk, rows, today)
    return ListPart(
        lines=lines,
        months=_months(desk, query, rows, known, today, whole=len(rows) < limit),
        sums=_sums(log.activities.sums(query)) if after is None else None,
        fresh=after is None,
        cursor=rows[-1].cursor if len(rows) == limit else None,
    )


def _lines(desk: PilotDesk, rows: Sequence[ActivityRow], today: date) -> tuple[ActivityLine, ...]:
    if not rows:
        return ()
    beside: dict[date, list[Activity]] = defaultdict(list)
    for first, last in _stretches({row.activity.day for row in rows if row.activity.state == states.OPEN}):
        for each in desk.log.activities.between(first - _ONE_DAY, last + _ONE_DAY):
            beside[each.day].append(each)
    book = engagements.book(desk.log)
    employers = {each.id: each for each in desk.log.engagements.all()}

    def hints(activity: Activity) -> tuple[Hint, ...]:
        if activity.state != states.OPEN:
            return ()
        near = [
            other
            for day in (activity.day - _ONE_DAY, activity.day, activity.day + _ONE_DAY)
            for other in beside[day]
            if other.id != activity.id
        ]
        found = rules.hints(activity, near, employers[activity.engagement_id], book, today)
        return tuple(hint for hint in found if hint.code not in _NOT_IN_THE_LIST)

    return tuple(_line(row, hints(row.activity)) for row in rows)


def _stretches(days: Collection[date]) -> list[tuple[date, date]]:
    """Return spans that hold all days: the hits of a search lie far apart, and what is between is not read."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] <= _NEAR:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _line(row: ActivityRow, hints: Iterable[Hint]) -> ActivityLine:
    activity = row.activity
    warned = tuple(hint_sentence(hint) for hint in hints)
    state = _state(activity, warned)
    place = place_words(row)
    people = ", ".join(row.client_names)
    told = (words.long_day(activity.day), _span(activity), place, people, activity.note, *warned)
    return ActivityLine(
        id=activity.id,
        day=activity.day,
        weekday=words.weekday(activity.day),
        short_day=f"{activity.day:%d.%m.}",
        time=_span(activity),
        hours=words.hours(activity.minutes),
        place=place,
        people=people or "–",
        state=state,
        state_word=_state_word(state),
        tip="\n".join(part for part in told if part and part != "–"),
    )


def _span(activity: Activity) -> str:
    if activity.start is None or activity.end is None:
        return "–"
    return f"{words.clock(activity.start)}–{words.clock(activity.end)}"


def _state(activity: Activity, warned: Sequence[str]) -> str:
    if activity.state == states.DELETED:
        return DELETED
    if activity.state == states.SEALED:
        return SEALED
    return HINT if warned else OPEN


def _state_word(state: str) -> str:
    return {OPEN: _("offen"), HINT: _("Hinweis"), SEALED: _("versiegelt"), DELETED: _("gelöscht")}[state]


def place_words(row: ActivityRow) -> str:
    """Return what a row is about: the pilot's own name for the place, its kind, or the kind of work."""
    if row.authority_name:
        return row.authority_name
    code = row.activity.authority_code
    if code and code != catalogue.NONE:
        return catalogue.authorities().name(code, language())
    return catalogue.kinds().name(row.activity.kind, language())


def hint_sentence(hint: Hint) -> str:
    """Return the sentence of a hint."""
    return said(hint.code, hint.params)


def said(code: str, params: Mapping[str, str | int]) -> str:
    """Return the sentence of a code, its days written as they are read here."""
    return sentence_for(code, **{name: _readable(value) for name, value in params.items()})


def _readable(value: str | int) -> str | int:
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        return value
    return f"{date.fromisoformat(value):%d.%m.%Y}"


def _months(
    desk: PilotDesk,
    query: ActivityQuery,
    rows: Sequence[ActivityRow],
    known: frozenset[date],
    today: date,
    *,
    whole: bool,
) -> dict[date, MonthLine]:
    """Return the heads of the months that begin in ``rows``; only the last may go on behind them."""
    sums: dict[date, tuple[int, int]] = {}
    for row in rows:
        month = row.activity.day.replace(day=1)
        count, minutes = sums.get(month, (0, 0))
        sums[month] = count + 1, minutes + row.activity.minutes
    if rows and not whole:
        month = rows[-1].activity.day.replace(day=1)
        first, last = max(month, query.first or month), min(last_of(month), query.last or last_of(month))
        asked = desk.log.activities.sums(replace(query, first=first, last=last))
        sums[month] = asked.count, asked.minutes
    return {month: _month(month, *each, today) for month, each in sums.items() if month not in known}


def _month(month: date, count: int, minutes: int, today: date) -> MonthLine:
    return MonthLine(
        month=month,
        name=words.month(month, year=month.year != today.year),
        count=_counted(count),
        hours=f"{words.hours(minutes)} h",
    )


def _counted(count: int) -> str:
    return f"{words.number(count)} {ngettext('Einsatz', 'Einsätze', count)}"


def _sums(sums: Sums) -> SumsLine:
    return SumsLine(
        (
            (words.number(sums.count), ngettext("Einsatz", "Einsätze", sums.count)),
            (words.hours(sums.minutes), _("h")),
            (words.hours(sums.travel_minutes), _("h Fahrt")),
            (words.kilometres(sums.distance_m), _("km")),
        )
    )
