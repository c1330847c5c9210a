"""The dataframe expressions, read back: for which cases a column holds which value.

Null is the third value of strong Kleene logic, as in SQL. A case is looked at in every way in which
its values may be written.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any, NamedTuple

import narwhals as nw

from allscape.columns.expressions import WRONG
from allscape.columns.expressions import handed as columns_of
from allscape.columns.given import Given
from allscape.columns.outputs import outputs
from allscape.columns.spelling import UNKNOWN, spellings
from allscape.columns.truths import Truths
from allscape.engine.diagrams import EVERY, NONE, Diagrams, Node
from allscape.engine.edition import Edition
from allscape.model.attributes import Attribute, Value, show
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES
from allscape.proof.handed.recorded import Call, Library, plain
from allscape.proof.handed.values import (
    Ends,
    Unreadable,
    Valued,
    apply,
    branches,
    refuse_stretches,
    where,
)
from allscape.proof.meanings import Meaning
from allscape.proof.space import Space


class Shape(NamedTuple):
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
    Shape("words", _WORDS),
    Shape("words, half of them", dict(list(_WORDS.items())[::2])),
    Shape("words, the other half", dict(list(_WORDS.items())[1::2])),
    Shape("types", _TYPED),
    Shape("lengths of exact words", _CHECKED_WORDS, exact=True, lengths=True),
    Shape("exact words", _CHECKED_WORDS, exact=True),
)
"""Frames of words, as a CSV file has them; of closed sets, flags and numbers; of exact words."""


class Columns(NamedTuple):
    """The steps that a frame is taken through: in each, columns by name."""

    shape: Shape
    steps: tuple[Mapping[str, Call], ...]
    verdicts: Sequence[str]
    flags: Sequence[str]


def handed(edition: Edition, shape: Shape) -> Columns:
    """Return the expressions that an engine is handed for frames of a shape."""
    library = Library()
    given = Given(shape.kinds, exact=shape.exact, api=library, lengths=shape.lengths)
    made = outputs(edition, statements=True)
    steps = columns_of(
        edition, Truths(edition), given, library.String, statements=True, checked=not shape.exact
    )
    named = tuple(dict(_named(plain(each)) for each in step) for step in steps)
    return Columns(shape, named, made.verdicts, made.flags)


def _named(call: Call) -> tuple[str, Call]:
    if call.name != "alias" or len(call.given) != 2:
        raise Unreadable(f"a column without a name: {call}")
    return call.given[1], call.given[0]


def numbers(columns: Columns) -> set[float]:
    """Return every number that a column is said to lie above or below."""
    found: set[float] = set()
    ahead: list[Any] = [each for step in columns.steps for each in step.values()]
    while ahead:
        each = ahead.pop()
        if isinstance(each, Call):
            ahead += each.given
            if each.name in _ORDERED:
                found |= {float(n) for n in each.given if isinstance(n, int | float)}
    return found


def ways() -> list[int]:
    """Return in how many ways a value of each attribute may be written, at most."""
    return [
        max(len(_written(attribute, value)) for value in (None, *attribute.values))
        for attribute in ATTRIBUTES.values()
    ]


class Read(NamedTuple):
    """What the columns of verdicts come to, where flags are true, and which rows are wrong."""

    verdicts: Mapping[str, Meaning]
    flags: Mapping[str, Node]
    wrong: Node | None


class Reader:
    """Reads expressions for frames of a shape, over a space with a level for each way to write."""

    def __init__(self, space: Space, shape: Shape) -> None:
        self._space, self._sets, self._shape = space, space.sets, shape
        self._known: dict[Call, Valued] = {}
        self._given: dict[str, Valued] = {
            name: self._column(name, shape.kinds[name]) for name in shape.kinds
        }

    def read(self, columns: Columns) -> Read:
        """Return what the columns come to. Raises `Unreadable`."""
        first, *steps = columns.steps
        frame = {**self._given, **{name: self._first(call) for name, call in first.items()}}
        for step in steps:
            frame |= {name: self._value(call, frame) for name, call in step.items()}
        return Read(
            {name: self._verdict(name, frame[name]) for name in columns.verdicts},
            {name: self._here(where(frame[name], True)) for name in columns.flags},
            None if self._shape.exact else where(frame[WRONG], True),
        )

    def _first(self, call: Call) -> Valued:
        """Return what an expression over the given columns alone comes to: often asked for."""
        if call not in self._known:
            self._known[call] = self._value(call, self._given)
        return self._known[call]

    def _here(self, node: Node) -> Node:
        return self._sets.both(self._space.consistent, node)

    def _verdict(self, name: str, column: Valued) -> Meaning:
        if strange := column.keys() - set(Verdict):
            raise Unreadable(f"{name} is none of the verdicts, but {strange}")
        found = [self._here(where(column, each)) for each in (Verdict.MATCHED, Verdict.RULED_OUT)]
        return Meaning(*found)

    def _column(self, name: str, kind: Any) -> dict[Hashable, Node]:
        sets, level = self._sets, self._space.level[name]
        found: dict[Hashable, Node] = {}
        for branch, value in enumerate(branches(self._space, name)):
            at = sets.at(level, [branch])
            for value_written, way in self._ways(name, kind, value):
                node = sets.both(at, way)
                found[value_written] = sets.either(found.get(value_written, NONE), node)
        return found

    def _ways(self, name: str, kind: Any, value: Any) -> Iterator[tuple[Hashable, Node]]:
        """Yield how a value is held by a column of a type, and where it is held so."""
        if kind != nw.String:
            numeric = ATTRIBUTES[name].numeric or ATTRIBUTES[name].flag
            yield value if numeric or value is None else show(value), EVERY
            return
        if self._shape.exact:
            yield None if value is None else show(value), EVERY
            return
        written = _written(ATTRIBUTES[name], value)
        level = len(self._space.names) + list(ATTRIBUTES).index(name)
        many = self._sets.branches[level]
        for at, each in enumerate(written):
            yield each, self._sets.at(level, range(at, many, len(written)))

    def _value(self, call: Any, frame: Mapping[str, Valued]) -> Valued:
        if not isinstance(call, Call):
            return {call: EVERY}
        if call.name == "col":
            if call.given[0] not in frame:
                raise Unreadable(f"no column is called {call.given[0]} so early")
            return frame[call.given[0]]
        if call.name == "lit":
            return {call.given[0]: EVERY}
        if call.name in ("then", "otherwise"):
            return self._chosen(call, frame)
        if call.name in _KLEENE:
            return self._kleene(call, frame)
        function = _FUNCTIONS.get(call.name)
        if function is None:
            raise Unreadable(f"an expression of another form: {call.name}")
        given = [self._value(each, frame) for each in call.given]
        if call.name == "eq":
            refuse_stretches(*given)
        return apply(self._sets, function, *given)

    def _chosen(self, call: Call, frame: Mapping[str, Valued]) -> Valued:
        """Return what `when(...).then(...)`, with or without `otherwise`, comes to."""
        then, otherwise = call, Call("lit", (None,))
        if call.name == "otherwise":
            then, otherwise = call.given
        when, value = then.given
        if (then.name, when.name) != ("then", "when"):
            raise Unreadable(f"an expression of another form: {then.name} of {when.name}")
        parts = (self._value(each, frame) for each in (*when.given, value, otherwise))
        return apply(self._sets, lambda c, yes, no: yes if c is True else no, *parts)

    def _kleene(self, call: Call, frame: Mapping[str, Valued]) -> Valued:
        members = [self._value(each, frame) for each in call.given]
        for each in members:
            if strange := each.keys() - {True, False, None}:
                raise Unreadable(f"{call.name} of {strange}")
        return _KLEENE[call.name](self._sets, members)


def _written(attribute: Attribute, value: Value | Ends | None) -> Sequence[Hashable]:
    """Return the words for a value, the usual one first; null is one for what is unknown."""
    if value is None:
        return [None, *UNKNOWN]
    if isinstance(value, Ends):
        return [Ends(show(value.low), show(min(value.high, 9e99)))]
    return [show(value)] if attribute.numeric else spellings(attribute, value)


def otherwise_written(name: str, value: Value | None, way: int) -> str | None:
    """Return how a value is written in one of the ways, None where that is the usual one."""
    words = _written(ATTRIBUTES[name], value)
    at = way % len(words)
    return str(words[at]) if at else None


def _all(sets: Diagrams, members: Sequence[Valued]) -> Valued:
    return _truths(
        sets,
        sets.every(where(each, True) for each in members),
        sets.some(where(each, False) for each in members),
    )


def _any(sets: Diagrams, members: Sequence[Valued]) -> Valued:
    return _truths(
        sets,
        sets.some(where(each, True) for each in members),
        sets.every(where(each, False) for each in members),
    )


def _not(sets: Diagrams, members: Sequence[Valued]) -> Valued:
    (member,) = members
    return _truths(sets, where(member, False), where(member, True))


def _truths(sets: Diagrams, true: Node, false: Node) -> Valued:
    found = {True: true, False: false, None: sets.opposite(sets.either(true, false))}
    return {value: node for value, node in found.items() if node != NONE}


_KLEENE: Mapping[str, Callable[[Diagrams, Sequence[Valued]], Valued]] = {
    "and": _all, "or": _any, "not": _not,
}  # fmt: skip


_ORDERED: Mapping[str, Callable[..., Hashable]] = {"gt": gt, "ge": ge, "lt": lt, "le": le}


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
    raise Unreadable(f"a cast to {kind.called}")


_FUNCTIONS: Mapping[str, Callable[..., Hashable]] = {
    **{name: _unless_null(each) for name, each in _ORDERED.items()},
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
