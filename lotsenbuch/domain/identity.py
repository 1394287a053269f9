"""Random identities of records."""

from collections.abc import Callable

Random = Callable[[int], bytes]
"""A source of random bytes, for example ``os.urandom``."""


def new_id(random: Random) -> str:
    """Return a fresh identity: 32 lower-case hexadecimal digits of 128 random bits."""
    return random(16).hex()
