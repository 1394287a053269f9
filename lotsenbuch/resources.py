"""Access to the files that are shipped with the program."""

import sys
from pathlib import Path


def root() -> Path:
    """Return the folder ``resources``, beside the package or inside the frozen bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources"


def path(name: str) -> Path:
    """Return the path of one shipped file, for example ``fonts/NotoSans-Regular.ttf``."""
    return root().joinpath(*name.split("/"))


def text(name: str) -> str:
    """Return a shipped UTF-8 text file."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Return a shipped file as bytes."""
    return path(name).read_bytes()
