"""Makes the kept specimens of ``tests/data/specimens``: one file of every kind that leaves a machine.

Kept files are never made anew once a version has been given to people; a new version adds its own folder.
``python -m tests.builders.specimens FOLDER`` writes the set of the current version.
"""

import base64
import json
import sys
from pathlib import Path

from lotsenbuch.report.pdf import render
from lotsenbuch.report.pilot.sheet import sheet_document
from lotsenbuch.sheet import correspondence, opening, reader
from lotsenbuch.sheet.model import Sheet
from tests.builders import sheets


def pdf_of(sheet: Sheet) -> bytes:
    """The signed PDF that the program itself would write for ``sheet``."""
    document = sheet_document(sheet, reader.settlement(sheet), reader.statistics(sheet))
    return render(document, opening.sign_sheet(sheet, sheets.PILOT_KEY))


def payload_of(envelope: bytes) -> bytes:
    """The payload inside an envelope, as any other program would take it out."""
    return base64.b64decode(json.loads(envelope)["payload"])


def header_of(sealed: bytes) -> bytes:
    """The header in front of a seal, by the documented layout."""
    start = len(b"Lotsenbuch-Siegel\n") + 5
    return sealed[start : start + int.from_bytes(sealed[start - 4 : start], "big")]


def published_keys() -> str:
    """The keys that belong to the specimens, as JSON; they protect nothing but these invented files."""
    keys = {
        "opening": {
            "pilot": sheets.PILOT_OPENING.raw.hex(),
            "reserve": sheets.RESERVE_OPENING.raw.hex(),
            "traeger": sheets.TRAEGER_OPENING.raw.hex(),
        },
        "verify": {
            "pilot": sheets.PILOT_KEY.public.raw.hex(),
            "traeger": sheets.TRAEGER_KEY.public.raw.hex(),
        },
    }
    return json.dumps(keys, indent=2) + "\n"


def write(folder: Path) -> None:
    """Write the whole set; refuses to replace a file that is there."""
    invite = correspondence.sign_invite(sheets.an_invite(), sheets.TRAEGER_KEY)
    named = sheets.an_answer(invite=correspondence.read_invite(invite).digest)
    answer = correspondence.seal_answer(named, sheets.PILOT_KEY, sheets.RECIPIENTS)
    plain = pdf_of(sheets.a_sheet(traeger=None, statistics=None, recipients=()))
    sealed = opening.seal_sheet(pdf_of(sheets.a_sheet()), sheets.RECIPIENTS)
    receipt = correspondence.sign_receipt(sheets.a_receipt(), sheets.TRAEGER_KEY)
    files = {
        "einladung-v1.lotsenbuch-einladung": invite,
        "antwort-v1.lotsenbuch-antwort": answer,
        "nachweis-v1.pdf": plain,
        "nachweis-v1.lotsenbuch-nachweis": sealed,
        "quittung-v1.lotsenbuch-quittung": receipt,
        "test-keys-v1.json": published_keys().encode(),
    }
    for name, data in files.items():
        with (folder / name).open("xb") as file:
            file.write(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
