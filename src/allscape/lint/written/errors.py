"""The lints whose findings make a rulebook useless: those that run whenever one is loaded."""

from allscape.lint import samples
from allscape.lint.base import Lint, Severity
from allscape.lint.written import (
    conditions,
    footing,
    ledgers,
    names,
    references,
    sentences,
)
from allscape.lint.written.view import WrittenError


class UnreadableFile(Lint):
    """A file is no YAML, or does not have the shape of a rule file.

    A key twice, a tag, a field that does not exist, a value that an attribute does not have: every
    such fault of every file is told at once, and what the files mean is looked at when all of them
    can be read.
    """

    id = "unreadable"
    severity = Severity.ERROR
    avoid = samples.part("approaches", "{id: alpha, name: Alpha, familie: letters}")
    prefer = samples.ALPHA_ALONE
    related = ("dangling-id",)


UNREADABLE = UnreadableFile()

ERRORS: tuple[WrittenError, ...] = (
    names.DuplicateId(),
    names.IdOfAnotherSource(),
    references.DanglingId(),
    names.DefinedByItself(),
    references.UnknownRepair(),
    references.UnknownSegmenter(),
    references.SourceEndsBeforeItBegins(),
    ledgers.SourceWithoutLedger(),
    ledgers.SentenceLeftBehind(),
    ledgers.LedgerAgainstQuotation(),
    sentences.NotTheWholeSentence(),
    sentences.IdleQuotation(),
    sentences.SentenceGivenTwice(),
    footing.OptionWithoutStanding(),
    footing.OptionWithoutApproach(),
    conditions.WordsNotInTheSentence(),
    conditions.ConditionWithoutWords(),
    conditions.FromWithoutWords(),
    footing.FigureNotInTheSentence(),
    footing.TermWithoutFooting(),
    conditions.SameAsInATerm(),
    conditions.RemarkWithWords(),
)
"""In the order in which they are told where two are at one place."""
