"""Where the program keeps its files.

Vaults lie in the local application data folder and never in a folder that is synchronised or shared.
``LOTSENBUCH_HOME`` moves everything into one folder, for a portable copy and for the tests.
"""

import os
from pathlib import Path

import platformdirs

_NAME = "Lotsenbuch"


def _home() -> Path | None:
    chosen = os.environ.get("LOTSENBUCH_HOME")
    return Path(chosen) if chosen else None


def data_dir() -> Path:
    """Return the folder that holds the vaults; it need not exist yet."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir(_NAME, appauthor=False, roaming=False))


def vaults_dir() -> Path:
    """Return the folder with one directory per vault."""
    return data_dir() / "vaults"


def backups_dir() -> Path:
    """Return the folder with this machine's own backups; further places are chosen by the person."""
    return data_dir() / "backups"


def settings_file() -> Path:
    """Return the settings file, which holds nothing that identifies a person."""
    home = _home()
    folder = home / "config" if home else Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    return folder / "settings.json"


def log_file() -> Path:
    """Return the event log of the program."""
    home = _home()
    folder = home / "log" if home else Path(platformdirs.user_log_dir(_NAME, appauthor=False))
    return folder / "lotsenbuch.log"
