"""What a profile settles beyond what it says: the listed contradictions, and nothing else."""

import pytest

from allscape import Profile
from allscape.engine.exclusion import opponents
from allscape.model.facts import NOT_APPLICABLE, Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS


@pytest.mark.parametrize("each", CONTRADICTIONS, ids=lambda c: f"{c.attribute}={c.value}")
def test_what_comes_after_something_says_that_it_happened(each: object) -> None:
    attribute, value, other = (getattr(each, key) for key in ("attribute", "value", "other"))
    told = Facts(Profile.model_validate({attribute: value}))
    assert told.values[other] is True
    assert other not in told.given
    assert other not in told.unknown()


def test_what_excludes_a_value_is_what_contradicts_it() -> None:
    found = {
        frozenset({(name, mine), (other, value)})
        for name in ATTRIBUTES
        for _, mine, other, value, _ in opponents(name)
    }
    assert found == {
        frozenset({(each.attribute, each.value), (each.other, each.other_value)})
        for each in CONTRADICTIONS
    }
    assert sum(len(opponents(name)) for name in ATTRIBUTES) == 2 * len(CONTRADICTIONS)


def test_what_never_happened_excludes_what_comes_after_it() -> None:
    told = Facts(Profile(prior_transplant=False))
    assert told.values == {"prior_transplant": False}
    assert told.excluded == {
        "mrd_timing": {"after_transplant"}, "treatment_phase": {"post_transplant"},
    }  # fmt: skip
    assert "after_transplant" not in told.possible("mrd_timing")
    assert len(told.possible("mrd_timing")) == 5
    assert told.possible("prior_tki") == {True, False}


def test_there_is_no_response_to_a_car_t_that_was_never_given() -> None:
    told = Facts(Profile(prior_car_t=False))
    assert told.values["response_to_car_t"] == NOT_APPLICABLE
    assert told.possible("response_to_car_t") == {NOT_APPLICABLE}
    assert "response_to_car_t" not in told.unknown()


def test_a_response_may_not_apply_until_it_is_known_that_car_t_was_given() -> None:
    assert Facts(Profile()).possible("response_to_car_t") == {"good", "poor", NOT_APPLICABLE}
    assert Facts(Profile(prior_car_t=True)).possible("response_to_car_t") == {"good", "poor"}
    assert NOT_APPLICABLE not in Facts(Profile()).possible("mrd_timing")


def test_all_that_never_happened_together_leave_two_times_for_a_result() -> None:
    never = dict.fromkeys(
        ("prior_car_t", "prior_transplant", "prior_blinatumomab", "prior_frontline_chemotherapy"),
        False,
    )
    told = Facts(Profile.model_validate(never))
    assert told.possible("mrd_timing") == {"end_of_induction", "other"}


def test_a_conclusion_is_drawn_on() -> None:
    told = Facts(Profile(response_to_car_t="poor", mrd_timing="after_transplant"))
    assert told.values["prior_car_t"] is True
    assert told.values["prior_transplant"] is True
    assert told.excluded == {}


def test_a_number_given_is_a_number_told() -> None:
    told = Facts(Profile(age=67, life_expectancy_weeks=6.01))
    assert told.number("age") == 67.0
    assert told.number("life_expectancy_weeks") == 6.01
    assert told.number("ecog") is None
