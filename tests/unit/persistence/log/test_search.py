"""The full-text index stays in step with what it shows, and keeps no word that was deleted."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotsenbuch.persistence.log import search
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery
from tests.builders.log import a_client, an_activity, an_authority, an_id

PEOPLE = [an_id(name) for name in ("Alba Muster", "Ömer Beispiel", "Zora Probe")]
CHECK = "INSERT INTO activity_search (activity_search, rank) VALUES ('integrity-check', 1)"


def no_codes(_word: str) -> tuple[str, ...]:
    return ()


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
def test_no_typed_text_breaks_the_search(log: Log, typed: str) -> None:
    assert log.activities.page(ActivityQuery(text=typed), None, 5) == []


def test_typed_text_stands_inside_quotes() -> None:
    assert search.expression('say "hi" OR', no_codes) == (
        '({note names places} : "say" *) AND ({note names places} : """hi""" *) AND ({note names places} : "OR" *)'
    )
    assert search.expression(" - * ", no_codes) is None
    assert len(search.words("wort " * 1000)) == 16


changes = st.lists(
    st.tuples(
        st.sampled_from(["note", "people", "day", "start", "place", "client", "authority", "seal", "topics"]),
        st.integers(0, 3),
        st.integers(0, 7),
    ),
    max_size=12,
)


def change(log: Log, what: str, which: int, value: int) -> None:
    activity = log.activities.get(an_id(str(which)))
    if what == "client":
        log.clients.replace(replace(a_client("Zora Probe"), name=f"Name{value}", note="x"))
    elif what == "authority":
        log.authorities.replace(replace(an_authority(), name=f"Haus{value}"))
    else:
        new: dict[str, dict[str, Any]] = {
            "note": {"note": f"Wort{value} Brief"},
            "people": {"client_ids": tuple(PEOPLE[: value % 4])},
            "day": {"day": date(2026, 3, 10 + value)},
            "start": {"start": time(8 + value) if value else None},
            "place": {"authority_id": an_authority().id if value % 2 else None, "authority_word": f"Ort{value}"},
            "seal": {"sealed_in": f"L017-{value}"},
            "topics": {"topics": ("A", "B")[: value % 3]},
        }
        log.activities.replace(replace(activity, **new[what]))


@given(changes)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_the_index_says_what_the_rows_say(log: Log, driver: Any, steps: list[tuple[str, int, int]]) -> None:
    class EndError(Exception):
        pass

    def block() -> None:
        with log.transaction():
            log.activities.add_many(
                an_activity(str(number), note=f"Brief {number}", client_ids=tuple(PEOPLE[:number]))
                for number in range(4)
            )
            for what, which, value in steps:
                change(log, what, which, value)
            # Compares every word of the index with what the view says now.
            driver.execute(CHECK)
            raise EndError

    with pytest.raises(EndError):
        block()


def test_an_index_out_of_step_is_noticed(log: Log, driver: Any) -> None:
    with log.transaction():
        log.activities.add(an_activity(note="Brief"))
    driver.execute("UPDATE activities SET note = 'anderes'")
    with pytest.raises(Exception, match="checksum"):
        driver.execute(CHECK)


def decrypted(driver: Any) -> bytes:
    """Return every page of the database in the clear, free ones included."""
    driver.execute("ATTACH DATABASE ':memory:' AS clear KEY ''")
    driver.execute("SELECT sqlcipher_export('clear')")
    blocks = driver.execute("SELECT block FROM clear.activity_search_data").fetchall()
    driver.execute("DETACH DATABASE clear")
    return b"".join(block[0] for block in blocks)


def test_deleted_words_are_gone_from_the_index(log: Log, driver: Any) -> None:
    activity = an_activity(note="Geheimwort bleibtda", client_ids=(PEOPLE[2],))
    with log.transaction():
        log.activities.add_many(an_activity(str(number), note=f"Brief bleibtda {number}") for number in range(50))
        log.activities.add(activity)
    # A word is stored without the beginning it shares with the word before it.
    assert b"eheimwort" in decrypted(driver)
    with log.transaction():
        log.activities.replace(replace(activity, note="bleibtda"))
        log.clients.replace(replace(a_client("Zora Probe"), name="Neu"))
    left = decrypted(driver)
    assert b"eheimwort" not in left
    assert b"zora" not in left
    assert b"leibtda" in left
