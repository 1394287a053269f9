"""The quick-add line: one typed German line becomes the parts of an activity.

``parse`` says what it understood and what it did not, each with its place in the text. It never guesses: what
can mean two things, or a person or place it does not know, stays "not understood".

Rules worth knowing, because they decide what a line means:

- A weekday is the last such day, today included; ``letzten Dienstag`` is before today, ``nächsten`` after it.
- A date without a year is the latest such date that is at most 31 days ahead.
- ``9-11`` and ``von 9 bis 11`` are clock times in 24 hours. A time said in words (``halb drei``) before seven
  o'clock means the afternoon, unless ``morgens``, ``früh`` or ``nachts`` follows.
- A lone ``1:30`` is a duration below six hours and a start time from 6:00 on; ``1,5`` is a duration in hours;
  a lone whole number means nothing.
- ``bis 11`` begins where the last activity of the day ended, if ``Vocabulary`` says so.
- After ``mit`` one word of a client's name is enough, if no other open case has it.
- Everything after a colon is the note, except the colon of a time and of ``Lots:innen``.
"""

from lotsenbuch.domain.quickadd.line import parse
from lotsenbuch.domain.quickadd.parts import (
    KnownAuthority,
    KnownClient,
    NotUnderstood,
    Parsed,
    Part,
    PartKind,
    Reason,
    Vocabulary,
)

__all__ = [
    "KnownAuthority",
    "KnownClient",
    "NotUnderstood",
    "Parsed",
    "Part",
    "PartKind",
    "Reason",
    "Vocabulary",
    "parse",
]
