"""The gap map of a small rulebook is what trying every case says."""

from collections import Counter
from itertools import permutations, product

import pytest
from enumerated import MANY, Case, Verdicts, World, says, worlds
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import all_tests

from allscape import Verdict
from allscape.engine.diagrams import NONE
from allscape.model.conditions import Test
from allscape.model.profile import CONTRADICTIONS
from allscape.proof.gaps import Region, _clause, _clauses, _smallest_facts, gaps
from allscape.proof.meanings import meanings
from allscape.proof.space import Space
from strategies import often

OUT = Verdict.RULED_OUT
ENTANGLED = {each.attribute for each in CONTRADICTIONS} | {each.other for each in CONTRADICTIONS}


def test_words_for_values_are_read_as_they_are_meant() -> None:
    assert says("over 2 to under 11", 2.5)
    assert not says("over 2 to under 11", 2)
    assert not says("over 2 to under 11", 11)
    assert says("2 to 11", 11)
    assert says("6.01 or more", 6.01)
    assert not says("over 6", 6)
    assert says("true", value=True)
    assert not says("7", 7.5)


def covers(region: Region, case: Case) -> bool:
    """Tell whether one fact of each clause holds."""
    return region.case is not None and all(
        any(name in case and any(says(each, case[name]) for each in values)
            for name, values in clause.any_of.items())
        for clause in region.clauses
    )  # fmt: skip


def check(world: World) -> None:
    found = gaps(meanings(world.made))
    names = [each.id for each in world.made.approaches()]
    counted = [n for n in names if any(each[n] is OUT for _, each in world.judged)]
    assert found.left_out == tuple(n for n in names if n not in counted)
    if not found.regions:
        assert not counted
        return
    (attribute,) = {each.attribute for each in found.regions}
    conditions = map(world.conditions, counted)
    tests = [{each.attribute for each in all_tests(world.made, when)} for when in conditions]
    many = Counter(name for each in tests for name in each - ENTANGLED)
    assert many[attribute] == max(many.values(), default=0)
    assert bool(attribute) == bool(many)
    if not attribute:
        (whole,) = found.regions
        assert whole.value == "every case"
        check_region(whole, world.judged, counted)
    for value in world.values[attribute] if attribute else ():
        (region,) = [each for each in found.regions if says(each.value, value)]
        assert region.case is None or says(region.value, region.case.known()[attribute])
        inside = [each for each in world.judged if each[0].get(attribute) == value]
        check_region(region, inside, counted)


def check_region(region: Region, inside: list[tuple[Case, Verdicts]], counted: list[str]) -> None:
    gap = [case for case, each in inside if all(each[n] is OUT for n in counted)]
    assert [case for case, _ in inside if covers(region, case)] == gap
    assert (region.case is None) == (not gap)
    if region.case is not None:
        assert covers(region, region.case.known())
        assert len(region.case.known()) == min(map(len, gap))


def a_space() -> Space:
    """Return the space of three attributes: of three stretches, and of two values each."""
    tests = [{"age": "> 10"}, {"age": "> 20"}, {"ph_status": "positive"}, {"lineage": "B"}]
    return Space(map(Test.model_validate, tests))


BRANCHES = {name: len(cells) for name, cells in a_space().cells.items()}
FACTS = [(name, branch) for name, many in BRANCHES.items() for branch in range(1, 1 + many)]
lots = st.frozensets(st.sampled_from(FACTS), min_size=1, max_size=3).filter(
    lambda lot: len({name for name, _ in lot}) == len(lot)
)


@settings(max_examples=often(300))
@given(told=st.lists(st.lists(lots, min_size=1, max_size=3), min_size=1, max_size=3))
def test_clauses_say_what_sets_have_in_common_and_nothing_twice(
    told: list[list[frozenset[tuple[str, int]]]],
) -> None:
    space = a_space()
    sets = space.sets
    nodes = [
        sets.some(sets.every(sets.at(space.level[n], [b]) for n, b in lot) for lot in each)
        for each in told
    ]
    assume(sets.every(nodes) != NONE)
    found = _clauses(space, nodes)
    for drawn in product(*(range(1 + many) for many in BRANCHES.values())):
        facts = {(name, branch) for name, branch in zip(BRANCHES, drawn, strict=True) if branch}
        inside = all(any(lot <= facts for lot in each) for each in told)
        assert all(facts & clause for clause in found) == inside
    assert not any(one < other for one in found for other in found)
    alone = {name for clause in found if len(clause) == 1 for name, _ in clause}
    assert not any(name in alone for each in found if len(each) > 1 for name, _ in each)
    for node in nodes:
        smallest = _smallest_facts(space, node)
        assert not any(one <= other for one, other in permutations(smallest, 2))


def test_stretches_that_touch_are_told_as_one() -> None:
    space = a_space()

    def said(*facts: tuple[str, int]) -> dict[str, tuple[str, ...]]:
        return dict(_clause(space, frozenset(facts)).any_of)

    assert said(("age", 1), ("age", 2)) == {"age": ("0 to 20",)}
    assert said(("age", 2), ("age", 3)) == {"age": ("over 10 to 120",)}
    assert said(("age", 1), ("age", 3)) == {"age": ("0 to 10", "over 20 to 120")}
    assert said(("lineage", 1), ("age", 2)) == {"age": ("over 10 to 20",), "lineage": ("B",)}


@settings(max_examples=often(60))
@given(world=worlds())
def test_a_case_is_in_the_gap_where_one_fact_of_each_clause_holds(world: World) -> None:
    check(world)


@pytest.mark.long
@settings(max_examples=800)
@given(world=worlds(MANY))
def test_it_is_so_in_many_rulebooks(world: World) -> None:
    check(world)
