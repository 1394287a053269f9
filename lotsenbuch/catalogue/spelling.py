"""One spelling for words that people write in many ways."""

import unicodedata

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DROPPED = str.maketrans(dict.fromkeys(".-’'`´*·\u00ad"))
_SPACED = str.maketrans(dict.fromkeys("/,;:()&+\u00a0", " "))


def normalised(text: str) -> str:
    """Return ``text`` in small letters without accents, full stops and hyphens, with single spaces.

    ``Job-Center`` and ``jobcenter``, ``Ausländeramt`` and ``Auslaenderamt`` become the same word.
    """
    spaced = unicodedata.normalize("NFKC", text).casefold().translate(_SPACED)
    letters = spaced.translate(_LETTERS).translate(_DROPPED)
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFD", letters)
        letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(letters.split())
