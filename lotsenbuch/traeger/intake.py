"""Taking sheets in: verify before reading, one verdict per file, nothing is paid twice.

A sheet that is there already is a duplicate. A higher version that names the hash it replaces takes its place.
A lower version is outdated. Anything else for a pilot and month that is already there is held until the
coordinator chooses. A file of a key that nobody vouched for waits in quarantine; its content is not parsed.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.keys import OpeningKey, VerifyKey
from lotsenbuch.sheet.opening import VerifiedSheet, claimed_key, open_sheet
from lotsenbuch.traeger import placing
from lotsenbuch.traeger.enrolment import known_keys
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.traeger.records import HELD, Pilot, QuarantinedFile, StoredSheet, Verdict

ENDINGS = (".lotsenbuch-nachweis", ".pdf")
_T = TypeVar("_T")
VERDICTS = ("accepted", "duplicate", "replaced", "outdated", "held", "quarantined", "refused")

Told = Callable[[Verdict], None]
"""Hears each verdict as soon as it stands."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The verdicts of one import, in the order of the files, and the batch that undoes it."""

    verdicts: tuple[Verdict, ...]
    batch: int

    def count(self, verdict: str) -> int:
        """Return how many files got ``verdict``."""
        return sum(each.verdict == verdict for each in self.verdicts)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What judging needs. ``opening`` are the keys that sheets may be sealed for, the usual one first."""

    collection: Collection
    traeger_key: str
    opening: tuple[OpeningKey, ...] = field(repr=False)
    known: dict[str, VerifyKey] = field(repr=False)
    pilots: dict[str, Pilot] = field(repr=False)
    batch: int
    now: datetime


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the given files, and of given folders the files inside that can be sheets, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.name.lower().endswith(ENDINGS) and each.is_file())
            found += sorted(inside)
        else:
            found.append(path)
    return found


def receive(
    collection: Collection, keys: Keys, paths: Sequence[Path], now: datetime, told: Told = lambda _verdict: None
) -> Intake:
    """Take in all files; a file that is refused never stops the others. Each file is one transaction."""
    desk = _desk(collection, keys, now)
    verdicts = []
    for path in paths:
        verdict = _verdict(desk, path)
        told(verdict)
        verdicts.append(verdict)
    return Intake(tuple(verdicts), desk.batch)


def _desk(collection: Collection, keys: Keys, now: datetime) -> _Desk:
    with collection.transaction():
        batch = collection.batches.open(now).id
    return _Desk(
        collection=collection,
        traeger_key=keys.signing().public.id,
        opening=(keys.opening(), keys.reserve()),
        known=known_keys(collection),
        pilots={pilot.code: pilot for pilot in collection.pilots.all()},
        batch=batch,
        now=now,
    )


def _verdict(desk: _Desk, path: Path) -> Verdict:
    try:
        data = read_file(path)
        return _judged(desk, data, path)
    except ExpectedError as error:
        return Verdict(str(path), "refused", error.code, tuple(error.params.items()))


def _judged(desk: _Desk, data: bytes, path: Path) -> Verdict:
    try:
        verified = _opened(desk, data)
    except RefusedError as error:
        if error.code != "sheet_unknown_signer":
            raise
        return _held_back(desk, data, path)
    return _stored(desk, verified, str(path))


def _opened(desk: _Desk, data: bytes) -> VerifiedSheet:
    return _with_either_key(desk, lambda opening: open_sheet(data, desk.known, opening))


def _with_either_key(desk: _Desk, opened: Callable[[OpeningKey], _T]) -> _T:
    *earlier, last = desk.opening
    for opening in earlier:
        try:
            return opened(opening)
        except RefusedError as error:
            if error.code != "sheet_not_for_us":
                raise
    return opened(last)


def _held_back(desk: _Desk, data: bytes, path: Path) -> Verdict:
    """Put a file into quarantine as it came; only the key id that it names is looked at."""
    digest = hashlib.sha256(data).hexdigest()
    signer = _with_either_key(desk, lambda opening: claimed_key(data, opening))
    with desk.collection.transaction():
        if desk.collection.quarantine.has(digest):
            return Verdict(str(path), "duplicate", "sheet_waits_already")
        file = QuarantinedFile(0, digest, path.name, signer, data, desk.now, desk.batch)
        desk.collection.quarantine.add(file)
    return Verdict(str(path), "quarantined", "sheet_quarantined")


def _stored(desk: _Desk, verified: VerifiedSheet, path: str) -> Verdict:
    sheet = verified.sheet
    _check_ours(desk, verified)
    try:
        with desk.collection.transaction():
            before = desk.collection.sheets.of_month(sheet.pilot.code, sheet.period.start)
            fresh = desk.collection.sheets.add(_record(desk, verified))
            verdict, code, number = placing.place(desk.collection, desk.batch, fresh, before)
    except ExpectedError as error:
        if error.code != "sheet_known":
            raise
        return Verdict(path, "duplicate", "sheet_duplicate", sheet_id=sheet.sheet_id)
    return Verdict(path, verdict, code, (("version", fresh.version), ("before", number)), fresh.sheet_id)


def _check_ours(desk: _Desk, verified: VerifiedSheet) -> None:
    sheet = verified.sheet
    if sheet.traeger is None:
        raise RefusedError("sheet_without_traeger")
    if sheet.traeger.key != desk.traeger_key:
        raise RefusedError("sheet_other_traeger")
    pilot = desk.pilots.get(sheet.pilot.code)
    if pilot is None:
        raise RefusedError("sheet_pilot_unknown", code=sheet.pilot.code)
    if pilot.sign_key is None or VerifyKey.from_bytes(pilot.sign_key).id != verified.key_id:
        raise RefusedError("sheet_wrong_pilot", code=sheet.pilot.code)


def _record(desk: _Desk, verified: VerifiedSheet) -> StoredSheet:
    sheet = verified.sheet
    return StoredSheet(
        id=0,
        sheet_id=sheet.sheet_id,
        version=sheet.sheet_version,
        pilot_code=sheet.pilot.code,
        month=sheet.period.start,
        payload_hash=verified.payload_hash,
        replaces=sheet.replaces,
        signer=verified.key_id,
        state=HELD,
        nil=sheet.nil,
        role=sheet.role,
        batch=desk.batch,
        received_at=desk.now,
        payload=verified.payload,
        envelope=verified.envelope,
        settlement=sheet.settlement,
        statistics=sheet.statistics,
    )


def judge_quarantine(collection: Collection, keys: Keys, now: datetime) -> Intake:
    """Judge the files in quarantine again whose signers were enrolled since; the others wait on."""
    desk = _desk(collection, keys, now)
    waiting = [each for each in collection.quarantine.waiting() if each.signer in desk.known]
    return Intake(tuple(_judged_again(desk, each) for each in waiting), desk.batch)


def _judged_again(desk: _Desk, file: QuarantinedFile) -> Verdict:
    """A file that is refused now was forged or is not ours; it leaves the quarantine as well."""
    with desk.collection.transaction():
        desk.collection.quarantine.judge(file.id, desk.batch)
        try:
            return _stored(desk, _opened(desk, desk.collection.quarantine.content(file.id)), file.name)
        except ExpectedError as error:
            return Verdict(file.name, "refused", error.code, tuple(error.params.items()))
