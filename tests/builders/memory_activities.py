"""The activities of the log in memory, their cards and releases."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from lotsenbuch.domain.activity import Activity
from lotsenbuch.domain.identity import Random, new_id
from lotsenbuch.domain.rules import SoFar
from lotsenbuch.services.records import (
    ActivityQuery,
    ActivityRow,
    Cursor,
    Held,
    LedgerRecord,
    MonthSums,
    OpenCard,
    Sums,
    UncountedHousehold,
)
from tests.builders.memory_state import Card, Memory, find, insert, names, place, tokens

Vocabulary = Callable[[str], Iterable[str]]


class MemoryActivities:
    """Implements the port ``Activities``."""

    def __init__(self, memory: Memory, random: Random, vocabulary: Vocabulary) -> None:
        self._memory = memory
        self._random = random
        self._vocabulary = vocabulary
        self._number = 0

    def add(self, activity: Activity) -> None:
        state = self._memory.writing()
        insert(state.activities, activity.id, activity)
        state.keys[activity.id] = self._key(activity)
        for client_id in activity.client_ids:
            state.cards[activity.id, client_id] = Card(new_id(self._random))

    def add_many(self, activities: Iterable[Activity]) -> None:
        for each in activities:
            self.add(each)

    def replace(self, activity: Activity) -> None:
        state = self._memory.writing()
        old = self.get(activity.id)
        state.activities[activity.id] = activity
        if (old.day, old.start) != (activity.day, activity.start):
            state.keys[activity.id] = self._key(activity)
        for client_id in set(old.client_ids) - set(activity.client_ids):
            card = state.cards.pop((activity.id, client_id))
            if card.printed is not None:
                state.withdrawn[activity.id, client_id] = card
        for client_id in activity.client_ids:
            key = activity.id, client_id
            if key not in state.cards:
                kept = key in state.withdrawn
                state.cards[key] = state.withdrawn.pop(key) if kept else Card(new_id(self._random))

    def get(self, activity_id: str) -> Activity:
        return find(self._memory.state.activities, activity_id, "activity_unknown")

    def row(self, activity_id: str) -> ActivityRow:
        state, each = self._memory.state, self.get(activity_id)
        shown = place(state, each.authority_id, each.authority_word)
        cursor = Cursor(each.day, state.keys[each.id])
        return ActivityRow(each, shown, names(state, each.client_ids), cursor)

    def page(self, query: ActivityQuery, after: Cursor | None, limit: int) -> list[ActivityRow]:
        rows = [self.row(each.id) for each in reversed(self._matching(query))]
        return [row for row in rows if after is None or row.cursor.row < after.row][:limit]

    def sums(self, query: ActivityQuery) -> Sums:
        found = self._matching(query)
        return Sums(
            len(found),
            sum(each.minutes for each in found),
            sum(each.travel_minutes for each in found),
            sum(each.distance_m for each in found),
        )

    def between(self, first: date, last: date, engagement_id: str | None = None) -> list[Activity]:
        return self._matching(ActivityQuery(first, last, engagement_id=engagement_id))

    def months(self) -> list[MonthSums]:
        found: dict[tuple[date, str], list[Activity]] = {}
        for each in self._matching(ActivityQuery()):
            found.setdefault((each.day.replace(day=1), each.engagement_id), []).append(each)
        return [
            MonthSums(
                engagement_id,
                month,
                len(each),
                sum(activity.minutes for activity in each),
                sum(activity.sealed_in is not None for activity in each),
            )
            for (month, engagement_id), each in sorted(found.items())
        ]

    def so_far(self, activity: Activity, kinds: Collection[str]) -> SoFar:
        year = activity.day.year
        query = ActivityQuery(date(year, 1, 1), date(year, 12, 31), engagement_id=activity.engagement_id)
        others = [each for each in self._matching(query) if each.id != activity.id and each.billable]
        counts = [sum(client_id in each.client_ids for each in others) for client_id in activity.client_ids]
        return SoFar(sum(each.minutes for each in others if each.kind in kinds), max(counts, default=0))

    def last_end(self, day: date) -> Activity | None:
        def order(each: Activity) -> tuple[bool, time, int]:
            end = each.end or time()
            return (each.start is not None and end < each.start, end, self._memory.state.keys[each.id])

        ended = [each for each in self.between(day, day) if each.end is not None]
        return max(ended, key=order, default=None)

    def seal(self, traeger_code: str, sheet_id: str, stamps: Mapping[str, str]) -> None:
        state = self._memory.writing()
        for activity_id, (held_by, held) in list(state.held.items()):
            if (held_by, held.sheet_id) == (traeger_code, sheet_id):
                del state.held[activity_id]
                state.activities[activity_id] = replace(self.get(activity_id), sealed_in=None)
        for activity_id, stamp in stamps.items():
            state.activities[activity_id] = replace(self.get(activity_id), sealed_in=sheet_id)
            state.held[activity_id] = traeger_code, Held(sheet_id, stamp)

    def held(self, activity_id: str) -> Held | None:
        found = self._memory.state.held.get(activity_id)
        return found[1] if found else None

    def empty_bin(self, before: datetime) -> int:
        state = self._memory.writing()
        old = {each.id for each in state.activities.values() if each.deleted_at and each.deleted_at < before}
        for activity_id in old:
            del state.activities[activity_id], state.keys[activity_id]
            state.held.pop(activity_id, None)
        state.cards = {key: card for key, card in state.cards.items() if key[0] not in old}
        for each in list(state.appointments.values()):
            if each.activity_id in old:
                state.appointments[each.id] = replace(each, activity_id=None)
        return len(old)

    def _key(self, activity: Activity) -> int:
        """Sort by day, start, then order of coming; an activity without a start comes first in its day."""
        self._number += 1
        start = activity.start
        minute = 0 if start is None else start.hour * 60 + start.minute + 1
        return (activity.day.toordinal() * 2000 + minute) * 1_000_000 + self._number

    def _matching(self, query: ActivityQuery) -> list[Activity]:
        state = self._memory.state
        found = [each for each in state.activities.values() if self._fits(each, query)]
        return sorted(found, key=lambda each: state.keys[each.id])

    def _fits(self, each: Activity, query: ActivityQuery) -> bool:
        return (
            (each.deleted_at is not None) == query.deleted
            and (query.first is None or query.first <= each.day)
            and (query.last is None or each.day <= query.last)
            and (not query.kinds or each.kind in query.kinds)
            and (not query.authority_codes or each.authority_code in query.authority_codes)
            and (not query.client_ids or bool(set(query.client_ids) & set(each.client_ids)))
            and (not query.topics or bool(set(query.topics) & set(each.topics)))
            and (query.engagement_id is None or each.engagement_id == query.engagement_id)
            and all(self._holds(each, word) for word in query.text.split() if tokens(word))
        )

    def _holds(self, each: Activity, word: str) -> bool:
        if each.authority_code in set(self._vocabulary(word)):
            return True
        state = self._memory.state
        own = state.authorities[each.authority_id].name if each.authority_id else ""
        texts = [each.note, " ".join(names(state, each.client_ids)), f"{own} {each.authority_word}"]
        return any(_begins(tokens(text), tokens(word)) for text in texts)


def _begins(words: list[str], wanted: list[str]) -> bool:
    """Tell whether the wanted words stand one after another, the last one perhaps cut short."""
    length = len(wanted)
    for start in range(len(words) - length + 1):
        part = words[start : start + length]
        if part[:-1] == wanted[:-1] and part[-1].startswith(wanted[-1]):
            return True
    return False


class MemoryReleases:
    """Implements the port ``Releases``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def open_cards(self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]) -> list[OpenCard]:
        return [
            OpenCard(card.card, household, each.day, each.authority_code, each.topics[0] if each.topics else "")
            for each, household, card in self._cards(engagement_ids, until, kinds)
            if card.printed is None
        ]

    def uncounted_households(
        self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]
    ) -> list[UncountedHousehold]:
        state = self._memory.state
        seen = {household for _each, household, _card in self._cards(engagement_ids, until, kinds)}
        clients = [state.clients[household] for household in sorted(seen - state.counted.keys())]
        return [
            UncountedHousehold(each.id, each.origin, (*each.languages, "")[0], each.age_band, each.gender, each.persons)
            for each in clients
        ]

    def mark_printed(self, cards: Sequence[str], release: int) -> None:
        found = {card.card: card for card in self._memory.writing().cards.values()}
        for card in set(cards):
            if card not in found or found[card].printed is not None:
                raise ValueError("a flag of a release is set once")
            found[card].printed = release

    def mark_counted(self, households: Sequence[str], release: int) -> None:
        state = self._memory.writing()
        for household in set(households):
            if household not in state.clients:
                raise ValueError("no such household")
            insert(state.counted, household, release)

    def ledger(self) -> list[LedgerRecord]:
        return [record for _number, record in sorted(self._memory.state.ledger.items())]

    def append(self, record: LedgerRecord) -> None:
        ledger = self._memory.writing().ledger
        if any(number >= record.number for number in ledger):
            raise ValueError("the ledger's numbers grow")
        ledger[record.number] = record

    def _cards(
        self, engagement_ids: Sequence[str], until: date, kinds: Sequence[str]
    ) -> list[tuple[Activity, str, Card]]:
        state = self._memory.state
        found = [
            each
            for each in state.activities.values()
            if each.deleted_at is None
            and each.day <= until
            and each.engagement_id in engagement_ids
            and each.kind in kinds
        ]
        found.sort(key=lambda each: state.keys[each.id])
        return [(each, client_id, state.cards[each.id, client_id]) for each in found for client_id in each.client_ids]
