"""Taking sheets in: verify before reading, one verdict per file, nothing is paid twice.

A sheet that is there already is a duplicate. A higher version that names the hash it replaces takes its place.
A lower version is outdated. Anything else for a pilot and month that is already there is held until the
coordinator chooses. A sheet of a key that nobody vouched for waits in quarantine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.keys import VerifyKey
from lotsenbuch.sheet.opening import VerifiedSheet, inspect_sheet, open_sheet
from lotsenbuch.sheet.statistics import FiledStatistics
from lotsenbuch.traeger.enrolment import known_keys
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.traeger.records import (
    COUNTS,
    HELD,
    OUTDATED,
    QUARANTINED,
    SUPERSEDED,
    Pilot,
    StoredSheet,
    Verdict,
)

ENDINGS = (".lotsenbuch-nachweis", ".pdf")


@dataclass(frozen=True, slots=True)
class Intake:
    """The verdicts of one import, in the order of the files, and the batch that undoes it."""

    verdicts: tuple[Verdict, ...]
    batch: int

    def count(self, verdict: str) -> int:
        """Return how many files got ``verdict``."""
        return sum(each.verdict == verdict for each in self.verdicts)


@dataclass(frozen=True, slots=True)
class _Context:
    collection: Collection
    keys: Keys
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


def receive(collection: Collection, keys: Keys, paths: Sequence[Path], now: datetime) -> Intake:
    """Take in all files; a file that is refused never stops the others. Each file is one transaction."""
    with collection.transaction():
        batch = collection.batches.open()
    pilots = {pilot.code: pilot for pilot in collection.pilots.all()}
    context = _Context(collection, keys, known_keys(collection), pilots, batch, now)
    return Intake(tuple(_verdict(context, path) for path in paths), batch)


def _verdict(context: _Context, path: Path) -> Verdict:
    try:
        verified = _opened(context, read_file(path))
        with context.collection.transaction():
            return _stored(context, verified, str(path))
    except ExpectedError as error:
        return Verdict(str(path), "refused", error.code, tuple(error.params.items()))


def _opened(context: _Context, data: bytes) -> VerifiedSheet:
    """Open with the key it is sealed for; a sheet of an unknown key is only looked at."""
    for opening in (context.keys.opening(), context.keys.reserve()):
        try:
            return open_sheet(data, context.known, opening)
        except RefusedError as error:
            if error.code == "sheet_unknown_signer":
                return inspect_sheet(data, opening)
            if error.code != "sheet_not_for_us":
                raise
    raise RefusedError("sheet_not_for_us")


def _stored(context: _Context, verified: VerifiedSheet, path: str) -> Verdict:
    sheet = verified.sheet
    _check_ours(context, verified)
    if context.collection.sheets.by_hash(verified.payload_hash) is not None:
        return Verdict(path, "duplicate", "sheet_duplicate", sheet_id=sheet.sheet_id)
    if not verified.known_signer:
        _add(context, verified, QUARANTINED)
        return Verdict(path, "quarantined", "sheet_quarantined", sheet_id=sheet.sheet_id)
    before = context.collection.sheets.of_month(sheet.pilot.code, sheet.period.start)
    return _placed(context, _add(context, verified, HELD), before, path)


def _placed(context: _Context, fresh: StoredSheet, before: list[StoredSheet], path: str) -> Verdict:
    """Give a stored sheet of a known signer its place among the versions of its month."""
    counting = next((each for each in before if each.state == COUNTS), None)
    verdict, code = _judged(fresh, counting)
    if verdict == "outdated":
        _change(context, fresh, OUTDATED)
    elif verdict == "held":
        _change(context, fresh, HELD)
    else:
        _take_place(context, fresh, counting, before)
    number = counting.version if counting else 0
    return Verdict(path, verdict, code, (("version", fresh.version), ("before", number)), fresh.sheet_id)


def _judged(fresh: StoredSheet, counting: StoredSheet | None) -> tuple[str, str]:
    if counting is None:
        return "accepted", "sheet_accepted_nil" if fresh.nil else "sheet_accepted"
    if fresh.version < counting.version:
        return "outdated", "sheet_outdated"
    if fresh.version > counting.version and fresh.replaces == counting.payload_hash:
        return "replaced", "sheet_replaced"
    return "held", "sheet_held"


def _take_place(context: _Context, fresh: StoredSheet, counting: StoredSheet | None, before: list[StoredSheet]) -> None:
    """Let ``fresh`` count; a held version that names its hash was only early, and follows it."""
    _change(context, fresh, COUNTS)
    if counting is not None:
        _change(context, counting, SUPERSEDED)
    early = next((each for each in before if each.state == HELD and each.replaces == fresh.payload_hash), None)
    if early is not None and early.version > fresh.version:
        _change(context, fresh, SUPERSEDED)
        _change(context, early, COUNTS)


def _change(context: _Context, sheet: StoredSheet, state: str) -> None:
    if sheet.batch != context.batch:
        context.collection.batches.remember(context.batch, [(sheet.id, sheet.state)])
    context.collection.sheets.set_state([sheet.id], state)


def _check_ours(context: _Context, verified: VerifiedSheet) -> None:
    sheet = verified.sheet
    if sheet.traeger is None:
        raise RefusedError("sheet_without_traeger")
    if sheet.traeger.key != context.keys.signing().public.id:
        raise RefusedError("sheet_other_traeger")
    pilot = context.pilots.get(sheet.pilot.code)
    if pilot is None:
        raise RefusedError("sheet_pilot_unknown", code=sheet.pilot.code)
    if verified.known_signer and (pilot.sign_key is None or VerifyKey.from_bytes(pilot.sign_key).id != verified.key_id):
        raise RefusedError("sheet_wrong_pilot", code=sheet.pilot.code)


def _add(context: _Context, verified: VerifiedSheet, state: str) -> StoredSheet:
    sheet = verified.sheet
    fresh = StoredSheet(
        id=0,
        sheet_id=sheet.sheet_id,
        version=sheet.sheet_version,
        pilot_code=sheet.pilot.code,
        month=sheet.period.start,
        payload_hash=verified.payload_hash,
        replaces=sheet.replaces,
        signer=verified.key_id,
        state=state,
        nil=sheet.nil,
        role=sheet.role,
        batch=context.batch,
        received_at=context.now,
        payload=verified.payload,
        envelope=verified.envelope,
        settlement=sheet.settlement,
        statistics=sheet.statistics,
        statistics_accepted=_statistics_count(context, verified),
    )
    return context.collection.sheets.add(fresh)


def _statistics_count(context: _Context, verified: VerifiedSheet) -> bool:
    """Refuse a closing whose table numbers another month printed already: it would count people twice."""
    part = verified.statistics
    if part is None or part.state != "closing":
        return False
    sheet = verified.sheet
    printed = {(table.table, table.number) for book in part.books for table in book.tables}
    others = context.collection.sheets.statistics_of(sheet.pilot.code)
    return not any(printed & _numbers(each) for each in others if each.month != sheet.period.start)


def _numbers(sheet: StoredSheet) -> set[tuple[str, int]]:
    if sheet.statistics is None:
        return set()
    part = canonical.decode(sheet.statistics.encode(), FiledStatistics)
    return {(table.table, table.number) for table in part.tables}


def judge_quarantine(collection: Collection, keys: Keys, now: datetime) -> Intake:
    """Judge the sheets in quarantine again whose signers were enrolled since; the others stay there."""
    with collection.transaction():
        batch = collection.batches.open()
    pilots = {pilot.code: pilot for pilot in collection.pilots.all()}
    context = _Context(collection, keys, known_keys(collection), pilots, batch, now)
    waiting = [each for each in collection.sheets.quarantined() if each.signer in context.known]
    return Intake(tuple(_judged_again(context, each) for each in waiting), batch)


def _judged_again(context: _Context, sheet: StoredSheet) -> Verdict:
    pilot = context.pilots[sheet.pilot_code]
    if pilot.sign_key is None or VerifyKey.from_bytes(pilot.sign_key).id != sheet.signer:
        return Verdict(sheet.sheet_id, "refused", "sheet_wrong_pilot", (("code", sheet.pilot_code),), sheet.sheet_id)
    with context.collection.transaction():
        before = context.collection.sheets.of_month(sheet.pilot_code, sheet.month)
        return _placed(context, sheet, before, sheet.sheet_id)
