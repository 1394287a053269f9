"""The recount sees every single thing that can be wrong with a release."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lotsenbuch.anonymise import dealing, households, splitting
from lotsenbuch.anonymise import depth as depth_module
from lotsenbuch.anonymise.model import (
    Book,
    BookRelease,
    BookState,
    Closing,
    Policy,
    Reason,
    Release,
    TableRelease,
)
from lotsenbuch.anonymise.recount import recount
from lotsenbuch.anonymise.release import release
from lotsenbuch.errors import ExpectedError
from tests.builders.cards import AUTHORITIES, TOPICS, YEAR_END, a_card, a_closing, households_of, some_trees

TREES = some_trees()
CARDS = [
    a_card(case, number, authority=AUTHORITIES[(case * case + number) % 9], topic=TOPICS[(case + number) % 7])
    for case in range(26)
    for number in range(1 + case % 5)
]
CASES = households_of(CARDS)
CLOSING = a_closing()
Spoil = Callable[[Release], Release]


def made() -> Release:
    return release(CARDS, CASES, Policy(), CLOSING, TREES)


def refused(spoiled: Release, closing: Closing = CLOSING) -> bool:
    with pytest.raises(ExpectedError) as caught:
        recount(spoiled, CARDS, CASES, Policy(), closing, TREES)
    return caught.value.code == "self_check"


def with_book(change: Callable[[BookRelease], BookRelease], book: Book = Book.ACCOMPANIMENTS) -> Spoil:
    return lambda whole: replace(
        whole, books=tuple(change(each) if each.book is book else each for each in whole.books)
    )


def with_table(change: Callable[[TableRelease], TableRelease], book: Book = Book.ACCOMPANIMENTS) -> Spoil:
    return with_book(lambda each: replace(each, tables=(change(each.tables[0]), *each.tables[1:])), book)


def merged(table: TableRelease) -> TableRelease:
    first, second, *others = table.blocks
    one = replace(second, codes=first.codes + second.codes, count=first.count + second.count)
    return replace(table, blocks=(one, *others))


def shifted(table: TableRelease) -> TableRelease:
    first, second, *others = table.blocks
    moved = (replace(first, count=first.count + 1), replace(second, count=second.count - 1))
    return replace(table, blocks=(*moved, *others))


SPOILED: dict[str, Spoil] = {
    "a card moved between blocks": with_table(shifted),
    "two blocks merged": with_table(merged),
    "a block lost": with_table(lambda table: replace(table, blocks=table.blocks[1:])),
    "a wrong total": with_table(lambda table: replace(table, total=table.total + 1)),
    "a wrong number": with_table(lambda table: replace(table, number=table.number + 1)),
    "a wrong number of the age table": with_book(
        lambda book: replace(book, tables=(book.tables[0], replace(book.tables[1], number=9), book.tables[2])),
        Book.HOUSEHOLDS,
    ),
    "an origin moved": with_table(shifted, Book.HOUSEHOLDS),
    "a person more": with_book(lambda book: replace(book, persons=(book.persons or 0) + 1), Book.HOUSEHOLDS),
    "persons beside cards": with_book(lambda book: replace(book, counted=book.counted + 1)),
    "a size": with_book(lambda book: replace(book, sizes=(book.sizes[0] + 1, *book.sizes[1:]))),
    "a state": with_book(lambda book: replace(book, state=BookState.CARRIED_OVER)),
    "a period": with_book(lambda book: replace(book, begins=book.begins + timedelta(days=1))),
    "a table lost": with_book(lambda book: replace(book, tables=book.tables[1:])),
    "the gender table lost": with_book(lambda book: replace(book, tables=book.tables[:2]), Book.HOUSEHOLDS),
    "a stack lost": lambda whole: replace(whole, stacks=whole.stacks[1:]),
    "stacks in another order": lambda whole: replace(whole, stacks=whole.stacks[::-1]),
    "a used card not marked": lambda whole: replace(whole, used=frozenset(sorted(whole.used)[1:])),
    "an open card lost": lambda whole: replace(whole, open_cards=dict(list(whole.open_cards.items())[1:])),
    "a used card also open": lambda whole: replace(
        whole, open_cards={**whole.open_cards, min(whole.used): Reason.ABOVE_DEPTH}
    ),
    "a counted household not marked": lambda whole: replace(whole, counted=frozenset(sorted(whole.counted)[1:])),
}


def test_an_honest_release_passes() -> None:
    whole = made()
    assert len(whole.stacks) == 3
    assert all(len(table.blocks) > 1 for book in whole.books for table in book.tables[:1])
    assert whole.open_cards
    recount(whole, CARDS, CASES, Policy(), CLOSING, TREES)


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_every_spoiled_release_is_refused(spoil: Spoil) -> None:
    assert refused(spoil(made()))


def test_cards_after_the_closing_are_refused() -> None:
    assert refused(made(), a_closing(date(2024, 12, 31)))


def test_another_running_number_or_pilot_is_refused() -> None:
    assert refused(made(), a_closing(numbers={"authority": 2}))
    assert refused(made(), a_closing(YEAR_END, pilot="L099"))


def test_a_wrong_depth_dealing_or_cover_of_the_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in a step of the release itself does not reach the recount's own way of doing it."""
    with monkeypatch.context() as patch:
        patch.setattr(depth_module, "DEEPEST", 2)
        assert refused(made())
    with monkeypatch.context() as patch:
        patch.setattr(dealing, "place", lambda identifier: identifier)
        assert refused(made())
    with monkeypatch.context() as patch:
        patch.setattr(splitting, "_covers", lambda big, small, threshold: (0, Reason.REST_ALONE))
        assert refused(made())
    with monkeypatch.context() as patch:
        patch.setattr(households, "M_MID", 2)
        early = replace(CLOSING, final=False)
        assert refused(release([], CASES, Policy(), early, TREES), early)
