"""Expressions of a dataframe as plain data: what is called, with what, and what the calls do.

What makes expressions with polars or Narwhals makes them with this as well, and every call is kept
as it is made, whatever it may be. What a call means is known here, or it is refused.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any, NamedTuple

from allscape.engine.diagrams import NONE, Diagrams
from allscape.engine.sure import Meaning, every, opposite, some
from allscape.model.attributes import show
from allscape.proof.handed.values import UnknownForm, Valued, where


class Call(NamedTuple):
    """A call by its name, with what it was made on, if anything, and with what."""

    name: str
    given: tuple[Any, ...]


def _operation(name: str) -> Any:
    return lambda one, *other: _made(name, one, *other)


class Recorded:
    """An expression that is being made; `call` is what was made so far."""

    __hash__ = None  # type: ignore[assignment]  # `==` makes an expression, too

    def __init__(self, call: Call) -> None:
        self.call = call

    def __getattr__(self, name: str) -> "Named":
        if name.startswith("__"):
            raise AttributeError(name)
        return Named(name, (self.call,))

    __and__ = _operation("and")
    __or__ = _operation("or")
    __invert__ = _operation("not")
    __eq__ = _operation("eq")
    __gt__ = _operation("gt")
    __ge__ = _operation("ge")
    __lt__ = _operation("lt")
    __le__ = _operation("le")


class Named(NamedTuple):
    """What an expression or a library has by a name, `str.contains`, say: called, or as it is."""

    called: str
    on: tuple[Any, ...] = ()

    def __call__(self, *given: Any) -> Recorded:
        """Return the expression that the call makes."""
        return _made(self.called, *self.on, *given)

    def __getattr__(self, name: str) -> "Named":
        if name.startswith("__"):
            raise AttributeError(name)
        return Named(f"{self.called}.{name}", self.on)


class Library:
    """In place of polars or Narwhals: whatever is asked of it is kept by its name."""

    def __getattr__(self, name: str) -> Named:
        return Named(name)


def _made(name: str, *given: Any) -> Recorded:
    return Recorded(Call(name, tuple(map(plain, given))))


def plain(given: Any) -> Any:
    """Return something that an expression is made of as plain data."""
    return given.call if isinstance(given, Recorded) else given


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
    "str.len_chars": _unless_null(len),
    "str.len_bytes": _unless_null(lambda text: len(text.encode())),
}
"""What the calls do with the values of one row."""
