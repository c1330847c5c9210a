"""The difference of two rulebooks is what a case-by-case comparison finds, and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pytest
from enumerated import Case, World, verdicts
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from narrow import written
from test_mutation_is_exact import rewritten

from allscape.engine.edition import edition
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.proof.difference import Aspect, Change, Difference, What, difference
from allscape.rulebook.load import packaged, read, resolve
from allscape.trials.mutants import Mutant, mutants
from allscape.trials.mutate import mutate
from allscape.trials.sheet import Sheet
from strategies import often, rulebooks

MOVES = (What.APPROACH, What.STATEMENT)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Contents, Contents]:
    """Draw a small rulebook, and one in which something is other than in it."""
    contents = draw(written(3))
    made = list(mutants(Sheet(contents)))
    mutant = draw(st.sampled_from(made))
    return resolve(contents), rewritten(contents, mutant)


PAIRS = edited() | st.tuples(rulebooks(3), rulebooks(3))


def readings_of(old: Contents, new: Contents) -> Iterator[dict[str, str]]:
    """Yield every choice of readings that both rulebooks have; nothing chosen is the usual one."""
    shared = [name for name in old.term if name in new.term]
    options = [
        [
            None,
            *(r.id for r in old.term[n].readings if r.id in {s.id for s in new.term[n].readings}),
        ]
        for n in shared
    ]
    for each in product(*options):
        yield {name: reading for name, reading in zip(shared, each, strict=True) if reading}


def days_of(*sides: Contents) -> list[date | None]:
    """Return the newest day, and the earlier ones of any article."""
    dates = {source.date for each in sides for source in each.sources}
    return [None, *sorted(dates, reverse=True)[1:]]


Moves = dict[tuple[str, Verdict | None, Verdict | None], list[tuple[int, int, Case]]]


def by_hand(old: Contents, new: Contents, days: Iterable[date | None], most: int) -> Moves:
    """Return what moves, with how many readings and facts each time: every case is judged."""
    readings = list(readings_of(old, new))
    lenses = [(day, each) for day in days for each in readings]
    assume(len(lenses) <= 60)
    made = [[edition(side, day, r) for side in (old, new)] for day, r in lenses]
    world = World(*(each for pair in made for each in pair))
    assume(world.size * len(lenses) <= most)
    names = {*old.statement, *old.approach} & {*new.statement, *new.approach}
    found: Moves = {}
    for (day, chosen), pair in zip(lenses, made, strict=True):
        for case in world.cases:
            before, after = (verdicts(each, case) for each in pair)
            for name in names:
                was, is_ = before.get(name), after.get(name)
                if was is not is_:
                    told = (len(chosen) + (day is not None), len(case), case)
                    found.setdefault((name, was, is_), []).append(told)
    return found


def moves(found: Difference) -> dict[tuple[str, Verdict | None, Verdict | None], Change]:
    """Return the changes of verdicts of approaches and statements, by what moves and how."""
    return {
        (each.id, _verdict(each.from_), _verdict(each.to)): each
        for each in found.changes
        if each.field is Aspect.VERDICT and each.what in MOVES
    }


def _verdict(told: object) -> Verdict | None:
    return None if told is None else Verdict(str(told))


def check_exact(pair: tuple[Contents, Contents], *, every_day: bool, most: int) -> None:
    old, new = pair
    wanted = by_hand(old, new, days_of(old, new) if every_day else [None], most)
    found = moves(difference(old, new, every_day=every_day))
    assert found.keys() == wanted.keys()
    for key, change in found.items():
        assert change.case is not None
        usual = [facts for lens, facts, _ in wanted[key] if not lens]
        if usual:
            assert (change.as_of, change.readings) == (None, {})
            assert len(change.case) == min(usual)
        made = [edition(each, change.as_of, change.readings) for each in pair]
        before, after = (verdicts(each, change.case) for each in made)
        assert (before.get(change.id), after.get(change.id)) == key[1:]


@settings(max_examples=often(12))
@given(pair=PAIRS, every_day=st.booleans())
def test_it_is_what_case_by_case_is_found(pair: tuple[Contents, Contents], every_day: bool) -> None:
    check_exact(pair, every_day=every_day, most=4_000)


@pytest.mark.long
@settings(max_examples=60)
@given(pair=PAIRS, every_day=st.booleans())
def test_it_is_so_of_many_rulebooks(pair: tuple[Contents, Contents], every_day: bool) -> None:
    check_exact(pair, every_day=every_day, most=8_000)


@given(contents=rulebooks(), every_day=st.booleans())
def test_nothing_differs_from_itself(contents: Contents, every_day: bool) -> None:
    assert difference(contents, contents, every_day=every_day) == Difference(
        changes=(), rewrites=()
    )


def turned(change: Change) -> Change:
    """Return a change as it looks from the other side."""
    return change.model_copy(update={"from_": change.to, "to": change.from_})


@given(pair=PAIRS, every_day=st.booleans())
def test_the_way_back_mirrors_the_way_there(
    pair: tuple[Contents, Contents], every_day: bool
) -> None:
    old, new = pair
    there, back = (
        difference(old, new, every_day=every_day),
        difference(new, old, every_day=every_day),
    )
    assert sorted(map(str, back.changes)) == sorted(str(turned(each)) for each in there.changes)
    assert set(back.rewrites) == set(there.rewrites)


@given(pair=PAIRS)
def test_what_is_written_otherwise_is_a_change_or_a_rewrite(
    pair: tuple[Contents, Contents],
) -> None:
    old, new = pair
    found = difference(old, new)
    assert bool(found.changes or found.rewrites) == (old != new)
    told = {(each.what, each.id) for each in found.changes if each.field is Aspect.VERDICT}
    assert not told & {(each.what, each.id) for each in found.rewrites}


def _mutants() -> tuple[Contents, list[Mutant], set[tuple[str, str]]]:
    contents = read(packaged()).written
    sheet = Sheet(contents)
    return contents, list(mutants(sheet)), set(mutate(sheet, []).equal)


def check_mutants(every: int) -> None:
    contents, made, equal = _mutants()
    now = resolve(contents)
    assert equal
    assert len(made) > 800
    tried = [each for at, each in enumerate(made) if at % every == 0]
    tried += [each for each in made if (str(each.owner), each.says) in equal]
    for mutant in tried:
        found = difference(now, rewritten(contents, mutant))
        same = (str(mutant.owner), mutant.says) in equal
        assert bool(found.changes) != same, (mutant.owner, mutant.says)
        if same:
            assert [each.id for each in found.rewrites] == [mutant.owner.id]


def test_a_mutant_differs_where_it_is_not_equal() -> None:
    check_mutants(every=120)


@pytest.mark.long
def test_every_mutant_differs_where_it_is_not_equal() -> None:
    check_mutants(every=1)
