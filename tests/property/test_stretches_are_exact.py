"""The values of a number in cells: what tests tell apart, nothing else, and told as it is."""

from itertools import pairwise

import pytest
from enumerated import says
from hypothesis import given
from hypothesis import strategies as st

from allscape.engine.cells import cells
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES
from strategies import numbers

NUMBERS = [name for name, each in ATTRIBUTES.items() if each.numeric]
ENDS = ["0", "0.5", "1", "2", "2.75", "3", "4", "11", "12", "119.5", "120", "121", "9000"]
WANTED = [f"{sign} {end}" for sign in ("<", "<=", ">", ">=", "=") for end in ENDS]
WANTED += [f"{low} to {high}" for low, high in pairwise(ENDS)]


@st.composite
def drawn_tests(draw: st.DrawFn) -> tuple[str, list[Test], list[float]]:
    """Draw a number, tests on it, and values of it."""
    name = draw(st.sampled_from(NUMBERS))
    texts = draw(st.lists(st.sampled_from(WANTED), max_size=4))
    values = draw(st.lists(numbers(name), min_size=1, max_size=8))
    return name, [Test.model_validate({name: each}) for each in texts], values


@given(drawn_tests())
def test_a_value_is_in_one_cell_and_a_cell_is_one_to_every_test(
    drawn: tuple[str, list[Test], list[float]],
) -> None:
    name, tests, values = drawn
    found = cells(ATTRIBUTES[name], tests)
    for each in found:
        assert each.sample in each
    for value in values:
        (mine,) = (each for each in found if value in each)
        for test in tests:
            assert test.passed_by(value) == test.passed_by(mine.sample)
        for each in found:
            assert says(str(each), value) == (each is mine)
    for one, other in pairwise(found):
        assert any(test.passed_by(one.sample) != test.passed_by(other.sample) for test in tests)


SHOWN: list[tuple[str, list[str], dict[str, Value]]] = [
    ("age", [], {"0 to 120": 120}),
    ("age", ["> 60"], {"0 to 60": 60, "over 60 to 120": 61}),
    ("age", ["< 120", "= 9000"], {"0 to under 120": 119, "120": 120}),
    ("age", ["= 60"], {"0 to under 60": 59, "60": 60, "over 60 to 120": 61}),
    ("age", ["> 0.5", "< 0.6"], {"0 to 0.5": 0, "over 0.5 to under 0.6": 0.55, "0.6 to 120": 1}),
    ("age", ["<= 1.5", ">= 4.5"], {"0 to 1.5": 1, "over 1.5 to under 4.5": 2, "4.5 to 120": 5}),
    ("age", ["< 2", "> 3"], {"0 to under 2": 1, "2 to 3": 2, "over 3 to 120": 4}),
    ("ecog", ["<= 2"], {"0 to 2": 2, "3 to 4": 3}),
    ("ecog", ["= 2"], {"0 to 1": 1, "2": 2, "3 to 4": 3}),
    ("life_expectancy_weeks", [], {"0 or more": 0}),
    ("life_expectancy_weeks", [">= 12"], {"0 to under 12": 11, "12 or more": 12}),
    ("life_expectancy_weeks", ["> 12.5"], {"0 to 12.5": 12, "over 12.5": 13}),
    ("lineage", ["B"], {"B": "B", "T": "T"}),
]


@pytest.mark.parametrize(("name", "texts", "shown"), SHOWN)
def test_a_cell_is_shown_by_a_whole_number_near_to_its_edge(
    name: str, texts: list[str], shown: dict[str, Value]
) -> None:
    found = cells(ATTRIBUTES[name], [Test.model_validate({name: each}) for each in texts])
    assert {str(each): each.sample for each in found} == shown
    for one in found:
        assert [one.sample in each for each in found] == [one is each for each in found]
