"""The backup file ``.lotsenbuch-sicherung``: one file that opens anywhere with the passphrase alone.

    "lotsenbuch-backup 1" and a line feed
    4 bytes  length of the header, big-endian, then the header file of the vault (see ``header``)
    4 bytes  length of the manifest, then the manifest
    8 bytes  length of the database, then the database
    32 bytes HMAC-SHA256 over everything before, under HKDF(master key, vault id, "backup", backup id)
    32 bytes SHA-256 over everything before

The manifest is canonical JSON (sorted keys, no blanks): ``{"backup": 32 hex, "commits": number of the last
commit, "counts": hex, "created": "2026-03-01T12:00:00+01:00", "sequence": 1, "vault": 32 hex}``. ``counts``
is a 12-byte nonce and, sealed with AES-256-GCM under HKDF(.., "backup counts", backup id) with the backup id
as associated data, the JSON ``{table: rows}``. The database is SQLCipher 4 with the raw key HKDF(..,
"backup database", backup id). "HKDF" is ``keys.expand``. The first line and the closing SHA-256 stay the
same in all versions to come.
"""

import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.vault import files, header
from lotsenbuch.vault.header import SealedHeader
from lotsenbuch.vault.keys import expand, wipe

SUFFIX = ".lotsenbuch-sicherung"
ID_BYTES = 16
_FIRST_LINE = b"lotsenbuch-backup 1\n"
_ANY_VERSION = re.compile(rb"lotsenbuch-backup [0-9]{1,4}\n")
_MAX_MANIFEST = 64 * 1024
_PROOF_BYTES = 32
_NONCE_BYTES = 12
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; proven by ``verify`` only. ``counts`` is sealed."""

    backup_id: bytes
    vault_id: bytes
    sequence: int
    commits: int
    created: datetime
    counts: bytes

    def encode(self) -> bytes:
        """Return the canonical JSON."""
        body = {
            "backup": self.backup_id.hex(),
            "commits": self.commits,
            "counts": self.counts.hex(),
            "created": self.created.isoformat(timespec="seconds"),
            "sequence": self.sequence,
            "vault": self.vault_id.hex(),
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True, slots=True)
class BackupHead:
    """Everything before the database of a backup file; ``start`` and ``length`` say where that lies."""

    path: Path
    header: SealedHeader
    manifest: Manifest
    start: int
    length: int

    def key(self, master: bytearray, purpose: str) -> bytearray:
        """Return the key for ``purpose`` of this backup; the caller wipes it."""
        return expand(master, self.manifest.vault_id, purpose, self.manifest.backup_id)

    def counts(self, master: bytearray) -> dict[str, int]:
        """Return the number of rows of each table; raises ``RefusedError`` ``backup_damaged``."""
        sealed, key = self.manifest.counts, self.key(master, "backup counts")
        try:
            opened = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self.manifest.backup_id)
        except (InvalidTag, ValueError):
            raise RefusedError("backup_damaged") from None
        finally:
            wipe(key)
        return {str(table): int(rows) for table, rows in json.loads(opened).items()}


def seal_counts(
    counts: dict[str, int], master: bytearray, vault_id: bytes, backup_id: bytes, nonce: bytes
) -> bytes:
    """Return the manifest's ``counts``; how much there is in a log is nobody's business."""
    key = expand(master, vault_id, "backup counts", backup_id)
    plain = json.dumps(counts, sort_keys=True, separators=(",", ":")).encode("utf-8")
    sealed = AESGCM(key).encrypt(nonce, plain, backup_id)
    wipe(key)
    return nonce + sealed


def write(target: Path, header_file: bytes, manifest: Manifest, database: Path, master: bytearray) -> None:
    """Write the file and push it to the disk; raises plain ``OSError``."""
    key = expand(master, manifest.vault_id, "backup", manifest.backup_id)
    proof, checksum = hmac.new(key, digestmod="sha256"), hashlib.sha256()
    wipe(key)
    files.create(target)
    with target.open("r+b") as stream, database.open("rb") as source:
        for chunk in _content(header_file, manifest.encode(), source, database.stat().st_size):
            proof.update(chunk)
            checksum.update(chunk)
            stream.write(chunk)
        stream.write(proof.digest())
        checksum.update(proof.digest())
        stream.write(checksum.digest())
        stream.flush()
        files.push(stream.fileno())


def _content(header_file: bytes, manifest: bytes, database: BinaryIO, length: int) -> Iterator[bytes]:
    yield _FIRST_LINE
    yield len(header_file).to_bytes(4, "big") + header_file
    yield len(manifest).to_bytes(4, "big") + manifest
    yield length.to_bytes(8, "big")
    yield from iter(lambda: database.read(_CHUNK), b"")


def read_head(path: Path) -> BackupHead:
    """Read what stands before the database.

    Raises ``RefusedError``: ``backup_not_one``, ``backup_newer``, ``backup_damaged``; ``ExpectedError`` where
    the file cannot be read.
    """
    try:
        # The first read also refuses pipes, links and directories.
        head = files.read(path, header.MAX_BYTES + _MAX_MANIFEST + 64)
        size = path.stat().st_size
    except FileNotFoundError:
        raise ExpectedError("backup_not_found") from None
    except OSError:
        raise ExpectedError("backup_not_readable") from None
    if not head.startswith(_FIRST_LINE):
        raise RefusedError("backup_newer" if _ANY_VERSION.match(head) else "backup_not_one")
    try:
        header_file, position = _part(head, len(_FIRST_LINE), 4)
        text, position = _part(head, position, 4)
        sealed = header.decode(header_file)
        manifest = _manifest(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError, ExpectedError):
        raise RefusedError("backup_damaged") from None
    length = int.from_bytes(head[position : position + 8], "big")
    whole = size == position + 8 + length + 2 * _PROOF_BYTES
    if not whole or manifest.encode() != text or manifest.vault_id != sealed.header.vault_id:
        raise RefusedError("backup_damaged")
    return BackupHead(path, sealed, manifest, position + 8, length)


def _part(data: bytes, position: int, width: int) -> tuple[bytes, int]:
    start = position + width
    end = start + int.from_bytes(data[position:start], "big")
    if end > len(data):
        raise ValueError("cut off")
    return data[start:end], end


def _manifest(body: dict[str, object]) -> Manifest:
    sequence, commits, created = body["sequence"], body["commits"], body["created"]
    if not isinstance(sequence, int) or not isinstance(commits, int) or not isinstance(created, str):
        raise TypeError("wrong kind of value")
    moment = datetime.fromisoformat(created)
    if sequence < 1 or commits < 1 or moment.tzinfo is None:
        raise ValueError("wrong value")
    texts = [body[name] for name in ("backup", "vault", "counts")]
    backup_id, vault_id, counts = (bytes.fromhex(text) for text in texts if isinstance(text, str))
    return Manifest(backup_id, vault_id, sequence, commits, moment, counts)


def verify_checksum(head: BackupHead) -> str:
    """Read the whole file and compare its SHA-256; return that of the database part.

    Needs no secret, so damage is found before a passphrase is asked for. Raises ``backup_damaged``.
    """
    return _verify(head, None)


def verify(head: BackupHead, master: bytearray) -> str:
    """``verify_checksum`` and the HMAC, which only the holder of the master key can write."""
    head.header.verify(master)
    return _verify(head, head.key(master, "backup"))


def _verify(head: BackupHead, key: bytearray | None) -> str:
    proof = hmac.new(key or bytes(1), digestmod="sha256")
    checksum, database = hashlib.sha256(), hashlib.sha256()
    try:
        with head.path.open("rb") as stream:
            _forget_cache(stream)
            for rest, digest in ((head.start, None), (head.length, database)):
                for chunk in _read(stream, rest):
                    proof.update(chunk)
                    checksum.update(chunk)
                    if digest is not None:
                        digest.update(chunk)
            mac = stream.read(_PROOF_BYTES)
            checksum.update(mac)
            found = stream.read(_PROOF_BYTES + 1)
    except OSError:
        raise ExpectedError("backup_not_readable") from None
    forged = key is not None and not hmac.compare_digest(proof.digest(), mac)
    if forged or found != checksum.digest():
        raise RefusedError("backup_damaged")
    return database.hexdigest()


def _forget_cache(stream: BinaryIO) -> None:
    """Read from the drive itself where the system lets us: sticks lie about what they have written."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read(stream: BinaryIO, length: int) -> Iterator[bytes]:
    while length:
        chunk = stream.read(min(length, _CHUNK))
        if not chunk:
            raise RefusedError("backup_damaged")
        length -= len(chunk)
        yield chunk


def extract(head: BackupHead, target: Path) -> None:
    """Copy the (encrypted) database into a new private file; raises plain ``OSError``."""
    files.create(target)
    with head.path.open("rb") as source, target.open("r+b") as stream:
        source.seek(head.start)
        for chunk in _read(source, head.length):
            stream.write(chunk)
        stream.flush()
        files.push(stream.fileno())
