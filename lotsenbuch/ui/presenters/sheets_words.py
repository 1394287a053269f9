"""The sentences of "Nachweise": states, reasons, what stays here and when it counts, questions of the Träger."""

from datetime import date

from lotsenbuch.anonymise.model import Book, Reason
from lotsenbuch.i18n import N_, _, ngettext
from lotsenbuch.report import names
from lotsenbuch.report.wording import day_month, euros, long_date, number_word, whole
from lotsenbuch.services.local_report import LocalReport, Merge, Waiting
from lotsenbuch.services.month_check import Gap
from lotsenbuch.services.sheet_months import MonthLine
from lotsenbuch.sheet.documents import Receipt
from lotsenbuch.ui.presenters.sheets_preview import StatisticsView

STATES = {
    "open": N_("offen"),
    "changed": N_("geändert"),
    "sealed": N_("versiegelt"),
    "handed_over": N_("übergeben"),
    "confirmed": N_("bestätigt"),
    "question": N_("Frage offen"),
}
_GAPS = {
    Gap.AUTHORITY: N_("Es fehlt, bei welcher Stelle Sie waren."),
    Gap.TOPIC: N_("Es fehlt das Thema."),
    Gap.PERSON: N_("Ohne Person. Die Stunden zählen, in der Statistik fehlt der Einsatz."),
    Gap.OVERLAP: N_("Überschneidet sich mit einem anderen Einsatz."),
    Gap.LONG_DAY: N_("An diesem Tag sind es mehr als 10 Stunden."),
    Gap.FUTURE: N_("Liegt in der Zukunft."),
}
_MERGES = {
    Reason.REST_ALONE: N_("{tables}: Was für sich zu klein ist, steht zusammen unter „Übrige“."),
    Reason.REST_COVERED: N_(
        "{tables}: Unter „Übrige“ steht auch eine größere Zahl, damit die kleinen nicht auffallen."
    ),
    Reason.REST_COVERED_TWICE: N_(
        "{tables}: Unter „Übrige“ stehen auch zwei größere Zahlen, damit die kleinen nicht auffallen."
    ),
    Reason.UNDIVIDED: N_("{tables}: Einzeln lässt sich hier nichts nennen, deshalb steht nur die ganze Zahl da."),
}
_QUESTIONS = {
    "day_sum": N_("Ihr Träger fragt nach den Stunden eines Tages."),
    "kilometres": N_("Ihr Träger fragt nach den Kilometern."),
    "month": N_("Ihr Träger fragt nach dem ganzen Monat."),
    "missing_days": N_("Ihr Träger fragt, ob Tage fehlen."),
    "other": N_("Ihr Träger hat eine Frage."),
}


def month_word(line: MonthLine) -> str:
    """Return the word for a month's state; one that is not over cannot be late."""
    if line.state.state == "open" and not line.due:
        return _("läuft noch")
    return _(STATES[line.state.state])


def gap_sentence(gap: Gap) -> str:
    """Return what is missing or unusual."""
    return _(_GAPS[gap])


def statistics_sentences(part: StatisticsView, report: LocalReport) -> tuple[str, ...]:
    """Return what stands in the second column where tables are missing, wholly or in part."""
    if part.state == "not_due":
        return (_not_due(report.counts_on),)
    if part.state == "blocked":
        return (
            _(
                "Die Statistik ist diesmal gesperrt (Kennung für die Hilfe: {code}). Ihre Stunden sind davon "
                "nicht betroffen."
            ).format(code=part.code),
        )
    if part.carried and not part.groups:
        return (_too_few(report.counts_on),)
    return tuple(_book_stays(book, report.counts_on) for book in part.carried)


def _not_due(counts_on: date | None) -> str:
    if counts_on is None:
        return _("Diesen Monat gibt es keine Statistik. Ihre Angaben bleiben hier.")
    return _("Diesen Monat gibt es keine Statistik. Ihre Angaben bleiben hier und zählen am {day} mit.").format(
        day=day_month(counts_on)
    )


def _too_few(counts_on: date | None) -> str:
    if counts_on is None:
        return _("Nicht genug verschiedene Haushalte. Die Angaben bleiben auf diesem Gerät.")
    return _(
        "Noch nicht genug verschiedene Haushalte. Die Angaben bleiben auf diesem Gerät und zählen beim nächsten "
        "Quartalsende mit."
    )


def _book_stays(book: str, counts_on: date | None) -> str:
    what = _("Herkunft, Alter und Geschlecht") if book == Book.HOUSEHOLDS else _("Stellen und Themen")
    return f"{what}: {_too_few(counts_on)}"


def merge_sentence(merge: Merge) -> str:
    """Return why an "Übrige" is there."""
    tables = ", ".join(names.table_title(table) for table in merge.tables)
    return _(_MERGES[merge.reason]).format(tables=tables)


def depth_sentence(depth: int) -> str:
    """Return how often a household counts in this closing."""
    return ngettext(
        "Je Haushalt zählt höchstens {depth} Begleitung je Meldung.",
        "Je Haushalt zählen höchstens {depth} Begleitungen je Meldung.",
        depth,
    ).format(depth=number_word(depth))


def staying_sentences(report: LocalReport) -> tuple[str, ...]:
    """Return what stays on this device and why, and then once when it counts."""
    told = [_stays(waiting) for waiting in report.waiting]
    if not told:
        return ()
    if report.counts_on is None:
        return tuple(told)
    return (*told, _("Das zählt am {day} mit.").format(day=long_date(report.counts_on)))


def _stays(waiting: Waiting) -> str:
    if waiting.book is Book.HOUSEHOLDS:
        return ngettext(
            "{number} Haushalt bleibt hier: Es sind noch nicht genug verschiedene.",
            "{number} Haushalte bleiben hier: Es sind noch nicht genug verschiedene.",
            waiting.count,
        ).format(number=whole(waiting.count))
    many = ngettext("{number} Begleitung bleibt hier", "{number} Begleitungen bleiben hier", waiting.count).format(
        number=whole(waiting.count)
    )
    if waiting.reason is Reason.ABOVE_DEPTH:
        return _("{many}: Mehr zählen je Haushalt in dieser Meldung nicht.").format(many=many)
    if waiting.reason in (Reason.TOO_FEW_HOUSEHOLDS, Reason.SMALL_STACK):
        return _("{many}: Es sind noch nicht genug verschiedene Haushalte.").format(many=many)
    return _("{many}.").format(many=many)


def answer_sentence(receipt: Receipt) -> str:
    """Return what the Träger said about a sheet."""
    if receipt.question is not None:
        asked = _(_QUESTIONS[receipt.question.code])
        return f"{asked} „{receipt.question.text}“" if receipt.question.text else asked
    said = _("Am {day} bestätigt.").format(day=long_date(receipt.issued))
    if receipt.paid_on is None or receipt.amount_cents is None:
        return said
    paid = _("{amount} werden am {day} bezahlt.").format(
        amount=euros(receipt.amount_cents), day=long_date(receipt.paid_on)
    )
    return f"{said} {paid}"
