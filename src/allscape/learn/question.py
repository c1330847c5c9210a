"""A question, its key, and what the key rests on."""

from datetime import date
from enum import StrEnum
from hashlib import sha256

from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.landscape import Citation

KnownFacts = dict[str, Value]
VERDICTS = tuple(str(each) for each in (Verdict.MATCHED, Verdict.RULED_OUT, Verdict.UNDETERMINED))
PAIR = ("case one", "case two")
MOST_CHOICES = 4


class QuestionKind(StrEnum):
    """What is asked."""

    VERDICT = "verdict"
    FACT = "fact"
    PAIR = "pair"
    WORDS = "words"
    CHANGE = "change"
    STANDING = "standing"
    SOURCE = "source"
    READING = "reading"
    TENSION = "tension"


OF_VERDICTS = frozenset({QuestionKind.VERDICT, QuestionKind.READING})
"""What is asked of one case, and answered with a verdict."""


class Question(Frozen):
    """A question with its choices, of which `key` is one.

    `cases` are what is asked of, `partner` the case one fact (`attribute`) away from it.
    `condition` is the condition that decides, by its name in the curriculum; None where none does
    (a standing, a source). `statement` is what is asked of where it is no approach; `sentences`
    are shown with the question. `citations` are what the key rests on, once the engines were asked.
    """

    id: str
    kind: QuestionKind
    ask: str
    choices: tuple[str, ...]
    key: str
    cases: tuple[KnownFacts, ...] = ()
    approach: str | None = None
    statement: str | None = None
    readings: dict[str, str] = {}  # noqa: RUF012  # a frozen model's default
    as_of: date | None = None
    condition: str | None = None
    attribute: str | None = None
    partner: KnownFacts | None = None
    sentences: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def target(self) -> str | None:
        """The approach or the statement that is asked of."""
        return self.approach or self.statement

    @property
    def articles(self) -> set[str]:
        """The articles that it rests on."""
        return {cite.partition("/")[0] for cite in self.cites}

    @property
    def face(self) -> tuple[object, ...]:
        """What a person sees of it: two conditions can have one case in common."""
        cases = tuple(tuple(sorted(each.items())) for each in self.cases)
        return self.ask, cases, tuple(sorted(self.readings.items())), self.sentences

    @property
    def size(self) -> int:
        """How many facts one has to keep in mind."""
        return sum(map(len, self.cases))


def question(kind: QuestionKind, **given: object) -> Question:
    """Return a question with the id that its content gives it."""
    made = Question.model_validate({"id": "-", "kind": kind, **given})
    content = made.model_dump_json(exclude={"id", "citations"})
    return made.model_copy(update={"id": sha256(content.encode()).hexdigest()[:12]})
