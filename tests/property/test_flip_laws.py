"""The smallest changes that lift a ruling: each does, no part of one does, and none is left out."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from math import ceil, floor
from pathlib import Path
from random import Random

import pytest
from editions import Choice, edition_of
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from judged import APPROACHES, EDITION, NOW, choices, kinds, names_of, verdict, verdicts
from oracle import contradicts
from subsets import every_subset

from allscape import Profile, Verdict
from allscape.cases import read
from allscape.engine.edition import edition
from allscape.explain.flips import smallest_changes
from allscape.explain.smallest import smallest_sets
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from strategies import HANDFUL, consistent, facts, often, rulebooks, values

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def parts(changes: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Yield every part of some changes, the empty one included, the whole left out."""
    for size in range(len(changes)):
        for names in combinations(changes, size):
            yield {name: changes[name] for name in names}


@settings(max_examples=often(30))
@given(known=facts(), choice=choices, seed=st.integers(0, 999))
def test_each_set_lifts_the_ruling_and_no_part_of_it_does(
    known: dict[str, Value], choice: Choice, seed: int
) -> None:
    edition = edition_of(choice)
    found = verdicts(edition, known).items()
    ruled_out = [name for name, each in found if each is Verdict.RULED_OUT]
    assume(ruled_out)
    approach = Random(seed).choice(ruled_out)
    flips = smallest_changes(edition, approach, Profile.model_validate(known))
    for flip in flips:
        assert flip.changes.keys() <= known.keys()
        assert all(known[name] != value for name, value in flip.changes.items())
        assert verdict(edition, approach, {**known, **flip.changes}) is flip.then
        assert flip.then is not Verdict.RULED_OUT
        for part in parts(flip.changes):
            case = {**known, **part}
            if not contradicts(case):
                assert verdict(edition, approach, case) is Verdict.RULED_OUT
    for one, other in combinations(flips, 2):
        assert one.changes != other.changes
        assert not one.changes.keys() < other.changes.keys()
        assert not other.changes.keys() < one.changes.keys()


def nearer(name: str, now: Value, value: Value) -> list[int]:
    """Return whole numbers of an attribute that are nearer to what it is now than a value is."""
    assert isinstance(now, int | float)
    assert isinstance(value, int | float)
    far = min(abs(value - now), 40)
    numbers = range(ceil(now - far), floor(now + far) + 1)
    attribute = ATTRIBUTES[name]
    within = [each for each in numbers if attribute.low <= each <= attribute.high]
    return [each for each in within if abs(each - now) < far]


@settings(max_examples=often(30))
@given(known=facts(), seed=st.integers(0, 999))
@example(
    known={
        "relapse_status": "relapsed", "cd19_status": "positive", "organ_function_adequate": True,
        "ecog": 4, "active_gvhd": False, "life_expectancy_weeks": 3,
    },
    seed=1,
)  # fmt: skip
def test_a_whole_number_that_is_nearer_does_not_do_or_is_given_too(
    known: dict[str, Value], seed: int
) -> None:
    ruled_out = [n for n, each in verdicts(EDITION, known).items() if each is Verdict.RULED_OUT]
    assume(ruled_out)
    approach = Random(seed).choice(ruled_out)
    flips = smallest_changes(EDITION, approach, Profile.model_validate(known))
    for flip, name in [(f, n) for f in flips for n in f.changes if ATTRIBUTES[n].numeric]:
        for number in nearer(name, known[name], flip.changes[name]):
            other = {**flip.changes, name: number}
            if verdict(EDITION, approach, {**known, **other}) is not Verdict.RULED_OUT:
                given = [f.changes[name] for f in flips if {**f.changes, name: number} == other]
                assert any(abs(each - known[name]) <= abs(number - known[name]) for each in given)


def lifting(approach: str, known: dict[str, Value]) -> set[frozenset[str]]:
    """Return the smallest sets of known facts that lift a ruling, every change tried."""
    found: set[frozenset[str]] = set()
    for size in range(1, len(known) + 1):
        for names in combinations(known, size):
            if not any(each <= set(names) for each in found):
                options = [kinds(NOW, name, approach) for name in names]
                tried = [
                    {**known, **dict(zip(names, chosen, strict=True))}
                    for chosen in product(*options)
                ]
                if any(
                    verdict(EDITION, approach, case) is not Verdict.RULED_OUT
                    for case in tried
                    if not contradicts(case)
                ):
                    found.add(frozenset(names))
    return found


few = st.sampled_from([each for each in APPROACHES if names_of(each)]).flatmap(
    lambda approach: st.tuples(
        st.just(approach),
        st.lists(st.sampled_from(names_of(approach)), min_size=1, max_size=3, unique=True)
        .flatmap(lambda names: st.fixed_dictionaries({name: values(name) for name in names}))
        .map(consistent),
    )
)


@settings(max_examples=often(60))
@given(drawn=few)
@example(drawn=("transplant-after-car-t", {"prior_car_t": False, "treatment_phase": "induction"}))
def test_no_set_that_lifts_a_ruling_is_left_out(drawn: tuple[str, dict[str, Value]]) -> None:
    approach, known = drawn
    assume(verdict(EDITION, approach, known) is Verdict.RULED_OUT)
    flips = smallest_changes(EDITION, approach, Profile.model_validate(known))
    assert {frozenset(each.changes) for each in flips} == lifting(approach, known)


@settings(max_examples=often(80))
@given(contents=rulebooks(), known=facts(HANDFUL))
def test_in_any_small_rulebook_they_are_those_that_all_sets_give(
    contents: Contents, known: dict[str, Value]
) -> None:
    made, profile = edition(contents), Profile.model_validate(known)
    found = verdicts(made, known)
    for approach in (name for name, each in found.items() if each is Verdict.RULED_OUT):
        assert smallest_changes(made, approach, profile) == every_subset(made, approach, profile)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_of_the_shipped_cases_they_are_those_that_all_sets_give(path: Path) -> None:
    profile = read(path).profile
    for approach, found in verdicts(EDITION, profile.known()).items():
        if found is Verdict.RULED_OUT:
            right = every_subset(EDITION, approach, profile)
            assert smallest_changes(EDITION, approach, profile) == right


sets = st.frozensets(st.integers(0, 6), max_size=5)


@given(wanted=st.lists(sets, max_size=6), order=st.permutations(range(7)))
@example(wanted=[frozenset({each, each + 1}) for each in range(6)], order=list(range(7)))
def test_smallest_sets_are_those_of_which_no_part_is_enough(
    wanted: list[frozenset[int]], order: list[int]
) -> None:
    names = [str(each) for each in order]
    enough = [frozenset(map(str, each)) for each in wanted]
    asked: list[frozenset[str]] = []

    def holds(some: frozenset[str]) -> bool:
        asked.append(some)
        return any(each <= some for each in enough)

    every = [frozenset(c) for n in range(len(names) + 1) for c in combinations(names, n)]
    right = [each for each in every if holds(each)]
    right = [each for each in right if not any(other < each for other in right)]
    asked.clear()
    assert smallest_sets(names, holds) == right
    assert len(asked) <= 2 * len(names) * (1 + len(blockers(names, enough))) + len(right)


def blockers(names: list[str], enough: list[frozenset[str]]) -> list[frozenset[str]]:
    """Return the smallest sets without one of whose names nothing is enough."""
    found: list[frozenset[str]] = []
    for size in range(1, len(names) + 1):
        for chosen in map(frozenset, combinations(names, size)):
            if all(each & chosen for each in enough) and not any(b <= chosen for b in found):
                found.append(chosen)
    return found
