"""How the values of attributes are written in columns of words; which columns are ours."""

import re
from collections.abc import Sequence

from allscape.model.attributes import Attribute, Value, show
from allscape.model.profile import ATTRIBUTES

ROW = "row"
"""The column of row numbers, the first row of data being 1."""

NO_APPROACH = frozenset({ROW, *ATTRIBUTES})
"""What no approach is called, whose verdict stands in a column of its name."""

OURS = "_allscape_"
"""How the columns begin that are there between reading and writing."""

UNKNOWN = ("", "unknown", "Unknown", "UNKNOWN")

# What every engine reads as the same number, none as an infinite one or with fewer digits; none is
# below zero, and behind a minus no zero is one.
NUMBER = r"\+?([0-9]{1,15}(\.[0-9]{0,17})?|\.[0-9]{1,17})([eE](\+?[0-9]{1,2}|-[0-9]{1,3}))?"
"""A pattern of the numbers that can be read."""


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
        return re.fullmatch(NUMBER, written) is not None
    return any(written in spellings(attribute, each) for each in attribute.values)


def telling_lengths(attribute: Attribute, wanted: Sequence[Value]) -> list[int]:
    """Return the lengths of some choices, none where another choice is as long as one of them."""
    lengths = {len(show(each)) for each in wanted}
    others = {len(show(each)) for each in attribute.values if each not in wanted}
    return [] if lengths & others else sorted(lengths)
