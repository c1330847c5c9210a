"""The translations there are: what is handed over, and what is to be equal when it is read back."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, NamedTuple

from allscape.engine.alternatives import TooMany
from allscape.engine.compiled import tabled
from allscape.engine.diagrams import NodeId
from allscape.engine.edition import Edition
from allscape.engine.sure import NEITHER, Meaning
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES
from allscape.proof.handed import rules, tables
from allscape.proof.handed.values import Valued, every_number, whole_space
from allscape.proof.meanings import Meanings

try:
    from allscape.proof.handed import columns, shapes
except ModuleNotFoundError as error:
    if error.name != "narwhals":  # the extra `cohort` brings it
        raise
    columns = shapes = None  # type: ignore[assignment]

NO_CASE = "what is no case"
"""The name of what says which rows are no case."""


class ReadBack(NamedTuple):
    """What the conditions mean by a name, what was read back of it, and the cases that count."""

    name: str
    meant: Meaning
    read: Meaning
    within: NodeId


class Readers:
    """What reads each translation, over one space that is cut at some numbers."""

    def __init__(self, tests: list[Test], cuts: set[float]) -> None:
        choices = shapes.ways() if shapes else []
        self.cuts = cuts | every_number(tests)
        self.space = whole_space(tests, self.cuts, choices)
        self._columns: dict[str, columns.ExpressionReader] = {}

    @cached_property
    def fact(self) -> dict[str, Valued]:
        """The cases by what durable-rules is handed of them."""
        return rules.whole_fact(self.space)

    def columns(self, shape: "shapes.FrameShape") -> "columns.ExpressionReader":
        """Return what reads the expressions for frames of a shape."""
        if shape.name not in self._columns:
            self._columns[shape.name] = columns.ExpressionReader(self.space, shape)
        return self._columns[shape.name]

    def otherwise_written(self, name: str, value: Value | None, way: int) -> str | None:
        """Return how a value is written in one of the ways, None where that is the usual one."""
        return shapes.otherwise_written(name, value, way) if shapes else None


class Translation(NamedTuple):
    """One way of handing an edition over.

    `hand` returns None where nothing is handed over; `numbers` are those at which something turns.
    """

    name: str
    hand: Callable[[Edition], Any]
    numbers: Callable[[Any], set[float]]
    pairs: Callable[[Readers, Meanings, Any], Iterator[ReadBack]]


def _same_names(
    meant: Mapping[str, Meaning], read: Mapping[str, Meaning], within: NodeId
) -> Iterator[ReadBack]:
    """Yield a pair for each name that either side has; what one of them lacks is never settled."""
    for name in dict.fromkeys([*meant, *read]):
        yield ReadBack(name, meant.get(name, NEITHER), read.get(name, NEITHER), within)


def _rules(readers: Readers, meant: Meanings, handed: rules.HandedRules) -> Iterator[ReadBack]:
    read = rules.read(readers.space, readers.fact, handed)
    return _same_names(meant.statements, read, readers.space.consistent)


def _tables(readers: Readers, meant: Meanings, handed: Any) -> Iterator[ReadBack]:
    for read in tables.read(readers.space, handed):
        yield from _same_names(meant.approaches, read, readers.space.consistent)


def _tabled(edition: Edition) -> Any:
    try:
        return tabled(edition)
    except TooMany:
        return None


def _columns(readers: Readers, meant: Meanings, handed: "columns.Columns") -> Iterator[ReadBack]:
    sets, here = readers.space.sets, readers.space.consistent
    read = readers.columns(handed.shape).read(handed)
    # Of a column that is not there nothing is known.
    absent = ATTRIBUTES.keys() - handed.shape.kinds
    counts = sets.every(readers.space.is_(name, None) for name in absent)
    here = sets.both(here, counts)
    yield from _same_names({**meant.approaches, **meant.statements}, read.verdicts, here)
    flags = {name: Meaning(node, sets.less(here, node)) for name, node in read.flags.items()}
    yield from _same_names(_flags(meant), flags, here)
    if read.wrong is not None:
        cases = readers.space.consistent
        wrong, right = Meaning(read.wrong, sets.opposite(read.wrong)), sets.opposite(cases)
        yield ReadBack(NO_CASE, Meaning(right, cases), wrong, counts)


def _flags(meant: Meanings) -> dict[str, Meaning]:
    """Return what the flags mean: what surely holds is true, and all else false."""
    sets, here, edition = meant.space.sets, meant.space.consistent, meant.edition
    found = {
        f"{name}:against": sets.some(meant.statements[each.id].holds for each in speaking)
        for name in meant.approaches
        if (speaking := edition.against(name))
    }
    for each in edition.remarks():
        found[f"{each.id}:note"] = sets.both(here, meant.of(each.when).holds)
    return {name: Meaning(node, sets.less(here, node)) for name, node in found.items()}


RULES = Translation("rules of durable-rules", rules.handed, rules.numbers, _rules)
TABLES = Translation("look-up tables", _tabled, tables.numbers, _tables)


def translations() -> list[Translation]:
    """Return every translation; those to expressions where what makes them is installed."""
    found = [RULES, TABLES]
    for shape in shapes.SHAPES if shapes else ():
        hand = partial(columns.handed, shape=shape)
        found.append(Translation(f"expressions: {shape.name}", hand, columns.numbers, _columns))
    return found
