"""Stored appointments."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, literal_column, select, update

from lotsenbuch.domain.appointment import PLANNED, Appointment
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log.tables import appointment_clients, appointments, authorities
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.services.records import AppointmentRow

_CLIENTS: ColumnElement[str] = literal_column(
    "(SELECT json_group_array(json_array(c.id, c.name) ORDER BY ac.position)"
    " FROM appointment_clients ac JOIN clients c ON c.id = ac.client_id"
    " WHERE ac.appointment_id = appointments.id)"
)
_SELECT: Select[Any] = select(
    appointments,
    func.coalesce(authorities.c.name, appointments.c.authority_word).label("authority_name"),
    _CLIENTS.label("clients"),
).select_from(appointments.outerjoin(authorities, authorities.c.id == appointments.c.authority_id))
_ORDER = (appointments.c.day, func.coalesce(appointments.c.start, ""), appointments.c.id)


def _record(appointment: Appointment) -> dict[str, Any]:
    return {
        "id": appointment.id,
        "engagement_id": appointment.engagement_id,
        "day": appointment.day.isoformat(),
        "start": values.time_text(appointment.start),
        "minutes": appointment.minutes,
        "authority_code": appointment.authority_code,
        "authority_id": appointment.authority_id,
        "authority_word": appointment.authority_word,
        "note": appointment.note,
        "state": appointment.state,
        "activity_id": appointment.activity_id,
    }


def _row(row: Row[Any]) -> AppointmentRow:
    people: list[list[str]] = json.loads(row.clients)
    appointment = Appointment(
        id=row.id,
        engagement_id=row.engagement_id,
        day=date.fromisoformat(row.day),
        start=values.time_of(row.start),
        minutes=row.minutes,
        authority_code=row.authority_code,
        authority_id=row.authority_id,
        authority_word=row.authority_word,
        client_ids=tuple(person[0] for person in people),
        note=row.note,
        state=row.state,
        activity_id=row.activity_id,
    )
    return AppointmentRow(appointment, row.authority_name, tuple(person[1] for person in people))


def _over(appointment: Appointment, now: datetime) -> bool:
    """Tell whether the appointment has ended; one without a start ends with its day."""
    if appointment.start is None:
        return appointment.day < now.date()
    begins = datetime.combine(appointment.day, appointment.start)
    return begins + timedelta(minutes=appointment.minutes) <= now.replace(tzinfo=None)


class StoredAppointments:
    """Implements the port ``Appointments``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, appointment: Appointment) -> None:
        """Store a new appointment."""
        self._work.writing.execute(insert(appointments), _record(appointment))
        self._put_clients(appointment)

    def replace(self, appointment: Appointment) -> None:
        """Store the appointment in place of the one with its id."""
        connection = self._work.writing
        statement = update(appointments).where(appointments.c.id == appointment.id)
        if connection.execute(statement.values(_record(appointment))).rowcount == 0:
            raise ExpectedError("appointment_unknown")
        connection.execute(delete(appointment_clients).where(appointment_clients.c.appointment_id == appointment.id))
        self._put_clients(appointment)

    def get(self, appointment_id: str) -> Appointment:
        """Return one appointment."""
        row = self._work.reading.execute(_SELECT.where(appointments.c.id == appointment_id)).first()
        if row is None:
            raise ExpectedError("appointment_unknown")
        return _row(row).appointment

    def between(self, first: date | None, last: date | None) -> list[AppointmentRow]:
        """Return appointments of the inclusive days by day and start."""
        statement = _SELECT.order_by(*_ORDER)
        if first is not None:
            statement = statement.where(appointments.c.day >= first.isoformat())
        if last is not None:
            statement = statement.where(appointments.c.day <= last.isoformat())
        return [_row(row) for row in self._work.reading.execute(statement)]

    def waiting(self, today: date, now: datetime) -> list[AppointmentRow]:
        """Return planned appointments that are over and have no activity yet, the oldest first.

        ``now`` is a moment of ``today`` in Europe/Berlin.
        """
        statement = _SELECT.where(
            appointments.c.state == PLANNED,
            appointments.c.activity_id.is_(None),
            appointments.c.day <= today.isoformat(),
        ).order_by(*_ORDER)
        rows = map(_row, self._work.reading.execute(statement))
        return [row for row in rows if _over(row.appointment, now)]

    def _put_clients(self, appointment: Appointment) -> None:
        if appointment.client_ids:
            self._work.writing.execute(
                insert(appointment_clients),
                [
                    {"appointment_id": appointment.id, "client_id": client_id, "position": position}
                    for position, client_id in enumerate(appointment.client_ids)
                ],
            )
