"""Values worth trying: of each attribute one for every answer that the rules can tell apart."""

from collections.abc import Iterable, Mapping
from math import ceil, floor

from allscape.engine.edition import Edition, leaf_tests
from allscape.model.attributes import Value
from allscape.model.base import grouped
from allscape.model.conditions import Condition, Test
from allscape.model.profile import ATTRIBUTES, Profile


def tests_of(edition: Edition, conditions: Iterable[Condition]) -> dict[str, list[Test]]:
    """Return the tests that conditions rest on, by attribute, terms opened."""
    found = grouped((test.attribute, test) for test in leaf_tests(edition, *conditions))
    return {name: found[name] for name in ATTRIBUTES if name in found}


def worth_trying(name: str, tests: Iterable[Test], now: Value | None) -> list[Value]:
    """Return values of an attribute that the tests tell apart, each kind once, without `now`'s.

    Of the whole numbers of a kind the one nearest to `now` is taken, so that it shows where the
    edge is; of a kind without one, some number.
    """
    attribute = ATTRIBUTES[name]
    if not attribute.numeric:
        return [each for each in attribute.values if each != now]
    ranges = [each.range for each in tests if each.range is not None]

    def kind(number: float) -> tuple[bool, ...]:
        return tuple(number in each for each in ranges)

    origin = float(now) if isinstance(now, int | float) else attribute.low
    numbers = sorted(
        _numbers(name, tests),
        key=lambda number: (number != int(number), abs(number - origin), number),
    )
    nearest = {kind(number): number for number in reversed(numbers)}
    if now is not None:
        nearest.pop(kind(origin), None)
    return sorted(int(each) if each == int(each) else each for each in nearest.values())


def _numbers(name: str, tests: Iterable[Test]) -> set[float]:
    attribute = ATTRIBUTES[name]
    bounds = {end for each in tests if each.range for end in each.range.ends}
    near = {near for each in bounds for near in (floor(each), ceil(each), each, each - 1, each + 1)}
    if attribute.whole:
        near = {each for each in near if each == int(each)}
    else:
        near |= {(low + high) / 2 for low in bounds for high in bounds}
    return {float(each) for each in near if attribute.low <= each <= attribute.high}


def distance(value: Value, now: Value | None) -> float:
    """Return how far a number is from another; choices are no way apart."""
    if isinstance(value, str) or isinstance(now, str | None):
        return 0.0
    return abs(float(value) - float(now))


def changed(profile: Profile, changes: Mapping[str, Value | None]) -> Profile | None:
    """Return the profile with the changes made; None where they contradict it."""
    try:
        return profile.with_(changes)
    except ValueError:
        return None
