"""The book of households: each is counted once ever, in three tables of one stack."""

from collections.abc import Collection

from lotsenbuch.anonymise.dealing import place
from lotsenbuch.anonymise.model import (
    M_MID,
    Book,
    BookRelease,
    BookState,
    Closing,
    Decision,
    Household,
    Reason,
    Table,
)
from lotsenbuch.anonymise.printing import Counting, Printed, Terms, count_table, explained

BOOK = Book.HOUSEHOLDS
TABLES = (Table.ORIGIN, Table.AGE, Table.GENDER)


def close_households(households: Collection[Household], terms: Terms) -> Printed:
    """Print the households whose first card is dated up to the closing, if there are enough of them."""
    closing = terms.closing
    due = sorted((each for each in households if each.day <= closing.until), key=lambda each: place(each.id))
    waiting = {each.id: Reason.AFTER_CLOSING for each in households if each.day > closing.until}
    if len(due) < (2 if closing.final else M_MID) * terms.policy.k:
        few = {each.id: Reason.TOO_FEW_HOUSEHOLDS for each in due}
        return _carried_over(waiting | few, len(due), closing)
    countings = [_counting(table, due, terms) for table in TABLES]
    stack = tuple(each.id for each in due)
    return Printed(_book(due, countings, closing), (stack,), waiting, explained(BOOK, countings, 1))


def _counting(table: Table, due: list[Household], terms: Terms) -> Counting:
    codes = (each.code(table, terms.policy.origin) for each in due)
    return count_table(codes, table, 1, terms.closing.numbers.get(table, 1), terms)


def _book(due: list[Household], countings: list[Counting], closing: Closing) -> BookRelease:
    return BookRelease(
        book=BOOK,
        state=BookState.CLOSED,
        begins=closing.begins[BOOK],
        until=closing.until,
        counted=len(due),
        persons=sum(each.persons for each in due),
        sizes=(len(due),),
        tables=tuple(each.table for each in countings),
    )


def _carried_over(waiting: dict[bytes, Reason], households: int, closing: Closing) -> Printed:
    book = BookRelease(BOOK, BookState.CARRIED_OVER, closing.begins[BOOK], closing.until)
    return Printed(book, (), waiting, (Decision(BOOK, Reason.TOO_FEW_HOUSEHOLDS, value=households),))
