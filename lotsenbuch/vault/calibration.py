"""How much memory a key derivation may take on this machine."""

import os
import time
from collections.abc import Callable

from lotsenbuch.errors import ExpectedError
from lotsenbuch.vault.slots import CEILING_MIB, FLOOR_MIB, KIB_PER_MIB, SALT_BYTES, Parameters, derive

CANDIDATES_MIB = (64, 128, 256, 512)
MAX_SECONDS = 1.0
MEMORY_SHARE = 8


def measure(parameters: Parameters) -> float:
    """Return the seconds that one derivation takes here."""
    start = time.perf_counter()
    derive(bytearray(16), bytes(SALT_BYTES), parameters)
    return time.perf_counter() - start


def total_memory_mib() -> int:
    """Return the machine's memory in MiB, 0 where it cannot be asked for."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (KIB_PER_MIB * KIB_PER_MIB)
    except (AttributeError, ValueError, OSError):
        return 0


def calibrated(
    measure: Callable[[Parameters], float] = measure, memory: Callable[[], int] = total_memory_mib
) -> Parameters:
    """Return the largest candidate under one second and under an eighth of the memory; never below 64 MiB.

    A candidate that would be too slow by the last one's time is not tried at all.
    """
    chosen, seconds = Parameters(), 0.0
    for mib in CANDIDATES_MIB:
        candidate = Parameters(mib * KIB_PER_MIB)
        if mib > memory() // MEMORY_SHARE or seconds * 1.5 >= MAX_SECONDS:
            break
        seconds = measure(candidate)
        if seconds >= MAX_SECONDS:
            break
        chosen = candidate
    return chosen


def parameters(memory_mib: int | None) -> Parameters:
    """Return the cost for a new slot: ``memory_mib`` as asked for, or what this machine can bear.

    Raises ``ExpectedError`` ``vault_memory_out_of_range`` (low, high).
    """
    if memory_mib is None:
        return calibrated()
    if not FLOOR_MIB <= memory_mib <= CEILING_MIB:
        raise ExpectedError("vault_memory_out_of_range", low=FLOOR_MIB, high=CEILING_MIB)
    return Parameters(memory_mib * KIB_PER_MIB)
