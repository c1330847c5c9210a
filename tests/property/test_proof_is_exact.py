"""What `prove` says of a small rulebook is what trying every case says."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from itertools import combinations, permutations

import pytest
from enumerated import MANY, Completed, Verdicts, World, says, verdicts, worlds
from hypothesis import given, settings

from allscape import Verdict
from allscape.engine.edition import opened_leaves
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.proof import prove
from allscape.proof.idle import idle
from allscape.proof.limits import nevers, undecided
from allscape.proof.meanings import meanings
from allscape.proof.relations import equal, implied, overlaps, shadowed
from strategies import often

MATCHED, OUT, OPEN = Verdict.MATCHED, Verdict.RULED_OUT, Verdict.UNDETERMINED


def the_verdicts_that_never_come(world: World) -> None:
    found = {(each.name, each.verdict): each for each in nevers(meanings(world.made))}
    ever = {pair for _, each in world.judged for pair in each.items()}
    names = verdicts(world.made, {})
    assert found.keys() == {(n, v) for n in names for v in Verdict} - ever
    for never in found.values():
        free = any(
            not list(opened_leaves(world.made, each)) for each in world.conditions(never.name)
        )
        assert never.said_of_all == (free and never.verdict is not MATCHED)
        assert never.conflicts


def what_the_words_alone_leave_open(world: World) -> None:
    found = {(each.name, each.answer): each.case for each in undecided(meanings(world.made))}
    sizes: dict[tuple[str, Verdict], list[int]] = defaultdict(list)
    for name in verdicts(world.made, {}):
        completed = Completed(world, world.conditions(name))
        for case, judged in world.judged:
            if judged[name] is OPEN and completed.answers(case) in ({True}, {False}):
                sizes[name, MATCHED if True in completed.answers(case) else OUT].append(len(case))
    assert found.keys() == sizes.keys()
    for (name, answer), case in found.items():
        assert verdicts(world.made, case.known())[name] is OPEN
        assert len(case.known()) == min(sizes[name, answer])


def what_is_equal_to_what(world: World) -> None:
    here = meanings(world.made)
    for named in (here.statements, here.approaches):
        groups: dict[Hashable, list[str]] = defaultdict(list)
        for name in named:
            groups[tuple(each[name] for _, each in world.judged)].append(name)
        assert sorted(equal(named)) == sorted(
            tuple(g) for k, g in groups.items() if len(g) > 1 and set(k) != {OPEN}
        )


def _within(world: World, one: str, other: str) -> bool:
    pairs = [(each[one], each[other]) for _, each in world.judged]
    inside = all(b is MATCHED for a, b in pairs if a is MATCHED)
    limited = any(a is OUT for a, _ in pairs) and any(b is OUT for _, b in pairs)
    return inside and limited and (MATCHED, MATCHED) in pairs and _apart(pairs)


def _apart(pairs: list[tuple[Verdict, Verdict]]) -> bool:
    return any(a is not MATCHED and b is MATCHED for a, b in pairs)


def _both(one: str, other: str) -> Callable[[Verdicts], bool]:
    return lambda found: found[one] is found[other] is MATCHED


def what_lies_within_what(world: World) -> None:
    here = meanings(world.made)
    pairs = list(implied(here, here.approaches))
    wanted = [p for p in permutations(here.approaches, 2) if _within(world, *p)]
    assert [(each.one, each.other) for each in pairs] == wanted
    for each in pairs:
        one, other = each.one, each.other
        assert world.smallest(each.case, _both(one, other))
        assert world.smallest(
            each.apart, lambda v, a=one, b=other: v[a] is not MATCHED and v[b] is MATCHED
        )


def which_offers_are_shadowed(world: World) -> None:
    here = meanings(world.made)
    wanted = set()
    for approach in here.approaches:
        offers = [each.id for each in world.made.offers(approach)]
        wanted |= {p for p in permutations(offers, 2) if _within(world, *p)}
        for group in equal({name: here.statements[name] for name in offers}):
            wanted |= {(each, group[0]) for each in group[1:]}
    found = list(shadowed(here))
    assert {(each.one, each.other) for each in found} == wanted
    for each in found:
        assert world.smallest(each.case, _both(each.one, each.other))


def what_comes_together(world: World) -> None:
    together, never = overlaps(meanings(world.made))
    names = [each.id for each in world.made.approaches()]
    pairs = {(each.one, each.other) for each in (*together, *never)}
    assert pairs == set(combinations(names, 2))
    for each in (*together, *never):
        assert world.smallest(each.case, _both(each.one, each.other))
    assert all(each.case is None for each in never)


def _matters(world: World, attribute: str, names: set[str]) -> bool:
    return any(
        found[name] is not without[name]
        for case, found in world.judged
        if attribute in case
        for without in [world.by_case[frozenset((n, v) for n, v in case.items() if n != attribute)]]
        for name in names
    )


def _kind(world: World, attribute: str, value: Value) -> Hashable:
    excludes = frozenset(
        (a, v)
        for c in CONTRADICTIONS
        for a, v, pair in (
            (c.other, c.other_value, (c.attribute, c.value)),
            (c.attribute, c.value, (c.other, c.other_value)),
        )
        if pair == (attribute, value)
    )
    seen = frozenset(
        (frozenset((n, v) for n, v in case.items() if n != attribute), tuple(found.items()))
        for case, found in world.judged
        if case.get(attribute) == value
    )
    return excludes, seen


def what_decides_nothing(world: World) -> None:
    found = idle(meanings(world.made))
    approaches = {each.id for each in world.made.approaches()}
    names = set(verdicts(world.made, {}))
    decisive = [n for n in ATTRIBUTES if n in world.values and _matters(world, n, names)]
    assert found.none == tuple(n for n in ATTRIBUTES if n not in decisive)
    assert found.statements_only == tuple(n for n in decisive if not _matters(world, n, approaches))
    assert list(found.kinds) == decisive
    for name, kinds in found.kinds.items():
        groups = [
            {at for at, kind in enumerate(kinds) if any(says(each, value) for each in kind)}
            for value in world.values[name]
        ]
        assert all(len(each) == 1 for each in groups)
        keys = [_kind(world, name, value) for value in world.values[name]]
        for one, other in combinations(range(len(keys)), 2):
            assert (groups[one] == groups[other]) == (keys[one] == keys[other])


CHECKS = [
    the_verdicts_that_never_come,
    what_the_words_alone_leave_open,
    what_is_equal_to_what,
    what_lies_within_what,
    which_offers_are_shadowed,
    what_comes_together,
    what_decides_nothing,
]
each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


@each_check
@settings(max_examples=often(18))
@given(world=worlds())
def test_it_is_what_every_case_says(check: Callable[[World], None], world: World) -> None:
    check(world)


@pytest.mark.long
@each_check
@settings(max_examples=500)
@given(world=worlds(MANY))
def test_it_is_so_in_many_rulebooks(check: Callable[[World], None], world: World) -> None:
    check(world)


@settings(max_examples=often(10))
@given(world=worlds())
def test_a_whole_proof_is_made_of_these(world: World) -> None:
    here, whole = meanings(world.made), prove.prove(world.made)
    assert whole.nevers == tuple(nevers(here))
    assert whole.undecided == tuple(undecided(here))
    dead = [each for each in whole.nevers if not (each.said_of_all or each.unmodelled)]
    assert whole.dead == tuple(dead)
    assert whole.sound == (not dead and not whole.undecided and not whole.unseen)
