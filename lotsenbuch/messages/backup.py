"""Sentences about making a backup and getting a log back from one."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "backup_not_made": N_("Die Sicherung ist nicht gelungen. Ihr Lotsenbuch selbst ist unverändert. {reason}"),
    "upgrade_without_backup": N_(
        "Vor der Umstellung auf diese Version braucht Ihr Lotsenbuch eine Sicherung, und die ist nicht gelungen."
        " Es wurde nichts geändert. {reason}"
    ),
    "backup_place_full": N_(
        "Der Ordner für die Sicherung hat keinen Platz mehr. Löschen Sie dort Dateien, die Sie nicht mehr brauchen,"
        " oder nehmen Sie einen anderen Datenträger."
    ),
    "backup_place_not_writable": N_(
        "In den Ordner für die Sicherung darf das Programm nicht schreiben. Prüfen Sie die Rechte,"
        " oder wählen Sie einen anderen Ordner."
    ),
    "backup_place_vanished": N_(
        "Der Ordner für die Sicherung ist nicht mehr da. Prüfen Sie, ob der Stick noch steckt."
    ),
    "backup_place_is_file": N_(
        "Für die Sicherung braucht das Programm einen Ordner; angegeben ist eine Datei. Wählen Sie einen Ordner."
    ),
    "backup_place_failed": N_(
        "Der Datenträger für die Sicherung meldet einen Fehler. Nehmen Sie einen anderen."
    ),
}
