"""The commit counter beside the database: it tells when the newest commits are silently missing.

The file has two places of 4,096 bytes, written in turn, so that a torn write leaves the other one whole.
A place holds, in its first 40 bytes, the number of the commit (8 bytes, big-endian) and HMAC-SHA256 of the
number and the place under HKDF(master key, vault id, "counter"); the rest is zero. The database holds the
same number in ``vault_state`` and increases it within each transaction. A crash between the commit and the
counter leaves the database one ahead, which is harmless; a database that is behind has lost commits.
Whoever puts back both files from the same moment is not noticed.
"""

import contextlib
import hmac
import os
from pathlib import Path

from lotsenbuch.vault import files
from lotsenbuch.vault.keys import expand, wipe

PLACE_BYTES = 4096
_NUMBER_BYTES = 8
_MAC_BYTES = 32


class Counter:
    """An open counter file; ``value`` is None where neither place can be believed."""

    def __init__(self, path: Path, master: bytearray, vault_id: bytes) -> None:
        self._path = path
        self._key = expand(master, vault_id, "counter")
        self._descriptor: int | None = None
        self.damaged = False
        self.value = self._read()

    def _mac(self, number: bytes, place: int) -> bytes:
        return hmac.digest(self._key, number + bytes([place]), "sha256")

    def _place(self, number: int) -> bytes:
        raw = number.to_bytes(_NUMBER_BYTES, "big")
        return raw + self._mac(raw, number % 2)

    def _read(self) -> int | None:
        try:
            content = files.read(self._path, 2 * PLACE_BYTES)
        except OSError:
            content = b""
        values = []
        for place in (0, 1):
            raw = content[place * PLACE_BYTES :][: _NUMBER_BYTES + _MAC_BYTES]
            number, mac = raw[:_NUMBER_BYTES], raw[_NUMBER_BYTES:]
            if hmac.compare_digest(self._mac(number, place), mac):
                values.append(int.from_bytes(number, "big"))
        self.damaged = not values or len(content) != 2 * PLACE_BYTES
        return max(values, default=None)

    def write(self, number: int) -> None:
        """Note that commit ``number`` is on the disk; raises plain ``OSError``."""
        if self.damaged:
            self._rebuild(number)
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        os.lseek(self._descriptor, (number % 2) * PLACE_BYTES, os.SEEK_SET)
        os.write(self._descriptor, self._place(number))
        files.push(self._descriptor)
        self.value = number

    def _rebuild(self, number: int) -> None:
        self._release()
        fresh = self._path.with_name(self._path.name + ".neu")
        fresh.unlink(missing_ok=True)
        content = bytearray(2 * PLACE_BYTES)
        for value in (number - 1, number):
            place = self._place(value)
            start = (value % 2) * PLACE_BYTES
            content[start : start + len(place)] = place
        files.create(fresh, bytes(content))
        fresh.replace(self._path)
        files.push_directory(self._path.parent)
        self.damaged = False

    def _release(self) -> None:
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None

    def close(self) -> None:
        """Close the file and wipe the key."""
        self._release()
        wipe(self._key)


def create(path: Path, master: bytearray, vault_id: bytes, number: int) -> None:
    """Write a new counter file for a database with ``number`` commits; raises plain ``OSError``."""
    counter = Counter(path, master, vault_id)
    try:
        counter.write(number)
    finally:
        counter.close()
