"""Start to first paint against an empty window: ``python tests/benchmarks/bench_start.py [runs]``.

Prints floor, ours and ratio. Both are whole processes of the same interpreter, taken in turns, in
milliseconds of processor time until the turn after the first paint; the medians are compared. Processor
time is taken because it does not tell what else the machine is doing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 1.4
_RUNS = 15

FLOOR = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, done)
        return False

def done():
    print(time.process_time())
    app.quit()

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 740)
watch = Watch(window)
window.installEventFilter(watch)
window.show()
app.exec()
"""

OURS = """
import sys, time
from lotsenbuch.ui import start

def compose(session):
    session.window.close()

whole = start.after_first_paint

def watch(window, then):
    def painted():
        print(time.process_time())
        then()
    whole(window, painted)

start.after_first_paint = watch

start.run(sys.argv, compose)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in milliseconds."""

    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def measure(runs: int = _RUNS) -> Result:
    """Start both windows ``runs`` times in turns, after one start each that nobody counts."""
    with tempfile.TemporaryDirectory() as home:
        _start(FLOOR, home)
        _start(OURS, home)
        pairs = [(_start(FLOOR, home), _start(OURS, home)) for _run in range(runs)]
    floors, ours = zip(*pairs, strict=True)
    return Result(statistics.median(floors), statistics.median(ours))


def _start(program: str, home: str) -> float:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        "LOTSENBUCH_HOME": home,
    }
    # An installed program is compiled once, so the first start, which nobody counts, may keep its work.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    answer = subprocess.run(
        [sys.executable, "-P", "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return float(answer.stdout) * 1000


def main() -> None:
    """Print one line."""
    result = measure(int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS)
    line = f"start to first paint: floor {result.floor:.0f} ms, ours {result.ours:.0f} ms, ratio {result.ratio:.2f}\n"
    sys.stdout.write(line)
    if result.ratio > BUDGET:
        sys.exit(f"over the budget of {BUDGET}")


if __name__ == "__main__":
    main()
