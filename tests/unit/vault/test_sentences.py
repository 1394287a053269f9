"""Each failure that the vault knows has a sentence, and each sentence a failure."""

import re
from pathlib import Path

from lotsenbuch import words
from lotsenbuch.messages import backup
from lotsenbuch.messages import vault as area
from lotsenbuch.vault import vault

_CODE = re.compile(r'"((?:vault|check|passphrase|recovery|backup)_[a-z_]+)"')
# The table of the commits, a column of the schema.
_NO_CODES = {"vault_state"}
# Said by whoever asks the vault for a backup.
_AROUND_IT = {"backup_not_made", "upgrade_without_backup"}
_COMPOSED = {"vault_is_pilot", "vault_is_traeger", "vault_no_passphrase", "vault_no_recovery"}


def codes_in_the_source() -> set[str]:
    sources = [*Path(vault.__file__).parent.glob("*.py"), Path(words.__file__)]
    found = {code for source in sources for code in _CODE.findall(source.read_text(encoding="utf-8"))}
    return (found | _COMPOSED) - _NO_CODES


def test_codes_and_sentences_are_the_same_set() -> None:
    assert codes_in_the_source() == set(area.SENTENCES | backup.SENTENCES) - _AROUND_IT


def test_a_sentence_says_what_happened_and_ends_like_one() -> None:
    for code, sentence in (area.SENTENCES | backup.SENTENCES).items():
        assert sentence.removesuffix(" {reason}").endswith("."), code
        assert "  " not in sentence, code
        assert len(sentence) <= 220, code
