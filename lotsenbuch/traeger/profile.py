"""Who the Träger is: code and name, checked before anything is made with them, and the approved minutes."""

import re
from dataclasses import replace

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet import strict
from lotsenbuch.traeger.ports import Collection, Keys, Random
from lotsenbuch.traeger.records import Profile

# As the signed files limit them: `PilotCode`, `TraegerCode` and `Name` of the sheet's fields.
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
_LONGEST_NAME = 120
_MOST_MINUTES = 9_999_999


def check_code(code: str) -> None:
    """Raise ``ExpectedError("code_wrong")`` unless ``code`` can stand in sheets and file names."""
    if not _CODE.fullmatch(code):
        raise ExpectedError("code_wrong", code=code[:40])


def check_name(name: str) -> None:
    """Raise ``ExpectedError("name_long")``, or ``RefusedError("sheet_text")`` for misleading characters."""
    if len(name) > _LONGEST_NAME:
        raise ExpectedError("name_long", limit=_LONGEST_NAME)
    strict.check_text(name)


def checked(code: str, name: str) -> Profile:
    """Return the profile of a new Träger.

    Raises ``traeger_name_missing``, and as ``check_code`` and ``check_name`` do.
    """
    name = name.strip()
    check_code(code)
    if not name:
        raise ExpectedError("traeger_name_missing")
    check_name(name)
    return Profile(code, name)


def found(collection: Collection, keys: Keys, new: Profile, random: Random) -> None:
    """Enter the Träger and make its keys, in one transaction."""
    with collection.transaction():
        keys.create(random)
        collection.set_profile(new)


def approve(collection: Collection, year: int, line: str, minutes: int) -> Profile:
    """Enter the minutes that the grant notice approves for a year and line; they replace earlier ones.

    Raises ``ExpectedError("minutes_wrong")`` for less than nothing or more than a notice can approve.
    """
    if not 0 <= minutes <= _MOST_MINUTES:
        raise ExpectedError("minutes_wrong", limit=_MOST_MINUTES)
    before = collection.profile()
    kept = tuple(row for row in before.approved_minutes if row[:2] != (year, line))
    after = replace(before, approved_minutes=tuple(sorted((*kept, (year, line, minutes)))))
    with collection.transaction():
        collection.set_profile(after)
    return after
