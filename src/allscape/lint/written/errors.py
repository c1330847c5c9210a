"""The lints whose findings make a rulebook useless: those that run whenever one is loaded."""

from allscape.lint.base import Lint, Severity
from allscape.lint.written.base import WrittenLint
from allscape.lint.written.conditions import (
    ConditionWithoutWords,
    FromWithoutWords,
    RemarkWithWords,
    SameAsInATerm,
    WordsNotInTheSentence,
)
from allscape.lint.written.ledgers import (
    LedgerAgainstQuotation,
    SentenceLeftBehind,
    SourceWithoutLedger,
)
from allscape.lint.written.names import DefinedByItself, DuplicateId, IdOfAnotherSource
from allscape.lint.written.references import DanglingId, UnknownRepair, UnknownSegmenter
from allscape.lint.written.sentences import (
    IdleQuotation,
    NotTheWholeSentence,
    SentenceGivenTwice,
)
from allscape.lint.written.source_days import SourceEndsBeforeItBegins
from allscape.lint.written.statements import (
    FigureNotInTheSentence,
    OptionWithoutApproach,
    OptionWithoutStanding,
    TermWithoutFooting,
)


class UnreadableFile(Lint):
    """A file is no YAML, or does not have the shape of a rule file.

    A key twice, a tag, a field that does not exist, a value that an attribute does not have: every
    such fault of every file is told at once, and what the files mean is looked at when all of them
    can be read.
    """

    id = "unreadable"
    severity = Severity.ERROR
    avoid = """
        approaches:
          - {id: alpha, name: Alpha, familie: letters}
        """
    prefer = """
        approaches:
          - {id: alpha, name: Alpha, family: letters}
        """
    related = ("dangling-id",)


UNREADABLE = UnreadableFile()

ERRORS: tuple[WrittenLint, ...] = (
    DuplicateId(),
    IdOfAnotherSource(),
    DanglingId(),
    DefinedByItself(),
    UnknownRepair(),
    UnknownSegmenter(),
    SourceEndsBeforeItBegins(),
    SourceWithoutLedger(),
    SentenceLeftBehind(),
    LedgerAgainstQuotation(),
    NotTheWholeSentence(),
    IdleQuotation(),
    SentenceGivenTwice(),
    OptionWithoutStanding(),
    OptionWithoutApproach(),
    WordsNotInTheSentence(),
    ConditionWithoutWords(),
    FromWithoutWords(),
    FigureNotInTheSentence(),
    TermWithoutFooting(),
    SameAsInATerm(),
    RemarkWithWords(),
)
"""In the order in which they are told where two are at one place."""
