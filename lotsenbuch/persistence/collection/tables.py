"""The collection's tables as SQLAlchemy sees them; the migrations create them, a test holds both together.

Only types that SQLite and PostgreSQL share: days are ISO dates, moments ISO in UTC, truth is 0 or 1, minutes
and cents are whole numbers. Keys lie in ``secrets``, which stays in the vault wherever the sheets may lie.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData()

Amount = BigInteger().with_variant(Integer, "sqlite")
"""Euro cents may outgrow four bytes; SQLite's whole numbers never do."""


def _text(name: str, *, null: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, primary_key=primary)


def _number(name: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, primary_key=primary, autoincrement=False)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _running() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _reference(name: str, target: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=null)


profile = Table("profile", metadata, _number("id", primary=True), _text("code"), _text("name"))

approved_minutes = Table(
    "approved_minutes",
    metadata,
    _number("year", primary=True),
    _text("line", primary=True),
    _number("minutes"),
)

pilots = Table(
    "pilots",
    metadata,
    _text("code", primary=True),
    _text("name"),
    _text("role"),
    _text("line"),
    _text("state"),
    _text("invite_id"),
    _text("invite_hash"),
    _text("starts"),
    _text("ends", null=True),
    _text("expires"),
    _bytes("sign_key", null=True),
    _bytes("seal_key", null=True),
    _text("programme"),
)

# Numbers of batches, sheets and files are never used twice: what was undone must not be taken for something new.
batches = Table(
    "batches",
    metadata,
    _running(),
    _text("opened_at"),
    _number("undone"),
    sqlite_autoincrement=True,
)

sheets = Table(
    "sheets",
    metadata,
    _running(),
    _text("sheet_id"),
    _number("version"),
    Column("pilot_code", Text, ForeignKey("pilots.code"), nullable=False),
    _text("month"),
    _text("payload_hash"),
    _text("replaces", null=True),
    _text("signer"),
    _text("state"),
    _number("nil"),
    _text("role"),
    _reference("batch", "batches.id"),
    _text("received_at"),
    _bytes("payload"),
    _bytes("envelope"),
    _text("settlement"),
    _text("statistics", null=True),
    _text("question", null=True),
    Unique("payload_hash"),
    Index("sheets_by_month", "pilot_code", "month"),
    Index("sheets_by_state", "state", "month"),
    Index("sheets_by_batch", "batch"),
    sqlite_autoincrement=True,
)

batch_changes = Table(
    "batch_changes",
    metadata,
    _running(),
    _reference("batch", "batches.id"),
    Column("sheet", Integer, ForeignKey("sheets.id", ondelete="CASCADE"), nullable=False),
    _text("state"),
    Index("batch_changes_by_batch", "batch"),
    Index("batch_changes_by_sheet", "sheet"),
    sqlite_autoincrement=True,
)

quarantine = Table(
    "quarantine",
    metadata,
    _running(),
    _text("digest"),
    _text("name"),
    _text("signer"),
    _bytes("content"),
    _text("received_at"),
    _reference("batch", "batches.id"),
    _reference("judged_in", "batches.id", null=True),
    Index("quarantine_by_digest", "digest"),
    sqlite_autoincrement=True,
)

payments = Table(
    "payments",
    metadata,
    Column("pilot_code", Text, ForeignKey("pilots.code"), primary_key=True),
    _text("month", primary=True),
    _text("paid_on"),
    Column("amount_cents", Amount, nullable=False),
)

secrets = Table("secrets", metadata, _text("name", primary=True), _bytes("value"))
