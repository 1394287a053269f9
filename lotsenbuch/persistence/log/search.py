"""The full-text index over notes, names and places of the activities.

The index keeps no text. Before anything changes that an indexed row shows, ``forget`` takes the row's old
words out; after the change ``learn`` puts the new ones in. Both read the view ``activity_text``.
"""

import json
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, text

Vocabulary = Callable[[str], Iterable[str]]
"""Returns the authority codes that a typed word, or its beginning, may stand for."""

_MAX_WORDS = 16
_FORGET = text("DELETE FROM activity_search WHERE rowid IN (SELECT value FROM json_each(:rows))")
_LEARN = text(
    "INSERT INTO activity_search (rowid, note, names, places, code)"
    " SELECT row, note, names, places, code FROM activity_text"
    " WHERE row IN (SELECT value FROM json_each(:rows))"
)


def forget(connection: Connection, rows: Sequence[int]) -> None:
    """Take the rows out of the index, while everything they show is still as it was."""
    if rows:
        connection.execute(_FORGET, {"rows": json.dumps(rows)})


def learn(connection: Connection, rows: Sequence[int]) -> None:
    """Put the rows into the index as they are now."""
    if rows:
        connection.execute(_LEARN, {"rows": json.dumps(rows)})


def no_vocabulary(_word: str) -> Iterable[str]:
    """Know no authority by a word."""
    return ()


def words(typed: str) -> list[str]:
    """Return the words of a typed text that can be searched: those with a letter or digit, at most 16."""
    found = [word for word in typed.replace("\0", " ").split() if any(map(str.isalnum, word))]
    return found[:_MAX_WORDS]


def expression(typed: str, vocabulary: Vocabulary) -> str | None:
    """Return the FTS5 expression for a typed text, None where it holds nothing to search for.

    Every word has to be found as the beginning of a word, or as an authority that ``vocabulary`` names.
    Typed text only ever stands inside a quoted FTS5 string, so no character of it is an operator.
    """
    return " AND ".join(_one(word, vocabulary) for word in words(typed)) or None


def _one(word: str, vocabulary: Vocabulary) -> str:
    folded = word.replace("ß", "ss").replace("ẞ", "ss")
    parts = [f"{{note names places}} : {_quoted(folded)} *"]
    parts += [f"{{code}} : {_quoted(code)}" for code in vocabulary(word)]
    return f"({' OR '.join(parts)})"


def _quoted(string: str) -> str:
    return '"' + string.replace('"', '""') + '"'
