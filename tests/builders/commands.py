"""The command line as a test calls it: in this process, in a home of its own, on a day that stands still.

Argon2 is replaced by one hash, so that a command costs milliseconds; only tests can do that.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from lotsenbuch.cli.main import run
from lotsenbuch.clock import BERLIN, SystemClock
from lotsenbuch.sheet.correspondence import sign_invite
from lotsenbuch.vault import slots
from tests.builders.sheets import TRAEGER_KEY, an_invite

PASSPHRASE = "lampe wiese kolben ufer"
NOW = datetime(2026, 3, 12, 18, 0, tzinfo=BERLIN)
"""A Thursday."""
# Words that no German sentence has.
ENGLISH = (
    "error",
    "failed",
    "invalid",
    "not found",
    "denied",
    "unknown",
    "missing",
    "such",
    "usage",
    "expected",
    "none",
)
# A client's name that nothing else is called.
NAME = "Gülistan-Zebrafink"


class CheapArgon2:
    """Stands in for Argon2id: depends on all its inputs and costs nothing."""

    def __init__(self, *, salt: bytes, length: int, iterations: int, lanes: int, memory_cost: int) -> None:
        self._input = f"{iterations} {lanes} {memory_cost}".encode() + salt
        self._length = length

    def derive_into(self, secret: bytearray, key: bytearray) -> None:
        key[:] = hashlib.shake_256(self._input + secret).digest(self._length)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of the error on standard output."""
        found: str = self.json["error"]["code"]
        return found


class Terminal:
    """Runs commands with ``--json``; ``home`` is the program's whole world."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._capture = capture
        self._patch = patch
        patch.setenv("LOTSENBUCH_HOME", str(home))
        patch.setattr(slots, "Argon2id", CheapArgon2)
        patch.setattr(SystemClock, "now", lambda _clock: NOW)

    @property
    def vault(self) -> Path:
        """The one vault of the account."""
        return self.home / "data" / "vaults" / "eines"

    def bare(self, *arguments: str | Path, stdin: str | bytes = "") -> Answer:
        """Run a command exactly as given."""
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        self._capture.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = self._capture.readouterr()
        return Answer(code, printed.out, printed.err)

    def __call__(self, *arguments: str | Path, stdin: str = "", secret: str = PASSPHRASE) -> Answer:
        """Run a command with the passphrase on standard input and ``--json``."""
        return self.bare(*arguments, "--passphrase-file", "-", "--json", stdin=f"{secret}\n{stdin}")

    def done(self, *arguments: str | Path, stdin: str = "") -> Any:
        """Run a command that must succeed, and return its JSON."""
        answer = self(*arguments, stdin=stdin)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.json

    def make_vault(self) -> Path:
        """Create the one vault."""
        self.done("vault", "create", self.vault, "--memory", "64")
        return self.vault

    def fingerprint(self) -> dict[str, str]:
        """Return a digest of every log entry and client, to see that nothing changed."""
        return {
            what: hashlib.sha256(json.dumps(self.done(what, "list")).encode()).hexdigest()
            for what in ("activity", "client", "appointment", "sheet")
        }


def refused(answer: Answer, code: str, exit_code: int = 1) -> str:
    """Check that a command failed as it should, and return its sentence."""
    assert answer.json["error"]["code"] == code, answer
    assert answer.code == exit_code
    sentence: str = answer.json["error"]["sentence"]
    assert answer.err.strip().endswith(sentence), "the same sentence stands on standard error"
    assert len(sentence) > 20
    assert "{" not in sentence
    assert "Das hat nicht geklappt" not in sentence
    assert not [word for word in ENGLISH if word in sentence.lower().split()], sentence
    return sentence


def an_invite_file(folder: Path, **changes: Any) -> Path:
    """An invite of the Träger MUSTER for the pilot L017, good until the year's end."""
    file = folder / "L017.lotsenbuch-einladung"
    terms = {"expires": date(2026, 12, 31), "programme": None, **changes}
    file.write_bytes(sign_invite(an_invite(**terms), TRAEGER_KEY))
    return file
