"""How many stacks a closing deals: as many as there can be while each is still large enough."""

from collections.abc import Collection

from lotsenbuch.anonymise.model import DEEPEST, M_END, M_MID


def depth(visits: Collection[int], k: int, final: bool) -> int:
    """S, the number of stacks, or 0 if nothing can be printed. `visits` are the open cards of each household.

    >>> depth([1] * 9, k=5, final=True)
    0
    >>> depth([1] * 10, k=5, final=True)
    1
    >>> depth([3] * 20, k=5, final=True), depth([3] * 20, k=5, final=False)
    (3, 0)
    """
    deep = (stacks for stacks in range(DEEPEST, 0, -1) if _enough(visits, stacks, k, final))
    deepest = next(deep, 0)
    return deepest if final or deepest >= 2 else 0


def _enough(visits: Collection[int], stacks: int, k: int, final: bool) -> bool:
    return sum(min(each, stacks) for each in visits) >= _stack_size(stacks, k, final) * stacks


def _stack_size(stacks: int, k: int, final: bool) -> int:
    if not final:
        return M_MID * k
    return 2 * k if stacks <= 2 else M_END * k
