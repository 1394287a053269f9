"""Sentences about entries of the log: what cannot be saved, and what looks unusual."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "activity_minutes_zero": N_("Der Einsatz dauert 0 Minuten. Bitte tragen Sie eine Dauer oder Anfang und Ende ein."),
    "activity_minutes_negative": N_("Die Dauer ist kleiner als 0. Bitte tragen Sie die Dauer neu ein."),
    "activity_minutes_long": N_(
        "Ein Einsatz kann höchstens 24 Stunden dauern. Bitte teilen Sie ihn auf mehrere Tage auf."
    ),
    "activity_end_before_start": N_(
        "Das Ende ({end}) liegt vor dem Anfang ({start}). Bitte prüfen Sie die beiden Uhrzeiten."
    ),
    "activity_times": N_("Anfang, Ende und Dauer passen nicht zusammen. Bitte prüfen Sie die drei Angaben."),
    "activity_travel": N_("Die Fahrzeit muss zwischen 0 und 24 Stunden liegen. Bitte prüfen Sie die Angabe."),
    "activity_waiting": N_(
        "Die Wartezeit ist Teil der Zeit vor Ort und kann nicht länger sein als diese. Bitte prüfen Sie beide Angaben."
    ),
    "activity_distance": N_("Die Strecke muss zwischen 0 und 2.000 km liegen. Bitte prüfen Sie die Angabe."),
    "activity_kind_unknown": N_("Es fehlt die Art des Einsatzes. Bitte wählen Sie eine aus."),
    "activity_note_long": N_("Die Notiz ist länger als {limit} Zeichen. Bitte kürzen Sie sie."),
    "activity_clients_many": N_(
        "Eine Person steht doppelt im Einsatz, oder es sind mehr als {limit}. Bitte prüfen Sie die Personen."
    ),
    "activity_year": N_("Das Jahr {year} kann nicht stimmen. Bitte prüfen Sie das Datum."),
    "activity_deleted": N_("Dieser Einsatz liegt im Papierkorb. Bitte stellen Sie ihn zuerst wieder her."),
    "activity_outside_engagement": N_(
        "Der {day} liegt nicht in der Zeit dieser Tätigkeit ({first} bis {last}). Bitte prüfen Sie das Datum."
    ),
    "client_ambiguous": N_("Es gibt mehrere Personen mit diesem Namen. Bitte wählen Sie eine aus."),
    "client_name_missing": N_("Es fehlt der Name. Ein Vorname oder ein Spitzname genügt."),
    "client_name_long": N_("Der Name ist länger als {limit} Zeichen. Bitte kürzen Sie ihn."),
    "client_persons": N_("Ein Haushalt hat 1 bis {limit} Personen. Bitte prüfen Sie die Zahl."),
    "client_closed_before_opened": N_(
        "Der Fall wurde am {opened} begonnen und kann nicht am {day} enden. Bitte prüfen Sie das Datum."
    ),
    "code_unknown": N_("„{code}“ steht nicht in der Liste „{list}“. Bitte nehmen Sie einen Wert aus der Liste."),
    "appointment_closed": N_("Zu diesem Termin ist schon eingetragen, was daraus geworden ist."),
    "engagement_missing": N_(
        "Am {day} gibt es keine Tätigkeit bei einem Träger. Bitte prüfen Sie das Datum oder die Einladung."
    ),
    "not_understood": N_(
        "Ein Teil der Zeile ist unklar ({count}). Bitte schreiben Sie ihn anders. Nichts wurde gespeichert."
    ),
    "duration_missing": N_("Es fehlt, wie lange es gedauert hat. Bitte ergänzen Sie zum Beispiel: 9-11 oder 1,5 h."),
    "programme_no_rule": N_(
        "Für den {day} kennt das Programm keine Regel. Die Stunden zählen, der Betrag bleibt leer."
    ),
    "hint_future": N_("Der {day} liegt in der Zukunft. Speichern geht trotzdem."),
    "hint_sunday": N_("Das ist ein Sonntag. Speichern geht trotzdem."),
    "hint_long_day": N_("An diesem Tag sind es zusammen {hours} Stunden. Speichern geht trotzdem."),
    "hint_overlap": N_("Das überschneidet sich mit dem Einsatz von {start} bis {end} Uhr. Speichern geht trotzdem."),
    "hint_excluded_authority": N_("{authority} ist in diesem Programm ausgeschlossen. Speichern geht trotzdem."),
    "hint_cap": N_("Damit sind die {hours} Stunden des Jahres überschritten. Speichern geht trotzdem."),
    "hint_many_assignments": N_(
        "Für diese Person sind es mehr als {limit} Einsätze. Bitte klären Sie mit dem Träger, ob er bezahlt wird."
    ),
    "hours_cap_near": N_("Sie haben mindestens 80 % Ihrer {hours} Stunden in diesem Jahr erreicht."),
    "hours_cap_over": N_("Sie haben mehr als die {hours} Stunden dieses Jahres. Bitte sprechen Sie mit Ihrem Träger."),
    "hours_cap_forecast": N_("Wenn es so weitergeht, werden es in diesem Jahr mehr als {hours} Stunden."),
    "hours_allowance_near": N_(
        "Sie haben mindestens 80 % des Freibetrags von {euros} Euro (§ {paragraph} EStG) erreicht."
    ),
    "hours_allowance_over": N_(
        "Sie haben in diesem Jahr mehr als den Freibetrag von {euros} Euro (§ {paragraph} EStG) bekommen. "
        "Bitte geben Sie das in der Steuererklärung an."
    ),
    "hours_asylblg": N_(
        "Im Monat {month} haben Sie mehr als {euros} Euro bekommen. Wer Leistungen nach dem "
        "Asylbewerberleistungsgesetz bekommt, muss das melden; der Rest kann angerechnet werden."
    ),
    "hours_buergergeld": N_(
        "Im Jahr {year} haben Sie mehr als {euros} Euro bekommen. Wer Bürgergeld bekommt, muss das melden; "
        "der Rest kann angerechnet werden."
    ),
    "month_sealed": N_("Der Monat {month} ist schon versiegelt. Die Änderung kommt in eine neue Version."),
    "month_in_future": N_("Der Monat {month} hat noch nicht begonnen. Bitte wählen Sie einen früheren."),
    "month_without_engagement": N_("Im Monat {month} gibt es keine Tätigkeit. Bitte prüfen Sie den Monat."),
    "month_empty": N_("Im {month} steht kein Einsatz. Wenn das stimmt, geben Sie eine Nullmeldung ab."),
    "month_not_empty": N_("Im {month} stehen Einsätze. Eine Nullmeldung geht nur für einen Monat ohne Einsätze."),
    "month_changed": N_(
        "Der Monat {month} hat sich inzwischen geändert. Bitte sehen Sie sich die Vorschau noch einmal an."
    ),
    "month_unreadable": N_("„{text}“ ist kein Monat. Bitte schreiben Sie ihn so: 2026-03."),
    "traeger_unknown": N_("Einen Träger mit dem Kürzel „{code}“ gibt es in diesem Monat nicht."),
    "traeger_ambiguous": N_("In diesem Monat gibt es mehrere Träger: {codes}. Bitte nennen Sie einen."),
    "sheet_keys_changed": N_(
        "Ihr Träger hat seit dem Versiegeln von {month} neue Schlüssel. Bitte versiegeln Sie den Monat noch einmal."
    ),
    "invite_other_key": N_(
        "Diese Einladung trägt das Kürzel Ihres Trägers „{code}“, aber einen anderen Schlüssel. Sie wird nicht "
        "angenommen. Bitte rufen Sie Ihren Träger an."
    ),
    "receipt_sheet_unknown": N_(
        "Diese Quittung gehört zu einem Nachweis ({sheet}), den es hier nicht gibt. Bitte fragen Sie Ihren Träger."
    ),
    "folder_missing": N_("Den Ordner „{folder}“ gibt es nicht. Bitte wählen Sie einen anderen."),
    "file_not_written": N_(
        "Die Datei „{file}“ ließ sich nicht schreiben. Bitte prüfen Sie, ob Platz ist und Sie dort schreiben dürfen, "
        "oder wählen Sie einen anderen Ort."
    ),
}
