"""What Träger and pilot send each other besides sheets: invite, answer to an invite, receipt.

Every one is a closed structure with a version, signed like a sheet. Public keys are raw bytes in Base64.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from lotsenbuch.sheet.fields import (
    Cents,
    Digest,
    Identifier,
    KeyId,
    Name,
    PilotCode,
    Remark,
    SheetId,
    TraegerCode,
    Version,
    Word,
)
from lotsenbuch.sheet.model import PilotRef, TraegerRef

SignKeyText = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9+/]{43}=$", description="Ed25519 public key, Base64 of 32 bytes")
]
SealKeyText = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z0-9+/]{1622}==$", description="MLKEM768-X25519 public key, Base64 of 1216 bytes"),
]
ProgrammeLine = Annotated[str, Meta(max_length=300)]


class InvitingTraeger(Struct, frozen=True, forbid_unknown_fields=True):
    """The Träger that invites: its signing key, and the keys to seal sheets for (main, then reserve)."""

    code: TraegerCode
    name: Name
    sign_key: SignKeyText
    seal_keys: Annotated[tuple[SealKeyText, ...], Meta(min_length=1, max_length=4)]


class PolicyTerms(Struct, frozen=True, forbid_unknown_fields=True):
    """What the statistics part of the engagement may do; ``k`` is never below 3 (release rule LB-2)."""

    k: Annotated[int, Meta(ge=3, le=999)] = 5
    topics: bool = True
    origin: Literal["country", "language"] = "country"


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day of an engagement, both included; no last day is null. ``from`` and ``to`` in the file."""

    start: date = field(name="from")
    end: date | None = field(name="to", default=None)


class Invite(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One engagement, offered to one pilot until ``expires``.

    ``programme`` are the lines of a programme file (TOML) that overrides the shipped rules, or null.
    """

    invite_id: Identifier
    traeger: InvitingTraeger
    pilot: PilotRef
    role: Literal["normal", "coordinating"]
    line: Word
    term: Term
    expires: date
    type: Literal["lotsenbuch/invite"] = "lotsenbuch/invite"
    version: Literal[1] = 1
    policy: PolicyTerms = PolicyTerms()
    programme: Annotated[tuple[ProgrammeLine, ...], Meta(min_length=1, max_length=2_000)] | None = None


class BankDetails(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the pilot wants to be paid."""

    iban: Annotated[str, Meta(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")]
    holder: Name


class EnrolmentAnswer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The pilot's answer: her new keys, proven by her signature, and the invite they answer.

    ``invite`` is the SHA-256 of the invite's payload; ``recipients`` are the ids of the opening keys it is for.
    """

    invite_id: Identifier
    invite: Digest
    pilot: PilotRef
    sign_key: SignKeyText
    seal_key: SealKeyText
    recipients: Annotated[tuple[KeyId, ...], Meta(min_length=1, max_length=8)]
    type: Literal["lotsenbuch/answer"] = "lotsenbuch/answer"
    version: Literal[1] = 1
    bank: BankDetails | None = None
    address: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=6)] | None = None


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """The Träger's question about a sheet: one of a closed list, with a remark of up to 300 characters."""

    id: Identifier
    code: Literal["day_sum", "kilometres", "month", "missing_days", "other"]
    text: Remark | None = None


class LedgerHead(Struct, frozen=True, forbid_unknown_fields=True):
    """The newest closing that the Träger has of this pilot: the ledger's hash and its last day."""

    hash: Digest
    until: date


class LatestVersion(Struct, frozen=True, forbid_unknown_fields=True):
    """The version that counts for one month, so that a pilot who begins anew goes on from it."""

    sheet_id: SheetId
    sheet_version: Version
    payload: Digest


class Receipt(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The Träger's word on one version of one sheet; ``payload`` is the SHA-256 of the sheet's payload.

    ``paid_on`` is the day of payment, ``amount_cents`` what was or will be paid; both are null if open.
    """

    traeger: TraegerRef
    pilot: PilotCode
    sheet_id: SheetId
    sheet_version: Version
    payload: Digest
    state: Literal["confirmed", "question"]
    issued: date
    type: Literal["lotsenbuch/receipt"] = "lotsenbuch/receipt"
    version: Literal[1] = 1
    paid_on: date | None = None
    amount_cents: Cents | None = None
    question: Question | None = None
    ledger: LedgerHead | None = None
    latest: Annotated[tuple[LatestVersion, ...], Meta(max_length=240)] = ()
