"""The event log: numbers alone, and never more than four small files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lotsenbuch import log


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    target = tmp_path / "log" / "lotsenbuch.log"
    log.open_file(target)
    yield target
    log.close()


def test_a_line_holds_moment_code_and_numbers(file: Path) -> None:
    log.event("vault_opened", milliseconds=12, share=0.5)
    moment, words = file.read_text(encoding="utf-8").strip().split(" ", 1)
    assert words == "vault_opened milliseconds=12 share=0.5"
    assert moment[10] == "T"
    assert len(moment) == len("2026-03-12T14:05:00+01:00")


def test_a_text_is_refused(file: Path) -> None:
    with pytest.raises(TypeError):
        log.event("vault_opened", name="Amina")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="event code"):
        log.event("Amina war da")
    assert not file.exists()


def test_of_an_error_only_type_and_place_are_kept(file: Path) -> None:
    try:
        raise ValueError("Amina, Jobcenter")
    except ValueError as error:
        code = log.failure(error)
    assert code.startswith("ValueError@test_log:")
    assert "Amina" not in file.read_text(encoding="utf-8")


def test_no_file_is_made_before_there_is_something_to_write(file: Path) -> None:
    assert not file.exists()


def test_old_files_move_on_and_the_oldest_goes(file: Path) -> None:
    long_name = "x" * 60
    for number in range(24_000):
        log.event(long_name, number=number)
    log.close()
    files = sorted(file.parent.iterdir())
    assert [found.name for found in files] == ["lotsenbuch.log", *(f"lotsenbuch.log.{age}" for age in (1, 2, 3))]
    assert all(found.stat().st_size <= 256 * 1024 for found in files)
    lines = [line for found in reversed(files) for line in found.read_text(encoding="utf-8").splitlines()]
    numbers = [int(line.rsplit("=", 1)[1]) for line in lines]
    assert numbers == list(range(numbers[0], 24_000)), "nothing is lost between two files"
    assert numbers[0] > 0, "the oldest file is gone"


def test_a_new_start_goes_on_in_the_same_file(file: Path) -> None:
    log.event("first_event")
    log.close()
    log.open_file(file)
    log.event("second_event")
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2
