"""What the commands share: the vault's options, secrets from files, texts from standard input, dates."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lotsenbuch import bootstrap
from lotsenbuch.errors import ExpectedError
from lotsenbuch.i18n import _

if TYPE_CHECKING:
    from lotsenbuch.vault.secret import Passphrase

STDIN = "-"
LONGEST_LINE = 100_000
BYTE_ORDER_MARK = "\ufeff"
F = TypeVar("F", bound=Callable[..., Any])


class Words(click.ParamType[str]):
    """A text that somebody typed; bytes that are no text are refused before anything is opened."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ``value`` unless it holds bytes that could not be decoded."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail("", param, ctx)
        return value


WORDS = Words()


def json_option(function: F) -> F:
    """Add ``--json``."""
    text = _("Ergebnis als JSON ausgeben.")
    return click.option("--json", "json_", is_flag=True, help=text)(function)


def secret_options(function: F) -> F:
    """Add ``--passphrase-file``."""
    text = _("Datei, deren erste Zeile die Passphrase ist; - liest sie von der Standardeingabe.")
    return click.option("--passphrase-file", type=click.Path(), metavar=_("DATEI"), help=text)(function)


def directory_option(function: F) -> F:
    """Add ``--vault``."""
    text = _("Ordner des Lotsenbuchs; ohne Angabe das einzige in diesem Konto.")
    return click.option("--vault", type=click.Path(path_type=Path), metavar=_("ORDNER"), help=text)(function)


def memory_option(function: F) -> F:
    """Add ``--memory``."""
    text = _("Arbeitsspeicher in MiB, den jeder Versuch mit einer Passphrase kostet, mindestens 64.")
    return click.option("--memory", type=int, metavar="MIB", help=text)(function)


def vault_options(function: F) -> F:
    """Add ``--vault`` and ``--passphrase-file``."""
    return directory_option(secret_options(function))


def days_options(function: F) -> F:
    """Add ``--from`` and ``--to``."""
    last = click.option("--to", "last", metavar=_("TAG"), help=_("Letzter Tag, mit diesem."))
    return click.option("--from", "first", metavar=_("TAG"), help=_("Erster Tag, mit diesem."))(last(function))


def passphrase(file: str | None, question: str) -> str:
    """Return the passphrase: the first line of ``file``, or asked for on a terminal.

    Raises ``passphrase_needed`` where there is neither, ``passphrase_file`` where the file cannot be read.
    """
    if file is None:
        if not sys.stdin.isatty():
            raise ExpectedError("passphrase_needed")
        answer: str = click.prompt(question, hide_input=True, err=True)
        return answer
    try:
        if file == STDIN:
            # Bytes: the text after the line may be unreadable without harm to the line.
            line = sys.stdin.buffer.readline(LONGEST_LINE).decode()
        else:
            with Path(file).open(encoding="utf-8") as stream:
                line = stream.readline(LONGEST_LINE)
    except (OSError, ValueError):
        raise ExpectedError("passphrase_file") from None
    return line.removeprefix(BYTE_ORDER_MARK).rstrip("\r\n")


def new_passphrase(file: str | None) -> str:
    """Return a new passphrase: as ``passphrase``, but on a terminal it is asked for twice.

    Raises ``passphrase_differs`` too.
    """
    first = passphrase(file, _("Neue Passphrase"))
    if file is None and passphrase(file, _("Neue Passphrase noch einmal")) != first:
        raise ExpectedError("passphrase_differs")
    return first


def typed(value: str | None) -> str | None:
    """Return a text argument, or the rest of standard input for ``-``.

    Raises ``stdin_empty`` where nothing is left there, ``stdin_unreadable`` for bytes that are no text.
    """
    if value != STDIN:
        return value
    try:
        text = sys.stdin.buffer.read().decode().removeprefix(BYTE_ORDER_MARK).strip()
    except UnicodeDecodeError:
        raise ExpectedError("stdin_unreadable") from None
    if not text:
        raise ExpectedError("stdin_empty")
    return text


def secret(file: str | None) -> "Passphrase":
    """Return the passphrase as the vault takes it."""
    from lotsenbuch.vault.secret import Passphrase

    return Passphrase(passphrase(file, _("Passphrase")))


def chosen(vault: Path | None) -> Path:
    """Return the vault that was named, or the only one; an empty name means none."""
    return bootstrap.only_vault() if vault is None else vault


@contextmanager
def opened(vault: Path | None, passphrase_file: str | None) -> Iterator[bootstrap.PilotDesk]:
    """Open the pilot's log for one command and close it afterwards."""
    directory = chosen(vault)
    desk = bootstrap.open_log(directory, secret(passphrase_file))
    try:
        yield desk
    finally:
        desk.close()


def clock_time(text: str) -> time:
    """Return a time of day written ``9``, ``9:30`` or ``09:30``; raises ``time_unreadable``."""
    for pattern in ("%H:%M", "%H"):
        try:
            return datetime.strptime(text.strip(), pattern).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    raise ExpectedError("time_unreadable", text=text[:20])


def day(text: str) -> date:
    """Return an ISO or German date; raises ``date_unreadable``."""
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ExpectedError("date_unreadable", text=text[:40])


def days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """Return the days of ``--from`` and ``--to``; raises ``date_unreadable`` or ``days_reversed``."""
    begin, end = day(first) if first else None, day(last) if last else None
    if begin and end and end < begin:
        raise ExpectedError("days_reversed", first=begin.isoformat(), last=end.isoformat())
    return begin, end


def month(text: str) -> date:
    """Return the first day of a month written ``YYYY-MM``; raises ``month_unreadable``."""
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise ExpectedError("month_unreadable", text=text[:40]) from None


def require_new_file(file: Path | None) -> None:
    """Raise as ``write_private`` would, before anything is changed: what is made later may exist only once."""
    if file is not None:
        write_private(file, "")
        file.unlink()


def write_private(file: Path, text: str) -> None:
    """Write a new file that only this account can read; raises ``file_exists`` or ``file_not_written``."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            file.unlink()
            raise
    except FileExistsError:
        raise ExpectedError("file_exists", file=file.name) from None
    except OSError as error:
        raise ExpectedError("file_not_written", file=file.name, reason=os.strerror(error.errno or 0)) from None
