"""Files that a stranger sends, and where files may lie; names stay inside the vault whatever happens."""

import base64
import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from lotsenbuch.sheet import container, envelope
from lotsenbuch.sheet.opening import sign_sheet
from tests.builders.commands import NAME, Terminal, an_invite_file, refused
from tests.builders.sheets import PILOT_KEY, STRANGER_KEY, a_blank_pdf, a_plain_file, a_sheet, an_invite

SPECIMENS = Path(__file__).resolve().parents[2] / "tests" / "data" / "specimens"


def test_a_sealed_month_gives_a_hint_and_then_a_new_version(lotse: Terminal, tmp_path: Path) -> None:
    lotse.done("activity", "add", "--date", "2026-03-11", "--minutes", "60")
    issue = ("sheet", "issue", "--month", "2026-03", "--out", tmp_path)
    first = lotse.done(*issue)
    data = Path(first["file"]).read_bytes()
    assert lotse.done(*issue) == first
    assert Path(first["file"]).read_bytes() == data
    late = lotse.done("activity", "add", "--date", "2026-03-10", "--minutes", "30")
    assert "month_sealed" in [hint["code"] for hint in late["hints"]]
    assert all("{" not in hint["sentence"] for hint in late["hints"])
    second = lotse.done(*issue)
    assert (second["version"], len(second["replaces"])) == (2, 64)
    assert Path(first["file"]).read_bytes() == data, "the file of the first version stays"


def test_an_expired_invite_is_refused(kept: Terminal, tmp_path: Path) -> None:
    invite = an_invite_file(tmp_path, expires=date(2026, 3, 11))
    sentence = refused(kept("join", invite, "--out", tmp_path / "antwort"), "invite_expired", 4)
    assert "2026-03-11" in sentence or "11.03.2026" in sentence
    assert not (tmp_path / "antwort").exists()


@pytest.mark.parametrize("content", [b"", b"kein JSON", b"{}", a_blank_pdf(), b"\x00" * 100])
def test_an_invite_that_is_none_is_refused(kept: Terminal, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "einladung"
    file.write_bytes(content)
    code = "invite_not_one" if content else "sheet_empty"
    refused(kept("join", file, "--out", tmp_path / "antwort"), code, 4)


def test_a_flipped_or_foreign_signature_on_an_invite_is_refused(kept: Terminal, tmp_path: Path) -> None:
    good = an_invite_file(tmp_path).read_bytes()
    file = tmp_path / "einladung"
    for position in range(0, len(good), len(good) // 12):
        file.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        answer = kept("join", file, "--out", tmp_path / "antwort")
        refused(answer, answer.error, 4)
    statement = json.loads(good)
    payload = base64.b64decode(statement["payload"])
    file.write_bytes(envelope.sign(payload, statement["payloadType"], STRANGER_KEY))
    refused(kept("join", file, "--out", tmp_path / "antwort"), "invite_key", 4)


def test_an_invite_for_someone_else_is_refused(lotse: Terminal, tmp_path: Path) -> None:
    lotse.done("join", an_invite_file(tmp_path), "--out", tmp_path / "antwort")
    pilot = an_invite().pilot
    other = an_invite_file(tmp_path, pilot=type(pilot)("L099", "Berta Beispiel"))
    sentence = refused(lotse("join", other, "--out", tmp_path / "zweite"), "invite_other_pilot", 4)
    assert "Berta" not in sentence


def test_an_answer_overwrites_nothing(kept: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "antwort"
    out.write_text("alt", encoding="utf-8")
    refused(kept("join", an_invite_file(tmp_path), "--out", out), "file_exists")
    assert out.read_text(encoding="utf-8") == "alt"


def with_attachments(*names: str, data: bytes = b"{}") -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(a_blank_pdf())) as pdf:
        for name in names:
            pdf.attachments[name] = data
        pdf.save(target, compress_streams=True, recompress_flate=True)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"kein PDF", "sheet_not_one"),
        (b"%PDF-1.7\nkaputt", "sheet_pdf"),
        (a_blank_pdf(), "sheet_no_attachment"),
        (with_attachments("lotsenbuch.json", "mehr.json"), "sheet_two_attachments"),
        (with_attachments("lotsenbuch.json", data=b" " * 60_000_000), "sheet_bomb"),
    ],
    ids=["empty", "text", "broken", "none", "two", "bomb"],
)
def test_a_file_that_is_no_sheet_is_refused(terminal: Terminal, tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "nachweis.pdf"
    file.write_bytes(content)
    answer = terminal.bare("sheet", "verify", file, "--json")
    refused(answer, code, 4)
    assert answer.json["valid"] is False


def test_a_folder_is_no_file(kept: Terminal, tmp_path: Path) -> None:
    refused(kept("sheet", "verify", tmp_path), "sheet_not_a_file", 4)
    refused(kept("sheet", "receipt", tmp_path), "sheet_not_a_file", 4)
    refused(kept("join", tmp_path, "--out", tmp_path / "antwort"), "sheet_not_a_file", 4)


def test_a_file_is_no_folder(kept: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "datei"
    file.write_bytes(b"x")
    refused(kept("activity", "list", "--vault", file), "vault_path_is_file")
    refused(kept("vault", "create", file), "vault_path_is_file")
    refused(kept("sheet", "issue", "--month", "2026-03", "--out", file), "folder_missing")
    refused(kept("activity", "list", "--vault", tmp_path), "vault_not_found")


def test_a_flipped_byte_of_the_signed_data_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    signed = sign_sheet(a_sheet(), PILOT_KEY)
    file = tmp_path / "nachweis.pdf"
    at = signed.index(b'"payload":"') + 60
    flipped = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    file.write_bytes(container.embed(a_blank_pdf(), signed, date(2026, 3, 31)))
    assert terminal.bare("sheet", "verify", file, "--json").json["valid"] is True
    file.write_bytes(container.embed(a_blank_pdf(), flipped, date(2026, 3, 31)))
    answer = terminal.bare("sheet", "verify", file, "--json")
    assert answer.json["valid"] is False
    refused(answer, "sheet_signature", 4)


def test_a_key_that_did_not_sign_is_told(terminal: Terminal, tmp_path: Path) -> None:
    file, key = tmp_path / "nachweis.pdf", tmp_path / "schluessel"
    file.write_bytes(a_plain_file())
    key.write_text(STRANGER_KEY.public.raw.hex(), encoding="utf-8")
    refused(terminal.bare("sheet", "verify", file, "--key", key, "--json"), "sheet_unknown_signer", 4)
    key.write_text("kein Schlüssel", encoding="utf-8")
    refused(terminal.bare("sheet", "verify", file, "--key", key, "--json"), "key_refused", 4)


def test_a_receipt_of_nobody_we_know_is_refused(kept: Terminal) -> None:
    receipts = list(SPECIMENS.glob("*.lotsenbuch-quittung"))
    assert receipts
    for file in receipts:
        refused(kept("sheet", "receipt", file), "sheet_unknown_signer", 4)


@pytest.mark.parametrize("name", ["Müße & Spaß", "n" * 200, "🦜👩🏽‍🍼", "mit Leerzeichen ", "-bindestrich"])
def test_any_name_of_a_folder_will_do(terminal: Terminal, tmp_path: Path, name: str) -> None:
    vault, out = tmp_path / name, tmp_path / "aus" / name
    out.mkdir(parents=True)
    created = terminal.done("vault", "create", vault, "--memory", "64")
    assert created["directory"] == str(vault)
    terminal.done("activity", "add", "--date", "2026-03-11", "--minutes", "60", "--vault", vault)
    issued = terminal.done("sheet", "issue", "--month", "2026-03", "--out", out, "--vault", vault)
    assert Path(issued["file"]).parent == out
    assert terminal.bare("sheet", "verify", issued["file"], "--json").json["valid"] is True
    shutil.rmtree(vault)


def test_a_folder_name_that_no_system_takes_is_told(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal("vault", "create", tmp_path / ("n" * 300))
    refused(answer, "vault_path_too_long")


CANARIES = (NAME, "Quittenmarmelade", "Kirschblütenallee")


def broken(*_anything: object) -> None:
    raise RuntimeError(" ".join(CANARIES))


def said_by_failures(lotse: Terminal, entry: str, client: str, tmp_path: Path) -> str:
    """Everything that commands print which cannot do what they are asked for."""
    failing: list[list[str | Path]] = [
        ["activity", "add", "--text", "gestern 9-10 Jobcenter mit Niemand"],
        ["activity", "edit", entry, "--minutes", "0"],
        ["activity", "edit", entry, "--client", client, "--client", client],
        ["client", "close", client, "--on", "2020-01-01"],
        ["client", "show", "Niemand"],
        ["sheet", "issue", "--month", "2026-03", "--out", tmp_path / "fehlt"],
        ["sheet", "issue", "--month", "2026-03", "--out", tmp_path / "aus", "--nil"],
        ["vault", "create", lotse.vault],
    ]
    said = ""
    for command in failing:
        answer = lotse(*command)
        assert answer.code == 1, command
        said += answer.out + answer.err
    return said


def test_no_name_note_or_place_leaves_the_vault_by_a_side_door(
    lotse: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole journey with unmistakable words, then a search in every file and in what failing commands said."""
    name, note, place = CANARIES
    out = tmp_path / "aus"
    out.mkdir()
    client = lotse.done("client", "add", "--name", "-", stdin=name)
    entry = lotse.done("activity", "add", "--text", "-", stdin=f"gestern 9-11 Jobcenter mit {name}: {note}, {place}")
    said = said_by_failures(lotse, entry["id"], client["id"], tmp_path)
    said += lotse("activity", "list", secret="falsch falsch falsch").err
    lotse.done("sheet", "issue", "--month", "2026-03", "--out", out)
    lotse.done("activity", "delete", entry["id"])
    with monkeypatch.context() as patch:
        patch.setattr("lotsenbuch.services.activities.restore", broken)
        answer = lotse("activity", "restore", entry["id"])
        assert answer.code == 70
        said += answer.out + answer.err
    said += lotse.bare("sheet", "verify", next(out.iterdir()), "--json").out
    assert not [word for word in CANARIES if word in said]
    files = [file for folder in (lotse.home, out) for file in folder.rglob("*") if file.is_file()]
    assert any(file.name == "lotsenbuch.log" for file in files)
    assert any(file.suffix == ".pdf" for file in files)
    for file in files:
        data = file.read_bytes()
        for word in CANARIES:
            spellings = (word.encode(), word.encode("utf-16-le"), word.encode("latin-1"), word.encode().hex().encode())
            assert not [each for each in spellings if each in data], file
            assert word not in file.name
