"""A Träger's programme file is read strictly and laid over the shipped data."""

from datetime import date

import pytest

from lotsenbuch import messages, programme
from lotsenbuch.errors import ExpectedError, RefusedError

FILE = """
line = 'wir'
de = 'WIR im Musterkreis'
en = 'WIR, example district'

[[rules]]
valid_from = 2026-01-01
valid_to = 2026-12-31
rate_model = 'hour'
rate_cents = 600
billable_kinds = ['accompaniment', 'travel']
rounding_step = 30
rounding_scope = 'assignment'
cap_minutes = { normal = 6000 }
"""


def test_an_override_holds_for_its_days_and_the_shipped_rule_for_all_others() -> None:
    book = programme.book((FILE,))
    inside, outside = book.rule("wir", date(2026, 5, 1)), book.rule("wir", date(2027, 1, 1))
    assert inside is not None
    assert outside is not None
    assert (inside.rate_cents, outside.rate_cents) == (600, 500)
    assert inside.cap_minutes == {"normal": 6000}
    assert "travel" in inside.billable_kinds


def test_the_name_is_the_overrides_and_deadlines_stay_where_it_has_none() -> None:
    book = programme.book((FILE,))
    assert [each.de for each in book.programmes if each.line == "wir"] == ["WIR im Musterkreis"]
    assert book.deadlines("wir", 2026) == programme.book().deadlines("wir", 2026)


def test_the_last_of_two_overrides_wins() -> None:
    book = programme.book((FILE, FILE.replace("= 600\n", "= 700\n")))
    rule = book.rule("wir", date(2026, 5, 1))
    assert rule is not None
    assert rule.rate_cents == 700


def test_an_override_may_bring_a_line_of_its_own() -> None:
    book = programme.book((FILE.replace("'wir'", "'nachbarn'"),))
    assert book.rule("nachbarn", date(2026, 5, 1)) is not None
    assert book.rule("wir", date(2026, 5, 1)) == programme.book().rule("wir", date(2026, 5, 1))


def test_an_override_leaves_the_shipped_book_alone() -> None:
    programme.book((FILE,))
    rule = programme.book().rule("wir", date(2026, 5, 1))
    assert rule is not None
    assert rule.rate_cents == 500


SECOND = FILE[FILE.index("[[rules]]") :]
BAD = {
    "programme_unreadable": ["line = ", "a = " + "[" * 50_000, "\x00", "line = 1\nline = 2"],
    "programme_too_long": ["#" * 100_001],
    "programme_empty": [FILE[: FILE.index("[[rules]]")]],
    "programme_unknown_key": [
        "colour = 'red'\n" + FILE,
        FILE + "rate_euro = 5\n",
        FILE.replace("{ normal", "{ boss = 1, normal"),
    ],
    "programme_missing_key": [FILE.replace("rate_cents = 600\n", ""), FILE.replace("line = 'wir'\n", ""),
                              FILE.replace("valid_from = 2026-01-01\n", "")],
    "programme_wrong_value": [
        FILE.replace("= 600\n", "= '600'\n"),
        FILE.replace("= 600\n", "= 6.5\n"),
        FILE.replace("= 600\n", "= true\n"),
        FILE.replace("= 600\n", "= 99999999\n"),
        FILE.replace("'hour'", "'minute'"),
        FILE.replace("= 30", "= 7"),
        FILE.replace("'assignment'", "'week'"),
        FILE.replace("2026-01-01", "'2026-01-01'"),
        FILE.replace("2026-01-01", "2026-01-01T00:00:00"),
        FILE.replace("'wir'", "'WIR !'"),
        FILE.replace("['accompaniment', 'travel']", "'accompaniment'"),
        FILE.replace("['accompaniment', 'travel']", "[1]"),
        FILE.replace("{ normal = 6000 }", "6000"),
        FILE.replace("WIR im Musterkreis", "x" * 81),
        FILE.replace("'WIR im Musterkreis'", '"WIR\\u202e"'),
        FILE + "[[deadlines]]\ncode='x'\nde='x'\nen='x'\nmonth=2\nday=29\nyears_later=0\nvalid_from=2020-01-01\n"
        "source='x'\nconfidence='H'\n",
    ],
    "programme_negative": [FILE.replace("= 600\n", "= -1\n"), FILE.replace("6000", "-1")],
    "programme_unknown_kind": [FILE.replace("'travel'", "'flying'")],
    "programme_unknown_authority": [FILE + "excluded_authorities = ['NASA']\n"],
    "programme_dates": [FILE.replace("valid_to = 2026", "valid_to = 2025")],
    "programme_overlap": [FILE + SECOND, FILE + SECOND.replace("2026-01-01", "2026-12-31").replace(
        "valid_to = 2026-12-31\n", ""), FILE.replace("valid_to = 2026-12-31\n", "") + SECOND],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in BAD.items() for text in texts])
def test_a_file_that_is_not_clear_is_refused_with_its_code(code: str, text: str) -> None:
    with pytest.raises(RefusedError) as failure:
        programme.read(text)
    assert failure.value.code == code
    assert "{" not in messages.sentence(failure.value)


def test_every_refusal_has_a_sentence() -> None:
    assert set(BAD) <= messages.codes()


def test_a_hostile_key_shows_forty_characters_at_most() -> None:
    with pytest.raises(ExpectedError) as failure:
        programme.read(FILE + f'"{"a" * 500}\\u202e" = 1\n')
    assert failure.value.params["key"] == "a" * 40
