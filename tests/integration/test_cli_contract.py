"""The command line is a contract: stable keys and types, and one way from the first line to a verified sheet."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lotsenbuch import catalogue
from tests.builders.commands import PASSPHRASE, Terminal, an_invite_file

LINE = "gestern 9-11:30 Jobcenter mit Amina +40 weg 12 km: Brief erklärt"
ACTIVITY = {
    "id": str, "date": str, "start": str, "end": str, "minutes": int, "travel_minutes": int, "waiting_minutes": int,
    "distance_km": int, "kind": str, "authority": dict, "topics": list, "clients": list, "engagement": str,
    "billable": bool, "note": str, "state": str,
}  # fmt: skip
CLIENT = {
    "id": str, "name": str, "languages": list, "origin": str, "age_band": str, "gender": str, "persons": int,
    "consent": str, "consent_on": str, "note": str, "opened": str, "closed": type(None),
}  # fmt: skip
APPOINTMENT = {
    "id": str, "date": str, "start": str, "minutes": int, "authority": dict, "clients": list, "engagement": str,
    "state": str, "activity": type(None), "note": str,
}  # fmt: skip
VAULT = {"directory": str, "id": str, "kind": str, "created": str, "generation": int, "recovery": bool, "slots": list}
SHEET = {
    "file": str, "sheet_id": str, "version": int, "replaces": type(None), "period": dict, "nil": bool,
    "settlement": dict, "statistics": type(None),
}  # fmt: skip
SETTLEMENT = {
    "days": list, "minutes_by_class": dict, "lines": list, "distance_km": int, "accompaniments": int,
    "amount_cents": int,
}  # fmt: skip
COMMANDS = [
    "vault create", "vault info", "vault check", "vault passphrase", "vault recovery", "vault backup",
    "vault restore", "client add", "client list",
    "client show", "client close", "appointment add", "appointment list", "appointment held", "activity add",
    "activity list", "activity show", "activity edit", "activity delete", "activity restore", "hours",
    "sheet preview", "sheet issue", "sheet list", "sheet receipt", "sheet verify", "join",
]  # fmt: skip


def types(found: dict[str, Any]) -> dict[str, type]:
    return {key: type(value) for key, value in found.items()}


def an_entry(lotse: Terminal) -> Any:
    return lotse.done("activity", "add", "--text", LINE, "--create")


def joined(lotse: Terminal) -> Any:
    return lotse.done("join", an_invite_file(lotse.home), "--out", lotse.home / "L017.lotsenbuch-antwort")


def test_vault_create_and_info_describe_the_vault(terminal: Terminal) -> None:
    words = terminal.home.parent / "woerter"
    created = terminal.done("vault", "create", terminal.vault, "--memory", "64", "--recovery-file", words)
    assert types(created) == {**VAULT, "recovery_file": str}
    assert (created["kind"], created["created"], created["recovery"]) == ("pilot", "2026-03-12", True)
    assert len(words.read_text(encoding="utf-8").split()) == 12
    info = terminal.bare("vault", "info", "--json")
    assert {**info.json, "recovery_file": str(words)} == created


def test_without_a_place_for_the_words_there_is_no_recovery_slot(lotse: Terminal) -> None:
    info = lotse.bare("vault", "info", "--json").json
    assert (info["recovery"], [slot["kind"] for slot in info["slots"]]) == (False, ["passphrase"])
    assert info["slots"][0]["memory_mib"] == 64


def test_vault_check_counts_commits_and_finds_the_newest_backup(lotse: Terminal) -> None:
    before = lotse.done("vault", "check")
    assert before == {
        "ok": True, "problems": [], "commits": before["commits"], "newest_backup": None, "missing_commits": 0,
    }  # fmt: skip
    an_entry(lotse)
    lotse.done("vault", "backup")
    after = lotse.done("vault", "check")
    assert after["commits"] > before["commits"]
    assert after["newest_backup"] == "2026-03-12"


def test_a_new_passphrase_opens_and_the_old_one_does_not(lotse: Terminal, tmp_path: Path) -> None:
    fresh = tmp_path / "neu"
    fresh.write_text("segel himmel nadel brot\n", encoding="utf-8")
    changed = lotse.done("vault", "passphrase", "--new-passphrase-file", fresh, "--memory", "64")
    assert types(changed) == VAULT
    assert (lotse("client", "list").code, lotse("client", "list", secret="segel himmel nadel brot").code) == (3, 0)


def test_recovery_words_open_the_way_to_a_new_passphrase_until_revoked(lotse: Terminal, tmp_path: Path) -> None:
    words = tmp_path / "woerter"
    assert lotse.done("vault", "recovery", "--recovery-file", words)["recovery"] is True
    again = ("vault", "passphrase", "--words-file", words, "--memory", "64", "--new-passphrase-file", "-")
    changed = lotse.bare(*again, "--json", stdin="segel himmel nadel brot\n")
    assert changed.code == 0
    revoked = lotse("vault", "recovery", "--revoke", secret="segel himmel nadel brot")
    assert (revoked.code, revoked.json["recovery"]) == (0, False)
    assert lotse.bare(*again, "--json", stdin="noch eine neue phrase\n").error == "vault_no_recovery"


def test_a_client_is_added_listed_shown_and_closed(lotse: Terminal) -> None:
    added = lotse.done(
        "client", "add", "--name", "-", "--language", "Persisch", "--origin", "AF", "--age-band", "A27_44",
        "--gender", "W", "--persons", "3", "--consent", "given", "--consent-on", "2026-03-01", "--note", "ruhig",
        stdin="Amina\n",
    )  # fmt: skip
    assert types(added) == CLIENT
    assert (added["name"], added["languages"], added["consent_on"]) == ("Amina", ["fa"], "2026-03-01")
    assert lotse.done("client", "list") == [added]
    assert lotse.done("client", "show", "amina") == lotse.done("client", "show", added["id"]) == added
    assert lotse.done("client", "close", "Amina", "--on", "12.03.2026") == {**added, "closed": "2026-03-12"}


def test_an_activity_from_a_line_has_the_keys_of_the_contract(lotse: Terminal) -> None:
    entry = an_entry(lotse)
    assert types(entry) == {**ACTIVITY, "hints": list}
    (person,) = lotse.done("client", "list")
    expected = {
        "date": "2026-03-11", "start": "09:00", "end": "11:30", "minutes": 150, "travel_minutes": 40,
        "distance_km": 12, "kind": "accompaniment", "authority": {"code": "JOBC", "name": "Jobcenter"},
        "clients": [{"id": person["id"], "name": "Amina"}], "billable": True, "note": "Brief erklärt", "state": "open",
    }  # fmt: skip
    assert {key: entry[key] for key in expected} == expected


def test_a_duration_alone_leaves_start_and_end_null(lotse: Terminal) -> None:
    entry = lotse.done("activity", "add", "--minutes", "90", "--km", "12,5", "--kind", "Teamtreffen")
    assert (entry["start"], entry["end"], entry["distance_km"], entry["date"]) == (None, None, 12.5, "2026-03-12")
    assert (entry["kind"], entry["billable"], entry["clients"]) == ("team", False, [])


def test_an_activity_lives_through_edit_delete_and_restore(lotse: Terminal) -> None:
    entry = an_entry(lotse)
    entry.pop("hints")
    name = entry["id"]
    assert lotse.done("activity", "list") == [entry]
    assert lotse.done("activity", "show", name) == entry
    edited = lotse.done("activity", "edit", name, "--end", "12:00", "--note", "-", stdin="Antrag gestellt\n")
    assert (edited["minutes"], edited["note"], edited["start"]) == (180, "Antrag gestellt", "09:00")
    assert lotse.done("activity", "delete", name)["state"] == "deleted"
    assert (lotse.done("activity", "list"), len(lotse.done("activity", "list", "--deleted"))) == ([], 1)
    assert lotse.done("activity", "restore", name)["state"] == "open"
    assert [row["minutes"] for row in lotse.done("activity", "list")] == [180]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["--search", "antrag"], 1),
        (["--search", "brief"], 0),
        (["--from", "2026-03-11", "--to", "11.03.2026"], 1),
        (["--from", "2026-03-12"], 0),
    ],
)
def test_the_list_takes_days_and_words(lotse: Terminal, query: list[str], found: int) -> None:
    lotse.done("activity", "add", "--date", "2026-03-11", "--minutes", "60", "--note", "Antrag gestellt")
    assert len(lotse.done("activity", "list", *query)) == found


def test_an_appointment_held_becomes_an_activity_once(lotse: Terminal) -> None:
    lotse.done("client", "add", "--name", "Amina")
    planned = lotse.done(
        "appointment", "add", "--date", "2026-03-12", "--start", "9:30", "--minutes", "60", "--authority", "jobcenter",
        "--client", "Amina",
    )  # fmt: skip
    assert types(planned) == APPOINTMENT
    assert lotse.done("appointment", "list") == [planned]
    logged = lotse.done("appointment", "held", planned["id"], "--minutes", "75")
    assert types(logged) == {**ACTIVITY, "hints": list}
    assert (logged["minutes"], logged["end"], logged["authority"]["code"]) == (75, "10:45", "JOBC")
    assert lotse.done("appointment", "held", planned["id"])["id"] == logged["id"]
    (over,) = lotse.done("appointment", "list", "--from", "2026-03-12", "--to", "2026-03-12")
    assert (over["state"], over["activity"]) == ("held", logged["id"])
    assert len(lotse.done("activity", "list")) == 1


def test_hours_sum_up_the_year(lotse: Terminal) -> None:
    an_entry(lotse)
    year = lotse.done("hours")
    assert types(year) == {"year": int, "months": list, "engagements": list, "allowance": list, "hints": list}
    assert [month["month"] for month in year["months"]] == [f"2026-{number:02}" for number in range(1, 13)]
    assert year["months"][2] == {
        "month": "2026-03",
        "minutes_by_class": {"client_work": 150, "coordination": 0, "team": 0, "training": 0, "travel": 40},
        "billable_minutes": 150, "earned_cents": 1250, "paid_cents": 0,
    }  # fmt: skip
    (own,) = year["engagements"]
    assert own == {
        "traeger": None, "line": "wir", "role": "normal", "cap_minutes": 16_560, "billable_minutes": 150,
        "remaining_minutes": 16_410, "earned_cents": 1250, "forecast_minutes": own["forecast_minutes"],
    }  # fmt: skip
    assert own["forecast_minutes"] > 150
    assert year["allowance"] == [{"paragraph": "3-26", "limit_cents": 330_000, "used_cents": 0}]
    assert lotse.done("hours", "--year", "2025")["months"][2]["billable_minutes"] == 0


def test_a_sheet_is_previewed_issued_listed_and_verified(lotse: Terminal, tmp_path: Path) -> None:
    an_entry(lotse)
    preview = lotse.done("sheet", "preview", "--month", "2026-03")
    assert (preview["file"], lotse.done("sheet", "list")) == (None, [])
    issued = lotse.done("sheet", "issue", "--month", "2026-03", "--out", tmp_path)
    assert types(issued) == SHEET
    assert {**issued, "file": None} == preview
    assert types(issued["settlement"]) == SETTLEMENT
    assert issued["period"] == {"from": "2026-03-01", "to": "2026-03-31"}
    assert issued["settlement"]["days"] == [{"date": "2026-03-11", "minutes": 150}]
    line = {"line": "wir", "minutes": 190, "billable_minutes": 150, "assignments": 1, "amount_cents": 1250}
    assert issued["settlement"]["lines"] == [line]
    (listed,) = lotse.done("sheet", "list")
    assert (listed["sheet_id"], listed["version"], listed["month"]) == (issued["sheet_id"], 1, "2026-03")
    assert lotse.done("activity", "list")[0]["state"] == "sealed"
    verified = lotse.bare("sheet", "verify", issued["file"], "--json").json
    expected = {
        "valid": True, "signer": "unknown", "sheet_id": issued["sheet_id"], "version": 1, "replaces": None,
        "period": issued["period"],
    }  # fmt: skip
    assert {key: verified[key] for key in expected} == expected
    assert verified["payload"]["settlement"] == issued["settlement"]


def test_a_sheet_for_a_traeger_is_sealed_carries_statistics_and_opens_for_its_pilot(
    lotse: Terminal, tmp_path: Path
) -> None:
    answer = joined(lotse)
    assert types(answer) == {
        "file": str, "engagement": str, "traeger": str, "line": str, "role": str, "pilot": str, "words": list,
        "traeger_words": list, "sign_key": str,
    }  # fmt: skip
    assert Path(answer["file"]).exists()
    assert (answer["traeger"], len(answer["words"]), len(answer["traeger_words"])) == ("MUSTER", 8, 8)
    an_entry(lotse)
    issued = lotse.done("sheet", "issue", "--month", "2026-03", "--out", tmp_path)
    assert (issued["sheet_id"], Path(issued["file"]).suffix) == ("L017-2026-03", ".lotsenbuch-nachweis")
    statistics = issued["statistics"]
    assert {"state", "code", "rule", "k", "books"} <= statistics.keys()
    assert (statistics["state"], statistics["rule"], statistics["k"]) == ("closing", "LB-2", 5)
    assert [(book["book"], book["state"]) for book in statistics["books"]] == [
        ("accompaniments", "carried_over"),
        ("households", "carried_over"),
    ]
    keys = {"book", "state", "from", "until", "counted", "persons", "stacks", "tables"}
    assert all(keys <= book.keys() for book in statistics["books"])
    assert lotse.bare("sheet", "verify", issued["file"], "--json").json["error"]["code"] == "sheet_sealed"
    key = tmp_path / "schluessel"
    key.write_text(answer["sign_key"], encoding="utf-8")
    verified = lotse.done("sheet", "verify", issued["file"], "--vault", lotse.vault, "--key", key)
    assert (verified["valid"], verified["sheet_id"]) == (True, "L017-2026-03")
    assert verified["signer"] != "unknown"


def test_a_nil_return_needs_the_word(lotse: Terminal, tmp_path: Path) -> None:
    issue = ("sheet", "issue", "--month", "2026-02", "--out", tmp_path)
    assert lotse(*issue).error == "month_empty"
    assert lotse.done(*issue, "--nil")["nil"] is True


def test_people_get_german_lines_and_no_python(lotse: Terminal, tmp_path: Path) -> None:
    an_entry(lotse)
    lotse.done("appointment", "add", "--date", "2026-03-13", "--minutes", "60")
    (entry,) = lotse.done("activity", "list")
    commands: list[list[str | Path]] = [
        ["client", "list"], ["client", "show", "Amina"], ["activity", "list"], ["activity", "show", entry["id"]],
        ["appointment", "list"], ["hours"], ["sheet", "preview", "--month", "2026-03"],
        ["sheet", "issue", "--month", "2026-03", "--out", tmp_path], ["sheet", "list"], ["vault", "check"],
    ]  # fmt: skip
    for command in commands:
        answer = lotse.bare(*command, "--passphrase-file", "-", stdin=PASSPHRASE)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.strip(), command
        for remnant in ("None", "{", "datetime", "open", "planned", "accompaniment", "True"):
            assert remnant not in answer.out, command


@pytest.mark.parametrize("command", [*COMMANDS, "", "vault", "client", "appointment", "activity", "sheet"])
def test_help_is_german_and_explains_every_option(terminal: Terminal, command: str) -> None:
    answer = terminal.bare(*command.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Aufruf: lotsenbuch")
    for word in ("Usage", "Options", "Commands", "TEXT...", "INTEGER", "PATH", "Show this", "default:", "required"):
        assert word not in answer.out
    lines = answer.out.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("  --"):
            explained = line.strip().split("  ", 1)
            assert len(explained) == 2 or lines[number + 1].startswith("      "), line


def test_the_help_names_every_code_of_the_short_lists(terminal: Terminal) -> None:
    entry, person = (" ".join(terminal.bare(*c.split(), "--help").out.split()) for c in ("activity add", "client add"))
    assert all(code in entry for code in catalogue.kinds().codes)
    for list_ in (catalogue.age_bands(), catalogue.genders(), catalogue.consents()):
        assert all(f"{code} (" in person for code in list_.codes)


def test_help_warns_that_arguments_are_seen(terminal: Terminal) -> None:
    for command in ("activity add", "client add"):
        assert "sehen Argumente" in " ".join(terminal.bare(*command.split(), "--help").out.split())


def test_the_passphrase_comes_through_a_real_pipe(lotse: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole process with the real key derivation: what another program would do."""
    monkeypatch.undo()
    folder = lotse.home.parent / "rohr"

    def lotsenbuch(*arguments: str, stdin: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "lotsenbuch", *arguments, "--passphrase-file", "-", "--json"],
            cwd=Path(__file__).resolve().parents[2],
            env={"LOTSENBUCH_HOME": str(lotse.home), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    lotsenbuch("vault", "create", str(folder), "--memory", "64", stdin=f"{PASSPHRASE}\n")
    text = f"{PASSPHRASE}\nheute 9-10 Jobcenter mit Zoë: Größe 📎\n"
    entry = lotsenbuch("activity", "add", "--vault", str(folder), "--text", "-", "--create", stdin=text)
    assert (entry["minutes"], entry["note"], entry["clients"][0]["name"]) == (60, "Größe 📎", "Zoë")
