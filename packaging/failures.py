"""What can go wrong while setting up, each with the one sentence that a person gets to read."""

import errno


class SetupError(Exception):
    """The set-up cannot go on. The text is the sentence for the person; it says what to do."""


NO_RIGHTS = (
    "Im Ordner {folder} darf dieses Konto nichts anlegen. "
    "Bitte legen Sie das Programm in einen eigenen Ordner oder holen Sie sich das Schreibrecht."
)
NO_DISK = (
    "Für die Einrichtung in {folder} reicht der freie Speicherplatz nicht. "
    "Bitte schaffen Sie etwa 1,5 GB Platz und starten Sie noch einmal."
)
NO_INDEX = (
    "Die Paketquelle ist nicht erreichbar. Bitte prüfen Sie die Internetverbindung oder die Einstellung "
    "von pip; das Netz wird nur für diese Einrichtung gebraucht."
)
NO_PACKAGE = (
    "Die Paketquelle hat für dieses System und dieses Python nicht alle festgelegten Pakete. "
    "Einzelheiten stehen in {log}."
)
WRONG_HASH = (
    "Ein geladenes Paket stimmt nicht mit seiner festgelegten Prüfsumme überein und wurde nicht "
    "installiert. Einzelheiten stehen in {log}."
)
NO_VENV = (
    "Diesem Python fehlen die Module venv und ensurepip. "
    "Bitte installieren Sie Python vollständig und starten Sie noch einmal."
)
NO_SYSTEM_PACKAGES = (
    "Es fehlen Pakete des Systems. Bitte geben Sie diese Zeile ein und starten Sie noch einmal:\n{line}"
)
APT_FAILED = "Die Pakete des Systems ließen sich nicht installieren. Von Hand geht es mit:\n{line}"
UNKNOWN = "Die Einrichtung ist fehlgeschlagen. Einzelheiten stehen in {log}."
INTERRUPTED = "Abgebrochen. Der nächste Start richtet neu ein."

_HARDLY_ANY_SPACE = 32 * 1024 * 1024  # bytes

# The words of pip (and of the systems below it) that tell one cause from another, in the order in which they
# are looked for: a full disk also shows as a package that could not be had.
_CAUSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (NO_DISK, ("No space left on device", "[Errno 28]", "[WinError 112]", "Disk quota exceeded")),
    (NO_RIGHTS, ("Permission denied", "[Errno 13]", "[WinError 5]", "Read-only file system")),
    (WRONG_HASH, ("DO NOT MATCH THE HASHES",)),
    (
        NO_INDEX,
        (
            "NewConnectionError",
            "Temporary failure in name resolution",
            "Max retries exceeded",
            "Connection refused",
            "ConnectTimeout",
            "ReadTimeout",
            "ProxyError",
            "SSLError",
            "Could not fetch URL",
            "connection broken",
        ),
    ),
    (NO_PACKAGE, ("No matching distribution", "Could not find a version")),
)


def sentence_for_output(output: str, *, folder: str, log: str, free_bytes: int) -> str:
    """The sentence for the error output of pip or venv; venv keeps to itself that the disk is full."""
    for sentence, signs in _CAUSES:
        if any(sign in output for sign in signs):
            return sentence.format(folder=folder, log=log)
    if free_bytes < _HARDLY_ANY_SPACE:
        return NO_DISK.format(folder=folder)
    return UNKNOWN.format(log=log)


def sentence_for_os_error(error: OSError, *, folder: str) -> str | None:
    """The sentence for a refused file operation; None when it is neither rights nor space."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NO_DISK.format(folder=folder)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NO_RIGHTS.format(folder=folder)
    return None
