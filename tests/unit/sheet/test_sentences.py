"""Every refusal of this room has its German sentence, and every sentence is used."""

import re
from pathlib import Path

from lotsenbuch import sheet
from lotsenbuch.messages.sheet import SENTENCES

CODE = re.compile(r'(?:RefusedError|ExpectedError|_refuse)\(\s*"([a-z0-9_]+)"')
NOT_ONE = {"sheet_not_one", "invite_not_one", "answer_not_one", "receipt_not_one"}
# Raised by the pilot's services, which know who she is.
ELSEWHERE = {"invite_other_pilot"}


def raised() -> set[str]:
    (folder,) = sheet.__path__
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.py")))
    return set(CODE.findall(text)) | NOT_ONE


def test_every_code_has_a_sentence() -> None:
    assert len(raised()) > 30
    assert raised() <= SENTENCES.keys()


def test_every_sentence_has_a_code() -> None:
    assert SENTENCES.keys() <= raised() | ELSEWHERE


def test_sentences_are_whole_and_speak_to_the_person() -> None:
    for text in SENTENCES.values():
        assert text.endswith(".")
        assert "  " not in text
        assert not re.search(r"\b(du|dein|Error|JSON|Payload)\b", text)


def test_the_placeholder_is_filled() -> None:
    assert "15.02.2026" in SENTENCES["invite_expired"].format(day="15.02.2026")
