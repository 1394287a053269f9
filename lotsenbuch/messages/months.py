"""Sentences about months on their way to the Träger."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "month_edited": N_(
        "Im {month} hat sich etwas geändert, seit Sie die Vorschau gesehen haben. Bitte sehen Sie noch einmal hin."
    ),
}
