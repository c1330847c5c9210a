"""Every lint there is."""

from allscape.faults import Fault, UsageError, nearest
from allscape.lint.base import MeantLint
from allscape.lint.engine import TooMuchForTheEngine
from allscape.lint.exclusions import IDLE
from allscape.lint.readings import ReadingChangesNothing
from allscape.rulebook.lints.base import Lint
from allscape.rulebook.lints.catalogue import WARNINGS
from allscape.rulebook.lints.errors import ERRORS, UNREADABLE

MEANT: tuple[MeantLint, ...] = (TooMuchForTheEngine(), ReadingChangesNothing())
"""The lints that need a rulebook that holds together."""

LINTS: tuple[Lint, ...] = tuple(
    sorted(
        (UNREADABLE, *ERRORS, *MEANT, *WARNINGS, IDLE),
        key=lambda each: (["error", "warning", "note"].index(each.severity), each.id),
    )
)
"""All of them, the errors first, then the warnings and the notes."""


def find(name: str) -> Lint:
    """Return the lint of an id. Raises `UsageError` with what was probably meant."""
    by_id = {each.id: each for each in LINTS}
    if name not in by_id:
        raise UsageError([Fault("", 0, 0, f"no lint '{name}'", nearest(name, by_id))])
    return by_id[name]
