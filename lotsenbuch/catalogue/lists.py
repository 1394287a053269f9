"""Reading the catalogues from ``resources/catalogue``; each file is read once, when first needed."""

import tomllib
from functools import cache
from typing import Any

from lotsenbuch import resources
from lotsenbuch.catalogue.entries import Catalogue, Entry, Group, KindEntry

_FOLDER = "catalogue"
_SENSITIVE = "sensitive"


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.text(f"{_FOLDER}/{name}.toml"))


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split(",") if word.strip())


def _entry(row: list[str], group: str, order: int) -> Entry:
    code, de, en, listed, *marks = row
    return Entry(code, de, en, group, order, _words(listed), _SENSITIVE in marks)


def _grouped(name: str) -> Catalogue[Entry]:
    file = _file(name)
    rows = [(row, group["code"]) for group in file["groups"] for row in group["rows"]]
    entries = tuple(_entry(row, group, order) for order, (row, group) in enumerate(rows))
    return Catalogue(name, file["version"], entries, _groups(file))


def _groups(file: dict[str, Any]) -> tuple[Group, ...]:
    return tuple(Group(group["code"], group["de"], group["en"]) for group in file["groups"])


def _listed(name: str) -> Catalogue[Entry]:
    file = _file("people")
    entries = tuple(_entry(row, "", order) for order, row in enumerate(file[name]["rows"]))
    return Catalogue(name, file["version"], entries)


@cache
def authorities() -> Catalogue[Entry]:
    """Kinds of authorities and places; ``SONST`` is any other."""
    return _grouped("authorities")


@cache
def topics() -> Catalogue[Entry]:
    """What an activity was about."""
    return _grouped("topics")


@cache
def languages() -> Catalogue[Entry]:
    """Languages by ISO 639 code."""
    return _grouped("languages")


@cache
def origins() -> Catalogue[Entry]:
    """Countries by ISO 3166-1 code, and stateless or unclear."""
    return _grouped("origins")


@cache
def kinds() -> Catalogue[KindEntry]:
    """Kinds of activities; the group of a kind is its class."""
    file = _file("kinds")
    rows = [(row, group["code"]) for group in file["groups"] for row in group["entries"]]
    entries = tuple(
        KindEntry(
            row["code"],
            row["de"],
            row["en"],
            group,
            order,
            _words(row["words"]),
            kind_class=group,
            card=row.get("card", False),
            counts=row.get("counts", False),
        )
        for order, (row, group) in enumerate(rows)
    )
    return Catalogue("kinds", file["version"], entries, _groups(file))


@cache
def age_bands() -> Catalogue[Entry]:
    """Age bands of a household's contact person."""
    return _listed("age_bands")


@cache
def genders() -> Catalogue[Entry]:
    """W, M, D, and X for "ohne Angabe"."""
    return _listed("genders")


@cache
def consents() -> Catalogue[Entry]:
    """What a client said about her data."""
    return _listed("consents")


@cache
def roles() -> Catalogue[Entry]:
    """Normal and coordinating."""
    return _listed("roles")


@cache
def states() -> Catalogue[Entry]:
    """States of an appointment."""
    return _listed("states")


@cache
def referrals() -> Catalogue[Entry]:
    """Services a client can be referred to."""
    return _listed("referrals")
