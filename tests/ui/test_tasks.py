"""Jobs run one after the other beside the window; what nobody may see any more is dropped."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from types import TracebackType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lotsenbuch.errors import ExpectedError
from lotsenbuch.ui.tasks import Progress, TaskRunner

WAIT_S = 10


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    assert made.close()


@pytest.fixture
def context() -> QObject:
    return QObject()


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    heard: list[BaseException] = []

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        heard.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)
    return heard


def _settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.busy)


def test_jobs_keep_their_order_and_share_one_thread_that_is_not_the_windows(
    runner: TaskRunner, context: QObject, qtbot: QtBot
) -> None:
    results: list[int] = []
    threads: set[int] = set()

    def job(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        runner.run(partial(job, number), context=context, on_done=results.append)
    _settle(qtbot, runner)
    assert results == list(range(50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_results_come_back_on_the_windows_thread(runner: TaskRunner, context: QObject, qtbot: QtBot) -> None:
    places: list[int] = []
    runner.run(lambda: None, context=context, on_done=lambda _value: places.append(threading.get_ident()))
    _settle(qtbot, runner)
    assert places == [threading.get_ident()]


def test_an_expected_error_goes_to_who_asked(runner: TaskRunner, context: QObject, qtbot: QtBot) -> None:
    heard: list[str] = []
    runner.run(_fail_expectedly, context=context, on_error=lambda error: heard.append(error.code))
    _settle(qtbot, runner)
    assert heard == ["month_sealed"]


def test_an_expected_error_that_nobody_asked_for_is_told_to_the_window(
    runner: TaskRunner, context: QObject, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(runner.failed) as heard:
        runner.run(_fail_expectedly, context=context)
    assert heard.args is not None
    assert heard.args[0].code == "month_sealed"


def test_a_bug_reaches_the_excepthook_with_its_trace(
    runner: TaskRunner, context: QObject, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    heard: list[ExpectedError] = []
    runner.run(lambda: 1 // 0, context=context, on_error=heard.append)
    _settle(qtbot, runner)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert bugs[0].__traceback__ is not None
    assert not heard


def test_the_thread_survives_a_bug(
    runner: TaskRunner, context: QObject, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    results: list[int] = []
    runner.run(lambda: 1 // 0, context=context)
    runner.run(lambda: 7, context=context, on_done=results.append)
    _settle(qtbot, runner)
    assert (results, len(bugs)) == ([7], 1)


def test_a_result_for_a_dead_widget_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    widget = QWidget()
    gate = threading.Event()
    results: list[int] = []
    runner.run(lambda: gate.wait(WAIT_S) and 1, context=widget, on_done=results.append)
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()
    gate.set()
    _settle(qtbot, runner)
    assert results == []


def test_a_result_begun_before_a_lock_is_dropped_but_its_work_is_done(
    runner: TaskRunner, context: QObject, qtbot: QtBot
) -> None:
    gate = threading.Event()
    saved: list[str] = []
    results: list[object] = []
    runner.run(lambda: gate.wait(WAIT_S), context=context, on_done=results.append)
    runner.run(lambda: saved.append("draft"), context=context, on_done=results.append)
    runner.drop_results()
    runner.run(lambda: "after", context=context, on_done=results.append)
    gate.set()
    _settle(qtbot, runner)
    assert saved == ["draft"]
    assert results == ["after"]


def test_a_bug_begun_before_a_lock_is_still_heard(
    runner: TaskRunner, context: QObject, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    runner.run(lambda: 1 // 0, context=context)
    runner.drop_results()
    _settle(qtbot, runner)
    assert len(bugs) == 1


def test_progress_counts_up_to_the_end(runner: TaskRunner, context: QObject, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    results: list[int] = []

    def job(progress: Progress) -> int:
        for done in range(1, 281):
            progress.report(done, 280)
        return 280

    runner.run_long(
        job,
        context=context,
        on_done=results.append,
        on_progress=lambda done, total: told.append((done, total)),
    )
    _settle(qtbot, runner)
    assert results == [280]
    assert told[-1] == (280, 280)
    assert told == sorted(told)


def test_a_cancelled_job_stops_at_its_next_report_and_calls_nobody(
    runner: TaskRunner, context: QObject, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    reached: list[int] = []
    heard: list[object] = []

    def job(progress: Progress) -> None:
        begun.set()
        go_on.wait(WAIT_S)
        progress.report(1, 2)
        reached.append(2)

    task = runner.run_long(job, context=context, on_done=heard.append, on_error=heard.append)
    assert begun.wait(WAIT_S)
    task.cancel()
    go_on.set()
    _settle(qtbot, runner)
    assert (reached, heard, bugs) == ([], [], [])


def test_closing_waits_for_what_was_begun(qtbot: QtBot) -> None:
    runner = TaskRunner()
    saved: list[int] = []
    for number in range(20):
        runner.run(partial(saved.append, number), context=runner)
    assert runner.close()
    assert saved == list(range(20))


def test_nothing_of_a_finished_job_is_kept(runner: TaskRunner, context: QObject, qtbot: QtBot) -> None:
    class Content:
        pass

    seen: list[weakref.ref[Content]] = []
    runner.run(Content, context=context, on_done=lambda value: seen.append(weakref.ref(value)))
    _settle(qtbot, runner)
    gc.collect()
    assert seen[0]() is None


def _fail_expectedly() -> None:
    raise ExpectedError("month_sealed")
