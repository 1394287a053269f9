"""From the invite to the year's files and back to the pilot, through the command line alone where it can."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from lotsenbuch import bootstrap, programme
from lotsenbuch.cli.main import run
from lotsenbuch.domain.activity import Activity
from lotsenbuch.services import activities, engagements
from lotsenbuch.vault.secret import Passphrase

PASSPHRASE = "sechs worte reichen hier aus bestimmt"
YEAR = 2025


@dataclass(frozen=True)
class Office:
    """A folder with a Träger, and the command line that answers in JSON."""

    folder: Path
    answered: Callable[[], str]

    @property
    def secret(self) -> list[str]:
        return ["--passphrase-file", str(self.folder / "passphrase")]

    def raw(self, *arguments: object) -> tuple[int, Any]:
        code = run([*map(str, arguments), "--json"])
        return code, json.loads(self.answered())

    def traeger(self, *arguments: object, code: int = 0, vault: str = "traeger") -> Any:
        found, answer = self.raw("traeger", *arguments, "--vault", self.folder / vault, *self.secret)
        assert found == code, answer
        return answer

    def pilot(self, vault: str, *arguments: object, code: int = 0) -> Any:
        found, answer = self.raw(*arguments, "--vault", self.folder / vault, *self.secret)
        assert found == code, answer
        return answer

    def found_traeger(self, vault: str = "traeger", code: str = "MUSTER") -> Any:
        arguments = ["traeger", "create", self.folder / vault, "--code", code, "--name", "Zentrum Musterstadt e. V."]
        found, answer = self.raw(*arguments, "--memory", 64, *self.secret)
        assert found == 0, answer
        return answer

    def invited(self, name: str, *options: object, traeger: str = "traeger") -> Path:
        """Return the invite's file."""
        out = self.folder / f"{traeger}-{name}.lotsenbuch-einladung"
        self.traeger("invite", "--name", name, "--from", "2025-01-01", "--out", out, *options, vault=traeger)
        return out

    def joined(self, vault: str, invite: Path) -> tuple[Path, Any]:
        """Make a pilot's vault, join, and return the answer's file."""
        if not (self.folder / vault).exists():
            assert self.raw("vault", "create", self.folder / vault, "--memory", 64, *self.secret)[0] == 0
        out = invite.with_suffix(".lotsenbuch-antwort")
        return out, self.pilot(vault, "join", invite, "--out", out)

    def issued(self, vault: str, month: str, *options: object) -> Any:
        self.folder.joinpath("sheets").mkdir(exist_ok=True)
        return self.pilot(vault, "sheet", "issue", "--month", month, "--out", self.folder / "sheets", *options)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return Office(tmp_path, lambda: capsys.readouterr().out)


def log_work(folder: Path, *days: tuple[date, int]) -> None:
    """Record accompaniments of so many minutes from nine o'clock on."""
    desk = bootstrap.open_log(folder, Passphrase(PASSPHRASE))
    try:
        engagement = next(each for each in engagements.group(desk.log, "MUSTER"))
        for day, minutes in days:
            end = time(9 + minutes // 60, minutes % 60)
            work = Activity("", engagement.id, "accompaniment", day, minutes, time(9), end, travel_minutes=20)
            activities.record(desk.log, work, programme.book(), date(2026, 1, 5), desk.machine.random)
    finally:
        desk.close()


def enrol_with_words(office: Office) -> None:
    """A Träger, and one pilot who waits until her eight words were compared."""
    created = office.found_traeger()
    assert (created["kind"], created["code"], len(created["words"])) == ("traeger", "MUSTER", 8)
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel", "--to", "2025-11-30"))
    assert joined["traeger_words"] == created["words"]
    waiting = office.traeger("enrol", answer)
    assert (waiting["state"], waiting["words"]) == ("waiting", joined["words"])
    enrolled = office.traeger("enrol", answer, "--words", " ".join(joined["words"]).upper())
    assert (enrolled["code"], enrolled["state"]) == ("L001", "active")
    assert [(row["code"], row["state"]) for row in office.traeger("pilots")] == [("L001", "active")]


def hand_in_twice(office: Office) -> None:
    """October with work, November without; October is taken in again and counts once."""
    log_work(office.folder / "lotsin", (date(YEAR, 10, 6), 90), (date(YEAR, 10, 7), 61))
    october = office.issued("lotsin", "2025-10")
    office.issued("lotsin", "2025-11", "--nil")
    taken = office.traeger("import", office.folder / "sheets")
    assert (taken["accepted"], taken["refused"]) == (2, 0)
    assert [(each["verdict"], each["sheet_id"], each["code"]) for each in taken["files"]] == [
        ("accepted", "L001-2025-10", "sheet_accepted"),
        ("accepted", "L001-2025-11", "sheet_accepted_nil"),
    ]
    again = office.traeger("import", october["file"])
    assert (again["duplicate"], again["accepted"]) == (1, 0)


def test_the_whole_way_from_the_invite_to_the_receipt(office: Office) -> None:
    enrol_with_words(office)
    hand_in_twice(office)

    returns = office.traeger("returns", "--year", YEAR)
    states = returns["pilots"][0]["states"]
    assert len(returns["months"]) == 12
    assert (states["2025-09"], states["2025-10"], states["2025-11"]) == ("missing", "received", "nil")
    assert "2025-12" not in states

    office.traeger("pool", "--year", YEAR, "--minutes", 6000)
    settled = office.traeger("settle", "--year", YEAR)
    figures = {"minutes": 191, "billable_minutes": 151, "over_cap_minutes": 0, "amount_cents": 1258}
    assert settled == {
        "year": YEAR,
        "pilots": [{"code": "L001", "role": "normal", **figures}],
        "pool": {"approved_minutes": 6000, "used_minutes": 151},
        "total_cents": 1258,
    }

    letter = office.folder / "l001.lotsenbuch-quittung"
    said = office.traeger("receipt", "L001-2025-10", "--out", letter, "--paid-on", "2025-12-15")
    assert (said["state"], said["paid_on"], said["amount_cents"]) == ("confirmed", "2025-12-15", 1258)
    read = office.pilot("lotsin", "sheet", "receipt", letter)
    assert (read["sheet_id"], read["state"], read["amount_cents"]) == ("L001-2025-10", "confirmed", 1258)


def test_a_question_is_open_until_the_corrected_version_comes(office: Office) -> None:
    office.found_traeger()
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    office.traeger("enrol", answer, "--words", " ".join(joined["words"]))
    log_work(office.folder / "lotsin", (date(YEAR, 10, 6), 90))
    first = office.issued("lotsin", "2025-10")
    office.traeger("import", first["file"])
    letter = office.folder / "frage.lotsenbuch-quittung"
    office.traeger("receipt", "L001-2025-10", "--out", letter, "--question", "day_sum", "--text", "Stimmt der 6.?")
    assert office.traeger("returns", "--year", YEAR)["pilots"][0]["states"]["2025-10"] == "question"
    asked = office.pilot("lotsin", "sheet", "receipt", letter)["question"]
    assert (asked["code"], asked["text"]) == ("day_sum", "Stimmt der 6.?")

    log_work(office.folder / "lotsin", (date(YEAR, 10, 8), 30))
    second = office.issued("lotsin", "2025-10")
    taken = office.traeger("import", second["file"])
    assert (taken["replaced"], taken["files"][0]["sentence"]) == (1, "Angenommen: Version 2 ersetzt Version 1.")
    assert office.traeger("returns", "--year", YEAR)["pilots"][0]["states"]["2025-10"] == "corrected"
    older = office.traeger("import", first["file"])
    assert older["duplicate"] == 1
    office.traeger("undo-import", taken["batch"])
    assert office.traeger("settle", "--year", YEAR)["pilots"][0]["billable_minutes"] == 90
    assert office.traeger("undo-import", taken["batch"], code=1)["error"]["code"] == "batch_undone"


def test_a_sheet_of_an_unknown_key_waits_and_is_judged_after_the_words_were_compared(office: Office) -> None:
    office.found_traeger()
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    sheet = office.issued("lotsin", "2025-10", "--nil")
    held = office.traeger("import", sheet["file"])
    assert (held["quarantined"], held["files"][0]["code"]) == (1, "sheet_quarantined")
    assert office.traeger("import", sheet["file"])["duplicate"] == 1
    [waiting] = office.traeger("quarantine")
    assert waiting["words"] == joined["words"]
    assert office.traeger("enrol", answer)["judged"]["files"] == []
    judged = office.traeger("enrol", answer, "--words", " ".join(joined["words"]))["judged"]
    assert [(each["verdict"], each["sheet_id"]) for each in judged["files"]] == [("accepted", "L001-2025-10")]
    assert office.traeger("quarantine") == []


def test_what_is_damaged_or_of_others_is_refused_and_stops_nothing(office: Office) -> None:
    office.found_traeger()
    office.found_traeger("other", "ANDERE")
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    office.traeger("enrol", answer, "--words", " ".join(joined["words"]))
    good = Path(office.issued("lotsin", "2025-10", "--nil")["file"])
    flipped = good.with_name("gekippt.lotsenbuch-nachweis")
    content = bytearray(good.read_bytes())
    content[-100] ^= 1
    flipped.write_bytes(content)
    missing = office.folder / "Käse-🙂.pdf"
    long = office.folder / ("x" * 200 + ".pdf")
    long.write_bytes(b"kein PDF")
    answers = office.traeger("import", flipped, missing, long, good, code=4)
    assert [(each["verdict"], each["code"]) for each in answers["files"]] == [
        ("refused", "sheet_seal"),
        ("refused", "sheet_file_missing"),
        ("refused", "sheet_not_one"),
        ("accepted", "sheet_accepted_nil"),
    ]
    assert answers["files"][1]["path"] == str(missing)
    elsewhere = office.traeger("import", good, code=4, vault="other")
    assert elsewhere["files"][0]["code"] == "sheet_not_for_us"


def test_an_answer_is_refused_with_wrong_words_or_at_another_traeger(office: Office) -> None:
    office.found_traeger()
    office.found_traeger("other", "ANDERE")
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    wrong = " ".join(reversed(joined["words"]))
    assert office.traeger("enrol", answer, "--words", wrong, code=1)["error"]["code"] == "words_differ"
    assert office.traeger("enrol", answer, code=4, vault="other")["error"]["code"] == "sheet_not_for_us"
    assert office.traeger("enrol", office.folder, code=4)["error"]["code"] == "sheet_not_a_file"
    assert office.traeger("pilots")[0]["state"] == "invited"


def test_the_vault_of_a_pilot_is_no_collection(office: Office) -> None:
    assert office.raw("vault", "create", office.folder / "lotsin", "--memory", 64, *office.secret)[0] == 0
    assert office.traeger("pilots", code=1, vault="lotsin")["error"]["code"] == "vault_is_pilot"


def test_the_year_is_written_as_files_for_people_and_programs(office: Office) -> None:
    office.found_traeger()
    answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    office.traeger("enrol", answer, "--words", " ".join(joined["words"]))
    log_work(office.folder / "lotsin", (date(YEAR, 12, 1), 90))
    office.traeger("import", office.issued("lotsin", "2025-12")["file"])
    out = office.folder / "neu" / "berichte"
    files = [Path(file) for file in office.traeger("export", "--year", YEAR, "--out", out)["files"]]
    assert sorted(out.iterdir()) == sorted(files)
    assert [file.suffix for file in files] == [".pdf", ".xlsx", *[".csv"] * 5, ".json"]
    content = json.loads(files[-1].read_bytes())
    assert content["settlement"][0]["amount_cents"] == 750
    assert content["returns"][0]["states"][11] == "received"
    assert content["months"][0]["travel_minutes"] == 20
    before = {file: file.read_bytes() for file in files}
    office.traeger("export", "--year", YEAR, "--out", out)
    assert {file: file.read_bytes() for file in files} == before


def test_a_sealed_sheet_is_verified_with_the_vault_of_either_recipient(office: Office) -> None:
    office.found_traeger()
    _answer, joined = office.joined("lotsin", office.invited("Selin Beispiel"))
    sheet = office.issued("lotsin", "2025-10", "--nil")
    key = office.folder / "key"
    key.write_text(joined["sign_key"], encoding="utf-8")
    for vault in ("traeger", "lotsin"):
        verified = office.pilot(vault, "sheet", "verify", sheet["file"], "--key", key)
        assert (verified["valid"], verified["sheet_id"]) == (True, "L001-2025-10")
        assert verified["signer"] != "unknown"
