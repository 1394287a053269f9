"""The recovery sheet: the twelve words that open a vault when its passphrase is lost."""

from collections.abc import Sequence
from datetime import date

from lotsenbuch.i18n import _
from lotsenbuch.report.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    WordList,
)
from lotsenbuch.report.wording import document_language, long_date


def recovery_document(words: Sequence[str], day: date) -> Document:
    """Return the sheet to print and lock away; ``day`` is the day the words were made.

    The file holds the words in the clear: it is written only where the person asks for it.
    """
    title = _("Notfallblatt")
    return Document(
        title=title,
        subject=_("Wörter für den Notfall"),
        day=day,
        language=document_language(),
        mark=_("Notfallblatt vom {day}").format(day=long_date(day)),
        blocks=(
            Heading(title, 1),
            Facts(
                (
                    Fact(_("Wofür"), _("Lotsenbuch öffnen, wenn die Passphrase vergessen ist")),
                    Fact(_("Erstellt am"), long_date(day)),
                ),
                across=2,
            ),
            Paragraph(_("Diese zwölf Wörter öffnen Ihr Lotsenbuch, in genau dieser Reihenfolge."), "lead"),
            WordList(tuple(words)),
            Notice(
                _("Wer dieses Blatt hat, kann alles lesen"),
                (
                    _(
                        "Bewahren Sie es an einem sicheren Ort auf, nicht beim Gerät. Fotografieren Sie es "
                        "nicht und schicken Sie es niemandem, auch nicht Ihrem Träger."
                    ),
                ),
                warn=True,
            ),
            *_use(),
        ),
    )


def _use() -> tuple[Block, ...]:
    return (
        Heading(_("So benutzen Sie es"), 2),
        Bullets(
            (
                _("Lotsenbuch öffnen und „Passphrase vergessen?“ wählen."),
                _("Die zwölf Wörter der Reihe nach eingeben. Großschreibung ist egal."),
                _("Eine neue Passphrase setzen. Das Blatt gilt weiter, bis Sie ein neues erstellen."),
            )
        ),
    )
