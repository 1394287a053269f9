"""Cases: opened, changed, closed, found by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lotsenbuch import messages
from lotsenbuch.domain.client import Client
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services import clients
from tests.builders.desks import TODAY, an_own_log
from tests.builders.log import a_client, a_random
from tests.builders.memory_log import MemoryLog


@pytest.fixture
def log() -> MemoryLog:
    return an_own_log()


def test_a_case_opens_today_with_an_id_of_its_own(log: MemoryLog) -> None:
    client = clients.add(log, Client(id="", name="  Amina "), TODAY, a_random())
    assert (client.name, client.opened, len(client.id)) == ("Amina", TODAY, 32)
    assert log.clients.all() == [client]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "client_name_missing"),
        ({"name": "x" * 201}, "client_name_long"),
        ({"persons": 0}, "client_persons"),
        ({"persons": 51}, "client_persons"),
        ({"origin": "XX"}, "code_unknown"),
        ({"languages": ("ar", "xx")}, "code_unknown"),
        ({"gender": "Q"}, "code_unknown"),
        ({"consent": "perhaps"}, "code_unknown"),
    ],
)
def test_what_cannot_be_is_refused(log: MemoryLog, changes: dict[str, Any], code: str) -> None:
    kept = clients.add(log, Client(id="", name="Amina"), TODAY, a_random())
    broken = replace(kept, **changes)
    calls: list[Callable[[], object]] = [
        lambda: clients.add(log, broken, TODAY, a_random("x")),
        lambda: clients.edit(log, broken),
    ]
    for call in calls:
        with pytest.raises(ExpectedError) as failure:
            call()
        assert failure.value.code == code
        assert code in messages.codes()
        assert log.clients.all() == [kept]


def test_a_code_of_a_newer_version_stays(log: MemoryLog) -> None:
    newer = a_client(origin="XX")
    with log.transaction():
        log.clients.add(newer)
    assert clients.edit(log, replace(newer, note="neu")) == newer
    assert log.clients.get(newer.id).origin == "XX"


def test_closing_keeps_the_first_day_and_cannot_precede_opening(log: MemoryLog) -> None:
    client = clients.add(log, Client(id="", name="Amina", opened=date(2026, 2, 1)), TODAY, a_random())
    with pytest.raises(ExpectedError) as failure:
        clients.close(log, client.id, date(2026, 1, 31))
    assert failure.value.code == "client_closed_before_opened"
    assert clients.close(log, client.id, date(2026, 3, 1)).closed == date(2026, 3, 1)
    assert clients.close(log, client.id, date(2026, 4, 1)).closed == date(2026, 3, 1)


def test_a_name_is_found_whatever_its_capitals(log: MemoryLog) -> None:
    one = clients.add(log, Client(id="", name="Amina"), TODAY, a_random("1"))
    two = clients.add(log, Client(id="", name="AMINA"), TODAY, a_random("2"))
    assert {each.id for each in clients.named(log, " amina ")} == {one.id, two.id}
    assert clients.named(log, "Amin") == []
