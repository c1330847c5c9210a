"""A mutant that is said to be equal is, and a survivor's case tells it from the original."""

import pytest
from changed import changed, edition_of, outcomes, owners, read_as
from enumerated import World
from hypothesis import assume, given, settings
from tried import loaded, placed, tried

from allscape import Profile
from allscape.engine.edition import edition
from allscape.model.case import Case
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from allscape.trials import report
from allscape.trials.mutants import Mutant, mutants
from allscape.trials.sheet import Sheet
from strategies import often


def rewritten(contents: Contents, mutant: Mutant) -> Contents:
    """Return the rulebook that a mutant stands for."""
    for owner, condition in mutant.world.change.items():
        return changed(contents, owner, when=condition)
    ((_, direction),) = mutant.world.directions.items()
    return changed(contents, mutant.owner, direction=direction)


def statements(made: Contents, readings: dict[str, str], profile: Profile) -> dict[str, str]:
    """Return what the statements come to."""
    found = outcomes(edition_of(made, readings), profile)
    return {name: each for name, each in found.items() if name not in made.approach}


def assert_equal(contents: Contents, mutant: Mutant, most: int) -> None:
    """Assert that no case, read in any single way, tells a mutant from the original."""
    now, then = resolve(contents), rewritten(contents, mutant)
    readings = read_as(contents)
    made = [edition_of(each, r) for r in readings for each in (now, then)]
    world = World(*made)
    assume(world.size <= most)
    for case in world.cases:
        profile = Profile.model_validate(case)
        for one, other in zip(made[::2], made[1::2], strict=True):
            before, after = outcomes(one, profile), outcomes(other, profile)
            # Of a statement that never holds the direction can still leave its approach open.
            names = before
            assert all(before[name] == after[name] for name in names), (mutant.says, case)


def check_verdicts(drawn: tuple[Contents, list[Case]], most: int) -> None:
    contents, cases = drawn
    # Two conditions of one owner may be told in the same words.
    made: dict[tuple[str, str], list[Mutant]] = {}
    for each in mutants(Sheet(contents)):
        made.setdefault((str(each.owner), each.says), []).append(each)
    _, found, _ = report.mutated(loaded(contents), list(map(placed, cases)))
    total = sum(found.caught.values()) + len(found.equal) + len(found.survivors)
    assert sum(found.made.values()) == total
    for survivor in found.survivors:
        wish = survivor.wish
        now = statements(resolve(contents), wish.readings, wish.profile)
        others = (rewritten(contents, each) for each in made[survivor.owner, survivor.says])
        then = (statements(each, wish.readings, wish.profile) for each in others)
        assert any(now[wish.statement] != each[wish.statement] for each in then)
    for key, mutant in [(key, made[key][0]) for key in found.equal if len(made[key]) == 1][:3]:
        assert str(mutant.owner) == key[0]
        assert_equal(contents, mutant, most)


def check_caught(drawn: tuple[Contents, list[Case]]) -> None:
    contents, cases = drawn
    given_ = list(map(placed, cases))
    _, found, more = report.mutated(loaded(contents), given_)
    assert bool(more) == bool(found.survivors)
    caught = sum(found.caught.values())
    trials, again, rest = report.mutated(loaded(contents), [*given_, *map(placed, more)])
    assert [fault for each in trials for fault in each.failures] == []
    assert again.survivors == ()
    assert again.equal == found.equal
    assert rest == []
    assert sum(again.caught.values()) == caught + len(found.survivors)


def test_there_are_mutants_of_every_making() -> None:
    from allscape.rulebook.load import packaged, read

    sheet = Sheet(read(packaged()).written)
    made = {each.how for each in mutants(sheet)}
    assert made == {"drop", "negate", "group", "bound", "value", "reading", "direction"}
    assert {each.owner for each in mutants(sheet)} <= owners(sheet.written).keys()
    assert edition(resolve(sheet.written)).statements.keys() == sheet.statements.keys()


@settings(max_examples=often(8))
@given(drawn=tried())
def test_equal_and_surviving_are_what_they_are_said_to_be(
    drawn: tuple[Contents, list[Case]],
) -> None:
    check_verdicts(drawn, 200)


@settings(max_examples=often(8))
@given(drawn=tried())
def test_what_is_suggested_leaves_no_survivor(drawn: tuple[Contents, list[Case]]) -> None:
    check_caught(drawn)


@pytest.mark.long
@settings(max_examples=100)
@given(drawn=tried(5))
def test_it_is_so_in_many_rulebooks(drawn: tuple[Contents, list[Case]]) -> None:
    check_verdicts(drawn, 600)
    check_caught(drawn)
