"""Strict JSON: the limits of the import rules, one hostile document each."""

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotsenbuch.errors import RefusedError
from lotsenbuch.sheet import strict

HOSTILE = [
    pytest.param(b"\xff[]", "sheet_json", id="no UTF-8"),
    pytest.param(b'["\xc0\xaf"]', "sheet_json", id="overlong UTF-8"),
    pytest.param(b"\xef\xbb\xbf[]", "sheet_json", id="byte order mark"),
    pytest.param(b"", "sheet_json", id="nothing"),
    pytest.param(b"[1] []", "sheet_json", id="two documents"),
    pytest.param(b'{"a":1,"a":1}', "sheet_duplicate_key", id="doubled key"),
    pytest.param(b'{"a":{"b":1,"\\u0062":2}}', "sheet_duplicate_key", id="doubled key, escaped"),
    pytest.param(b"[NaN]", "sheet_number", id="not a number"),
    pytest.param(b"[-Infinity]", "sheet_number", id="infinity"),
    pytest.param(b"[1e999]", "sheet_number", id="overflow"),
    pytest.param(b"[1.0]", "sheet_number", id="float"),
    pytest.param(b"[-0]", "sheet_number", id="negative zero"),
    pytest.param(b"[10000000000]", "sheet_number", id="eleven digits"),
    pytest.param(b"[" + b"9" * 400_000 + b"]", "sheet_number", id="huge integer"),
    pytest.param(b"[[[[[[[]]]]]]]", "sheet_limits", id="seven levels"),
    pytest.param(b'{"a":' * 100_000, "sheet_limits", id="a hundred thousand levels"),
    pytest.param(b"[" + b"0," * 5_000 + b"0]", "sheet_limits", id="too many values"),
    pytest.param('["a\u0308"]'.encode(), "sheet_text", id="not composed"),
    pytest.param(b'["\\u0000"]', "sheet_text", id="null"),
    pytest.param(b'["a\\nb"]', "sheet_text", id="line end"),
    pytest.param(b'["\\u202e"]', "sheet_text", id="bidi override"),
    pytest.param(b'["\\u2066"]', "sheet_text", id="bidi isolate"),
    pytest.param(b'["\\u200b"]', "sheet_text", id="zero width space"),
    pytest.param(b'["\\u200d"]', "sheet_text", id="zero width joiner"),
    pytest.param(b'["\\u00ad"]', "sheet_text", id="soft hyphen"),
    pytest.param(b'["\\u2028"]', "sheet_text", id="line separator"),
    pytest.param(b'["\\ue000"]', "sheet_text", id="private use"),
    pytest.param(b'["\\ud800"]', "sheet_text", id="lone surrogate"),
    pytest.param(b'["\\ufffe"]', "sheet_text", id="no character"),
    pytest.param('["\U000e0041"]'.encode(), "sheet_text", id="tag character"),
    pytest.param('["\ufe0f"]'.encode(), "sheet_text", id="variation selector"),
    pytest.param('["\u3164"]'.encode(), "sheet_text", id="filler that shows nothing"),
    pytest.param(b'{"\\u202ea":1}', "sheet_text", id="bidi in a key"),
]


@pytest.mark.parametrize(("document", "code"), HOSTILE)
def test_a_hostile_document_is_refused(document: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        strict.parse(document)
    assert refused.value.code == code


@pytest.mark.parametrize(("document", "code"), HOSTILE)
def test_the_refusal_carries_nothing_of_the_document(document: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        strict.parse(document)
    assert refused.value.args == (code,)
    assert refused.value.params == {}
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_document_of_the_largest_allowed_measures_is_read() -> None:
    assert strict.parse(b"[[[[[[9999999999]]]]]]") == [[[[[[9_999_999_999]]]]]]
    assert len(strict.parse(b"[" + b"0," * 4_998 + b"0]")) == 4_999


def test_brackets_inside_text_do_not_count_as_nesting() -> None:
    assert strict.parse(b'["[[[[[[[[\\"[[[[[[["]') == ['[[[[[[[["[[[[[[[']


def test_a_document_longer_than_its_limit_is_refused() -> None:
    assert strict.parse(b"[12]", limit=4) == [12]
    with pytest.raises(RefusedError, match="sheet_too_large"):
        strict.parse(b"[123]", limit=4)


@pytest.mark.parametrize("document", [b'"' + b'\\"' * 250_000, b'["' * 170_000, b'"\\' * 170_000])
def test_text_that_never_ends_costs_no_time(document: bytes) -> None:
    began = time.process_time()
    with pytest.raises(RefusedError):
        strict.parse(document)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", ["Ayşe Öztürk", "Nguyễn Thị Hà", "Олена", "አበበ", "محمد", "Müller-Lüdenscheidt", "🙂"])
def test_names_of_many_scripts_pass(name: str) -> None:
    assert strict.parse(msgspec.json.encode([name])) == [name]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    try:
        strict.parse(document)
    except RefusedError:
        return


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    a: int
    b: str


@pytest.mark.parametrize(
    "document",
    [b'{"a":1}', b'{"a":1,"b":"x","c":1}', b'{"a":"1","b":"x"}', b'{"a":true,"b":"x"}', b"[1]", b"null"],
)
def test_another_shape_than_the_schema_is_refused(document: bytes) -> None:
    assert strict.decode(b'{"a":1,"b":"x"}', Pair) == Pair(1, "x")
    with pytest.raises(RefusedError, match="sheet_schema") as refused:
        strict.decode(document, Pair)
    assert refused.value.__suppress_context__
