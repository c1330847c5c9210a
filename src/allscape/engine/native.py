"""The look-ups in C, where a compiler was there when the package was built.

The same answers, sooner: C has a copy of every entry, and finds it by the place that a value has
among those of its attribute.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

from allscape.engine.tables import Table
from allscape.engine.told import Told, Verdicts
from allscape.model.profile import Profile

WORD = 8  # bytes
MOST_WORDS = 64  # as many as C has room for


def looking_up_in_c(
    made: Sequence[Table],
    told: Told,
    everything: int,
    otherwise: Callable[[Profile], Verdicts],
) -> Callable[[Profile], Verdicts] | None:
    """Return a function that looks a profile up in all the tables; None where C cannot.

    `otherwise` is asked where a value is none that its attribute can have.
    """
    try:
        from allscape.engine import _look
    except ImportError:
        return None
    words = everything.bit_length() // (8 * WORD) + 1
    if words > MOST_WORDS or sys.byteorder != "little":
        return None
    plan = tuple(_planned(table, everything + 1, words * WORD) for table in made)
    return _look.judge_of((plan, words, told, otherwise))


def _planned(table: Table, mark: int, size: int) -> tuple[Any, bytearray, Callable[..., None]]:
    """Return a table as C reads it; an entry of some bytes bears the mark once it is filled."""
    entries = bytearray(prod(axis.places for axis in table.axes) * size)

    def fill(entry: int, given: Mapping[str, Any]) -> None:
        bits = table.bits_for(given) | mark
        entries[entry * size : (entry + 1) * size] = bits.to_bytes(size, "little")

    return table.axes, entries, fill
