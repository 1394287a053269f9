"""JSON Schemas of every signed file, made from the structures that read it.

``python -m lotsenbuch.sheet.schema`` writes them anew; a test keeps the shipped ones equal to the code.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from lotsenbuch import resources
from lotsenbuch.sheet.documents import EnrolmentAnswer, Invite, Receipt
from lotsenbuch.sheet.envelope import Envelope
from lotsenbuch.sheet.model import Sheet
from lotsenbuch.sheet.seal import SealHeader
from lotsenbuch.sheet.settlement import SettlementPart
from lotsenbuch.sheet.statistics import FiledStatistics

FOLDER = "schema"
_STRUCTURES: dict[str, type[Struct]] = {
    "envelope": Envelope,
    "seal-header": SealHeader,
    "sheet": Sheet,
    "sheet-settlement": SettlementPart,
    "sheet-statistics": FiledStatistics,
    "invite": Invite,
    "answer": EnrolmentAnswer,
    "receipt": Receipt,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by its name, for example ``sheet`` or ``seal-header``."""
    return {name: _schema(name, structure) for name, structure in _STRUCTURES.items()}


def file_name(name: str) -> str:
    """Return the name of a schema's file; the version is that of the structure it describes."""
    return f"{name}.v1.json"


def text(schema: dict[str, Any]) -> str:
    """Return a schema as it is shipped: two spaces, sorted keys, a line end."""
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into ``folder``."""
    for name, schema in schemas().items():
        (folder / file_name(name)).write_text(text(schema), encoding="utf-8", newline="\n")


def _schema(name: str, structure: type[Struct]) -> dict[str, Any]:
    schema = msgspec.json.schema(structure)
    for definition in schema["$defs"].values():
        _spell_out(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lotsenbuch:{name}:1",
        **schema,
    }


def _spell_out(definition: dict[str, Any]) -> None:
    """Require every property: the canonical spelling leaves none out, whatever its default is in the code."""
    properties: dict[str, dict[str, Any]] = definition["properties"]
    definition["required"] = sorted(properties)
    for each in properties.values():
        each.pop("default", None)


if __name__ == "__main__":
    write(resources.path(FOLDER))
