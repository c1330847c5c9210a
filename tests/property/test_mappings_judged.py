"""A plain mapping of facts is judged as the profile that it means, and refused where that is."""

from collections import UserDict
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import inf, nan
from typing import Any

import pytest
from editions import BOOK
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from allscape import Profile
from allscape.engine import plain, tables
from allscape.engine.compiled import Judge, compiled
from allscape.engine.edition import edition
from allscape.model.attributes import show
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS, profile_of
from strategies import often, rulebooks


class Word(StrEnum):
    """A word that equals one of ours."""

    POSITIVE = "positive"


# What equals something valid, or each other, and is not the same; what cannot be looked up.
ODD: list[Any] = [
    True, False, 1, 0, 1.0, 0.0, 2, -1, 121, 67.5, Decimal(1), Decimal("67.5"), Fraction(1), 1 + 0j,
    nan, inf, 10**400, Word.POSITIVE, "POSITIVE", b"positive", "true", " TRUE ", "1", "67.50", "b",
    "", " Unknown", "None", None, [], {}, [1], (1,), object,
]  # fmt: skip
EXCLUDING = {each.attribute for each in CONTRADICTIONS} | {each.other for each in CONTRADICTIONS}
NAMES = st.sampled_from([*ATTRIBUTES, *sorted(EXCLUDING), "ph", "Age"])


@st.composite
def mappings(draw: st.DrawFn) -> dict[Any, Any]:
    """Draw facts as somebody might give them: most of them valid, in any order."""
    found: dict[Any, Any] = {}
    for name in draw(st.lists(NAMES, max_size=8, unique=True)):
        attribute = ATTRIBUTES.get(name)
        valid = list(attribute.values) or [0, 1, 4, 17.5, 18, 60, 67] if attribute else []
        written = [show(each) for each in valid]
        usual = st.sampled_from([*valid, *valid, *written, None, "unknown"])
        found[name] = draw(usual if draw(st.integers(0, 9)) else st.sampled_from(ODD))
    return found


def refused_or_judged(judge: Callable[[Any], Any], facts: Any) -> Any:
    """Return the verdicts, or the facts of a profile, or what the refusal says."""
    try:
        return dict(judge(facts))
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False)


def by_profile(contents: Contents) -> Judge:
    """Return the long way: a profile is made, the plain evaluator asked."""
    made = edition(contents)
    names = [each.id for each in made.approaches()]

    def judge(facts: Any) -> Mapping[str, Any]:
        return plain.verdicts(made, Facts(Profile.model_validate(dict(facts))), names)

    return judge


JUDGE, LONG_WAY = compiled(BOOK.edition()), by_profile(BOOK.contents)


@settings(max_examples=often(400))
@given(facts=mappings())
@example(facts={"prior_car_t": 1})
@example(facts={"age": True, "ecog": 1})
@example(facts={"ecog": Decimal(1)})
@example(facts={"age": "67 years", "life_expectancy_weeks": "8 weeks"})
@example(facts={"prior_car_t": False, "response_to_car_t": "good", "age": "old"})
def test_on_the_rulebook(facts: dict[Any, Any]) -> None:
    expected = repr(refused_or_judged(LONG_WAY, facts))
    # Whatever was seen before, and when it has just been seen.
    assert [repr(refused_or_judged(JUDGE, each)) for each in (facts, facts)] == [expected] * 2


@settings(max_examples=often(200))
@given(facts=mappings())
@example(facts=dict(zip(ATTRIBUTES, ODD, strict=False)))
@example(facts={"treatment_phase": "post_car_t", "prior_car_t": "false", "age": "4"})
def test_a_profile_without_a_schema_is_that_of_the_schema(facts: dict[Any, Any]) -> None:
    expected = refused_or_judged(Profile.model_validate, facts)
    assert repr(refused_or_judged(profile_of, facts)) == repr(expected)
    if isinstance(expected, dict):
        assert profile_of(facts).known() == Profile.model_validate(facts).known()


@settings(max_examples=often(40))
@given(contents=rulebooks(), asked=st.lists(mappings(), min_size=1, max_size=8))
def test_on_any_small_rulebook(contents: Contents, asked: list[dict[Any, Any]]) -> None:
    judge, long_way = compiled(edition(contents)), by_profile(contents)
    for facts in [*asked, *reversed(asked)]:
        assert repr(refused_or_judged(judge, facts)) == repr(refused_or_judged(long_way, facts))


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_each_attribute_takes_what_its_profile_takes(name: str) -> None:
    judge = compiled(BOOK.edition())
    written = [*ATTRIBUTES[name].values, *map(show, ATTRIBUTES[name].values)]
    for value in [*ODD, *written, *reversed(written), *reversed(ODD)]:
        expected = refused_or_judged(LONG_WAY, {name: value})
        assert repr(refused_or_judged(judge, {name: value})) == repr(expected), value


@pytest.mark.parametrize("each", CONTRADICTIONS, ids=lambda each: f"{each.attribute} {each.value}")
def test_each_contradiction_is_refused_when_both_values_have_been_seen(each: Any) -> None:
    judge = compiled(BOOK.edition())
    for facts in ({each.attribute: each.value}, {each.other: each.other_value}):
        judge(facts)
    with pytest.raises(ValidationError, match=f"{each.attribute}.*contradicts {each.other}"):
        judge({each.attribute: each.value, each.other: each.other_value})


def test_any_mapping_will_do_and_nothing_else() -> None:
    facts = {"ph_status": "positive", "age": 67}
    assert BOOK.verdicts(UserDict(facts)) is BOOK.verdicts(facts)
    assert BOOK.verdicts(Profile.model_validate(facts)) is BOOK.verdicts(facts)
    for other in (7, None, [("age", 67)], "age"):
        with pytest.raises(ValidationError):
            BOOK.verdicts(other)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        BOOK.verdicts(Profile().model_copy(update={"age": "old"}))


def test_little_is_remembered_of_how_values_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_SEEN", 2)
    judge = compiled(BOOK.edition())
    for value in ("positive", "negative", "unknown", " unknown", "positive"):
        facts = {"ph_status": value}
        assert refused_or_judged(judge, facts) == refused_or_judged(LONG_WAY, facts)
