"""Printing: plain lines for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

import click

from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import N_, _
from lotsenbuch.messages import sentence_for

if TYPE_CHECKING:
    from lotsenbuch.domain.rules import Hint

JSON_FLAG = "--json"
_LISTS = {
    "authorities": N_("Stellen"),
    "topics": N_("Themen"),
    "languages": N_("Sprachen"),
    "origins": N_("Herkunftsländer"),
    "kinds": N_("Arten von Einsätzen"),
    "age_bands": N_("Altersgruppen"),
    "referrals": N_("Fachstellen"),
    "genders": N_("Geschlecht"),
    "consents": N_("Einwilligung"),
}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    raise TypeError(f"no JSON form for {type(value).__name__}")


def as_json(result: object) -> str:
    """Return the JSON text of a result: stable keys, ISO dates, readable characters."""
    return json.dumps(result, ensure_ascii=False, indent=1, default=_plain)


def show(result: Mapping[str, Any] | Sequence[Any], lines: Iterable[str], *, as_json_text: bool) -> None:
    """Print a result as JSON, or as the lines for people."""
    if as_json_text:
        click.echo(as_json(result))
        return
    for line in lines:
        click.echo(line)


def failure(code: str, text: str, *, as_json_text: bool) -> None:
    """Print a failure: the sentence on standard error, and with ``--json`` the error on standard output."""
    if as_json_text:
        click.echo(as_json({"error": {"code": code, "sentence": text}}))
    click.echo(text, err=True)


def error_of(error: ExpectedError) -> dict[str, str]:
    """Return an expected failure as it stands in a JSON result."""
    return {"code": error.code, "sentence": sentence(error)}


def sentence(error: ExpectedError) -> str:
    """Return the sentence of an expected failure; a list of coded values is named as people call it."""
    params = dict(error.params)
    if params.get("list") in _LISTS:
        params["list"] = _(_LISTS[str(params["list"])])
    return sentence_for(error.code, **params)


def hint_of(hint: "Hint") -> dict[str, str]:
    """Return a hint as it stands in a JSON result."""
    return {"code": hint.code, "sentence": sentence_for(hint.code, **hint.params)}


def hours(minutes: int) -> str:
    """Return minutes as ``h:mm``."""
    return f"{minutes // 60}:{minutes % 60:02}"


def euros(cents: int) -> str:
    """Return euro cents the German way, for example ``1.380,00 €``."""
    whole = f"{abs(cents) // 100:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{whole},{abs(cents) % 100:02} €"


def german(day: date) -> str:
    """Return a day the German way, for example ``11.03.2026``."""
    return f"{day:%d.%m.%Y}"


def facts(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """Return lines ``Name: value`` for people; what is empty is left out."""
    return [f"{name}: {_spoken(value)}" for name, value in pairs if value not in (None, "", (), [])]


def _spoken(value: object) -> str:
    if isinstance(value, date):
        return german(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
