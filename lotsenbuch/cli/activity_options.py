"""The single values of an activity as options of ``activity add`` and ``activity edit``."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import click

from lotsenbuch.cli import client, codes, frame
from lotsenbuch.domain import span
from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.rules import DAY_MINUTES
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _
from lotsenbuch.services import engagements
from lotsenbuch.services.ports import Log


def fields(function: frame.F) -> frame.F:
    """Add the options."""
    options = (
        click.option("--date", "day", metavar=_("TAG"), help=_("Tag, ohne Angabe heute: 2026-03-11 oder 11.03.2026.")),
        click.option("--start", metavar=_("UHRZEIT"), help=_("Anfang, zum Beispiel 9:30.")),
        click.option("--end", metavar=_("UHRZEIT"), help=_("Ende; vor dem Anfang heißt: am nächsten Tag.")),
        click.option("--minutes", type=int, help=_("Dauer vor Ort in Minuten.")),
        click.option("--kind", type=frame.WORDS, metavar=_("KÜRZEL"), help=_kinds()),
        click.option("--authority", type=frame.WORDS, help=_("Art der Stelle: Kürzel oder Name.")),
        click.option(
            "--client",
            "clients",
            type=frame.WORDS,
            multiple=True,
            help=_("Person: Name oder Kennung; mehrfach möglich."),
        ),
        click.option(
            "--topic",
            "topics",
            type=frame.WORDS,
            multiple=True,
            help=_("Thema: Kürzel oder Name, das erste zählt."),
        ),
        click.option("--referral", type=frame.WORDS, help=_referrals()),
        click.option("--travel", type=int, help=_("Fahrzeit in Minuten.")),
        click.option("--waiting", type=int, help=_("Wartezeit in Minuten.")),
        click.option("--km", metavar=_("ZAHL"), help=_("Strecke in Kilometern, zum Beispiel 12,5.")),
        click.option("--note", type=frame.WORDS, help=_("Notiz; - liest sie von der Standardeingabe.")),
        click.option(
            "--engagement", type=frame.WORDS, metavar=_("KENNUNG"), help=_("Tätigkeit, zu der der Einsatz gehört.")
        ),
        click.option("--billable/--not-billable", default=None, help=_("Für die Abrechnung vorgesehen oder nicht.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _referrals() -> str:
    return _("Weitervermittelt an: {codes}.").format(codes=codes.listed("referrals"))


def _kinds() -> str:
    return _("Art des Einsatzes: {codes}.").format(codes=codes.listed("kinds"))


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
        "referral": _coded(given["referral"], "referrals"),
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
    return span.end_of(day, start, minutes) if 0 < minutes <= DAY_MINUTES else None


def _coded(typed: str | None, list_: str) -> str | None:
    return None if typed is None else codes.code_of(typed, list_)


def _metres(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return int(Decimal(text.replace(",", ".")) * 1000)
    except (ArithmeticError, ValueError):
        raise ExpectedError("activity_distance") from None
