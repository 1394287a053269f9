"""The statistics part of a sheet: the tables that the release rule LB-2 lets out, book by book.

It never learns of the settlement part. In memory the tables hang on their books; in the file they stand
beside them, each naming its book, so that the text stays within the nesting limit of every reader.
"""

from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from lotsenbuch.sheet.fields import BlockCode, Code, Count, Digest, Version, Word

BookName = Literal["accompaniments", "households"]
TableName = Literal["authority", "topic", "origin", "age", "gender"]


class Block(Struct, frozen=True, forbid_unknown_fields=True):
    """A printed number: so many different households, under a group, a leaf, ``rest`` or ``all``."""

    code: BlockCode
    codes: tuple[Code, ...]
    count: Count


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """One stack of cards, counted once; its blocks are a partition and add up to ``total``."""

    stack: Count
    number: Count
    table: TableName
    total: Count
    blocks: tuple[Block, ...]


class Book(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of cards; ``start`` and ``until`` are the days of the cards printed, null if carried over.

    ``persons`` belongs to the households book alone; ``sizes`` are the cards of each of the ``stacks``.
    """

    book: BookName
    state: Literal["closed", "carried_over"]
    start: date | None = field(name="from", default=None)
    until: date | None = None
    counted: Count = 0
    persons: Count | None = None
    stacks: Count = 0
    sizes: tuple[Count, ...] = ()
    tables: tuple[Table, ...] = ()


class StatisticsPart(Struct, frozen=True, forbid_unknown_fields=True):
    """What leaves the vault about clients: rule, parameters, ledger head and the printed tables."""

    state: Literal["closing", "not_due", "blocked"]
    rule: Literal["LB-2"]
    tree_version: Version
    k: Count
    m_mid: Count
    m_end: Count
    smax: Count
    topics: bool
    origin: Literal["country", "language"]
    code: Word | None = None
    previous: Digest | None = None
    hash: Digest | None = None
    until: date | None = None
    books: tuple[Book, ...] = ()


class FiledTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A table as the file holds it, with the name of its book."""

    book: BookName
    stack: Count
    number: Count
    table: TableName
    total: Count
    blocks: tuple[Block, ...]


class FiledBook(Struct, frozen=True, forbid_unknown_fields=True):
    """A book as the file holds it, without its tables."""

    book: BookName
    state: Literal["closed", "carried_over"]
    start: date | None = field(name="from")
    until: date | None
    counted: Count
    persons: Count | None
    stacks: Count
    sizes: tuple[Count, ...]


class FiledStatistics(Struct, frozen=True, forbid_unknown_fields=True):
    """The statistics part as the file holds it: books and tables side by side, every field written out."""

    state: Literal["closing", "not_due", "blocked"]
    rule: Literal["LB-2"]
    tree_version: Version
    k: Count
    m_mid: Count
    m_end: Count
    smax: Count
    topics: bool
    origin: Literal["country", "language"]
    code: Word | None
    previous: Digest | None
    hash: Digest | None
    until: date | None
    books: tuple[FiledBook, ...]
    tables: tuple[FiledTable, ...]


def _fields(struct: Struct, *left_out: str) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(struct).items() if name not in left_out}


def to_filed(part: StatisticsPart) -> FiledStatistics:
    """Return ``part`` in the shape that is written into the file."""
    books = tuple(FiledBook(**_fields(book, "tables")) for book in part.books)
    tables = tuple(FiledTable(book=book.book, **_fields(table)) for book in part.books for table in book.tables)
    return FiledStatistics(**_fields(part, "books"), books=books, tables=tables)


def from_filed(filed: FiledStatistics) -> StatisticsPart:
    """Return the part read from a file, every table on its book.

    A table of a book that is not there is lost here; the reader refuses such a file beforehand.
    """
    books = tuple(
        Book(
            **_fields(book),
            tables=tuple(Table(**_fields(table, "book")) for table in filed.tables if table.book == book.book),
        )
        for book in filed.books
    )
    return StatisticsPart(**_fields(filed, "books", "tables"), books=books)
