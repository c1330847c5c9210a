"""Every lint there is: those of a rulebook, and those of cases."""

from allscape.faults import UsageError, nearest
from allscape.lint.base import Lint
from allscape.lint.exclusions import IDLE
from allscape.lint.meaning import MeantLint, tensions
from allscape.lint.meaning import conditions as meant
from allscape.lint.prose import claims, unreadable, words
from allscape.lint.prose.base import ProseLint
from allscape.lint.written import (
    contradicted,
    errors,
    grouped,
    ledgers,
    named_in,
    overclaims,
    reach,
    results,
    said,
    stated,
    strictness,
    unasked,
    use,
)
from allscape.lint.written.view import WrittenLint

WARNINGS: tuple[WrittenLint, ...] = (
    strictness.StricterThanItsWords(),
    strictness.LaxerThanItsWords(),
    strictness.AgainstItsWords(),
    stated.NumberNotInItsWords(),
    stated.WordsAboutSomethingElse(),
    unasked.WordsWithoutCondition(),
    unasked.UnmodelledThoughKnown(),
    grouped.GroupedAgainstItsWords(),
    grouped.ExactAge(),
    reach.ResultSaidOfAll(),
    reach.SameAsOfAnotherArticle(),
    overclaims.LevelWiderThanItsWords(),
    contradicted.LevelNarrowerThanItsWords(),
    overclaims.SaysWiderThanTheSentence(),
    overclaims.AdviceInOwnWords(),
    overclaims.ShortSaysMore(),
    said.NumberNotInTheSentence(),
    said.DateNotOfTheSource(),
    contradicted.DateAgainstTheSentence(),
    named_in.NameNotInTheSentence(),
    contradicted.SaysTheOpposite(),
    results.IntervalAsAResult(),
    results.MeasureOfAnotherNumber(),
    results.FigureTurnedRound(),
    use.UnusedId(),
    use.UnusedTerm(),
    use.ApproachWithoutOption(),
    ledgers.UnreadSentence(),
    stated.SameWordsOtherCondition(),
)
"""The lints that look at a rulebook as it is written and leave it usable."""

MEANT: tuple[MeantLint, ...] = (
    meant.TooMuchForTheEngine(),
    meant.ReadingChangesNothing(),
    tensions.UndeclaredTension(),
)
"""The lints that need a rulebook that holds together."""

LINTS: tuple[Lint, ...] = tuple(
    sorted(
        (errors.UNREADABLE, *errors.ERRORS, *MEANT, *WARNINGS, IDLE),
        key=lambda each: (["error", "warning", "note"].index(each.severity), each.id),
    )
)
"""All that look at a rulebook, the errors first, then the warnings and the notes."""

PROSE: tuple[ProseLint, ...] = (
    words.AdviceInACase(),
    claims.ClaimDoesNotHold(),
    words.NumberNotInTheCase(),
    words.QuotationNotInASentence(),
    claims.UnreadableClaim(),
    claims.VerdictInPlainWords(),
    words.WiderThanItsSentences(),
)
"""The lints that look at the prose of a case."""

OF_CASES: tuple[Lint, ...] = (unreadable.UNREADABLE_CASE, *PROSE)
"""All that look at cases, in the same order."""

ONLY_OF_LESSONS: tuple[Lint, ...] = (
    unreadable.UNREADABLE_LESSON,
    unreadable.LESSON_DOES_NOT_HOLD,
)
OF_LESSONS: tuple[Lint, ...] = (*ONLY_OF_LESSONS, *PROSE)
"""All that look at lessons, whose prose is looked at as that of cases."""

EVERY: tuple[Lint, ...] = (*LINTS, *OF_CASES, *ONLY_OF_LESSONS)
"""Every lint, those of a rulebook first."""


def find(name: str) -> Lint:
    """Return the lint of an id. Raises `UsageError` with what was probably meant."""
    by_id = {each.id: each for each in EVERY}
    if name not in by_id:
        raise UsageError.of(f"no lint '{name}'", nearest(name, by_id))
    return by_id[name]
