"""Sentences for expected failures, shared by window and command line.

Each module of this package holds the sentences of one area: what happened, where, and what to do now.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import N_, _

_UNKNOWN = N_("Das hat nicht geklappt (Kennung für die Hilfe: {code}).")


@cache
def _sentences() -> dict[str, str]:
    found: dict[str, str] = {}
    for module in iter_modules(__path__):
        area: dict[str, str] = import_module(f"{__name__}.{module.name}").SENTENCES
        doubled = found.keys() & area.keys()
        if doubled:
            raise ValueError(f"codes with two sentences: {sorted(doubled)}")
        found |= area
    return found


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences())


def sentence_for(code: str, /, **params: str | int) -> str:
    """Return the sentence for ``code`` in the active language, its placeholders filled."""
    template = _sentences().get(code)
    if template is None:
        return _(_UNKNOWN).format(code=code)
    shown = {name: cited(str(value)) if name == "paragraph" else value for name, value in params.items()}
    return _(template).format(**shown)


def cited(paragraph: str) -> str:
    """Return a paragraph's code (``3-26a``) as the law is cited: ``3 Nr. 26a``."""
    return paragraph.replace("-", " Nr. ")


def sentence(error: ExpectedError) -> str:
    """Return the sentence for ``error`` in the active language."""
    return sentence_for(error.code, **error.params)
