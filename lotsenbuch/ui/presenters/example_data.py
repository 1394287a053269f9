"""The example: an invented half year that ends now, so that every page has something to show."""

from dataclasses import replace
from datetime import date

from lotsenbuch.bootstrap import PilotDesk
from lotsenbuch.example.filling import fill
from lotsenbuch.example.model import ExampleAppointment, ExamplePilot
from lotsenbuch.example.pilots import BUSY_LIMIT, pilot
from lotsenbuch.services import engagements
from lotsenbuch.ui.presenters.phrases import month_before

_SEED = 1
_PLACES = 8
_MONTHS = 6
_HELD, _PLANNED = "held", "planned"


def fill_example(desk: PilotDesk) -> None:
    """Write the example into an open log, in one transaction."""
    today = desk.machine.clock.today()
    log = desk.log
    fill(log, example_until(today), lambda day: engagements.for_day(log, day), today, desk.machine.random)


def example_until(today: date) -> ExamplePilot:
    """Return the example pilot with half a year up to ``today``.

    What lies ahead is planned, and so is the last visit by appointment before today: it waits for a word.
    """
    months = [today.replace(day=1)]
    while len(months) < _MONTHS:
        months.insert(0, month_before(months[0]))
    made = pilot(_SEED, 0, _PLACES, months, BUSY_LIMIT)
    held = [each.day for each in made.appointments if each.state == _HELD and each.day < today]
    until = max(held, default=today)
    done = tuple(each for each in made.activities if each.day < until)
    appointments = tuple(_as_of(each, len(done)) for each in made.appointments if _stays(each, len(done)))
    return replace(made, activities=done, appointments=appointments)


def _stays(each: ExampleAppointment, done: int) -> bool:
    """Tell whether an appointment is still true: a missed one that lies ahead was not missed yet."""
    return each.activity is None or each.activity < done or each.state == _HELD


def _as_of(each: ExampleAppointment, done: int) -> ExampleAppointment:
    if each.activity is None or each.activity < done:
        return each
    return replace(each, activity=None, state=_PLANNED)
