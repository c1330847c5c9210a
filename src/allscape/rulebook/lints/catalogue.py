"""The lints that look at a rulebook as it is written and leave it usable."""

from allscape.rulebook.lints.base import WrittenLint
from allscape.rulebook.lints.claims import (
    AdviceInOwnWords,
    LevelWiderThanItsWords,
    SaysWiderThanTheSentence,
)
from allscape.rulebook.lints.ledgers import UnreadSentence
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
from allscape.rulebook.lints.use import ApproachWithoutOption, UnusedId, UnusedTerm

WARNINGS: tuple[WrittenLint, ...] = (
    StricterThanItsWords(),
    LaxerThanItsWords(),
    AgainstItsWords(),
    NumberNotInItsWords(),
    WordsAboutSomethingElse(),
    LevelWiderThanItsWords(),
    SaysWiderThanTheSentence(),
    AdviceInOwnWords(),
    ShortSaysMore(),
    NumberNotInTheSentence(),
    DateNotOfTheSource(),
    UnusedId(),
    UnusedTerm(),
    ApproachWithoutOption(),
    UnreadSentence(),
    SameWordsOtherCondition(),
)
"""Warnings and notes."""
