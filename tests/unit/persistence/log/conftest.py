"""An open log over the test's encrypted database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lotsenbuch.persistence.log import open_log, upgrade
from lotsenbuch.services.ports import Log
from tests.builders.log import a_client, a_random, an_authority, an_engagement


@pytest.fixture
def driver(connect: Callable[[], Any]) -> Any:
    """Return the driver's connection to a database with the newest schema."""
    opened = connect()
    upgrade(opened)
    return opened


@pytest.fixture
def log(driver: Any) -> Iterator[Log]:
    opened = open_log(lambda: driver, random=a_random())
    with opened.transaction():
        opened.engagements.add(an_engagement())
        for name in ("Alba Muster", "Ömer Beispiel", "Zora Probe"):
            opened.clients.add(a_client(name))
        opened.authorities.add(an_authority())
    yield opened
    opened.close()
