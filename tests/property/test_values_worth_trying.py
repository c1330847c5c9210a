"""Of what some tests tell apart one value of each kind is tried, the nearest to what is known."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allscape.explain.values import changed, distance, worth_trying
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES, Profile
from strategies import often

ENDS = {
    "age": ["0", "1", "2", "2.5", "60", "120"],
    "ecog": ["0", "1", "1.5", "2", "4"],
    "life_expectancy_weeks": ["4", "5", "12.5", "40"],
}
RANGES = ["< {}", "<= {}", "> {}", ">= {}", "{}"]
NOW = {
    "age": [0, 1, 2.25, 18, 39, 60.5, 120], "ecog": [0, 2, 4],
    "life_expectancy_weeks": [0, 4.5, 6, 50],
}  # fmt: skip


@settings(max_examples=often(250))
@given(name=st.sampled_from(list(ENDS)), data=st.data())
def test_of_numbers(name: str, data: st.DataObject) -> None:
    drawn = st.tuples(st.sampled_from(RANGES), st.sampled_from(ENDS[name]))
    wanted = [form.format(end) for form, end in data.draw(st.lists(drawn, max_size=6))]
    one_of_each_kind(name, wanted, data.draw(st.none() | st.sampled_from(NOW[name])))


@pytest.mark.parametrize("now", [None, 0, 2, 4])
@pytest.mark.parametrize(
    "wanted",
    [["< 2"], ["> 2"], ["> 3", "< 4"], ["1.5"], ["2"], ["> 1.5", "<= 3"], ["<= 1", ">= 2", "3"]],
)
def test_of_whole_numbers_and_others(wanted: list[str], now: Value | None) -> None:
    for name in ENDS:
        one_of_each_kind(name, wanted, now)


def one_of_each_kind(name: str, wanted: list[str], now: Value | None) -> None:
    """Hold the values worth trying of a number against all numbers, in small steps."""
    tests = [Test.model_validate({name: each, "words": "w"}) for each in wanted]
    attribute = ATTRIBUTES[name]
    step = 1 if attribute.whole else 4
    every = [at / step for at in range(int(min(attribute.high, 150)) * step + 1)]

    def kind(value: Value) -> tuple[bool, ...]:
        return tuple(each.passed_by(value) for each in tests)

    found = worth_trying(name, tests, now)
    kinds = [kind(each) for each in found]
    others = {kind(each) for each in every} - ({kind(now)} if now is not None else set())
    assert sorted(kinds) == sorted(others if tests else [])
    assert all(float(one) < float(other) for one, other in pairwise(found))
    for value in found:
        assert attribute.low <= float(value) <= attribute.high
        alike = [each for each in every if each == int(each) and kind(each) == kind(value)]
        assert isinstance(value, int) == bool(alike)
        if alike and now is not None:
            assert distance(value, now) == min(abs(each - float(now)) for each in alike)


@given(name=st.sampled_from([n for n, each in ATTRIBUTES.items() if each.values]), data=st.data())
def test_of_choices(name: str, data: st.DataObject) -> None:
    values = ATTRIBUTES[name].values
    now = data.draw(st.none() | st.sampled_from(values))
    assert worth_trying(name, [], now) == [each for each in values if each != now]
    assert {distance(each, now) for each in values if isinstance(each, str)} <= {0.0}


@given(one=st.integers(0, 9) | st.floats(0, 9), other=st.integers(0, 9) | st.floats(0, 9))
@example(one=2, other=5)
def test_numbers_are_as_far_apart_either_way(one: float, other: float) -> None:
    assert distance(one, other) == distance(other, one) == abs(one - other)
    assert distance(one, None) == 0


def test_what_contradicts_is_no_change() -> None:
    profile = Profile(prior_car_t=False, age=61)
    assert changed(profile, {"age": None, "ecog": 1}) == Profile(prior_car_t=False, ecog=1)
    assert changed(profile, {"response_to_car_t": "good"}) is None
