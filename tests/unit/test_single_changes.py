"""Single changes of small rulebooks: the value nearest to the case, and all that do the same."""

from typing import Any

import pytest
from test_digest import SOURCE, said

from allscape import Profile, Rulebook
from allscape.explain.singles import Single, each_change
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve


def singles(asked: list[Any], of: tuple[Any, ...] = (), **known: Any) -> list[Single]:
    """Return the single changes of a case where approaches ask for one condition each.

    `of` are conditions of which there are remarks.
    """
    standing = {"level": "reported", "words": "beta"}
    names = [f"a{at}" for at in range(len(asked))]
    options = [
        said(name, when, standing=standing) for name, when in zip(names, asked, strict=True)
    ]  # fmt: skip
    contents = Contents.model_validate({
        "sources": [SOURCE],
        "quotations": [
            {"cite": "book-2020/1", "text": "Alpha, beta.", "statements": options},
        ],
        "approaches": [{"id": name, "name": name, "family": "f"} for name in names],
        "remarks": [{"id": f"r{at}", "says": "so", "when": when} for at, when in enumerate(of)],
    })  # fmt: skip
    return each_change(Rulebook(resolve(contents)).examine(Profile(**known)))


@pytest.mark.parametrize(
    ("asked", "age", "found"),
    [
        (["2 to 10 completed years"], None,
         [(1, "0 to 1 completed years"), (2, "2 to 10 completed years"), (11, "11 to 120")]),
        (["2 to 10 completed years"], 30, [(10, "2 to 10 completed years")]),
        (["2 to 10 completed years"], 0, [(2, "2 to 10 completed years")]),
        (["2 completed years"], 50.25, [(2, "2 completed years")]),
        (["2 to 10"], 10.5, [(10, "2 to 10")]), (["> 10"], 9.5, [(11, "over 10 to 120")]),
        ([">= 10"], 9.5, [(10, "10 to 120")]), (["< 2.5"], 9, [(2, "0 to 29 completed months")]),
        (["18 to 30 completed months"], 5, [(2, "18 to 30 completed months")]),
        (["3 completed months"], 0, [(0.2915, "3 completed months")]),
        (["12 to 35 completed months"], 9, [(2, "1 to 2 completed years")]),
        (["12 to 36 completed months"], 9, [(3, "12 to 36 completed months")]),
        (["< 2.3"], 9, [(2, "0 to under 2.3")]),
        (["> 2.3", "< 3"], 9, [(2, "0 to 2.3"), (2.65, "over 2.3 to under 3")]),
        (["> 60", "< 2.5"], 50.25, [(2, "0 to 29 completed months"), (61, "over 60 to 120")]),
        ([">= 18 completed months", "3"], None,
         [(1, "0 to 17 completed months"), (2, "18 to 35 completed months"), (3, "3"),
          (4, "over 3 to 120")]),
        (["< 10 completed years", "< 5 completed years"], 40,
         [(4, "0 to 4 completed years"), (9, "5 to 9 completed years")]),
    ],
)  # fmt: skip
def test_ages(asked: list[str], age: float | None, found: list[tuple[float, str]]) -> None:
    made = singles([{"age": each} for each in asked], age=age)
    assert [(each.after, each.stretch) for each in made] == found
    assert {(each.attribute, each.before) for each in made} == {("age", age)}


@pytest.mark.parametrize(
    ("asked", "known", "found"),
    [
        ({"ecog": "<= 2"}, {"ecog": 4}, [("ecog", 2, "0 to 2")]),
        ({"ecog": "2"}, {"ecog": 4}, [("ecog", 2, "2")]),
        ({"life_expectancy_weeks": "< 12"}, {"life_expectancy_weeks": 30},
         [("life_expectancy_weeks", 11, "0 to under 12")]),
        ({"life_expectancy_weeks": "<= 104"}, {"life_expectancy_weeks": 200},
         [("life_expectancy_weeks", 104, "0 to 104")]),
        ({"life_expectancy_weeks": ">= 12"}, {"life_expectancy_weeks": 3.5},
         [("life_expectancy_weeks", 12, "12 or more")]),
        ({"ph_status": "positive"}, {"ph_status": "negative"},
         [("ph_status", "positive", "positive")]),
        ({"lineage": "B"}, {}, [("lineage", "B", "B"), ("lineage", "T", "T")]),
        ([{"age": "> 10"}, {"ecog": "<= 1"}], {"age": 5, "ecog": 4}, []),
        ([{"age": "> 10"}, {"ecog": "<= 1"}], {"age": 5, "ecog": 0},
         [("age", 11, "over 10 to 120")]),
        ([{"age": "> 10"}, {"age": "> 20"}], {"age": 30}, [("age", 20, "0 to 20")]),
        ([{"age": "< 40"}, {"age": "< 50"}], {"age": 30.5},
         [("age", 40, "40 to 120")]),
        # That CAR T was given is said by a phase after it, too, and by how it was responded to.
        ({"prior_car_t": True}, {}, [
            ("mrd_timing", "after_car_t", "after_car_t"),
            ("treatment_phase", "post_car_t", "post_car_t"), ("prior_car_t", True, "true"),
            ("prior_car_t", False, "false"), ("response_to_car_t", "good", "good"),
            ("response_to_car_t", "poor", "poor"),
        ]),
    ],
)  # fmt: skip
def test_other_facts(asked: Any, known: dict[str, Any], found: list[tuple[Any, ...]]) -> None:
    made = singles([asked], **known)
    assert [(each.attribute, each.after, each.stretch) for each in made] == found


def test_a_change_that_moves_a_remark_alone_is_one() -> None:
    (single,) = singles([{"ecog": "<= 2"}], of=({"age": ">= 18"},), age=20, ecog=1)[:1]
    assert (single.attribute, single.after, single.stretch) == (
        "age",
        17,
        "0 to 17 completed years",
    )
    assert [each.id for each in single.differences.notes_gone] == ["r0"]
    assert single.moves == {}
    assert singles([], of=({"age": ">= 18"},), age=17)[0].after == 18


def test_a_change_of_which_a_remark_and_a_verdict_speak_is_parted_where_they_differ() -> None:
    made = singles([{"age": "> 60"}], of=({"age": ">= 18"}, {"age": "< 5"}), age=30)
    assert [(each.stretch, [*each.moves]) for each in made] == [
        ("0 to 4 completed years", []), ("5 to 17 completed years", []),
        ("over 60 to 120", ["a0"]),
    ]  # fmt: skip
