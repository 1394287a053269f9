"""The single values of an activity as options of ``activity add`` and ``activity edit``."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from lotsenbuch import catalogue
from lotsenbuch.cli import client, frame
from lotsenbuch.domain import span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log


def fields(function: frame.F) -> frame.F:
    """Add the options."""
    options = (
        click.option("--date", "day", help=_("Tag.")),
        click.option("--start", help=_("Anfang, zum Beispiel 9:30.")),
        click.option("--end", help=_("Ende.")),
        click.option("--minutes", type=int, help=_("Dauer vor Ort in Minuten.")),
        click.option("--kind", help=_("Art des Einsatzes.")),
        click.option("--authority", help=_("Art der Stelle: Kürzel oder Name.")),
        click.option("--client", "clients", multiple=True, help=_("Person: Name oder Kennung.")),
        click.option("--topic", "topics", multiple=True, help=_("Thema, das wichtigste zuerst.")),
        click.option("--travel", type=int, help=_("Fahrzeit in Minuten.")),
        click.option("--waiting", type=int, help=_("Wartezeit in Minuten.")),
        click.option("--km", help=_("Strecke in Kilometern.")),
        click.option("--note", help=_("Notiz; - liest sie von der Standardeingabe.")),
        click.option("--engagement", help=_("Kennung der Tätigkeit.")),
        click.option("--billable/--not-billable", default=None, help=_("Zählt für die Abrechnung.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


def empty(log: Log, given: dict[str, Any], today: date) -> Activity:
    """Return the activity that the single values begin with; raises ``nothing_to_do`` without any length."""
    if given["minutes"] is None and (given["start"] is None or given["end"] is None):
        raise ExpectedError("nothing_to_do")
    day = frame.day(given["day"]) if given["day"] else today
    return Activity(id="", engagement_id=engagements.for_day(log, day).id, kind="accompaniment", day=day, minutes=0)


def applied(log: Log, activity: Activity, given: dict[str, Any]) -> Activity:
    """Return ``activity`` with the given values laid over it."""
    changes: dict[str, Any] = {
        "kind": _coded(given["kind"], "kinds"),
        "authority_code": _coded(given["authority"], "authorities"),
        "travel_minutes": given["travel"],
        "waiting_minutes": given["waiting"],
        "distance_m": _metres(given["km"]),
        "note": frame.typed(given["note"]),
        "engagement_id": given["engagement"],
        "billable": given["billable"],
        "day": frame.day(given["day"]) if given["day"] else None,
    }
    if given["clients"]:
        changes["client_ids"] = tuple(client.find(log, wanted).id for wanted in given["clients"])
    if given["topics"]:
        changes["topics"] = tuple(_coded(topic, "topics") for topic in given["topics"])
    kept = {name: value for name, value in changes.items() if value is not None}
    if "authority_code" in kept:
        kept |= {"authority_id": None, "authority_word": ""}
    return _timed(replace(activity, **kept), given)


def _timed(activity: Activity, given: dict[str, Any]) -> Activity:
    start = frame.clock_time(given["start"]) if given["start"] else activity.start
    end = frame.clock_time(given["end"]) if given["end"] else activity.end
    minutes: int | None = given["minutes"]
    if given["start"] is None and given["end"] is None and minutes is None:
        return activity
    if minutes is None and start is not None and end is not None:
        minutes = span.minutes_between(activity.day, start, end)
    elif minutes is not None and start is not None and given["end"] is None:
        end = _end(activity.day, start, minutes)
    length = activity.minutes if minutes is None else minutes
    return replace(activity, start=start, end=end, minutes=length)


def _end(day: date, start: time, minutes: int) -> time | None:
    return span.end_of(day, start, minutes) if minutes > 0 else None


def _coded(typed: str | None, name: str) -> str | None:
    if typed is None:
        return None
    lists = {"kinds": catalogue.kinds, "authorities": catalogue.authorities, "topics": catalogue.topics}
    entry = lists[name]().find(typed)
    if entry is None:
        raise ExpectedError("code_unknown", code=typed[:40], list=name)
    return entry.code


def _metres(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return int(Decimal(text.replace(",", ".")) * 1000)
    except (InvalidOperation, ValueError, OverflowError):
        raise ExpectedError("activity_distance") from None
