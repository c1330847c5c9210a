"""What a strategy draws from: a rulebook's meanings over all attributes, and the facts given."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from allscape.book import Rulebook, a_day
from allscape.engine.diagrams import NodeId
from allscape.engine.edition import edition, not_there
from allscape.faults import Fault, UsageError, nearest
from allscape.model.attributes import Value, parse_value
from allscape.model.base import Verdict
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Readings
from allscape.proof.meanings import Meanings, tests_in
from allscape.proof.space import Space

_Lens = tuple[date | None, tuple[tuple[str, str], ...]]


EVERY_ATTRIBUTE = tuple(
    Test.model_validate({name: each.values[0] if each.values else f">= {each.low:g}"})
    for name, each in ATTRIBUTES.items()
)
"""Tests that bring every attribute into a space, whatever the rules name."""

_KEPT: WeakKeyDictionary[Rulebook, dict[_Lens, Meanings]] = WeakKeyDictionary()


def meanings_of(book: object, as_of: date | None, readings: Readings | None) -> Meanings:
    """Return what a rulebook means on a day and under readings; made once for each of them.

    Raises `UsageError` for what is no rulebook, no day, or no reading of the rulebook.
    """
    book = lens(book, as_of)
    kept = _KEPT.setdefault(book, {})
    chosen = (as_of, tuple(sorted((readings or {}).items())))
    if chosen not in kept:
        made = edition(book.contents, as_of, readings)
        kept[chosen] = Meanings(made, Space([*tests_in(made), *EVERY_ATTRIBUTE]))
    return kept[chosen]


def lens(book: object, as_of: object) -> Rulebook:
    """Return a rulebook that can be looked at as of a day. Raises `UsageError` for what is none."""
    if not isinstance(book, Rulebook):
        message = f"a Rulebook is expected, not {type(book).__name__}"
        raise UsageError.of(message, "Rulebook.load(path) gives one")
    a_day(as_of)
    return book


def described(meanings: Meanings, name: str) -> str:
    """Return the id of an approach or a statement that is there.

    Raises `UsageError` with the nearest.
    """
    names = [*meanings.approaches, *meanings.statements]
    if name not in names:
        what = "approach or statement"
        raise UsageError.of(*not_there(meanings.edition, what, str(name), names, "as_of"))
    return name


def verdict_of(verdict: object) -> Verdict:
    """Return a verdict. Raises `UsageError` with the nearest for what is none."""
    if not isinstance(verdict, str) or verdict not in list(Verdict):
        raise UsageError.of(f"no verdict '{verdict}'", nearest(str(verdict), Verdict))
    return Verdict(verdict)


class Given(NamedTuple):
    """Facts that every drawn case has, and attributes that it leaves unknown."""

    values: Mapping[str, Value]
    unknown: frozenset[str]

    def within(self, space: Space, *nodes: NodeId) -> NodeId:
        """Return the profiles of all of some sets that have these facts."""
        known = [space.is_(name, value) for name, value in self.values.items()]
        open_ = [space.is_(name, None) for name in self.unknown]
        return space.sets.every([space.consistent, *nodes, *known, *open_])

    def all(self) -> dict[str, Value | None]:
        """Return the facts, None for what is left unknown."""
        return {**self.values, **dict.fromkeys(self.unknown)}


def given(known: Mapping[str, object], unknown: Iterable[str] = ()) -> Given:
    """Return the facts that a user fixes. Raises `UsageError` with every fault."""
    open_ = named(unknown, "unknown")
    faults = [_no_attribute(name) for name in known if name not in ATTRIBUTES]
    values: dict[str, Value] = {}
    for name in known.keys() & ATTRIBUTES.keys():
        try:
            value = parse_value(ATTRIBUTES[name], known[name])
        except ValueError as error:
            faults.append(Fault("", 0, 0, str(error)))
            continue
        if value is None:
            open_ |= {name}
        else:
            values[name] = value
    faults += [
        Fault("", 0, 0, f"{name} is given and unknown at once")
        for name in sorted(open_ & {*values})
    ]
    if not faults:
        faults += _contradictions(values)
    if faults:
        raise UsageError(sorted(faults))
    return Given({name: values[name] for name in ATTRIBUTES if name in values}, open_)


def named(names: Iterable[str], argument: str) -> frozenset[str]:
    """Return attributes that a user names. Raises `UsageError` with every fault."""
    if isinstance(names, str):
        message = f"{argument} is a list of attributes, not a text"
        raise UsageError.of(message, f"write {argument}=['{names}']")
    names = list(names)
    faults = [_no_attribute(name) for name in names if name not in ATTRIBUTES]
    if faults:
        raise UsageError(faults)
    return frozenset(names)


def _no_attribute(name: str) -> Fault:
    return Fault("", 0, 0, f"no attribute '{name}'", nearest(str(name), ATTRIBUTES))


def _contradictions(values: Mapping[str, Value]) -> list[Fault]:
    try:
        Profile.model_validate(values)
    except ValidationError as error:
        return [Fault("", 0, 0, each["msg"]) for each in error.errors()]
    return []
