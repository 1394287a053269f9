"""The contract of ``Log.transaction``."""

import pytest

from lotsenbuch.errors import ExpectedError
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import ActivityQuery
from tests.builders.log import a_client, an_activity, an_id


class BrokenOffError(Exception):
    """What breaks a block in these tests."""


def test_a_block_that_raises_is_undone_wholly(log: Log) -> None:
    def block() -> None:
        with log.transaction():
            log.activities.add(an_activity(note="Brief", client_ids=(an_id("Alba Muster"),)))
            log.secrets.put("key", b"value")
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        block()
    assert log.activities.page(ActivityQuery(), None, 10) == []
    assert log.activities.page(ActivityQuery(text="Brief"), None, 10) == []
    assert log.secrets.get("key") is None


def test_after_a_failure_the_next_block_works(log: Log) -> None:
    with pytest.raises(BrokenOffError), log.transaction():
        raise BrokenOffError
    with log.transaction():
        log.secrets.put("key", b"value")
    assert log.secrets.get("key") == b"value"


def test_an_inner_block_is_undone_with_the_outer_one(log: Log) -> None:
    def block() -> None:
        with log.transaction():
            with log.transaction():
                log.secrets.put("inner", b"1")
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        block()
    assert log.secrets.get("inner") is None


def test_an_inner_block_alone_can_be_undone(log: Log) -> None:
    def block() -> None:
        with log.transaction():
            log.secrets.put("inner", b"2")
            raise BrokenOffError

    with log.transaction():
        log.secrets.put("outer", b"1")
        with pytest.raises(BrokenOffError):
            block()
        log.secrets.put("after", b"3")
    assert [log.secrets.get(name) for name in ("outer", "inner", "after")] == [b"1", None, b"3"]


def test_writing_outside_a_transaction_is_refused(log: Log) -> None:
    with pytest.raises(RuntimeError):
        log.clients.add(a_client("Nora Neu"))
    with pytest.raises(RuntimeError):
        log.activities.seal("MUSTER", "L017-2026-03", {})
    with pytest.raises(ExpectedError):
        log.clients.get(an_id("Nora Neu"))


def test_a_second_record_with_the_same_id_is_refused_and_the_first_one_stays(log: Log) -> None:
    with log.transaction():
        log.activities.add(an_activity(note="erster"))
    with pytest.raises(Exception, match=r"."), log.transaction():
        log.activities.add(an_activity(note="zweiter"))
    assert [row.activity.note for row in log.activities.page(ActivityQuery(), None, 9)] == ["erster"]
