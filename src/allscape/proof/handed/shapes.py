"""How a dataframe can hold cases: the types of its columns, and how their values are written."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from allscape.columns.spelling import SHORT, UNKNOWN, readable, spellings
from allscape.model.attributes import Attribute, Value, show
from allscape.model.profile import ATTRIBUTES
from allscape.proof.handed.values import Ends

_LEAST, _MOST, _STEP = 1e-99, 9e99, 1e-9


class FrameShape(NamedTuple):
    """How a frame holds cases: a type for each attribute, and whether `exact` is promised.

    `lengths` is whether words are known by their lengths, as on polars.
    """

    name: str
    kinds: Mapping[str, Any]
    exact: bool = False
    lengths: bool = False


def _typed(attribute: Attribute) -> Any:
    if attribute.flag:
        return nw.Boolean()
    if attribute.numeric:
        return nw.Int64() if attribute.whole else nw.Float64()
    return nw.Enum([show(each) for each in attribute.values])


_WORDS = {name: nw.String() for name in ATTRIBUTES}
_TYPED = {name: _typed(each) for name, each in ATTRIBUTES.items()}
_CHECKED_WORDS = {
    name: _TYPED[name] if each.numeric else nw.String() for name, each in ATTRIBUTES.items()
}

SHAPES = (
    FrameShape("words", _WORDS),
    FrameShape("words, half of them", dict(list(_WORDS.items())[::2])),
    FrameShape("words, the other half", dict(list(_WORDS.items())[1::2])),
    FrameShape("types", _TYPED),
    FrameShape("lengths of exact words", _CHECKED_WORDS, exact=True, lengths=True),
    FrameShape("exact words", _CHECKED_WORDS, exact=True),
)
"""Frames of words, as a CSV file has them; of closed sets, flags and numbers; of exact words."""


def ways() -> list[int]:
    """Return in how many ways a value of each attribute may be written, at most."""
    return [
        max(len(written_as(attribute, value)) for value in (None, *attribute.values))
        for attribute in ATTRIBUTES.values()
    ]


def written_as(attribute: Attribute, value: Value | Ends | None) -> Sequence[Hashable]:
    """Return the words for a value, the usual one first; null is one for what is unknown."""
    if value is None:
        return [None, *UNKNOWN]
    if isinstance(value, Ends):
        return _stretch(attribute, value)
    return [show(value)] if attribute.numeric else spellings(attribute, value)


def _stretch(attribute: Attribute, span: Ends) -> Sequence[Hashable]:
    """Return the ends of a stretch as words that a column reads: short numbers, and long ones."""
    if span.low == span.high:
        return [Ends(show(span.low), show(span.high))]
    low, high = max(span.low, _LEAST) if span.low else span.low, min(span.high, _MOST)
    inside = Ends(f"{low * (1 + _STEP):.10g}", f"{high * (1 - _STEP):.10g}")
    long = Ends(show(span.low), show(span.high))
    if all(len(each) > SHORT and readable(attribute, each) for each in long):
        return [inside, long]
    return [inside]


def otherwise_written(name: str, value: Value | None, way: int) -> str | None:
    """Return how a value is written in one of the ways, None where that is the usual one."""
    words = written_as(ATTRIBUTES[name], value)
    at = way % len(words)
    return str(words[at]) if at else None
