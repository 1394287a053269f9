"""What stands on the activity sheet, and what never does."""

from io import BytesIO

import msgspec
import pikepdf
import pytest

from lotsenbuch import i18n
from lotsenbuch.report.document import (
    Bullets,
    ChartBlock,
    Document,
    KeyFigures,
    Notice,
    Paragraph,
    SignatureLines,
    TableBlock,
    texts,
)
from lotsenbuch.report.pdf import render
from lotsenbuch.report.pilot.recovery import recovery_document
from lotsenbuch.report.pilot.sheet import sheet_document
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.model import Answer, PilotRef, Sheet
from lotsenbuch.sheet.settlement import ClassMinutes, LineSum, SettlementPart
from lotsenbuch.sheet.statistics import Book, StatisticsPart
from tests.builders.documents import DAY, elements, unmarked
from tests.builders.paper import LONG_NAME, NOTHING, a_settlement, a_sheet, a_statistics

NOT_DUE = a_statistics(state="not_due", books=(), hash=None, previous=None)
PLAIN = a_sheet(traeger=None)
HEALTH = "Ein Einsatz in der Programmlinie Gesundheit zeigt, dass er ein Gesundheitseinsatz war."
PROMISE = (
    "Diese Statistik enthält keine Angaben zu einzelnen Haushalten. Jede Zahl beruht auf mindestens fünf "
    "Haushalten. Auch wer drei Haushalte vollständig kennt und weiß, wer wie oft begleitet wurde, kann für "
    "keinen weiteren Haushalt sicher feststellen, ob eine genannte Angabe auf ihn zutrifft. "
    "Wahrscheinlichkeiten lassen sich aus jeder Statistik ablesen."
)


def _said(sheet: Sheet, settlement: SettlementPart, statistics: StatisticsPart | None) -> list[str]:
    document = sheet_document(sheet, settlement, statistics)
    return [text.replace("\u00a0", " ") for text in texts(document.blocks)]


def _pages(document: Document) -> int:
    with pikepdf.open(BytesIO(render(document))) as pdf:
        return len(pdf.pages)


def test_the_days_and_sums_are_exact() -> None:
    said = _said(a_sheet(), a_settlement(3), NOT_DUE)
    start = said.index("So 1.")
    assert said[start : start + 8] == ["So 1.", "1:00", "Mo 2.", "1:37", "Di 3.", "2:14", "Summe", "4:51"]
    line = said.index("WIR-Lots*innen", start)
    assert said[line : line + 5] == ["WIR-Lots*innen", "3:51", "3:51", "12", "19,25 €"]


def test_the_key_figures_are_those_of_the_part() -> None:
    document = sheet_document(a_sheet(), a_settlement(3), NOT_DUE)
    (figures,) = [block for block in document.blocks if isinstance(block, KeyFigures)]
    assert [(each.value, each.unit) for each in figures.items] == [
        ("4:51", "h"),
        ("24,25", "€"),
        ("14", ""),
        ("6:30", "h"),
        ("164", "km"),
    ]


def test_a_health_line_says_what_it_gives_away_and_others_do_not() -> None:
    other = msgspec.structs.replace(a_settlement(3), lines=(LineSum("wir", 291, 291, 12, 2425),))
    assert any(HEALTH in text for text in _said(a_sheet(), a_settlement(3), NOT_DUE))
    assert not any(HEALTH in text for text in _said(a_sheet(), other, NOT_DUE))


def test_a_nil_return_is_one_clear_sentence_without_tables() -> None:
    document = sheet_document(a_sheet(nil=True), NOTHING, NOT_DUE)
    assert not [block for block in document.blocks if isinstance(block, TableBlock | KeyFigures)]
    assert "Selin Linde hatte in diesem Monat keine Einsätze und rechnet nichts ab." in texts(document.blocks)


def test_a_month_without_billable_hours_says_so() -> None:
    part = SettlementPart((), ClassMinutes(team=90), (), 0, 0, 0)
    assert "An keinem Tag dieses Monats gab es abrechenbare Stunden." in _said(a_sheet(), part, NOT_DUE)


def test_a_plain_sheet_has_lines_for_two_signatures_and_no_statistics() -> None:
    document = sheet_document(PLAIN, a_settlement(), a_statistics())
    (lines,) = [block for block in document.blocks if isinstance(block, SignatureLines)]
    assert len(lines.labels) == 2
    assert not [text for text in texts(document.blocks) if "Statistik" in text]


def test_a_sheet_for_a_traeger_is_signed_digitally_and_shows_the_payloads_fingerprint() -> None:
    said = _said(a_sheet(), a_settlement(), NOT_DUE)
    digest = canonical.digest(canonical.encode(a_sheet()))
    (line,) = [text for text in said if text.startswith("Prüfsumme:")]
    assert line.removeprefix("Prüfsumme:").replace(" ", "") == digest
    assert not [
        block
        for block in sheet_document(a_sheet(), a_settlement(), NOT_DUE).blocks
        if isinstance(block, SignatureLines)
    ]


def test_a_correction_names_what_it_replaces() -> None:
    said = _said(a_sheet(sheet_version=2, replaces="9f" * 32), a_settlement(), NOT_DUE)
    assert "Korrigierte Version" in said
    assert "Version 2" in said
    assert any("9f9f9f9f " * 7 in text for text in said)


def test_answers_stand_on_the_sheet() -> None:
    sheet = a_sheet(answers=(Answer("F-12", "stays"), Answer("F-13", "call")))
    said = _said(sheet, a_settlement(), NOT_DUE)
    assert "Frage F-12: Das bleibt so." in said
    assert "Frage F-13: Bitte rufen Sie mich an." in said


def test_the_statistics_promise_carries_its_two_numbers_from_k() -> None:
    assert PROMISE in _said(a_sheet(), a_settlement(), a_statistics())
    stricter = _said(a_sheet(), a_settlement(), a_statistics(k=3))
    assert any("mindestens drei Haushalten. Auch wer einen Haushalt vollständig" in text for text in stricter)


def test_blocks_have_names_and_others_name_their_group() -> None:
    said = _said(a_sheet(), a_settlement(), a_statistics())
    start = said.index("Stellen")
    assert said[start : start + 10] == [
        "Stellen",
        "36 Begleitungen",
        "Jobcenter",
        "8",
        "Übrige: Arbeit und Soziales",
        "7",
        "Gesundheit",
        "9",
        "Übrige",
        "12",
    ]
    assert "28 Haushalte mit zusammen 52 Personen. Jeder Haushalt wird ein einziges Mal gezählt." in said


def test_what_is_merged_is_hatched_and_what_is_named_is_not() -> None:
    document = sheet_document(a_sheet(), a_settlement(), a_statistics())
    hatched: dict[str, bool] = {}
    for chart in _charts(document):
        hatched |= {bar.label: any(part.hatched for part in bar.parts) for bar in chart.chart.bars}
    assert hatched == {
        "Jobcenter": False,
        "Übrige: Arbeit und Soziales": True,
        "Gesundheit": False,
        "Übrige": True,
        "Krankenversicherung, Gesundheit": True,
        "Naher und Mittlerer Osten": False,
        "27 bis 44 Jahre": False,
        "weiblich": False,
        "männlich, divers, o. A.": True,
    }


def test_several_stacks_are_added_up_by_group_beside_their_own_tables() -> None:
    document = sheet_document(a_sheet(), a_settlement(), a_statistics(4))
    sums = next(chart for chart in _charts(document) if "alle Stapel" in chart.chart.title)
    assert [(bar.label, bar.shown) for bar in sums.chart.bars] == [
        ("Arbeit und Soziales", "30"),
        ("Gesundheit", "18"),
        ("Übrige", "24"),
    ]
    assert sums.aside == "72 Begleitungen"
    assert [chart.chart.title for chart in _charts(document)].count("Stapel 3") == 1


def test_charts_beside_one_another_share_their_scale() -> None:
    charts = _charts(sheet_document(a_sheet(), a_settlement(), a_statistics()))
    assert {chart.chart.reach for chart in charts[:2]} == {19}


def _charts(document: Document) -> list[ChartBlock]:
    found = []
    for block in document.blocks:
        for column in getattr(block, "columns", ()):
            found += [inner for inner in column if isinstance(inner, ChartBlock)] if isinstance(column, tuple) else []
        if isinstance(block, ChartBlock):
            found.append(block)
    return found


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (NOT_DUE, "Zu diesem Nachweis gehört keine Statistik."),
        (a_statistics(state="blocked", code="restore", books=()), "(Kennung: restore)"),
        (
            a_statistics(books=(Book("accompaniments", "carried_over"), Book("households", "carried_over"))),
            "Noch nicht genug verschiedene Haushalte.",
        ),
    ],
)
def test_without_tables_one_plain_sentence_says_why_and_promises_nothing(part: StatisticsPart, sentence: str) -> None:
    document = sheet_document(a_sheet(), a_settlement(), part)
    said = list(texts(document.blocks))
    assert any(sentence in text for text in said)
    assert PROMISE not in said
    assert _pages(document) == 1


def test_a_book_carried_over_stands_beside_one_that_closed() -> None:
    closed = a_statistics().books[0]
    said = _said(a_sheet(), a_settlement(), a_statistics(books=(closed, Book("households", "carried_over"))))
    assert PROMISE in said
    assert any(text.startswith("Haushalte: noch nicht genug") for text in said)


def test_an_unknown_code_and_a_newer_tree_are_printed_as_codes() -> None:
    said = _said(a_sheet(), a_settlement(), a_statistics(tree_version=77))
    assert {"JOBC", "G_HEALTH", "Übrige"} <= set(said)
    odd = msgspec.structs.replace(a_settlement(3), lines=(LineSum("future_line", 291, 291, 12, 0),))
    assert "future_line" in _said(a_sheet(), odd, NOT_DUE)


@pytest.mark.parametrize("days", [1, 14, 31])
def test_hours_fit_one_page(days: int) -> None:
    assert _pages(sheet_document(a_sheet(), a_settlement(days), NOT_DUE)) == 1
    assert _pages(sheet_document(PLAIN, a_settlement(days), None)) == 1


def test_the_statistics_begin_on_a_page_of_their_own() -> None:
    assert _pages(sheet_document(a_sheet(), a_settlement(31), a_statistics())) == 2


def test_very_long_names_and_many_stacks_are_drawn_and_tagged_completely() -> None:
    sheet = a_sheet(pilot=PilotRef("L017", LONG_NAME))
    data = render(sheet_document(sheet, a_settlement(31), a_statistics(24)))
    assert unmarked(data) == []
    assert all(alt and box for name, alt, box in elements(data) if name == "Figure")


def test_no_sentence_of_a_sheet_escapes_translation() -> None:
    sheet = a_sheet(sheet_version=2, replaces="9f" * 32, answers=(Answer("F-12", "stays"),))
    i18n.activate("qps")
    try:
        document = sheet_document(sheet, a_settlement(3), a_statistics())
        recovery = recovery_document(["apfel"] * 12, DAY)
    finally:
        i18n.activate("de")
    sentences = [
        text
        for block in (*document.blocks, *recovery.blocks)
        if isinstance(block, Paragraph | Notice | Bullets)
        for text in block.said()
        if text not in ("•", "")
    ]
    assert len(sentences) > 15
    assert [text for text in sentences if "⟦" not in text] == []


def test_the_recovery_sheet_numbers_its_words_in_order() -> None:
    words = [
        "apfel",
        "birne",
        "kirsche",
        "dattel",
        "feige",
        "gurke",
        "himbeere",
        "ingwer",
        "kaki",
        "limone",
        "melone",
        "nuss",
    ]
    document = recovery_document(words, DAY)
    said = list(texts(document.blocks))
    assert [said[said.index(f"{number}.") + 1] for number in range(1, 13)] == words
    assert _pages(document) == 1
    assert "apfel" not in repr(document)
