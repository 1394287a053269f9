"""The activity sheet: what is signed for one Träger, one pilot and one month.

The two parts are texts of their own (canonical JSON), so that a corrected version can repeat the bytes of
one of them, and a Träger can delete one and keep the other.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from lotsenbuch.sheet.fields import Digest, Identifier, KeyId, Name, PilotCode, SheetId, TraegerCode, Version

VERSION = 1


class TraegerRef(Struct, frozen=True, forbid_unknown_fields=True):
    """The Träger a sheet is for; ``key`` is the id of the key that signed the invite."""

    code: TraegerCode
    name: Name
    key: KeyId


class PilotRef(Struct, frozen=True, forbid_unknown_fields=True):
    """The pilot, by the code of the invite and by name, as on the paper sheet."""

    code: PilotCode
    name: Name


class Period(Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day, both included; in the file ``from`` and ``to``."""

    start: date = field(name="from")
    end: date = field(name="to")


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The pilot's answer to a question of the Träger: it stays so, or please call. Never free text."""

    question: Identifier
    code: Literal["stays", "call"]


class Sheet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The signed payload. ``settlement`` and ``statistics`` hold canonical JSON of their own.

    ``replaces`` is the SHA-256 of the payload that this version corrects; ``recipients`` are the ids of the
    opening keys that this sheet is meant for, so that nobody can pass it on under another seal.
    """

    sheet_id: SheetId
    sheet_version: Version
    pilot: PilotRef
    role: Literal["normal", "coordinating"]
    period: Period
    nil: bool
    settlement: Annotated[str, Meta(max_length=32_768)]
    type: Literal["lotsenbuch/sheet"] = "lotsenbuch/sheet"
    version: Literal[1] = 1
    replaces: Digest | None = None
    traeger: TraegerRef | None = None
    recipients: Annotated[tuple[KeyId, ...], Meta(max_length=8)] = ()
    statistics: Annotated[str, Meta(max_length=131_072)] | None = None
    answers: Annotated[tuple[Answer, ...], Meta(max_length=20)] = ()
