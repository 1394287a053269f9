"""Sentences about the command line itself."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "bug": N_("Das ist ein Fehler des Programms. Kennung für die Hilfe: {code}"),
    "cancelled": N_("Abgebrochen."),
    # What was typed wrongly; the value itself is not repeated, it could be a name.
    "usage_no_command": N_("Es fehlt der Befehl. Bitte nehmen Sie einen aus der Liste."),
    "usage_command_unknown": N_("Den Befehl „{name}“ gibt es nicht. Bitte nehmen Sie einen aus der Hilfe."),
    "usage_command_alike": N_("Den Befehl „{name}“ gibt es nicht. Meinen Sie: {alike}?"),
    "usage_option_unknown": N_("Die Option „{name}“ gibt es hier nicht. Bitte nehmen Sie eine aus der Hilfe."),
    "usage_option_alike": N_("Die Option „{name}“ gibt es hier nicht. Meinen Sie: {alike}?"),
    "usage_option_value": N_(
        "Bei „{option}“ fehlt ein Wert, oder es steht einer zu viel dort. Bitte prüfen Sie die Angabe."
    ),
    "usage_missing": N_("Es fehlt {name}. Bitte ergänzen Sie diese Angabe."),
    "usage_number": N_("Bei {name} muss eine ganze Zahl stehen, zum Beispiel 90. Bitte prüfen Sie die Angabe."),
    "usage_value": N_("Der Wert bei {name} passt dort nicht. Bitte prüfen Sie die Angabe."),
    "usage_extra": N_("Hier stehen zu viele Angaben. Texte mit Leerzeichen brauchen Anführungszeichen."),
    "stdin_empty": N_("Auf der Standardeingabe steht kein Text mehr. Nur eine Angabe kann mit - von dort kommen."),
    "stdin_unreadable": N_("Auf der Standardeingabe steht kein lesbarer Text. Bitte schicken Sie ihn als UTF-8."),
    # Secrets and files.
    "passphrase_needed": N_(
        "Es fehlt die Passphrase. Bitte nennen Sie mit --passphrase-file eine Datei, in deren erster Zeile sie steht."
    ),
    "passphrase_file": N_("Die Datei mit der Passphrase lässt sich nicht lesen. Bitte prüfen Sie Ort und Rechte."),
    "passphrase_differs": N_(
        "Die beiden Eingaben sind nicht gleich. Bitte geben Sie die neue Passphrase noch einmal ein."
    ),
    "file_exists": N_(
        "Die Datei „{file}“ gibt es schon. Bitte nennen Sie einen anderen Namen; nichts wird überschrieben."
    ),
    "folder_not_empty": N_("Der Ordner „{folder}“ ist nicht leer. Bitte nennen Sie einen neuen oder leeren Ordner."),
    "recovery_file_needed": N_(
        "Die zwölf Wörter brauchen einen Ort. Bitte nennen Sie mit --recovery-file eine neue Datei."
    ),
    "vault_none": N_(
        "In diesem Konto gibt es noch kein Lotsenbuch. Bitte legen Sie eines an oder nennen Sie mit --vault den Ordner."
    ),
    "vault_several": N_("In diesem Konto gibt es {count} Lotsenbücher. Bitte nennen Sie mit --vault den Ordner."),
    # Values.
    "date_unreadable": N_("„{text}“ ist kein Datum. Bitte schreiben Sie es so: 2026-03-11 oder 11.03.2026."),
    "time_unreadable": N_("„{text}“ ist keine Uhrzeit. Bitte schreiben Sie sie so: 9:30."),
    "days_reversed": N_("Der letzte Tag ({last}) liegt vor dem ersten ({first}). Bitte prüfen Sie beide."),
    "year_unreadable": N_("Das Jahr {year} kann nicht stimmen. Bitte nehmen Sie eines von 2000 bis 2100."),
    "nothing_to_do": N_("Es fehlt, was gespeichert werden soll. Bitte nennen Sie einen Text oder Tag und Dauer."),
    # The demonstration judges itself.
    "demo_minutes": N_(
        "Die Minuten stimmen nicht überein: {pilots} bei den Lots*innen, {traeger} beim Träger. Das ist ein Fehler des Programms."
    ),
    "demo_nothing_closed": N_(
        "In dieser Vorführung wurde ein Buch der Statistik bei niemandem geschlossen. Bitte nehmen Sie mehr Monate oder eine andere Startzahl."
    ),
    "demo_nothing_carried_over": N_(
        "In dieser Vorführung blieb kein Buch der Statistik offen. Bitte nehmen Sie eine andere Startzahl."
    ),
}
