"""A case: a named hypothetical profile with its story, teaching notes and expectations."""

from typing import Any

from pydantic import Field, field_validator

from allscape.model.base import Frozen
from allscape.model.profile import Profile


class Expectation(Frozen):
    """What a case has to show; `undetermined` names the facts that are missing for each."""

    matched: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    undetermined: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Case(Frozen):
    """A hypothetical case, as a case file holds it."""

    name: str | None = None
    profile: Profile = Profile()
    story: str = ""
    teaching: str = ""
    expect: Expectation | None = None

    @field_validator("profile", mode="before")
    @classmethod
    def _nothing_known(cls, value: Any) -> Any:
        return {} if value is None else value
