"""`missing` names the unknown attributes that can decide, all of them and no others."""

from dataclasses import replace
from itertools import islice
from random import Random

from completions import completions, deciding, representatives
from editions import BOOK, CHOICES, Choice, edition_of, explained
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from oracle import all_tests, contradicts

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.engine.edition import Edition, edition
from allscape.engine.missing import missing, unmodelled
from allscape.faults import RulebookError
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.conditions import Condition, Test
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from strategies import HANDFUL, facts, often, rulebooks

ENTANGLED = {each.attribute for each in CONTRADICTIONS} | {each.other for each in CONTRADICTIONS}


def offers(made: Edition, approach: str) -> dict[str, Condition]:
    """Return the conditions of the statements that offer an approach, by statement."""
    return {each.id: made.statements[each.id] for each in made.offers(approach)}


def left_open(made: Edition, stated: dict[str, Condition], case: dict[str, Value]) -> bool:
    """Tell whether none of the statements holds for sure and not all of them fail."""
    truths = explained(replace(made, statements=stated), Profile.model_validate(case)).values()
    return Truth.TRUE not in truths and Truth.UNKNOWN in truths


@settings(max_examples=often(24))
@given(known=facts(), choice=st.sampled_from([CHOICES[0], *CHOICES]))
@example(known={}, choice=CHOICES[0])
def test_the_named_attributes_decide_and_no_others(known: dict[str, Value], choice: Choice) -> None:
    made = edition_of(choice)
    settled = Facts(Profile.model_validate(known)).values
    landscape = BOOK.evaluate(
        Profile.model_validate(known), as_of=choice[0], readings=dict(choice[1])
    )
    for approach in landscape.approaches:
        if approach.verdict is Verdict.UNDETERMINED:
            found, answers = deciding(made, list(offers(made, approach.id).values()), known)
            assert answers == {True, False}
            assert set(approach.missing) == found
            assert not found & settled.keys()
        else:
            assert approach.missing == ()


@settings(max_examples=often(24))
@given(known=facts(), seed=st.integers(0, 999))
@example(known={}, seed=0)
def test_nothing_is_open_where_the_named_attributes_are_known(
    known: dict[str, Value], seed: int
) -> None:
    made = edition_of(CHOICES[0])
    for approach in BOOK.evaluate(Profile.model_validate(known)).approaches:
        stated = offers(made, approach.id)
        tests = list(all_tests(made, stated.values()))
        cases = list(completions(known, list(approach.missing), tests))
        for case in Random(seed).sample(cases, min(8, len(cases))):
            assert not left_open(made, stated, case)


@settings(max_examples=often(90))
@given(contents=rulebooks(), known=facts(HANDFUL))
def test_no_attribute_that_decides_is_left_out_in_any_small_rulebook(
    contents: Contents, known: dict[str, Value]
) -> None:
    made = edition(contents)
    for approach in made.approaches():
        stated = offers(made, approach.id)
        if not left_open(made, stated, known):
            continue
        conditions = list(stated.values())
        named = set(missing(made, conditions, Facts(Profile.model_validate(known))))
        asked = {each.attribute for each in all_tests(made, conditions)} - set(known)
        found, _ = deciding(made, conditions, known)
        assert named or unmodelled(made, conditions, Facts(Profile.model_validate(known)))
        assert found <= named <= asked
        # Where the attributes exclude nothing of each other, the answer is exact here too.
        if found and not asked & ENTANGLED:
            assert named == found


def values_of(name: str, tests: list[Test]) -> list[Value]:
    """Return one value of each kind of an attribute."""
    return [each for each in representatives(name, tests) if each is not None]


def also_deciding(made: Edition, approach: str, known: dict[str, Value]) -> set[str]:
    """Return the attributes outside `missing` of which some value, given alone, moves anything."""
    stated = offers(made, approach)
    conditions = list(stated.values())
    now = missing(made, conditions, Facts(Profile.model_validate(known)))
    tests = list(all_tests(made, conditions))
    found = set()
    for name in ATTRIBUTES.keys() - known.keys() - set(now):
        for case in ({**known, name: value} for value in values_of(name, tests)):
            if contradicts(case):
                continue
            then = missing(made, conditions, Facts(Profile.model_validate(case)))
            if then != now or not left_open(made, stated, case):
                found.add(name)
    return found


def assert_also_decided(landscape: Landscape, made: Edition, known: dict[str, Value]) -> None:
    """Assert that each open approach names what decides it by contradictions, and no other does."""
    for approach in landscape.approaches:
        named = approach.also_decided_by
        assert not set(named) & set(approach.missing)
        assert list(named) == [name for name in ATTRIBUTES if name in named]
        if approach.verdict is Verdict.UNDETERMINED:
            assert set(named) == also_deciding(made, approach.id, known)
        else:
            assert named == ()


@settings(max_examples=often(12))
@given(known=facts(), choice=st.sampled_from([CHOICES[0], *CHOICES]))
@example(known={"ecog": 2}, choice=CHOICES[0])
def test_what_decides_by_contradictions_is_named(known: dict[str, Value], choice: Choice) -> None:
    landscape = BOOK.evaluate(
        Profile.model_validate(known), as_of=choice[0], readings=dict(choice[1])
    )
    assert_also_decided(landscape, edition_of(choice), known)


@settings(max_examples=often(60))
@given(contents=rulebooks(), known=facts(HANDFUL))
def test_so_it_is_in_any_small_rulebook(contents: Contents, known: dict[str, Value]) -> None:
    try:
        landscape = Rulebook(contents).evaluate(Profile.model_validate(known))
    except RulebookError:  # too many alternatives for the engine, as the loader says too
        reject()
    assert_also_decided(landscape, edition(contents), known)


def test_a_response_to_car_t_decides_though_it_is_not_missing() -> None:
    found = BOOK.evaluate(Profile(ecog=2))["transplant-after-car-t"]
    assert found.missing == ("prior_car_t",)
    assert found.also_decided_by == ("mrd_timing", "treatment_phase", "response_to_car_t")
    then = BOOK.evaluate(Profile(ecog=2, response_to_car_t="poor"))["transplant-after-car-t"]
    assert then.verdict is Verdict.MATCHED


def test_the_brute_force_tries_every_way_to_complete_a_case() -> None:
    made = edition_of(CHOICES[0])
    stated = list(offers(made, "tisa-cel-first-line").values())
    tests = list(all_tests(made, stated))
    names = sorted({each.attribute for each in tests})
    assert len(names) == 9
    assert len(list(islice(completions({}, names, tests), 10_000))) >= 2 ** len(names)
