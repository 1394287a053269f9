"""The log's tables as SQLAlchemy sees them; the migrations create them, a test holds both together."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData()


def _text(name: str, *, null: bool = False, primary: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, primary_key=primary)


def _number(name: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null, primary_key=primary, autoincrement=False)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


def _reference(
    name: str, target: str, *, null: bool = False, primary: bool = False, on_delete: str | None = None
) -> Column[str]:
    key = ForeignKey(target, ondelete=on_delete)
    return Column(name, Text, key, nullable=null, primary_key=primary)


def _activity_row() -> Column[int]:
    key = ForeignKey("activities.row", onupdate="CASCADE", ondelete="CASCADE")
    return Column("activity_row", Integer, key, nullable=False, primary_key=True, autoincrement=False)


engagements = Table(
    "engagements",
    metadata,
    _text("id", primary=True),
    _text("line"),
    _text("role"),
    _text("traeger_code", null=True),
    _text("traeger_name", null=True),
    _text("traeger_key_id", null=True),
    _bytes("traeger_sign_key", null=True),
    _text("traeger_seal_keys", null=True),
    _text("pilot_code"),
    _text("pilot_name"),
    _text("starts", null=True),
    _text("ends", null=True),
    _number("policy_k"),
    _number("policy_topics"),
    _text("policy_origin"),
    _text("programme_override", null=True),
    _text("invite_hash", null=True),
)

clients = Table(
    "clients",
    metadata,
    _text("id", primary=True),
    _text("name"),
    _text("origin"),
    _text("age_band"),
    _text("gender"),
    _number("persons"),
    _text("consent"),
    _text("consent_on", null=True),
    _text("note"),
    _text("opened", null=True),
    _text("closed", null=True),
    # Number of the release that counted the household; belongs to the ledger, not to the client.
    _number("counted", null=True),
)

client_languages = Table(
    "client_languages",
    metadata,
    _reference("client_id", "clients.id", primary=True, on_delete="CASCADE"),
    _number("position", primary=True),
    _text("language"),
)

authorities = Table(
    "authorities",
    metadata,
    _text("id", primary=True),
    _text("code"),
    _text("name"),
    _text("address"),
    _text("opening_hours"),
    _text("room"),
    _text("contact"),
    _text("bring"),
    _text("note"),
)

activities = Table(
    "activities",
    metadata,
    _number("row", primary=True),
    Column("id", Text, nullable=False, unique=True),
    _reference("engagement_id", "engagements.id"),
    _text("kind"),
    _text("day"),
    _text("start", null=True),
    _text("finish", null=True),
    _number("minutes"),
    _number("travel_minutes"),
    _number("waiting_minutes"),
    _number("distance_m"),
    _text("authority_code"),
    _reference("authority_id", "authorities.id", null=True, on_delete="SET NULL"),
    _text("authority_word"),
    _text("referral"),
    _text("note"),
    _number("billable"),
    _text("sealed_in", null=True),
    _text("deleted_at", null=True),
    Index(
        "activities_by_engagement", "engagement_id", "day", "minutes", "deleted_at", "kind", "billable", "sealed_in"
    ),
    Index("activities_by_authority", "authority_id", "row", sqlite_where=text("authority_id IS NOT NULL")),
    Index("activities_in_bin", "row", sqlite_where=text("deleted_at IS NOT NULL")),
)

activity_topics = Table(
    "activity_topics",
    metadata,
    _activity_row(),
    _number("position", primary=True),
    _text("topic"),
    Index("activity_topics_by_topic", "topic", "activity_row"),
)

activity_clients = Table(
    "activity_clients",
    metadata,
    Column("card", Text, nullable=False, unique=True),
    _activity_row(),
    _reference("client_id", "clients.id", primary=True, on_delete="CASCADE"),
    _number("position"),
    # Number of the release whose printed stack holds the card.
    _number("printed", null=True),
    Index("activity_clients_by_client", "client_id", "activity_row"),
)

withdrawn_cards = Table(
    "withdrawn_cards",
    metadata,
    Column("card", Text, nullable=False, unique=True),
    _activity_row(),
    _reference("client_id", "clients.id", primary=True, on_delete="CASCADE"),
    _number("printed"),
    Index("withdrawn_cards_by_client", "client_id"),
)

held_activities = Table(
    "held_activities",
    metadata,
    _activity_row(),
    _text("traeger_code"),
    _text("sheet_id"),
    _text("stamp"),
    Index("held_activities_by_sheet", "traeger_code", "sheet_id"),
)

appointments = Table(
    "appointments",
    metadata,
    _text("id", primary=True),
    _reference("engagement_id", "engagements.id"),
    _text("day"),
    _text("start", null=True),
    _number("minutes"),
    _text("authority_code"),
    _reference("authority_id", "authorities.id", null=True, on_delete="SET NULL"),
    _text("authority_word"),
    _text("note"),
    _text("state"),
    _reference("activity_id", "activities.id", null=True, on_delete="SET NULL"),
    Index("appointments_by_day", "day", "start"),
    Index("appointments_by_activity", "activity_id", sqlite_where=text("activity_id IS NOT NULL")),
    Index("appointments_by_authority", "authority_id", sqlite_where=text("authority_id IS NOT NULL")),
)

appointment_clients = Table(
    "appointment_clients",
    metadata,
    _reference("appointment_id", "appointments.id", primary=True, on_delete="CASCADE"),
    _reference("client_id", "clients.id", primary=True, on_delete="CASCADE"),
    _number("position"),
    Index("appointment_clients_by_client", "client_id"),
)

trainings = Table(
    "trainings",
    metadata,
    _text("id", primary=True),
    _text("day"),
    _text("title"),
    _number("units"),
    _number("certificate"),
    _text("note"),
)

payments = Table(
    "payments",
    metadata,
    _reference("engagement_id", "engagements.id", primary=True),
    _text("month", primary=True),
    _text("id"),
    _text("paid_on"),
    _number("amount_cents"),
    Unique("id"),
)

sheets = Table(
    "sheets",
    metadata,
    _text("traeger_code", primary=True),
    _text("sheet_id", primary=True),
    _number("version", primary=True),
    _text("month"),
    _text("payload_hash"),
    _text("replaces", null=True),
    _number("nil"),
    _number("activities"),
    _text("issued_at"),
    # What a list shows stands before the documents, so that a list need not read through them.
    _text("state"),
    _bytes("payload"),
    _bytes("envelope"),
    _bytes("pdf"),
    _bytes("receipt", null=True),
)

ledger = Table(
    "ledger",
    metadata,
    _number("number", primary=True),
    _text("traeger_key"),
    _text("until"),
    _bytes("entry"),
)

secrets = Table("secrets", metadata, _text("name", primary=True), _bytes("value"))
