"""What every collection promises, whatever it is made of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.traeger.ports import Collection, Keys
from lotsenbuch.traeger.records import HELD, SUPERSEDED, Payment, Profile
from tests.builders.traeger import MARCH, NOW, a_pilot, a_quarantined_file, a_stored_sheet, counted_bytes, filled

APRIL = date(2026, 4, 1)


def code_of(error: pytest.ExceptionInfo[ExpectedError]) -> str:
    return error.value.code


def fail_after_adding(collection: Collection, code: str) -> None:
    with collection.transaction():
        collection.pilots.add(a_pilot(code))
        raise ZeroDivisionError


def test_a_new_collection_has_no_profile_and_no_keys(collection: Collection, keys: Keys) -> None:
    with pytest.raises(ExpectedError) as error:
        collection.profile()
    assert code_of(error) == "collection_unfinished"
    with pytest.raises(ExpectedError) as error:
        keys.signing()
    assert code_of(error) == "collection_unfinished"


def test_the_profile_is_replaced_as_a_whole(collection: Collection) -> None:
    first = Profile("MUSTER", "Zentrum", ((2026, "wir", 600), (2027, "wir", 1)))
    second = Profile("MUSTER", "Zentrum Musterstadt", ((2026, "hours", 5), (2026, "wir", 700)))
    for profile in (first, second):
        with collection.transaction():
            collection.set_profile(profile)
    assert collection.profile() == second
    assert collection.profile().approved(2026) == 705
    assert collection.profile().approved(2027) is None


def test_keys_are_made_once(collection: Collection, keys: Keys) -> None:
    with collection.transaction():
        keys.create(counted_bytes("first"))
    before = (keys.signing(), keys.opening(), keys.reserve())
    with collection.transaction():
        keys.create(counted_bytes("second"))
    assert (keys.signing(), keys.opening(), keys.reserve()) == before
    assert keys.opening() != keys.reserve()


def test_writing_outside_a_transaction_is_a_bug(collection: Collection) -> None:
    with pytest.raises(RuntimeError):
        collection.pilots.add(a_pilot())
    with pytest.raises(RuntimeError):
        collection.set_profile(Profile("MUSTER", "Zentrum"))


def test_a_transaction_that_fails_leaves_nothing(collection: Collection) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_adding(collection, "L001")
    assert collection.pilots.all() == []


def test_an_inner_transaction_fails_alone(collection: Collection) -> None:
    with collection.transaction():
        collection.pilots.add(a_pilot("L001"))
        with pytest.raises(ZeroDivisionError):
            fail_after_adding(collection, "L002")
    assert [each.code for each in collection.pilots.all()] == ["L001"]


def test_a_pilot_comes_back_as_she_was_stored(collection: Collection) -> None:
    whole = a_pilot(ends=date(2026, 6, 30), sign_key=b"s" * 32, seal_key=b"o" * 1216, programme='line = "wir"\n')
    with collection.transaction():
        collection.pilots.add(whole)
        collection.pilots.add(a_pilot("L002"))
    assert collection.pilots.get("L017") == whole
    assert [each.code for each in collection.pilots.all()] == ["L002", "L017"]
    changed = replace(whole, name="Ayşe Neu", ends=None)
    with collection.transaction():
        collection.pilots.replace(changed)
    assert collection.pilots.get("L017") == changed


def test_an_unknown_pilot_is_an_expected_failure(collection: Collection) -> None:
    with pytest.raises(ExpectedError) as error:
        collection.pilots.get("L999")
    assert code_of(error) == "pilot_unknown"
    with pytest.raises(ExpectedError) as error, collection.transaction():
        collection.pilots.replace(a_pilot("L999"))
    assert code_of(error) == "pilot_unknown"


def test_a_sheet_comes_back_as_it_was_stored(collection: Collection) -> None:
    batch = filled(collection, a_stored_sheet(replaces="f" * 64, question="other", nil=True))
    [light] = collection.sheets.counting_between(MARCH, MARCH)
    stored = collection.sheets.get(light.id)
    assert stored == a_stored_sheet(id=light.id, batch=batch, replaces="f" * 64, question="other", nil=True)
    assert collection.sheets.by_hash(stored.payload_hash) == stored
    assert collection.sheets.counting("L017-2026-03") == stored
    assert light == replace(stored, payload=b"", envelope=b"")
    assert collection.sheets.of_batch(batch) == [light]


def test_the_same_payload_is_never_stored_twice(collection: Collection) -> None:
    batch = filled(collection, a_stored_sheet())
    with pytest.raises(ExpectedError) as error, collection.transaction():
        collection.sheets.add(a_stored_sheet(batch=batch))
    assert code_of(error) == "sheet_known"
    assert len(collection.sheets.of_month("L017", MARCH)) == 1


def test_only_what_counts_is_counted_and_in_order(collection: Collection) -> None:
    filled(
        collection,
        a_stored_sheet(pilot="L002"),
        a_stored_sheet(pilot="L001", month=APRIL),
        a_stored_sheet(pilot="L001"),
        a_stored_sheet("held", pilot="L001", state=HELD),
        a_stored_sheet(pilot="L001", month=date(2026, 5, 1)),
    )
    found = collection.sheets.counting_between(MARCH, APRIL)
    assert [each.sheet_id for each in found] == ["L001-2026-03", "L001-2026-04", "L002-2026-03"]
    assert [each.pilot_code for each in collection.sheets.counting_between(MARCH, APRIL, "L002")] == ["L002"]
    assert [each.state for each in collection.sheets.of_month("L001", MARCH)] == ["counts", "held"]
    assert collection.sheets.counting("L009-2026-03") is None


def test_state_and_question_of_a_sheet_change(collection: Collection) -> None:
    filled(collection, a_stored_sheet())
    [sheet] = collection.sheets.of_month("L017", MARCH)
    with collection.transaction():
        collection.sheets.set_state([sheet.id], SUPERSEDED)
        collection.sheets.set_question(sheet.id, "kilometres")
    assert collection.sheets.get(sheet.id) == replace(sheet, state=SUPERSEDED, question="kilometres")


def test_a_removed_sheet_is_gone_with_what_was_remembered(collection: Collection) -> None:
    batch = filled(collection, a_stored_sheet())
    [sheet] = collection.sheets.of_month("L017", MARCH)
    with collection.transaction():
        collection.batches.remember(batch, [(sheet.id, HELD)])
        collection.sheets.remove([sheet.id])
    assert collection.batches.changed(batch) == []
    with pytest.raises(ExpectedError) as error:
        collection.sheets.get(sheet.id)
    assert code_of(error) == "sheet_not_there"


def test_numbers_are_never_used_twice(collection: Collection) -> None:
    batch = filled(collection, a_stored_sheet())
    [first] = collection.sheets.of_month("L017", MARCH)
    with collection.transaction():
        collection.sheets.remove([first.id])
        second = collection.sheets.add(a_stored_sheet(batch=batch))
    assert second.id > first.id


def test_batches_are_numbered_and_closed(collection: Collection) -> None:
    with collection.transaction():
        first, second = collection.batches.open(NOW), collection.batches.open(NOW + timedelta(hours=1))
        collection.batches.close(first.id)
    assert second.id > first.id
    assert collection.batches.all() == [replace(first, undone=True), second]
    assert collection.batches.get(second.id).opened_at == NOW + timedelta(hours=1)
    with pytest.raises(ExpectedError) as error:
        collection.batches.get(99)
    assert code_of(error) == "batch_unknown"


def test_a_batch_knows_the_months_it_touched(collection: Collection) -> None:
    first = filled(collection, a_stored_sheet(), a_stored_sheet(month=APRIL))
    march, april = (collection.sheets.of_month("L017", month)[0] for month in (MARCH, APRIL))
    with collection.transaction():
        second = collection.batches.open(NOW).id
        third = collection.batches.open(NOW).id
        collection.batches.remember(second, [(march.id, "counts"), (march.id, "held")])
        collection.batches.remember(third, [(april.id, "counts")])
    assert collection.batches.changed(second) == [(march.id, "counts"), (march.id, "held")]
    assert collection.batches.months(first) == {("L017", MARCH), ("L017", APRIL)}
    assert collection.batches.months(second) == {("L017", MARCH)}
    assert collection.batches.months_after(first) == {("L017", MARCH), ("L017", APRIL)}
    assert collection.batches.months_after(second) == {("L017", APRIL)}
    with collection.transaction():
        collection.batches.close(third)
    assert collection.batches.months_after(second) == set()


def test_a_quarantined_file_waits_until_it_is_judged(collection: Collection) -> None:
    with collection.transaction():
        first, second = collection.batches.open(NOW).id, collection.batches.open(NOW).id
        file = collection.quarantine.add(a_quarantined_file(b"%PDF eins", batch=first))
    assert collection.quarantine.waiting() == [replace(file, content=b"")]
    assert collection.quarantine.content(file.id) == b"%PDF eins"
    assert collection.quarantine.has(file.digest)
    with collection.transaction():
        collection.quarantine.judge(file.id, second)
    assert collection.quarantine.waiting() == []
    assert not collection.quarantine.has(file.digest)
    with collection.transaction():
        collection.quarantine.undo(second)
    assert [each.id for each in collection.quarantine.waiting()] == [file.id]
    with collection.transaction():
        collection.quarantine.undo(first)
    assert collection.quarantine.waiting() == []


def test_a_payment_takes_the_place_of_an_earlier_one(collection: Collection) -> None:
    filled(collection, pilots=(a_pilot("L001"), a_pilot("L002")))
    payments = [
        Payment("L002", MARCH, date(2026, 4, 15), 5_000_000_000),
        Payment("L001", APRIL, date(2026, 4, 15), 100),
        Payment("L001", MARCH, date(2026, 4, 15), 200),
        Payment("L001", MARCH, date(2026, 5, 15), 300),
    ]
    for payment in payments:
        with collection.transaction():
            collection.payments.put(payment)
    assert collection.payments.all() == [payments[1], payments[0], payments[3]]
