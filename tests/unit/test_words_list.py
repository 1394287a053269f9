"""The rules of the word list: a recovery sheet and a key comparison rest on it for as long as a vault lives."""

import hashlib
import re

from lotsenbuch import resources

WORDS = resources.text("words/de-2048.txt").split("\n")


def test_it_has_exactly_2048_lines_and_ends_with_a_line_break() -> None:
    assert WORDS[-1] == ""
    assert len(WORDS) - 1 == 2048


def test_each_word_has_four_to_nine_plain_lower_case_letters() -> None:
    assert [word for word in WORDS[:-1] if not re.fullmatch("[a-z]{4,9}", word)] == []


def test_the_first_four_letters_tell_a_word() -> None:
    assert len({word[:4] for word in WORDS[:-1]}) == 2048


def test_the_words_are_sorted() -> None:
    assert WORDS[:-1] == sorted(WORDS[:-1])


def test_the_list_never_changes() -> None:
    """A changed word or order would turn every recovery sheet on paper into nonsense."""
    digest = hashlib.sha256("\n".join(WORDS).encode("ascii")).hexdigest()
    assert digest == "e2c19c57bd3a6bce840c39a088c3efaa166845bdd4d6ca86ca2765490bd320ba"
