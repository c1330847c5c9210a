"""The values of a fact: the next one, and what was typed."""

from pydantic_core import PydanticCustomError

from allscape.explain.values import changed
from allscape.model.attributes import Attribute, Value, says_unknown, show
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.spellings import in_doubt, understood
from allscape.model.typed import NotFacts, facts_in
from allscape.session.answers import value_meant


def turned(profile: Profile, name: str, step: int) -> tuple[Value | None, list[Value]]:
    """Return the next value of a fact, and those passed over since they contradict the case.

    After the last value comes "unknown" (None), and before the first one. A number goes up or down
    by one.
    """
    attribute, now = ATTRIBUTES[name], getattr(profile, name)
    choices = _choices(attribute, now, step)
    passed: list[Value] = []
    for value in choices:
        if changed(profile, {name: value}) is not None:
            return value, passed
        passed += [] if value is None else [value]
    return now, passed


def _choices(attribute: Attribute, now: Value | None, step: int) -> list[Value | None]:
    """Return the values that follow one, in order, all of them where it is a choice."""
    if attribute.numeric:
        if not isinstance(now, int | float):
            return [attribute.low if step > 0 else min(attribute.high, 100)]
        following = round(now + step, 6)
        inside = attribute.low <= following <= attribute.high
        return [_whole(following) if inside else None, None]
    cycle: list[Value | None] = [None, *attribute.values]
    at = cycle.index(now)
    return [cycle[(at + step * each) % len(cycle)] for each in range(1, len(cycle) + 1)]


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number


def typed(name: str, text: str) -> str:
    """Return what was typed for a fact as a session takes it.

    Raises `ValueError`; for what is no one value with the reason, and with the choices.
    """
    attribute, text = ATTRIBUTES[name], text.strip()
    if text in ("?", "u") or says_unknown(text):
        return "unknown"
    try:
        return show(understood(attribute, text))
    except PydanticCustomError as error:
        refused = error.message()
    if in_doubt(attribute, text):
        raise ValueError(refused)
    if meant := value_meant(attribute, text):
        return meant
    try:
        return facts_in([text])[name]  # "age=61", as facts are typed elsewhere
    except (NotFacts, KeyError):
        raise ValueError(refused) from None
