"""Asking for a folder or a file with the system's own dialogs; tests put their answer in their place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lotsenbuch.i18n import _
from lotsenbuch.sheet.filetypes import RECEIPT

Choose = Callable[[QWidget, Path], Path | None]


def choose_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask where a sheet is to be saved."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Wo soll die Datei liegen?"), str(start))
    return Path(chosen) if chosen else None


def choose_receipt(parent: QWidget, start: Path) -> Path | None:
    """Ask for a receipt."""
    pattern = _("Quittungen ({pattern})").format(pattern=f"*{RECEIPT.suffix}")
    everything = _("Alle Dateien ({pattern})").format(pattern="*")
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Welche Quittung?"), str(start), f"{pattern};;{everything}")
    return Path(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class Choosers:
    """How the page asks for places."""

    folder: Choose = choose_folder
    receipt: Choose = choose_receipt
