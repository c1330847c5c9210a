"""A range holds the numbers that its words describe, at its very edges too."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allscape.model.conditions import Range, parse_range

EDGES = [
    ("> 60", [60.01, 61, math.nextafter(60, 61)], [60, 59.99]),
    (">= 60", [60, 61], [59.99, math.nextafter(60, 0)]),
    ("< 60", [59.99, 0], [60, 61]),
    ("<= 60", [60, 0], [math.nextafter(60, 61)]),
    ("60", [60], [59.99, 60.01]),
    ("= 60", [60], [60.5]),
    ("2 to 10", [2, 10, 5.5], [1.99, 10.01]),
    ("> 60 completed years", [61, 61.5, 120], [60, 60.5, math.nextafter(61, 0)]),
    (">= 18 completed years", [18, 18.5], [17.99]),
    ("< 40 completed years", [39.99, 0], [40]),
    ("<= 40 completed years", [40, 40.99], [41]),
    ("40 completed years", [40, 40.99], [39.99, 41]),
    ("2 to 10 completed years", [2, 10, 10.9], [1.5, 1.99, 11]),
    ("10 to 10 completed years", [10, 10.5], [9.99, 11]),
    (">= 1 completed months", [0.083, 1 / 12, 0.09, 1], [0.082, math.nextafter(0.083, 0), 0]),
    ("> 1 completed months", [0.166, 1 / 6, 0.167], [1 / 12, 0.083, 0.165]),
    ("1 completed months", [0.083, 1 / 12], [0.166, 1 / 6]),
    ("< 18 completed months", [1.499, 0], [1.5, 2]),
    ("<= 18 completed months", [1.5, 1.582], [1.583, 19 / 12]),
    ("6 to 23 completed months", [0.5, 1.999], [0.499, 2]),
    (">= 12 completed months", [1], [0.999]),
    ("  >60 ", [61], [60]),
    ("6.01", [6.01], [6, 6.02]),
    ("> 0", [5e-324, 1], [0]),
    (">= 999999", [999_999], [999_998]),
    ("1234.567", [1234.567], [1234.568]),
]


@pytest.mark.parametrize(("text", "inside", "outside"), EDGES)
def test_a_number_at_the_edge(text: str, inside: list[float], outside: list[float]) -> None:
    range_ = parse_range(text)
    assert [each for each in inside if each not in range_] == []
    assert [each for each in outside if each in range_] == []


REFUSED = {
    "above 60": "'above 60' is no range: write '> 60', '<= 2' or '2 to 10'",
    "": "'' is no range: write '> 60', '<= 2' or '2 to 10'",
    ">": "'>' is no range: write '> 60', '<= 2' or '2 to 10'",
    "-1": "'-1' is no range: write '> 60', '<= 2' or '2 to 10'",
    "1e3": "'1e3' is no range: write '> 60', '<= 2' or '2 to 10'",
    "2-10": "'2-10' is no range: write '> 60', '<= 2' or '2 to 10'",
    "!= 4": "'!= 4' is no range: write '> 60', '<= 2' or '2 to 10'",
    "10 to 2": "'10 to 2' runs backwards",
    "> 60.5 completed years": "completed years are whole: 60.5 is not",
    "> 1.5 completed months": "completed months are whole: 1.5 is not",
    "> 1000000": "'> 1000000': numbers stay below a million, with three decimals at most",
    "2 to 10.2345": "'2 to 10.2345': numbers stay below a million, with three decimals at most",
    "1.5 to 2 completed years": "completed years are whole: 1.5 is not",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_a_text_that_is_no_range(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the message is compared
        parse_range(text)
    assert str(caught.value) == message


def test_a_range_can_go_on_to_where_another_ends() -> None:
    found = parse_range("> 2").until(parse_range("< 10"))
    assert found == Range(low=2, low_included=False, high=10, high_included=False)


@given(
    sign=st.sampled_from(["<", "<=", ">", ">=", "="]), bound=st.integers(0, 120),
    number=st.floats(0, 121, allow_nan=False), completed=st.booleans(),
)  # fmt: skip
def test_completed_years_are_the_whole_part(
    sign: str, bound: int, number: float, completed: bool
) -> None:
    it = math.floor(number) if completed else number
    holds = {
        "<": it < bound,
        "<=": it <= bound,
        ">": it > bound,
        ">=": it >= bound,
        "=": it == bound,
    }
    text = f"{sign} {bound}{' completed years' if completed else ''}"
    assert (number in parse_range(text)) == holds[sign]
