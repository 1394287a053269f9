"""Sentences about programme files: the funding rules that a Träger sends with the invite."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "programme_too_long": N_(
        "Die Programm-Datei hat mehr als {limit} Zeichen. Bitte fragen Sie Ihren Träger nach einer neuen Datei."
    ),
    "programme_unreadable": N_(
        "Die Programm-Datei lässt sich nicht lesen. Bitte fragen Sie Ihren Träger nach einer neuen Datei."
    ),
    "programme_empty": N_(
        "In der Programm-Datei steht keine Regel. Bitte fragen Sie Ihren Träger nach einer neuen Datei."
    ),
    "programme_unknown_key": N_(
        "In der Programm-Datei steht „{key}“. Das kennt Lotsenbuch nicht. "
        "Bitte prüfen Sie die Schreibweise oder installieren Sie eine neuere Version."
    ),
    "programme_missing_key": N_("In der Programm-Datei fehlt „{key}“. Bitte ergänzen Sie diese Angabe."),
    "programme_wrong_value": N_(
        "In der Programm-Datei hat „{key}“ einen Wert, der nicht erlaubt ist. Bitte prüfen Sie diese Angabe."
    ),
    "programme_negative": N_("In der Programm-Datei ist „{key}“ kleiner als 0. Bitte prüfen Sie diese Angabe."),
    "programme_unknown_kind": N_(
        "In der Programm-Datei steht die Art des Einsatzes „{kind}“. Die gibt es nicht. Bitte prüfen Sie die Schreibweise."
    ),
    "programme_unknown_authority": N_(
        "In der Programm-Datei steht die Stelle „{authority}“. Die gibt es nicht. Bitte prüfen Sie die Schreibweise."
    ),
    "programme_dates": N_(
        "In der Programm-Datei endet eine Regel ({last}) vor ihrem Anfang ({first}). Bitte prüfen Sie die beiden Tage."
    ),
    "programme_overlap": N_(
        "In der Programm-Datei gelten für den {day} zwei Regeln. Bitte prüfen Sie, wann die erste Regel endet."
    ),
}
