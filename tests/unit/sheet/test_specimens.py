"""Every kind of file that ever left a machine stays readable: the kept specimens of version 1."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lotsenbuch.sheet import container, correspondence, opening, schema
from lotsenbuch.sheet.files import read_file
from lotsenbuch.sheet.filetypes import ANSWER, INVITE, PLAIN_SHEET_SUFFIX, RECEIPT, SHEET
from lotsenbuch.sheet.keys import OpeningKey, VerifyKey, by_id
from tests.builders import specimens
from tests.builders.sheets import a_receipt, a_settlement, a_sheet, a_statistics, an_answer, an_invite

FOLDER = Path(__file__).resolve().parents[2] / "data" / "specimens"
KEYS: dict[str, dict[str, str]] = json.loads((FOLDER / "test-keys-v1.json").read_bytes())
PILOT, TRAEGER = (VerifyKey.from_bytes(bytes.fromhex(KEYS["verify"][name])) for name in ("pilot", "traeger"))
OPENING = {name: OpeningKey.from_bytes(bytes.fromhex(raw)) for name, raw in KEYS["opening"].items()}


def specimen(name: str) -> bytes:
    return read_file(FOLDER / name)


def follows(name: str, payload: bytes | str) -> Any:
    """The parsed payload, after the shipped schema has been held against it."""
    document = json.loads(payload)
    jsonschema.validate(document, schema.schemas()[name])
    return document


def test_there_is_one_of_every_kind() -> None:
    # The backup is the vault's and has its own tests.
    suffixes = {path.suffix for path in FOLDER.iterdir()} - {".json", ".lotsenbuch-sicherung"}
    assert suffixes == {SHEET.suffix, PLAIN_SHEET_SUFFIX, INVITE.suffix, ANSWER.suffix, RECEIPT.suffix}


def test_the_invite_is_read() -> None:
    data = specimen("einladung-v1.lotsenbuch-einladung")
    found = correspondence.read_invite(data)
    assert found.invite == an_invite()
    assert found.key == TRAEGER
    follows("envelope", data)
    follows("invite", specimens.payload_of(data))


@pytest.mark.parametrize("name", OPENING)
def test_the_answer_is_read_by_every_recipient(name: str) -> None:
    found = correspondence.open_answer(specimen("antwort-v1.lotsenbuch-antwort"), OPENING[name])
    invite = correspondence.read_invite(specimen("einladung-v1.lotsenbuch-einladung"))
    assert found.answer == an_answer(invite=invite.digest)
    assert (found.key, found.seal_key) == (PILOT, OPENING["pilot"].public)


@pytest.mark.parametrize("name", OPENING)
def test_the_sealed_sheet_is_read_by_every_recipient(name: str) -> None:
    data = specimen("nachweis-v1.lotsenbuch-nachweis")
    found = opening.open_sheet(data, by_id([PILOT]), OPENING[name])
    assert found.sheet == a_sheet()
    assert found.settlement == a_settlement()
    assert found.statistics == a_statistics()
    follows("seal-header", specimens.header_of(data))
    document = follows("sheet", found.payload)
    follows("sheet-settlement", document["settlement"])
    follows("sheet-statistics", document["statistics"])


def test_the_plain_sheet_is_read_without_any_key() -> None:
    data = specimen("nachweis-v1.pdf")
    found = opening.inspect_sheet(data)
    assert found.sheet == a_sheet(traeger=None, statistics=None, recipients=())
    assert opening.open_sheet(data, by_id([PILOT])).payload_hash == found.payload_hash
    follows("envelope", container.extract(data))
    follows("sheet", found.payload)


def test_the_receipt_is_read() -> None:
    data = specimen("quittung-v1.lotsenbuch-quittung")
    assert correspondence.read_receipt(data, by_id([TRAEGER])).receipt == a_receipt()
    follows("receipt", specimens.payload_of(data))


def test_today_the_same_signed_bytes_are_written(tmp_path: Path) -> None:
    specimens.write(tmp_path)
    for name in ("einladung-v1.lotsenbuch-einladung", "quittung-v1.lotsenbuch-quittung", "test-keys-v1.json"):
        assert (tmp_path / name).read_bytes() == specimen(name)
    written = container.extract((tmp_path / "nachweis-v1.pdf").read_bytes())
    assert written == container.extract(specimen("nachweis-v1.pdf"))
