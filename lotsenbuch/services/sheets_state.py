"""What has been handed in already: the state of the months."""

from dataclasses import dataclass
from datetime import date, timedelta

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import IssuedSheet, SheetMark
from lotsenbuch.services.settlement import hours_items, stamp

_NOTHING = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class MonthState:
    """One month of one Träger in the list of sheets.

    ``state`` is ``open`` (work that no sheet holds), ``changed`` (its work is no longer what the newest version
    holds), ``sealed``,
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


def reaches(engagement: Engagement, month: date) -> bool:
    """Tell whether the engagement covers at least one day of the month that begins at ``month``."""
    begun = engagement.starts is None or engagement.starts <= last_of(month)
    return begun and (engagement.ends is None or engagement.ends >= month)


def newest(log: Log, traeger_code: str, month: date) -> IssuedSheet | None:
    """Return the newest version of a month's sheet, if one was issued."""
    versions = log.sheets.versions(traeger_code, month)
    return versions[-1] if versions else None


def is_sealed(log: Log, engagement: Engagement, day: date) -> bool:
    """Tell whether the month of ``day`` was sealed for the engagement's Träger."""
    code = engagements.code(engagement)
    return any(each.traeger_code == code for each in log.sheets.marks(first_of(day)))


def sealed_in(log: Log, activity: Activity) -> str | None:
    """Return the sheet whose newest version holds the activity exactly as it is now, as far as a sheet can tell.

    A note, a topic or a client may change without a sheet saying anything else; a day or a length may not.
    """
    held = log.activities.held(activity.id)
    if held is None:
        return None
    engagement = log.engagements.get(activity.engagement_id)
    item = hours_items([activity], [engagement])[0]
    return held.sheet_id if held.stamp == stamp(item, engagements.code(engagement)) else None


def months(log: Log) -> list[MonthState]:
    """Return every month that has work or a sheet, the latest first."""
    logged: dict[tuple[str, date], tuple[int, int, int]] = {}
    codes = {each.id: engagements.code(each) for each in log.engagements.all()}
    for sums in log.activities.months():
        key = codes[sums.engagement_id], sums.month
        number, minutes, sealed = logged.get(key, _NOTHING)
        logged[key] = number + sums.number, minutes + sums.minutes, sealed + sums.sealed
    issued = {(mark.traeger_code, mark.month): mark for mark in log.sheets.marks()}
    keys = sorted(logged.keys() | issued.keys(), key=lambda key: (key[1], key[0]), reverse=True)
    return [_state(key, logged.get(key, _NOTHING), issued.get(key)) for key in keys]


def _state(key: tuple[str, date], sums: tuple[int, int, int], mark: SheetMark | None) -> MonthState:
    number, minutes, sealed = sums
    if mark is None:
        return MonthState(*key, number, minutes, state="open", version=0, sheet_id=None, nil=False)
    # Nothing came, nothing changed, and of what the sheet holds nothing went: to the bin or to another month.
    same = number == sealed == mark.activities
    return MonthState(
        *key, number, minutes, mark.state if same else "changed", mark.version, mark.sheet_id, mark.nil
    )
