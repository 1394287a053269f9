"""Sentences about the command line itself."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "passphrase_needed": N_("Es fehlt die Passphrase. Bitte nennen Sie mit --passphrase-file eine Datei, in deren erster Zeile sie steht."),
    "passphrase_file": N_("Die Datei mit der Passphrase lässt sich nicht lesen. Bitte prüfen Sie Ort und Rechte."),
    "date_unreadable": N_("„{text}“ ist kein Datum. Bitte schreiben Sie es so: 2026-03-11 oder 11.03.2026."),
    "time_unreadable": N_("„{text}“ ist keine Uhrzeit. Bitte schreiben Sie sie so: 9:30."),
    "file_exists": N_("Die Datei „{file}“ gibt es schon. Bitte nennen Sie einen anderen Namen; nichts wird überschrieben."),
    "folder_not_empty": N_("Der Ordner „{folder}“ ist nicht leer. Bitte nennen Sie einen neuen oder leeren Ordner."),
    "vault_none": N_("In diesem Konto gibt es noch kein Lotsenbuch. Bitte legen Sie eines an oder nennen Sie mit --vault den Ordner."),
    "vault_several": N_("In diesem Konto gibt es {count} Lotsenbücher. Bitte nennen Sie mit --vault den Ordner."),
    "nothing_to_do": N_("Es fehlt, was gespeichert werden soll. Bitte nennen Sie einen Text oder Tag und Dauer."),
    "recovery_file_needed": N_("Die zwölf Wörter brauchen einen Ort. Bitte nennen Sie mit --recovery-file eine neue Datei."),
}
