"""Text catalogues: collects every marked sentence, keeps the translations, compiles what the program reads.

`dev.py catalogues` renews resources/locale; `dev.py catalogues --check` changes nothing and fails when a
sentence is missing, untranslated or not compiled. Nothing in the files depends on the day or the machine.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "lotsenbuch"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}


# Header lines that would change with the day, the machine or the person.
_PASSING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Report-Msgid-Bugs-To',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id-Version',
)


def collected() -> Catalog:
    """Return a catalogue of every sentence that the source marks, in the order of files and lines."""
    found = Catalog(domain=DOMAIN, fuzzy=False)
    for file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "lotsenbuch", [("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message, locations=[(f"lotsenbuch/{file}", 0)])
    return found


def languages() -> Iterator[tuple[str, Path]]:
    """Yield every translated language with the folder of its files."""
    for folder in sorted(LOCALE.iterdir()):
        if (folder / "LC_MESSAGES").is_dir():
            yield folder.name, folder / "LC_MESSAGES"


def merged(language: str, file: Path, source: Catalog) -> Catalog:
    """Return the translations of a language for exactly the sentences of the source; new ones are empty."""
    known = Catalog(locale=language, domain=DOMAIN)
    if file.exists():
        with file.open("rb") as stream:
            known = read_po(stream, locale=language, domain=DOMAIN)
    fresh = Catalog(locale=language, domain=DOMAIN, fuzzy=False)
    for message in source:
        if not message.id:
            continue
        before = known.get(message.id)
        fresh.add(message.id, before.string if before else None, locations=sorted(set(message.locations)))
    return fresh


def po_text(catalogue: Catalog) -> bytes:
    """Return the readable file of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, omit_header=False, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(("#", *_PASSING)) or line.startswith("#:")]
    return ("\n".join(kept) + "\n").encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the compiled file of a catalogue; what has no translation falls back to German."""
    out = io.BytesIO()
    # The header would carry the minute of the call; the same sentences must give the same bytes.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, catalogue)
    return out.getvalue()


def gaps(catalogue: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation or lost a placeholder."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(texts) or message.fuzzy:
            found.append(str(message.id))
    return found


def renew() -> None:
    """Write the files of all languages anew."""
    source = collected()
    for language, folder in languages():
        catalogue = merged(language, folder / f"{DOMAIN}.po", source)
        (folder / f"{DOMAIN}.po").write_bytes(po_text(catalogue))
        (folder / f"{DOMAIN}.mo").write_bytes(mo_bytes(catalogue))
        print(f"{language}: {len(catalogue)} Sätze, {len(gaps(catalogue))} ohne Übersetzung")


def problems() -> list[str]:
    """Return what is wrong with the files as they are."""
    source = collected()
    found = []
    for language, folder in languages():
        catalogue = merged(language, folder / f"{DOMAIN}.po", source)
        found += [f"{language}: ohne Übersetzung: {text}" for text in gaps(catalogue)]
        if (folder / f"{DOMAIN}.po").read_bytes() != po_text(catalogue):
            found.append(f"{language}: {DOMAIN}.po passt nicht zum Quelltext")
        if (folder / f"{DOMAIN}.mo").read_bytes() != mo_bytes(catalogue):
            found.append(f"{language}: {DOMAIN}.mo ist nicht aus {DOMAIN}.po gemacht")
    return found


def main(arguments: Sequence[str]) -> int:
    """Renew the catalogues, or with ``--check`` say what is wrong; exit code 1 when something is."""
    if "--check" not in arguments:
        renew()
        return 0
    found = problems()
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
