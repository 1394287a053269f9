"""Coded values on the command line: typed as a code or as a usual word, and named in the person's language."""

from collections.abc import Callable

from lotsenbuch import catalogue, i18n
from lotsenbuch.catalogue import Catalogue, Entry
from lotsenbuch.errors import ExpectedError

_LISTS: dict[str, Callable[[], Catalogue[Entry]]] = {
    "authorities": catalogue.authorities,
    "referrals": catalogue.referrals,
    "topics": catalogue.topics,
    "languages": catalogue.languages,
    "origins": catalogue.origins,
    "kinds": catalogue.kinds,
    "age_bands": catalogue.age_bands,
    "genders": catalogue.genders,
    "consents": catalogue.consents,
    "roles": catalogue.roles,
    "states": catalogue.states,
}


def code_of(typed: str, list_: str) -> str:
    """Return the code of a value named by its code or by a usual word; empty stays empty.

    Raises ``code_unknown``.
    """
    if not typed:
        return ""
    entry = _LISTS[list_]().find(typed)
    if entry is None:
        raise ExpectedError("code_unknown", code=typed[:40], list=list_)
    return entry.code


def name_of(code: str, list_: str) -> str:
    """Return the name of a code in the active language; empty stays empty."""
    return _LISTS[list_]().name(code, i18n.language()) if code else ""


def listed(list_: str) -> str:
    """Return all codes of a short list with their names, for the help."""
    known = _LISTS[list_]()
    return ", ".join(f"{code} ({known.name(code, i18n.language())})" for code in known.codes)
