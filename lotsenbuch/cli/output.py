"""Printing: plain lines for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

import click

from lotsenbuch.errors import ExpectedError
from lotsenbuch.messages import sentence, sentence_for

if TYPE_CHECKING:
    from lotsenbuch.domain.rules import Hint

JSON_FLAG = "--json"


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
