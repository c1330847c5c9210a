"""Cells of a CSV file that a spreadsheet would run, or a terminal obey.

A text that begins as a formula does is counted, and escaped where that is asked for; a control or
direction character is always written as its code.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from allscape.columns.spelling import NUMBER

LazyRows = nw.LazyFrame[Any]

TEXT: tuple[type[nw.dtypes.DType], ...] = (nw.String, nw.Categorical, nw.Enum)
"""The types of columns of words."""

# What engines read of a pattern is what Python reads, but for how a code is written.
_FORMULA = r"\A[=+\-@\t]"
_SIGNED = rf"\A-?{NUMBER}\z"
_OBEYED = [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F]
_OBEYED += [*range(0x2028, 0x202F), *range(0x2066, 0x206A)]
_CODES = {each: rf"\x{each:02x}" if each < 256 else rf"\u{each:04x}" for each in _OBEYED}
_HIDDEN = "[" + "".join(rf"\x{{{each:x}}}" for each in _OBEYED) + "]"


class CellCounts(NamedTuple):
    """How many cells begin as a formula does, and how many hold what a terminal would obey."""

    formulas: int = 0
    hidden: int = 0

    def plus(self, other: "CellCounts") -> "CellCounts":
        """Return the sums of two."""
        return CellCounts(self.formulas + other.formulas, self.hidden + other.hidden)


class Cells:
    """How texts are written as cells; a number with its sign is no formula."""

    def __init__(self, *, escape: bool) -> None:
        """Put an apostrophe before what begins as a formula does where `escape` is wanted."""
        self.escape = escape

    def written(self, value: Any) -> Any:
        """Return how a value is written; what is no text is written as it is."""
        if not isinstance(value, str):
            return value
        shown = value.translate(_CODES)
        return f"'{shown}" if self.escape and begins_as_formula(shown) else shown

    def count(self, values: Iterable[Any]) -> CellCounts:
        """Return how many of some cells have something of it."""
        texts = [each for each in values if isinstance(each, str)]
        hidden = sum(each != each.translate(_CODES) for each in texts)
        return CellCounts(sum(map(begins_as_formula, texts)), hidden)

    def column(self, name: str) -> nw.Expr:
        """Return a column of texts as they are written."""
        given = nw.col(name).cast(nw.String)
        shown = given
        for code, written in _CODES.items():
            shown = shown.str.replace_all(chr(code), written, literal=True)
        shown = nw.when(given.str.contains(_HIDDEN)).then(shown).otherwise(given)
        if self.escape:
            escaped = nw.concat_str([nw.lit("'"), shown])
            shown = nw.when(_formula(shown)).then(escaped).otherwise(shown)
        return shown.alias(name)


def begins_as_formula(text: str) -> bool:
    """Return whether a spreadsheet would take a text for a formula."""
    return bool(re.match(_FORMULA, text)) and not re.fullmatch(f"-?{NUMBER}", text)


def safe(
    rows: LazyRows, kept: Sequence[str], cells: Cells, first: Callable[[LazyRows], Sequence[Any]]
) -> tuple[LazyRows, list[str], CellCounts]:
    """Return rows whose columns of words are written as `cells` writes them, and their new names.

    They are counted before anything is changed; `first` returns the first of some rows.
    """
    types = rows.collect_schema()
    texts = [each for each in kept if types[each] in TEXT]
    counted = first(rows.select(*_sums(texts))) if texts else ()
    found = cells.count(kept).plus(CellCounts(*(each or 0 for each in counted)))
    if found.hidden or (cells.escape and found.formulas):
        names = {each: cells.written(each) for each in kept}
        return rows.with_columns(*map(cells.column, texts)).rename(names), [*names.values()], found
    return rows, list(kept), found


def _sums(columns: Iterable[str]) -> list[nw.Expr]:
    texts = [nw.col(each).cast(nw.String) for each in columns]
    formulas = [_one(_formula(each)) for each in texts]
    hidden = [_one(each.str.contains(_HIDDEN)) for each in texts]
    return [
        nw.sum_horizontal(*formulas).sum().alias("formulas"),
        nw.sum_horizontal(*hidden).sum().alias("hidden"),
    ]


def _formula(text: nw.Expr) -> nw.Expr:
    return text.str.contains(_FORMULA) & ~text.str.contains(_SIGNED)


def _one(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
