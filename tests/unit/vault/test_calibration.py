"""The memory of a key derivation: as much as the machine bears, never below the floor."""

from lotsenbuch.vault import calibration
from lotsenbuch.vault.calibration import calibrated
from lotsenbuch.vault.slots import LANES, PASSES, Parameters


class Stopwatch:
    """A machine that needs a fixed time for each MiB."""

    def __init__(self, seconds_per_mib: float) -> None:
        self._seconds = seconds_per_mib
        self.tried: list[int] = []

    def __call__(self, parameters: Parameters) -> float:
        self.tried.append(parameters.memory_mib)
        return parameters.memory_mib * self._seconds


def chosen(seconds_per_mib: float, memory_mib: int) -> int:
    parameters = calibrated(Stopwatch(seconds_per_mib), lambda: memory_mib)
    assert (parameters.passes, parameters.lanes) == (PASSES, LANES) == (3, 4)
    return parameters.memory_mib


def test_a_fast_machine_with_much_memory_takes_the_most() -> None:
    assert chosen(0.001, 16 * 1024) == 512


def test_the_largest_under_one_second_is_taken() -> None:
    assert chosen(0.9 / 256, 16 * 1024) == 256
    assert chosen(1.1 / 256, 16 * 1024) == 128


def test_an_eighth_of_the_memory_is_not_exceeded() -> None:
    assert chosen(0.001, 8 * 256) == 256
    assert chosen(0.001, 8 * 256 - 1) == 128


def test_the_floor_holds_on_the_slowest_and_smallest_machine() -> None:
    assert chosen(1.0, 16 * 1024) == 64
    assert chosen(0.001, 256) == 64
    assert chosen(0.001, 0) == 64


def test_what_is_surely_too_slow_is_not_tried() -> None:
    watch = Stopwatch(0.8 / 128)

    calibrated(watch, lambda: 16 * 1024)

    assert watch.tried == [64, 128]


def test_this_machine_can_be_measured() -> None:
    assert calibration.measure(Parameters(64, 1, 1)) > 0
    assert calibration.total_memory_mib() > 100
