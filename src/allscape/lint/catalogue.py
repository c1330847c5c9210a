"""Every lint there is: those of a rulebook, and those of cases."""

from allscape.faults import UsageError, nearest
from allscape.lint.base import Lint
from allscape.lint.exclusions import IDLE
from allscape.lint.meaning.base import MeantLint
from allscape.lint.meaning.engine_limits import TooMuchForTheEngine
from allscape.lint.meaning.readings import ReadingChangesNothing
from allscape.lint.meaning.tensions import UndeclaredTension
from allscape.lint.prose.base import ProseLint
from allscape.lint.prose.claims import ClaimDoesNotHold, UnreadableClaim, VerdictInPlainWords
from allscape.lint.prose.unreadable import UNREADABLE_CASE
from allscape.lint.prose.words import (
    AdviceInACase,
    NumberNotInTheCase,
    QuotationNotInASentence,
    WiderThanItsSentences,
)
from allscape.lint.written.base import WrittenLint
from allscape.lint.written.claims import (
    AdviceInOwnWords,
    LevelWiderThanItsWords,
    SaysWiderThanTheSentence,
)
from allscape.lint.written.contradicted import (
    DateAgainstTheSentence,
    LevelNarrowerThanItsWords,
    SaysTheOpposite,
)
from allscape.lint.written.errors import ERRORS, UNREADABLE
from allscape.lint.written.grouped import ExactAge, GroupedAgainstItsWords
from allscape.lint.written.ledgers import UnreadSentence
from allscape.lint.written.modelled import UnmodelledThoughKnown
from allscape.lint.written.named_in import NameNotInTheSentence
from allscape.lint.written.reach import ResultSaidOfAll, SameAsOfAnotherArticle
from allscape.lint.written.results import (
    FigureTurnedRound,
    IntervalAsAResult,
    MeasureOfAnotherNumber,
)
from allscape.lint.written.said import DateNotOfTheSource, NumberNotInTheSentence
from allscape.lint.written.short_names import ShortSaysMore
from allscape.lint.written.stated import (
    NumberNotInItsWords,
    SameWordsOtherCondition,
    WordsAboutSomethingElse,
)
from allscape.lint.written.strictness import (
    AgainstItsWords,
    LaxerThanItsWords,
    StricterThanItsWords,
)
from allscape.lint.written.unasked import WordsWithoutCondition
from allscape.lint.written.use import ApproachWithoutOption, UnusedId, UnusedTerm

WARNINGS: tuple[WrittenLint, ...] = (
    StricterThanItsWords(),
    LaxerThanItsWords(),
    AgainstItsWords(),
    NumberNotInItsWords(),
    WordsAboutSomethingElse(),
    WordsWithoutCondition(),
    UnmodelledThoughKnown(),
    GroupedAgainstItsWords(),
    ExactAge(),
    ResultSaidOfAll(),
    SameAsOfAnotherArticle(),
    LevelWiderThanItsWords(),
    LevelNarrowerThanItsWords(),
    SaysWiderThanTheSentence(),
    AdviceInOwnWords(),
    ShortSaysMore(),
    NumberNotInTheSentence(),
    DateNotOfTheSource(),
    DateAgainstTheSentence(),
    NameNotInTheSentence(),
    SaysTheOpposite(),
    IntervalAsAResult(),
    MeasureOfAnotherNumber(),
    FigureTurnedRound(),
    UnusedId(),
    UnusedTerm(),
    ApproachWithoutOption(),
    UnreadSentence(),
    SameWordsOtherCondition(),
)
"""The lints that look at a rulebook as it is written and leave it usable."""

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
        raise UsageError.of(f"no lint '{name}'", nearest(name, by_id))
    return by_id[name]
