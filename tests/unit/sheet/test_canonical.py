"""Canonical bytes: one statement has one spelling, and we never write what we would refuse."""

from collections.abc import Callable

import msgspec
import pytest

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.model import PilotRef
from tests.builders.sheets import a_settlement


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert (
        canonical.encode({"b": [1, {"z": None, "a": True}], "a": "ü"})
        == '{"a":"ü","b":[1,{"a":true,"z":null}]}'.encode()
    )


def test_text_is_composed() -> None:
    assert canonical.encode(PilotRef("L017", "Ays\u0327e")) == canonical.encode(PilotRef("L017", "Ayşe"))


@pytest.mark.parametrize("name", ["Ay\u202ese", "Ay\u200bse", "Zeile\nZeile"])
def test_misleading_text_is_not_written(name: str) -> None:
    with pytest.raises(RefusedError, match="sheet_text"):
        canonical.encode(PilotRef("L017", name))


def test_a_structure_that_breaks_its_own_limits_is_not_written() -> None:
    with pytest.raises(RefusedError, match="sheet_schema"):
        canonical.encode(PilotRef("kein Code", "Ayşe"))
    with pytest.raises(RefusedError, match="sheet_number"):
        canonical.encode(a_settlement(amount_cents=12_000.5))


def test_what_was_written_is_read_back() -> None:
    part = a_settlement()
    assert canonical.decode(canonical.encode(part), type(part)) == part


@pytest.mark.parametrize("respell", [lambda data: data.replace(b'":', b'": '), lambda data: data + b"\n"])
def test_any_other_spelling_is_refused(respell: Callable[[bytes], bytes]) -> None:
    part = a_settlement()
    with pytest.raises(RefusedError, match="sheet_not_canonical"):
        canonical.decode(respell(canonical.encode(part)), type(part))


def test_other_orders_and_escapes_are_refused() -> None:
    pilot = PilotRef("L017", "A")
    for spelling in (b'{"name":"A","code":"L017"}', b'{"code":"L017","name":"\\u0041"}'):
        assert msgspec.json.decode(spelling, type=PilotRef) == pilot
        with pytest.raises(RefusedError, match="sheet_not_canonical"):
            canonical.decode(spelling, PilotRef)
