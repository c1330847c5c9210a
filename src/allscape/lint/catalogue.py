"""Every lint there is: those of a rulebook, and those of cases."""

from allscape.faults import Fault, UsageError, nearest
from allscape.lint.base import MeantLint
from allscape.lint.engine import TooMuchForTheEngine
from allscape.lint.exclusions import IDLE
from allscape.lint.prose import ProseLint
from allscape.lint.prose_claims import ClaimDoesNotHold, UnreadableClaim, VerdictInPlainWords
from allscape.lint.prose_words import (
    AdviceInACase,
    NumberNotInTheCase,
    QuotationNotInASentence,
    WiderThanItsSentences,
)
from allscape.lint.readings import ReadingChangesNothing
from allscape.lint.tensions import UndeclaredTension
from allscape.lint.unreadable_case import UNREADABLE_CASE
from allscape.rulebook.lints.base import Lint
from allscape.rulebook.lints.catalogue import WARNINGS
from allscape.rulebook.lints.errors import ERRORS, UNREADABLE

MEANT: tuple[MeantLint, ...] = (
    TooMuchForTheEngine(),
    ReadingChangesNothing(),
    UndeclaredTension(),
)
"""The lints that need a rulebook that holds together."""

LINTS: tuple[Lint, ...] = tuple(
    sorted(
        (UNREADABLE, *ERRORS, *MEANT, *WARNINGS, IDLE),
        key=lambda each: (["error", "warning", "note"].index(each.severity), each.id),
    )
)
"""All that look at a rulebook, the errors first, then the warnings and the notes."""

PROSE: tuple[ProseLint, ...] = (
    AdviceInACase(),
    ClaimDoesNotHold(),
    NumberNotInTheCase(),
    QuotationNotInASentence(),
    UnreadableClaim(),
    VerdictInPlainWords(),
    WiderThanItsSentences(),
)
"""The lints that look at the prose of a case."""

OF_CASES: tuple[Lint, ...] = (UNREADABLE_CASE, *PROSE)
"""All that look at cases, in the same order."""

EVERY: tuple[Lint, ...] = (*LINTS, *OF_CASES)
"""Every lint, those of a rulebook first."""


def find(name: str) -> Lint:
    """Return the lint of an id. Raises `UsageError` with what was probably meant."""
    by_id = {each.id: each for each in EVERY}
    if name not in by_id:
        raise UsageError([Fault("", 0, 0, f"no lint '{name}'", nearest(name, by_id))])
    return by_id[name]
