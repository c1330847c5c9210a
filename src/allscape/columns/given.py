"""What the columns of a frame give of each attribute: its values, and the rows where it is wrong.

A column is named after its attribute and holds values as a case file does; one that is not there is
unknown throughout. Null, an empty text and "unknown" are unknown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from allscape.columns.cells import TEXT as _WORDS
from allscape.columns.spelling import OURS, UNKNOWN, plain_number, spellings, telling_lengths
from allscape.engine.exclusion import opponents
from allscape.faults import CaseError, Fault
from allscape.model.attributes import Attribute, Value, show
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS

_LARGEST = 1.7976931348623157e308

# More words than these are looked up: to compare with each would take longer.
_FEW = 24

Expr = Any
"""An expression of Narwhals, or of polars."""

WordTable = Mapping[str, Mapping[str, str]]
"""Of attributes, all words that a column holds and how we write them, "unknown" among those.

Of numbers only the words that are no plain ones, or that mean unknown.
"""

_NO_WORDS: WordTable = {}


class GivenColumns:
    """The attributes as the columns of one frame give them; every method returns an expression."""

    def __init__(
        self,
        schema: Mapping[str, nw.dtypes.DType],
        *,
        exact: bool = False,
        api: Any = nw,
        lengths: bool | None = None,
        words: WordTable = _NO_WORDS,
    ) -> None:
        """Raise `CaseError` for columns that cannot hold their attribute.

        Where they are `exact`, unknown is null and a choice is written in one way. `api` is what
        expressions are made with: Narwhals, or polars where a frame is polars' own. Words are known
        by their `lengths` where it is polars, or as is asked for. Columns of words hold what is
        written as we do, or all of the `words` that tell of them.
        """
        self.api = api
        self._words = words
        self._parsed: list[str] = []
        self._exact, self._measured = exact, api is not nw if lengths is None else lengths
        self._types = {name: kind for name, kind in schema.items() if name in ATTRIBUTES}
        faults = [_misfit(name, kind) for name, kind in self._types.items()]
        if lines := [each for each in faults if each is not None]:
            raise CaseError(lines)

    def number(self, name: str) -> Expr:
        """Return a number, null where it is unknown."""
        if self._types.get(name, nw.Unknown) == nw.Unknown:
            return self.api.lit(None, self.api.Float64)
        if self._types[name] not in _WORDS:
            return self.api.col(name)
        return self.api.col(_number(name)) if name in self._parsed else self._parse(name)

    def parsed(self) -> list[Expr]:
        """Return the numbers that words are, as columns for what is asked from now on.

        They have to be there first: no engine sees that it reads the same words time and again.
        """
        self._parsed = [
            name
            for name, kind in self._types.items()
            if ATTRIBUTES[name].numeric and kind in _WORDS
        ]
        return [self._parse(name).alias(_number(name)) for name in self._parsed]

    @property
    def apart(self) -> list[str]:
        """The names of the columns of `parsed`, that nothing needs in the end."""
        return [_number(name) for name in self._parsed]

    def _parse(self, name: str) -> Expr:
        column, words = self._text(name), self._words.get(name, {})
        number = plain_number(self.api, column)
        if words:
            number = self.api.when(~self._written(name, self._unknown(name))).then(number)
        known = {word: float(meant) for word, meant in words.items() if meant != "unknown"}
        if not known:
            return number
        found = column.replace_strict(
            list(known), list(known.values()), default=None, return_dtype=self.api.Float64
        )
        return self.api.coalesce(found, number)

    def one_of(self, name: str, values: Collection[Value]) -> Expr:
        """Return whether a choice is one of some values, null where it is unknown."""
        if self._types.get(name, nw.Unknown) == nw.Unknown:
            return self.api.lit(None, self.api.Boolean)
        column = self.api.col(name)
        wanted = [each for each in ATTRIBUTES[name].values if each in values]
        if self._types[name] == nw.Boolean:
            return column if wanted == [True] else ~column
        if not self._exact:
            return self.api.when(self._known(name)).then(self._spelled(name, wanted))
        # Polars compares lengths in half the time that words take, in a third for long ones.
        measured = self._measured and self._types[name] == nw.String
        lengths = telling_lengths(ATTRIBUTES[name], wanted) if measured else []
        if not lengths:
            return self._spelled(name, wanted)
        return self.any_of([column.str.len_bytes() == each for each in lengths])

    def is_(self, name: str, *values: Value) -> Expr:
        """Return whether a choice surely is one of some values, never null."""
        return self.one_of(name, values).fill_null(False)

    def excluded(self, name: str, values: Iterable[Value], then: bool) -> Expr:
        """Return `then` where other attributes exclude all the values, and null elsewhere."""
        gone = self.all_of([self._excluded(name, each) for each in values])
        return self.api.when(gone).then(self.api.lit(then))

    def _excluded(self, name: str, value: Value) -> Expr:
        others: dict[str, list[Value]] = {}
        for each in opponents(name):
            if each.value == value:
                others.setdefault(each.other, []).append(each.other_value)
        return self.any_of([self.is_(other, *those) for other, those in others.items()])

    def all_of(self, members: Sequence[Expr]) -> Expr:
        """Return the strong Kleene conjunction; of nothing, true."""
        return reduce(and_, members) if members else self.api.lit(True)

    def any_of(self, members: Sequence[Expr]) -> Expr:
        """Return the strong Kleene disjunction; of nothing, false."""
        return reduce(or_, members) if members else self.api.lit(False)

    def wrong(self) -> Expr:
        """Return whether a row holds what a case cannot: a value, a number, a contradiction."""
        clashes = [
            self.is_(each.attribute, each.value) & self.is_(each.other, each.other_value)
            for each in CONTRADICTIONS
            if {each.attribute, each.other} <= set(self._types)
        ]
        return self.any_of([*map(self._misfits, self._types), *clashes])

    def _misfits(self, name: str) -> Expr:
        attribute, kind = ATTRIBUTES[name], self._types[name]
        given = ~self.api.col(name).is_null()
        if kind == nw.Boolean:
            return self.api.lit(False)
        if kind == nw.Unknown:
            return given
        if kind in _WORDS:
            given &= ~self._written(name, self._unknown(name))
        fits = self._fits(attribute) if attribute.numeric else self._known(name)
        return (given & ~fits.fill_null(False)).fill_null(False)

    def _fits(self, attribute: Attribute) -> Expr:
        number = self.number(attribute.name)
        fits = (number >= attribute.low) & (number <= min(attribute.high, _LARGEST))
        kind = self._types[attribute.name]
        if kind.is_float():  # for some engines what is no number is the largest one
            fits &= ~number.is_nan()
        whole = attribute.whole and not kind.is_integer()
        return fits & (number == number.floor()) if whole else fits

    def _known(self, name: str) -> Expr:
        return self._spelled(name, ATTRIBUTES[name].values)

    def _unknown(self, name: str) -> list[str]:
        more = UNKNOWN if ATTRIBUTES[name].numeric else ()
        return [*more, *self._ways_of(name, UNKNOWN, "unknown")]

    def _spelled(self, name: str, values: Iterable[Value]) -> Expr:
        attribute = ATTRIBUTES[name]
        ways = list[str]()
        for each in values:
            ours = [show(each)] if self._exact else spellings(attribute, each)
            ways += self._ways_of(name, ours, show(each))
        return self._written(name, ways)

    def _ways_of(self, name: str, ours: Iterable[str], meant: str) -> list[str]:
        """Return all words of a column that mean the same, given those of ours."""
        if name not in self._words or self._looked_up(name):
            return list(ours)
        words = self._words[name]
        return [word for word, means in words.items() if means == meant]

    def _looked_up(self, name: str) -> bool:
        return not ATTRIBUTES[name].numeric and len(self._words.get(name, {})) > _FEW

    def _text(self, name: str) -> Expr:
        column = self.api.col(name)
        return column if self._types[name] == nw.String else column.cast(self.api.String)

    def _written(self, name: str, texts: Iterable[str]) -> Expr:
        column, kind = self.api.col(name), self._types[name]
        if self._looked_up(name):
            column, words = self._text(name), self._words[name]
            column = column.replace_strict(
                list(words), list(words.values()), default=column, return_dtype=self.api.String
            )
        elif isinstance(kind, nw.Enum):
            # A closed set is compared as it is: numbers behind the words, and far faster.
            texts = [each for each in texts if each in kind.categories]
            never = self.api.when(~column.is_null()).then(self.api.lit(False))
            return self.any_of([column == each for each in texts]) if texts else never
        else:
            column = self._text(name)
        return self.any_of([column == each for each in texts])


def _number(name: str) -> str:
    return f"{OURS}{name}"


def _misfit(name: str, kind: nw.dtypes.DType) -> Fault | None:
    attribute = ATTRIBUTES[name]
    own = kind.is_numeric() if attribute.numeric else attribute.flag and kind == nw.Boolean
    if own or kind in (*_WORDS, nw.Unknown):
        return None
    message = f"the column '{name}' is of {kind}: it holds {attribute.choices()}"
    return Fault("", 0, 0, message)
