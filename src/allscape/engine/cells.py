"""The values of an attribute in cells: what no test of a rulebook tells apart is one cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, inf, isfinite

from allscape.model.attributes import Attribute, Value, show
from allscape.model.base import unchecked
from allscape.model.conditions import Range, Test


@dataclass(frozen=True)
class Cell:
    """One choice, or a stretch of numbers; `sample` is the value that stands for it."""

    sample: Value
    stretch: Range | None = None

    def __contains__(self, value: Value) -> bool:
        if self.stretch is None:
            return value == self.sample
        return float(value) in self.stretch

    def __str__(self) -> str:
        if self.stretch is None:
            return show(self.sample)
        low, high = self.stretch.low, self.stretch.high
        if low is not None and low == high:
            return show(low)
        if high is None:
            return f"{show(low)} or more" if self.stretch.low_included else f"over {show(low)}"
        begin = "" if self.stretch.low_included else "over "
        end = "" if self.stretch.high_included else "under "
        return f"{begin}{show(low)} to {end}{show(high)}"


def cells(attribute: Attribute, tests: Iterable[Test]) -> tuple[Cell, ...]:
    """Return the cells of an attribute: a choice each, or the stretches that tests tell apart."""
    if not attribute.numeric:
        return tuple(map(Cell, attribute.values))
    return _stretches(attribute, tuple(each.range for each in tests if each.range is not None))


@lru_cache(maxsize=1_000)
def _stretches(attribute: Attribute, ranges: tuple[Range, ...]) -> tuple[Cell, ...]:
    if attribute.whole:
        numbers = range(int(attribute.low), int(attribute.high) + 1)
        pieces = [_stretch(number, number) for number in numbers]
    else:
        pieces = list(_pieces(attribute, ranges))
    return tuple(Cell(_sample(each, attribute), each) for each in _joined(pieces, ranges))


def _pieces(attribute: Attribute, ranges: Sequence[Range]) -> Iterator[Range]:
    """Yield every bound as a piece of its own, and what lies between two of them."""
    ends = {end for each in ranges for end in each.ends}
    bounds = {each for each in ends if attribute.low <= each <= attribute.high}
    edges = sorted({attribute.low, attribute.high} | bounds)
    for low, high in pairwise(edges):
        yield _stretch(low, low)
        yield _stretch(low, high, ends=False)
    if isfinite(edges[-1]):
        yield _stretch(edges[-1], edges[-1])


def _stretch(low: float, high: float, *, ends: bool = True) -> Range:
    """Return the numbers between two, with or without these."""
    last = float(high) if isfinite(high) else None
    return unchecked(Range)(low=float(low), high=last, low_included=ends, high_included=ends)


def _joined(pieces: Iterable[Range], ranges: Sequence[Range]) -> list[Range]:
    """Return the pieces, neighbours that nothing tells apart made one."""
    found: list[tuple[tuple[bool, ...], Range]] = []
    for piece in pieces:
        kind = tuple(_inside(piece) in each for each in ranges)
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1].until(piece))
        else:
            found.append((kind, piece))
    return [piece for _, piece in found]


def _inside(piece: Range) -> float:
    low = piece.low or 0.0
    if piece.high is None:
        return low + 1
    return low if low == piece.high else (low + piece.high) / 2


def _sample(piece: Range, attribute: Attribute) -> Value:
    """Return a number to show: a whole one where there is one, and near to the edge."""
    low, high = piece.low or 0.0, inf if piece.high is None else piece.high
    lowest = ceil(low) if piece.low_included else floor(low) + 1
    highest = floor(high) if piece.high_included else ceil(high) - 1 if isfinite(high) else lowest
    if lowest > highest:
        return (low + high) / 2
    return highest if low == attribute.low and isfinite(high) else lowest
