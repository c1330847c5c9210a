"""`find` finds a case exactly where there is one, and no other case needs fewer facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce
from itertools import chain, product
from operator import and_

import pytest
from editions import CHOICES, edition_of
from enumerated import World, verdicts, worlds
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allscape import Verdict
from allscape.engine.diagrams import NodeId
from allscape.faults import Fault, UsageError
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.proof.find import Found, Wanted, conflict, find
from allscape.proof.meanings import Meanings, meanings
from allscape.proof.requirements import contradictions, fact, ways
from strategies import consistent, often


def drawn(
    draw: st.DrawFn, world: World
) -> tuple[list[tuple[str, Verdict]], dict[str, Value | None]]:
    """Draw verdicts that are wanted, and facts that are given or have to stay unknown."""
    # What is never anything but matched would only take room.
    names = [n for n in verdicts(world.made, {}) if any(j[n] != "matched" for _, j in world.judged)]
    assume(names)
    pair = st.tuples(st.sampled_from(names), st.sampled_from(list(Verdict)))
    wanted = draw(st.lists(pair, min_size=1, max_size=3, unique_by=lambda each: each[0]))
    some = {name: st.sampled_from([None, *values]) for name, values in world.values.items()}
    given_ = draw(st.just({}) | st.fixed_dictionaries({}, optional=some))
    known = consistent({name: value for name, value in given_.items() if value is not None})
    return wanted, {n: v for n, v in given_.items() if v is None or n in known}


asked = st.composite(lambda draw, most: (w := draw(worlds(most)), *drawn(draw, w)))


def check(
    world: World, wanted: list[tuple[str, Verdict]], facts: Mapping[str, Value | None]
) -> None:
    here = meanings(world.made)
    found = find(here, [Wanted(name=name, verdict=verdict) for name, verdict in wanted], facts)
    sizes = [
        len(case)
        for case, judged in world.judged
        if all(judged[name] is verdict for name, verdict in wanted)
        and all(case.get(name) == value for name, value in facts.items())
    ]
    if found.profile is None:
        assert not sizes
        assert found.conflicts
        assert_proved(world, here, wanted, facts, found)
        return
    assert not found.conflicts
    case = found.profile.known()
    assert len(case) == min(sizes)
    assert all(case.get(name) == value for name, value in facts.items())
    judged = verdicts(world.made, case)
    assert all(judged[name] is verdict for name, verdict in wanted)


def assert_proved(
    world: World,
    here: Meanings,
    wanted: list[tuple[str, Verdict]],
    facts: Mapping[str, Value | None],
    found: Found,
) -> None:
    """Assert that no case takes the claims of a conflict together, and some each lot but one."""
    given_ = [fact(here, name, value) for name, value in facts.items() if name in here.space.level]
    every = list(product(*(ways(here, name, verdict) for name, verdict in wanted)))

    @cache
    def cases(node: NodeId) -> int:
        # A bit for each case; that values exclude each other is a claim, so such cases are there.
        drawn = product(*([None, *each] for each in world.values.values()))
        named = (zip(world.values, each, strict=True) for each in drawn)
        known = ({n: v for n, v in each if v is not None} for each in named)
        return sum(here.space.holds(node, each) << at for at, each in enumerate(known))

    conflicts = [conflict(here, [*given_, *chain.from_iterable(way)]) for way in every]
    assert set(found.conflicts) == set(conflicts)
    for way, proof in zip(every, conflicts, strict=True):
        stands = [*contradictions(here), *given_, *chain.from_iterable(way)]
        # Two claims may be told in the same words.
        meant = [[each.profiles for each in stands if each.requirement == claim] for claim in proof]
        assert any(map(_impossible_and_minimal, product(*(map(cases, each) for each in meant))))


def _impossible_and_minimal(claimed: Sequence[int]) -> bool:
    """Tell whether no case is in all of some sets, and one in all but any one of them."""
    rest = [(*claimed[:at], *claimed[at + 1 :]) for at in range(len(claimed))]
    return not reduce(and_, claimed, -1) and all(reduce(and_, each, -1) for each in rest)


@settings(max_examples=often(56))
@given(asked=asked(300))
def test_a_case_is_found_where_there_is_one(
    asked: tuple[World, list[tuple[str, Verdict]], dict[str, Value | None]],
) -> None:
    check(*asked)


def test_what_is_not_there_is_told_with_what_was_meant_all_at_once() -> None:
    here = meanings(edition_of(CHOICES[0]))
    with pytest.raises(UsageError) as refused:
        find(here, [Wanted(name=each, verdict=Verdict.MATCHED) for each in ("tkj", "tki", "zzzz")])
    assert refused.value.faults == (
        Fault("", 0, 0, "no approach or statement 'tkj'", "did you mean 'tki'?"),
        Fault("", 0, 0, "no approach or statement 'zzzz'",
              "allscape approaches and allscape rules list them"),
    )  # fmt: skip


def test_a_fact_that_no_rule_asks_for_stays() -> None:
    made = edition_of(CHOICES[0])
    name = next(each.id for each in made.contents.statement.values() if each.offers)
    test = Test.model_validate({"age": "> 60"})
    here = meanings(replace(made, terms={}, statements={name: test}))
    found = find(here, [Wanted(name=name, verdict=Verdict.MATCHED)], {"lineage": "B"})
    assert found.profile is not None
    assert found.profile.known() == {"age": 61, "lineage": "B"}


@pytest.mark.long
@settings(max_examples=300)
@given(asked=asked(1_000))
def test_it_is_so_in_many_rulebooks(
    asked: tuple[World, list[tuple[str, Verdict]], dict[str, Value | None]],
) -> None:
    check(*asked)
