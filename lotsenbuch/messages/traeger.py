"""Sentences for the Träger's side: verdicts about files, pilots, batches, receipts and the collection."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    # Verdicts
    "sheet_accepted": N_("Angenommen."),
    "sheet_accepted_nil": N_("Angenommen: Nullmeldung, in diesem Monat war nichts."),
    "sheet_duplicate": N_("Schon vorhanden. Nichts wurde geändert."),
    "sheet_replaced": N_("Angenommen: Version {version} ersetzt Version {before}."),
    "sheet_outdated": N_("Version {version} ist älter als Version {before}, die schon zählt. Sie wird nur aufgehoben."),
    "sheet_held": N_(
        "Zurückgehalten: Für diesen Monat zählt schon Version {before}, und diese Datei nennt sie nicht als ersetzt. Bitte wählen Sie, welche zählen soll."
    ),
    "sheet_quarantined": N_(
        "In Quarantäne: Der Schlüssel ist hier nicht bekannt. Bitte nehmen Sie zuerst die Antwort der Lots*in auf und vergleichen Sie die acht Wörter."
    ),
    "sheet_waits_already": N_("Schon vorhanden: Diese Datei wartet bereits in der Quarantäne."),
    "sheet_without_traeger": N_(
        "Dieser Nachweis ist an keinen Träger gerichtet. Bitte lassen Sie ihn nach der Einladung noch einmal versiegeln."
    ),
    "sheet_other_traeger": N_(
        "Dieser Nachweis ist für einen anderen Träger bestimmt. Bitte geben Sie ihn an die Lots*in zurück."
    ),
    "sheet_pilot_unknown": N_(
        "Eine Lots*in mit der Kennung {code} ist hier nicht eingeladen. Bitte fragen Sie nach, von wem die Datei kommt."
    ),
    "sheet_wrong_pilot": N_(
        "Der Nachweis nennt die Kennung {code}, ist aber mit dem Schlüssel einer anderen Lots*in unterschrieben. Er wird nicht angenommen."
    ),
    "sheet_known": N_("Der Nachweis {sheet} ist schon vorhanden."),
    "sheet_not_there": N_(
        "Diesen Nachweis (Nummer {sheet}) gibt es hier nicht mehr. Bitte sehen Sie in der Liste nach."
    ),
    "sheet_counts": N_("Diese Version des Nachweises {sheet} zählt schon."),
    # Batches
    "batch_unknown": N_("Einen Import mit der Nummer {batch} gibt es nicht. Bitte prüfen Sie die Nummer."),
    "batch_undone": N_("Der Import {batch} ist schon zurückgenommen."),
    "batch_built_on": N_(
        "Der Import {batch} lässt sich nicht zurücknehmen: Spätere Importe betreffen {count} seiner Monate. Bitte nehmen Sie zuerst die späteren zurück."
    ),
    # Pilots
    "pilot_unknown": N_("Eine Lots*in mit der Kennung {code} gibt es hier nicht. Bitte prüfen Sie die Kennung."),
    "pilot_name_missing": N_("Es fehlt der Name der Lots*in. Bitte tragen Sie ihn ein."),
    "pilot_dates": N_("Das Ende ({last}) liegt vor dem Anfang ({first}). Bitte prüfen Sie die beiden Tage."),
    "name_long": N_("Der Name ist länger als {limit} Zeichen. Bitte kürzen Sie ihn."),
    "code_wrong": N_(
        "„{code}“ geht nicht als Kennung. Bitte nehmen Sie 1 bis 16 Großbuchstaben (A bis Z), Ziffern oder Bindestriche."
    ),
    "role_unknown": N_("Die Rolle „{role}“ gibt es nicht. Bitte nehmen Sie normal oder coordinating."),
    "line_unknown": N_(
        "Die Programmlinie „{line}“ gibt es nicht. Bitte prüfen Sie den Namen oder geben Sie eine Programmdatei mit."
    ),
    "programme_other_line": N_(
        "Die Programmdatei gilt für die Linie „{found}“, die Einladung für „{line}“. Bitte prüfen Sie, ob es die richtige Datei ist."
    ),
    "programme_line_long": N_("Zeile {number} der Programmdatei ist länger als {limit} Zeichen. Bitte teilen Sie sie."),
    # Answers to invites
    "answer_no_invite": N_(
        "Diese Antwort gehört zu keiner gültigen Einladung von Ihnen (Kennung {code}). Vielleicht wurde die Einladung erneuert; dann bitte auf die neue antworten lassen."
    ),
    "answer_other_key": N_(
        "{code} ist schon mit einem anderen Schlüssel aufgenommen. Wenn das Lotsenbuch neu eingerichtet wurde, vergleichen Sie die acht Wörter und nennen Sie sie hier."
    ),
    "answer_key_taken": N_(
        "Dieser Schlüssel gehört schon zu einer anderen Lots*in. Die Antwort für {code} wird nicht angenommen."
    ),
    "words_differ": N_(
        "Die acht Wörter passen nicht zum Schlüssel von {code}. Bitte vergleichen Sie noch einmal am Telefon. Nichts wurde gespeichert."
    ),
    # The Träger
    "traeger_name_missing": N_("Es fehlt der Name des Trägers. Bitte tragen Sie ihn ein."),
    "minutes_wrong": N_("Die bewilligten Minuten müssen zwischen 0 und {limit} liegen. Bitte prüfen Sie die Zahl."),
    "collection_newer": N_(
        "Diese Sammlung kommt aus einer neueren Version von Lotsenbuch. Bitte bringen Sie Ihr Lotsenbuch auf den neuesten Stand."
    ),
    "collection_unfinished": N_(
        "Das Anlegen dieser Sammlung wurde unterbrochen; sie ist leer. Bitte löschen Sie den Ordner und legen Sie sie noch einmal an."
    ),
    "period_unreadable": N_("„{text}“ ist kein Zeitraum. Bitte schreiben Sie ihn so: 2026, 2026-Q1 oder 2026-03."),
    # Receipts
    "sheet_not_counting": N_(
        "Ein Nachweis „{sheet}“, der zählt, ist nicht da. Bitte schreiben Sie Kennung und Monat so: L001-2026-03."
    ),
    "question_unknown": N_("„{code}“ steht nicht in der Liste der Fragen. Bitte nehmen Sie eine davon: {codes}."),
    "question_without_code": N_("Zum Text fehlt, worum es geht. Bitte nehmen Sie eine Frage aus der Liste: {codes}."),
    "question_text_long": N_("Der Text ist länger als {limit} Zeichen. Bitte kürzen Sie ihn."),
    "question_with_payment": N_("Eine Frage und eine Zahlung gehen nicht in einer Quittung. Bitte schreiben Sie zwei."),
    "amount_wrong": N_("Der Betrag muss in ganzen Cent angegeben sein und darf nicht kleiner als 0 sein."),
}
