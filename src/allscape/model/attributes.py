"""What an attribute of a profile is, and how a given value is read."""

import re
from decimal import Decimal
from enum import StrEnum
from math import inf, isfinite
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from allscape.digits import as_written
from allscape.faults import meant

Value = str | bool | int | float

_LONGEST = 40
_NUMBER = re.compile(r"\+?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)

_ALL_TOLD = 2**53
"""Below it a float is one whole number; above it stands for several, and is shown as a float."""

HUGE = 10**4000
"""Python refuses to write whole numbers that are not much larger."""


class Group(StrEnum):
    """Where an attribute is listed; the core six come first everywhere."""

    CORE = "core"
    DISEASE = "disease"
    COURSE = "course"
    FITNESS = "fitness"
    SETTING = "setting"


class Attribute(NamedTuple):
    """One attribute: a choice of `values`, or a number from `low` to `high` in `unit`.

    `names` are other names that people give it, `words` other words for its values, `doubts` what
    they type that is no one value of it, behind the reason. All are read by `model/spellings.py`.
    """

    name: str
    group: Group
    meaning: str
    values: tuple[Value, ...] = ()
    low: float = 0
    high: float = 0
    whole: bool = False
    unit: str = ""
    any_case: bool = False
    names: tuple[str, ...] = ()
    words: tuple[tuple[Value, tuple[str, ...]], ...] = ()
    doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether the attribute is a number, not a choice."""
        return not self.values

    @property
    def flag(self) -> bool:
        """Whether the attribute is true or false."""
        return self.values == (True, False)

    def choices(self) -> str:
        """Return the values as words, for help and errors."""
        if self.numeric:
            span = (
                f"{self.low:g} to {self.high:g}" if isfinite(self.high) else f"{self.low:g} or more"
            )
            return f"{span} {self.unit}".strip()
        return ", ".join(show(value) for value in self.values)


def show(value: Value | None) -> str:
    """Return a value as it is written in a case file."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and as_written(plain := f"{value:.12g}", value):
        return plain
    return str(value)


def parse_value(attribute: Attribute, value: object) -> Value | None:
    """Return `value`, in our own words, as the attribute's own type; None where it says unknown.

    Raises `PydanticCustomError` (a `ValueError`) with what was expected and probably meant.
    """
    if says_unknown(value):
        return None
    parsed = taken(attribute, value)
    if parsed is None:
        raise refusal(attribute, value)
    return parsed


def says_unknown(value: object) -> bool:
    """Return whether a value says that nothing is known."""
    return value is None or (isinstance(value, str) and value.strip().lower() in ("", "unknown"))


def taken(attribute: Attribute, value: object) -> Value | None:
    """Return a value in our own words as the attribute's own type; None where it is none."""
    return _number(attribute, value) if attribute.numeric else _choice(attribute, value)


def refusal(attribute: Attribute, value: object, hint: str | None = None) -> PydanticCustomError:
    """Return why a value is refused: what was expected, and the hint or what was probably meant."""
    between = "from " if isfinite(attribute.high) else "of "
    kind = f"a {'whole ' * attribute.whole}number {between}" * attribute.numeric
    if isinstance(value, int) and abs(value) >= HUGE:
        value = inf
    if isinstance(value, Decimal):
        value = str(value)
    shown = show(value) if isinstance(value, str | bool | int | float) else _kind(value)
    shown = shown.encode("utf-8", "backslashreplace").decode()
    if hint is None:
        hint = "" if attribute.numeric else _hint(attribute, shown)
    return PydanticCustomError(
        "value",
        "{attribute} is {kind}{choices} or unknown, not '{shown}'{hint}",
        {
            "attribute": attribute.name,
            "kind": kind,
            "choices": attribute.choices(),
            "shown": shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}...",
            "hint": f": {hint}" if hint else "",
        },
    )


def _kind(value: object) -> str:
    name = type(value).__name__
    return {"list": "a list", "dict": "a mapping"}.get(name, f"a value of type {name}")


def _choice(attribute: Attribute, value: object) -> Value | None:
    if attribute.flag and isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    if isinstance(value, str) and attribute.any_case:
        value = value.upper()
    if isinstance(value, bool) == attribute.flag and value in attribute.values:
        return next(each for each in attribute.values if each == value)
    return None


def _number(attribute: Attribute, value: object) -> float | int | None:
    if isinstance(value, Decimal):
        value = str(value)
    if isinstance(value, str):
        value = value.strip()  # of more than what `float` takes for white space
        if not _NUMBER.fullmatch(value):
            return None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    if not (isfinite(number) and attribute.low <= number <= attribute.high):
        return None
    if not _as_written(value, number):
        return None
    if (whole := int(number)) == number and (whole < _ALL_TOLD or Decimal(repr(number)) == whole):
        return whole
    return None if attribute.whole else number


def _as_written(value: str | float, number: float) -> bool:
    """Return whether a float is the number that was written, which may have had more digits."""
    return as_written(value, number) if isinstance(value, str) else value == number


def _hint(attribute: Attribute, shown: str) -> str:
    plain = shown.strip().lower()
    if attribute.flag:
        plain = {"yes": "true", "no": "false"}.get(plain, plain)
    choices = list(map(show, attribute.values))
    same = [each for each in choices if each.lower() == plain]
    return f"did you mean '{same[0]}'?" if same else meant(plain, choices)
