"""A condition as it is written: what it reads as, what it asks, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from allscape.model.conditions import Test, Unmodelled, leaves, terms_used
from allscape.model.statements import Reading

STATE = "relapse_status"
TEXTS: list[tuple[dict[str, Any], str, str]] = [
    ({"age": "> 60"}, "age > 60", "age not > 60"),
    ({"ecog": 2}, "ecog = 2", "ecog not = 2"),
    ({"prior_tki": True}, "prior_tki is true", "prior_tki is not true"),
    ({STATE: ["relapsed", "refractory"]}, f"{STATE} is relapsed or refractory",
     f"{STATE} is not relapsed or refractory"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "negation"), TEXTS)
def test_a_test_and_its_opposite_read_as_they_are(
    data: dict[str, Any], text: str, negation: str
) -> None:
    test = Test.model_validate(data)
    assert (test.text, test.negation) == (text, negation)
    assert Test.model_validate(test) == test


def test_what_is_not_modelled_reads_as_such() -> None:
    mutation = Unmodelled(unmodelled="FLT3 mutation", words="w")
    assert mutation.text == "FLT3 mutation (not modelled)"
    assert mutation.negation == "no FLT3 mutation (not modelled)"


def test_a_value_passes_where_it_is_wanted() -> None:
    over, relapsed = (Test.model_validate(each) for each in ({"age": "> 60"}, {STATE: "relapsed"}))
    assert [over.passed_by(each) for each in (60, 61)] == [False, True]
    assert [relapsed.passed_by(each) for each in ("relapsed", "refractory")] == [True, False]


def test_the_leaves_of_a_condition_are_those_that_are_no_groups() -> None:
    blank = {"unmodelled": "m", "words": "w"}
    when = {"any": [{"term": "a"}, {"not": {"all": [{"age": "> 5"}, {"term": "b"}, blank]}},
                    {"all": []}]}  # fmt: skip
    condition = Reading.model_validate({"id": "r", "says": "so", "when": when}).when
    kinds = [type(each).__name__ for each in leaves(condition)]
    assert kinds == ["TermUse", "Test", "TermUse", "Unmodelled"]
    assert terms_used(condition) == ["a", "b"]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"age": 3, "ecog": 1}, "condition", "a condition tests one attribute, not age, ecog"),
    ({"words": "w"}, "condition", "a condition tests one attribute, not none"),
    ({"ecogg": 1}, "condition", "no attribute 'ecogg': did you mean 'ecog'?"),
    ({"unmodeled": "m"}, "condition", "no attribute 'unmodeled': did you mean 'unmodelled'?"),
    ({"zzz": 1}, "condition", "no attribute 'zzz'"),
    ({"ecog": "x"}, "range", "ecog: 'x' is no range: write '> 60', '<= 2' or '2 to 10'"),
    ({"ecog": "> 2 completed months"}, "range",
     "ecog is no age: nothing counts it in completed months"),
    ({"ecog": "2 to 3 completed years"}, "range",
     "ecog is no age: nothing counts it in completed years"),
    ({"ph_status": []}, "value", "ph_status tests a value, not an unknown one"),
    ({"ph_status": ["positive", None]}, "value", "ph_status tests a value, not an unknown one"),
    ({"ph_status": ["positive", "negative"]}, "value",
     "ph_status with every one of its values tests nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind", "message"), REFUSED)
def test_what_tests_nothing_is_refused(data: dict[str, Any], kind: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Test.model_validate(data)
    assert [(each["type"], each["msg"]) for each in caught.value.errors()] == [(kind, message)]
