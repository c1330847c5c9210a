"""Whether what each engine is handed means what the conditions mean: proved, for every case.

What is handed over is plain data: rules, look-up tables, expressions. Each is read back into sets
of cases, and these are compared, by identity, with the sets that the conditions mean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from time import perf_counter
from typing import Any

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import Edition, edition
from allscape.engine.sure import Meaning, apart, within
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Readings
from allscape.proof.handed.kinds import NO_CASE, ReadBack, Readers, Translation, translations
from allscape.proof.handed.values import UnknownForm
from allscape.proof.lenses import every_test
from allscape.proof.meanings import Meanings
from allscape.proof.space import UNKNOWN
from allscape.proof.witness import facts_of, shortest


class Differs(Frozen):
    """Where what was handed over means something else, and a smallest case of it.

    `case` is null where what was handed over cannot be read, and `read` then says why. It
    contradicts itself where that is what was not seen. In `written` are the words for values that
    are written otherwise than usually, where that matters.
    """

    translation: str
    name: str
    as_of: date | None
    readings: dict[str, str]
    case: dict[str, Value] | None
    written: dict[str, str]
    meant: str
    read: str


class Translated(Frozen):
    """What came of one translation: how many diagrams were compared, and in how many seconds.

    `left_out` are the days and readings for which nothing is handed over.
    """

    translation: str
    diagrams: int
    left_out: int
    seconds: float
    differs: tuple[Differs, ...]


class Translations(Frozen):
    """What came of all of them, over so many days and readings, of which some are alike."""

    statements: int
    approaches: int
    editions: int
    different: int
    translations: tuple[Translated, ...]

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not any(each.differs for each in self.translations)


class Prover:
    """Compares what is handed over for editions of a rulebook with what they mean."""

    def __init__(self, contents: Contents) -> None:
        self._tests = list(every_test(contents))
        self._usual = Readers(self._tests, set())
        self._finer = {frozenset[float](): self._usual}
        self._meanings: Meanings | None = None

    def compare(
        self, made: Edition, translation: Translation, handed: Any
    ) -> tuple[int, list[Differs]]:
        """Return how many diagrams were compared, and what differs."""
        try:
            readers = self._readers(translation.numbers(handed))
            pairs = list(translation.pairs(readers, self._meant(made, readers), handed))
        except UnknownForm as error:
            unread: dict[str, Any] = {"name": "", "case": None, "written": {}, "meant": ""}
            return 0, [_differs(made, translation, {**unread, "read": str(error)})]
        found = [
            _differs(made, translation, difference)
            for pair in pairs
            if (difference := _difference(readers, pair)) is not None
        ]
        return 2 * len(pairs), found

    def _meant(self, made: Edition, readers: Readers) -> Meanings:
        """Return what an edition means; of the last one it is known still."""
        last = self._meanings
        if last is None or last.edition is not made or last.space is not readers.space:
            last = self._meanings = Meanings(made, readers.space)
        return last

    def _readers(self, numbers: set[float]) -> Readers:
        """Return readers whose cases are told apart by some numbers, too."""
        more = frozenset(each for each in numbers - self._usual.cuts if 0 < each < 1_000_000)
        if more not in self._finer:
            self._finer[more] = Readers(self._tests, set(more))
        return self._finer[more]


def _differs(made: Edition, translation: Translation, found: dict[str, Any]) -> Differs:
    usual = edition(made.contents).readings
    readings = {name: each for name, each in made.readings.items() if usual[name] != each}
    return Differs(translation=translation.name, as_of=made.as_of, readings=readings, **found)


def _difference(readers: Readers, pair: ReadBack) -> dict[str, Any] | None:
    sets = readers.space.sets
    meant, read = (within(sets, each, pair.within) for each in (pair.meant, pair.read))
    if meant == read:
        return None
    way = shortest(readers.space, apart(sets, meant, read))
    assert way is not None
    return {
        "name": pair.name,
        "case": (case := facts_of(readers.space, way)),
        "written": _written(readers, case, way),
        "meant": _said(readers, pair.name, meant, way),
        "read": _said(readers, pair.name, read, way),
    }


def _written(readers: Readers, case: dict[str, Value], way: dict[int, int]) -> dict[str, str]:
    found = {
        name: readers.otherwise_written(name, case.get(name), way.get(level, 0))
        for level, name in enumerate(ATTRIBUTES, len(readers.space.names))
    }
    return {name: words for name, words in found.items() if words is not None}


def _said(readers: Readers, name: str, meaning: Meaning, way: dict[int, int]) -> str:
    holds, fails = (_has(readers, each, way) for each in (meaning.holds, meaning.fails))
    if holds and fails:
        return "both at once"
    if name == NO_CASE:
        return "no case" if holds else "a case"
    if not holds and not fails:
        return Verdict.UNDETERMINED.value
    return (Verdict.MATCHED if holds else Verdict.RULED_OUT).value


def _has(readers: Readers, node: NodeId, way: dict[int, int]) -> bool:
    sets = readers.space.sets
    while below := sets.below(node):
        node = below[way.get(sets.level(node), UNKNOWN)]
    return node != NONE


def editions(
    contents: Contents,
    as_of: date | None = None,
    readings: Readings | None = None,
    *,
    every_reading: bool = False,
) -> Iterator[Edition]:
    """Yield the editions on every day, or on that one, under every reading, the usual one first.

    A term is read otherwise alone, or with `every_reading` with all others in every way.
    """
    fixed = readings or {}
    dates = contents.days[::-1]
    # Before the first article nothing is in force.
    days = [as_of] if as_of else [None, *dates, dates[-1] - timedelta(days=1)]
    open_ = {
        each.id: [reading.id for reading in each.readings]
        for each in contents.terms
        if each.id not in fixed
    }
    choices = [{}, *({name: each} for name, found in open_.items() for each in found[1:])]
    if every_reading:
        choices = [dict(zip(open_, each, strict=True)) for each in product(*open_.values())]
    for day, chosen in product(days, choices):
        yield edition(contents, day, {**fixed, **chosen})


@dataclass
class _Sum:
    """What came of one translation so far; of each name the first difference is kept."""

    translation: Translation
    diagrams: int = 0
    left_out: int = 0
    seconds: float = 0
    differs: dict[str, Differs] = field(default_factory=dict)

    def add(self, prover: Prover, made: Edition) -> None:
        """Compare what is handed over for one more edition."""
        begun = perf_counter()
        handed = self.translation.hand(made)
        if handed is None:
            self.left_out += 1
            return
        compared, found = prover.compare(made, self.translation, handed)
        self.diagrams += compared
        for each in found:
            self.differs.setdefault(each.name, each)
        self.seconds += perf_counter() - begun

    def translated(self) -> Translated:
        """Return what came of it."""
        return Translated(
            translation=self.translation.name,
            diagrams=self.diagrams,
            left_out=self.left_out,
            seconds=round(self.seconds, 2),
            differs=tuple(self.differs.values()),
        )


def prove(contents: Contents, looked_at: Iterable[Edition]) -> Translations:
    """Return what comes of every translation of some editions of a rulebook.

    Editions that have the same conditions are looked at once.
    """
    prover, sums = Prover(contents), [_Sum(each) for each in translations()]
    different, many = dict[Any, Edition](), 0
    for made in looked_at:
        many += 1
        conditions = (tuple(made.terms.items()), tuple(made.statements.items()))
        if different.setdefault(conditions, made) is made:
            for each in sums:
                each.add(prover, made)
    first = next(iter(different.values()))
    return Translations(
        statements=len(first.statements),
        approaches=len(first.approaches()),
        editions=many,
        different=len(different),
        translations=tuple(each.translated() for each in sums),
    )
