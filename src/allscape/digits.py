"""Whether a float is the number that was written, which may have had more digits."""

from contextlib import suppress
from decimal import Decimal, InvalidOperation
from math import isinf

TOO_FINE = "it has more digits than are told apart"


def as_written(text: str, number: float) -> bool:
    """Return whether a float is what a text in digits says; an infinite one says too much itself.

    >>> as_written("0.1", 0.1), as_written("0.10000000000000000001", 0.1)
    (True, False)
    """
    with suppress(InvalidOperation):  # an exponent beyond all bounds
        return isinf(number) or Decimal(text) in {Decimal(number), Decimal(repr(number))}
    return False
