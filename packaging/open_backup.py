"""Opens a backup of Lotsenbuch without Lotsenbuch: a plain SQLite file and one CSV file for each table.

    python3 open_backup.py BACKUP.lotsenbuch-sicherung NEW-FOLDER
    python3 open_backup.py BACKUP.lotsenbuch-sicherung NEW-FOLDER --words de-2048.txt

Needs Python 3.11 or newer and two packages, ``cryptography`` and ``sqlcipher3``; nothing else. The first form asks
for the passphrase, the second for the twelve words of the recovery sheet; ``de-2048.txt`` is the word list that
ships with the program (``resources/words``). Where nobody sits at a terminal, the answer is one line of standard
input. WHAT IS WRITTEN IS NOT ENCRYPTED: the new folder is readable for this account alone; delete it after use.

CSV: UTF-8 with a byte order mark, semicolons, first line = names of the columns, bytes as hexadecimal digits. A text
that a spreadsheet would take for a formula gets an apostrophe in front; ``log.sqlite`` holds the texts as they are.
Only tables are kept: the search index, views and triggers are machinery, and older readers stumble over them.

The format, version 1
=====================
Numbers are big-endian. "HKDF(key, salt, label, context)" is HKDF-SHA256 (RFC 5869), 32 bytes long, whose info is the
ASCII text "lotsenbuch vault 1 " + label, one zero byte, and the bytes of context (empty where none is named).
"JSON" is without blanks; texts inside are ASCII, bytes are lower-case hexadecimal.

The file, from front to back:

    "lotsenbuch-backup 1" and a line feed
    4 bytes   length of the header,   then the header
    4 bytes   length of the manifest, then the manifest
    8 bytes   length of the database, then the database
    32 bytes  HMAC-SHA256 over everything before it, key = HKDF(master key, vault id, "backup", backup id)
    32 bytes  SHA-256 over everything before it

The header is four lines, each ended by a line feed:

    lotsenbuch-vault 1
    {"created":..,"epoch":..,"generation":..,"kind":..,"slots":[..],"vault":"<vault id, 16 bytes>"}
    hmac <HMAC-SHA256 over lines 1 and 2, key = HKDF(master key, vault id, "header")>
    sha256 <SHA-256 over lines 1 to 3>

A slot holds the master key (32 bytes), sealed for one secret: {"commitment","kind","lanes","memory_kib","nonce",
"passes","salt","sealed"}; kind is "passphrase" or "recovery".

    secret     = the passphrase in Unicode form NFC, as UTF-8; or the 16 bytes behind the twelve words
    KEK        = Argon2id(secret, salt, memory_kib, passes, lanes), 32 bytes (RFC 9106, version 1.3)
    context    = JSON list [kind, memory_kib, passes, lanes, salt, vault id]
    commitment = HKDF(KEK, salt, "slot commitment", context); differs: the secret is wrong
    sealed     = AES-256-GCM of the master key, key = HKDF(KEK, salt, "slot seal", context), nonce,
                 associated data = context; the 16 bytes of the tag stand at the end

Twelve words: each is a number of 11 bits, its place in the word list from 0 on; the first four letters name it.
132 bits: 128 bits are the secret, the last 4 are the first 4 bits of the SHA-256 of the secret.

The manifest is JSON: {"backup":"<backup id, 16 bytes>","commits":..,"counts":"..","created":..,"sequence":..,
"vault":..}. Counts: 12 bytes nonce, then AES-256-GCM under HKDF(master key, vault id, "backup counts", backup id)
with the backup id as associated data; inside is JSON {table: number of rows}.

The database is SQLCipher 4 (its defaults) under the raw key HKDF(master key, vault id, "backup database", backup id).
"""

import argparse
import contextlib
import csv
import getpass
import hashlib
import hmac
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

FAILED, WRONG_SECRET, REFUSED = 1, 3, 4
FIRST_LINE = b"lotsenbuch-backup 1\n"
HEADER = re.compile(
    rb"(?P<proven>(?P<signed>lotsenbuch-vault 1\n(?P<body>[^\n]+)\n)hmac (?P<mac>[0-9a-f]{64})\n)"
    rb"sha256 (?P<sum>[0-9a-f]{64})\n"
)
LONGEST_PART = 64 * 1024
DIGEST_BYTES = 32
# No file may ask this machine for more: 1 GiB, 20 passes, 8 lanes.
MOST = {"memory_kib": 1024 * 1024, "passes": 20, "lanes": 8}
CHUNK = 1024 * 1024
BITS = 11
WORDS = 12
LETTERS = 4
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

DAMAGED = "Diese Sicherung ist beschädigt oder verändert. Nehmen Sie eine andere Sicherung."
NO_BACKUP = "Diese Datei ist keine Sicherung von Lotsenbuch, oder sie stammt von einer neueren Version."


class StopError(Exception):
    """What the person is told; ``code`` is the exit code of the program."""

    def __init__(self, sentence: str, code: int = REFUSED) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose checksum is right; ``database`` is where the database begins, ``length`` how long it is."""

    file: Path
    signed: bytes
    mac: bytes
    header: dict[str, Any]
    manifest: dict[str, Any]
    database: int
    length: int

    @property
    def vault_id(self) -> bytes:
        """Sixteen bytes that name the vault."""
        return bytes.fromhex(self.header["vault"])

    def key(self, master: bytes, purpose: str) -> bytes:
        """Return the key of this backup for one purpose."""
        return expand(master, self.vault_id, purpose, bytes.fromhex(self.manifest["backup"]))


def expand(key: bytes, salt: bytes, label: str, context: bytes = b"") -> bytes:
    """Return HKDF(key, salt, label, context)."""
    info = b"lotsenbuch vault 1 " + label.encode("ascii") + b"\0" + context
    return HKDF(SHA256(), 32, salt, info).derive(key)


def read(file: Path) -> Backup:
    """Read what stands before the database, and compare the SHA-256 of the whole file."""
    try:
        with file.open("rb") as stream:
            if stream.read(len(FIRST_LINE)) != FIRST_LINE:
                raise StopError(NO_BACKUP)
            header, manifest = _part(stream), _part(stream)
            length = int.from_bytes(stream.read(8), "big")
            start = stream.tell()
        _compare_checksum(file, start + length)
        found = HEADER.fullmatch(header)
        if found is None or hashlib.sha256(found["proven"]).hexdigest().encode() != found["sum"]:
            raise StopError(DAMAGED)
        mac = bytes.fromhex(found["mac"].decode())
        return Backup(file, found["signed"], mac, json.loads(found["body"]), json.loads(manifest), start, length)
    except OSError as error:
        raise StopError(f"Die Sicherung lässt sich nicht lesen: {os.strerror(error.errno or 0)}.", FAILED) from None
    except ValueError:
        raise StopError(DAMAGED) from None


def _part(stream: BinaryIO) -> bytes:
    length = int.from_bytes(stream.read(4), "big")
    if length > LONGEST_PART:
        raise StopError(DAMAGED)
    return stream.read(length)


def _compare_checksum(file: Path, end: int) -> None:
    if file.stat().st_size != end + 2 * DIGEST_BYTES:
        raise StopError(DAMAGED)
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        _feed(digest, stream, end + DIGEST_BYTES)
        if digest.digest() != stream.read():
            raise StopError(DAMAGED)


def _feed(digest: Any, stream: BinaryIO, rest: int) -> None:
    while chunk := stream.read(min(rest, CHUNK)):
        digest.update(chunk)
        rest -= len(chunk)


def secret_of_passphrase(text: str) -> bytes:
    """Return the bytes behind a passphrase."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def secret_of_words(text: str, word_list: Path) -> bytes:
    """Return the sixteen bytes behind the twelve words, in whatever way they are separated or numbered."""
    places = {word[:LETTERS]: place for place, word in enumerate(word_list.read_text(encoding="utf-8").split())}
    typed = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())
    unknown = [number for number, word in enumerate(typed, 1) if word[:LETTERS] not in places]
    if unknown:
        raise StopError(f"Das {unknown[0]}. Wort steht nicht in der Wörterliste.", WRONG_SECRET)
    if len(typed) != WORDS:
        raise StopError(f"Es müssen zwölf Wörter sein; angekommen sind {len(typed)}.", WRONG_SECRET)
    number = 0
    for word in typed:
        number = number << BITS | places[word[:LETTERS]]
    secret = (number >> LETTERS).to_bytes(16, "big")
    if hashlib.sha256(secret).digest()[0] >> LETTERS != number & 15:
        raise StopError("Die zwölf Wörter passen nicht zusammen. Prüfen Sie die Reihenfolge.", WRONG_SECRET)
    return secret


def master_key(backup: Backup, kind: str, secret: bytes) -> bytes:
    """Open the slot of ``kind``, then prove header and file; return the master key."""
    slot = next((each for each in backup.header["slots"] if each["kind"] == kind), None)
    if slot is None:
        raise StopError("Diese Sicherung öffnet sich nur auf die andere Art (Passphrase oder zwölf Wörter).", FAILED)
    if any(not 1 <= slot[name] <= most for name, most in MOST.items()):
        raise StopError(DAMAGED)
    salt = bytes.fromhex(slot["salt"])
    parts = [kind, slot["memory_kib"], slot["passes"], slot["lanes"], slot["salt"], backup.header["vault"]]
    context = json.dumps(parts, separators=(",", ":")).encode("ascii")
    kek = Argon2id(
        salt=salt, length=32, iterations=slot["passes"], lanes=slot["lanes"], memory_cost=slot["memory_kib"]
    ).derive(secret)
    if not hmac.compare_digest(expand(kek, salt, "slot commitment", context).hex(), slot["commitment"]):
        raise StopError("Die Passphrase oder die Wörter passen nicht zu dieser Sicherung.", WRONG_SECRET)
    seal = AESGCM(expand(kek, salt, "slot seal", context))
    master = seal.decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed"]), context)
    _prove(backup, master)
    return master


def _prove(backup: Backup, master: bytes) -> None:
    header = hmac.digest(expand(master, backup.vault_id, "header"), backup.signed, "sha256")
    whole = hmac.new(backup.key(master, "backup"), digestmod="sha256")
    with backup.file.open("rb") as stream:
        _feed(whole, stream, backup.database + backup.length)
        proof = stream.read(DIGEST_BYTES)
    if not hmac.compare_digest(header, backup.mac) or not hmac.compare_digest(whole.digest(), proof):
        raise StopError(DAMAGED)


def counts(backup: Backup, master: bytes) -> dict[str, int]:
    """Return how many rows each table has to have."""
    sealed, backup_id = bytes.fromhex(backup.manifest["counts"]), bytes.fromhex(backup.manifest["backup"])
    opened = AESGCM(backup.key(master, "backup counts")).decrypt(sealed[:12], sealed[12:], backup_id)
    return {str(table): int(rows) for table, rows in json.loads(opened).items()}


def write_plain(backup: Backup, master: bytes, target: Path) -> None:
    """Decrypt the database into the plain SQLite file ``target``."""
    encrypted = target.with_suffix(".verschluesselt")
    with backup.file.open("rb") as source, encrypted.open("xb") as stream:
        source.seek(backup.database)
        rest = backup.length
        while chunk := source.read(min(rest, CHUNK)):
            stream.write(chunk)
            rest -= len(chunk)
    connection = dbapi2.connect(str(encrypted), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.set_key(f"x'{backup.key(master, 'backup database').hex()}'".encode("ascii"))
        connection.execute("PRAGMA cipher_compatibility = 4").fetchall()
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StopError(DAMAGED)
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")
    finally:
        connection.close()
    encrypted.unlink()


def keep_tables_alone(database: Path) -> None:
    """Remove what repeats or watches the tables: triggers, views, and search indexes with their own tables."""
    connection = dbapi2.connect(str(database), isolation_level=None)
    try:
        found = connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            " UNION ALL SELECT 'table', name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"
        ).fetchall()
        for kind, name in found:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} "{quoted}"')
        connection.execute("VACUUM")
    finally:
        connection.close()


def write_tables(database: Path, folder: Path, expected: dict[str, int]) -> dict[str, int]:
    """Write a CSV file for each table, and return its number of rows.

    Left out are search indexes, which repeat what other tables say; their rows are counted all the same.
    """
    connection = dbapi2.connect(str(database))
    written = {}
    try:
        kinds = dict(connection.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall())
        for table, rows in sorted(expected.items()):
            quoted = table.replace('"', '""')
            if connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0] != rows:
                raise StopError(DAMAGED)
            if kinds[table] == "table":
                cursor = connection.execute(f'SELECT * FROM "{quoted}"')
                _write_csv(folder / f"{re.sub('[^0-9A-Za-z_]', '_', table)}.csv", cursor)
                written[table] = rows
    finally:
        connection.close()
    return written


def _write_csv(file: Path, cursor: Any) -> None:
    with file.open("x", encoding="utf-8-sig", newline="") as stream:
        lines = csv.writer(stream, delimiter=";")
        lines.writerow([column[0] for column in cursor.description])
        lines.writerows([_cell(value) for value in row] for row in cursor)


def _cell(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def ask(question: str) -> str:
    """Return what the person types; at a terminal nobody sees it."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{question}: ")
    return sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")


def convert(file: Path, folder: Path, word_list: Path | None) -> dict[str, int]:
    """Turn one backup into a new folder; return the rows of each table. Leaves nothing behind when it fails."""
    backup = read(file)
    try:
        if word_list is None:
            master = master_key(backup, "passphrase", secret_of_passphrase(ask("Passphrase")))
        else:
            master = master_key(backup, "recovery", secret_of_words(ask("Zwölf Wörter"), word_list))
        expected = counts(backup, master)
    except (KeyError, TypeError, ValueError, InvalidTag):
        raise StopError(DAMAGED) from None
    folder.mkdir(mode=0o700)
    try:
        write_plain(backup, master, folder / "log.sqlite")
        written = write_tables(folder / "log.sqlite", folder, expected)
        keep_tables_alone(folder / "log.sqlite")
        return written
    except BaseException:
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)
        raise


def main(arguments: Sequence[str]) -> int:
    """Run the program; returns 0, 1 (failed), 3 (wrong secret) or 4 (damaged, or no backup)."""
    parser = argparse.ArgumentParser(description="Öffnet eine Sicherung von Lotsenbuch ohne Lotsenbuch.")
    parser.add_argument("backup", type=Path, metavar="SICHERUNG", help="Datei mit der Endung .lotsenbuch-sicherung")
    parser.add_argument("folder", type=Path, metavar="ORDNER", help="neuer Ordner für SQLite und CSV")
    parser.add_argument("--words", type=Path, metavar="LISTE", help="Wörterliste de-2048.txt: fragt nach zwölf Wörtern")
    given = parser.parse_args(arguments)
    # Everything that is written from here on is for this account alone.
    os.umask(0o077)
    try:
        written = convert(given.backup, given.folder, given.words)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except FileExistsError:
        print("Den Ordner gibt es schon. Nennen Sie einen neuen; nichts wird überschrieben.", file=sys.stderr)
        return FAILED
    except (OSError, dbapi2.Error, MemoryError) as error:
        print(f"Das hat nicht geklappt ({type(error).__name__}). Prüfen Sie Platz und Rechte.", file=sys.stderr)
        return FAILED
    for table, rows in written.items():
        print(f"{table}: {rows}")
    print("Fertig. Der neue Ordner ist nicht verschlüsselt. Löschen Sie ihn, sobald Sie ihn nicht mehr brauchen.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
