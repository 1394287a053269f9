"""One closing: what may leave the vault, what is used up by it, and what waits for the next one."""

from collections.abc import Collection, Iterable

from lotsenbuch.anonymise.accompaniments import close_accompaniments
from lotsenbuch.anonymise.households import close_households
from lotsenbuch.anonymise.model import Card, Closing, Household, Policy, Release
from lotsenbuch.anonymise.printing import Terms, Trees


def release(
    cards: Collection[Card], households: Collection[Household], policy: Policy, closing: Closing, trees: Trees
) -> Release:
    """Close the two books.

    `cards` are those of this Träger that were never in a printed stack, `households` those with a card at
    this Träger, used or not, that were never counted at any Träger; what is dated after the closing is left
    alone. `trees` has authority, topic, origin, language, age and gender. The order of the inputs does not
    matter, and nothing is drawn by lot. Raises ValueError if an id comes twice.
    """
    _once(card.id for card in cards)
    _once(household.id for household in households)
    terms = Terms(policy, closing, trees)
    work = close_accompaniments(cards, terms)
    cases = close_households(households, terms)
    return Release(
        books=(work.book, cases.book),
        used=frozenset(card for stack in work.stacks for card in stack),
        counted=frozenset(household for stack in cases.stacks for household in stack),
        open_cards=work.waiting,
        open_households=cases.waiting,
        stacks=work.stacks,
        decisions=(*work.decisions, *cases.decisions),
    )


def _once(identifiers: Iterable[bytes]) -> None:
    seen = list(identifiers)
    if len(set(seen)) != len(seen):
        raise ValueError("an id came twice")
