"""Sentences about the release rule: why no statistics leave the vault. Hours are never held back."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "k_too_small": N_(
        "Eine Zahl der Statistik muss auf mindestens {smallest} Haushalten beruhen, verlangt sind nur {k}. "
        "Bitte fragen Sie Ihren Träger."
    ),
    "self_check": N_(
        "Die Statistik hat ihre eigene Nachprüfung nicht bestanden ({step}) und bleibt hier. Stunden und Betrag "
        "sind davon nicht betroffen. Bitte melden Sie das der Hilfe."
    ),
    "ledger_broken": N_(
        "Das Verzeichnis Ihrer Meldungen ist beschädigt (Eintrag {entry}). Die Statistik bleibt hier, Stunden und "
        "Betrag sind davon nicht betroffen. Bitte melden Sie das der Hilfe."
    ),
    "ledger_behind": N_(
        "Dieses Lotsenbuch ist älter als Ihre letzte Meldung, vermutlich aus einer Sicherung. Die Statistik bleibt "
        "hier, damit nichts doppelt gezählt wird. Stunden und Betrag sind davon nicht betroffen."
    ),
    "ledger_other": N_(
        "Das Verzeichnis Ihrer Meldungen passt nicht zu Ihrer letzten Meldung. Die Statistik bleibt hier, Stunden "
        "und Betrag sind davon nicht betroffen. Bitte melden Sie das der Hilfe."
    ),
}
