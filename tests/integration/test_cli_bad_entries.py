"""Entries that cannot be true, and commands typed wrongly: refused in German, and nothing changed."""

import pytest

from tests.builders.commands import NAME, PASSPHRASE, Terminal, refused


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--date", "2026-02-30", "--minutes", "60"], "date_unreadable"),
        (["--date", "31.04.2026", "--minutes", "60"], "date_unreadable"),
        (["--date", "0026-03-11", "--minutes", "60"], "activity_year"),
        (["--date", "2226-03-11", "--minutes", "60"], "activity_year"),
        (["--minutes", "0"], "activity_minutes_zero"),
        (["--minutes", "-5"], "activity_minutes_negative"),
        (["--minutes", "1441"], "activity_minutes_long"),
        (["--minutes", "99999999999999999999"], "activity_minutes_long"),
        (["--start", "25:00", "--end", "9:00"], "time_unreadable"),
        (["--start", "9:00", "--end", "9:00"], "activity_minutes_zero"),
        (["--start", "9:00", "--end", "8:00"], "activity_end_before_start"),
        (["--start", "9:00", "--end", "10:00", "--minutes", "90"], "activity_times"),
        (["--end", "10:00", "--minutes", "90"], "activity_times"),
        (["--minutes", "60", "--travel", "-1"], "activity_travel"),
        (["--minutes", "60", "--travel", "99999999999999999999"], "activity_travel"),
        (["--minutes", "60", "--waiting", "61"], "activity_waiting"),
        (["--minutes", "60", "--km", "-1"], "activity_distance"),
        (["--minutes", "60", "--km", "NaN"], "activity_distance"),
        (["--minutes", "60", "--km", "Infinity"], "activity_distance"),
        (["--minutes", "60", "--km", "1e999999"], "activity_distance"),
        (["--minutes", "60", "--authority", "Zauberamt"], "code_unknown"),
        (["--minutes", "60", "--kind", "spazieren"], "code_unknown"),
        (["--minutes", "60", "--topic", "Zauberei"], "code_unknown"),
        (["--minutes", "60", "--client", "Niemand"], "client_unknown"),
        (["--minutes", "60", "--client", NAME, "--client", NAME], "activity_clients_many"),
        (["--minutes", "60", "--engagement", "fremd"], "engagement_unknown"),
        (["--minutes", "60", "--note", "x" * 20_001], "activity_note_long"),
        (["--note", "nur das"], "nothing_to_do"),
        (["--text", "gestern mit " + NAME], "duration_missing"),
        (["--text", "gestern 9-11 Jobcenter mit Niemand"], "not_understood"),
        (["--text", ""], "duration_missing"),
        (["--text", "30.2. 9-11 Jobcenter"], "not_understood"),
    ],
)
def test_an_impossible_entry_is_refused(kept: Terminal, options: list[str], code: str) -> None:
    answer = kept("activity", "add", *options)
    assert answer.error == code, answer
    assert answer.code == 1
    (entry,) = kept.done("activity", "list")
    if options[0] != "--note" and "--text" not in options:
        assert kept("activity", "edit", entry["id"], *options).error == code


def test_what_was_not_understood_is_listed(kept: Terminal) -> None:
    answer = kept("activity", "add", "--text", "gestern 9-11 Jobcenter mit Niemand")
    assert answer.json["error"]["not_understood"] == [{"text": "Niemand", "reason": "person"}]


def test_create_makes_nobody_when_the_rest_is_unclear(kept: Terminal) -> None:
    assert kept("activity", "add", "--text", "30.2. 9-11 Jobcenter mit Niemand", "--create").error == "not_understood"
    assert kept("activity", "add", "--text", "gestern Jobcenter mit Niemand", "--create").error == "duration_missing"


def test_times_over_midnight_are_fine(lotse: Terminal) -> None:
    night = lotse.done("activity", "add", "--date", "2026-03-10", "--start", "22:00", "--end", "1:30")
    assert (night["minutes"], night["date"], night["end"]) == (210, "2026-03-10", "01:30")
    spring = lotse.done("activity", "add", "--date", "2026-03-28", "--start", "23:00", "--end", "4:00")
    assert spring["minutes"] == 240, "the clocks go forward in this night"


@pytest.mark.parametrize(
    "note", ["x" * 10_000, "🦜👩🏽‍🍼 Ärztin", "مرحبا \u200fبك \u202bRTL\u202c", "Zeile\nzwei\tdrei", "ab"]
)
def test_long_and_foreign_lines_are_kept_letter_by_letter(lotse: Terminal, note: str) -> None:
    entry = lotse.done("activity", "add", "--text", "-", stdin=f"heute 9-10 Jobcenter: {note}")
    assert entry["note"] == note
    assert lotse.done("activity", "show", entry["id"])["note"] == note


@pytest.mark.parametrize("text", ["mit " * 2500, "9" * 10_000, "🦜" * 10_000, "-" * 10_000, "\u202e" * 500])
def test_a_hostile_line_is_not_guessed_at(kept: Terminal, text: str) -> None:
    answer = kept("activity", "add", "--text", "-", stdin=text)
    assert (answer.code, answer.error in {"not_understood", "duration_missing"}) == (1, True), answer


@pytest.mark.parametrize(
    ("stdin", "code"), [(b"\xff\xfe 9-10", "stdin_unreadable"), (b"", "stdin_empty"), (b"  \n", "stdin_empty")]
)
def test_standard_input_without_a_text_is_told(kept: Terminal, stdin: bytes, code: str) -> None:
    given = ("activity", "add", "--text", "-", "--passphrase-file", "-", "--json")
    refused(kept.bare(*given, stdin=PASSPHRASE.encode() + b"\n" + stdin), code)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--name", " "], "client_name_missing"),
        (["--name", "x" * 201], "client_name_long"),
        (["--name", "Bela", "--persons", "0"], "client_persons"),
        (["--name", "Bela", "--language", "klingonisch"], "code_unknown"),
        (["--name", "Bela", "--origin", "Atlantis"], "code_unknown"),
        (["--name", "Bela", "--gender", "Q"], "code_unknown"),
        (["--name", "Bela", "--age-band", "uralt"], "code_unknown"),
        (["--name", "Bela", "--consent", "vielleicht"], "code_unknown"),
        (["--name", "Bela", "--consent-on", "gestern"], "date_unreadable"),
    ],
)
def test_an_impossible_client_is_refused(kept: Terminal, options: list[str], code: str) -> None:
    refused(kept("client", "add", *options), code)


def test_a_case_cannot_end_before_it_began(kept: Terminal) -> None:
    refused(kept("client", "close", NAME, "--on", "2026-03-01"), "client_closed_before_opened")


def test_two_clients_of_one_name_are_told_apart_by_id(lotse: Terminal) -> None:
    first, _second = (lotse.done("client", "add", "--name", "Amina") for _ in range(2))
    refused(lotse("client", "show", "amina"), "client_ambiguous")
    assert lotse.done("client", "show", first["id"]) == first


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["activity", "show", "fremd"], "activity_unknown"),
        (["activity", "edit", "fremd", "--minutes", "5"], "activity_unknown"),
        (["activity", "delete", "fremd"], "activity_unknown"),
        (["activity", "restore", "fremd"], "activity_unknown"),
        (["activity", "list", "--from", "2026-03-12", "--to", "2026-03-11"], "days_reversed"),
        (["client", "show", "fremd"], "client_unknown"),
        (["client", "close", "fremd"], "client_unknown"),
        (["appointment", "held", "fremd"], "appointment_unknown"),
        (["appointment", "add", "--date", "2026-03-12", "--minutes", "0"], "activity_minutes_zero"),
        (["appointment", "add", "--date", "2026-02-30", "--minutes", "60"], "date_unreadable"),
        (["appointment", "add", "--date", "2026-03-13", "--minutes", "60", "--authority", "Zauberamt"], "code_unknown"),
        (["hours", "--year", "12345"], "year_unreadable"),
        (["sheet", "preview", "--month", "2026-13"], "month_unreadable"),
        (["sheet", "preview", "--month", "2026-04"], "month_in_future"),
        (["sheet", "preview", "--month", "2026-03", "--traeger", "FREMD"], "traeger_unknown"),
        (["sheet", "issue", "--month", "2026-03", "--out", "fehlt"], "folder_missing"),
        (["sheet", "issue", "--month", "2026-03", "--out", ".", "--nil"], "month_not_empty"),
        (["sheet", "receipt", "fehlt"], "sheet_file_missing"),
    ],
)
def test_what_is_not_there_is_told(kept: Terminal, command: list[str], code: str) -> None:
    refused(kept(*command), code)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["vault"], "usage_no_command"),
        (["vualt"], "usage_command_alike"),
        (["zauber"], "usage_command_unknown"),
        (["activity", "add", "--zauber"], "usage_option_unknown"),
        (["activity", "add", "--txet", "9-10"], "usage_option_alike"),
        (["activity", "add", "--text"], "usage_option_value"),
        (["activity", "add", "--create=ja"], "usage_option_value"),
        (["activity", "add", "--minutes", "viel"], "usage_number"),
        (["activity", "add", "--text", "\udcff"], "usage_value"),
        (["activity", "add", NAME, "9-10"], "usage_extra"),
        (["client", "add"], "usage_missing"),
        (["activity", "show"], "usage_missing"),
        (["sheet", "issue", "--month", "2026-03"], "usage_missing"),
    ],
)
def test_misuse_is_told_in_german(terminal: Terminal, arguments: list[str], code: str) -> None:
    answer = terminal.bare(*arguments)
    assert (answer.code, answer.out) == (2, "")
    for word in ("Usage", "Error", "Try ", "Missing", "No such", "Invalid", "Got ", NAME):
        assert word not in answer.err
    if len(arguments) > 1:
        refused(terminal.bare(*arguments[:2], "--json", *arguments[2:]), code, 2)


def test_json_as_a_value_is_not_the_option(kept: Terminal) -> None:
    for arguments in (
        ["activity", "add", "--minutes", "5", "--km", "weit", "--note", "--json"],
        ["activity", "add", "--text", "--json"],
        ["activity", "show", "--", "--json"],
    ):
        answer = kept.bare(*arguments[:2], "--passphrase-file", "-", *arguments[2:], stdin=PASSPHRASE)
        assert (answer.code, answer.out) == (1, ""), arguments
        assert answer.err.strip()


def test_a_note_of_that_word_is_kept(lotse: Terminal) -> None:
    assert lotse.done("activity", "add", "--minutes", "5", "--note", "--json")["note"] == "--json"


def test_a_bug_shows_a_place_and_no_content(lotse: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_anything: object) -> None:
        raise RuntimeError(NAME)

    monkeypatch.setattr("lotsenbuch.services.clients.add", broken)
    answer = lotse("client", "add", "--name", NAME)
    refused(answer, "bug", 70)
    assert NAME not in answer.out + answer.err
