"""Expressions of a dataframe as plain data: what is called, and with what.

What makes expressions with polars or Narwhals makes them with this as well, and every call is kept
as it is made, whatever it may be. What a call means is for the reader to know, or to refuse.
"""

from typing import Any, NamedTuple


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
