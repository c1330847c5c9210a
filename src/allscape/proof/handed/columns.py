"""The dataframe expressions, read back: for which cases a column holds which value.

Null is the third value of strong Kleene logic, as in SQL. A case is looked at in every way in which
its values may be written.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from allscape.columns.expressions import WRONG
from allscape.columns.expressions import handed as columns_of
from allscape.columns.given import GivenColumns
from allscape.columns.outputs import outputs
from allscape.columns.truths import Truths
from allscape.engine.diagrams import EVERY, NONE, NodeId
from allscape.engine.edition import Edition
from allscape.engine.sure import Meaning
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES
from allscape.proof.handed.operations import FUNCTIONS, KLEENE, ORDERED, Call, Library, plain
from allscape.proof.handed.shapes import FrameShape, written_as
from allscape.proof.handed.values import (
    UnknownForm,
    Valued,
    apply,
    branches,
    refuse_stretches,
    where,
)
from allscape.proof.space import Space


class Columns(NamedTuple):
    """The steps that a frame is taken through: in each, columns by name."""

    shape: FrameShape
    steps: tuple[Mapping[str, Call], ...]
    verdicts: Sequence[str]
    flags: Sequence[str]
    parsed: bool
    """Whether the first step is no more than the numbers that words are."""


def handed(edition: Edition, shape: FrameShape) -> Columns:
    """Return the expressions that an engine is handed for frames of a shape."""
    library = Library()
    given = GivenColumns(shape.kinds, exact=shape.exact, api=library, lengths=shape.lengths)
    made = outputs(edition, statements=True)
    steps = columns_of(
        edition, Truths(edition), given, library.String, statements=True, checked=not shape.exact
    )
    named = tuple(dict(_named(plain(each)) for each in step) for step in steps)
    return Columns(shape, named, made.verdicts, made.flags, bool(given.apart))


def _named(call: Call) -> tuple[str, Call]:
    if call.name != "alias" or len(call.given) != 2:
        raise UnknownForm(f"a column without a name: {call}")
    return call.given[1], call.given[0]


def numbers(columns: Columns) -> set[float]:
    """Return every number that a column is said to lie above or below."""
    found: set[float] = set()
    ahead: list[Any] = [each for step in columns.steps for each in step.values()]
    while ahead:
        each = ahead.pop()
        if isinstance(each, Call):
            ahead += each.given
            if each.name in ORDERED:
                found |= {float(n) for n in each.given if isinstance(n, int | float)}
    return found


class ReadColumns(NamedTuple):
    """What the columns of verdicts come to, where flags are true, and which rows are wrong."""

    verdicts: Mapping[str, Meaning]
    flags: Mapping[str, NodeId]
    wrong: NodeId | None


class ExpressionReader:
    """Reads expressions for frames of a shape, over a space with a level for each way to write."""

    def __init__(self, space: Space, shape: FrameShape) -> None:
        self._space, self._sets, self._shape = space, space.sets, shape
        self._known: dict[Call, Valued] = {}
        self._given: dict[str, Valued] = {
            name: self._column(name, shape.kinds[name]) for name in shape.kinds
        }

    def read(self, columns: Columns) -> ReadColumns:
        """Return what the columns come to. Raises `UnknownForm`."""
        often = 1 + bool(columns.parsed)
        frame = dict(self._given)
        for step in columns.steps[:often]:
            frame |= {name: self._often(call, frame) for name, call in step.items()}
        for step in columns.steps[often:]:
            frame |= {name: self._value(call, frame) for name, call in step.items()}
        return ReadColumns(
            {name: self._verdict(name, frame[name]) for name in columns.verdicts},
            {name: self._here(where(frame[name], True)) for name in columns.flags},
            None if self._shape.exact else where(frame[WRONG], True),
        )

    def _often(self, call: Call, frame: Mapping[str, Valued]) -> Valued:
        """Return what an expression over given columns and their numbers comes to: often asked."""
        if call not in self._known:
            self._known[call] = self._value(call, frame)
        return self._known[call]

    def _here(self, node: NodeId) -> NodeId:
        return self._sets.both(self._space.consistent, node)

    def _verdict(self, name: str, column: Valued) -> Meaning:
        if strange := column.keys() - set(Verdict):
            raise UnknownForm(f"{name} is none of the verdicts, but {strange}")
        found = [self._here(where(column, each)) for each in (Verdict.MATCHED, Verdict.RULED_OUT)]
        return Meaning(*found)

    def _column(self, name: str, kind: Any) -> dict[Hashable, NodeId]:
        sets, level = self._sets, self._space.level[name]
        found: dict[Hashable, NodeId] = {}
        for branch, value in enumerate(branches(self._space, name)):
            at = sets.at(level, [branch])
            for held, way in self._ways(name, kind, value):
                node = sets.both(at, way)
                found[held] = sets.either(found.get(held, NONE), node)
        return found

    def _ways(self, name: str, kind: Any, value: Any) -> Iterator[tuple[Hashable, NodeId]]:
        """Yield how a value is held by a column of a type, and where it is held so."""
        if kind != nw.String:
            numeric = ATTRIBUTES[name].numeric or ATTRIBUTES[name].flag
            yield value if numeric or value is None else show(value), EVERY
            return
        if self._shape.exact:
            yield None if value is None else show(value), EVERY
            return
        written = written_as(ATTRIBUTES[name], value)
        level = len(self._space.names) + list(ATTRIBUTES).index(name)
        many = self._sets.branches[level]
        for at, each in enumerate(written):
            yield each, self._sets.at(level, range(at, many, len(written)))

    def _value(self, call: Any, frame: Mapping[str, Valued]) -> Valued:
        if not isinstance(call, Call):
            return {call: EVERY}
        if call.name == "col":
            if call.given[0] not in frame:
                raise UnknownForm(f"no column is called {call.given[0]} so early")
            return frame[call.given[0]]
        if call.name == "lit":
            return {call.given[0]: EVERY}
        if call.name in ("then", "otherwise"):
            return self._chosen(call, frame)
        if call.name in KLEENE:
            return self._kleene(call, frame)
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise UnknownForm(f"an expression of another form: {call.name}")
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
            raise UnknownForm(f"an expression of another form: {then.name} of {when.name}")
        parts = (self._value(each, frame) for each in (*when.given, value, otherwise))
        return apply(self._sets, lambda c, yes, no: yes if c is True else no, *parts)

    def _kleene(self, call: Call, frame: Mapping[str, Valued]) -> Valued:
        members = [self._value(each, frame) for each in call.given]
        for each in members:
            if strange := each.keys() - {True, False, None}:
                raise UnknownForm(f"{call.name} of {strange}")
        return KLEENE[call.name](self._sets, members)
