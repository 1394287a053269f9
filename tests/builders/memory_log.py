"""An honest log in memory: the port ``Log`` without a database, held to the same contract tests.

Everything is kept in dictionaries; a transaction keeps a copy of them and puts it back when it fails.
"""

from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from lotsenbuch.domain.appointment import PLANNED, Appointment
from lotsenbuch.domain.authority import Authority
from lotsenbuch.domain.client import Client
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.domain.identity import Random
from lotsenbuch.domain.payment import Payment
from lotsenbuch.domain.training import Training
from lotsenbuch.services import ports
from lotsenbuch.services.records import AppointmentRow, IssuedSheet, SheetMark
from tests.builders.memory_activities import MemoryActivities, MemoryReleases, Vocabulary
from tests.builders.memory_state import Memory, find, insert, name_order, names, place


class MemoryEngagements:
    """Implements the port ``Engagements``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, engagement: Engagement) -> None:
        insert(self._memory.writing().engagements, engagement.id, engagement)

    def replace(self, engagement: Engagement) -> None:
        self._memory.writing()
        self.get(engagement.id)
        self._memory.state.engagements[engagement.id] = engagement

    def get(self, engagement_id: str) -> Engagement:
        return find(self._memory.state.engagements, engagement_id, "engagement_unknown")

    def all(self) -> list[Engagement]:
        return list(self._memory.state.engagements.values())


class MemoryClients:
    """Implements the port ``Clients``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, client: Client) -> None:
        insert(self._memory.writing().clients, client.id, client)

    def replace(self, client: Client) -> None:
        self._memory.writing()
        self.get(client.id)
        self._memory.state.clients[client.id] = client

    def get(self, client_id: str) -> Client:
        return find(self._memory.state.clients, client_id, "client_unknown")

    def all(self, *, closed: bool = True) -> list[Client]:
        found = [each for each in self._memory.state.clients.values() if closed or each.closed is None]
        return sorted(found, key=lambda each: (name_order(each.name), each.id))

    def recent(self, limit: int) -> list[Client]:
        state = self._memory.state
        latest = {
            client_id: state.keys[each.id]
            for each in sorted(state.activities.values(), key=lambda each: state.keys[each.id])
            if each.deleted_at is None
            for client_id in each.client_ids
        }
        return sorted(self.all(closed=False), key=lambda each: -latest.get(each.id, 0))[:limit]


class MemoryAuthorities:
    """Implements the port ``Authorities``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, authority: Authority) -> None:
        insert(self._memory.writing().authorities, authority.id, authority)

    def replace(self, authority: Authority) -> None:
        self._memory.writing()
        self.get(authority.id)
        self._memory.state.authorities[authority.id] = authority

    def get(self, authority_id: str) -> Authority:
        return find(self._memory.state.authorities, authority_id, "authority_unknown")

    def all(self) -> list[Authority]:
        found = self._memory.state.authorities.values()
        return sorted(found, key=lambda each: (name_order(each.name), each.id))

    def recent(self, limit: int) -> list[Authority]:
        state = self._memory.state
        latest = {
            each.authority_id: state.keys[each.id]
            for each in sorted(state.activities.values(), key=lambda each: state.keys[each.id])
            if each.deleted_at is None
        }
        return sorted(self.all(), key=lambda each: -latest.get(each.id, 0))[:limit]


class MemoryAppointments:
    """Implements the port ``Appointments``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, appointment: Appointment) -> None:
        insert(self._memory.writing().appointments, appointment.id, appointment)

    def replace(self, appointment: Appointment) -> None:
        self._memory.writing()
        self.get(appointment.id)
        self._memory.state.appointments[appointment.id] = appointment

    def get(self, appointment_id: str) -> Appointment:
        return find(self._memory.state.appointments, appointment_id, "appointment_unknown")

    def between(self, first: date | None, last: date | None) -> list[AppointmentRow]:
        state = self._memory.state
        found = [
            each
            for each in state.appointments.values()
            if (first is None or first <= each.day) and (last is None or each.day <= last)
        ]
        found.sort(key=lambda each: (each.day, each.start is not None, each.start or time(), each.id))
        return [
            AppointmentRow(
                each,
                place(state, each.authority_id, each.authority_word),
                names(state, each.client_ids),
            )
            for each in found
        ]

    def waiting(self, today: date, now: datetime) -> list[AppointmentRow]:
        wall = now.replace(tzinfo=None)

        def over(each: Appointment) -> bool:
            if each.start is None:
                return each.day < today
            return datetime.combine(each.day, each.start) + timedelta(minutes=each.minutes) <= wall

        return [
            row
            for row in self.between(None, today)
            if row.appointment.state == PLANNED and row.appointment.activity_id is None and over(row.appointment)
        ]


class MemoryTrainings:
    """Implements the port ``Trainings``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, training: Training) -> None:
        insert(self._memory.writing().trainings, training.id, training)

    def all(self) -> list[Training]:
        return sorted(self._memory.state.trainings.values(), key=lambda each: (each.day, each.id))


class MemoryPayments:
    """Implements the port ``Payments``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def put(self, payment: Payment) -> None:
        self._memory.writing().payments[payment.engagement_id, payment.month] = payment

    def all(self) -> list[Payment]:
        found = self._memory.state.payments.values()
        return sorted(found, key=lambda each: (each.paid_on, each.month, each.engagement_id))


class MemorySheets:
    """Implements the port ``Sheets``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, sheet: IssuedSheet) -> None:
        insert(self._memory.writing().sheets, (sheet.traeger_code, sheet.sheet_id, sheet.version), sheet)

    def replace(self, sheet: IssuedSheet) -> None:
        key = (sheet.traeger_code, sheet.sheet_id, sheet.version)
        find(self._memory.writing().sheets, key, "sheet_unknown")
        self._memory.state.sheets[key] = sheet

    def versions(self, traeger_code: str, month: date) -> list[IssuedSheet]:
        found = [each for each in self._sorted() if (each.traeger_code, each.month) == (traeger_code, month)]
        return sorted(found, key=lambda each: each.version)

    def by_id(self, sheet_id: str) -> list[IssuedSheet]:
        return [each for each in self._sorted() if each.sheet_id == sheet_id]

    def marks(self, month: date | None = None) -> list[SheetMark]:
        found = [each for each in self.latest() if month in (None, each.month)]
        return [
            SheetMark(
                each.traeger_code, each.month, each.sheet_id, each.version, each.nil, each.state, each.activities
            )
            for each in found
        ]

    def latest(self) -> list[IssuedSheet]:
        newest = {(each.month, each.traeger_code): each for each in self._sorted()}
        return sorted(newest.values(), key=lambda each: (-each.month.toordinal(), each.traeger_code))

    def _sorted(self) -> list[IssuedSheet]:
        return sorted(self._memory.state.sheets.values(), key=lambda each: (each.version, each.traeger_code))


class MemorySecrets:
    """Implements the port ``Secrets``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get(self, name: str) -> bytes | None:
        return self._memory.state.secrets.get(name)

    def put(self, name: str, value: bytes) -> None:
        self._memory.writing().secrets[name] = value


class MemoryLog:
    """Implements the port ``Log``."""

    def __init__(self, random: Random, vocabulary: Vocabulary = lambda _word: ()) -> None:
        self._memory = memory = Memory()
        self.engagements: ports.Engagements = MemoryEngagements(memory)
        self.clients: ports.Clients = MemoryClients(memory)
        self.authorities: ports.Authorities = MemoryAuthorities(memory)
        self.appointments: ports.Appointments = MemoryAppointments(memory)
        self.activities: ports.Activities = MemoryActivities(memory, random, vocabulary)
        self.trainings: ports.Trainings = MemoryTrainings(memory)
        self.payments: ports.Payments = MemoryPayments(memory)
        self.sheets: ports.Sheets = MemorySheets(memory)
        self.releases: ports.Releases = MemoryReleases(memory)
        self.secrets: ports.Secrets = MemorySecrets(memory)

    def transaction(self) -> AbstractContextManager[None]:
        return self._memory.transaction()

    def close(self) -> None:
        """Nothing is open."""
