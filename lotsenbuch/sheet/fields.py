"""Field types of every file that leaves a machine, with the limits a reader enforces.

Codes are open (a newer catalogue may know more of them) but never free text: letters, digits and
a few marks, so that nothing about a person fits in. Line ends are refused before any pattern is tried.
"""

from typing import Annotated

from msgspec import Meta

Count = Annotated[int, Meta(ge=0, le=9_999_999)]
Minutes = Annotated[int, Meta(ge=0, le=9_999_999, description="whole minutes")]
Cents = Annotated[int, Meta(ge=0, le=9_999_999_999, description="euro cents")]
Version = Annotated[int, Meta(ge=1, le=9_999)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256, lower-case hexadecimal")]
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$", description="key id, lower-case hexadecimal")]
Code = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_+-]{0,39}$", description="code of a catalogue")]
BlockCode = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_+-]{0,39}$", description="group, leaf, rest or all")
]
Word = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="lower-case code")]
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
PilotCode = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,15}$", description="the pilot's code")]
TraegerCode = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,15}$", description="the Träger's code")]
SheetId = Annotated[
    str,
    Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,15}-[0-9]{4}-[0-9]{2}$", description="pilot code and month"),
]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Remark = Annotated[str, Meta(min_length=1, max_length=300)]
