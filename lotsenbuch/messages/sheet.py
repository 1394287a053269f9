"""Sentences for signed files: sheets, invites, answers and receipts, whatever is wrong with them."""

from lotsenbuch.i18n import N_

SENTENCES: dict[str, str] = {
    # The file itself
    "sheet_file_missing": N_("Diese Datei gibt es nicht. Bitte prüfen Sie den Namen und den Ordner."),
    "sheet_file_unreadable": N_(
        "Diese Datei lässt sich nicht lesen. Bitte prüfen Sie, ob Sie sie öffnen dürfen, und "
        "versuchen Sie es noch einmal."
    ),
    "sheet_not_a_file": N_("Das ist keine Datei, sondern zum Beispiel ein Ordner. Bitte wählen Sie eine Datei aus."),
    "sheet_empty": N_("Diese Datei ist leer. Bitte lassen Sie sich die Datei noch einmal schicken."),
    "sheet_too_large": N_(
        "Diese Datei ist zu groß. Dateien von Lotsenbuch sind höchstens 10 MB groß. Bitte fragen Sie "
        "nach, was Ihnen geschickt wurde."
    ),
    # Not one of ours, or not of this kind
    "sheet_not_one": N_(
        "Diese Datei ist kein Nachweis oder sie ist beschädigt. Bitte lassen Sie sich den "
        "Nachweis noch einmal schicken."
    ),
    "invite_not_one": N_(
        "Diese Datei ist keine Einladung oder sie ist beschädigt. Bitte lassen Sie sich von Ihrem "
        "Träger die Einladung noch einmal schicken."
    ),
    "answer_not_one": N_(
        "Diese Datei ist keine Antwort auf eine Einladung oder sie ist beschädigt. Bitte lassen Sie "
        "sich die Antwort noch einmal schicken."
    ),
    "receipt_not_one": N_(
        "Diese Datei ist keine Quittung oder sie ist beschädigt. Bitte lassen Sie sich von Ihrem "
        "Träger die Quittung noch einmal schicken."
    ),
    "sheet_wrong_kind": N_(
        "In dieser Datei steckt etwas anderes, als hier gelesen wird. Bitte prüfen Sie, ob Sie die "
        "richtige Datei gewählt haben."
    ),
    "sheet_newer": N_(
        "Diese Datei kommt aus einer neueren Version von Lotsenbuch. Bitte bringen Sie Ihr Lotsenbuch"
        " auf den neuesten Stand."
    ),
    # Signature and keys
    "sheet_signature": N_(
        "Die Unterschrift passt nicht zum Inhalt. Die Datei wurde verändert oder beschädigt und wird "
        "nicht angenommen. "
        "Bitte lassen Sie sich die Datei noch einmal schicken."
    ),
    "sheet_unknown_signer": N_(
        "Der Schlüssel, mit dem diese Datei unterschrieben ist, ist hier nicht bekannt. Bitte nehmen "
        "Sie die Person zuerst auf "
        "oder fragen Sie nach, von wem die Datei kommt."
    ),
    "sheet_envelope": N_(
        "Der unterschriebene Teil dieser Datei ist beschädigt. Bitte lassen Sie sich die Datei noch einmal schicken."
    ),
    "key_refused": N_(
        "Diese Datei enthält einen Schlüssel, der nichts beweist. Sie wird nicht angenommen. Bitte "
        "fragen Sie nach, von wem sie kommt."
    ),
    # The seal
    "sheet_seal": N_(
        "Das Siegel dieser Datei ist beschädigt oder wurde verändert. Bitte lassen Sie sich die Datei"
        " noch einmal schicken."
    ),
    "sheet_sealed": N_(
        "Diese Datei ist versiegelt. Zum Öffnen braucht es das Lotsenbuch einer Empfängerin oder eines Empfängers."
    ),
    "sheet_not_for_us": N_(
        "Diese Datei ist für jemand anderen bestimmt, zum Beispiel für einen anderen Träger. Bitte "
        "geben Sie sie an die Absenderin oder den Absender zurück."
    ),
    "sheet_passed_on": N_(
        "Diese Datei war für andere bestimmt und wurde neu versiegelt. Sie wird nicht angenommen. "
        "Bitte fragen Sie nach, von wem sie kommt."
    ),
    # The PDF
    "sheet_pdf": N_("Dieses PDF ist beschädigt. Bitte lassen Sie sich die Datei noch einmal schicken."),
    "sheet_encrypted": N_(
        "Dieses PDF ist mit einem Passwort geschützt. Bitte lassen Sie sich den Nachweis so schicken,"
        " wie Lotsenbuch ihn gemacht hat."
    ),
    "sheet_no_attachment": N_(
        "In diesem PDF fehlen die unterschriebenen Daten. Vielleicht wurde es ausgedruckt oder neu "
        "gespeichert. "
        "Bitte lassen Sie sich die Datei schicken, die Lotsenbuch gemacht hat."
    ),
    "sheet_two_attachments": N_(
        "In diesem PDF steckt mehr als ein Anhang, deshalb ist nicht klar, was gilt. Es wird nicht "
        "angenommen. "
        "Bitte lassen Sie sich die Datei schicken, die Lotsenbuch gemacht hat."
    ),
    "sheet_bomb": N_(
        "Der Anhang dieses PDF würde beim Öffnen viel zu groß. Es wird nicht angenommen. Bitte fragen"
        " Sie nach, von wem es kommt."
    ),
    # What is inside
    "sheet_json": N_("Der Inhalt dieser Datei ist nicht lesbar. Bitte lassen Sie sich die Datei noch einmal schicken."),
    "sheet_limits": N_("Diese Datei enthält mehr Angaben, als erlaubt ist. Sie wird nicht angenommen."),
    "sheet_number": N_("Diese Datei enthält eine Zahl, die es hier nicht geben kann. Sie wird nicht angenommen."),
    "sheet_duplicate_key": N_(
        "Diese Datei nennt dieselbe Angabe zweimal, deshalb ist nicht klar, was gilt. Sie wird nicht angenommen."
    ),
    "sheet_text": N_(
        "Ein Text enthält unsichtbare oder irreführende Zeichen. Bitte tippen Sie ihn neu ein, statt "
        "ihn zu kopieren. "
        "Kommt die Datei von jemand anderem, wird sie nicht angenommen."
    ),
    "sheet_schema": N_("Diese Datei ist nicht so aufgebaut, wie sie sein muss. Sie wird nicht angenommen."),
    "sheet_not_canonical": N_(
        "Diese Datei ist nicht so geschrieben, wie Lotsenbuch sie schreibt. Sie wird nicht angenommen."
    ),
    "sheet_inconsistent": N_(
        "Die Angaben in diesem Nachweis widersprechen sich. Er wird nicht angenommen. Bitte fragen "
        "Sie bei der Lots*in nach."
    ),
    # Invite, answer, receipt
    "invite_key": N_(
        "Diese Einladung ist nicht mit dem Schlüssel unterschrieben, den sie nennt. Bitte fragen Sie Ihren Träger."
    ),
    "invite_inconsistent": N_("Die Angaben in dieser Einladung widersprechen sich. Bitte fragen Sie Ihren Träger."),
    "invite_expired": N_(
        "Diese Einladung galt nur bis zum {day}. Bitte lassen Sie sich von Ihrem Träger eine neue schicken."
    ),
    "invite_other_pilot": N_(
        "Diese Einladung ist für jemand anderen. Bitte geben Sie sie Ihrem Träger zurück und fragen "
        "Sie nach Ihrer eigenen."
    ),
    "answer_key": N_(
        "Diese Antwort ist nicht mit dem Schlüssel unterschrieben, den sie nennt. Bitte lassen Sie "
        "sich eine neue schicken."
    ),
    "receipt_inconsistent": N_("Die Angaben in dieser Quittung widersprechen sich. Bitte fragen Sie Ihren Träger."),
}
