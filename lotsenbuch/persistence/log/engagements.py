"""Stored engagements."""

import json
from typing import Any

from sqlalchemy import insert, literal_column, select, update

from lotsenbuch.domain.engagement import Engagement, ReleasePolicy, TraegerRef
from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence import values
from lotsenbuch.persistence.log.tables import engagements
from lotsenbuch.persistence.unit_of_work import UnitOfWork


def _record(engagement: Engagement) -> dict[str, Any]:
    traeger, policy = engagement.traeger, engagement.policy
    return {
        "id": engagement.id,
        "line": engagement.line,
        "role": engagement.role,
        "traeger_code": traeger.code if traeger else None,
        "traeger_name": traeger.name if traeger else None,
        "traeger_key_id": traeger.key_id if traeger else None,
        "traeger_sign_key": traeger.sign_key if traeger else None,
        "traeger_seal_keys": json.dumps([key.hex() for key in traeger.seal_keys]) if traeger else None,
        "pilot_code": engagement.pilot_code,
        "pilot_name": engagement.pilot_name,
        "starts": values.day_text(engagement.starts),
        "ends": values.day_text(engagement.ends),
        "policy_k": policy.k,
        "policy_topics": int(policy.topics),
        "policy_origin": policy.origin,
        "programme_override": engagement.programme_override,
        "invite_hash": engagement.invite_hash,
    }


def _traeger(row: Any) -> TraegerRef | None:
    if row.traeger_code is None:
        return None
    seal_keys = tuple(bytes.fromhex(key) for key in values.strings_of(row.traeger_seal_keys))
    return TraegerRef(row.traeger_code, row.traeger_name, row.traeger_key_id, bytes(row.traeger_sign_key), seal_keys)


def _engagement(row: Any) -> Engagement:
    return Engagement(
        id=row.id,
        line=row.line,
        role=row.role,
        traeger=_traeger(row),
        pilot_code=row.pilot_code,
        pilot_name=row.pilot_name,
        starts=values.day_of(row.starts),
        ends=values.day_of(row.ends),
        policy=ReleasePolicy(row.policy_k, bool(row.policy_topics), row.policy_origin),
        programme_override=row.programme_override,
        invite_hash=row.invite_hash,
    )


class StoredEngagements:
    """Implements the port ``Engagements``."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, engagement: Engagement) -> None:
        """Store a new engagement."""
        self._work.writing.execute(insert(engagements), _record(engagement))

    def replace(self, engagement: Engagement) -> None:
        """Store the engagement in place of the one with its id."""
        statement = update(engagements).where(engagements.c.id == engagement.id)
        if self._work.writing.execute(statement.values(_record(engagement))).rowcount == 0:
            raise ExpectedError("engagement_unknown")

    def get(self, engagement_id: str) -> Engagement:
        """Return one engagement."""
        row = self._work.reading.execute(select(engagements).where(engagements.c.id == engagement_id)).first()
        if row is None:
            raise ExpectedError("engagement_unknown")
        return _engagement(row)

    def all(self) -> list[Engagement]:
        """Return all engagements in the order in which they came."""
        rows = self._work.reading.execute(select(engagements).order_by(literal_column("engagements.rowid")))
        return [_engagement(row) for row in rows]
