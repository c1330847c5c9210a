"""Every edition of the packaged rulebook that a user can ask for, one change at a time."""

from datetime import date, timedelta
from functools import cache

from allscape import Profile, Rulebook
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.forward import ForwardEngine
from allscape.model.base import Truth
from allscape.model.facts import Facts

BOOK = Rulebook.load()

DATES = sorted({each.date for each in BOOK.contents.sources})
"""The day of each article."""

READINGS = [(term.id, reading.id) for term in BOOK.contents.terms for reading in term.readings[1:]]
"""Every reading that is not the default, with its term."""

Choice = tuple[date | None, tuple[tuple[str, str], ...]]

CHOICES: list[Choice] = [
    (None, ()),
    *((None, (each,)) for each in READINGS),
    *((day, ()) for day in DATES),
    *((day - timedelta(days=1), ()) for day in DATES),
    (None, tuple(dict(READINGS).items())),
]
"""Days and readings: the default, each reading, each article's day and the eve of it, all."""


def label(choice: Choice) -> str:
    """Return a short name of a choice."""
    day, readings = choice
    return "+".join([*map("=".join, readings)][:2]) or (day.isoformat() if day else "default")


@cache
def edition_of(choice: Choice) -> Edition:
    """Return the conditions in force."""
    return BOOK.edition(choice[0], dict(choice[1]))


@cache
def engine_of(choice: Choice) -> ForwardEngine:
    """Return the forward-chaining engine of an edition."""
    return ForwardEngine(edition_of(choice))


def explained(edition: Edition, profile: Profile) -> dict[str, Truth]:
    """Return what the plain evaluator says of every statement."""
    return plain.truths(plain.judge(edition, Facts(profile)))
