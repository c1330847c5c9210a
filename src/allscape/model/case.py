"""A case: a named hypothetical profile with its story, teaching notes and expectations.

Cases are hypothetical: a record of a patient is recognized and refused.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from allscape.model.base import Frozen, Verdict, refused, unchecked
from allscape.model.profile import Profile, plain_profile
from allscape.model.sources import Day


def _once(value: Iterable[str], info: ValidationInfo) -> Any:
    """Refuse what was said to come to something else."""
    for name in value:
        for field, names in info.data.items():
            if name in names:
                others = (each.removesuffix("_") for each in (field, str(info.field_name)))
                raise refused("both", f"'{name}' is expected both under {' and '.join(others)}")
    return value


class StatementExpectation(Frozen):
    """What statements have to come to: matched, by the direction in which they speak, or not."""

    for_: Annotated[tuple[str, ...], Field(alias="for")] = ()
    against: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()

    _each_once = field_validator("*")(_once)


class Expectation(Frozen):
    """What a case has to show of approaches, and of statements.

    `undetermined` names the facts that are missing for each approach. What is not named is not
    asked about, unless `rest` says what all others come to: the approaches that the `articles`
    offer, or those up to a day (`up_to`); where neither is said, the articles that offer what is
    named. So an article that comes later changes no case.
    """

    matched: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    undetermined: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    statements: StatementExpectation = Field(default_factory=StatementExpectation)
    rest: Verdict | None = None
    articles: tuple[str, ...] = ()
    up_to: Day | None = None

    _each_once = field_validator("ruled_out", "undetermined")(_once)

    @model_validator(mode="after")
    def _the_rest_of_something(self) -> "Expectation":
        named = self.matched or self.ruled_out or self.undetermined
        if self.rest and not (named or self.articles or self.up_to):
            raise refused("rest", "'rest' of what? name an approach, 'articles' or 'up_to'")
        if not self.rest and (self.articles or self.up_to):
            message = "'articles' and 'up_to' say of which approaches 'rest' speaks"
            raise refused("rest", f"{message}, and it is missing")
        return self


class Case(Frozen):
    """A hypothetical case, as its file holds it; `readings` are those that are not the default."""

    name: str | None = None
    profile: Profile = Field(default_factory=Profile)
    story: str = ""
    teaching: str = ""
    readings: dict[str, str] = Field(default_factory=dict)
    expect: Expectation | None = None

    @field_validator("profile", mode="before")
    @classmethod
    def _nothing_known(cls, value: Any) -> Any:
        return {} if value is None else value


def case_of(given: dict[Any, Any]) -> Case:
    """Return what `Case.model_validate` does, and raise what it raises.

    No schema is built for a case as most are: a start needs none.

    >>> case_of({"name": "A", "profile": {"age": 67}}) == Case(name="A", profile=Profile(age=67))
    True
    """
    made = _plain_case(given)
    return Case.model_validate(given) if made is None else made


def _plain_case(given: dict[Any, Any]) -> Case | None:
    """Return a case of texts, a profile and expectations of approaches; None for any other."""
    texts = {name: each for name, each in given.items() if name not in {"profile", "expect"}}
    if not texts.keys() <= {"name", "story", "teaching"} or not _are(str, texts.values()):
        return None
    known, expected = given.get("profile", {}), given.get("expect", {})
    profile = plain_profile(known) if type(known) is dict else None
    expect = _plain_expectation(expected) if type(expected) is dict else None
    if profile is None or expect is None:
        return None
    expect = expect if "expect" in given else None
    return unchecked(Case)(**texts, profile=profile, readings={}, expect=expect)


def _plain_expectation(given: dict[Any, Any]) -> Expectation | None:
    matched, ruled_out = given.get("matched", []), given.get("ruled_out", [])
    missing = given.get("undetermined", {})
    if given.keys() - {"matched", "ruled_out", "undetermined"} or type(missing) is not dict:
        return None
    lists = [matched, ruled_out, list(missing), *missing.values()]
    if not _are(list, lists) or not _are(str, chain.from_iterable(lists)):
        return None
    once = [set(each) for each in lists[:3]]
    if len(set().union(*once)) < sum(map(len, once)):  # something comes to two things
        return None
    return unchecked(Expectation)(
        matched=tuple(matched),
        ruled_out=tuple(ruled_out),
        undetermined={name: tuple(each) for name, each in missing.items()},
        statements=unchecked(StatementExpectation)(),
    )


def _are(kind: type, values: Iterable[object]) -> bool:
    return all(type(each) is kind for each in values)


def _some(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    # A limit on the length would complain of a case that is wrong as of one that is not there.
    if not cases:
        raise PydanticCustomError("too_short", "at least one")
    return cases


class Cases(Frozen):
    """Several cases in one file."""

    cases: Annotated[tuple[Case, ...], AfterValidator(_some)]


_REFUSED = "this tool takes hypothetical cases only and reads no records of patients"
_OF_A_PHENOPACKET = {"phenotypicFeatures", "subject", "metaData", "diseases", "biosamples"}


def recognized(data: Any) -> str:
    """Return what a record is that some data holds, and why it is refused; empty for none."""
    if not isinstance(data, Mapping):
        return ""
    kind = data.get("resourceType")
    if isinstance(kind, str):
        return f"this is a FHIR resource ({kind[:40]}): {_REFUSED}"
    inside = data.get("phenopacket", data)
    if isinstance(inside, Mapping) and len(_OF_A_PHENOPACKET & inside.keys()) >= 2:
        return f"this is a phenopacket: {_REFUSED}"
    return ""
