"""The statistics part of a sheet: when a closing is due, what the rule lets out, and what it uses up.

The rule itself is ``anonymise``; here its inputs are fetched from the log and its result is written into the
ledger. Nothing of this module sees minutes, money or kilometres.
"""

import json
from dataclasses import dataclass, field
from datetime import date

from lotsenbuch import catalogue
from lotsenbuch import log as events
from lotsenbuch.anonymise import due as closings
from lotsenbuch.anonymise import ledger
from lotsenbuch.anonymise.closing import Outcome, Request, State, close
from lotsenbuch.anonymise.due import Due
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
from lotsenbuch.errors import ExpectedError
from lotsenbuch.services.ports import Log
from lotsenbuch.services.records import LedgerRecord, OpenCard, UncountedHousehold
from lotsenbuch.sheet import canonical
from lotsenbuch.sheet.statistics import StatisticsPart, to_filed

TREE_VERSION = 1
SELF_CHECK = "self_check"
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


def due(month: date, group: list[Engagement]) -> Due | None:
    """Return the closing that a month's sheet carries, if any; ``group`` are all engagements of the Träger.

    The books close for good only with the last of them.
    """
    ends = [each.ends for each in group if each.ends is not None]
    return closings.due(month.year, month.month, max(ends) if len(ends) == len(group) else None)


def is_closing(month: date, group: list[Engagement]) -> bool:
    """Tell whether the books close with this month: a quarter's end, or the end of the last engagement."""
    return due(month, group) is not None


def prepare(log: Log, group: list[Engagement], month: date) -> Prepared:
    """Return the statistics part for a month's first sheet; changes nothing. ``group`` as for ``due``.

    A failure of the ledger, of the recount or of anything else in here never stops the sheet: the state is then
    ``blocked`` with the code of the failure, and the hours part goes out untouched.
    """
    try:
        return _prepared(log, group, month)
    except ExpectedError as error:
        return Prepared(_without(Policy(), State.BLOCKED, _cause(error.code)))
    except Exception as error:  # noqa: BLE001 - the statistics fail closed, whatever failed; hours are owed anyway
        events.failure(error)
        return Prepared(_without(Policy(), State.BLOCKED, SELF_CHECK))


def _prepared(log: Log, group: list[Engagement], month: date) -> Prepared:
    policy = _policy(group)
    traeger, closing = group[0].traeger, due(month, group)
    if traeger is None or closing is None:
        return Prepared(_without(policy, State.NOT_DUE))
    request = Request(
        traeger=traeger.key_id,
        pilot=group[0].pilot_code,
        until=closing.until,
        final=closing.final,
        first_day=_first_day(group, closing.until),
        policy=policy,
        tree_version=TREE_VERSION,
    )
    entries = [ledger.read(record.entry) for record in log.releases.ledger()]
    outcome = close(entries, _known_head(log), request, *_cards(log, group, closing.until), trees())
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
    log.releases.append(LedgerRecord(entry.sequence, entry.traeger, entry.until, ledger.written(entry)))
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
    return {SELF_CHECK: SELF_CHECK, "ledger_behind": "restore"}.get(code, "ledger")


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


def _known_head(log: Log) -> ledger.Head:
    """Return the head kept in the second place; without one the ledger must be empty."""
    stored = log.secrets.get(HEAD)
    if stored is None:
        return ledger.Head(0, None)
    try:
        sequence, digest = json.loads(stored)
    except ValueError:
        raise ExpectedError("ledger_broken", entry=0) from None
    return ledger.Head(sequence, digest)
