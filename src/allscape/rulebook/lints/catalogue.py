"""The lints that look at a rulebook as it is written and leave it usable."""

from allscape.rulebook.lints.base import WrittenLint
from allscape.rulebook.lints.claims import (
    AdviceInOwnWords,
    LevelWiderThanItsWords,
    SaysWiderThanTheSentence,
)
from allscape.rulebook.lints.contradicted import (
    DateAgainstTheSentence,
    LevelNarrowerThanItsWords,
    SaysTheOpposite,
)
from allscape.rulebook.lints.grouped import ExactAge, GroupedAgainstItsWords
from allscape.rulebook.lints.ledgers import UnreadSentence
from allscape.rulebook.lints.named_in import NameNotInTheSentence
from allscape.rulebook.lints.reach import ResultSaidOfAll, SameAsOfAnotherArticle
from allscape.rulebook.lints.results import (
    FigureTurnedRound,
    IntervalAsAResult,
    MeasureOfAnotherNumber,
)
from allscape.rulebook.lints.said import DateNotOfTheSource, NumberNotInTheSentence
from allscape.rulebook.lints.short_names import ShortSaysMore
from allscape.rulebook.lints.stated import (
    NumberNotInItsWords,
    SameWordsOtherCondition,
    WordsAboutSomethingElse,
)
from allscape.rulebook.lints.strictness import (
    AgainstItsWords,
    LaxerThanItsWords,
    StricterThanItsWords,
)
from allscape.rulebook.lints.unasked import WordsWithoutCondition
from allscape.rulebook.lints.use import ApproachWithoutOption, UnusedId, UnusedTerm

WARNINGS: tuple[WrittenLint, ...] = (
    StricterThanItsWords(),
    LaxerThanItsWords(),
    AgainstItsWords(),
    NumberNotInItsWords(),
    WordsAboutSomethingElse(),
    WordsWithoutCondition(),
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
"""Warnings and notes."""
