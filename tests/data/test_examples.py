"""The example cases show what they say that they show."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES
from allscape.yaml_text import read

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml"))
KEYS = ["name", "profile", "story", "teaching", "expect"]

NEVER_RULED_OUT = {"mrd-monitoring"}
"""Its sentence is said of all patients, so no fact can rule it out."""

NUMBERS: dict[str, tuple[int, ...]] = {
    "age": (2, 10, 11, 17, 30, 60, 61),
    "ecog": (2, 3),
    "life_expectancy_weeks": (6, 7),
}
"""Numbers on both sides of every boundary that the articles name."""

BOUNDARIES = [
    ("age", 2),
    ("age", 10),
    ("age", 11),
    ("age", 60),
    ("age", 61),
    ("ecog", 2),
    ("ecog", 3),
    ("life_expectancy_weeks", 6),
    ("life_expectancy_weeks", 7),
]

PAIRS = [  # the approach is matched in the first case and ruled out in the second
    (
        "blinatumomab-chemotherapy-childhood",
        "standard-risk-child-2",
        "standard-risk-child-one-and-a-half",
    ),
    ("blinatumomab-chemotherapy-childhood", "standard-risk-child-10", "standard-risk-child-11"),
    (
        "mini-hyper-cvd-inotuzumab",
        "newly-diagnosed-ph-negative-61",
        "newly-diagnosed-ph-negative-60",
    ),
    ("car-t-relapsed-refractory", "relapsed-ecog-2", "relapsed-ecog-3"),
    (
        "car-t-relapsed-refractory",
        "first-salvage-life-expectancy-seven-weeks",
        "first-salvage-life-expectancy-six-weeks",
    ),
    (
        "dasatinib-blinatumomab-consolidation",
        "ph-positive-first-line-completed",
        "ph-positive-first-line-not-completed",
    ),
    (
        "reduced-intensity-limited-resources",
        "child-in-limited-resource-setting",
        "child-in-remote-location",
    ),
    (
        "reduced-intensity-limited-resources",
        "child-in-limited-resource-setting",
        "child-in-low-or-middle-income-country",
    ),
]

AGAINST = [
    ("relapsed-cd19-negative-29", "blinatumomab-relapsed-refractory", "survivornet-2021"),
    ("relapsed-cd19-negative-29", "blinatumomab-bridge-to-transplant", "survivornet-2021"),
    ("relapsed-cd19-negative-29", "brick-combination", "survivornet-2021"),
    ("ph-positive-relapsed-after-tki", "inotuzumab-relapsed", "survivornet-2021"),
    ("good-response-to-car-t-33", "transplant-after-car-t", "healthtree-2024"),
]

each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@cache
def book() -> Rulebook:
    return Rulebook.load()


@cache
def case(path: Path) -> dict[str, Any]:
    document = read(path)
    assert document.faults == []
    data: dict[str, Any] = document.data
    return data


def facts(path: Path) -> dict[str, Value]:
    return Profile.model_validate(case(path)["profile"]).known()


def named(name: str) -> dict[str, Any]:
    return case(EXAMPLES / f"{name}.yaml")


@cache
def evaluate(profile: Profile) -> Landscape:
    return book().evaluate(profile)


def landscape(data: dict[str, Any]) -> Landscape:
    return evaluate(Profile.model_validate(data["profile"]))


def shown(result: Landscape) -> dict[str, Any]:
    """Return a landscape in the shape of `expect`, of the approaches that cases are about."""
    of = {each: set(result.ids(each)) & approaches() for each in Verdict}
    return {
        "matched": of[Verdict.MATCHED],
        "ruled_out": of[Verdict.RULED_OUT],
        "undetermined": {n: list(result[n].missing) for n in of[Verdict.UNDETERMINED]},
    }


ARTICLES = {"survivornet-2021", "csco-2021", "healthtree-2024", "ash-2024", "daver-2025"}
"""The articles that these cases are about; what a later one adds has cases of its own."""


def approaches() -> set[str]:
    offers = book().contents.offers
    return {each for each in offers if any(offer.source in ARTICLES for offer in offers[each])}


def listed(expect: dict[str, Any]) -> list[str]:
    return [*expect["matched"], *expect["ruled_out"], *expect["undetermined"]]


def other_values(attribute: str, value: Value) -> Iterable[Value]:
    values = NUMBERS.get(attribute) or ATTRIBUTES[attribute].values
    return [each for each in values if each != value]


def neighbours(profile: Profile) -> Iterator[Profile]:
    """Yield the profiles that differ in the value of one known attribute."""
    for attribute, value in profile.known().items():
        for other in other_values(attribute, value):
            try:
                yield profile.with_({attribute: other})
            except ValueError:  # the change contradicts another fact
                continue


def one_fact_away(path: Path) -> set[str]:
    """Return what the case rules out and the change of one fact makes matched."""
    profile = Profile.model_validate(case(path)["profile"])
    near = [book().verdicts(each) for each in neighbours(profile)]
    ruled_out = case(path)["expect"]["ruled_out"]
    return {name for name in ruled_out if any(each[name] is Verdict.MATCHED for each in near)}


def test_there_are_examples() -> None:
    assert 20 <= len(FILES) <= 28


@each_file
def test_shape(path: Path) -> None:
    assert list(case(path)) == KEYS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)
    assert all(case(path)[key].strip() for key in ("name", "story", "teaching"))


@each_file
def test_attributes_are_known_and_in_the_order_of_the_catalogue(path: Path) -> None:
    profile = case(path)["profile"]
    assert list(profile) == list(Profile.model_validate(profile).known())


@each_file
def test_every_approach_is_listed_once(path: Path) -> None:
    found = listed(case(path)["expect"])
    assert len(found) == len(set(found))
    assert set(found) == approaches()


@each_file
def test_expectations_hold(path: Path) -> None:
    expect = case(path)["expect"]
    assert shown(landscape(case(path))) == {
        "matched": set(expect["matched"]),
        "ruled_out": set(expect["ruled_out"]),
        "undetermined": expect["undetermined"],
    }


def test_names_differ() -> None:
    names = [case(path)["name"] for path in FILES]
    assert len(names) == len(set(names))


def test_every_approach_is_matched_somewhere() -> None:
    matched = {each for path in FILES for each in case(path)["expect"]["matched"]}
    assert approaches() - matched == set()


def test_every_approach_is_missed_by_a_single_fact_somewhere() -> None:
    left = approaches()
    for path in FILES:
        if left == NEVER_RULED_OUT:
            break
        left -= one_fact_away(path)
    assert left == NEVER_RULED_OUT


def test_what_is_said_of_all_is_never_ruled_out() -> None:
    ruled_out = {each for path in FILES for each in case(path)["expect"]["ruled_out"]}
    assert NEVER_RULED_OUT & ruled_out == set()


def test_nothing_known() -> None:
    assert named("nothing-known")["profile"] == {}


def test_six_core_facts_alone() -> None:
    assert tuple(named("six-core-facts-alone")["profile"]) == CORE_ATTRIBUTES


@pytest.mark.parametrize(("attribute", "value"), BOUNDARIES)
def test_boundary_is_there(attribute: str, value: int) -> None:
    assert any(facts(path).get(attribute) == value for path in FILES)


@pytest.mark.parametrize(("approach", "inside", "outside"), PAIRS)
def test_pair_differs_in_one_fact(approach: str, inside: str, outside: str) -> None:
    one, other = named(inside), named(outside)
    assert len(dict(one["profile"].items() ^ other["profile"].items())) == 1
    assert approach in one["expect"]["matched"]
    assert approach in other["expect"]["ruled_out"]


@pytest.mark.parametrize(("name", "approach", "source"), AGAINST)
def test_matched_with_something_against(name: str, approach: str, source: str) -> None:
    result = landscape(named(name))[approach]
    assert result.verdict is Verdict.MATCHED
    assert [each.partition("/")[0] for each in result.against] == [source]


def test_refractory_meets_no_sentence_that_says_relapsed_alone() -> None:
    relapsed_only = {
        "blinatumomab-bridge-to-transplant",
        "brick-combination",
        "immunotherapy-combinations-relapsed",
        "inotuzumab-relapsed",
    }
    assert relapsed_only <= set(named("refractory-never-relapsed-40")["expect"]["ruled_out"])
