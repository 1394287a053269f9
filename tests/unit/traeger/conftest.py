"""A Träger's desk in memory."""

from pathlib import Path

import pytest

from tests.builders.traeger import Correspondent, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def pilot(office: Office) -> Correspondent:
    """A pilot who was enrolled as L001."""
    pilot = Correspondent()
    office.enrolled(pilot)
    return pilot
