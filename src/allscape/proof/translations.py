"""Whether what each engine is handed means what the conditions mean: proved, for every case.

What is handed over is plain data: rules, look-up tables, expressions. Each is read back into sets of
cases, and these are compared, by identity, with the sets that the conditions mean.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from time import perf_counter
from typing import Any

from allscape.engine.diagrams import NONE, Node
from allscape.engine.edition import Edition, edition
from allscape.model.attributes import Value, show
from allscape.model.base import Frozen, Verdict
from allscape.model.contents import Contents
from allscape.proof.handed.kinds import NO_CASE, Pair, Readers, Translation, translations
from allscape.proof.handed.values import Unreadable
from allscape.proof.lenses import Readings, every_test
from allscape.proof.meanings import Meaning, Meanings
from allscape.proof.space import UNKNOWN
from allscape.proof.witness import shortest


class Differs(Frozen):
    """Where what was handed over means something else, and a smallest case of it.

    `case` is null where what was handed over cannot be read, and `read` then says why. It
    contradicts itself where that is what was not seen.
    """

    translation: str
    name: str
    as_of: date | None
    readings: dict[str, str]
    case: dict[str, Value] | None
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
        self._finer: dict[frozenset[float], Readers] = {}

    def pairs(self, made: Edition, translation: Translation, handed: Any) -> tuple[Readers, list[Pair]]:
        """Return what was read back, beside what is meant. Raises `Unreadable`."""
        readers = self._readers(translation.numbers(handed))
        return readers, list(translation.pairs(readers, Meanings(made, readers.space), handed))

    def compare(self, made: Edition, translation: Translation, handed: Any) -> tuple[int, list[Differs]]:
        """Return how many diagrams were compared, and what differs."""
        try:
            readers, pairs = self.pairs(made, translation, handed)
        except Unreadable as error:
            told = {"name": "", "case": None, "meant": "", "read": str(error)}
            return 0, [_differs(made, translation, told)]
        found = [
            _differs(made, translation, told)
            for pair in pairs
            if (told := _difference(readers, pair)) is not None
        ]
        return 2 * len(pairs), found

    def _readers(self, numbers: set[float]) -> Readers:
        """Return readers whose cases are told apart by some numbers, too."""
        more = frozenset(each for each in numbers - self._usual.cuts if 0 < each < 1_000_000)
        if not more:
            return self._usual
        if more not in self._finer:
            self._finer[more] = Readers(self._tests, set(more))
        return self._finer[more]


def _differs(made: Edition, translation: Translation, told: dict[str, Any]) -> Differs:
    usual = edition(made.contents).readings
    readings = {name: each for name, each in made.readings.items() if usual[name] != each}
    return Differs(translation=translation.name, as_of=made.as_of, readings=readings, **told)


def _difference(readers: Readers, pair: Pair) -> dict[str, Any] | None:
    sets = readers.space.sets
    if pair.meant == pair.read:
        return None
    apart = [
        sets.either(sets.less(one, other), sets.less(other, one))
        for one, other in zip(
            (pair.meant.holds, pair.meant.fails), (pair.read.holds, pair.read.fails), strict=True
        )
    ]
    way = shortest(readers.space, sets.both(pair.within, sets.some(apart)))
    assert way is not None
    return {
        "name": pair.name,
        "case": _case(readers, way),
        "meant": _said(readers, pair.name, pair.meant, way),
        "read": _said(readers, pair.name, pair.read, way),
    }


def _case(readers: Readers, way: dict[int, int]) -> dict[str, Value]:
    """Return the facts of a way, which need not be a profile."""
    space = readers.space
    return {
        name: space.cells[name][way[level] - 1].sample
        for name, level in space.level.items()
        if way.get(level, UNKNOWN) != UNKNOWN
    }


def _said(readers: Readers, name: str, meaning: Meaning, way: dict[int, int]) -> str:
    holds, fails = (_has(readers, each, way) for each in (meaning.holds, meaning.fails))
    if holds and fails:
        return "both at once"
    if name == NO_CASE:
        return "no case" if holds else "a case"
    if not holds and not fails:
        return Verdict.UNDETERMINED.value
    return (Verdict.MATCHED if holds else Verdict.RULED_OUT).value


def _has(readers: Readers, node: Node, way: dict[int, int]) -> bool:
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
    dates = sorted({each.date for each in contents.sources}, reverse=True)
    # Before the first article nothing is in force.
    days = [as_of] if as_of else [None, *dates, dates[-1] - timedelta(days=1)]
    open_ = {
        each.id: [reading.id for reading in each.readings]
        for each in contents.terms
        if each.id not in fixed
    }
    for day in days:
        for chosen in _chosen(open_) if not every_reading else _product(open_):
            yield edition(contents, day, {**fixed, **chosen})


def _chosen(terms: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    yield {}
    yield from ({name: each} for name, found in terms.items() for each in found[1:])


def _product(terms: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    for chosen in product(*terms.values()):
        yield dict(zip(terms, chosen, strict=True))


def prove(contents: Contents, looked_at: Sequence[Edition]) -> Translations:
    """Return what comes of every translation of some editions of a rulebook."""
    different = {
        (tuple(each.terms.items()), tuple(each.statements.items())): each
        for each in reversed(looked_at)
    }
    prover = Prover(contents)
    return Translations(
        statements=len(looked_at[0].statements),
        approaches=len(looked_at[0].approaches()),
        editions=len(looked_at),
        different=len(different),
        translations=tuple(
            _translated(prover, each, list(reversed(different.values())))
            for each in translations()
        ),
    )


def _translated(prover: Prover, translation: Translation, made: Sequence[Edition]) -> Translated:
    begun, diagrams, left_out = perf_counter(), 0, 0
    differs: dict[str, Differs] = {}
    for each in made:
        handed = translation.hand(each)
        if handed is None:
            left_out += 1
            continue
        compared, found = prover.compare(each, translation, handed)
        diagrams += compared
        # One case for each name: the usual reading on the newest day comes first.
        differs = {**{one.name: one for one in reversed(found)}, **differs}
    return Translated(
        translation=translation.name,
        diagrams=diagrams,
        left_out=left_out,
        seconds=round(perf_counter() - begun, 2),
        differs=tuple(differs.values()),
    )
