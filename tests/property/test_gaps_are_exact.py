"""The gap map of a small rulebook is what trying every case says."""

import pytest
from enumerated import MANY, Case, Verdicts, World, says, worlds
from hypothesis import given, settings

from allscape import Verdict
from allscape.model.profile import CONTRADICTIONS
from allscape.proof.gaps import Region, gaps
from allscape.proof.meanings import meanings
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
    assert attribute not in ENTANGLED
    if not attribute:
        (whole,) = found.regions
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


@settings(max_examples=often(60))
@given(world=worlds())
def test_a_case_is_in_the_gap_where_one_fact_of_each_clause_holds(world: World) -> None:
    check(world)


@pytest.mark.long
@settings(max_examples=800)
@given(world=worlds(MANY))
def test_it_is_so_in_many_rulebooks(world: World) -> None:
    check(world)
