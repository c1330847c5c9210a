"""What the values of a few attributes leave standing: the entries of a table, made when asked for.

`Facts` and the plain evaluator's own tests make them: nothing is settled here in a second way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from allscape.engine.alternatives import Literal
from allscape.engine.layout import Layout
from allscape.model.attributes import Value
from allscape.model.facts import Facts
from allscape.model.profile import Profile

MAX_NUMBERS = 10_000


class Choices(dict[Any, int]):
    """What choices leave standing, by their values; filled as they are met."""

    def __init__(self, reads: tuple[str, ...], literals: list[Literal], layout: Layout) -> None:
        self._reads, self._literals, self._layout = reads, literals, layout

    def __missing__(self, key: Any) -> int:
        values = key if len(self._reads) > 1 else (key,)
        facts = _facts(dict(zip(self._reads, values, strict=True)))
        self[key] = self._layout.standing(self._literals, facts)
        return self[key]


class Numbers(dict[Any, int]):
    """What a number leaves standing: by bisection, and the first to be met by look-up."""

    def __init__(
        self, name: str, bounds: Sequence[float], literals: list[Literal], layout: Layout
    ) -> None:
        self._bounds = bounds
        edges = [self._bounds[0] - 2, *self._bounds, self._bounds[-1] + 2]
        # Two cells a bound: what lies below it, and the bound itself.
        samples = [cell for low, high in pairwise(edges) for cell in ((low + high) / 2, high)]
        facts = [_facts({name: each}) for each in (None, *samples)]
        self[None], *self._cells = [layout.standing(literals, each) for each in facts]

    def __missing__(self, number: float) -> int:
        left = self._cells[bisect_left(self._bounds, number) + bisect_right(self._bounds, number)]
        if len(self) < MAX_NUMBERS:
            self[number] = left
        return left


_NOTHING_KNOWN = Profile()


def _facts(values: Mapping[str, Value | None]) -> Facts:
    """Return what is known where some values are: a part of what was found valid as a whole."""
    return Facts(_NOTHING_KNOWN.model_copy(update=values))
