"""Payment runs: what was paid to whom for which month."""

from datetime import date

from sqlalchemy import delete, insert, select

from lotsenbuch.persistence.collection.tables import payments
from lotsenbuch.persistence.unit_of_work import UnitOfWork
from lotsenbuch.traeger.records import Payment

_COLUMNS = payments.c


class StoredPayments:
    """Implements the port ``Payments``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def put(self, payment: Payment) -> None:
        """Store a payment in place of an earlier one for the same pilot and month."""
        month = payment.month.isoformat()
        earlier = delete(payments).where(_COLUMNS.pilot_code == payment.pilot_code, _COLUMNS.month == month)
        self._work.writing.execute(earlier)
        record = {
            "pilot_code": payment.pilot_code,
            "month": month,
            "paid_on": payment.paid_on.isoformat(),
            "amount_cents": payment.amount_cents,
        }
        self._work.writing.execute(insert(payments), record)

    def all(self) -> list[Payment]:
        """Return all payments by day of payment, pilot and month."""
        order = (_COLUMNS.paid_on, _COLUMNS.pilot_code, _COLUMNS.month)
        rows = self._work.reading.execute(select(payments).order_by(*order))
        return [
            Payment(row.pilot_code, date.fromisoformat(row.month), date.fromisoformat(row.paid_on), row.amount_cents)
            for row in rows
        ]
