"""Conditions: what has to hold of a case, each tied to the words that say so."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from allscape.faults import nearest
from allscape.model.attributes import Value, parse_value, show
from allscape.model.base import Frozen, Words, refused
from allscape.model.profile import ATTRIBUTES

_NUMBER = r"(\d+(?:\.\d+)?)"
_UNIT = r"(?:\s+completed (years|months))?"
_BOUND = rf"(<=|>=|<|>|=)?\s*{_NUMBER}{_UNIT}"
_SPAN = rf"{_NUMBER}\s+to\s+{_NUMBER}{_UNIT}"


class Range(Frozen):
    """The numbers from `low` to `high`; None is no limit."""

    low: float | None = None
    high: float | None = None
    low_included: bool = True
    high_included: bool = True

    @property
    def ends(self) -> set[float]:
        """The numbers at which it begins and ends, where it does."""
        return {end for end in (self.low, self.high) if end is not None}

    def __contains__(self, number: float) -> bool:
        above = self.low is None or number > self.low or (self.low_included and number == self.low)
        below = (
            self.high is None or number < self.high or (self.high_included and number == self.high)
        )
        return above and below

    def until(self, other: "Range") -> "Range":
        """Return the numbers from where this range begins to where another ends."""
        end = {"high": other.high, "high_included": other.high_included}
        return self.model_copy(update=end)


def parse_range(text: str) -> Range:
    """Read "> 60", "<= 2", "2 to 10" or "67"; with "completed years" the fraction is cut off.

    Over 60 completed years begins on the 61st birthday, and so it is with "completed months", of
    which the number that is tested is in years. Raises `ValueError` for anything else.
    """
    if any(_beyond(number) for number in re.findall(r"[\d.]+", text)):
        raise ValueError(f"'{text}': numbers stay below a million, with three decimals at most")
    if span := re.fullmatch(_SPAN, text.strip()):
        low, high = float(span[1]), float(span[2])
        if low > high:
            raise ValueError(f"'{text}' runs backwards")
        if unit := span[3]:
            return Range(low=_begins(low, unit), high=_begins(high + 1, unit), high_included=False)
        return Range(low=low, high=high)
    bound = re.fullmatch(_BOUND, text.strip())
    if not bound:
        raise ValueError(f"'{text}' is no range: write '> 60', '<= 2' or '2 to 10'")
    sign, number = bound[1] or "=", float(bound[2])
    return _completed(sign, number, bound[3]) if bound[3] else _exact(sign, number)


def _beyond(number: str) -> bool:
    whole, _, decimals = number.partition(".")
    return len(whole) > 6 or len(decimals) > 3


def _begins(number: float, unit: str) -> float:
    if number != int(number):
        raise ValueError(f"completed {unit} are whole: {number:g} is not")
    return month_begins(int(number)) if unit == "months" else number


def month_begins(month: int) -> float:
    """Return the age in years at which a completed month begins, cut to three decimals.

    One month is 0.083 years, so that 1/12 has completed it and an age with three decimals, too.
    """
    return month * 1_000 // 12 / 1_000


def _exact(sign: str, number: float) -> Range:
    if sign == "=":
        return Range(low=number, high=number)
    if sign[0] == ">":
        return Range(low=number, low_included=sign == ">=")
    return Range(high=number, high_included=sign == "<=")


def _completed(sign: str, number: float, unit: str) -> Range:
    here, next_ = _begins(number, unit), _begins(number + 1, unit)
    if sign == "=":
        return Range(low=here, high=next_, high_included=False)
    if sign[0] == ">":
        return Range(low=here if sign == ">=" else next_)
    return Range(high=here if sign == "<" else next_, high_included=False)


class Tied(Frozen):
    """A condition with the words that state it, in its statement's sentence or in `from`."""

    words: Words | None = None
    source: Annotated[str | None, Field(alias="from")] = None


class Test(Tied):
    """A test on one attribute: one of `values`, or a number in `range`."""

    __test__ = False  # not a test class, whatever pytest thinks

    attribute: str
    wanted: str = ""
    values: tuple[Value, ...] = ()
    range: Range | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        rest = {key: data[key] for key in ("words", "from") if key in data}
        names = [key for key in data if key not in rest]
        if len(names) != 1:
            text = ", ".join(map(str, names)) or "none"
            raise refused("condition", f"a condition tests one attribute, not {text}")
        (name,) = names
        if name not in ATTRIBUTES:
            hint = nearest(name, [*ATTRIBUTES, *_FORMS])
            raise refused("condition", f"no attribute '{name}'{hint and f': {hint}'}")
        return {"attribute": name, **_allowed(name, data[name]), **rest}

    def passed_by(self, value: Value) -> bool:
        """Tell whether a value passes the test."""
        return float(value) in self.range if self.range is not None else value in self.values

    @property
    def text(self) -> str:
        """The test as a person reads it."""
        if self.range is not None:
            return f"{self.attribute} {self.wanted}"
        return f"{self.attribute} is {' or '.join(map(show, self.values))}"

    @property
    def negation(self) -> str:
        """The opposite of the test as a person reads it."""
        if self.range is not None:
            return f"{self.attribute} not {self.wanted}"
        return f"{self.attribute} is not {' or '.join(map(show, self.values))}"


def _allowed(name: str, wanted: Any) -> dict[str, Any]:
    attribute = ATTRIBUTES[name]
    if attribute.numeric:
        try:
            parsed = parse_range(wanted if isinstance(wanted, str) else show(wanted))
        except ValueError as error:
            raise refused("range", f"{name}: {error}") from None
        text = wanted if isinstance(wanted, str) else f"= {show(wanted)}"
        unit = text.split()[-1:]
        if unit in (["months"], ["years"]) and attribute.unit != "years":
            raise refused("range", f"{name} is no age: nothing counts it in completed {unit[0]}")
        return {"range": parsed, "wanted": text}
    listed = wanted if isinstance(wanted, list) else [wanted]
    values = tuple(parse_value(attribute, each) for each in listed)
    if not values or None in values:
        raise refused("value", f"{name} tests a value, not an unknown one")
    if set(attribute.values) <= set(values):
        # It could never fail, yet an unknown attribute would leave it open.
        raise refused("value", f"{name} with every one of its values tests nothing")
    return {"values": values}


class TermUse(Tied):
    """A term of the rulebook, used as a condition."""

    term: str

    @property
    def form(self) -> str:
        """The name of the term's meaning in an edition, which can have a second one for a use."""
        return self.term


class Unmodelled(Tied):
    """A condition on what a profile has no fact for: never true and never false.

    `unmodelled` names it ("FLT3 mutation"). What hangs on it stays open, and
    nobody is asked for it.
    """

    unmodelled: Words
    words: Words

    @property
    def text(self) -> str:
        """The condition as a person reads it."""
        return f"{self.unmodelled} (not modelled)"

    @property
    def negation(self) -> str:
        """The opposite of the condition as a person reads it."""
        return f"no {self.text}"


class All(Frozen):
    """Every one of the conditions; of none, true."""

    all: tuple["Condition", ...]


class AnyOf(Frozen):
    """At least one of the conditions."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(Frozen):
    """The condition does not hold."""

    negated: Annotated["Condition", Field(alias="not")]


class SameAs(Frozen):
    """The conditions of another statement, with their words there."""

    same_as: Annotated[str, Field(alias="same-as")]


_FORMS = {
    "term": TermUse,
    "all": All,
    "any": AnyOf,
    "not": Not,
    "same-as": SameAs,
    "unmodelled": Unmodelled,
}


def _form(data: Any) -> str:
    if isinstance(data, dict):
        return next((form for form in _FORMS if form in data), "test")
    return next((form for form, each in _FORMS.items() if isinstance(data, each)), "test")


Condition = Annotated[
    Annotated[Test, Tag("test")]
    | Annotated[TermUse, Tag("term")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[SameAs, Tag("same-as")]
    | Annotated[Unmodelled, Tag("unmodelled")],
    Discriminator(_form),
]
"""A condition; in YAML its keys tell which form it has."""


_GROUPS: dict[type, Callable[[Any], tuple[Condition, ...]]] = {
    All: lambda group: group.all,
    AnyOf: lambda group: group.any,
    Not: lambda group: (group.negated,),
}


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside a group, none for a leaf."""
    inside = _GROUPS.get(type(condition))
    return inside(condition) if inside else ()


def leaves(condition: Condition) -> list[Condition]:
    """Return the conditions that are no groups, in their order."""
    if type(condition) not in _GROUPS:
        return [condition]
    return [leaf for part in parts(condition) for leaf in leaves(part)]


def terms_used(condition: Condition) -> list[str]:
    """Return the terms that a condition names, each by its form, in their order."""
    return [leaf.form for leaf in leaves(condition) if isinstance(leaf, TermUse)]
