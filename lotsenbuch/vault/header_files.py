"""The two copies of the header in a vault's directory; the higher valid generation wins."""

from dataclasses import dataclass
from pathlib import Path

from lotsenbuch import log
from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault import files
from lotsenbuch.vault.directory import HEADER_NAMES, is_vault
from lotsenbuch.vault.header import MAX_BYTES, Header, SealedHeader, decode, encode


@dataclass(frozen=True, slots=True)
class LoadedHeaders:
    """``copies``: the readable ones, the highest generation first; ``whole``: they are two equal ones."""

    copies: tuple[SealedHeader, ...]
    whole: bool


def load(directory: Path) -> LoadedHeaders:
    """Read both copies; one that is damaged does no harm while the other is whole.

    Raises ``ExpectedError``: ``vault_not_found`` where there is no vault, ``vault_header_missing``,
    ``vault_header_damaged``, ``vault_header_refused``, ``vault_newer``, ``vault_not_readable``.
    """
    copies: list[SealedHeader] = []
    failures: list[ExpectedError] = []
    for name in HEADER_NAMES:
        try:
            copies.append(decode(files.read(directory / name, MAX_BYTES)))
        except FileNotFoundError:
            continue
        except PermissionError:
            raise ExpectedError("vault_not_readable") from None
        except OSError:
            failures.append(ExpectedError("vault_header_damaged"))
        except ExpectedError as failure:
            failures.append(failure)
    newer = [failure for failure in failures if failure.code == "vault_newer"]
    if newer or (failures and not copies):
        raise (newer or failures)[0]
    if not copies:
        raise ExpectedError("vault_header_missing" if is_vault(directory) else "vault_not_found")
    copies.sort(key=lambda copy: copy.header.generation, reverse=True)
    return LoadedHeaders(tuple(copies), whole=len(copies) == len(HEADER_NAMES) and copies[0] == copies[1])


def store(directory: Path, header: Header, master: bytearray) -> bool:
    """Write both copies, one after the other; raises as ``files.replace``, nothing is changed then.

    Once the first copy is there, its generation counts: a failure at the second only returns false, and the
    next opening writes it again.
    """
    content = encode(header, master)
    first, second = (directory / name for name in HEADER_NAMES)
    files.replace(first, content)
    try:
        files.replace(second, content)
    except ExpectedError:
        log.event("header_copy_not_written")
        return False
    return True
