"""What the values of a few attributes leave standing: the entries of a table, made when asked for.

`Facts` and the plain evaluator's own tests make them: nothing is settled here in a second way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from allscape.engine.alternatives import Literal
from allscape.engine.layout import Layout
from allscape.model.attributes import Value, parse_value
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, Profile

MAX_NUMBERS = 10_000


class Choices(dict[tuple[Any, ...], int]):
    """What choices leave standing, by their values; filled as they are met."""

    def __init__(self, reads: tuple[str, ...], literals: list[Literal], layout: Layout) -> None:
        self._reads, self._literals, self._layout = reads, literals, layout

    def __missing__(self, values: tuple[Any, ...]) -> int:
        facts = _facts(self._reads, values)
        self[values] = self._layout.standing(self._literals, facts)
        return self[values]


class Numbers(dict[Any, int]):
    """What a number leaves standing, however it is given: by bisection, then by look-up."""

    def __init__(
        self, name: str, bounds: Sequence[float], literals: list[Literal], layout: Layout
    ) -> None:
        self._attribute, self.bounds = ATTRIBUTES[name], bounds
        edges = [bounds[0] - 2, *bounds, bounds[-1] + 2] if bounds else [0.0, 1.0]
        # Two cells a bound: what lies below it, and the bound itself.
        samples = [cell for low, high in pairwise(edges) for cell in ((low + high) / 2, high)]
        facts = [_facts((name,), (each,)) for each in (None, *samples)]
        self[None], *self._cells = [layout.standing(literals, each) for each in facts]

    def __missing__(self, given: object) -> int:
        """Return the bits. Raises `ValueError` for what is not a value of the attribute."""
        number: Any = parse_value(self._attribute, given)
        if number is None:
            return self[None]
        left = self._cells[bisect_left(self.bounds, number) + bisect_right(self.bounds, number)]
        if len(self) < MAX_NUMBERS and type(given) in {int, float, str}:
            self[given] = left
        return left


_NOTHING_KNOWN = Profile()


@lru_cache(maxsize=4_096)
def _facts(names: tuple[str, ...], values: tuple[Value | None, ...]) -> Facts:
    """Return what is known where some values are: a part of what was found valid as a whole."""
    return Facts(_NOTHING_KNOWN.model_copy(update=dict(zip(names, values, strict=True))))
