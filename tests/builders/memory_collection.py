"""An honest collection in memory: the port ``Collection`` without a database, held to the same contract tests."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet.keys import OpeningKey, SigningKey
from lotsenbuch.traeger import ports
from lotsenbuch.traeger.ports import Random
from lotsenbuch.traeger.records import COUNTS, Batch, Payment, Pilot, Profile, QuarantinedFile, StoredSheet


@dataclass(slots=True)
class State:
    """Everything that the collection holds."""

    profile: dict[int, Profile] = field(default_factory=dict)
    pilots: dict[str, Pilot] = field(default_factory=dict)
    sheets: dict[int, StoredSheet] = field(default_factory=dict)
    files: dict[int, QuarantinedFile] = field(default_factory=dict)
    batches: dict[int, Batch] = field(default_factory=dict)
    changes: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    payments: dict[tuple[str, date], Payment] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)

    def copy(self) -> "State":
        return State(**{each.name: dict(getattr(self, each.name)) for each in fields(self)})


class Memory:
    """The state, the running transactions, and numbers that are never used twice."""

    def __init__(self) -> None:
        self.state = State()
        self._depth = 0
        self._numbers = 0

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def writing(self) -> State:
        if not self._depth:
            raise RuntimeError("writing happens inside a transaction")
        return self.state

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        before = self.state.copy()
        self._depth += 1
        try:
            yield
        except BaseException:
            self.state = before
            raise
        finally:
            self._depth -= 1


class MemoryPilots:
    """Implements the port ``Pilots``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, pilot: Pilot) -> None:
        if pilot.code in self._memory.writing().pilots:
            raise ValueError("there is one already")
        self._memory.state.pilots[pilot.code] = pilot

    def replace(self, pilot: Pilot) -> None:
        self._memory.writing()
        self.get(pilot.code)
        self._memory.state.pilots[pilot.code] = pilot

    def get(self, code: str) -> Pilot:
        if code not in self._memory.state.pilots:
            raise ExpectedError("pilot_unknown", code=code)
        return self._memory.state.pilots[code]

    def all(self) -> list[Pilot]:
        return [self._memory.state.pilots[code] for code in sorted(self._memory.state.pilots)]


class MemorySheets:
    """Implements the port ``Sheets``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, sheet: StoredSheet) -> StoredSheet:
        state = self._memory.writing()
        if self.by_hash(sheet.payload_hash) is not None:
            raise ExpectedError("sheet_known", sheet=sheet.sheet_id)
        stored = replace(sheet, id=self._memory.number())
        state.sheets[stored.id] = stored
        return stored

    def set_state(self, ids: Sequence[int], state: str) -> None:
        sheets = self._memory.writing().sheets
        sheets.update({each: replace(sheets[each], state=state) for each in ids if each in sheets})

    def set_question(self, sheet: int, question: str | None) -> None:
        sheets = self._memory.writing().sheets
        sheets[sheet] = replace(sheets[sheet], question=question)

    def get(self, sheet: int) -> StoredSheet:
        if sheet not in self._memory.state.sheets:
            raise ExpectedError("sheet_not_there", sheet=sheet)
        return self._memory.state.sheets[sheet]

    def by_hash(self, payload_hash: str) -> StoredSheet | None:
        return next((each for each in self._all() if each.payload_hash == payload_hash), None)

    def of_month(self, pilot_code: str, month: date) -> list[StoredSheet]:
        return [each for each in self._all() if (each.pilot_code, each.month) == (pilot_code, month)]

    def counting(self, sheet_id: str) -> StoredSheet | None:
        return next((each for each in self._all() if each.sheet_id == sheet_id and each.state == COUNTS), None)

    def counting_between(self, first: date, last: date, pilot_code: str | None = None) -> list[StoredSheet]:
        found = [
            each
            for each in self._all()
            if each.state == COUNTS and first <= each.month <= last and pilot_code in (None, each.pilot_code)
        ]
        return [_light(each) for each in sorted(found, key=lambda each: (each.pilot_code, each.month))]

    def of_batch(self, batch: int) -> list[StoredSheet]:
        return [_light(each) for each in self._all() if each.batch == batch]

    def remove(self, ids: Sequence[int]) -> None:
        state = self._memory.writing()
        for each in ids:
            state.sheets.pop(each, None)
        state.changes = {number: row for number, row in state.changes.items() if row[1] in state.sheets}

    def _all(self) -> list[StoredSheet]:
        return [self._memory.state.sheets[each] for each in sorted(self._memory.state.sheets)]


def _light(sheet: StoredSheet) -> StoredSheet:
    return replace(sheet, payload=b"", envelope=b"")


class MemoryQuarantine:
    """Implements the port ``Quarantine``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, file: QuarantinedFile) -> QuarantinedFile:
        stored = replace(file, id=self._memory.number())
        self._memory.writing().files[stored.id] = stored
        return stored

    def waiting(self) -> list[QuarantinedFile]:
        files = self._memory.state.files
        return [replace(files[each], content=b"") for each in sorted(files) if files[each].judged_in is None]

    def content(self, file: int) -> bytes:
        return self._memory.state.files[file].content

    def has(self, digest: str) -> bool:
        return any(each.digest == digest for each in self.waiting())

    def judge(self, file: int, batch: int) -> None:
        files = self._memory.writing().files
        files[file] = replace(files[file], judged_in=batch)

    def undo(self, batch: int) -> None:
        state = self._memory.writing()
        kept = {number: each for number, each in state.files.items() if each.batch != batch}
        again = {number: replace(each, judged_in=None) for number, each in kept.items() if each.judged_in == batch}
        state.files = {**kept, **again}


class MemoryBatches:
    """Implements the port ``Batches``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def open(self, now: datetime) -> Batch:
        batch = Batch(self._memory.number(), now, undone=False)
        self._memory.writing().batches[batch.id] = batch
        return batch

    def get(self, batch: int) -> Batch:
        if batch not in self._memory.state.batches:
            raise ExpectedError("batch_unknown", batch=batch)
        return self._memory.state.batches[batch]

    def all(self) -> list[Batch]:
        return [self._memory.state.batches[each] for each in sorted(self._memory.state.batches)]

    def remember(self, batch: int, changed: Sequence[tuple[int, str]]) -> None:
        for sheet, before in changed:
            self._memory.writing().changes[self._memory.number()] = (batch, sheet, before)

    def changed(self, batch: int) -> list[tuple[int, str]]:
        changes = self._memory.state.changes
        return [changes[each][1:] for each in sorted(changes) if changes[each][0] == batch]

    def months(self, batch: int) -> set[tuple[str, date]]:
        return self._touched({batch})

    def months_after(self, batch: int) -> set[tuple[str, date]]:
        return self._touched({each for each in self._memory.state.batches if each > batch})

    def close(self, batch: int) -> None:
        state = self._memory.writing()
        state.batches[batch] = replace(state.batches[batch], undone=True)
        state.changes = {number: row for number, row in state.changes.items() if row[0] != batch}

    def _touched(self, batches: set[int]) -> set[tuple[str, date]]:
        state = self._memory.state
        changed = {sheet for batch, sheet, _before in state.changes.values() if batch in batches}
        touched = [each for each in state.sheets.values() if each.batch in batches or each.id in changed]
        return {(each.pilot_code, each.month) for each in touched}


class MemoryPayments:
    """Implements the port ``Payments``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def put(self, payment: Payment) -> None:
        self._memory.writing().payments[payment.pilot_code, payment.month] = payment

    def all(self) -> list[Payment]:
        found = self._memory.state.payments.values()
        return sorted(found, key=lambda each: (each.paid_on, each.pilot_code, each.month))


class MemoryKeys:
    """Implements the port ``Keys``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def create(self, random: Random) -> None:
        keys = self._memory.writing().keys
        if not keys:
            keys["signing"] = SigningKey.generate(random).raw
            keys["opening"] = OpeningKey.generate(random).raw
            keys["reserve"] = OpeningKey.generate(random).raw

    def signing(self) -> SigningKey:
        return SigningKey.from_bytes(self._there("signing"))

    def opening(self) -> OpeningKey:
        return OpeningKey.from_bytes(self._there("opening"))

    def reserve(self) -> OpeningKey:
        return OpeningKey.from_bytes(self._there("reserve"))

    def _there(self, name: str) -> bytes:
        if name not in self._memory.state.keys:
            raise ExpectedError("collection_unfinished")
        return self._memory.state.keys[name]


class MemoryCollection:
    """Implements the port ``Collection``; ``keys`` lie beside it."""

    def __init__(self) -> None:
        self._memory = memory = Memory()
        self.pilots: ports.Pilots = MemoryPilots(memory)
        self.sheets: ports.Sheets = MemorySheets(memory)
        self.quarantine: ports.Quarantine = MemoryQuarantine(memory)
        self.batches: ports.Batches = MemoryBatches(memory)
        self.payments: ports.Payments = MemoryPayments(memory)
        self.keys: ports.Keys = MemoryKeys(memory)

    def transaction(self) -> contextlib.AbstractContextManager[None]:
        return self._memory.transaction()

    def profile(self) -> Profile:
        if not self._memory.state.profile:
            raise ExpectedError("collection_unfinished")
        return self._memory.state.profile[1]

    def set_profile(self, changed: Profile) -> None:
        self._memory.writing().profile[1] = changed

    def close(self) -> None:
        return
