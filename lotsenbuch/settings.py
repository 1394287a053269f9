"""Settings of the program on this machine; nothing in them tells anything about a person or a case."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from lotsenbuch import log, paths


@dataclass(frozen=True, slots=True)
class Settings:
    """``language`` is a code such as ``de``; ``theme`` is ``system``, ``light`` or ``dark``.

    ``font_percent`` multiplies the system's scaling; ``idle_minutes`` locks after that much idle time.
    """

    language: str = "de"
    theme: str = "system"
    font_percent: int = 100
    motion: bool = True
    idle_minutes: int = 5
    last_vault: str = ""


_CHOICES: dict[str, tuple[Any, ...]] = {
    "theme": ("system", "light", "dark"),
    "font_percent": (100, 115, 130, 150),
}


def load(file: Path | None = None) -> Settings:
    """Return the stored settings; what is unreadable or unknown falls back to the default."""
    source = file or paths.settings_file()
    try:
        stored = json.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        log.event("settings_unreadable")
        return Settings()
    return _checked(stored) if isinstance(stored, dict) else Settings()


def _checked(stored: dict[str, Any]) -> Settings:
    kept: dict[str, Any] = {}
    for field in fields(Settings):
        value = stored.get(field.name)
        if type(value) is type(field.default) and value in _CHOICES.get(field.name, (value,)):
            kept[field.name] = value
    return Settings(**kept)


def save(settings: Settings, file: Path | None = None) -> None:
    """Store the settings by replacing the file as a whole."""
    target = file or paths.settings_file()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=1, sort_keys=True)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(target)
