"""Reading a file that somebody sent."""

import os
import sys
from pathlib import Path

import pytest

from lotsenbuch.errors import ExpectedError, RefusedError
from lotsenbuch.sheet.files import MAX_BYTES, read_file


@pytest.mark.parametrize("name", ["Nachweis.pdf", "Übergröße.pdf", "🙂.pdf", "n" * 200 + ".pdf"])
def test_a_regular_file_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    assert read_file(tmp_path / name) == b"content"


def test_the_limit_is_exact(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(MAX_BYTES))
    assert len(read_file(file)) == MAX_BYTES
    file.write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(RefusedError, match="sheet_too_large"):
        read_file(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="sheet_not_a_file"):
        read_file(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(RefusedError, match="sheet_empty"):
        read_file(tmp_path / "empty")


@pytest.mark.parametrize("name", ["missing", "missing/deeper", "null\0byte", "x" * 300])
def test_a_file_that_is_not_there_is_an_expected_failure(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExpectedError) as failed:
        read_file(tmp_path / name)
    assert failed.value.code in {"sheet_file_missing", "sheet_file_unreadable"}
    assert failed.value.exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
def test_a_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RefusedError, match="sheet_not_a_file"):
        read_file(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device there")
def test_a_device_is_no_file() -> None:
    with pytest.raises(RefusedError, match="sheet_not_a_file"):
        read_file(Path("/dev/zero"))
