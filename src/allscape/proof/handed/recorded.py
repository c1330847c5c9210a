"""Expressions of a dataframe as plain data: what is called, and with what.

What makes expressions with polars or Narwhals makes them with this as well, and every call is kept
as it is made, whatever it may be. What a call means is for the reader to know, or to refuse.
"""

from typing import Any, NamedTuple


class Call(NamedTuple):
    """A call by its name, with what it was made on, if anything, and with what."""

    name: str
    given: tuple[Any, ...]


class Recorded:
    """An expression that is being made; `call` is what was made so far."""

    __hash__ = None  # type: ignore[assignment]  # `==` makes an expression, too

    def __init__(self, call: Call) -> None:
        self.call = call

    def __getattr__(self, name: str) -> "Named":
        if name.startswith("__"):
            raise AttributeError(name)
        return Named(name, (self.call,))

    def __and__(self, other: Any) -> "Recorded":
        return _made("and", self, other)

    def __or__(self, other: Any) -> "Recorded":
        return _made("or", self, other)

    def __invert__(self) -> "Recorded":
        return _made("not", self)

    def __eq__(self, other: object) -> "Recorded":  # type: ignore[override]
        return _made("eq", self, other)

    def __gt__(self, other: Any) -> "Recorded":
        return _made("gt", self, other)

    def __ge__(self, other: Any) -> "Recorded":
        return _made("ge", self, other)

    def __lt__(self, other: Any) -> "Recorded":
        return _made("lt", self, other)

    def __le__(self, other: Any) -> "Recorded":
        return _made("le", self, other)


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
