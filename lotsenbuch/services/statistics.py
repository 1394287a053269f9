"""The statistics part of a sheet: when a closing is due, what the rule lets out, and what it uses up.

The rule itself is ``anonymise``; here its inputs are fetched from the log and its result is written into the
ledger. Nothing of this module sees minutes, money or kilometres.
"""

import json
from dataclasses import dataclass, field
from datetime import date

from lotsenbuch import catalogue
from lotsenbuch.anonymise import ledger
from lotsenbuch.anonymise.closing import Outcome, Request, State, close
from lotsenbuch.anonymise.model import (
    DEEPEST,
    M_END,
    M_MID,
    NONE,
    Card,
    Household,
    Node,
    Origin,
    Policy,
    node_from,
)
from lotsenbuch.domain.engagement import Engagement
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import LedgerRecord, OpenCard, UncountedHousehold
from lotsenbuch.services.sheets_state import QUARTER_ENDS, last_of
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.statistics import StatisticsPart, to_filed

TREE_VERSION = 1
HEAD = "ledger-head"
"""The secret that holds the ledger's head a second time: the counter that only grows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The part as it goes into the payload, and the outcome that the log must remember when it is sealed.

    ``text`` is canonical JSON. ``outcome`` is ``None`` where no closing was asked for.
    """

    text: str
    outcome: Outcome | None = field(default=None, repr=False)


def trees() -> dict[str, Node]:
    """Return the code trees of this version as the rule wants them."""
    return {name: node_from(tree) for name, tree in catalogue.trees(TREE_VERSION).items()}


def is_final(month: date, group: list[Engagement]) -> bool:
    """Tell whether the month ends the year or the whole engagement."""
    ends = [each.ends for each in group if each.ends is not None]
    ended = len(ends) == len(group) and max(ends).replace(day=1) == month
    return month.month == 12 or ended


def is_closing(month: date, group: list[Engagement]) -> bool:
    """Tell whether the books close with this month: a quarter's end, or the end of the engagement."""
    return month.month in QUARTER_ENDS or is_final(month, group)


def prepare(log: Log, group: list[Engagement], month: date) -> Prepared:
    """Return the statistics part for a month's first sheet; changes nothing.

    A failure of the ledger or of the recount never stops the sheet: the state is then ``blocked`` with the
    code of the failure, and the hours part goes out untouched.
    """
    policy = _policy(group)
    traeger = group[0].traeger
    if traeger is None or not is_closing(month, group):
        return Prepared(_without(policy, State.NOT_DUE))
    until = last_of(month)
    request = Request(
        traeger=traeger.key_id,
        pilot=group[0].pilot_code,
        until=until,
        final=is_final(month, group),
        first_day=_first_day(group, until),
        policy=policy,
        tree_version=TREE_VERSION,
    )
    entries = [_entry(record) for record in log.releases.ledger()]
    outcome = close(entries, _known_head(log), request, *_cards(log, group, until), trees())
    if outcome.entry is None:
        return Prepared(_without(policy, outcome.state, _cause(outcome.code)), outcome)
    return Prepared(outcome.entry.statistics, outcome)


def remember(log: Log, prepared: Prepared) -> None:
    """Write a new release into the ledger and flag what it used up; call it inside the sealing transaction."""
    outcome = prepared.outcome
    if outcome is None or outcome.release is None or outcome.entry is None:
        return
    entry = outcome.entry
    log.releases.mark_printed([card.hex() for card in sorted(outcome.release.used)], entry.sequence)
    log.releases.mark_counted([each.hex() for each in sorted(outcome.release.counted)], entry.sequence)
    log.releases.append(LedgerRecord(entry.sequence, entry.traeger, entry.until, _stored(entry)))
    log.secrets.put(HEAD, json.dumps([entry.sequence, entry.hash]).encode())


def _policy(group: list[Engagement]) -> Policy:
    """Return the strictest policy of a Träger's engagements."""
    k = max(each.policy.k for each in group)
    return Policy(k, all(each.policy.topics for each in group), Origin(group[0].policy.origin))


def _first_day(group: list[Engagement], until: date) -> date:
    starts = [each.starts for each in group]
    known = [start for start in starts if start is not None]
    return min(known) if len(known) == len(starts) else date(until.year, 1, 1)


def _without(policy: Policy, state: State, code: str | None = None) -> str:
    part = StatisticsPart(
        state=state.value,
        rule="LB-2",
        tree_version=TREE_VERSION,
        k=policy.k,
        m_mid=M_MID,
        m_end=M_END,
        smax=DEEPEST,
        topics=policy.topics,
        origin=policy.origin.value,
        code=code,
    )
    return canonical.encode(to_filed(part)).decode()


def _cause(code: str | None) -> str | None:
    """Return the public word for what blocks the statistics: ledger, restore or self-check."""
    if code is None:
        return None
    return {"self_check": "self_check", "ledger_behind": "restore"}.get(code, "ledger")


def _cards(log: Log, group: list[Engagement], until: date) -> tuple[list[Card], list[Household]]:
    ids = [each.id for each in group]
    kinds = [kind.code for kind in catalogue.kinds().entries if kind.card]
    cards = [_card(row) for row in log.releases.open_cards(ids, until, kinds)]
    households = [_household(row, until) for row in log.releases.uncounted_households(ids, until, kinds)]
    return cards, households


def _card(row: OpenCard) -> Card:
    return Card(
        bytes.fromhex(row.card),
        bytes.fromhex(row.household),
        row.day,
        row.authority_code or NONE,
        row.topic or NONE,
    )


def _household(row: UncountedHousehold, until: date) -> Household:
    return Household(
        id=bytes.fromhex(row.household),
        day=until,
        origin=row.origin or NONE,
        language=row.language or NONE,
        age=row.age_band or NONE,
        gender=row.gender or NONE,
        persons=row.persons,
    )


def _stored(entry: ledger.Entry) -> bytes:
    return json.dumps(
        [
            entry.sequence,
            entry.traeger,
            entry.pilot,
            entry.until.isoformat(),
            entry.previous,
            entry.hash,
            entry.statistics,
        ]
    ).encode()


def _entry(record: LedgerRecord) -> ledger.Entry:
    sequence, traeger, pilot, until, previous, digest, statistics = json.loads(record.entry)
    return ledger.Entry(sequence, traeger, pilot, date.fromisoformat(until), previous, digest, statistics)


def _known_head(log: Log) -> ledger.Head | None:
    stored = log.secrets.get(HEAD)
    if stored is None:
        return None
    sequence, digest = json.loads(stored)
    return ledger.Head(sequence, digest)
