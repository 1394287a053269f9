"""Each contract test runs against the log in memory and against the encrypted database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lotsenbuch.persistence.log import open_log, upgrade
from lotsenbuch.services.ports import Log
from lotsenbuch.vault import cipher
from tests.builders.log import a_client, a_random, an_authority, an_engagement
from tests.builders.memory_log import MemoryLog


def vocabulary(word: str) -> tuple[str, ...]:
    """Know the beginning of two German names of authorities."""
    known = {"jobcenter": "JOBC", "standesamt": "STAND"}
    return tuple(code for name, code in known.items() if name.startswith(word.casefold()))


@pytest.fixture(params=["memory", "database"])
def empty_log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    log: Log
    if request.param == "memory":
        log = MemoryLog(a_random(), vocabulary)
    else:
        connection = cipher.connect(tmp_path / "log.db", bytearray(range(32)), create=True)
        upgrade(connection)
        log = open_log(lambda: connection, random=a_random(), vocabulary=vocabulary)
    yield log
    log.close()


@pytest.fixture
def log(empty_log: Log) -> Log:
    """Return a log with the engagement "eigene", three clients and two authorities."""
    with empty_log.transaction():
        empty_log.engagements.add(an_engagement())
        for name in ("Ömer Beispiel", "Alba Muster", "Zora Probe"):
            empty_log.clients.add(a_client(name))
        empty_log.authorities.add(an_authority("Jobcenter Musterstadt"))
        empty_log.authorities.add(an_authority("Bürgeramt Nord", code="BUERG"))
    return empty_log
