"""Found by every Python that a test starts: it ends at once where it reaches for the network."""

import os
import sys

from tests.guards.offline import hook


def _end(reason: str) -> None:
    os.write(2, f"{reason}: a process started by a test reached for the network\n".encode())
    os._exit(97)


sys.addaudithook(hook(_end))
