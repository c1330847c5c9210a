"""Made-up profiles from a fixed seed: about half of each is unknown, none contradicts itself."""

from array import array
from collections.abc import Sequence
from math import isfinite
from random import Random

import polars as pl

from allscape.engine.edition import Edition, leaf_tests
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS, Profile

SEED = 20_261_101
_FARTHEST = 520
_STEP = 0.001
"""As near as a bound is approached: some engines take nearer numbers for the bound itself."""


def columns(edition: Edition, rows: int, seed: int = SEED) -> pl.DataFrame:
    """Return profiles as columns named after the attributes, null being unknown.

    Choices are words, flags booleans. Of the numbers half lie at a bound of the rules or right
    beside one. The same seed gives the same profiles everywhere.
    """
    draw = Random(seed)  # noqa: S311  # nothing here is a secret
    frame = pl.DataFrame(
        [_column(name, _values(edition, name), draw.randbytes(2 * rows)) for name in ATTRIBUTES]
    )
    for each in CONTRADICTIONS:
        both = (pl.col(each.attribute) == each.value) & (pl.col(each.other) == each.other_value)
        kept = pl.when(both.fill_null(False)).then(None).otherwise(pl.col(each.attribute))
        frame = frame.with_columns(kept.alias(each.attribute))
    return frame


def closed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the profiles with their choices as closed sets of words."""
    sets: dict[str, pl.DataType] = {
        name: pl.Enum([str(value) for value in each.values])
        for name, each in ATTRIBUTES.items()
        if not each.numeric and not each.flag
    }
    return frame.with_columns(pl.col(name).cast(kind) for name, kind in sets.items())


def profiles(frame: pl.DataFrame) -> list[Profile]:
    """Return profiles as objects. Raises `pydantic.ValidationError` for what is none."""
    return [Profile.model_validate(each) for each in frame.iter_rows(named=True)]


def _column(name: str, values: Sequence[Value], drawn: bytes) -> pl.Series:
    kind = pl.Int64 if ATTRIBUTES[name].whole else None
    numbers = pl.Series(array("H", drawn), dtype=pl.UInt32)
    # Half of what can be drawn lies beyond the values: unknown.
    at = numbers % (2 * len(values))
    known = pl.Series(name, [*values, *[None] * len(values)], dtype=kind)
    return known.gather(at)


def _values(edition: Edition, name: str) -> list[Value]:
    attribute = ATTRIBUTES[name]
    if not attribute.numeric:
        return list(attribute.values)
    if attribute.whole:
        return list(range(int(attribute.low), int(attribute.high) + 1))
    tests = [each for c in edition.statements.values() for each in leaf_tests(edition, c)]
    ranges = [each.range for each in tests if each.attribute == name and each.range]
    bounds = {bound for each in ranges for bound in (each.low, each.high) if bound is not None}
    near = {at for each in bounds for at in _around(each)}
    high = attribute.high if isfinite(attribute.high) else _FARTHEST
    step = (high - attribute.low) / max(len(near), 1)
    anywhere = [round(attribute.low + step * at, 1) for at in range(len(near))]
    return [*(each for each in sorted(near) if attribute.low <= each <= high), *anywhere]


def _around(bound: float) -> tuple[float, ...]:
    return bound, bound - _STEP, bound + _STEP, bound - 0.5, bound + 0.5
