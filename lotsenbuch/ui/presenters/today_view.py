"""What Heute shows, read from the log in one go and put into words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lotsenbuch import catalogue, i18n
from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.domain import hours, span
from lotsenbuch.domain.appointment import PLANNED
from lotsenbuch.domain.client import GIVEN, REFUSED
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _, ngettext
from lotsenbuch.programme import Rule
from lotsenbuch.programme.rule import ASSIGNMENT, HOUR, MONTH
from lotsenbuch.report.wording import NO_BREAK, amount, day_month, month_name, month_year, whole
from lotsenbuch.services import engagements, sheets_state
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import AppointmentRow
from lotsenbuch.services.sheets_state import MonthState
from lotsenbuch.ui.presenters import phrases

_COMING = 6
_SOON_MINUTES = 120
_DUE = 4
_TRAVEL = "travel"
# Drawings by code, else by the group of the code; everything else is an office.
_ICONS = {"ARZT": "stethoscope", "KLINIK": "stethoscope", "SCHULE": "school", "KITA": "baby", "WOHN": "house"}
_MORE_ICONS = {"VERM": "house", "ZUH": "house", "BANK": "banknote", "GER": "scale", "TREFF": "users", "TEL": "phone"}
_GROUP_ICONS = {"G_HEALTH": "stethoscope", "G_EDUCATION": "school"}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An appointment that is over and waits for a word."""

    id: str
    title: str = field(repr=False)
    line: str = field(repr=False)
    length: str


@dataclass(frozen=True, slots=True)
class ComingRow:
    """An appointment ahead; ``soon`` and ``consent`` are the words of a chip, or empty."""

    day: str
    date: str
    start: str
    end: str
    icon: str
    title: str = field(repr=False)
    line: str = field(repr=False)
    soon: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The month so far: hours and amount with one short line under each; no amount where no rule is valid."""

    title: str
    hours: str
    hours_line: str
    amount: str
    amount_line: str


@dataclass(frozen=True, slots=True)
class CapFigures:
    """The year's cap: minutes, and the same in words."""

    used: int
    expected: int
    cap: int
    figures: str
    sentence: str
    spoken: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A month to hand in; ``key`` is what the page Nachweise wants to know."""

    title: str
    line: str = field(repr=False)
    key: tuple[str, date]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on Heute but the line; ``empty`` means that there is nothing to show on the left."""

    title: str
    waiting: tuple[WaitingRow, ...]
    coming: tuple[ComingRow, ...]
    month: MonthFigures
    cap: CapFigures | None
    due: tuple[DueRow, ...]
    more_due: int

    @property
    def empty(self) -> bool:
        """Tell whether nothing waits and nothing comes."""
        return not self.waiting and not self.coming


def read(desk: PilotDesk) -> Overview:
    """Read the log as it is now."""
    log, now = desk.log, desk.machine.clock.now()
    today = now.date()
    due = due_months(log, today)
    return Overview(
        title=phrases.long_day(today),
        waiting=tuple(_waiting(row, today) for row in log.appointments.waiting(today, now)),
        coming=tuple(_coming(log, row, now) for row in _ahead(log, now)[:_COMING]),
        month=_month(log, today),
        cap=_cap(log, today),
        due=tuple(_due(log, state) for state in due[:_DUE]),
        more_due=max(0, len(due) - _DUE),
    )


def _ahead(log: Log, now: datetime) -> list[AppointmentRow]:
    today = now.date()
    waiting = {row.appointment.id for row in log.appointments.waiting(today, now)}
    rows = log.appointments.between(today, None)
    return [row for row in rows if row.appointment.state == PLANNED and row.appointment.id not in waiting]


def place_of(row: AppointmentRow) -> str:
    """Return what an appointment is about: its place by name or by kind."""
    code = row.appointment.authority_code
    return row.authority_name or (catalogue.authorities().name(code, i18n.language()) if code else _("Termin"))


def _end(row: AppointmentRow) -> time | None:
    planned = row.appointment
    return span.end_of(planned.day, planned.start, planned.minutes) if planned.start else None


def _waiting(row: AppointmentRow, today: date) -> WaitingRow:
    planned, people = row.appointment, ", ".join(row.client_names)
    title = _("{place} mit {people}").format(place=place_of(row), people=people) if people else place_of(row)
    near = phrases.near_day(planned.day, today)
    short = phrases.short_day(planned.day, today)
    day = near if near == short else f"{near}, {short}"
    end = _end(row)
    when = f"{day}, {phrases.clock(planned.start)}–{phrases.clock(end)}" if planned.start and end else day
    line = _("{when}. Was ist daraus geworden?").format(when=when)
    return WaitingRow(planned.id, title, line, phrases.duration(planned.minutes))


def _coming(log: Log, row: AppointmentRow, now: datetime) -> ComingRow:
    planned, today, end = row.appointment, now.date(), _end(row)
    parts = [", ".join(row.client_names), planned.note]
    return ComingRow(
        day=phrases.near_day(planned.day, today),
        date=_date_below(planned.day, today),
        start=phrases.clock(planned.start) if planned.start else "",
        end=phrases.clock(end) if end else "",
        icon=icon_of(planned.authority_code),
        title=place_of(row),
        line=" · ".join(part for part in parts if part),
        soon=_soon(row, now),
        consent=_("Einwilligung fehlt") if _lacks_consent(log, planned.client_ids) else "",
    )


def _date_below(day: date, today: date) -> str:
    """Return what stands under the day: nothing twice, and no weekday under a weekday."""
    if day == today or phrases.near_day(day, today) == phrases.short_day(day, today):
        return ""
    return day_month(day) if phrases.near_day(day, today) == phrases.weekday(day) else phrases.short_day(day, today)


def icon_of(code: str) -> str:
    """Return the drawing for a kind of place."""
    entry = catalogue.authorities().get(code)
    group = _GROUP_ICONS.get(entry.group, "landmark") if entry else "landmark"
    return _ICONS.get(code) or _MORE_ICONS.get(code) or group


def _soon(row: AppointmentRow, now: datetime) -> str:
    planned = row.appointment
    if planned.start is None or planned.day != now.date():
        return ""
    away = datetime.combine(planned.day, planned.start) - now.replace(tzinfo=None)
    minutes = -(-away // timedelta(minutes=1))
    if minutes <= 0:
        return _("läuft gerade")
    return _("in {minutes} min").format(minutes=minutes) if minutes <= _SOON_MINUTES else ""


def _lacks_consent(log: Log, client_ids: Sequence[str]) -> bool:
    return any(log.clients.get(each).consent not in {GIVEN, REFUSED} for each in client_ids)


def _month(log: Log, today: date) -> MonthFigures:
    first = today.replace(day=1)
    work = log.activities.between(first, today)
    book = engagements.book(log)
    minutes = hours.minutes_by_class(work)
    travel = minutes.pop(_TRAVEL)
    every = log.engagements.all()
    total = sum(
        (hours.earned([a for a in work if a.engagement_id == each.id], each.line, book) for each in every),
        hours.Earned(),
    )
    count = ngettext("{count} Einsatz", "{count} Einsätze", len(work)).format(count=len(work))
    more = _("{count}, dazu {hours} Fahrt").format(count=count, hours=_total(travel)) if travel else count
    engagement = _engagement(log, today)
    rule = engagements.rule(engagement, book, today) if engagement else None
    return MonthFigures(
        title=_("{month} bis heute").format(month=month_name(today.month)),
        hours=phrases.sum_hours(sum(minutes.values())),
        hours_line=more,
        amount=amount(total.cents) if rule is not None and rule.rate_cents else "",
        amount_line=_rate(rule),
    )


def _total(minutes: int) -> str:
    return f"{phrases.sum_hours(minutes)}{NO_BREAK}h"


def _rate(rule: Rule | None) -> str:
    if rule is None:
        return ""
    templates = {
        HOUR: _("{amount} pro Stunde"),
        ASSIGNMENT: _("{amount} pro Einsatz"),
        MONTH: _("{amount} pro Monat"),
    }
    template = templates.get(rule.rate_model)
    return template.format(amount=phrases.rate(rule.rate_cents)) if template else ""


def _engagement(log: Log, today: date) -> Engagement | None:
    try:
        return engagements.for_day(log, today)
    except ExpectedError:
        return None


def _cap(log: Log, today: date) -> CapFigures | None:
    engagement = _engagement(log, today)
    if engagement is None:
        return None
    work = log.activities.between(*phrases.year_of(today))
    sums = hours.year_sums(today.year, work, [engagement], (), engagements.book(log), today)
    mine = next((each for each in sums.engagements if each.engagement.id == engagement.id), None)
    if mine is None or not mine.cap_minutes:
        return None
    used, cap, expected = mine.billable_minutes, mine.cap_minutes, mine.forecast_minutes
    figures = _("{used} von {cap} h").format(used=phrases.sum_hours(used), cap=phrases.sum_hours(cap))
    about = whole((expected + 30) // 60)
    sentence = _("Wenn es so weitergeht: etwa {hours} h bis Dezember").format(hours=about)
    if not used:
        sentence = _("In diesem Jahr ist noch nichts erfasst.")
    if used > cap:
        sentence = _("Die Grenze ist überschritten. Bitte sprechen Sie mit Ihrem Träger.")
    spoken = _("{figures}, {sentence}").format(figures=figures, sentence=sentence)
    return CapFigures(used, max(0, expected - used), cap, figures, sentence, spoken)


def due_months(log: Log, today: date) -> list[MonthState]:
    """Return the months that are over and hold work that no sheet holds, the oldest first."""
    waiting = ("open", "changed")
    found = [each for each in sheets_state.months(log) if each.state in waiting]
    return sorted((each for each in found if sheets_state.last_of(each.month) < today), key=lambda each: each.month)


def _due(log: Log, state: MonthState) -> DueRow:
    worked = ngettext("{count} Einsatz", "{count} Einsätze", state.activities).format(count=state.activities)
    names = (each.traeger.name for each in engagements.group(log, state.traeger_code) if each.traeger)
    parts = [f"{_total(state.minutes)}, {worked}", next(names, "")]
    return DueRow(
        _("{month} abgeben").format(month=month_year(state.month)),
        " · ".join(part for part in parts if part),
        (state.traeger_code, state.month),
    )
