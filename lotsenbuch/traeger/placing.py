"""Which version of a month counts: exactly one, whatever comes in and in which order."""

from datetime import datetime

from lotsenbuch.errors import ExpectedError
from lotsenbuch.traeger.ports import Collection
from lotsenbuch.traeger.records import COUNTS, HELD, OUTDATED, SUPERSEDED, StoredSheet


def place(collection: Collection, batch: int, fresh: StoredSheet, before: list[StoredSheet]) -> tuple[str, str, int]:
    """Give a stored sheet its place among the earlier versions of its month; call it inside a transaction.

    Returns the verdict, the code of its sentence, and the version that counted before (0 for none).
    """
    counting = next((each for each in before if each.state == COUNTS), None)
    verdict, code = _judged(fresh, counting)
    if verdict == "outdated":
        collection.sheets.set_state([fresh.id], OUTDATED)
    elif verdict != "held":
        if counting is not None:
            _change(collection, batch, counting, SUPERSEDED)
        _count(collection, batch, fresh, before)
    return verdict, code, counting.version if counting else 0


def _judged(fresh: StoredSheet, counting: StoredSheet | None) -> tuple[str, str]:
    if counting is None:
        return "accepted", "sheet_accepted_nil" if fresh.nil else "sheet_accepted"
    if fresh.version < counting.version:
        return "outdated", "sheet_outdated"
    if fresh.version > counting.version and fresh.replaces == counting.payload_hash:
        return "replaced", "sheet_replaced"
    return "held", "sheet_held"


def _count(collection: Collection, batch: int, fresh: StoredSheet, before: list[StoredSheet]) -> None:
    """Let ``fresh`` count, or the held version that follows it: that one was only early."""
    last, chain = fresh, [fresh]
    while True:
        early = [each for each in before if each.state == HELD and each.replaces == last.payload_hash]
        # Two versions that replace the same one are a conflict; neither is taken without a choice.
        if len(early) != 1 or early[0].version <= last.version:
            break
        last = early[0]
        chain.append(last)
    for each in chain:
        _change(collection, batch, each, COUNTS if each is last else SUPERSEDED)


def _change(collection: Collection, batch: int, sheet: StoredSheet, state: str) -> None:
    if sheet.batch != batch:
        collection.batches.remember(batch, [(sheet.id, sheet.state)])
    collection.sheets.set_state([sheet.id], state)


def choose(collection: Collection, sheet: int, now: datetime) -> int:
    """Let a held or outdated version count, as the coordinator decided; return the batch that undoes it.

    Raises ``ExpectedError``: ``sheet_not_there``, and ``sheet_counts`` for one that counts already.
    """
    chosen = collection.sheets.get(sheet)
    if chosen.state == COUNTS:
        raise ExpectedError("sheet_counts", sheet=chosen.sheet_id)
    with collection.transaction():
        batch = collection.batches.open(now).id
        for each in collection.sheets.of_month(chosen.pilot_code, chosen.month):
            if each.state == COUNTS:
                _change(collection, batch, each, SUPERSEDED)
        _change(collection, batch, chosen, COUNTS)
    return batch


def undo(collection: Collection, batch: int) -> int:
    """Undo an import as a whole; return how many sheets it had brought.

    Raises ``ExpectedError``: ``batch_unknown``, ``batch_undone``, and ``batch_built_on`` when a later import
    brought or changed sheets of the same months: that one has to be undone first.
    """
    if collection.batches.get(batch).undone:
        raise ExpectedError("batch_undone", batch=batch)
    with collection.transaction():
        shared = collection.batches.months(batch) & collection.batches.months_after(batch)
        if shared:
            raise ExpectedError("batch_built_on", batch=batch, count=len(shared))
        for sheet, state in reversed(collection.batches.changed(batch)):
            collection.sheets.set_state([sheet], state)
        brought = collection.sheets.of_batch(batch)
        collection.sheets.remove([each.id for each in brought])
        collection.quarantine.undo(batch)
        collection.batches.close(batch)
    return len(brought)
