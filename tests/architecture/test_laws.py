"""Every law holds in the house, and every law is seen to catch what it forbids."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import laws
from tests.architecture.contracts import ROOT, plant

LONG_FUNCTION = "class Long:\n    def __init__(self) -> None:\n" + "        self.a = 1\n" * 40

# Law, where, what. Each has to be found.
CAUGHT = [
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/services/a.py", "import PySide6"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/cli/a.py", "from PySide6.QtCore import QObject"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/cli/a.py", "def late():\n    import pypdfium2.raw"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/cli/a.py", "import_module('PySide6.QtGui')"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/services/a.py", "from sqlalchemy.orm import Session"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/ui/a.py", "import sqlcipher3"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/ui/a.py", "import reportlab"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/sheet/a.py", "import segno"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/sheet/seal.py", "import pikepdf"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/report/pdf.py", "import pikepdf"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/traeger/a.py", "import xlsxwriter"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/services/a.py", "import python_calamine"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/persistence/a.py", "import cryptography.hazmat"),
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/persistence/log/a.py", "import psycopg"),
    (laws.nothing_reaches_the_network, "lotsenbuch/persistence/a.py", "import socket"),
    (laws.nothing_reaches_the_network, "lotsenbuch/vault/a.py", "from ssl import SSLContext"),
    (laws.nothing_reaches_the_network, "lotsenbuch/cli/a.py", "from http.client import HTTPConnection"),
    (laws.nothing_reaches_the_network, "lotsenbuch/cli/a.py", "from urllib import request"),
    (laws.nothing_reaches_the_network, "lotsenbuch/report/a.py", "import smtplib"),
    (laws.nothing_reaches_the_network, "lotsenbuch/ui/a.py", "async def a():\n    import asyncio"),
    (laws.nothing_reaches_the_network, "lotsenbuch/ui/a.py", "from PySide6 import QtNetwork"),
    (laws.pages_of_the_traeger_name_no_client, "lotsenbuch/ui/traeger.py", "import lotsenbuch.domain"),
    (
        laws.pages_of_the_traeger_name_no_client,
        "lotsenbuch/ui/presenters/traeger_returns.py",
        "from ...persistence import log",
    ),
    (laws.only_presenters_call_use_cases, "lotsenbuch/ui/pages/a.py", "from lotsenbuch import services"),
    (laws.only_presenters_call_use_cases, "lotsenbuch/ui/dialogs/a.py", "from ...traeger import intake"),
    (laws.only_presenters_call_use_cases, "lotsenbuch/ui/tasks.py", "import lotsenbuch.services.activities"),
    (laws.only_the_clock_asks_for_the_time, "lotsenbuch/log.py", "import datetime\ndatetime.datetime.now()"),
    (laws.only_the_clock_asks_for_the_time, "lotsenbuch/a.py", "from datetime import date as d\nd.today()"),
    (laws.only_the_clock_asks_for_the_time, "lotsenbuch/a.py", "from datetime import datetime as z\nz.now"),
    (laws.only_the_clock_asks_for_the_time, "lotsenbuch/a.py", "import time\ntime.time()"),
    (laws.only_the_clock_asks_for_the_time, "lotsenbuch/a.py", "from time import time_ns\ntime_ns()"),
    (laws.tests_do_not_sleep, "tests/unit/test_a.py", "import time\ndef test_a():\n    time." + "sleep(1)"),
    (laws.tests_do_not_sleep, "tests/unit/test_a.py", "from time import sleep as nap\nnap(1)"),
    (laws.tests_do_not_sleep, "tests/ui/test_a.py", "def test_a(qtbot):\n    qtbot." + "wait(1)"),
    (laws.modules_end_in_time, "lotsenbuch/a.py", "a = 1\n" * 400),
    (laws.functions_end_in_time, "lotsenbuch/a.py", LONG_FUNCTION),
    (laws.names_are_nouns_of_the_trade, "lotsenbuch/vault/utils.py", ""),
    (laws.names_are_nouns_of_the_trade, "lotsenbuch/common/__init__.py", ""),
]
CAUGHT += [
    (laws.libraries_stay_in_their_rooms, "lotsenbuch/anonymise/a.py", f"import {library}")
    for library in laws.LIBRARIES
]
CAUGHT += [
    (laws.nothing_reaches_the_network, "lotsenbuch/persistence/a.py", f"import {library}")
    for library in laws.NETWORK
]

# What stands close to the border and is allowed.
ALLOWED = [
    ("lotsenbuch/ui/pages/a.py", "from PySide6.QtWidgets import QWidget\nimport pypdfium2"),
    ("lotsenbuch/ui/models/a.py", "if TYPE_CHECKING:\n    from lotsenbuch.services import records"),
    ("lotsenbuch/ui/presenters/a.py", "import lotsenbuch.services, lotsenbuch.traeger"),
    ("lotsenbuch/sheet/container.py", "import pikepdf\nfrom . import seal"),
    ("lotsenbuch/report/finish.py", "import pikepdf.pdfa\nimport http_like_name"),
    ("lotsenbuch/clock.py", "from datetime import datetime\ndatetime.now()"),
    ("lotsenbuch/services/a.py", "def a(clock):\n    return clock.now(), clock.today()"),
    ("lotsenbuch/services/b.py", "import time\nfrom urllib.parse import quote\ntime.monotonic()"),
    ("tests/unit/test_a.py", "from time import monotonic\ndef test_a(person):\n    person.sleep()"),
    ("lotsenbuch/a.py", "def a() -> None:\n" + "    pass\n" * 39),
]


@pytest.mark.parametrize("law", laws.LAWS_OF_THE_PACKAGE, ids=lambda law: law.__name__)
def test_the_law_holds(law: Callable[[Path], list[str]]) -> None:
    assert law(ROOT) == []


@pytest.mark.parametrize("folder", ["lotsenbuch", "packaging", "tests"])
@pytest.mark.parametrize("law", laws.LAWS_OF_EVERY_FOLDER, ids=lambda law: law.__name__)
def test_the_law_of_size_and_name_holds(law: Callable[[Path, str], list[str]], folder: str) -> None:
    assert law(ROOT, folder) == []


@pytest.mark.parametrize(("law", "path", "source"), CAUGHT)
def test_a_planted_violation_is_caught(
    law: Callable[[Path], list[str]], path: str, source: str, tmp_path: Path
) -> None:
    plant(tmp_path, "lotsenbuch/__init__.py", "")
    plant(tmp_path, path, source)
    offences = law(tmp_path)
    assert len(offences) >= 1
    assert path.removesuffix(".py") in offences[0]


@pytest.mark.parametrize(("path", "source"), ALLOWED)
def test_what_is_allowed_is_not_reported(path: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, path, source)
    every_law = [*laws.LAWS_OF_THE_PACKAGE, *laws.LAWS_OF_EVERY_FOLDER]
    assert [offence for law in every_law for offence in law(tmp_path)] == []  # type: ignore[operator]


def test_every_law_has_a_planted_violation() -> None:
    planted = {law for law, _, _ in CAUGHT}
    assert planted == {*laws.LAWS_OF_THE_PACKAGE, *laws.LAWS_OF_EVERY_FOLDER}
