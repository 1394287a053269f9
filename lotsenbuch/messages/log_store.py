"""Sentences about the stored log: records that are not there, a log of a newer version."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    "log_newer": N_(
        "Dieses Lotsenbuch wurde mit einer neueren Version des Programms gespeichert. "
        "Es wurde nichts verändert. Bitte installieren Sie die neue Version und öffnen Sie es dann wieder."
    ),
    "activity_unknown": N_(
        "Diesen Einsatz gibt es in Ihrem Lotsenbuch nicht. Bitte sehen Sie in der Liste der Einsätze nach."
    ),
    "client_unknown": N_(
        "Diese Person gibt es in Ihrem Lotsenbuch nicht. Bitte sehen Sie in der Liste der Personen nach."
    ),
    "authority_unknown": N_(
        "Diese Stelle gibt es in Ihrem Adressbuch nicht. Bitte wählen Sie eine andere oder legen Sie sie an."
    ),
    "appointment_unknown": N_(
        "Diesen Termin gibt es in Ihrem Lotsenbuch nicht. Bitte sehen Sie in der Liste der Termine nach."
    ),
    "engagement_unknown": N_("Diese Tätigkeit gibt es in Ihrem Lotsenbuch nicht. Bitte wählen Sie eine aus der Liste."),
    "sheet_unknown": N_("Diesen Nachweis gibt es in Ihrem Lotsenbuch nicht. Bitte sehen Sie unter Nachweise nach."),
}
