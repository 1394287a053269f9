"""Pictures of the window with invented people: `dev.py screenshots [FOLDER] [--readme]`.

Without `--readme` every page is drawn light and dark, at 1366 x 768 and on the same screen at 200 %, into a folder
(default build/screenshots). With `--readme` the two pictures of the README are renewed in resources/screenshots.
The window is driven as a person drives it, on a vault of its own in a temporary folder; the clock stands still.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lotsenbuch import bootstrap, settings
from lotsenbuch.clock import BERLIN, FixedClock
from lotsenbuch.example import filling, pilots
from lotsenbuch.services import handover, joining, sheets, sheets_state
from lotsenbuch.traeger import enrolment
from lotsenbuch.traeger.enrolment import Invitation
from lotsenbuch.ui import theme as look
from lotsenbuch.ui.application import Session, set_language
from lotsenbuch.ui.pages.activities_table import ActivityTable
from lotsenbuch.ui.pages.first_run import FirstRunPage
from lotsenbuch.ui.pages.sheets import SheetsPage
from lotsenbuch.ui.pages.today import TodayPage
from lotsenbuch.ui.pages.unlock import UnlockPage
from lotsenbuch.ui.pilot_door import PilotDoor
from lotsenbuch.ui.presenters.example_data import example_until

ROOT = Path(__file__).resolve().parent.parent
README_FOLDER = ROOT / "resources" / "screenshots"
README_PICTURES = ("heute", "nachweise")
NAME = "Mein Lotsenbuch"
PASSPHRASE = "lampe wiese kolben ufer segel harfe"
MEMORY_MIB = 64
NOW = datetime(2026, 1, 8, 14, 5, tzinfo=BERLIN)
# Width, height, scale: the screen of an old laptop, and what 200 % leaves of it.
SHAPES = {"1366x768": (1366, 768, 1), "200-prozent": (683, 384, 2)}
LOOKS = {"hell": look.Choice.LIGHT, "dunkel": look.Choice.DARK}
LINE = "gestern 9-11:30 Jobcenter mit Rahel +40 weg 12 km Bescheid"
ROW = 2
COLOURS, BRIGHT_COLOURS, BRIGHT = 256, 96, 120
SEED = 1
PATIENCE_MS = 30_000


def machine(moment: datetime = NOW) -> bootstrap.Machine:
    """A computer whose clock stands still, and whose numbers are the same each time, so that the pictures are too."""
    return bootstrap.Machine(FixedClock(moment), Random(SEED + int(moment.timestamp())).randbytes)


def furnish(home: Path) -> None:
    """Put a pilot's vault with half a year into `home`: joined with a Träger, all months but the last handed in."""
    pilot = example_until(NOW.date())
    start = machine(_noon(pilot.first_day))
    made = bootstrap.create_log(
        home / "data" / "vaults" / NAME, PASSPHRASE, recovery=True, memory_mib=MEMORY_MIB, machine=start
    )
    desk = made.desk
    try:
        joined = joining.join(desk.log, _invite(home / "traeger", start, pilot.name), pilot.first_day, start.random)
        filling.fill(desk.log, pilot, lambda _day: joined.engagement, NOW.date(), start.random)
        month = pilot.first_day
        while (last := sheets_state.last_of(month)) < NOW.date().replace(day=1) - timedelta(days=1):
            clock = machine(_noon(last + timedelta(days=3))).clock
            draft = sheets.draft(desk.log, month, clock.today())
            issued = sheets.issue(desk.log, draft, desk.renderer, clock, nil=draft.sheet.nil)
            handover.save(desk.log, issued, home)
            month = last + timedelta(days=1)
    finally:
        desk.close()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)


def _invite(place: Path, start: bootstrap.Machine, name: str) -> bytes:
    traeger = pilots.traeger()
    desk = bootstrap.create_collection(
        place,
        PASSPHRASE,
        code=traeger.code,
        name=traeger.name,
        recovery=False,
        memory_mib=MEMORY_MIB,
        machine=start,
    ).desk
    try:
        today = start.clock.today()
        wish = Invitation(name=name, line="wir", role="normal", code="L001", starts=today)
        return enrolment.invite(desk.collection, desk.keys, wish, today, start.random).file
    finally:
        desk.close()


class Photographer:
    """Walks through the window and takes a picture wherever there is something to see."""

    def __init__(self, app: QApplication, width: int, height: int) -> None:
        self._app = app
        self.session = Session(app, settings.Settings())
        self.window = self.session.window
        self.window.resize(width, height)
        self.door = PilotDoor(self.session, machine(), MEMORY_MIB)
        self.window.show()
        self.door.open()
        self.settle()

    def settle(self) -> None:
        """Wait until every job is done and shown, and nothing moves any more."""
        for _round in range(3):
            self.wait(lambda: not self.session.tasks.busy)
            QTest.qWait(150)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Turn the window's loop until `condition` holds."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not condition():
            if deadline.hasExpired():
                sys.exit("Das Fenster antwortet nicht; es gibt keine Bilder.")
            QTest.qWait(20)

    def part(self, kind: type[QWidget]) -> QWidget:
        """Return the page of this kind that is shown."""
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def views(self, *, gate: bool) -> Iterator[str]:
        """Show one view after the other; the name of each is that of its picture."""
        yield from self._first_run() if gate else self._book()

    def _first_run(self) -> Iterator[str]:
        page = self.part(FirstRunPage)
        assert isinstance(page, FirstRunPage)
        for number in (1, 2):
            page.show_step(number)
            self.settle()
            yield f"einrichten-{number}"

    def _book(self) -> Iterator[str]:
        page = self.part(UnlockPage)
        assert isinstance(page, UnlockPage)
        yield "entsperren"
        page.form.field.editor.setText(PASSPHRASE)
        page.form.open_button.click()
        self.wait(lambda: self.window.current_page is not None)
        self.settle()
        today = self.part(TodayPage)
        assert isinstance(today, TodayPage)
        today.line.frame.editor.setText(LINE)
        self.settle()
        yield "heute"
        today.line.frame.editor.clear()
        self.window.show_page("activities")
        self.settle()
        yield "einsaetze-liste"
        table = self.part(ActivityTable)
        assert isinstance(table, ActivityTable)
        row = table.visualRect(table.model().index(ROW, 2))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
        self.settle()
        yield "einsaetze"
        self.window.show_page("sheets", date(NOW.year - 1, 12, 1))
        self.settle()
        yield "nachweise-1"
        sheets_page = self.part(SheetsPage)
        assert isinstance(sheets_page, SheetsPage)
        assert sheets_page.closing is not None
        sheets_page.closing.primary.click()
        self.settle()
        yield "nachweise"

    def take(self, file: Path, *, small: bool = False) -> None:
        """Store what the window shows, focus and caret aside."""
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        picture = self.window.grab().toImage()
        if small:
            picture = few_colours(picture)
        if not picture.save(str(file)):
            sys.exit(f"Das Bild ließ sich nicht schreiben: {file}")
        sys.stdout.write(f"{file}\n")

    def leave(self) -> None:
        """Lock and close."""
        self.door.lock()
        self.settle()
        self.window.close()
        self.session.tasks.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def few_colours(picture: QImage) -> QImage:
    """Keep the 256 most frequent colours: the flat look has few others, and the file is a quarter as large."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = [colour for colour, _count in Counter(memoryview(plain.constBits()).cast("I")).most_common()]
    # Small bright things, such as the bookmark of the mark, would lose their colour to shades of grey.
    bright = [colour for colour in counted if QColor(colour).hsvSaturation() > BRIGHT][:BRIGHT_COLOURS]
    table = [*bright, *(colour for colour in counted if colour not in set(bright))][:COLOURS]
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


def photograph(folder: Path, shape: str, *, readme: bool) -> None:
    """Take all pictures of one shape; the home of the program is the one of the environment."""
    width, height, _scale = SHAPES[shape]
    app = QApplication([])
    set_language(app, "de")
    theme = look.install(app)
    theme.apply(look.Choice.LIGHT, motion=False)
    furnished = os.environ["LOTSENBUCH_HOME"]
    for gate in (False,) if readme else (True, False):
        os.environ["LOTSENBUCH_HOME"] = f"{furnished}/leer" if gate else furnished
        photographer = Photographer(app, width, height)
        for view in photographer.views(gate=gate):
            if readme and view in README_PICTURES:
                photographer.take(folder / f"{view}.png", small=True)
            for name, choice in () if readme else LOOKS.items():
                theme.apply(choice, motion=False)
                QTest.qWait(50)
                photographer.take(folder / f"{view}-{name}-{shape}.png")
        photographer.leave()


def main(arguments: Sequence[str]) -> int:
    """Furnish one home and send a process of its own through it for each shape."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description="Macht Bilder des Fensters.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "build" / "screenshots", help="Ordner der Bilder"
    )
    parser.add_argument("--readme", action="store_true", help="nur die zwei Bilder der README erneuern")
    parser.add_argument("--shape", choices=SHAPES, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    folder: Path = README_FOLDER if chosen.readme else chosen.folder.absolute()
    if chosen.shape:
        photograph(folder, chosen.shape, readme=chosen.readme)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        furnish(Path(home))
        for shape in ("1366x768",) if chosen.readme else SHAPES:
            scale = str(SHAPES[shape][2])
            environment = {**os.environ, "LOTSENBUCH_HOME": home, "QT_SCALE_FACTOR": scale}
            command = [sys.executable, str(Path(__file__)), *arguments, "--shape", shape]
            code = subprocess.call(command, env=environment)
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
