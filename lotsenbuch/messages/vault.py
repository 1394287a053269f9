"""Sentences of the vault: what happened, where, and what to do now."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    # What a person types.
    "vault_wrong_passphrase": N_(
        "Die Passphrase stimmt nicht. Prüfen Sie Groß- und Kleinschreibung und die Feststelltaste."
    ),
    "vault_wrong_recovery_words": N_(
        "Diese zwölf Wörter gehören nicht zu diesem Lotsenbuch oder gelten nicht mehr. Nehmen Sie Ihr neuestes"
        " Notfallblatt."
    ),
    "recovery_words_count": N_(
        "Es müssen zwölf Wörter sein; angekommen sind {count}. Vergleichen Sie mit Ihrem Notfallblatt."
    ),
    "recovery_word_unknown": N_(
        "Das {position}. Wort steht nicht in unserer Wörterliste. Vergleichen Sie es mit Ihrem Notfallblatt."
    ),
    "recovery_words_wrong": N_(
        "Die zwölf Wörter passen nicht zusammen. Prüfen Sie die Reihenfolge und ob ein Wort vertauscht ist."
    ),
    "passphrase_too_short": N_(
        "Diese Passphrase ist zu kurz. Nehmen Sie mindestens {minimum} Zeichen, besser mehrere Wörter."
    ),
    "passphrase_too_long": N_("Diese Passphrase ist zu lang. Erlaubt sind bis zu {maximum} Zeichen."),
    "passphrase_control": N_(
        "Diese Passphrase enthält Zeichen, die man später nicht eintippen kann. Nehmen Sie sie heraus."
    ),
    # Where a vault may lie.
    "vault_not_found": N_("Dort liegt kein Lotsenbuch. Prüfen Sie den Ordner, oder legen Sie ein neues Lotsenbuch an."),
    "vault_path_is_file": N_("Das ist eine Datei und kein Ordner. Bitte wählen Sie einen Ordner."),
    "vault_path_too_long": N_("Der Name des Ordners ist zu lang. Wählen Sie einen kürzeren Namen."),
    "vault_exists": N_(
        "In diesem Ordner liegt schon ein Lotsenbuch. Öffnen Sie es, oder wählen Sie einen anderen Ordner."
    ),
    "vault_directory_not_empty": N_(
        "In diesem Ordner liegen schon Dateien. Wählen Sie einen leeren oder einen neuen Ordner."
    ),
    "vault_on_removable_drive": N_(
        "Dieser Ordner liegt auf einem USB-Stick oder einer Speicherkarte. Dort kann das Lotsenbuch Schaden"
        " nehmen."
        " Wählen Sie einen Ordner auf dem Computer selbst; auf den Stick gehören Sicherungen."
    ),
    "vault_on_network_drive": N_(
        "Dieser Ordner liegt im Netzwerk. Dort kann das Lotsenbuch Schaden nehmen."
        " Wählen Sie einen Ordner auf dem Computer selbst."
    ),
    "vault_is_pilot": N_(
        "Das ist das Lotsenbuch einer Lots*in und nicht die Sammlung eines Trägers. Wählen Sie den anderen Ordner."
    ),
    "vault_is_traeger": N_(
        "Das ist die Sammlung eines Trägers und nicht das Lotsenbuch einer Lots*in. Wählen Sie den anderen Ordner."
    ),
    "vault_no_recovery": N_("Für dieses Lotsenbuch gibt es kein Notfallblatt. Öffnen Sie es mit der Passphrase."),
    "vault_no_passphrase": N_(
        "Dieses Lotsenbuch hat gerade keine Passphrase. Öffnen Sie es mit den zwölf Wörtern von Ihrem Notfallblatt"
        " und setzen Sie eine neue Passphrase."
    ),
    "vault_memory_out_of_range": N_("Erlaubt sind {low} bis {high} MiB Arbeitsspeicher für die Passphrase."),
    # The machine refuses.
    "vault_memory_short": N_(
        "Zum Öffnen braucht Lotsenbuch {mib} MiB freien Arbeitsspeicher. Schließen Sie andere Programme"
        " und versuchen Sie es noch einmal."
    ),
    "vault_in_use": N_(
        "Dieses Lotsenbuch ist schon geöffnet, vielleicht in einem anderen Fenster. Schließen Sie es dort zuerst."
    ),
    "vault_disk_full": N_(
        "Der Datenträger ist voll, nichts wurde geändert. Löschen Sie Dateien, die Sie nicht mehr brauchen,"
        " und versuchen Sie es noch einmal."
    ),
    "vault_not_writable": N_(
        "In diesen Ordner darf das Programm nicht schreiben. Prüfen Sie die Rechte des Ordners,"
        " oder wählen Sie einen anderen."
    ),
    "vault_not_readable": N_(
        "Dieses Lotsenbuch darf das Programm nicht lesen. Melden Sie sich mit dem Konto an, das es angelegt hat."
    ),
    "vault_vanished": N_(
        "Der Ordner des Lotsenbuchs ist nicht mehr da. Prüfen Sie, ob er verschoben wurde,"
        " oder stellen Sie eine Sicherung wieder her."
    ),
    "vault_io_failed": N_(
        "Der Datenträger meldet einen Fehler beim Lesen oder Schreiben. Machen Sie eine Sicherung"
        " auf einem anderen Datenträger, und lassen Sie den Computer prüfen."
    ),
    # The vault is not what it was.
    "vault_newer": N_(
        "Dieses Lotsenbuch gehört zu einer neueren Version des Programms. Installieren Sie die neue Version;"
        " es wurde nichts geändert."
    ),
    "vault_header_damaged": N_(
        "Der Schlüsselteil ist beschädigt. An der Passphrase liegt es nicht."
        " Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "vault_header_refused": N_(
        "Der Schlüsselteil enthält Unerlaubtes und wurde abgelehnt. Vielleicht hat ihn"
        " jemand verändert."
        " Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "vault_header_missing": N_(
        "Der Schlüsselteil fehlt. Ohne ihn lässt sich nichts öffnen. Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "vault_database_missing": N_(
        "Die Datenbank fehlt oder ist leer. Es wurde keine neue angelegt. Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "vault_database_damaged": N_(
        "Die Datenbank ist beschädigt. Ändern Sie nichts daran, und stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "vault_database_plaintext": N_(
        "Die Datenbank ist nicht verschlüsselt und stammt nicht von uns. Sie wurde nicht"
        " geöffnet."
        " Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    # Backups.
    "backup_not_found": N_("Die Sicherung ist nicht mehr da. Prüfen Sie, ob der Stick steckt oder der Name stimmt."),
    "backup_not_readable": N_("Die Sicherung lässt sich nicht lesen. Prüfen Sie den Datenträger und die Rechte."),
    "backup_not_one": N_(
        "Diese Datei ist keine Sicherung von Lotsenbuch. Wählen Sie eine Datei mit der Endung .lotsenbuch-sicherung."
    ),
    "backup_newer": N_(
        "Diese Sicherung gehört zu einer neueren Version von Lotsenbuch. Installieren Sie die neue Version."
    ),
    "backup_damaged": N_(
        "Diese Sicherung ist beschädigt oder verändert und wurde nicht benutzt. Nehmen Sie eine andere Sicherung."
    ),
    "backup_not_verified": N_(
        "Die neue Sicherung ließ sich nicht fehlerfrei zurücklesen und wurde verworfen. Frühere Sicherungen sind"
        " unberührt. Nehmen Sie einen anderen Datenträger."
    ),
    # What a check found.
    "check_header_copy": N_("Eine von zwei Kopien des Schlüsselteils war beschädigt. Sie wurde erneuert."),
    "check_counter_damaged": N_(
        "Der Zähler der Speicherungen ist beschädigt. Mit der nächsten Speicherung wird er erneuert."
    ),
    "check_commits_missing": N_(
        "Die letzten Speicherungen fehlen (Anzahl: {count}), oder eine ältere Datenbank wurde zurückgelegt."
        " Vergleichen Sie mit Ihrer neuesten Sicherung."
    ),
    "check_pages_damaged": N_(
        "Seiten der Datenbank sind beschädigt (Anzahl: {count}). Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "check_structure_damaged": N_(
        "Der Aufbau der Datenbank ist beschädigt. Stellen Sie Ihre letzte Sicherung wieder her."
    ),
    "check_references_broken": N_(
        "In der Datenbank zeigen Einträge ins Leere (Anzahl: {count}). Stellen Sie Ihre letzte Sicherung wieder her."
    ),
}
