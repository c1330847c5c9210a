"""The profile of a hypothetical case.

No attribute has a default: what was not given is unknown. What the articles say of an attribute is
in the rulebook; here stands only what a value means.
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator
from pydantic.fields import FieldInfo

from allscape.model.attributes import Attribute, Group, Value, says_unknown, show, taken
from allscape.model.base import Frozen, assembled, refused
from allscape.model.wording import core, course, disease

CORE, DISEASE, COURSE, FITNESS, SETTING = Group


def _read(value: object, info: ValidationInfo) -> Value | None:
    attribute = ATTRIBUTES[str(info.field_name)]
    if says_unknown(value):
        return None
    if (parsed := taken(attribute, value)) is not None:
        return parsed
    # Not on the way of a start whose facts are in our own words.
    from allscape.model.spellings import understood

    return understood(attribute, value)


def _of(group: Group, meaning: str, words: Any, **limits: float | bool | str) -> Any:
    extra: Any = {"group": group, **words, **limits}
    return Field(None, description=meaning, json_schema_extra=extra)


_Read = BeforeValidator(_read)
_Sign = Annotated[Literal["positive", "negative"] | None, _Read]
_Flag = Annotated[bool | None, _Read]
_Number = Annotated[int | float | None, _Read]


class Profile(Frozen):
    """What is known of a hypothetical case; None is unknown.

    Ages are in years (decimals allowed), life expectancy in weeks. Raises
    `pydantic.ValidationError` for a value that an attribute does not have, and for values that
    contradict each other, with both attributes named.

    >>> Profile(age="67", ph_status="positive").known()
    {'ph_status': 'positive', 'age': 67}
    """

    ph_status: _Sign = _of(CORE, "Philadelphia chromosome", core.PH_STATUS)
    mrd_result: _Sign = _of(CORE, "measurable residual disease, by any method", core.MRD_RESULT)
    relapse_status: Annotated[
        Literal["newly_diagnosed", "in_remission", "relapsed", "refractory"] | None, _Read
    ] = _of(
        CORE,
        "newly_diagnosed is the whole first-line course, its consolidation and maintenance "
        "included; in_remission is later (after a transplant or CAR T, say, or a second remission "
        "after a relapse); relapsed is now; refractory has never relapsed",
        core.RELAPSE_STATUS,
    )
    age: _Number = _of(
        CORE, "age; sentences speak of completed years", core.AGE, low=0, high=120, unit="years"
    )
    cd19_status: _Sign = _of(CORE, "CD19 on the leukemia cells", core.CD19_STATUS)
    ecog: Annotated[int | None, _Read] = _of(
        CORE,
        "ECOG performance status: 0 is fully active, lower is fitter",
        core.ECOG,
        high=4,
        whole=True,
    )
    lineage: Annotated[Literal["B", "T"] | None, _Read] = _of(
        DISEASE, "B-cell or T-cell ALL", disease.LINEAGE, any_case=True
    )
    risk_group: Annotated[Literal["standard", "high"] | None, _Read] = _of(
        DISEASE, "the risk group that the case is said to be in", disease.RISK_GROUP
    )
    relapse_risk: Annotated[Literal["higher", "not_higher"] | None, _Read] = _of(
        DISEASE, "the risk of relapse that the case is said to have", disease.RELAPSE_RISK
    )
    complex_cytogenetics: _Flag = _of(DISEASE, "complex cytogenetics", disease.COMPLEX_CYTOGENETICS)
    cd22_status: _Sign = _of(DISEASE, "CD22 on the leukemia cells", disease.CD22_STATUS)
    mrd_by_flow: _Sign = _of(
        DISEASE, "residual disease by flow cytometry, where it is known", disease.MRD_BY_FLOW
    )
    mrd_timing: Annotated[
        Literal[
            "end_of_induction",
            "after_frontline_chemotherapy",
            "after_first_blinatumomab_cycle",
            "after_transplant",
            "after_car_t",
            "other",
        ]
        | None,
        _Read,
    ] = _of(DISEASE, "when the MRD result was taken", disease.MRD_TIMING)
    treatment_phase: Annotated[
        Literal[
            "induction", "consolidation", "maintenance", "salvage", "post_transplant", "post_car_t"
        ]
        | None,
        _Read,
    ] = _of(COURSE, "the phase of treatment now", course.TREATMENT_PHASE)
    salvage_line: Annotated[Literal["first", "second_or_later"] | None, _Read] = _of(
        COURSE, "which salvage treatment this is", course.SALVAGE_LINE
    )
    first_line_treatment_completed: _Flag = _of(
        COURSE, "first-line treatment has been completed", course.FIRST_LINE_TREATMENT_COMPLETED
    )
    prior_frontline_chemotherapy: _Flag = _of(
        COURSE, "frontline chemotherapy has been given", course.PRIOR_FRONTLINE_CHEMOTHERAPY
    )
    prior_intensive_chemotherapy: _Flag = _of(
        COURSE, "intensive chemotherapy has been given", course.PRIOR_INTENSIVE_CHEMOTHERAPY
    )
    prior_tki: _Flag = _of(COURSE, "a tyrosine kinase inhibitor has been given", course.PRIOR_TKI)
    prior_blinatumomab: _Flag = _of(
        COURSE, "blinatumomab has been given", course.PRIOR_BLINATUMOMAB
    )
    prior_transplant: _Flag = _of(
        COURSE, "a stem cell transplant has been done", course.PRIOR_TRANSPLANT
    )
    prior_car_t: _Flag = _of(COURSE, "CAR T cells have been given", course.PRIOR_CAR_T)
    response_to_car_t: Annotated[Literal["good", "poor"] | None, _Read] = _of(
        COURSE, "how CAR T was responded to", course.RESPONSE_TO_CAR_T
    )
    active_gvhd: _Flag = _of(FITNESS, "active graft-versus-host disease", course.ACTIVE_GVHD)
    organ_function_adequate: _Flag = _of(
        FITNESS, "adequate organ function", course.ORGAN_FUNCTION_ADEQUATE
    )
    life_expectancy_weeks: _Number = _of(
        FITNESS, "life expectancy", course.LIFE_EXPECTANCY_WEEKS, high=inf, unit="weeks"
    )
    care_setting: Annotated[
        Literal["not_limited", "limited_resource", "low_or_middle_income_country", "remote"] | None,
        _Read,
    ] = _of(SETTING, "where care is given", course.CARE_SETTING)

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> "Profile":
        lines = [
            f"{each.attribute}: {show(each.value)} contradicts {each.other}: "
            f"{show(each.other_value)} ({each.why})"
            for each in contradictory(vars(self))
        ]
        if lines:
            raise refused("contradiction", "; ".join(lines))
        return self

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return self.known().items()

    def known(self) -> dict[str, Value]:
        """Return the attributes that are known, core first, with their values."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def with_(self, changes: Mapping[str, object]) -> "Profile":
        """Return the profile with some attributes changed (None or "unknown" takes one away)."""
        return profile_of({**self.known(), **changes})


def profile_of(given: Mapping[str, object]) -> Profile:
    """Return what `Profile.model_validate` does, and raise what it raises.

    No schema is built where all is in our own words and nothing is refused: a start needs none.

    >>> profile_of({"age": "67"}) == Profile(age="67")
    True
    """
    made = plain_profile(given)
    return Profile.model_validate(given) if made is None else made


def plain_profile(given: Mapping[Any, object]) -> Profile | None:
    """Return the profile of facts in our own words; None where a schema has to look at them."""
    if not given.keys() <= ATTRIBUTES.keys():
        return None
    known = {name: value for name, value in given.items() if not says_unknown(value)}
    found = {name: taken(ATTRIBUTES[name], value) for name, value in known.items()}
    if None in found.values() or contradictory(found):
        return None
    return assembled(Profile, {**dict.fromkeys(ATTRIBUTES), **found})


def _attribute(name: str, field: FieldInfo) -> Attribute:
    extra: Any = field.json_schema_extra
    options = [each for each in get_args(field.annotation) if each is not type(None)]
    values: tuple[Value, ...] = ()
    if options == [bool]:
        values = (True, False)
    elif not {int, float} & set(options):
        values = get_args(options[0])
    return Attribute(name, meaning=field.description or "", values=values, **extra)


ATTRIBUTES = {name: _attribute(name, field) for name, field in Profile.model_fields.items()}
"""Every attribute by name, the core six first."""

CORE_ATTRIBUTES = tuple(name for name, each in ATTRIBUTES.items() if each.group is CORE)


class Contradiction(NamedTuple):
    """A value of one attribute that cannot stand beside a value of another, and why."""

    attribute: str
    value: Value
    other: str
    other_value: Value
    why: str


def contradictory(known: Mapping[str, object]) -> list[Contradiction]:
    """Return what of some values contradicts each other, as a profile would be refused for."""
    return [
        each
        for each in CONTRADICTIONS
        if known.get(each.attribute) == each.value and known.get(each.other) == each.other_value
    ]


def _after(attribute: str, value: Value, prior: str, event: str) -> Contradiction:
    return Contradiction(
        attribute=attribute, value=value, other=prior, other_value=False,
        why=f"one comes after {event}, the other says that there was none",
    )  # fmt: skip


CONTRADICTIONS = (
    _after("response_to_car_t", "good", "prior_car_t", "CAR T"),
    _after("response_to_car_t", "poor", "prior_car_t", "CAR T"),
    _after("mrd_timing", "after_car_t", "prior_car_t", "CAR T"),
    _after("mrd_timing", "after_transplant", "prior_transplant", "a transplant"),
    _after("mrd_timing", "after_first_blinatumomab_cycle", "prior_blinatumomab", "blinatumomab"),
    _after("mrd_timing", "after_frontline_chemotherapy", "prior_frontline_chemotherapy",
           "frontline chemotherapy"),
    _after("treatment_phase", "post_transplant", "prior_transplant", "a transplant"),
    _after("treatment_phase", "post_car_t", "prior_car_t", "CAR T"),
)  # fmt: skip
"""All that is refused, and the only way in which one value says something of another."""

BOTH_WAYS = (
    *CONTRADICTIONS,
    *(Contradiction(c.other, c.other_value, c.attribute, c.value, c.why) for c in CONTRADICTIONS),
)
"""All of them, and once more with the two attributes changed round."""

ENTANGLED = {each.attribute for each in BOTH_WAYS}
"""The attributes of which a value excludes one of another."""


def partners(names: Iterable[str]) -> set[str]:
    """Return the attributes whose values can exclude values of `names`."""
    names = set(names)
    return {each.other for each in BOTH_WAYS if each.attribute in names}
