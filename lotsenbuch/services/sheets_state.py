"""What has been handed in already: the state of the months."""

from dataclasses import dataclass
from datetime import date, timedelta

from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet

QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class MonthState:
    """One month of one Träger in the list of sheets.

    ``state`` is ``open`` (work that no sheet holds), ``changed`` (sealed, then edited), ``sealed``,
    ``handed_over``, ``confirmed`` or ``question``. ``minutes`` are those logged now.
    """

    traeger_code: str
    month: date
    activities: int
    minutes: int
    state: str
    version: int
    sheet_id: str | None
    nil: bool


def first_of(day: date) -> date:
    """Return the first day of the month of ``day``."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """Return the last day of the month that begins at ``month``."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def newest(log: Log, traeger_code: str, month: date) -> IssuedSheet | None:
    """Return the newest version of a month's sheet, if one was issued."""
    versions = log.sheets.versions(traeger_code, month)
    return versions[-1] if versions else None


def is_sealed(log: Log, engagement: Engagement, day: date) -> bool:
    """Tell whether the month of ``day`` was sealed for the engagement's Träger."""
    return newest(log, engagements.code(engagement), first_of(day)) is not None


def months(log: Log) -> list[MonthState]:
    """Return every month that has work or a sheet, the latest first."""
    logged: dict[tuple[str, date], tuple[int, int]] = {}
    codes = {each.id: engagements.code(each) for each in log.engagements.all()}
    for engagement_id, month, number, minutes in log.activities.months():
        key = codes[engagement_id], month
        before = logged.get(key, (0, 0))
        logged[key] = before[0] + number, before[1] + minutes
    issued = {(sheet.traeger_code, sheet.month): sheet for sheet in log.sheets.latest()}
    keys = sorted(logged.keys() | issued.keys(), key=lambda key: (key[1], key[0]), reverse=True)
    return [_state(log, key, logged.get(key, (0, 0)), issued.get(key)) for key in keys]


def _state(log: Log, key: tuple[str, date], sums: tuple[int, int], sheet: IssuedSheet | None) -> MonthState:
    if sheet is None:
        return MonthState(key[0], key[1], *sums, state="open", version=0, sheet_id=None, nil=False)
    state = "changed" if _has_open(log, key) else sheet.state
    return MonthState(key[0], key[1], *sums, state, sheet.version, sheet.sheet_id, sheet.nil)


def _has_open(log: Log, key: tuple[str, date]) -> bool:
    ids = {each.id for each in engagements.group(log, key[0])}
    return any(
        activity.engagement_id in ids and activity.sealed_in is None
        for activity in log.activities.between(key[1], last_of(key[1]))
    )
