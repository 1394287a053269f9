"""Ways to publish a pilot's authorities, each as the numbers it prints and what stands behind them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from lotsenbuch.anonymise.model import Block, Card, Node, Policy, Table
from tests.campaigns.anonymity import years
from tests.campaigns.anonymity.weaker_rules import lb1
from tests.campaigns.anonymity.years import Log

AUTHORITY = Table.AUTHORITY


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number over some codes of one sheet. `households` stand behind it; `count` may be perturbed.

    `limit` is T, the most a code of "Übrige" holds without being the cover, or 0 where nothing is known.
    """

    sheet: str
    codes: frozenset[str]
    count: int
    households: int
    limit: int = 0
    whole: bool = False  # an undivided table
    exact: bool = True  # not rounded, no noise


Method = Callable[[Log], list[Number]]


def lb2(policy: Policy) -> Method:
    def publish(log: Log) -> list[Number]:
        whose = {card.id: card.household for card in log.cards}
        found = []
        for closing, made in years.closings(log, policy):
            for table, ids in years.tables_with_ids(log, made):
                if table.table is not AUTHORITY:
                    continue
                codes = log.codes(AUTHORITY, ids)
                for block in table.blocks:
                    behind = {whose[each] for each, code in zip(ids, codes, strict=True) if code in block.codes}
                    sheet = f"{closing.until}/{table.number}"
                    found.append(_number(sheet, block, len(behind), policy.threshold))
        return found

    return publish


def _number(sheet: str, block: Block, households: int, threshold: int) -> Number:
    return Number(sheet, frozenset(block.codes), block.count, households, threshold, block.code == "all")


def lb1_rule(k: int) -> Method:
    """As section 3 has it: each quarter the first three open cards of a household, one table, T = 3(k-1)."""

    def publish(log: Log) -> list[Number]:
        rule, tree, used = lb1(k), years.catalogue_trees()[AUTHORITY], set[bytes]()
        found = []
        for until in years.quarter_ends(years.YEAR, years.YEAR):
            hands: dict[bytes, list[Card]] = {}
            for card in log.cards:
                if card.day <= until and card.id not in used and len(hands.get(card.household, [])) < 3:
                    hands.setdefault(card.household, []).append(card)
            if len(hands) < 2 * k:
                continue
            cards = [card for hand in hands.values() for card in hand]
            used |= {card.id for card in cards}
            for block in rule.prints(tree, Counter(card.authority for card in cards)):
                behind = {card.household for card in cards if card.authority in block.codes}
                found.append(_number(until.isoformat(), block, len(behind), 3 * (k - 1)))
        return found

    return publish


def _cells(log: Log) -> Mapping[str, Mapping[str, list[Card]]]:
    found: dict[str, dict[str, list[Card]]] = {}
    for card in log.cards:
        found.setdefault(f"Q{(card.day.month + 2) // 3}", {}).setdefault(card.authority, []).append(card)
    return found


def _households(cards: Iterable[Card]) -> int:
    return len({card.household for card in cards})


def by_rows(k: int) -> Method:
    """Row-level k: each quarter the codes with k rows, all others together if they are k."""

    def publish(log: Log) -> list[Number]:
        found = []
        for sheet, cells in _cells(log).items():
            small = [code for code, cards in cells.items() if len(cards) < k]
            for code, cards in cells.items():
                if code not in small:
                    found.append(Number(sheet, frozenset([code]), len(cards), _households(cards)))
            rest = [card for code in small for card in cells[code]]
            if len(rest) >= k:
                found.append(Number(sheet, frozenset(small), len(rest), _households(rest)))
        return found

    return publish


def suppression(k: int) -> Method:
    """Quarters by codes; cells below k left out, totals printed for quarters and for the year."""

    def publish(log: Log) -> list[Number]:
        cells = _cells(log)
        every = frozenset(card.authority for card in log.cards)
        found = []
        for sheet, of_sheet in cells.items():
            shown = {code: cards for code, cards in of_sheet.items() if len(cards) >= k}
            found += [Number(sheet, frozenset([code]), len(own), _households(own)) for code, own in shown.items()]
            hidden = [card for code, own in of_sheet.items() if code not in shown for card in own]
            if hidden:  # the total less what is shown
                found.append(Number(sheet, every - set(shown), len(hidden), _households(hidden)))
        return found

    return publish


def rounding(base: int) -> Method:
    """Every cell to the nearest multiple."""

    def publish(log: Log) -> list[Number]:
        return [
            Number(sheet, frozenset([code]), base * ((len(own) + base // 2) // base), _households(own), exact=False)
            for sheet, cells in _cells(log).items()
            for code, own in cells.items()
            if len(own) + base // 2 >= base
        ]

    return publish


def cell_key(spread: int) -> Method:
    """Each cell gets a fixed change of at most `spread`, drawn from the keys of its records."""

    def publish(log: Log) -> list[Number]:
        found = []
        for sheet, cells in _cells(log).items():
            for code, own in cells.items():
                key = sum(int.from_bytes(blake2b(card.id, digest_size=4).digest(), "big") for card in own) % 2**32
                count = max(0, len(own) + key % (2 * spread + 1) - spread)
                if count:
                    found.append(Number(sheet, frozenset([code]), count, _households(own), exact=False))
        return found

    return publish


def anjana(k: int) -> Method:
    """anjana as published, on the rows of the year: authority generalised to its group, then suppressed."""

    def publish(log: Log) -> list[Number]:
        import pandas as pd
        from anjana.anonymity import k_anonymity

        tree = years.catalogue_trees()[AUTHORITY]
        groups = {code: group.code for group in tree.children for code in group.codes}
        codes = {group.code: frozenset(group.codes) for group in tree.children} | {
            code: frozenset([code]) for code in tree.codes
        }
        rows = [(str(at), f"Q{(card.day.month + 2) // 3}", card.authority) for at, card in enumerate(log.cards)]
        data = pd.DataFrame(rows, columns=["row", "quarter", "authority"])
        levels = {"authority": {0: data["authority"].to_numpy(), 1: data["authority"].map(groups).to_numpy()}}
        kept = k_anonymity(data.copy(), ["row"], ["quarter", "authority"], k, 50, {**levels, "quarter": {}})
        if not len(kept):
            return []
        position = {at: log.cards[at] for at in range(len(log.cards))}
        found: dict[tuple[str, str], list[Card]] = {}
        for at, quarter, code in zip(kept.index, kept["quarter"], kept["authority"], strict=True):
            found.setdefault((quarter, code), []).append(position[at])
        return [Number(quarter, codes[code], len(own), _households(own)) for (quarter, code), own in found.items()]

    return publish


def corrected(log: Log) -> tuple[Log, Card, str]:
    """One card of the last quarter put right: a code of the same pilot in place of another."""
    late = [card for card in log.cards if card.day.month > 9] or list(log.cards)
    card = late[len(late) // 2]
    others = sorted({each.authority for each in log.cards} - {card.authority}) or ["JOBC"]
    code = others[len(late) % len(others)]
    return (
        replace(log, cards=tuple(replace(each, authority=code) if each is card else each for each in log.cards)),
        card,
        code,
    )


def _leaf_groups(tree: Node) -> dict[str, str]:
    return {code: group.code for group in tree.children for code in group.codes}


GROUP_OF = _leaf_groups(years.catalogue_trees()[AUTHORITY])


def true_cells(log: Log, numbers: Iterable[Number]) -> Mapping[str, Counter[str]]:
    """The true numbers of each sheet by code, for methods that count all cards of a quarter.

    The sheets of a method with a ledger are its stacks; which cards lie there only the rule knows, so there a
    number of one code is a cell of its own and every other cell stays open.
    """
    if any(each.limit for each in numbers):
        found: dict[str, Counter[str]] = {}
        for each in numbers:
            split = 1 if len(each.codes) > 1 else each.count
            found.setdefault(each.sheet, Counter()).update(dict.fromkeys(each.codes, split))
        return found
    return {sheet: Counter({code: len(own) for code, own in cells.items()}) for sheet, cells in _cells(log).items()}
