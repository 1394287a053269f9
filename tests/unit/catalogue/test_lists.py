"""The shipped vocabularies: codes, names, groups and the spellings that people type."""

import re
from itertools import combinations

import pytest

from lotsenbuch import catalogue
from lotsenbuch.catalogue import Catalogue, Entry, normalised

LISTS = {
    "authorities": catalogue.authorities,
    "topics": catalogue.topics,
    "languages": catalogue.languages,
    "origins": catalogue.origins,
    "kinds": catalogue.kinds,
    "age_bands": catalogue.age_bands,
    "genders": catalogue.genders,
    "consents": catalogue.consents,
    "roles": catalogue.roles,
    "states": catalogue.states,
    "referrals": catalogue.referrals,
}


@pytest.fixture(params=sorted(LISTS))
def listed(request: pytest.FixtureRequest) -> Catalogue[Entry]:
    return LISTS[request.param]()


def test_codes_are_unique_and_plain(listed: Catalogue[Entry]) -> None:
    codes = [entry.code for entry in listed.entries]
    assert len(codes) == len(set(codes)) == len(listed.codes)
    assert [code for code in codes if not re.fullmatch("[A-Za-z][A-Za-z0-9_]*", code)] == []


def test_every_entry_has_both_names_and_a_known_group(listed: Catalogue[Entry]) -> None:
    groups = {group.code for group in listed.groups}
    for entry in listed.entries:
        assert entry.de.strip()
        assert entry.en.strip()
        assert not groups or entry.group in groups


def test_order_counts_from_zero(listed: Catalogue[Entry]) -> None:
    assert [entry.order for entry in listed.entries] == list(range(len(listed.entries)))


def test_no_spelling_means_two_things_within_a_list(listed: Catalogue[Entry]) -> None:
    for entry in listed.entries:
        for word in (entry.de, *entry.words):
            assert listed.spellings[normalised(word)] == entry.code, word


def test_an_unknown_code_is_its_own_name(listed: Catalogue[Entry]) -> None:
    assert listed.get("FROM_TOMORROW") is None
    assert listed.name("FROM_TOMORROW") == "FROM_TOMORROW"


@pytest.mark.parametrize(("first", "second"), list(combinations(("authorities", "topics", "kinds"), 2)))
def test_no_spelling_means_two_things_between_the_lists_of_the_quick_add_line(first: str, second: str) -> None:
    assert set(LISTS[first]().spellings) & set(LISTS[second]().spellings) == set()


def test_the_lists_are_as_long_as_the_trade_needs() -> None:
    assert len(catalogue.authorities().entries) == 38
    assert len(catalogue.topics().entries) == 29
    assert 5 <= len(catalogue.topics().groups) <= 7
    assert len(catalogue.origins().entries) >= 195 + 2
    assert len(catalogue.languages().entries) >= 100


def test_sensitive_topics_are_marked() -> None:
    marked = {entry.code for entry in catalogue.topics().entries if entry.sensitive}
    assert marked == {"GESUND", "SCHWANGER", "PSYCHE", "PFLEGE", "SCHUTZ"}


def test_kinds_know_their_class_cards_and_what_counts() -> None:
    kinds = catalogue.kinds().entries
    assert {kind.code for kind in kinds if kind.card} == {
        "accompaniment", "interpreting", "advice", "forms", "remote",
    }  # fmt: skip
    assert {kind.code for kind in kinds if kind.counts} == {kind.code for kind in kinds if kind.card}
    classes = {kind.code: kind.kind_class for kind in kinds}
    assert {code for code, each in classes.items() if each == "client_work"} == {
        "accompaniment", "interpreting", "advice", "forms", "remote", "group", "preparation", "no_show",
    }  # fmt: skip
    assert (classes["coordination"], classes["team"], classes["reflection"]) == ("coordination", "team", "team")
    assert (classes["training"], classes["travel"]) == ("training", "travel")


def test_names_come_in_german_and_english() -> None:
    assert catalogue.authorities().name("AUSL") == "Ausländerbehörde"
    assert catalogue.authorities().name("AUSL", "en") == "Immigration office"
    assert catalogue.authorities().name("G_WORK") == "Arbeit und Soziales"
    assert catalogue.origins().name("CI", "en") == "Côte d’Ivoire"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("JC", "JOBC"),
        ("job-center", "JOBC"),
        ("ABH", "AUSL"),
        ("Auslaenderbehoerde", "AUSL"),
        ("AA", "AGENT"),
        ("Kinderarzt", "ARZT"),
        ("Rathaus", "BUERG"),
        ("KINDERGARTEN", "KITA"),
        ("BAMF", "BAMF"),
        ("Bafo\u0308g-Amt", "BAFOEG"),
        ("GU", "GU"),
    ],
)
def test_authorities_are_found_by_what_people_type(typed: str, code: str) -> None:
    found = catalogue.authorities().find(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jobcenter Wetzlar", "JOBC"),
        ("JC Fr. Muster", "JOBC"),
        ("Agentur f. Arbeit", "AGENT"),
        ("FamKa Gießen", "FAMK"),
        ("KiTa Regenbogen", "KITA"),
        ("Arzt Dr. Beispiel", "ARZT"),
        ("Schule Elterngespr.", "SCHULE"),
        ("Sprachkurs Anmeldung", "SPRACH"),
        ("Nassauische Heimstätte", "VERM"),
    ],
)
def test_authorities_are_recognised_inside_longer_words_of_a_list(text: str, code: str) -> None:
    found = catalogue.authorities().recognise(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "Irgendwo", "A", "x" * 10_000, "🙂 " * 5_000])
def test_what_is_no_authority_is_not_guessed(text: str) -> None:
    assert catalogue.authorities().recognise(text) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Farsi", "fa"), ("Persisch", "fa"), ("Dari", "prs"), ("Kurmandschi", "kmr"), ("Sorani", "ckb"),
     ("Serbokroatisch", "hbs"), ("Tigrinya", "ti")],
)  # fmt: skip
def test_languages_are_found_under_all_their_names(typed: str, code: str) -> None:
    found = catalogue.languages().find(typed)
    assert found is not None
    assert found.code == code


def test_a_list_is_read_once() -> None:
    assert catalogue.authorities() is catalogue.authorities()
