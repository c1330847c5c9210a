"""What fails is shrunk to the few facts that it takes, and printed so that it can be read."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from editions import BOOK, CHOICES, edition_of
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from allscape import Profile, Rulebook, Verdict
from allscape.engine import plain
from allscape.engine.diagrams import NONE
from allscape.engine.edition import edition
from allscape.model.facts import Facts
from allscape.proof.meanings import meanings
from allscape.proof.witness import smallest
from allscape.testing import (
    assert_none_matched,
    complete_profiles,
    just_missing,
    matching,
    near_boundaries,
    profiles,
    profiles_where,
    rulebooks,
)
from strategies import often

FEW = settings(database=None, max_examples=10_000)
SIMPLEST = settings(database=None, max_examples=1, phases=[Phase.generate])
CAR_T = "car-t-relapsed-refractory"
OVER_60 = "mini-hyper-cvd-inotuzumab"
APPROACHES = [each.id for each in edition_of(CHOICES[0]).approaches()]
MEANINGS = meanings(edition_of(CHOICES[0]))
SHOWN = [each for each in APPROACHES if MEANINGS.profiles(each, Verdict.MATCHED) != NONE]
"""Those that some case matches: what is not modelled none does."""


def shrunk(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]) -> str:
    """Return how the smallest example of a strategy is printed."""
    return repr(find(strategy, wanted, settings=FEW))


def comes_to(approach: str, verdict: Verdict) -> Callable[[Profile], bool]:
    """Return what tells the cases that come to a verdict."""
    return lambda case: BOOK.verdicts(case)[approach] is verdict


def over_60(case: Profile) -> bool:
    """Tell whether a case is known to be over 60."""
    return (case.age or 0) > 60


def open_at_first(book: Rulebook) -> list[str]:
    """Return the approaches that are open while nothing is known."""
    made = edition(book.contents)
    names = [each.id for each in made.approaches()]
    found = plain.verdicts(made, Facts(Profile()), names)
    return [name for name, verdict in found.items() if verdict is Verdict.UNDETERMINED]


SHRUNK = {
    "Profile()": (profiles(), lambda _: True),
    "Profile(age=61)": (profiles(), over_60),
    "Profile(ecog=1, prior_car_t=True)": (
        profiles(ecog=1),
        lambda case: case.prior_car_t is not None,
    ),
    "Profile(ph_status='positive')": (profiles(), comes_to("tki", Verdict.MATCHED)),
    "Profile(ph_status='negative')": (profiles(), comes_to("tki", Verdict.RULED_OUT)),
    "Profile(ph_status='negative', relapse_status='newly_diagnosed', age=61)": (
        profiles_where(BOOK, {}),
        comes_to(OVER_60, Verdict.MATCHED),
    ),
    "Profile(relapse_status='relapsed', cd19_status='positive', ecog=0, active_gvhd=False, "
    "organ_function_adequate=True, life_expectancy_weeks=7)": (
        matching(BOOK, CAR_T),
        lambda case: case.ecog == 0,
    ),
    "Profile(age=60)": (near_boundaries(BOOK, OVER_60), comes_to(OVER_60, Verdict.RULED_OUT)),
    "Profile(age=61)  # open": (
        near_boundaries(BOOK, OVER_60),
        comes_to(OVER_60, Verdict.UNDETERMINED),
    ),
    "NearMiss(profile=Profile(ph_status='negative'), attribute='ph_status', instead='positive', "
    "then=<Verdict.MATCHED: 'matched'>)": (just_missing(BOOK, "tki"), lambda _: True),
    "NearMiss(profile=Profile(ph_status='negative', relapse_status='newly_diagnosed', age=40), "
    "attribute='age', instead=61, then=<Verdict.MATCHED: 'matched'>)": (
        just_missing(BOOK, OVER_60, then=Verdict.MATCHED),
        lambda miss: miss.attribute == "age",
    ),
    "a small rulebook:\n    old-2020/s0 offers approach-0 when response_to_car_t is good": (
        rulebooks(most=2),
        lambda book: "approach-0" in open_at_first(book),
    ),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("told", SHRUNK)
def test_an_example_shrinks_to_what_it_takes(told: str) -> None:
    assert shrunk(*SHRUNK[told]) == told.partition("  #")[0]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("seed", [3, 6, 8])
def test_a_number_shrinks_whatever_it_was_at_first(seed: int) -> None:
    settled = settings(FEW, derandomize=False)
    pick = Random(seed)
    case = find(profiles(of=["age"]), over_60, settings=settled, random=pick)
    assert case == Profile(age=61)


@pytest.mark.parametrize("approach", SHOWN)
def test_the_simplest_match_has_as_few_facts_as_any(approach: str) -> None:
    case = find(matching(BOOK, approach), lambda _: True, settings=SIMPLEST)
    fewest = smallest(MEANINGS.space, MEANINGS.profiles(approach, Verdict.MATCHED))
    assert fewest is not None
    assert len(case.known()) == len(fewest.known())


def test_the_simplest_complete_case_has_round_numbers() -> None:
    case = find(complete_profiles(), lambda _: True, settings=SIMPLEST)
    assert (case.age, case.ecog, case.life_expectancy_weeks) == (0, 0, 0)


def test_a_failing_property_prints_the_case_and_why() -> None:
    @settings(FEW, max_examples=100, phases=[Phase.generate, Phase.shrink])
    @given(case=profiles(cd19_status="negative"))
    def no_antibody_without_cd19(case: Profile) -> None:
        assert_none_matched(BOOK, case, ["blinatumomab-mrd-positive"])

    with pytest.raises(AssertionError) as failed:
        no_antibody_without_cd19()
    told = str(failed.value)
    assert told.startswith("blinatumomab-mrd-positive: ruled out or open was expected, matched was")
    assert "\nallscape match --mrd-result positive --cd19-status negative\n" in told
    (note,) = [each for each in failed.value.__notes__ if "case=" in each]
    assert "case=Profile(mrd_result='positive', cd19_status='negative')," in note


@settings(max_examples=often(25))
@given(book=rulebooks(most=2))
def test_a_printed_rulebook_names_every_statement_that_matters(book: Rulebook) -> None:
    told = repr(book)
    assert all(f"\n    {each.id} means " in told for each in book.contents.terms)
    about = [each for each in book.contents.statement.values() if each.about]
    assert all(f"\n    {each.id} " in told for each in about)
