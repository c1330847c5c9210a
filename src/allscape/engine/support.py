"""Which unknown facts can still decide a condition: exactly those, and no others.

What the known facts leave of a condition is turned into a reduced decision diagram: a node asks
one attribute, equal nodes are one node, and a node whose answers all lead to the same place is no
node. The attributes that the diagram asks are exactly those on which the condition depends.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from allscape.engine.edition import Edition
from allscape.engine.formula import (
    Cell,
    Cells,
    Formula,
    attributes_of,
    formula_of,
    given,
    leaf_tests,
    some,
)
from allscape.model.conditions import Condition
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES


def missing(edition: Edition, conditions: Iterable[Condition], facts: Facts) -> tuple[str, ...]:
    """Return the unknown attributes that can decide whether any of `conditions` holds.

    Each of them changes the answer for some values of the others. They come in the order of the
    profile. Where the answer is open although no single attribute can change it (the words leave
    it so), all unknown attributes that the conditions name are returned.
    """
    conditions = list(conditions)
    tests = [each for condition in conditions for each in leaf_tests(edition, condition)]
    names = {each.attribute for each in tests}
    cells = {name: Cells(name, [t for t in tests if t.attribute == name], facts) for name in names}
    formula = some(formula_of(edition, each, cells) for each in conditions)
    asked = _asked(formula, {name: each.open for name, each in cells.items()})
    asked = asked or {name for name in names if name not in facts.values}
    return tuple(name for name in ATTRIBUTES if name in asked)


def _asked(formula: Formula, open_: Mapping[str, frozenset[Cell]]) -> set[str]:
    """Return the attributes that the reduced decision diagram of a formula asks."""
    order = {name: at for at, name in enumerate(ATTRIBUTES)}
    nodes: list[tuple[str, tuple[int, ...]]] = [("", ()), ("", ())]
    numbers: dict[tuple[str, tuple[int, ...]], int] = {}

    @cache
    def node(formula: Formula) -> int:
        if isinstance(formula, bool):
            return int(formula)
        name = min(attributes_of(formula), key=order.__getitem__)
        below = tuple(node(given(formula, name, cell)) for cell in sorted(open_[name]))
        if len(set(below)) == 1:
            return below[0]
        if (name, below) not in numbers:
            numbers[name, below] = len(nodes)
            nodes.append((name, below))
        return numbers[name, below]

    ahead, seen = {node(formula)}, set[int]()
    while ahead:
        seen |= ahead
        ahead = {below for at in ahead for below in nodes[at][1]} - seen
    return {nodes[at][0] for at in seen} - {""}
