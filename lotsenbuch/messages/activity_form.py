"""Sentences about what was typed into the fields of an activity."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "form_day": N_("Dieser Tag ist unklar. Bitte schreiben Sie ihn zum Beispiel so: 6.3.2026 oder gestern."),
    "form_time": N_("Diese Uhrzeit ist unklar. Bitte schreiben Sie sie zum Beispiel so: 8:30."),
    "form_length": N_("Diese Dauer ist unklar. Bitte schreiben Sie sie zum Beispiel so: 1,5 oder 1:30 oder 90 min."),
    "form_distance": N_("Diese Strecke ist unklar. Bitte schreiben Sie sie in Kilometern, zum Beispiel 12,5."),
    "form_person_open": N_(
        "Diese Person ist noch nicht eingetragen. Bitte tragen Sie sie neu ein oder entfernen Sie den Namen."
    ),
    "form_topic_unknown": N_("Dieses Thema steht nicht in der Liste. Bitte wählen Sie eines aus der Liste."),
}
