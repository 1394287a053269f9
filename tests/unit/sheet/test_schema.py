"""The shipped JSON Schemas are those of the code, and they describe what is really written."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from lotsenbuch import resources
from lotsenbuch.sheet import canonical, correspondence, envelope, schema, seal
from lotsenbuch.sheet.filetypes import SHEET
from tests.builders import specimens
from tests.builders.sheets import (
    PILOT_KEY,
    RECIPIENTS,
    TRAEGER_KEY,
    a_receipt,
    a_sheet,
    an_answer,
    an_invite,
)

SCHEMAS = schema.schemas()


DOCUMENTS: dict[str, bytes] = {
    "envelope": envelope.sign(b"{}", SHEET.payload_type, PILOT_KEY),
    "seal-header": specimens.header_of(seal.seal(b"", RECIPIENTS)),
    "sheet": canonical.encode(a_sheet()),
    "sheet-settlement": a_sheet().settlement.encode(),
    "sheet-statistics": (a_sheet().statistics or "").encode(),
    "invite": canonical.encode(an_invite()),
    "answer": canonical.encode(an_answer()),
    "receipt": canonical.encode(a_receipt()),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_that_of_the_code(name: str) -> None:
    assert resources.text(f"{schema.FOLDER}/{schema.file_name(name)}") == schema.text(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_written_follows_its_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    jsonschema.validate(json.loads(DOCUMENTS[name]), SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_closed_and_leaves_nothing_out(name: str) -> None:
    document: dict[str, Any] = json.loads(DOCUMENTS[name])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document | {"note": "free text"}, SCHEMAS[name])
    for key in document:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({other: document[other] for other in document if other != key}, SCHEMAS[name])


def test_writing_makes_every_file(tmp_path: Path) -> None:
    schema.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {schema.file_name(name) for name in SCHEMAS}
    assert msgspec.json.decode((tmp_path / "sheet.v1.json").read_bytes()) == SCHEMAS["sheet"]


def test_a_signed_invite_is_an_envelope_by_the_schema_too() -> None:
    jsonschema.validate(json.loads(correspondence.sign_invite(an_invite(), TRAEGER_KEY)), SCHEMAS["envelope"])
