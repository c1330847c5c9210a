"""What the calls of an expression do: by the row, or for the truths of all rows at once."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any

from allscape.engine.diagrams import NONE, Diagrams
from allscape.engine.sure import Meaning, every, opposite, some
from allscape.model.attributes import show
from allscape.proof.handed.values import UnknownForm, Valued, where


def _kleene(
    together: Callable[[Diagrams, Sequence[Meaning]], Meaning],
) -> Callable[[Diagrams, Sequence[Valued]], Valued]:
    """Return what some truths come to; one holds where it is true, and fails where it is false."""

    def found(sets: Diagrams, members: Sequence[Valued]) -> Valued:
        sure = [Meaning(where(each, True), where(each, False)) for each in members]
        true, false = together(sets, sure)
        cases = {True: true, False: false, None: sets.opposite(sets.either(true, false))}
        return {value: node for value, node in cases.items() if node != NONE}

    return found


KLEENE = {"and": _kleene(every), "or": _kleene(some), "not": _kleene(lambda _, of: opposite(*of))}
"""Strong Kleene logic; null is unknown."""


ORDERED: Mapping[str, Callable[..., Hashable]] = {"gt": gt, "ge": ge, "lt": lt, "le": le}
"""What puts numbers in order."""


def _unless_null(function: Callable[..., Hashable]) -> Callable[..., Hashable]:
    def found(*given: Any) -> Hashable:
        return None if None in given else function(*given)

    return found


def _contains(text: str, pattern: str) -> bool:
    return re.search(pattern.replace(r"\z", r"\Z"), text) is not None


def _cast(value: Any, kind: Any) -> Hashable:
    if kind.called == "Float64":
        return float(value)
    if kind.called == "String":
        return show(value)
    raise UnknownForm(f"a cast to {kind.called}")


FUNCTIONS: Mapping[str, Callable[..., Hashable]] = {
    **{name: _unless_null(each) for name, each in ORDERED.items()},
    "eq": _unless_null(eq),
    "is_null": lambda value: value is None,
    "is_nan": _unless_null(lambda value: value != value),  # noqa: PLR0124
    "floor": _unless_null(lambda value: value // 1),
    "fill_null": lambda value, filling: filling if value is None else value,
    "coalesce": lambda *values: next((each for each in values if each is not None), None),
    "cast": _unless_null(_cast),
    "str.contains": _unless_null(_contains),
    "str.len_bytes": _unless_null(lambda text: len(text.encode())),
}
"""What the calls do with the values of one row."""
