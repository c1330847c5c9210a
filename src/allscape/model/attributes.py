"""What an attribute of a profile is, and how a given value is read."""

import re
from collections import defaultdict
from enum import StrEnum
from math import isfinite
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from allscape.faults import nearest

Value = str | bool | int | float

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)


_KINDS: defaultdict[type, str] = defaultdict(lambda: "that", {list: "a list", dict: "a mapping"})


class Group(StrEnum):
    """Where an attribute is listed; the core six come first everywhere."""

    CORE = "core"
    DISEASE = "disease"
    COURSE = "course"
    FITNESS = "fitness"
    SETTING = "setting"


class Attribute(NamedTuple):
    """One attribute: a choice of `values`, or a number from `low` to `high` in `unit`."""

    name: str
    group: Group
    meaning: str
    values: tuple[Value, ...] = ()
    low: float = 0
    high: float = 0
    whole: bool = False
    unit: str = ""
    any_case: bool = False

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
    if isinstance(value, float) and float(plain := f"{value:.12g}") == value:
        return plain
    return str(value)


def parse_value(attribute: Attribute, value: object) -> Value | None:
    """Return `value` as the attribute's own type; None where it says unknown.

    Raises `PydanticCustomError` (a `ValueError`) with what was expected and probably meant.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in ("", "unknown")):
        return None
    parsed = _number(attribute, value) if attribute.numeric else _choice(attribute, value)
    if parsed is not None:
        return parsed
    between = "from " if isfinite(attribute.high) else "of "
    kind = f"a {'whole ' * attribute.whole}number {between}" * attribute.numeric
    shown = show(value) if isinstance(value, str | bool | int | float) else _KINDS[type(value)]
    shown = shown.encode("utf-8", "backslashreplace").decode()
    raise PydanticCustomError(
        "value",
        "{attribute} is {kind}{choices} or unknown, not '{shown}'{hint}",
        {
            "attribute": attribute.name,
            "kind": kind,
            "choices": attribute.choices(),
            "shown": shown if len(shown) <= 40 else f"{shown[:40]}...",
            "hint": "" if attribute.numeric else _hint(attribute, shown),
        },
    )


def _choice(attribute: Attribute, value: object) -> Value | None:
    if attribute.flag and isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    if isinstance(value, str) and attribute.any_case:
        value = value.upper()
    if isinstance(value, bool) == attribute.flag and value in attribute.values:
        return next(each for each in attribute.values if each == value)
    return None


def _number(attribute: Attribute, value: object) -> float | int | None:
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    if not (isfinite(number) and attribute.low <= number <= attribute.high):
        return None
    if number == int(number):
        return int(number)
    return None if attribute.whole else number


def _hint(attribute: Attribute, shown: str) -> str:
    plain = shown.strip().lower().replace("-", "_").replace(" ", "_")
    if attribute.flag:
        plain = {"yes": "true", "no": "false"}.get(plain, plain)
    meant = [show(each) for each in attribute.values if show(each).lower() == plain]
    told = f"did you mean '{meant[0]}'?" if meant else nearest(plain, map(show, attribute.values))
    return f": {told}" if told.startswith("did") else ""
