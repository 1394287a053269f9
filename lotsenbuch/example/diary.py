"""What a synthetic pilot does in a month: visits, own work, and the appointments behind them.

Each active household is seen 1.2 to 2.2 times a month (Poisson; the rate belongs to the pilot), at most 34
visits in all; in the first month of a household at least once, so every household has a card of the release
rule. 80 % of the visits are about one of its own topics.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from lotsenbuch.example.caseload import Case
from lotsenbuch.example.lot import Lot
from lotsenbuch.example.model import ExampleActivity, ExampleAppointment
from lotsenbuch.example.stock import Stock
from lotsenbuch.example.working_days import working_days

MOST_VISITS = 34
RATE = (1.2, 2.2)
OWN_TOPIC = 0.8
NO_SHOW = 0.05
MOST_NO_SHOWS = 5
TWO_HOUSEHOLDS = 0.03
BY_APPOINTMENT = 0.6
# Far enough apart that no two activities meet; three on 18 working days hold the fullest month.
HOURS = (time(8, 30), time(11, 0), time(14, 0))

Slot = tuple[date, time]
Noted = tuple[ExampleActivity, ExampleAppointment | None]


@dataclass(frozen=True, slots=True)
class Diary:
    """Writes the months of one pilot; `rate` are visits per household and month."""

    stock: Stock
    lot: Lot
    rate: float

    def month(self, position: int, month: date, cases: Sequence[Case]) -> list[Noted]:
        """All activities of a month, each with its appointment if there was one, in the order of time."""
        slots = iter(self.lot.shuffled((day, hour) for day in working_days(month) for hour in HOURS))
        active = [case for case in cases if position in case.months]
        noted = [self._visit(next(slots), case, active, first) for case, first in self._visits(position, active)]
        absent = [case for case in active if self.lot.chance(NO_SHOW)][:MOST_NO_SHOWS]
        noted += [self._no_show(next(slots), case) for case in absent]
        noted += [(each, None) for each in self._own_work(position, slots)]
        return sorted(noted, key=lambda each: (each[0].day, each[0].start or time(18)))

    def _visits(self, position: int, active: Sequence[Case]) -> list[tuple[Case, bool]]:
        """Whom to see in a month, and whether it is the first time; first visits come before all others."""
        first = [(case, True) for case in active if case.months[0] == position]
        more = []
        for case in active:
            visits = self.lot.number_of_visits(self.rate) - (case.months[0] == position)
            more += [(case, False)] * max(0, visits)
        return [*first, *self.lot.shuffled(more)][:MOST_VISITS]

    def _visit(self, slot: Slot, case: Case, active: Sequence[Case], first: bool) -> Noted:
        topics = {code: each.weight for code, each in self.stock.topics.items()}
        topic = self.lot.pick(case.topics) if self.lot.chance(OWN_TOPIC) else self.lot.weighted(topics)
        kind = self.lot.weighted(self.stock.kinds)
        authority = self.lot.weighted(self.stock.topics[topic].offices)
        far = kind not in ("remote", "forms")
        minutes = self.lot.between(30, 120, 5)
        activity = ExampleActivity(
            day=slot[0],
            start=slot[1],
            minutes=minutes,
            kind=kind,
            travel_minutes=self.lot.between(10, 30, 5) if far else 0,
            waiting_minutes=self.lot.between(5, min(40, minutes - 10), 5) if far and self.lot.chance(0.4) else 0,
            distance_m=self.lot.between(1000, 16000, 500) if far and self.lot.chance(0.8) else 0,
            authority=authority,
            place=self.stock.offices[authority],
            topics=(topic, *self._second_topic(topic)),
            households=(case.key, *self._companion(case, active, first)),
            note=self.lot.pick(self.stock.topics[topic].notes) if self.lot.chance(0.85) else "",
        )
        if far and self.lot.chance(BY_APPOINTMENT):
            return activity, self._appointment(activity, "held")
        return (replace(activity, start=None) if self.lot.chance(0.15) else activity), None

    def _second_topic(self, topic: str) -> tuple[str, ...]:
        return ("BRIEFE",) if topic != "BRIEFE" and self.lot.chance(0.2) else ()

    def _companion(self, case: Case, active: Sequence[Case], first: bool) -> tuple[str, ...]:
        """Now and then two households go together; a first visit is a household's own."""
        others = [other.key for other in active if other is not case]
        return (self.lot.pick(others),) if others and not first and self.lot.chance(TWO_HOUSEHOLDS) else ()

    def _appointment(self, activity: ExampleActivity, state: str, note: str = "") -> ExampleAppointment:
        return ExampleAppointment(
            day=activity.day,
            start=activity.start or HOURS[0],
            minutes=60,
            authority=activity.authority,
            place=activity.place,
            households=activity.households,
            state=state,
            note=note,
        )

    def _no_show(self, slot: Slot, case: Case) -> Noted:
        topic = self.lot.pick(case.topics)
        authority = self.lot.weighted(self.stock.topics[topic].offices)
        activity = ExampleActivity(
            day=slot[0],
            start=slot[1],
            minutes=25,
            kind="no_show",
            travel_minutes=self.lot.between(10, 30, 5),
            waiting_minutes=20,
            distance_m=self.lot.between(1000, 16000, 500),
            authority=authority,
            place=self.stock.offices[authority],
            topics=(topic,),
            households=(case.key,),
            note=self.stock.own_work["no_show"],
        )
        return activity, self._appointment(activity, "not_appeared")

    def _own_work(self, position: int, slots: Iterator[Slot]) -> Iterator[ExampleActivity]:
        """Work without a client: the team every month, the others now and then, a training every third month."""
        yield self._own("team", 90, slots, 15, 4000)
        for _ in range(self.lot.between(0, 2)):
            yield self._own("coordination", self.lot.between(30, 60, 10), slots)
        if position % 3 == 1:
            yield self._own("training", 120, slots, 25, 9000)
        if position % 3 == 2:
            yield self._own("reflection", 60, slots)
        if self.lot.chance(0.5):
            yield self._own("travel", self.lot.between(20, 45, 5), slots, 0, 7000)
        if self.lot.chance(0.5):
            yield self._own("preparation", 30, slots)
        if self.lot.chance(0.3):
            yield replace(self._own("group", 90, slots, 10, 2000), authority="TREFF")

    def _own(self, kind: str, minutes: int, slots: Iterator[Slot], travel: int = 0, metres: int = 0) -> ExampleActivity:
        day, start = next(slots)
        return ExampleActivity(
            day, start, minutes, kind, travel_minutes=travel, distance_m=metres, note=self.stock.own_work[kind]
        )

    def ahead(self, after: date, cases: Sequence[Case]) -> list[ExampleAppointment]:
        """Appointments after the last month: three planned, one cancelled."""
        month = after + timedelta(days=1)
        slots = iter(sorted(self.lot.shuffled((day, hour) for day in working_days(month) for hour in HOURS)[:4]))
        found = []
        for state in self.lot.shuffled(("planned", "planned", "planned", "cancelled")):
            topic = self.lot.pick(self.lot.pick(cases).topics)
            authority = self.lot.weighted(self.stock.topics[topic].offices)
            day, start = next(slots)
            places = (authority, self.stock.offices[authority], (self.lot.pick(cases).key,))
            found.append(ExampleAppointment(day, start, 60, *places, state, self.stock.own_work[state]))
        return found
