"""Quotations and what they state: the parts that a rulebook is made of."""

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations, product
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool, field_validator

from allscape.model.base import Frozen, Id, StatementId, Words
from allscape.model.conditions import Condition

_ONE_OR_MANY = BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
_CITE = r"[^/\s]+/[1-9][0-9]{0,5}"


class Kind(StrEnum):
    """What a statement is about a case."""

    OPTION = "option"
    ELIGIBILITY = "eligibility"
    EVIDENCE = "evidence"
    PROGNOSIS = "prognosis"
    CAUTION = "caution"
    MONITORING = "monitoring"
    ACCESS = "access"
    OUTLOOK = "outlook"


class Direction(StrEnum):
    """Whether a statement speaks for an approach, against it, or neither."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Level(StrEnum):
    """How firmly an article puts an approach, the firmest first."""

    APPROVED = "approved"
    STANDARD = "standard"
    REPORTED = "reported"
    EMERGING = "emerging"
    UNDER_STUDY = "under_study"
    DISCUSSED = "discussed"
    SPECULATIVE = "speculative"
    QUESTIONED = "questioned"


class Standing(Frozen):
    """How firmly an article puts an option, with the article's words for it.

    `limit` are the words that limit it: "in certain settings".
    """

    level: Level
    words: Words
    limit: Words | None = None
    source: Annotated[str | None, Field(alias="from")] = None


class Figure(Frozen):
    """One result of a trial: `value` in its `arm`, `versus` that of the `comparator`.

    `value`, `versus` and `p` stand in the sentence as they are printed here.
    """

    measure: str
    value: Words
    arm: str = ""
    versus: str = ""
    comparator: str = ""
    at: str = ""
    p: str = ""


def _conditions(data: Any) -> Any:
    return {"all": data} if isinstance(data, list) else data


When = Annotated[Condition, BeforeValidator(_conditions)]
"""Conditions: a list says that all of them have to hold, an empty one that it is said of all."""


class Statement(Frozen):
    """What one sentence says of which cases.

    `says` and `note` are the rulebook's own words; `otherwise` is shown where the statement does
    not hold. `assumption` says what of it is our inference and not the sentence's. `cite` is the
    sentence, filled in by the loader.
    """

    id: StatementId
    kind: Kind
    about: Annotated[tuple[str, ...], _ONE_OR_MANY] = ()
    direction: Direction = Direction.NEUTRAL
    says: str
    when: When
    standing: Standing | None = None
    figures: tuple[Figure, ...] = ()
    otherwise: str = ""
    note: str = ""
    assumption: Words | None = None
    cite: str = ""

    @property
    def source(self) -> str:
        """The id of the source, which the statement's id begins with."""
        return self.id.partition("/")[0]

    @property
    def speaks_of_cases(self) -> bool:
        """Whether it says something of such cases themselves, whatever its approaches come to."""
        kinds = (Kind.PROGNOSIS, Kind.MONITORING, Kind.ACCESS, Kind.OUTLOOK)
        return not self.about or self.kind in kinds

    @property
    def offers(self) -> bool:
        """Whether the approaches that it is about are matched where it holds."""
        return self.direction is Direction.FOR and self.kind in (Kind.OPTION, Kind.MONITORING)


class NotACondition(Frozen):
    """Words of a sentence that name what could be asked of a case, and why no statement asks it."""

    words: Words
    reason: Words


class Quotation(Frozen):
    """One verbatim sentence, where it stands, and the statements it makes.

    `cite` is the source and the number of the sentence in it: "daver-2025/7". A sentence that a
    translation broke in two is read together with its other half, `continued`. `speaker` is whose
    words they are, where another sentence of the article names them. `not_a_condition` answers the
    lint words-without-condition.
    """

    cite: str
    text: str
    speaker: str = ""
    headline: StrictBool = False
    continues: str | None = None
    note: str = ""
    not_a_condition: tuple[NotACondition, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def source(self) -> str:
        """The id of the source."""
        return self.cite.partition("/")[0]

    @property
    def number(self) -> int:
        """The number of the sentence in its source."""
        return int(self.cite.partition("/")[2])

    @field_validator("text")
    @classmethod
    def _folded(cls, value: str) -> str:
        return " ".join(value.split())

    @field_validator("cite")
    @classmethod
    def _numbered(cls, value: str) -> str:
        if not re.fullmatch(_CITE, value):
            raise ValueError("a citation is a source and a sentence number, like 'daver-2025/7'")
        return value


class Approach(Frozen):
    """Something that could be done, as the articles name it.

    `short` is a shorter name for where there is little room, in words of the name.
    """

    id: Id
    name: str
    short: str = ""
    family: str
    agents: tuple[str, ...] = ()
    summary: str = ""


Readings = Mapping[str, str]
"""The reading of each term that is read otherwise than by default."""


class Reading(Frozen):
    """One way to read a term."""

    id: Id
    says: str
    when: When

    @property
    def gist(self) -> str:
        """What it says, up to a semicolon or bracket."""
        return self.says.partition(";")[0].partition("(")[0].strip()


class Term(Frozen):
    """A named condition: words of the articles given a meaning, or a declared assumption.

    `cites` are the sentences whose words it reads. The first reading is the default.
    """

    id: Id
    name: str
    words: Annotated[tuple[Words, ...], _ONE_OR_MANY] = ()
    cites: Annotated[tuple[str, ...], _ONE_OR_MANY] = ()
    assumption: Words | None = None
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)]

    def reading(self, name: str) -> Reading:
        """Return one of the readings. Raises `StopIteration` for a name that none has."""
        return next(each for each in self.readings if each.id == name)

    def read_as(self, name: str, *, brief: bool = False) -> str:
        """Return how the term is read, as ours; a reading that is not the default is called so."""
        reading = self.reading(name)
        unusual = "" if reading is self.readings[0] else ", not the usual one"
        return f"Our reading of {self.name}{unusual}: {reading.gist if brief else reading.says}"


class Tension(Frozen):
    """Statements that differ or qualify each other, and in what."""

    id: Id
    statements: Annotated[tuple[str, ...], Field(min_length=2)]
    differ: str


class NoTension(Frozen):
    """Statements that hold together and differ without being at odds, and why.

    Said of each of `statements` and each that stands `beside` them; without any, of every two of
    `statements`.
    """

    statements: Annotated[tuple[str, ...], Field(min_length=1)]
    beside: tuple[str, ...] = ()
    because: Words

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Every two statements of which it is said."""
        if self.beside:
            return frozenset(frozenset(each) for each in product(self.statements, self.beside))
        return frozenset(frozenset(each) for each in combinations(self.statements, 2))


class Remark(Frozen):
    """What the project itself says of a case that the articles are silent about."""

    id: Id
    says: str
    when: When
