"""Stored payments."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from lotsenbuch.domain.payment import Payment
from lotsenbuch.persistence.log.tables import payments
from lotsenbuch.persistence.unit_of_work import UnitOfWork


class StoredPayments:
    """Implements the port ``Payments``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def put(self, payment: Payment) -> None:
        """Store a payment; one with the same engagement and month is replaced."""
        paid_on = payment.paid_on.isoformat()
        content = {"id": payment.id, "paid_on": paid_on, "amount_cents": payment.amount_cents}
        key = {"engagement_id": payment.engagement_id, "month": payment.month.isoformat()}
        statement = insert(payments).values(key | content)
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=content)
        self._work.writing.execute(statement)

    def all(self) -> list[Payment]:
        """Return all payments by day of payment."""
        columns = payments.c
        statement = select(payments).order_by(columns.paid_on, columns.month, columns.engagement_id)
        return [
            Payment(
                id=row.id,
                engagement_id=row.engagement_id,
                month=date.fromisoformat(row.month),
                paid_on=date.fromisoformat(row.paid_on),
                amount_cents=row.amount_cents,
            )
            for row in self._work.reading.execute(statement)
        ]
