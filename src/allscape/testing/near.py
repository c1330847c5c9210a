"""Cases with a number at a bound of the rules."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from math import inf, nextafter

from hypothesis import strategies as st

from allscape.book import Rulebook
from allscape.engine.cells import Cell
from allscape.engine.diagrams import NONE
from allscape.faults import UsageError, nearest
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Readings
from allscape.proof.meanings import Meanings
from allscape.testing.draws import cases, ends, plainness, when_drawn
from allscape.testing.grounds import Given, given, meanings_of


@when_drawn
def near_boundaries(
    book: Rulebook,
    name: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[Profile]:
    """Return profiles with a number at a bound of the rules, on either side of it.

    `name` is an attribute: its number then lies at any bound that any rule names. Or it is an
    approach or a statement: then one of its numbers lies at a bound, and the other facts are such
    that the side of it decides the verdict. The numbers are the bound itself, the nearest on both
    sides, and those a hundredth, a tenth, a half and a whole one away. Other arguments and errors
    as `profiles_where`; `UsageError` also where there is no such bound.

    >>> @given(case=near_boundaries(book, "mini-hyper-cvd-inotuzumab"))
    ... def law(case):
    ...     assert 60 <= case.age <= 62
    >>> law()
    """
    meanings, facts = meanings_of(book, as_of, readings), given(known, unknown)
    if name in ATTRIBUTES:
        return _at_any_bound(meanings, name, facts)
    there = [*meanings.approaches, *meanings.statements]
    names = [*there, *(each for each in ATTRIBUTES if ATTRIBUTES[each].numeric)]
    if name not in names:
        message = f"no approach, statement or attribute '{name}'"
        raise UsageError.of(message, nearest(str(name), names))
    found = list(_deciding(meanings, name, facts))
    if not found:
        raise UsageError.of(f"no number decides '{name}'", "allscape approaches shows what does")
    return st.one_of(found)


def _at_any_bound(meanings: Meanings, name: str, facts: Given) -> st.SearchStrategy[Profile]:
    space = meanings.space
    if not ATTRIBUTES[name].numeric:
        message = f"{name} is no number: it has no bound"
        raise UsageError.of(message, f"it is {ATTRIBUTES[name].choices()}")
    if name in facts.all():
        message = f"{name} is fixed, so it does not move to a bound"
        raise UsageError.of(message, f"leave {name} out of what is given")
    near = [n for pair in pairwise(space.cells[name]) for n in _around(name, *pair)]
    if not near:
        raise UsageError.of(f"no rule has a bound for {name}")
    node = facts.within(space, space.sets.opposite(space.is_(name, None)))
    return cases(space, node, facts.values, {name: sorted(set(near), key=plainness)})


def _deciding(
    meanings: Meanings, approach: str, facts: Given
) -> Iterator[st.SearchStrategy[Profile]]:
    """Yield, for every bound, the cases in which its sides give an approach other verdicts."""
    space, sets = meanings.space, meanings.space.sets
    verdicts = [meanings.profiles(approach, verdict) for verdict in Verdict]
    for level, name in enumerate(space.names):
        if not ATTRIBUTES[name].numeric or name in facts.all():
            continue
        for low, (below, above) in enumerate(pairwise(space.cells[name]), 1):
            sides = [[sets.given(each, level, b) for b in (low, low + 1)] for each in verdicts]
            same = sets.some(sets.both(*pair) for pair in sides)
            here = sets.at(level, [low, low + 1])
            node = facts.within(space, here, sets.opposite(same))
            if node != NONE:
                near = sorted(_around(name, below, above), key=plainness)
                yield cases(space, node, facts.values, {name: near})


def _around(name: str, below: Cell, above: Cell) -> set[float]:
    """Return the numbers at the bound between two cells that touch, all within the two."""
    low, high = ends(name, below)[1], ends(name, above)[0]
    if ATTRIBUTES[name].whole:
        return {low, high}
    assert above.stretch is not None
    bound = above.stretch.low or 0
    near = {bound, low, high, nextafter(bound, -inf), nextafter(bound, inf)}
    near |= {round(bound + sign * step, 3) for step in (1, 0.5, 0.1, 0.01) for sign in (-1, 1)}
    return {each for each in near if each in below or each in above}
