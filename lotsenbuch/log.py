"""The event log: an allow-list of what may be written down.

A line holds a moment, an event code, and numbers. Texts are refused, because a text could be a name.
Of an exception only its type and the places in the code are kept, never its message, which can quote
the data it failed on.
"""

import os
import re
import traceback
from logging import INFO, FileHandler, Formatter, Logger, LogRecord, getLogger
from pathlib import Path

_CODE = re.compile(r"[a-z][a-z0-9_]{2,60}")
_FILE_BYTES = 256 * 1024
_OLDER_FILES = 3
_logger: Logger = getLogger("lotsenbuch.events")
_logger.propagate = False
_logger.setLevel(INFO)


class _Line(Formatter):
    def format(self, record: LogRecord) -> str:
        # Imported here because the window is painted before the first line is written.
        from datetime import datetime

        moment = datetime.fromtimestamp(record.created).astimezone()
        return f"{moment.isoformat(timespec='seconds')} {record.getMessage()}"


class _Rotating(FileHandler):
    """Begins a new file before one grows too large.

    The handler of the standard library does the same, but brings sockets and pickle into every start.
    """

    def emit(self, record: LogRecord) -> None:
        try:
            stream = self.stream = self.stream or self._open()
            stream.seek(0, os.SEEK_END)
            if stream.tell() + len(self.format(record)) >= _FILE_BYTES:
                stream.close()
                self._rotate()
        except OSError:
            self.handleError(record)
            return
        super().emit(record)

    def _rotate(self) -> None:
        files = [Path(self.baseFilename), *(Path(f"{self.baseFilename}.{age}") for age in range(1, _OLDER_FILES + 1))]
        for age in range(_OLDER_FILES, 0, -1):
            if files[age - 1].exists():
                files[age - 1].replace(files[age])
        self.stream = self._open()


def open_file(file: Path) -> None:
    """Write events to ``file`` from now on; at most four files of 256 KiB are kept."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    close()
    handler = _Rotating(file, encoding="utf-8", delay=True)
    handler.setFormatter(_Line())
    _logger.addHandler(handler)


def close() -> None:
    """Stop writing events to a file."""
    for handler in list(_logger.handlers):
        _logger.removeHandler(handler)
        handler.close()


def event(code: str, /, **numbers: float) -> None:
    """Write one event; raises ``TypeError`` for anything but numbers and ``ValueError`` for a free text."""
    if not _CODE.fullmatch(code):
        raise ValueError("an event code is a short word of lower-case letters")
    for value in numbers.values():
        if not isinstance(value, int | float):
            raise TypeError("only numbers may be logged")
    parts = [code, *(f"{name}={value}" for name, value in numbers.items())]
    _logger.info("%s", " ".join(parts))


def failure(error: BaseException) -> str:
    """Write down where ``error`` happened and return its short code, which is shown to the person."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).stem}:{frame.lineno}" for frame in frames[-6:]]
    code = f"{type(error).__name__}@{places[-1] if places else 'unknown'}"
    _logger.info("bug %s %s", type(error).__name__, " ".join(places))
    return code
