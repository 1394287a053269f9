"""Texts of the program in the person's language.

German is the source language: each message id is the German sentence itself. ``_`` looks the sentence
up at the moment it is called, so the language can change while the program runs. The pseudo-language
``qps`` puts marks around every sentence; a test finds with it what escaped translation.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from lotsenbuch import resources

SOURCE = "de"
PSEUDO = "qps"
DOMAIN = "lotsenbuch"


class _Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    if language == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, resources.path("locale"), [language], fallback=True)


_current: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE


def activate(language: str) -> None:
    """Switch to ``language``; a language without a catalogue falls back to German."""
    global _current, _language
    _current = _translations(language)
    _language = language


def language() -> str:
    """Return the code of the active language."""
    return _language


@contextmanager
def using(language: str) -> Iterator[None]:
    """Switch to ``language`` for a block: a document keeps its own language whatever the program's is."""
    before = _language
    activate(language)
    try:
        yield
    finally:
        activate(before)


def available() -> tuple[str, ...]:
    """Return the codes of all languages that have a catalogue, the source first."""
    folder = resources.path("locale")
    found = sorted(file.parent.parent.name for file in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE, *(code for code in found if code != SOURCE))


def _(message: str) -> str:
    """Return ``message`` in the active language."""
    return _current.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for ``number`` in the active language."""
    return _current.ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - the conventional name of gettext's marker
    """Mark ``message`` for the catalogue; it is translated later, where it is shown."""
    return message
