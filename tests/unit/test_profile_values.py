"""What a profile takes and what it refuses, with a hint; contradictions name both attributes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from allscape import Profile
from allscape.model.attributes import parse_value, show
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS, CORE_ATTRIBUTES


def refusal(**given: Any) -> list[str]:
    """Return why a profile is refused."""
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate(given)
    return [each["msg"] for each in caught.value.errors()]


SIGN = "is positive, negative or unknown, not"
FLAG = "is true, false or unknown, not"
STATUS = "is newly_diagnosed, in_remission, relapsed, refractory or unknown, not"
YEARS = "age is a number from 0 to 120 years or unknown, not"
ECOG = "ecog is a whole number from 0 to 4 or unknown, not"

WEEKS = "life_expectancy_weeks is a number of 0 or more weeks or unknown, not"
MANY = "it has more digits than are told apart"

REFUSED: list[tuple[str, Any, str]] = [
    ("ph_status", "positve", f"ph_status {SIGN} 'positve': did you mean 'positive'?"),
    ("ph_status", "yes", f"ph_status {SIGN} 'yes': more than one meaning: positive or negative?"),
    ("ph_status", True, f"ph_status {SIGN} 'true'"),
    ("ph_status", 1, f"ph_status {SIGN} '1'"),
    ("ph_status", ["positive"], f"ph_status {SIGN} 'a list'"),
    ("ph_status", "x" * 40, f"ph_status {SIGN} '{'x' * 40}'"),
    ("ph_status", "\ud800", f"ph_status {SIGN} '\\ud800'"),
    ("ph_status", "x" * 60, f"ph_status {SIGN} '{'x' * 40}...'"),
    ("relapse_status", "remission",
     (f"relapse_status {STATUS} 'remission': remission of the first line or a later one: "
      "newly_diagnosed, in_remission, relapsed or refractory?")),
    ("relapse_status", "refractry",
     f"relapse_status {STATUS} 'refractry': did you mean 'refractory'?"),
    ("prior_tki", 1, f"prior_tki {FLAG} '1'"),
    ("prior_tki", 0.0, f"prior_tki {FLAG} '0'"),
    ("age", -1, f"{YEARS} '-1'"),
    ("age", 120.5, f"{YEARS} '120.5'"),
    ("age", "abc", f"{YEARS} 'abc'"),
    ("age", True, f"{YEARS} 'true'"),
    ("age", float("nan"), f"{YEARS} 'nan'"),
    ("age", "nan", f"{YEARS} 'nan': where nothing is known, write unknown"),
    ("age", float("inf"), f"{YEARS} 'inf'"),
    ("age", 10**400, f"{YEARS} '1{'0' * 39}...'"),
    ("age", "60.00000000000000000001", f"{YEARS} '60.00000000000000000001': {MANY}"),
    ("age", "60.00000000000000000001 years", f"{YEARS} '60.00000000000000000001 years': {MANY}"),
    ("life_expectancy_weeks", 2**53 + 1, f"{WEEKS} '9007199254740993': {MANY}"),
    ("life_expectancy_weeks", f"{2**53 + 1} weeks", f"{WEEKS} '9007199254740993 weeks': {MANY}"),
    ("age", 2**63, f"{YEARS} '9223372036854775808'"),
    ("age", "2021-01-01", f"{YEARS} '2021-01-01': it is a date, a number is needed"),
    ("age", "1,5", f"{YEARS} '1,5': a comma may part thousands: write decimals with a point"),
    ("age", {"years": 4}, f"{YEARS} 'a mapping'"),
    ("age", Decimal("60.00000000000000000001"), f"{YEARS} '60.00000000000000000001'"),
    ("age", Fraction(1), f"{YEARS} 'a value of type Fraction'"),
    ("ecog", 5, f"{ECOG} '5'"),
    ("ecog", 1.5, f"{ECOG} '1.5'"),
    ("ecog", False, f"{ECOG} 'false'"),
    ("age", "-0", f"{YEARS} '-0'"), ("ecog", "-0", f"{ECOG} '-0'"),
    ("age", "1e-99999999999999999999", f"{YEARS} '1e-99999999999999999999'"),
    ("life_expectancy_weeks", -0.5, f"{WEEKS} '-0.5'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_a_value_that_an_attribute_does_not_have(name: str, value: Any, message: str) -> None:
    assert refusal(**{name: value}) == [message]


def test_a_number_that_python_itself_does_not_write() -> None:
    assert refusal(age=10**6000) == [f"{YEARS} 'inf'"]


@pytest.mark.parametrize(
    "number", ["1_0", "\N{ARABIC-INDIC DIGIT THREE}", "\N{FULLWIDTH DIGIT SIX}"]
)
def test_a_number_is_written_in_plain_digits(number: str) -> None:
    assert refusal(age=number) == [f"{YEARS} '{number}'"]


@pytest.mark.parametrize(
    ("given", "taken"),
    [("67", 67), ("67.5", 67.5), (Decimal(67), 67), (Decimal("67.50"), 67.5),
     (67.0, 67), (" 4 ", 4), ("1e1", 10), (-0.0, 0), (1e-7, 1e-7),
     (0, 0), (120, 120), (119.99, 119.99), ("7.0000000000000000000000", 7), (str(1 / 3), 1 / 3)],
)  # fmt: skip
def test_a_number_may_be_written_as_text(given: Any, taken: float) -> None:
    age = Profile(age=given).age
    assert age == taken
    assert type(age) is type(taken)


@pytest.mark.parametrize("given", ["True", "TRUE", " true ", True])
def test_a_flag_may_be_written_in_either_case(given: Any) -> None:
    assert Profile(prior_tki=given).prior_tki is True


@pytest.mark.parametrize("given", ["B", "b"])
def test_a_lineage_may_be_written_in_either_case(given: Any) -> None:
    assert Profile(lineage=given).lineage == "B"


@pytest.mark.parametrize("given", ["1e23", 1e23, int(1e23), "100000000000000000000000.0"])
def test_a_number_of_which_a_float_is_several_is_not_shown_as_one_of_them(given: Any) -> None:
    profile = Profile(life_expectancy_weeks=given)
    assert show(profile.life_expectancy_weeks) == "1e+23"
    assert Profile(life_expectancy_weeks="1e+23") == profile
    whole = Profile(life_expectancy_weeks=10**22).life_expectancy_weeks
    assert (whole, type(whole)) == (10**22, int)


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [("prior_tki", "Yes", "true"), ("prior_tki", "no", "false"),
     ("ph_status", "positve", "positive"),
     ("relapse_status", "Newly-Diagnosed", "newly_diagnosed"),
     ("treatment_phase", "post transplant", "post_transplant")],
)  # fmt: skip
def test_of_a_rule_our_own_words_alone_are_read(name: str, value: str, meant: str) -> None:
    attribute = ATTRIBUTES[name]
    with pytest.raises(ValueError, match=rf"not '{value}': did you mean '{meant}'\?$"):
        parse_value(attribute, value)
    assert show(parse_value(attribute, f" {meant} ".upper() if attribute.flag else meant)) == meant
    assert show(parse_value(attribute, " Unknown ")) == "unknown"


def test_a_life_expectancy_has_no_upper_end() -> None:
    assert Profile(life_expectancy_weeks=10_400).life_expectancy_weeks == 10_400


@pytest.mark.parametrize("unknown", [None, "", "unknown", " UNKNOWN ", "Unknown"])
@pytest.mark.parametrize("name", ATTRIBUTES)
def test_unknown_is_the_absence_of_a_value(name: str, unknown: Any) -> None:
    assert Profile.model_validate({name: unknown}) == Profile()
    assert Profile.model_validate({name: unknown}).known() == {}


@pytest.mark.parametrize("each", CONTRADICTIONS, ids=lambda c: f"{c.attribute}={c.value}")
def test_a_contradiction_names_both_attributes(each: Any) -> None:
    (message,) = refusal(**{each.attribute: each.value, each.other: each.other_value})
    assert message == (
        f"{each.attribute}: {each.value} contradicts {each.other}: false ({each.why})"
    )
    assert Profile.model_validate({each.attribute: each.value, each.other: True})
    assert Profile.model_validate({each.attribute: each.value})


def test_every_fault_is_told_at_once() -> None:
    assert len(refusal(ph_status="x", age=500, ecog=9)) == 3
    (message,) = refusal(
        mrd_timing="after_transplant", treatment_phase="post_transplant", prior_transplant=False
    )
    assert message.count("contradicts prior_transplant: false") == 2


def test_an_attribute_that_does_not_exist_is_refused() -> None:
    assert refusal(agee=5) == ["Extra inputs are not permitted"]


def test_the_core_six_come_first() -> None:
    core = ["ph_status", "mrd_result", "relapse_status", "age", "cd19_status", "ecog"]
    assert list(CORE_ATTRIBUTES) == core
    assert list(ATTRIBUTES)[:6] == core
    assert list(Profile(care_setting="remote", ecog=0, age=3).known()) == [
        "age", "ecog", "care_setting",
    ]  # fmt: skip


def test_a_changed_profile_is_checked_again_and_the_old_one_stays() -> None:
    first = Profile(prior_car_t=False, age=3)
    assert first.with_({"age": None, "ecog": "2"}).known() == {"prior_car_t": False, "ecog": 2}
    with pytest.raises(ValidationError, match="contradicts"):
        first.with_({"response_to_car_t": "good"})
    assert first.known() == {"prior_car_t": False, "age": 3}
    with pytest.raises(ValidationError):
        first.age = 5


@pytest.mark.parametrize("value", [("positive",), {"positive"}, b"positive", 1j, object()])
@pytest.mark.parametrize("name", ["ph_status", "prior_tki", "age"])
def test_a_value_of_any_other_kind_is_refused(name: str, value: Any) -> None:
    (message,) = refusal(**{name: value})
    assert message.startswith(f"{name} is ")
