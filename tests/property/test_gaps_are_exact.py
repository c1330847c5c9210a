"""The gap map of a small rulebook is what trying every case says."""

import pytest
from enumerated import MANY, Case, World, says, worlds
from hypothesis import given, settings

from allscape import Verdict
from allscape.model.profile import CONTRADICTIONS
from allscape.proof.gaps import Region, gaps
from allscape.proof.meanings import meanings

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
        # Attributes that exclude each other's values do not divide the map: all hangs on them.
        for case, judged in world.judged:
            left = world.by_case[frozenset(p for p in case.items() if p[0] in ENTANGLED)]
            assert all((judged[n] is OUT) == (left[n] is OUT) for n in counted)
        return
    (attribute,) = {each.attribute for each in found.regions}
    assert attribute not in ENTANGLED
    for value in world.values[attribute]:
        (region,) = [each for each in found.regions if says(each.value, value)]
        inside = [
            (case, all(each[n] is OUT for n in counted))
            for case, each in world.judged
            if case.get(attribute) == value
        ]
        assert all(covers(region, case) == gap for case, gap in inside)
        sizes = [len(case) for case, gap in inside if gap]
        assert (region.case is None) == (not sizes)
        if region.case is not None:
            case = region.case.known()
            assert says(region.value, case[attribute])
            assert covers(region, case)
            assert len(case) == min(sizes)


@settings(max_examples=60)
@given(world=worlds())
def test_a_case_is_in_the_gap_where_one_fact_of_each_clause_holds(world: World) -> None:
    check(world)


@pytest.mark.long
@settings(max_examples=800)
@given(world=worlds(MANY))
def test_it_is_so_in_many_rulebooks(world: World) -> None:
    check(world)
