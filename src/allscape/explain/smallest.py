"""All smallest sets that are enough for something, without trying all sets.

A hitting-set tree (R. Reiter, "A theory of diagnosis from first principles", 1987): what is not
enough leaves out some blocker whole, so every set that is enough has a member of each blocker. The
blockers are made small by halves (U. Junker, "QuickXplain", 2004).
"""

from collections import deque
from collections.abc import Callable, Sequence

Names = frozenset[str]


def smallest_sets(names: Sequence[str], enough: Callable[[Names], bool]) -> list[Names]:
    """Return the sets of `names` that are enough and have no part that is, the smallest first.

    Whatever holds a set that is enough has to be enough, too. Of one size they come in the order of
    `names`. `enough` is asked in step with the sets and the blockers that there are.
    """
    found: list[Names] = []
    blockers: list[list[str]] = []
    ahead, seen = deque([frozenset[str]()]), {frozenset[str]()}
    while ahead:
        here = ahead.popleft()
        if any(each <= here for each in found):
            continue
        blocker = next((each for each in blockers if here.isdisjoint(each)), None)
        if blocker is None and enough(here):
            found.append(here)
            continue
        if blocker is None:
            blocker = _blocker(names, here, enough)
            blockers.append(blocker)
        for name in blocker:
            if (more := here | {name}) not in seen:
                seen.add(more)
                ahead.append(more)
    at = {name: place for place, name in enumerate(names)}
    return sorted(found, key=lambda each: (len(each), sorted(at[name] for name in each)))


def _blocker(names: Sequence[str], here: Names, enough: Callable[[Names], bool]) -> list[str]:
    """Return names outside of a set without one of which no set is enough; none, where none is."""
    every = frozenset(names)

    def blocks(fixed: list[str]) -> bool:
        return not enough(every.difference(fixed))

    def needed(fixed: list[str], among: list[str], added: bool) -> list[str]:
        if added and blocks(fixed):
            return []
        if len(among) == 1:
            return among
        half = len(among) // 2
        one, other = among[:half], among[half:]
        rest = needed(fixed + one, other, bool(one))
        return needed(fixed + rest, one, bool(rest)) + rest

    outside = [name for name in names if name not in here]
    return needed([], outside, True) if outside else []
