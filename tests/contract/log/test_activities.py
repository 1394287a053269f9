"""The contract of the activities: pages, searches, sums, the bin."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from lotsenbuch.clock import BERLIN
from lotsenbuch.domain.rules import SoFar
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery, Cursor, Held, MonthSums, Sums
from tests.builders.log import DAY, a_client, an_activity, an_appointment, an_authority, an_engagement, an_id

NOON = datetime(2026, 3, 12, 12, tzinfo=BERLIN)
ALBA, OMER, ZORA = an_id("Alba Muster"), an_id("Ömer Beispiel"), an_id("Zora Probe")


def found(log: Log, text: str = "", **restrictions: object) -> set[str]:
    query = replace(ActivityQuery(text=text), **restrictions)  # type: ignore[arg-type]
    rows = log.activities.page(query, None, 100)
    assert log.activities.sums(query).count == len(rows)
    return {row.activity.note for row in rows}


def test_an_activity_comes_back_as_it_was(log: Log) -> None:
    activity = an_activity(
        start=time(23, 15),
        end=time(0, 45),
        travel_minutes=40,
        waiting_minutes=25,
        distance_m=12_300,
        authority_code="NEWER_CODE",
        authority_id=an_id("Bürgeramt Nord"),
        authority_word="Amt 'Nord'",
        topics=("WOHN", "ANMELD", "WOHN2"),
        client_ids=(ZORA, ALBA),
        referral="BERAT",
        note='Brief "erklärt"; 100 %',
        billable=False,
        sealed_in="L017-2026-03",
        deleted_at=NOON,
    )
    plain = an_activity("plain", start=None, end=None, authority_word="beim Arzt")
    with log.transaction():
        log.activities.add(activity)
        log.activities.add(plain)
    assert log.activities.get(activity.id) == activity
    row = log.activities.row(activity.id)
    assert (row.activity, row.authority_name) == (activity, "Bürgeramt Nord")
    assert row.client_names == ("Zora Probe", "Alba Muster")
    assert log.activities.row(plain.id).authority_name == "beim Arzt"
    assert log.activities.row(plain.id).activity == plain


def test_pages_follow_one_another_without_gap_or_repetition(log: Log) -> None:
    days = [date(2026, 2, day) for day in (1, 2, 2, 2, 3, 28)]
    starts = [time(8), None, time(10), time(9), time(8), time(8)]
    with log.transaction():
        log.activities.add_many(
            an_activity(str(number), day=day, start=start, end=None, note=str(number))
            for number, (day, start) in enumerate(zip(days, starts, strict=True))
        )
    notes: list[str] = []
    after: Cursor | None = None
    while page := log.activities.page(ActivityQuery(), after, 2):
        notes += [row.activity.note for row in page]
        after = page[-1].cursor
    assert notes == ["5", "4", "2", "3", "1", "0"]
    assert [each.note for each in log.activities.between(date(2026, 2, 2), date(2026, 2, 3))] == list("1324")


def test_of_the_same_start_the_one_stored_last_comes_first(log: Log) -> None:
    with log.transaction():
        log.activities.add_many(an_activity(str(number), note=str(number)) for number in range(3))
        log.activities.add(an_activity("3", note="3"))
    assert [row.activity.note for row in log.activities.page(ActivityQuery(), None, 9)] == list("3210")


def test_each_restriction_leaves_out_what_it_should(log: Log) -> None:
    other = an_engagement("other")
    with log.transaction():
        log.engagements.add(other)
        log.activities.add(an_activity("a", note="a", topics=("WOHN",), client_ids=(ALBA, ZORA)))
        log.activities.add(an_activity("b", note="b", day=date(2026, 3, 12), topics=("KITA", "WOHN")))
        log.activities.add(an_activity("c", note="c", kind="advice", client_ids=(OMER,)))
        log.activities.add(an_activity("d", note="d", engagement_id=other.id, authority_code="STAND"))
        log.activities.add(an_activity("e", note="e", deleted_at=NOON))
    assert found(log) == {"a", "b", "c", "d"}
    assert found(log, first=date(2026, 3, 12)) == {"b"}
    assert found(log, last=DAY) == {"a", "c", "d"}
    assert found(log, kinds=("advice", "forms")) == {"c"}
    assert found(log, authority_codes=("STAND", "SOZ")) == {"d"}
    assert found(log, client_ids=(ZORA, OMER)) == {"a", "c"}
    assert found(log, topics=("WOHN",)) == {"a", "b"}
    assert found(log, engagement_id=other.id) == {"d"}
    assert found(log, deleted=True) == {"e"}
    assert found(log, topics=("WOHN",), client_ids=(ALBA,), text="a") == {"a"}


def test_search_finds_beginnings_of_words_in_notes_names_and_authorities(log: Log) -> None:
    with log.transaction():
        log.clients.add(a_client("Familie Weiß-Straßer"))
        log.activities.add(an_activity("1", note="Bescheid erklärt", authority_code="SOZ", client_ids=(OMER,)))
        log.activities.add(an_activity("2", note="zwei", authority_id=an_id("Bürgeramt Nord")))
        log.activities.add(an_activity("3", note="drei", authority_word="Kita Sonnenblume", authority_code=""))
        log.activities.add(an_activity("4", note="vier", client_ids=(an_id("Familie Weiß-Straßer"), ALBA)))
    assert found(log, "besch ERKLA") == {"Bescheid erklärt"}
    assert found(log, "omer") == {"Bescheid erklärt"}
    assert found(log, "BÜRGER nor") == {"zwei"}
    assert found(log, "sonnen") == {"drei"}
    assert found(log, "strasser alb") == found(log, "Weiß-Straß") == {"vier"}
    assert found(log, "cheid") == found(log, "Bescheid Alba") == set()


def test_search_finds_an_authority_by_the_catalogue_s_word(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity("1", note="eins", authority_code="STAND"))
        log.activities.add(an_activity("2", note="zwei", authority_code="JOBC"))
    assert found(log, "stande") == {"eins"}
    assert found(log, "Standes zw") == set()
    assert found(log, "jobcenter zw") == {"zwei"}
    assert found(log, "JOBC") == {"zwei"}


@pytest.mark.parametrize(
    "typed", ['"', "'", "(", "a OR", "NOT x", "NEAR(a b)", "note:x", "x*", "^x", "{x", "-x", "+", "x AND", "\0x"]
)
def test_no_character_of_a_search_is_an_operator(log: Log, typed: str) -> None:
    with log.transaction():
        log.activities.add(an_activity(note="ganz anderes"))
    searchable = any(letter.isalnum() for letter in typed)
    assert found(log, typed) == (set() if searchable else {"ganz anderes"})


def test_search_pages_like_the_list(log: Log) -> None:
    with log.transaction():
        log.activities.add_many(
            an_activity(str(day), day=date(2026, 1, day), note=f"Brief {day}") for day in range(1, 8)
        )
    query = ActivityQuery(text="brie", first=date(2026, 1, 2))
    first = log.activities.page(query, None, 4)
    second = log.activities.page(query, first[-1].cursor, 4)
    assert [row.activity.day.day for row in first + second] == [7, 6, 5, 4, 3, 2]


def test_a_new_name_is_found_and_the_old_one_is_not(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity(note="eins", client_ids=(ALBA,), authority_id=an_id("Bürgeramt Nord")))
        log.clients.replace(replace(a_client("Alba Muster"), name="Berta Neu"))
        log.authorities.replace(replace(an_authority("Bürgeramt Nord"), name="Rathaus"))
    assert found(log, "berta rathaus") == {"eins"}
    assert found(log, "alba") == found(log, "bürgeramt") == set()
    assert log.activities.page(ActivityQuery(), None, 1)[0].client_names == ("Berta Neu",)


def test_a_changed_activity_is_found_by_its_new_words_only(log: Log) -> None:
    activity = an_activity(note="Antrag", client_ids=(ALBA,), topics=("A", "B"))
    with log.transaction():
        log.activities.add(activity)
    changed = replace(activity, note="Widerspruch", client_ids=(ZORA,), topics=("B",), day=date(2026, 4, 2))
    with log.transaction():
        log.activities.replace(changed)
    assert found(log, "Antrag") == found(log, "alba") == set()
    assert found(log, "wider zora") == {"Widerspruch"}
    assert log.activities.get(activity.id) == changed
    assert log.activities.between(DAY, DAY) == []
    assert log.activities.row(activity.id).cursor.day == date(2026, 4, 2)


def test_a_new_start_moves_the_activity_within_the_day(log: Log) -> None:
    early, late = an_activity("early", start=time(8)), an_activity("late", start=time(9))
    with log.transaction():
        log.activities.add_many([early, late])
        log.activities.replace(replace(early, start=time(10)))
    rows = log.activities.page(ActivityQuery(), None, 2)
    assert [row.activity.id for row in rows] == [early.id, late.id]


def test_the_bin_keeps_everything_until_it_is_emptied(log: Log) -> None:
    thrown = an_activity("thrown", note="weg", client_ids=(ALBA,), deleted_at=NOON)
    later = an_activity("later", note="später", deleted_at=NOON.replace(hour=13))
    with log.transaction():
        log.activities.add_many([thrown, later, an_activity("kept", note="da")])
        log.appointments.add(an_appointment(activity_id=thrown.id))
    assert found(log, "weg", deleted=True) == {"weg"}
    with log.transaction():
        assert log.activities.empty_bin(NOON) == 0
        assert log.activities.empty_bin(NOON.replace(minute=1)) == 1
    assert found(log, deleted=True) == {"später"}
    assert found(log, "weg", deleted=True) == set()
    assert found(log) == {"da"}
    assert log.appointments.get(an_id("appointment")).activity_id is None


def test_an_activity_comes_back_from_the_bin(log: Log) -> None:
    activity = an_activity(note="doch", deleted_at=NOON)
    with log.transaction():
        log.activities.add(activity)
        log.activities.replace(replace(activity, deleted_at=None))
    assert found(log, "doch") == {"doch"}


def test_sums_and_months_leave_the_bin_out(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity("a", travel_minutes=10, distance_m=500))
        log.activities.add(an_activity("b", day=date(2026, 3, 31), minutes=30, travel_minutes=5))
        log.activities.add(an_activity("c", day=date(2026, 2, 1), minutes=7))
        log.activities.add(an_activity("d", deleted_at=NOON))
    assert log.activities.sums(ActivityQuery(first=DAY)) == Sums(2, 120, 15, 500)
    assert log.activities.sums(ActivityQuery(last=date(2020, 1, 1))) == Sums(0, 0, 0, 0)
    own = an_id("eigene")
    months = [MonthSums(own, date(2026, 2, 1), 1, 7, 0), MonthSums(own, date(2026, 3, 1), 2, 120, 0)]
    assert log.activities.months() == months


def test_the_last_end_of_a_day_may_lie_behind_midnight(log: Log) -> None:
    assert log.activities.last_end(DAY) is None
    with log.transaction():
        log.activities.add(an_activity("no end", start=None, end=None))
    assert log.activities.last_end(DAY) is None
    late = an_activity("late", start=time(20), end=time(22))
    over = an_activity("over", start=time(19), end=time(0, 30))
    with log.transaction():
        log.activities.add_many([late, an_activity("morning")])
    assert log.activities.last_end(DAY) == late
    with log.transaction():
        log.activities.add(over)
    assert log.activities.last_end(DAY) == over


def test_sealing_names_the_sheet_in_each_activity(log: Log) -> None:
    with log.transaction():
        log.activities.add_many(an_activity(word) for word in "abc")
        log.activities.seal("MUSTER", "L017-2026-03", {an_id("a"): "one", an_id("b"): "two"})
    assert [log.activities.get(an_id(word)).sealed_in for word in "abc"] == ["L017-2026-03"] * 2 + [None]
    assert log.activities.held(an_id("b")) == Held("L017-2026-03", "two")
    assert log.activities.held(an_id("c")) is None
    assert log.activities.months() == [MonthSums(an_id("eigene"), date(2026, 3, 1), 3, 270, 2)]


def test_sealing_again_lets_go_of_what_the_sheet_no_longer_holds(log: Log) -> None:
    with log.transaction():
        log.activities.add_many(an_activity(word) for word in "abcd")
        log.activities.seal("MUSTER", "L017-2026-03", {an_id("a"): "a", an_id("b"): "b"})
        log.activities.seal("ANDERE", "L017-2026-03", {an_id("d"): "d"})
        log.activities.seal("MUSTER", "L017-2026-03", {an_id("b"): "b2", an_id("c"): "c"})
    sheet = "L017-2026-03"
    assert [log.activities.get(an_id(word)).sealed_in for word in "abcd"] == [None, sheet, sheet, sheet]
    held = [log.activities.held(an_id(word)) for word in "abcd"]
    assert held == [None, Held(sheet, "b2"), Held(sheet, "c"), Held(sheet, "d")]


def test_what_a_sheet_holds_of_an_activity_stays_known_through_changes(log: Log) -> None:
    activity = an_activity("a")
    with log.transaction():
        log.activities.add(activity)
        log.activities.seal("MUSTER", "L017-2026-03", {activity.id: "stamp"})
        log.activities.replace(replace(activity, day=date(2026, 4, 2), deleted_at=NOON))
    assert log.activities.held(activity.id) == Held("L017-2026-03", "stamp")
    assert log.activities.get(activity.id).sealed_in is None
    with log.transaction():
        log.activities.empty_bin(NOON.replace(day=13))
    assert log.activities.held(activity.id) is None


def test_so_far_counts_the_billable_rest_of_the_year(log: Log) -> None:
    with log.transaction():
        log.engagements.add(an_engagement("other"))
        log.activities.add(an_activity("own", client_ids=(ALBA, OMER)))
        log.activities.add(an_activity("a", day=date(2026, 1, 1), minutes=10, client_ids=(ALBA,)))
        log.activities.add(an_activity("b", day=date(2026, 12, 31), minutes=20, client_ids=(ALBA, OMER)))
        log.activities.add(an_activity("kind", minutes=40, kind="team"))
        log.activities.add(an_activity("mark", minutes=80, billable=False, client_ids=(OMER,)))
        log.activities.add(an_activity("bin", minutes=160, deleted_at=NOON, client_ids=(OMER,)))
        log.activities.add(an_activity("year", minutes=320, day=date(2025, 12, 31), client_ids=(OMER,)))
        log.activities.add(an_activity("next", minutes=320, day=date(2027, 1, 1), client_ids=(OMER,)))
        log.activities.add(an_activity("other", minutes=640, engagement_id=an_id("other"), client_ids=(ALBA,)))
    assert log.activities.so_far(log.activities.get(an_id("own")), {"accompaniment"}) == SoFar(30, 2)
    assert log.activities.so_far(an_activity("new", client_ids=(OMER,)), {"accompaniment"}) == SoFar(120, 2)
    assert log.activities.so_far(an_activity("new", client_ids=(ZORA,)), {"team"}) == SoFar(40, 0)
