"""The translations are whole: every sentence is there, says as much as the German one, and reaches the window."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import catalogues
from lotsenbuch import i18n

PLACEHOLDER = re.compile(r"\{(\w+)\}")
UMLAUT = re.compile("[äöüÄÖÜß]")
MNEMONIC = re.compile("&(?!&)")
# Words that stay what they are in every language: no English word fits the Träger, and the law has its own name.
NAMES = frozenset({"Träger", "Träger {code}: {name}"})


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a sentence, or the forms of a plural, as a tuple; what is not translated has one empty form."""
    return tuple(text) if isinstance(text, list | tuple) else (text or "",)


def messages() -> list[tuple[str, Message]]:
    """Return each sentence of each translated language."""
    found = []
    for language, folder in catalogues.languages():
        with (folder / f"{catalogues.DOMAIN}.po").open("rb") as stream:
            found += [(language, message) for message in read_po(stream, locale=language) if message.id]
    return found


MESSAGES = messages()


def lost(message: Message) -> set[str]:
    """Return the placeholders that a translation lacks or invents; its last form stands for any number."""
    return set(PLACEHOLDER.findall(forms(message.id)[-1])) ^ set(PLACEHOLDER.findall(forms(message.string)[-1]))


def untouched(message: Message) -> bool:
    """Tell whether a German sentence stands where its translation should."""
    same = set(forms(message.id)) & set(forms(message.string))
    return any(UMLAUT.search(text) and text not in NAMES for text in same)


def test_the_files_hold_exactly_the_sentences_of_the_source_and_all_are_translated() -> None:
    assert catalogues.problems() == []


def test_no_translation_loses_or_invents_a_placeholder() -> None:
    assert MESSAGES
    assert [message.id for _language, message in MESSAGES if lost(message)] == []


def test_a_form_of_a_plural_names_nothing_that_is_not_given() -> None:
    given = [
        message.id
        for _language, message in MESSAGES
        if not set(PLACEHOLDER.findall(" ".join(forms(message.string))))
        <= set(PLACEHOLDER.findall(" ".join(forms(message.id))))
    ]
    assert given == []


def test_no_german_sentence_stands_in_for_a_translation() -> None:
    assert [message.id for _language, message in MESSAGES if untouched(message)] == []


def test_an_entry_of_a_menu_keeps_its_letter() -> None:
    without = [
        message.id
        for _language, message in MESSAGES
        if len(MNEMONIC.findall(forms(message.id)[0])) != len(MNEMONIC.findall(forms(message.string)[0]))
    ]
    assert without == []


@pytest.mark.parametrize(
    ("german", "other", "wrong"),
    [("Monat {month}", "Month", True), ("Monat {month}", "{month}", False), ("Monat", "{month}", True)],
)
def test_a_lost_placeholder_is_found(german: str, other: str, wrong: bool) -> None:
    assert bool(lost(Message(german, string=other))) is wrong


@pytest.mark.parametrize(("text", "wrong"), [("Träger", False), ("Öffnen", True), ("Version", False)])
def test_an_untouched_sentence_is_found(text: str, wrong: bool) -> None:
    assert untouched(Message(text, string=text)) is wrong


def test_german_comes_first_and_english_is_there() -> None:
    assert i18n.available()[0] == "de"
    assert "en" in i18n.available()


def test_english_is_spoken_when_it_is_chosen() -> None:
    with i18n.using("en"):
        assert i18n._("Monat abschließen") == "Close month"
        assert i18n.ngettext("{count} Einsatz", "{count} Einsätze", 1).format(count=1) == "1 activity"
        assert i18n.ngettext("{count} Einsatz", "{count} Einsätze", 2).format(count=2) == "2 activities"
    assert i18n._("Monat abschließen") == "Monat abschließen"
