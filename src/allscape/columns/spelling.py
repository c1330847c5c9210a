"""How the values of attributes are written in columns of words; which columns are ours."""

import re
from collections.abc import Sequence
from typing import Any

from allscape.model.attributes import Attribute, Value, show
from allscape.model.profile import ATTRIBUTES

ROW = "row"
"""The column of row numbers, the first row of data being 1."""

NO_APPROACH = frozenset({ROW, *ATTRIBUTES})
"""What no approach is called, whose verdict stands in a column of its name."""

OURS = "_allscape_"
"""How the columns begin that are there between reading and writing."""

UNKNOWN = ("", "unknown", "Unknown", "UNKNOWN")

_DIGITS = r"\+?([0-9]{1,15}(\.[0-9]{0,17})?|\.[0-9]{1,17})"
NUMBER = _DIGITS + r"([eE](\+?[0-9]{1,2}|-[0-9]{1,3}))?"
"""A pattern of numbers; no signed one is a formula."""

# What every engine reads as the same number; none is below zero, and behind a minus no zero is one.
_READ = _DIGITS + r"([eE][+-]?[0-9]{1,2})?"

SHORT = 15
"""No number written in as many characters is taken for another."""

# Where every engine writes a number in as few digits as tell it apart, and without an exponent.
_LOW, _HIGH = 1e-3, 1e5


def spellings(attribute: Attribute, value: Value) -> list[str]:
    """Return how a choice may be written in a column of words."""
    written = show(value)
    if attribute.flag:
        return [written, written.title(), written.upper()]
    return [written, written.lower()] if attribute.any_case else [written]


def readable(attribute: Attribute, written: str) -> bool:
    """Return whether a word of a column can be read: every engine has to read it alike."""
    if written in UNKNOWN:
        return True
    if attribute.numeric:
        return _is_plain(written)
    return any(written in spellings(attribute, each) for each in attribute.values)


def _is_plain(written: str) -> bool:
    """Return whether `plain_number` is one."""
    if not re.fullmatch(_READ, written):
        return False
    number = float(written)
    return len(written) <= SHORT or (_LOW <= number < _HIGH and repr(number) == written)


def plain_number(api: Any, words: Any) -> Any:
    """Return an expression of the numbers that words are, null where they cannot be read.

    A long one is read where it is what the number that it is read as would be written as: another
    may have more digits than are told apart. `api` is what expressions are made with.
    """
    number = api.when(words.str.contains(rf"\A{_READ}\z")).then(words).cast(api.Float64)
    long = words.str.len_chars() > SHORT
    doubtful = api.when(long & (number >= _LOW) & (number < _HIGH)).then(number)
    return api.when(~long | (doubtful.cast(api.String) == words)).then(number)


def telling_lengths(attribute: Attribute, wanted: Sequence[Value]) -> list[int]:
    """Return the lengths of some choices, none where another choice is as long as one of them."""
    lengths = {len(show(each)) for each in wanted}
    others = {len(show(each)) for each in attribute.values if each not in wanted}
    return [] if lengths & others else sorted(lengths)
