"""The quick-add line: a large table of lines, and what holds for every text."""

from datetime import date, time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotsenbuch.domain.quickadd import Parsed, PartKind, Reason, Vocabulary, parse
from tests.builders.domain import WEDNESDAY, a_vocabulary

KNOWN = a_vocabulary(last_end=time(11, 30))


def read(line: str, known: Vocabulary = KNOWN) -> Parsed:
    return parse(line, WEDNESDAY, known)


def flat(parsed: Parsed) -> dict[str, Any]:
    """Return what was said, in short."""
    said: dict[str, Any] = {
        "day": parsed.day and parsed.day.isoformat(),
        "start": parsed.start and f"{parsed.start:%H:%M}",
        "end": parsed.end and f"{parsed.end:%H:%M}",
        "min": parsed.minutes,
        "way": parsed.travel_minutes,
        "wait": parsed.waiting_minutes,
        "m": parsed.distance_m,
        "kind": parsed.kind,
        "at": parsed.authority and (parsed.authority.id or parsed.authority.code),
        "who": " ".join(parsed.client_ids),
        "topics": " ".join(parsed.topics),
        "note": parsed.note,
    }
    return {key: value for key, value in said.items() if value}


UNDERSTOOD: list[tuple[str, dict[str, Any]]] = [
    (
        "gestern 9-11:30 Jobcenter mit Amina +40 weg 12 km",
        {"day": "2026-03-10", "start": "09:00", "end": "11:30", "min": 150, "at": "JOBC", "who": "amina", "way": 40,
         "m": 12000},
    ),
    (
        "von 9 bis 11 Uhr Jobcenter Wetzlar mit Familie Haddad: Brief erklärt, 12 km",
        {"start": "09:00", "end": "11:00", "min": 120, "at": "wetzlar", "who": "haddad",
         "note": "Brief erklärt, 12 km"},
    ),
    # days
    ("heute", {"day": "2026-03-11"}),
    ("gestern", {"day": "2026-03-10"}),
    ("vorgestern", {"day": "2026-03-09"}),
    ("morgen", {"day": "2026-03-12"}),
    ("übermorgen", {"day": "2026-03-13"}),
    ("heute morgen 9-10", {"day": "2026-03-11", "start": "09:00", "end": "10:00", "min": 60}),
    ("Montag", {"day": "2026-03-09"}),
    ("am Mittwoch", {"day": "2026-03-11"}),
    ("letzten Mittwoch", {"day": "2026-03-04"}),
    ("letzten Dienstag", {"day": "2026-03-10"}),
    ("nächsten Mittwoch", {"day": "2026-03-18"}),
    ("kommenden Freitag", {"day": "2026-03-13"}),
    ("Sonnabend", {"day": "2026-03-07"}),
    ("Donnerstag", {"day": "2026-03-05"}),
    ("Mo 9-11", {"day": "2026-03-09", "start": "09:00", "end": "11:00", "min": 120}),
    ("Fr. 9-11", {"day": "2026-03-06", "start": "09:00", "end": "11:00", "min": 120}),
    ("Montag, 9.3.", {"day": "2026-03-09"}),
    ("3.3.", {"day": "2026-03-03"}),
    ("03.03.", {"day": "2026-03-03"}),
    ("3. 3.", {"day": "2026-03-03"}),
    ("11.4.", {"day": "2026-04-11"}),
    ("12.4.", {"day": "2025-04-12"}),
    ("24.12.", {"day": "2025-12-24"}),
    ("29.2.", {"day": "2024-02-29"}),
    ("03.03.2026", {"day": "2026-03-03"}),
    ("3.3.26", {"day": "2026-03-03"}),
    ("3.3. 2025", {"day": "2025-03-03"}),
    ("2026-03-03", {"day": "2026-03-03"}),
    ("3. März", {"day": "2026-03-03"}),
    ("3 März 2025", {"day": "2025-03-03"}),
    ("1. Mai", {"day": "2025-05-01"}),
    ("15. Feb.", {"day": "2026-02-15"}),
    ("3.3. 90 min", {"day": "2026-03-03", "min": 90}),
    # clock times
    ("9-11", {"start": "09:00", "end": "11:00", "min": 120}),
    ("9-10:30", {"start": "09:00", "end": "10:30", "min": 90}),
    ("9 – 11", {"start": "09:00", "end": "11:00", "min": 120}),
    ("9.00 - 11.00 Uhr", {"start": "09:00", "end": "11:00", "min": 120}),
    ("9:15-11:45", {"start": "09:15", "end": "11:45", "min": 150}),
    ("14-16 Uhr", {"start": "14:00", "end": "16:00", "min": 120}),
    ("von 9 Uhr bis 11 Uhr 30", {"start": "09:00", "end": "11:30", "min": 150}),
    ("von neun bis elf", {"start": "09:00", "end": "11:00", "min": 120}),
    ("von halb zehn bis viertel nach elf", {"start": "09:30", "end": "11:15", "min": 105}),
    ("von halb zwei bis vier", {"start": "13:30", "end": "16:00", "min": 150}),
    ("22:30-1", {"start": "22:30", "end": "01:00", "min": 150}),
    ("22-24 Uhr", {"start": "22:00", "end": "00:00", "min": 120}),
    ("halb zehn", {"start": "09:30"}),
    ("halb drei", {"start": "14:30"}),
    ("halb drei nachts", {"start": "02:30"}),
    ("halb acht abends", {"start": "19:30"}),
    ("viertel nach neun", {"start": "09:15"}),
    ("Viertel vor zehn", {"start": "09:45"}),
    ("viertel zehn", {"start": "09:15"}),
    ("dreiviertel zehn", {"start": "09:45"}),
    ("zehn vor neun", {"start": "08:50"}),
    ("fünf nach halb neun", {"start": "08:35"}),
    ("20 nach 9", {"start": "09:20"}),
    ("9 Uhr 30", {"start": "09:30"}),
    ("um 9", {"start": "09:00"}),
    ("9:30 Uhr 2 h", {"start": "09:30", "end": "11:30", "min": 120}),
    ("ab 9 2 h", {"start": "09:00", "end": "11:00", "min": 120}),
    ("14:00 1,5", {"start": "14:00", "end": "15:30", "min": 90}),
    ("bis 13 Uhr", {"start": "11:30", "end": "13:00", "min": 90}),
    ("9-11 2 h", {"start": "09:00", "end": "11:00", "min": 120}),
    # durations
    ("1,5", {"min": 90}),
    ("1,5 h", {"min": 90}),
    ("1.5 h", {"min": 90}),
    ("2,25", {"min": 135}),
    ("1:30", {"min": 90}),
    ("0:45", {"min": 45}),
    ("7:30 h", {"min": 450}),
    ("90 min", {"min": 90}),
    ("90min.", {"min": 90}),
    ("2 h", {"min": 120}),
    ("2 Stunden", {"min": 120}),
    ("1 Std. 30 Min.", {"min": 90}),
    ("1h30", {"min": 90}),
    ("1 h 30 Bank", {"min": 90, "at": "BANK"}),
    ("anderthalb Stunden", {"min": 90}),
    ("zweieinhalb Stunden", {"min": 150}),
    ("eine halbe Stunde", {"min": 30}),
    ("eine Dreiviertelstunde", {"min": 45}),
    ("drei Stunden", {"min": 180}),
    ("2½ h", {"min": 150}),
    # ways, waiting, distance
    ("+40 weg", {"way": 40}),
    ("+ 40 min Weg", {"way": 40}),
    ("40 min Fahrt", {"way": 40}),
    ("Fahrt 40 min", {"way": 40}),
    ("+1 h Fahrzeit", {"way": 60}),
    ("20 min gewartet", {"wait": 20}),
    ("Wartezeit 20 min", {"wait": 20}),
    ("12 km", {"m": 12000}),
    ("12,5 km", {"m": 12500}),
    ("12km Fahrt 40 min", {"m": 12000, "way": 40}),
    ("2 h 12 km 40 weg", {"min": 120, "m": 12000, "way": 40}),
    # names
    ("mit Amina und Yusuf", {"who": "amina yusuf"}),
    ("Amina, Yusuf & Fam. Haddad", {"who": "amina yusuf haddad"}),
    ("mit bogdan petrescu", {"who": "bogdan"}),
    ("mit Bogdan", {"who": "bogdan"}),
    ("mit Petrescu", {"who": "bogdan"}),
    ("Fr. Rahimi", {"who": "rahimi"}),
    ("Mariam (4 Kinder) 2 h", {"who": "mariam", "min": 120}),
    ("KITA Regenbogen mit Amina", {"at": "regenbogen", "who": "amina"}),
    ("Praxis Dr. Muster", {"at": "muster"}),
    ("amina Amina AMINA", {"who": "amina"}),
    # kinds, authorities, topics
    ("Dolmetschen beim Kinderarzt", {"kind": "interpreting", "at": "ARZT"}),
    ("Telefonat mit der ABH", {"kind": "remote", "at": "AUSL"}),
    ("Teamtreffen 2 h", {"kind": "team", "min": 120}),
    ("Lots:innentreffen 2 h", {"kind": "team", "min": 120}),
    ("Schulung: Asylrecht", {"kind": "training", "note": "Asylrecht"}),
    ("Formular ausfüllen im Rathaus", {"kind": "forms", "at": "BUERG"}),
    ("Agentur f. Arbeit, Bewerbung", {"at": "AGENT", "topics": "ARBEIT"}),
    ("Kindergeld, Wohngeld", {"topics": "KINDERGELD WOHNGELD"}),
    ("Kita-Platz", {"topics": "KITAPLATZ"}),
    ("JC: 9 Uhr Termin; Bescheid: abgelehnt", {"at": "JOBC", "note": "9 Uhr Termin; Bescheid: abgelehnt"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), UNDERSTOOD, ids=[line for line, _ in UNDERSTOOD])
def test_a_line_is_understood(line: str, expected: dict[str, Any]) -> None:
    parsed = read(line)
    assert parsed.not_understood == ()
    assert flat(parsed) == expected


REJECTED: list[tuple[str, str, Reason]] = [
    ("Jobcenter 2", "2", Reason.NUMBER),
    ("31.2. Bank", "31.2.", Reason.NUMBER),
    ("3.3.1999 Bank", "3.3.1999", Reason.NUMBER),
    ("9-9 Bank", "9-9", Reason.NUMBER),
    ("11-9 Bank", "11-9", Reason.NUMBER),
    ("200 h", "200 h", Reason.NUMBER),
    ("0 min", "0 min", Reason.NUMBER),
    ("2001 km", "2001 km", Reason.NUMBER),
    ("25:70", "25:70", Reason.NUMBER),
    ("2-3 h", "2-3", Reason.NUMBER),
    ("+40", "40", Reason.NUMBER),
    ("99999999999999999999", "99999999999999999999", Reason.NUMBER),
    ("gestern heute", "heute", Reason.TWICE),
    ("Dienstag, 9.3.", "9.3.", Reason.TWICE),
    ("9-11 3 h", "3 h", Reason.TWICE),
    ("1 h 2,5 h", "2,5 h", Reason.TWICE),
    ("um 9 10-11", "10-11", Reason.TWICE),
    ("Dolmetschen Teamtreffen", "Teamtreffen", Reason.TWICE),
    ("Jobcenter Sparkasse", "Sparkasse", Reason.TWICE),
    ("2 h Irgendwo", "Irgendwo", Reason.WORD),
    ("nicht Jobcenter", "nicht", Reason.WORD),
    ("mit Bilal 2 h", "Bilal", Reason.PERSON),
    ("mit Amina und Bilal", "Bilal", Reason.PERSON),
    ("Frau Neumann 2 h", "Frau Neumann", Reason.PERSON),
    ("mit Amina K. 2 h", "Amina K.", Reason.PERSON),
    ("mit Olena", "Olena", Reason.AMBIGUOUS),
    ("Rahimi", "Rahimi", Reason.AMBIGUOUS),
    ("😀 2 h", "😀", Reason.WORD),
    ("مرحبا 2 h", "مرحبا", Reason.WORD),
]


@pytest.mark.parametrize(("line", "piece", "reason"), REJECTED, ids=[line for line, _, _ in REJECTED])
def test_a_piece_is_not_understood_and_never_guessed(line: str, piece: str, reason: Reason) -> None:
    pieces = [(each.text, each.reason) for each in read(line).not_understood]
    assert (piece, reason) in pieces
    assert not read(line).complete


def test_an_ambiguous_name_brings_its_candidates() -> None:
    assert read("mit Olena").not_understood[0].candidates == ("olena-1", "olena-2")
    assert read("Bogdan").not_understood[0].candidates == ("bogdan",)
    assert read("mit Olena").client_ids == ()


def test_bis_means_nothing_without_the_last_end() -> None:
    parsed = read("bis 13 Uhr", a_vocabulary())
    assert [piece.text for piece in parsed.not_understood] == ["bis 13 Uhr"]
    assert parsed.minutes is None


def test_elapsed_time_counts_when_the_clocks_change() -> None:
    assert read("29.3. 1:00-4:00").minutes == 120
    assert read("26.10.2025 1-4").minutes == 240


def test_places_point_into_the_text() -> None:
    line = "gestern 9-11 JC mit Amina: Brief"
    places = {part.kind: line[part.begin : part.end] for part in read(line).parts}
    assert places == {
        PartKind.DAY: "gestern",
        PartKind.SPAN: "9-11",
        PartKind.AUTHORITY: "JC",
        PartKind.CLIENT: "Amina",
        PartKind.NOTE: "Brief",
    }


def test_nothing_said_is_nothing_understood() -> None:
    for line in ("", "   ", ":", ",;()", "mit und beim"):
        assert flat(read(line)) == {}
        assert read(line).not_understood == ()


def test_a_parsed_line_shows_no_names_when_printed() -> None:
    shown = repr(read("mit Amina und Bilal beim JC: Geheim"))
    assert not any(secret in shown for secret in ("amina", "Bilal", "Geheim"))


def _places(parsed: Parsed) -> list[tuple[int, int]]:
    understood = [(part.begin, part.end) for part in parsed.parts]
    return understood + [(piece.begin, piece.end) for piece in parsed.not_understood]


words = st.sampled_from([line for line, _ in UNDERSTOOD] + [line for line, _, _ in REJECTED])
lines = st.one_of(st.text(max_size=80), st.lists(words, max_size=6).map(" ".join))


@given(lines)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_error_and_every_piece_has_its_place(line: str) -> None:
    parsed = read(line)
    pieces = _places(parsed)
    assert all(0 <= begin < end <= len(line) for begin, end in pieces)
    ordered = sorted(pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(ordered))
    assert all(line[each.begin : each.end] == each.text for each in parsed.not_understood)


@given(lines)
@settings(max_examples=200, deadline=None)
def test_no_digit_before_the_note_disappears(line: str) -> None:
    parsed = read(line)
    covered = {place for begin, end in _places(parsed) for place in range(begin, end)}
    note = next((part.begin for part in parsed.parts if part.kind is PartKind.NOTE), len(line))
    lost = "".join(char if place not in covered else " " for place, char in enumerate(line[:note]))
    assert not any(char in "0123456789" for char in lost)


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 720))
@settings(deadline=None)
def test_every_span_up_to_twelve_hours_is_read_back(hour: int, minute: int, length: int) -> None:
    last = hour * 60 + minute + length
    line = f"4.3. {hour}:{minute:02}-{last // 60 % 24}:{last % 60:02}"
    assert read(line).minutes == length
    assert read(line).not_understood == ()


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
@settings(deadline=None)
def test_every_full_date_is_read_in_all_spellings(day: date) -> None:
    for line in (f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%d.%m.%Y}"):
        assert read(line).day == day


@pytest.mark.parametrize(
    "piece",
    ["a ", "9 ", "Amina K. ", "9-11 ", "1 h 30 ", "halb zehn ", "😀", "مرحبا ", "x", "9", ":", "+", "3.", "mit "],
)
def test_ten_thousand_characters_are_read(piece: str) -> None:
    line = (piece * 10_000)[:10_000]
    parsed = read(line)
    assert len(parsed.parts) + len(parsed.not_understood) <= 10_000
