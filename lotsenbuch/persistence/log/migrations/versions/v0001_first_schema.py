"""The first schema of the log.

Days are ISO dates, times ISO times of the wall clock in Europe/Berlin, moments ISO in UTC; durations are
minutes, distances metres, money euro cents. Codes of the catalogue are not checked: those of a newer
version stay as they are. ``activities.row`` is explained in ``row_key``.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE engagements (
        id TEXT NOT NULL PRIMARY KEY, line TEXT NOT NULL, role TEXT NOT NULL,
        traeger_code TEXT, traeger_name TEXT, traeger_key_id TEXT,
        traeger_sign_key BLOB, traeger_seal_keys TEXT,
        pilot_code TEXT NOT NULL, pilot_name TEXT NOT NULL, starts TEXT, ends TEXT,
        policy_k INTEGER NOT NULL, policy_topics INTEGER NOT NULL, policy_origin TEXT NOT NULL,
        programme_override TEXT, invite_hash TEXT
    ) STRICT
    """,
    """
    CREATE TABLE clients (
        id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, origin TEXT NOT NULL, age_band TEXT NOT NULL,
        gender TEXT NOT NULL, persons INTEGER NOT NULL, consent TEXT NOT NULL, consent_on TEXT,
        note TEXT NOT NULL, opened TEXT, closed TEXT, counted INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE client_languages (
        client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, language TEXT NOT NULL, PRIMARY KEY (client_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE authorities (
        id TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        opening_hours TEXT NOT NULL, room TEXT NOT NULL, contact TEXT NOT NULL, bring TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE activities (
        row INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        engagement_id TEXT NOT NULL REFERENCES engagements (id),
        kind TEXT NOT NULL, day TEXT NOT NULL, start TEXT, finish TEXT, minutes INTEGER NOT NULL,
        travel_minutes INTEGER NOT NULL, waiting_minutes INTEGER NOT NULL, distance_m INTEGER NOT NULL,
        authority_code TEXT NOT NULL, authority_id TEXT REFERENCES authorities (id) ON DELETE SET NULL,
        authority_word TEXT NOT NULL, referral TEXT NOT NULL, note TEXT NOT NULL,
        billable INTEGER NOT NULL, sealed_in TEXT, deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE activity_topics (
        activity_row INTEGER NOT NULL REFERENCES activities (row) ON UPDATE CASCADE ON DELETE CASCADE,
        position INTEGER NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (activity_row, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE activity_clients (
        card TEXT NOT NULL UNIQUE,
        activity_row INTEGER NOT NULL REFERENCES activities (row) ON UPDATE CASCADE ON DELETE CASCADE,
        client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, printed INTEGER, PRIMARY KEY (activity_row, client_id)
    ) STRICT, WITHOUT ROWID
    """,
    # The printed cards of clients who were taken out of an activity: a card that comes back was printed already.
    """
    CREATE TABLE withdrawn_cards (
        card TEXT NOT NULL UNIQUE,
        activity_row INTEGER NOT NULL REFERENCES activities (row) ON UPDATE CASCADE ON DELETE CASCADE,
        client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        printed INTEGER NOT NULL, PRIMARY KEY (activity_row, client_id)
    ) STRICT, WITHOUT ROWID
    """,
    # As what the newest version of a sheet holds an activity; activities.sealed_in says whether that is still so.
    """
    CREATE TABLE held_activities (
        activity_row INTEGER NOT NULL PRIMARY KEY
            REFERENCES activities (row) ON UPDATE CASCADE ON DELETE CASCADE,
        traeger_code TEXT NOT NULL, sheet_id TEXT NOT NULL, stamp TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE appointments (
        id TEXT NOT NULL PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagements (id),
        day TEXT NOT NULL, start TEXT, minutes INTEGER NOT NULL, authority_code TEXT NOT NULL,
        authority_id TEXT REFERENCES authorities (id) ON DELETE SET NULL, authority_word TEXT NOT NULL,
        note TEXT NOT NULL, state TEXT NOT NULL,
        activity_id TEXT REFERENCES activities (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE appointment_clients (
        appointment_id TEXT NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
        client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, PRIMARY KEY (appointment_id, client_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE trainings (
        id TEXT NOT NULL PRIMARY KEY, day TEXT NOT NULL, title TEXT NOT NULL, units INTEGER NOT NULL,
        certificate INTEGER NOT NULL, note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE payments (
        engagement_id TEXT NOT NULL REFERENCES engagements (id), month TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
        paid_on TEXT NOT NULL, amount_cents INTEGER NOT NULL, PRIMARY KEY (engagement_id, month)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sheets (
        traeger_code TEXT NOT NULL, sheet_id TEXT NOT NULL, version INTEGER NOT NULL, month TEXT NOT NULL,
        payload_hash TEXT NOT NULL, replaces TEXT, nil INTEGER NOT NULL, activities INTEGER NOT NULL,
        issued_at TEXT NOT NULL, state TEXT NOT NULL,
        payload BLOB NOT NULL, envelope BLOB NOT NULL, pdf BLOB NOT NULL, receipt BLOB,
        PRIMARY KEY (traeger_code, sheet_id, version)
    ) STRICT
    """,
    """
    CREATE TABLE ledger (
        number INTEGER NOT NULL PRIMARY KEY, traeger_key TEXT NOT NULL, until TEXT NOT NULL,
        entry BLOB NOT NULL
    ) STRICT
    """,
    "CREATE TABLE secrets (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT",
)

_INDEXES = (
    """
    CREATE INDEX activities_by_engagement
        ON activities (engagement_id, day, minutes, deleted_at, kind, billable, sealed_in)
    """,
    "CREATE INDEX activities_by_authority ON activities (authority_id, row) WHERE authority_id IS NOT NULL",
    "CREATE INDEX activities_in_bin ON activities (row) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX activity_topics_by_topic ON activity_topics (topic, activity_row)",
    "CREATE INDEX activity_clients_by_client ON activity_clients (client_id, activity_row)",
    "CREATE INDEX withdrawn_cards_by_client ON withdrawn_cards (client_id)",
    "CREATE INDEX held_activities_by_sheet ON held_activities (traeger_code, sheet_id)",
    "CREATE INDEX appointments_by_day ON appointments (day, start)",
    "CREATE INDEX appointments_by_activity ON appointments (activity_id) WHERE activity_id IS NOT NULL",
    "CREATE INDEX appointments_by_authority ON appointments (authority_id) WHERE authority_id IS NOT NULL",
    "CREATE INDEX appointment_clients_by_client ON appointment_clients (client_id)",
)

_SEARCH = (
    # The index keeps no text of its own: it reads what it needs from this view, also when a row leaves it.
    # The tokenizer folds umlauts and accents, but not the sharp s.
    """
    CREATE VIEW activity_text AS
    SELECT a.row AS row,
        replace(replace(a.note, 'ß', 'ss'), 'ẞ', 'ss') AS note,
        (SELECT replace(replace(group_concat(c.name, ' ' ORDER BY ac.position), 'ß', 'ss'), 'ẞ', 'ss')
            FROM activity_clients ac JOIN clients c ON c.id = ac.client_id
            WHERE ac.activity_row = a.row) AS names,
        replace(replace(coalesce(h.name, '') || ' ' || a.authority_word, 'ß', 'ss'), 'ẞ', 'ss') AS places,
        a.authority_code AS code
    FROM activities a LEFT JOIN authorities h ON h.id = a.authority_id
    """,
    """
    CREATE VIRTUAL TABLE activity_search USING fts5(
        note, names, places, code, content = 'activity_text', content_rowid = 'row', columnsize = 0,
        prefix = '1 2', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    # Words that were deleted must not stay in the index until a later merge.
    "INSERT INTO activity_search (activity_search, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    """Create every table, index and the full-text index."""
    for statement in (*_TABLES, *_INDEXES, *_SEARCH):
        op.execute(statement)
