"""The landscape of a case: every approach and statement with its verdict, reasons and citations.

These models are the JSON that `--json` prints, field for field and in this order.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.sources import Ended
from allscape.model.statements import Direction, Figure, Kind, Level

SchemaName = Literal["allscape.landscape/1"]
EngineName = Literal["durable-rules", "plain"]

SCHEMA: SchemaName = "allscape.landscape/1"
HEADLINE = "headline"
"""What limits a standing that only a headline gives."""
BUT_AGAINST = ", but with something against it"
"""What follows a verdict in prose where something speaks against the approach."""
NOTICE = "For education; hypothetical cases only; not medical advice."


class Reason(Frozen):
    """One condition, its truth for the case, and the words and source that state it.

    `not_yet` marks a condition whose words are later than the day of the landscape, `no_longer` one
    whose article was withdrawn or superseded by then. `words`, their article (`source`) and their
    sentence (`cite`) are null for a declared assumption. `attribute` is what the condition tests,
    `assumed` whether it, or a term around it, is our assumption; the JSON has neither these nor
    `cite`, and two reasons are equal without them.
    """

    condition: str
    truth: Literal["true", "false", "unknown", "not_yet", "no_longer"]
    words: str | None
    source: str | None
    cite: Annotated[str | None, Field(exclude=True)] = None
    term: str | None = None
    attribute: Annotated[str | None, Field(exclude=True)] = None
    assumed: Annotated[bool, Field(exclude=True)] = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[str | None, ...]:
        return self.condition, self.truth, self.words, self.source, self.term

    @model_serializer(mode="wrap")
    def _without_absent_term(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        text: dict[str, Any] = handler(self)
        if self.term is None:
            del text["term"]
        return text


class Citation(Frozen):
    """A sentence that a verdict rests on, word for word, with its article and date.

    `cite` is the number of the sentence in its article, `note` what the rulebook notes of it.
    """

    statement: str
    kind: Kind
    source: str
    published: date
    sentence: str
    cite: str
    note: str = ""


class StandingResult(Frozen):
    """How firmly the sentence of one option puts it: the level, the article's words, their limit.

    `cite` is the sentence that says so; a `headline` may say more than its article does.
    """

    statement: str
    level: Level
    words: str
    limit: str | None
    cite: str
    headline: bool


class NotModelled(Frozen):
    """A condition that no profile has a fact for, with the words and the source that state it."""

    name: str
    words: str
    source: str


class AgainstIf(Frozen):
    """A statement that could speak against an approach, and the unknown facts that decide it.

    `unmodelled` is what decides it besides, and cannot be asked.
    """

    statement: str
    missing: tuple[str, ...]
    unmodelled: tuple[NotModelled, ...] = ()


class RuledOutAs(StrEnum):
    """Why an approach is ruled out: it is described for other cases, or eligibility is not met."""

    OTHER_CASES = "other_cases"
    NOT_ELIGIBLE = "not_eligible"


class ApproachResult(Frozen):
    """What an approach comes to for a case, and why.

    `standing` is that of the newest option that makes the verdict so; `standing_limit` the words
    that limit it ("headline" where only a headline says so), null where none do. `against` are the
    statements that speak against it in this case, `could_speak_against` those that would if an
    unknown fact were so.

    `missing` are the unknown attributes that can decide it. `also_decided_by` are further ones that
    no condition has to name: some value of each, given alone, contradicts values of an attribute
    that one does name, and so settles the approach or makes other attributes missing. `unmodelled`
    are conditions that could decide it and that no profile has a fact for: what hangs on these
    alone stays open whatever is known, and nothing is missing.
    """

    id: str
    name: str
    family: str
    standing: Level
    verdict: Verdict
    because: tuple[Reason, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    citations: tuple[Citation, ...]
    standing_limit: str | None = None
    standings: tuple[StandingResult, ...] = ()
    ruled_out_as: RuledOutAs | None = None
    could_speak_against: tuple[AgainstIf, ...] = ()
    also_decided_by: tuple[str, ...] = ()
    unmodelled: tuple[NotModelled, ...] = ()


class StatementResult(Frozen):
    """What a statement comes to for a case, and what it says in the rulebook's own words.

    `otherwise` is what is said where it is ruled out, empty where nothing is; `assumption` is what
    the project assumes beyond the sentence.
    """

    id: str
    kind: Kind
    about: tuple[str, ...]
    direction: Direction
    verdict: Verdict
    source: str
    published: date
    sentence: str
    cite: str
    says: str = ""
    figures: tuple[Figure, ...] = ()
    note: str = ""
    otherwise: str = ""
    assumption: str | None = None


class NoteResult(Frozen):
    """What the project itself says of a case that the articles are silent about."""

    id: str
    says: str


class TensionResult(Frozen):
    """Statements that hold for the case and differ or qualify each other, and in what."""

    id: str
    statements: tuple[str, ...]
    differ: str


class ReadingThatMatters(Frozen):
    """A term, its reading in force, another reading, and the verdicts that the other would give."""

    term: str
    reading: str
    other: str
    moves: dict[str, Verdict]


class CaseFacts(Frozen):
    """The name of a case and the attributes that are known of it."""

    name: str | None
    profile: dict[str, Value]


class Landscape(Frozen):
    """What the articles describe for one case. `landscape[approach_id]` is one approach.

    `unused` are the known facts that nothing asks for which is matched or open here; `tensions` are
    those of what is not ruled out; `ended` are the articles that are not in force any more.

    >>> book.evaluate(Profile(age=67))["tki"].missing
    ('ph_status',)
    """

    schema_: Annotated[SchemaName, Field(alias="schema")] = SCHEMA
    notice: str = NOTICE
    engine: EngineName
    case: CaseFacts
    as_of: date | None
    readings: dict[str, str]
    approaches: tuple[ApproachResult, ...]
    statements: tuple[StatementResult, ...]
    notes: tuple[NoteResult, ...] = ()
    unused: tuple[str, ...] = ()
    tensions: tuple[TensionResult, ...] = ()
    readings_that_matter: tuple[ReadingThatMatters, ...] = ()
    ended: tuple[Ended, ...] = ()

    def __getitem__(self, approach: str) -> ApproachResult:
        """Return what one approach comes to. Raises `KeyError` for one that is not there."""
        for each in self.approaches:
            if each.id == approach:
                return each
        raise KeyError(approach)

    def __contains__(self, approach: object) -> bool:
        return any(each.id == approach for each in self.approaches)

    def ids(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the approaches that came to a verdict.

        >>> book.evaluate(Profile(ph_status="positive")).ids(Verdict.MATCHED)
        ('mrd-monitoring', 'ponatinib', 'tki', 'tki-immunotherapy-without-transplant')
        """
        return tuple(each.id for each in self.approaches if each.verdict is verdict)

    def to_json(self, indent: int | None = 2) -> str:
        """Return the landscape as JSON; `Landscape.from_json` gives it back.

        >>> Landscape.from_json(landscape.to_json()) == landscape
        True
        """
        return self.model_dump_json(by_alias=True, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> "Landscape":
        """Return the landscape that `to_json` wrote.

        >>> Landscape.from_json(landscape.to_json(indent=None)).case == landscape.case
        True
        """
        return cls.model_validate_json(text)
