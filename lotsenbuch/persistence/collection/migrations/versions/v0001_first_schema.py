"""The first schema of the collection.

Written with portable types: the same script makes the tables in SQLite and in PostgreSQL. Days are ISO dates,
moments ISO in UTC, truth is 0 or 1, money euro cents.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STRICT: dict[str, Any] = {"sqlite_strict": True}
_NUMBERED: dict[str, Any] = {**_STRICT, "sqlite_autoincrement": True}


def _text(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _number(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False, autoincrement=False) for name in names]


def _bytes(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.LargeBinary, nullable=null) for name in names]


def _running() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _of(name: str, target: str, *, null: bool = False, on_delete: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target, ondelete=on_delete), nullable=null)


def _of_pilot() -> sa.Column[Any]:
    return sa.Column("pilot_code", sa.Text, sa.ForeignKey("pilots.code"), nullable=False)


def upgrade() -> None:
    """Make the tables."""
    _people()
    op.create_table("batches", _running(), *_text("opened_at"), *_number("undone"), **_NUMBERED)
    _sheets()
    _others()


def _people() -> None:
    op.create_table("profile", *_number("id"), *_text("code", "name"), sa.PrimaryKeyConstraint("id"), **_STRICT)
    op.create_table(
        "approved_minutes",
        *_number("year"),
        *_text("line"),
        *_number("minutes"),
        sa.PrimaryKeyConstraint("year", "line"),
        **_STRICT,
    )
    op.create_table(
        "pilots",
        *_text("code", "name", "role", "line", "state", "invite_id", "invite_hash", "starts"),
        *_text("ends", null=True),
        *_text("expires"),
        *_bytes("sign_key", "seal_key", null=True),
        *_text("programme"),
        sa.PrimaryKeyConstraint("code"),
        **_STRICT,
    )


def _sheets() -> None:
    op.create_table(
        "sheets",
        _running(),
        *_text("sheet_id"),
        *_number("version"),
        _of_pilot(),
        *_text("month", "payload_hash"),
        *_text("replaces", null=True),
        *_text("signer", "state"),
        *_number("nil"),
        *_text("role"),
        _of("batch", "batches.id"),
        *_text("received_at"),
        *_bytes("payload", "envelope"),
        *_text("settlement"),
        *_text("statistics", "question", null=True),
        sa.UniqueConstraint("payload_hash"),
        **_NUMBERED,
    )
    op.create_index("sheets_by_month", "sheets", ["pilot_code", "month"])
    op.create_index("sheets_by_state", "sheets", ["state", "month"])
    op.create_index("sheets_by_batch", "sheets", ["batch"])


def _others() -> None:
    op.create_table(
        "batch_changes",
        _running(),
        _of("batch", "batches.id"),
        _of("sheet", "sheets.id", on_delete="CASCADE"),
        *_text("state"),
        **_NUMBERED,
    )
    op.create_index("batch_changes_by_batch", "batch_changes", ["batch"])
    op.create_index("batch_changes_by_sheet", "batch_changes", ["sheet"])
    op.create_table(
        "quarantine",
        _running(),
        *_text("digest", "name", "signer"),
        *_bytes("content"),
        *_text("received_at"),
        _of("batch", "batches.id"),
        _of("judged_in", "batches.id", null=True),
        **_NUMBERED,
    )
    op.create_index("quarantine_by_digest", "quarantine", ["digest"])
    cents = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "payments",
        _of_pilot(),
        *_text("month", "paid_on"),
        sa.Column("amount_cents", cents, nullable=False),
        sa.PrimaryKeyConstraint("pilot_code", "month"),
        **_STRICT,
    )
    op.create_table("secrets", *_text("name"), *_bytes("value"), sa.PrimaryKeyConstraint("name"), **_STRICT)
