"""The JSON Schema of the year's JSON file, made from the structures that it is written from.

``python -m lotsenbuch.report.organisation.yearschema`` writes it anew; a test keeps the shipped one equal to
the code.
"""

from typing import Any

import msgspec

from lotsenbuch import resources
from lotsenbuch.report.organisation.textfiles import JSON_TYPE, JSON_VERSION
from lotsenbuch.sheet.schema import FOLDER, text
from lotsenbuch.traeger.yearreport import YearReport

FILE = f"year-report.v{JSON_VERSION}.json"


def schema() -> dict[str, Any]:
    """Return the schema: every key is there, and no other."""
    found = msgspec.json.schema(YearReport)
    for definition in found["$defs"].values():
        definition["additionalProperties"] = False
        definition["required"] = sorted(definition["properties"])
        for each in definition["properties"].values():
            each.pop("default", None)
    report = found["$defs"]["YearReport"]
    report["properties"] |= {"type": {"const": JSON_TYPE}, "version": {"const": JSON_VERSION}}
    report["required"] = sorted(report["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lotsenbuch:year-report:{JSON_VERSION}",
        **found,
    }


def write() -> None:
    """Write the schema to its place among the resources."""
    target = resources.path(f"{FOLDER}/{FILE}")
    target.write_text(text(schema()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
