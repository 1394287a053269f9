"""The import contracts hold, and each of them is seen to catch what it forbids."""

from pathlib import Path

import pytest

from tests.architecture import contracts

# One forbidden import for each border: contract, where it is planted, what is planted.
PLANTED = [
    ("house", "lotsenbuch/domain/planted.py", "import lotsenbuch.services"),
    ("house", "lotsenbuch/services/planted.py", "from lotsenbuch import vault"),
    ("house", "lotsenbuch/traeger/planted.py", "def late():\n    from lotsenbuch.bootstrap import open_log"),
    ("house", "lotsenbuch/services/planted.py", "import lotsenbuch.traeger"),
    ("house", "lotsenbuch/services/planted.py", "import lotsenbuch.example"),
    ("house", "lotsenbuch/anonymise/planted.py", "import lotsenbuch.services"),
    ("house", "lotsenbuch/domain/planted.py", "import lotsenbuch.sheet"),
    ("house", "lotsenbuch/programme/planted.py", "import lotsenbuch.domain"),
    ("house", "lotsenbuch/catalogue/planted.py", "import lotsenbuch.programme"),
    ("house", "lotsenbuch/messages/planted.py", "import lotsenbuch.catalogue"),
    ("house", "lotsenbuch/i18n/planted.py", "import lotsenbuch.messages"),
    ("house", "lotsenbuch/settings/planted.py", "import lotsenbuch.i18n"),
    ("house", "lotsenbuch/paths/planted.py", "import lotsenbuch.settings"),
    ("house", "lotsenbuch/clock/planted.py", "import lotsenbuch.log"),
    ("house", "lotsenbuch/vault/planted.py", "import lotsenbuch.persistence"),
    ("house", "lotsenbuch/report/planted.py", "import lotsenbuch.exchange"),
    ("house", "lotsenbuch/bootstrap/planted.py", "import lotsenbuch.ui"),
    ("house", "lotsenbuch/cli/planted.py", "import lotsenbuch.ui"),
    ("house", "lotsenbuch/ui/planted.py", "import lotsenbuch.cli"),
    ("house", "lotsenbuch/newcomer/planted.py", ""),
    ("organisation", "lotsenbuch/traeger/planted.py", "import lotsenbuch.domain"),
    ("organisation", "lotsenbuch/sheet/planted.py", "import lotsenbuch.anonymise"),
    ("organisation", "lotsenbuch/persistence/collection/planted.py", "import lotsenbuch.persistence.log"),
    ("organisation", "lotsenbuch/report/organisation/planted.py", "from lotsenbuch.domain import client"),
    ("organisation", "lotsenbuch/report/organisation/planted.py", "import lotsenbuch.report.pilot.detour"),
    ("parts", "lotsenbuch/sheet/statistics/planted.py", "import lotsenbuch.sheet.settlement"),
    ("window", "lotsenbuch/ui/pages/planted.py", "import lotsenbuch.ui.main_window"),
    ("window", "lotsenbuch/ui/pages/planted.py", "import lotsenbuch.ui.dialogs"),
    ("window", "lotsenbuch/ui/presenters/planted.py", "import lotsenbuch.ui.pages"),
    ("window", "lotsenbuch/ui/widgets/planted.py", "import lotsenbuch.ui.presenters"),
    ("window", "lotsenbuch/ui/models/planted.py", "import lotsenbuch.ui.tasks"),
]


def test_every_room_of_the_contracts_is_there() -> None:
    named = contracts.rooms(optional=False)
    assert sorted(room for room in named if not contracts.there(contracts.ROOT, room)) == []


def test_the_house_keeps_its_contracts(tmp_path: Path) -> None:
    contracts.copied_house(tmp_path)
    contracts.empty_house(tmp_path)
    broken, said = contracts.check(tmp_path)
    assert not broken, said


def test_an_empty_house_keeps_them_too(tmp_path: Path) -> None:
    contracts.empty_house(tmp_path)
    assert contracts.check(tmp_path)[0] == set()


def test_the_examples_may_use_the_use_cases(tmp_path: Path) -> None:
    contracts.empty_house(tmp_path)
    contracts.plant(tmp_path, "lotsenbuch/services/activities.py", "")
    contracts.plant(tmp_path, "lotsenbuch/example/planted.py", "import lotsenbuch.services.activities")
    assert contracts.check(tmp_path)[0] == set()


@pytest.mark.parametrize(("contract", "path", "source"), PLANTED, ids=lambda value: str(value)[:60])
def test_a_planted_import_is_caught(contract: str, path: str, source: str, tmp_path: Path) -> None:
    contracts.empty_house(tmp_path)
    contracts.plant(tmp_path, "lotsenbuch/domain/client.py", "")
    # A way round: the report for pilots may know a client, the report for the organisation may not use it.
    contracts.plant(tmp_path, "lotsenbuch/report/pilot/detour.py", "import lotsenbuch.domain")
    contracts.plant(tmp_path, path, source)
    assert contract in contracts.check(tmp_path)[0]


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _, _ in PLANTED} == {contract["id"] for contract in contracts.contracts()}
