"""The kinds of signed files: their payload types, and their endings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of signed statement.

    ``payload_type`` stands in the envelope and is signed with the payload, so that a receipt can never pass
    as an invite; ``suffix`` ends the file's name; ``not_one`` is the code for a file of another kind.
    """

    name: str
    payload_type: str
    suffix: str
    not_one: str


def _kind(name: str, suffix: str) -> FileType:
    return FileType(f"lotsenbuch/{name}", f"application/vnd.lotsenbuch.{name}+json", suffix, f"{name}_not_one")


SHEET = _kind("sheet", ".lotsenbuch-nachweis")
INVITE = _kind("invite", ".lotsenbuch-einladung")
ANSWER = _kind("answer", ".lotsenbuch-antwort")
RECEIPT = _kind("receipt", ".lotsenbuch-quittung")
PLAIN_SHEET_SUFFIX = ".pdf"
