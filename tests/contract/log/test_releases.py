"""The contract of the cards, their flags and the ledger."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from lotsenbuch.clock import BERLIN
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import LedgerRecord, OpenCard, UncountedHousehold
from tests.builders.log import DAY, a_client, an_activity, an_engagement, an_id

ALBA, OMER, ZORA = an_id("Alba Muster"), an_id("Ömer Beispiel"), an_id("Zora Probe")
OWN = [an_id("eigene")]
KINDS = ["accompaniment", "advice"]


def cards(log: Log, until: date = DAY) -> list[OpenCard]:
    return log.releases.open_cards(OWN, until, KINDS)


def test_a_card_is_one_activity_with_one_household(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity("a", client_ids=(ZORA, ALBA), topics=("WOHN", "KITA")))
        log.activities.add(an_activity("b", day=date(2026, 3, 10), client_ids=(ALBA,), authority_code=""))
    found = cards(log)
    shown = [(card.household, card.day, card.authority_code, card.topic) for card in found]
    assert shown == [
        (ALBA, date(2026, 3, 10), "", ""),
        (ZORA, DAY, "JOBC", "WOHN"),
        (ALBA, DAY, "JOBC", "WOHN"),
    ]
    assert len({card.card for card in found}) == 3
    assert all(len(bytes.fromhex(card.card)) == 16 for card in found)


def test_other_kinds_engagements_days_and_the_bin_give_no_card(log: Log) -> None:
    other = an_engagement("other")
    moment = datetime(2026, 3, 12, 9, tzinfo=BERLIN)
    with log.transaction():
        log.engagements.add(other)
        log.activities.add(an_activity("kind", kind="group", client_ids=(ALBA,)))
        log.activities.add(an_activity("engagement", engagement_id=other.id, client_ids=(ALBA,)))
        log.activities.add(an_activity("day", day=date(2026, 3, 12), client_ids=(ALBA,)))
        log.activities.add(an_activity("bin", client_ids=(ALBA,), deleted_at=moment))
        log.activities.add(an_activity("nobody"))
    assert cards(log) == []
    assert log.releases.uncounted_households(OWN, DAY, KINDS) == []
    assert len(log.releases.open_cards([*OWN, other.id], date(2026, 3, 12), [*KINDS, "group"])) == 3


def test_a_printed_card_is_closed_for_ever(log: Log) -> None:
    activity = an_activity(client_ids=(ALBA, ZORA))
    with log.transaction():
        log.activities.add(activity)
        printed = cards(log)[0]
        log.releases.mark_printed([printed.card], 1)
    assert [card.household for card in cards(log)] == [ZORA]
    with pytest.raises(ValueError, match="once"), log.transaction():
        log.releases.mark_printed([printed.card], 2)
    with pytest.raises(ValueError, match="once"), log.transaction():
        log.releases.mark_printed(["00" * 16], 2)


def test_editing_keeps_the_card_and_its_flag_of_a_client_who_stays(log: Log) -> None:
    activity = an_activity(client_ids=(ALBA, ZORA))
    with log.transaction():
        log.activities.add(activity)
        alba, zora = cards(log)
        log.releases.mark_printed([alba.card], 1)
        moved = replace(activity, day=date(2026, 3, 2), client_ids=(OMER, ZORA, ALBA), note="neu")
        log.activities.replace(moved)
    omer, still_zora = cards(log)
    assert (omer.household, omer.day) == (OMER, date(2026, 3, 2))
    assert still_zora.card == zora.card
    assert omer.card not in {alba.card, zora.card}


def test_a_printed_card_stays_printed_when_its_client_goes_and_comes_back(log: Log) -> None:
    activity = an_activity(client_ids=(ALBA, ZORA))
    without, moved = replace(activity, client_ids=(ZORA,)), replace(activity, day=date(2026, 3, 2))
    with log.transaction():
        log.activities.add(activity)
        log.releases.mark_printed([cards(log)[0].card], 1)
        log.activities.replace(without)
        log.activities.replace(replace(without, day=date(2026, 3, 2)))
    assert [card.household for card in cards(log)] == [ZORA]
    with log.transaction():
        log.activities.replace(moved)
    assert [card.household for card in cards(log)] == [ZORA]
    with log.transaction():
        log.activities.replace(without)
        log.activities.replace(activity)
    assert [card.household for card in cards(log)] == [ZORA]


def test_an_unprinted_card_of_a_client_who_goes_disappears(log: Log) -> None:
    activity = an_activity(client_ids=(ALBA, ZORA))
    with log.transaction():
        log.activities.add(activity)
        gone = cards(log)[0].card
        log.activities.replace(replace(activity, client_ids=(ZORA,)))
        log.activities.replace(replace(activity, client_ids=(ZORA, ALBA)))
    assert [card.household for card in cards(log)] == [ZORA, ALBA]
    assert gone not in {card.card for card in cards(log)}


def test_a_household_is_counted_once_ever_also_with_printed_cards_only(log: Log) -> None:
    family = a_client("Familie Probe", languages=("ti", "ar"), origin="ER", age_band="A", gender="W", persons=4)
    with log.transaction():
        log.clients.add(family)
        log.activities.add(an_activity("a", client_ids=(family.id, ALBA)))
        log.releases.mark_printed([card.card for card in cards(log)], 1)
    found = log.releases.uncounted_households(OWN, DAY, KINDS)
    assert [each.household for each in found] == sorted([family.id, ALBA])
    assert UncountedHousehold(family.id, "ER", "ti", "A", "W", 4) in found
    with log.transaction():
        log.releases.mark_counted([family.id], 1)
        log.clients.replace(replace(family, note="geändert"))
    assert [each.household for each in log.releases.uncounted_households(OWN, DAY, KINDS)] == [ALBA]
    with pytest.raises(ValueError, match=r"."), log.transaction():
        log.releases.mark_counted([family.id], 2)


def test_the_ledger_only_grows(log: Log) -> None:
    first = LedgerRecord(1, an_id("MUSTER"), date(2026, 3, 31), b'{"entry":1}')
    second = LedgerRecord(2, an_id("ANDERE"), date(2026, 3, 31), b'{"entry":2}')
    with log.transaction():
        log.releases.append(first)
        log.releases.append(second)
    assert log.releases.ledger() == [first, second]
    for number in (1, 2):
        with pytest.raises(ValueError, match="grow"), log.transaction():
            log.releases.append(replace(first, number=number))
    assert log.releases.ledger() == [first, second]
