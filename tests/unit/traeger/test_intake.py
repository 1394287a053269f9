"""What becomes of a file: one verdict each, and nothing is paid twice."""

from datetime import date
from pathlib import Path

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.sheet.model import TraegerRef
from lotsenbuch.traeger import intake, placing, quarantine
from tests.builders.sheets import a_sealed_file
from tests.builders.traeger import NOW, Correspondent, Office, hash_of

ACCEPTED = ("accepted", "sheet_accepted")


def test_a_sealed_and_a_plain_sheet_are_accepted(office: Office, pilot: Correspondent) -> None:
    march = pilot.sheet(office.keys)
    april = pilot.sheet(office.keys, month=date(2026, 4, 1))
    assert office.verdicts(pilot.sealed(march, office.keys), pilot.plain(april)) == [ACCEPTED, ACCEPTED]
    stored = office.store.sheets.counting("L001-2026-03")
    assert stored is not None
    assert (stored.payload_hash, stored.settlement) == (hash_of(march), march.settlement)


def test_a_nil_return_says_so(office: Office, pilot: Correspondent) -> None:
    nil = pilot.sheet(office.keys, nil=True, settlement=pilot.sheet(office.keys, minutes=0).settlement)
    assert office.verdicts(pilot.plain(nil)) == [("accepted", "sheet_accepted_nil")]


def test_the_same_sheet_twice_is_there_already_whatever_its_seal(office: Office, pilot: Correspondent) -> None:
    sheet = pilot.sheet(office.keys)
    files = [pilot.sealed(sheet, office.keys), pilot.sealed(sheet, office.keys), pilot.plain(sheet)]
    assert files[0] != files[1]
    assert [code for _verdict, code in office.verdicts(*files)] == ["sheet_accepted", *["sheet_duplicate"] * 2]


def test_a_higher_version_that_names_the_one_it_replaces_takes_its_place(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    second = pilot.corrected(first, 90)
    assert office.verdicts(pilot.plain(first), pilot.plain(second)) == [ACCEPTED, ("replaced", "sheet_replaced")]
    assert office.states() == {1: "superseded", 2: "counts"}


def test_a_lower_version_that_comes_late_is_outdated(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    second = pilot.corrected(first, 90)
    assert office.verdicts(pilot.plain(second), pilot.plain(first)) == [ACCEPTED, ("outdated", "sheet_outdated")]
    assert office.states() == {1: "outdated", 2: "counts"}


@pytest.mark.parametrize(
    ("version", "replaces"), [(1, None), (2, None), (2, "f" * 64), (3, "f" * 64)], ids=["same", "none", "other", "gap"]
)
def test_anything_else_for_a_month_that_is_there_is_held(
    office: Office, pilot: Correspondent, version: int, replaces: str | None
) -> None:
    office.receive(pilot.plain(pilot.sheet(office.keys)))
    other = pilot.sheet(office.keys, minutes=90, sheet_version=version, replaces=replaces)
    assert office.verdicts(pilot.plain(other)) == [("held", "sheet_held")]
    assert [each.state for each in office.store.sheets.of_month("L001", date(2026, 3, 1))] == ["counts", "held"]


def test_a_version_that_came_early_counts_once_the_one_before_is_there(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    second = pilot.corrected(first, 90)
    third = pilot.corrected(second, 30)
    fourth = pilot.corrected(third, 45)
    codes = [code for _verdict, code in office.verdicts(*map(pilot.plain, (first, fourth, third, second)))]
    assert codes == ["sheet_accepted", "sheet_held", "sheet_held", "sheet_replaced"]
    assert office.states() == {1: "superseded", 2: "superseded", 3: "superseded", 4: "counts"}


def test_two_early_versions_of_the_same_place_stay_held(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    second = pilot.corrected(first, 90)
    rivals = [pilot.corrected(second, minutes) for minutes in (10, 20)]
    office.receive(*map(pilot.plain, (first, *rivals, second)))
    states = [(each.version, each.state) for each in office.store.sheets.of_month("L001", date(2026, 3, 1))]
    assert states == [(1, "superseded"), (3, "held"), (3, "held"), (2, "counts")]


def test_the_coordinator_chooses_a_held_version_and_can_undo_it(office: Office, pilot: Correspondent) -> None:
    office.receive(pilot.plain(pilot.sheet(office.keys)))
    office.receive(pilot.plain(pilot.sheet(office.keys, minutes=90, sheet_version=2)))
    counting, held = office.store.sheets.of_month("L001", date(2026, 3, 1))
    batch = placing.choose(office.store, held.id, NOW)
    assert office.states() == {1: "superseded", 2: "counts"}
    with pytest.raises(ExpectedError) as error:
        placing.choose(office.store, held.id, NOW)
    assert error.value.code == "sheet_counts"
    placing.undo(office.store, batch)
    assert office.states() == {1: "counts", 2: "held"}
    assert office.store.sheets.get(counting.id).state == "counts"


def test_a_sheet_of_another_traeger_is_refused(office: Office, pilot: Correspondent) -> None:
    foreign = pilot.sheet(office.keys, traeger=TraegerRef("ANDERE", "Anderer Träger", "0" * 32))
    lonely = pilot.sheet(office.keys, traeger=None)
    assert office.verdicts(pilot.plain(foreign), pilot.plain(lonely), a_sealed_file()) == [
        ("refused", "sheet_other_traeger"),
        ("refused", "sheet_without_traeger"),
        ("refused", "sheet_not_for_us"),
    ]


def test_a_pilot_cannot_hand_in_for_another_one(office: Office, pilot: Correspondent) -> None:
    office.enrolled(Correspondent("second"), name="Jonas Kiesel")
    forged = pilot.sheet(office.keys, code="L002")
    unknown = pilot.sheet(office.keys, code="L099")
    assert office.verdicts(pilot.plain(forged), pilot.plain(unknown)) == [
        ("refused", "sheet_wrong_pilot"),
        ("refused", "sheet_pilot_unknown"),
    ]


def test_no_flipped_byte_of_a_sealed_sheet_is_accepted(office: Office, pilot: Correspondent) -> None:
    good = pilot.sealed(pilot.sheet(office.keys), office.keys)
    for position in range(0, len(good), len(good) // 12):
        bad = bytearray(good)
        bad[position] ^= 1
        [(verdict, _code)] = office.verdicts(bytes(bad))
        assert verdict == "refused", position
    assert office.store.sheets.of_month("L001", date(2026, 3, 1)) == []


def test_one_bad_file_never_stops_the_others(office: Office, pilot: Correspondent, tmp_path: Path) -> None:
    good = tmp_path / "gut.lotsenbuch-nachweis"
    good.write_bytes(pilot.sealed(pilot.sheet(office.keys), office.keys))
    (tmp_path / "leer.pdf").write_bytes(b"")
    heard: list[str] = []
    paths = [tmp_path / "fehlt.pdf", tmp_path / "leer.pdf", tmp_path, good]
    taken = intake.receive(office.store, office.keys, paths, NOW, lambda verdict: heard.append(verdict.verdict))
    assert [each.code for each in taken.verdicts] == [
        "sheet_file_missing",
        "sheet_empty",
        "sheet_not_a_file",
        "sheet_accepted",
    ]
    assert heard == ["refused"] * 3 + ["accepted"]
    assert (taken.count("refused"), taken.count("accepted")) == (3, 1)


def test_of_a_folder_only_what_can_be_a_sheet_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "März" / "🙂"
    inner.mkdir(parents=True)
    for name in ("b.pdf", "a.lotsenbuch-nachweis", "c.PDF", "notiz.txt", "x.lotsenbuch-antwort"):
        (inner / name).write_bytes(b"x")
    (tmp_path / "direkt.txt").write_bytes(b"x")
    found = intake.files_in([tmp_path, tmp_path / "direkt.txt"])
    assert [each.name for each in found] == ["a.lotsenbuch-nachweis", "b.pdf", "c.PDF", "direkt.txt"]


def test_a_file_of_an_unknown_key_waits_unread(office: Office) -> None:
    stranger = Correspondent("stranger")
    # Its payload would be refused if anybody read it: it names a Träger that is not there.
    sheet = stranger.sheet(office.keys, traeger=None)
    assert office.verdicts(stranger.plain(sheet)) == [("quarantined", "sheet_quarantined")]
    [waiting] = quarantine.waiting(office.store)
    assert " ".join(waiting.words) == stranger.words
    assert office.verdicts(stranger.plain(sheet)) == [("duplicate", "sheet_waits_already")]
    assert intake.judge_quarantine(office.store, office.keys, NOW).verdicts == ()


def test_quarantine_is_judged_again_after_the_enrolment(office: Office) -> None:
    pilot, stranger = Correspondent(), Correspondent("stranger")
    sheet = pilot.sheet(office.keys)
    other = pilot.sheet(office.keys, code="L002")
    files = [pilot.sealed(sheet, office.keys), pilot.plain(other), stranger.plain(stranger.sheet(office.keys))]
    office.receive(*files)
    office.enrolled(pilot)
    judged = intake.judge_quarantine(office.store, office.keys, NOW)
    assert [each.code for each in judged.verdicts] == ["sheet_accepted", "sheet_pilot_unknown"]
    assert [each.signer for each in quarantine.waiting(office.store)] == [stranger.signing.public.id]
    placing.undo(office.store, judged.batch)
    assert len(quarantine.waiting(office.store)) == 3
    assert office.states() == {}


def test_an_import_is_undone_as_a_whole(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    kept = office.receive(pilot.plain(first))
    stranger = Correspondent("stranger")
    undone = office.receive(
        pilot.plain(pilot.corrected(first, 90)),
        pilot.plain(pilot.sheet(office.keys, month=date(2026, 2, 1))),
        stranger.plain(stranger.sheet(office.keys)),
    )
    assert placing.undo(office.store, undone.batch) == 2
    assert office.states() == {1: "counts"}
    assert office.states(month=date(2026, 2, 1)) == {}
    assert quarantine.waiting(office.store) == []
    with pytest.raises(ExpectedError) as error:
        placing.undo(office.store, undone.batch)
    assert error.value.code == "batch_undone"
    placing.undo(office.store, kept.batch)
    assert office.states() == {}


def test_an_import_that_a_later_one_built_on_is_not_undone(office: Office, pilot: Correspondent) -> None:
    first = pilot.sheet(office.keys)
    earlier = office.receive(pilot.plain(first))
    later = office.receive(pilot.plain(pilot.corrected(first, 90)))
    with pytest.raises(ExpectedError) as error:
        placing.undo(office.store, earlier.batch)
    assert error.value.code == "batch_built_on"
    assert office.states() == {1: "superseded", 2: "counts"}
    placing.undo(office.store, later.batch)
    placing.undo(office.store, earlier.batch)
    assert office.states() == {}


def test_what_was_undone_can_come_in_again(office: Office, pilot: Correspondent) -> None:
    file = pilot.plain(pilot.sheet(office.keys))
    placing.undo(office.store, office.receive(file).batch)
    assert office.verdicts(file) == [ACCEPTED]
