"""A case: a named hypothetical profile with its story, teaching notes and expectations."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from allscape.model.base import Frozen
from allscape.model.profile import Profile


class StatementExpectation(Frozen):
    """What statements have to come to: matched, by the direction in which they speak, or not."""

    for_: Annotated[tuple[str, ...], Field(alias="for")] = ()
    against: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()


class Expectation(Frozen):
    """What a case has to show of approaches, and of statements.

    `undetermined` names the facts that are missing for each approach.
    """

    matched: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    undetermined: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    statements: StatementExpectation = StatementExpectation()


class Case(Frozen):
    """A hypothetical case, as a case file holds it; `readings` are those that are not the default."""

    name: str | None = None
    profile: Profile = Profile()
    story: str = ""
    teaching: str = ""
    readings: dict[str, str] = Field(default_factory=dict)
    expect: Expectation | None = None

    @field_validator("profile", mode="before")
    @classmethod
    def _nothing_known(cls, value: Any) -> Any:
        return {} if value is None else value


class Cases(Frozen):
    """Several cases in one file."""

    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
