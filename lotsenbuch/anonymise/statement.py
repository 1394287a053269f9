"""The printed form of a closing: codes, whole numbers and days, nothing else.

`books` and `part` return plain dictionaries in the shape of the sheet's statistics part (version 1); `text`
is the canonical JSON of it: sorted keys, no spaces, UTF-8 in NFC.
"""

import json
from collections.abc import Mapping
from unicodedata import normalize

from lotsenbuch.anonymise.model import (
    DEEPEST,
    M_END,
    M_MID,
    RULE,
    Book,
    BookRelease,
    Policy,
    Release,
    TableRelease,
)

Json = Mapping[str, object]


def part(release: Release, policy: Policy, tree_version: int, previous: str | None) -> dict[str, object]:
    """The statistics part of a closing, still without its own hash."""
    return {
        "state": "closing",
        "code": None,
        "rule": RULE,
        "tree_version": tree_version,
        "k": policy.k,
        "m_mid": M_MID,
        "m_end": M_END,
        "smax": DEEPEST,
        "topics": policy.topics,
        "origin": policy.origin.value,
        "previous": previous,
        "until": release.books[0].until.isoformat(),
        "books": [_book(book) for book in release.books],
        "tables": [_table(book.book, table) for book in release.books for table in book.tables],
    }


def text(statement: Json) -> str:
    """The canonical JSON text of a statement."""
    return normalize("NFC", json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def _book(book: BookRelease) -> Json:
    return {
        "book": book.book.value,
        "state": book.state.value,
        "from": book.begins.isoformat(),
        "until": book.until.isoformat(),
        "counted": book.counted,
        "persons": book.persons,
        "stacks": len(book.sizes),
        "sizes": list(book.sizes),
    }


def _table(book: Book, table: TableRelease) -> Json:
    return {
        "book": book.value,
        "stack": table.stack,
        "number": table.number,
        "table": table.table.value,
        "total": table.total,
        "blocks": [{"code": each.code, "codes": list(each.codes), "count": each.count} for each in table.blocks],
    }
