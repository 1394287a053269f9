"""Signing and reading invite, answer and receipt: the checks that belong to each kind of letter."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import seal, statement
from lotsenbuch.sheet.documents import EnrolmentAnswer, Invite, Receipt
from lotsenbuch.sheet.filetypes import ANSWER, INVITE, RECEIPT
from lotsenbuch.sheet.keys import OpeningKey, SealKey, SigningKey, VerifyKey

_INVITES: Mapping[int, statement.Reader[Invite]] = {1: statement.closed(Invite)}
_ANSWERS: Mapping[int, statement.Reader[EnrolmentAnswer]] = {1: statement.closed(EnrolmentAnswer)}
_RECEIPTS: Mapping[int, statement.Reader[Receipt]] = {1: statement.closed(Receipt)}


def key_text(key: VerifyKey | SealKey) -> str:
    """Return a public key as the letters carry it."""
    return base64.b64encode(key.raw).decode("ascii")


def _raw(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError("key_refused") from None
    if base64.b64encode(raw).decode("ascii") != text:
        raise RefusedError("key_refused")
    return raw


@dataclass(frozen=True, slots=True)
class ReadInvite:
    """An invite that its own key has signed; ``key`` is the Träger's only once the eight words were compared."""

    invite: Invite = field(repr=False)
    digest: str
    key: VerifyKey
    seal_keys: tuple[SealKey, ...]


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer whose sender holds ``key``; it is the pilot's only once the eight words were compared."""

    answer: EnrolmentAnswer = field(repr=False)
    digest: str
    key: VerifyKey
    seal_key: SealKey


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """A receipt signed by a known Träger."""

    receipt: Receipt = field(repr=False)
    digest: str
    key: VerifyKey


def sign_invite(invite: Invite, key: SigningKey) -> bytes:
    """Return the invite's file. Raises RefusedError("invite_key") unless ``key`` is the one it names."""
    if invite.traeger.sign_key != key_text(key.public):
        raise RefusedError("invite_key")
    _check_invite(invite)
    return statement.sign(invite, INVITE, key)


def read_invite(data: bytes) -> ReadInvite:
    """Return the invite in ``data``; whose it is, the eight words of ``key`` must show.

    Raises RefusedError: ``invite_not_one``, ``invite_key``, ``invite_inconsistent``, ``key_refused``,
    ``sheet_newer``, ``sheet_signature``.
    """
    signed = statement.verify(data, None, INVITE, _INVITES)
    invite = signed.statement
    if _raw(invite.traeger.sign_key) != signed.key.raw:
        raise RefusedError("invite_key")
    _check_invite(invite)
    seal_keys = tuple(SealKey.from_bytes(_raw(text)) for text in invite.traeger.seal_keys)
    return ReadInvite(invite, signed.digest, signed.key, seal_keys)


def refuse_expired(invite: Invite, today: date) -> None:
    """Raise RefusedError("invite_expired") after the invite's last day."""
    if today > invite.expires:
        raise RefusedError("invite_expired", day=f"{invite.expires:%d.%m.%Y}")


def _check_invite(invite: Invite) -> None:
    keys = invite.traeger.seal_keys
    if len(set(keys)) != len(keys) or (invite.term.end is not None and invite.term.end < invite.term.start):
        raise RefusedError("invite_inconsistent")


def seal_answer(answer: EnrolmentAnswer, key: SigningKey, recipients: Sequence[SealKey]) -> bytes:
    """Return the answer's file: signed with the pilot's new key, sealed for the Träger and for herself.

    Raises RefusedError("answer_key") unless the answer names this key and these recipients.
    """
    named = set(answer.recipients)
    if answer.sign_key != key_text(key.public) or named != {recipient.id for recipient in recipients}:
        raise RefusedError("answer_key")
    return seal.seal(statement.sign(answer, ANSWER, key), recipients, "answer")


def open_answer(data: bytes, opening_key: OpeningKey) -> ReadAnswer:
    """Return the answer in a sealed file; whose it is, the eight words of ``key`` must show.

    Raises RefusedError: ``answer_not_one``, ``answer_key``, ``sheet_passed_on``, ``key_refused``,
    ``sheet_newer``, ``sheet_signature`` and the codes of ``seal``.
    """
    if not seal.is_sealed(data):
        raise RefusedError("answer_not_one")
    signed = statement.verify(seal.open_sealed(data, opening_key, "answer"), None, ANSWER, _ANSWERS)
    answer = signed.statement
    if _raw(answer.sign_key) != signed.key.raw:
        raise RefusedError("answer_key")
    if set(answer.recipients) != set(seal.recipients(data)):
        raise RefusedError("sheet_passed_on")
    return ReadAnswer(answer, signed.digest, signed.key, SealKey.from_bytes(_raw(answer.seal_key)))


def sign_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """Return the receipt's file. Raises RefusedError("receipt_inconsistent") as ``read_receipt`` does."""
    _check_receipt(receipt)
    return statement.sign(receipt, RECEIPT, key)


def read_receipt(data: bytes, keys: Mapping[str, VerifyKey]) -> ReadReceipt:
    """Return the receipt in ``data``, signed by one of the Träger's ``keys``.

    Raises RefusedError: ``receipt_not_one``, ``receipt_inconsistent``, ``sheet_unknown_signer``,
    ``sheet_newer``, ``sheet_signature``.
    """
    signed = statement.verify(data, keys, RECEIPT, _RECEIPTS)
    _check_receipt(signed.statement)
    if signed.statement.traeger.key != signed.key.id:
        raise RefusedError("receipt_inconsistent")
    return ReadReceipt(signed.statement, signed.digest, signed.key)


def _check_receipt(receipt: Receipt) -> None:
    months = [latest.sheet_id for latest in receipt.latest]
    asked = receipt.question is not None
    if asked != (receipt.state == "question") or len(set(months)) != len(months):
        raise RefusedError("receipt_inconsistent")
