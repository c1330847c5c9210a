"""What hangs on a reading in a small rulebook is what trying every case says."""

import pytest
from enumerated import FEW, MANY, Case, World, switched, verdicts
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from narrow import written

from allscape import Profile
from allscape.engine.edition import Edition, edition
from allscape.model.contents import Contents
from allscape.proof.hanging import hanging
from allscape.rulebook.load import resolve
from strategies import often, rulebooks

RULEBOOKS = st.one_of(written().map(resolve), rulebooks(3)).filter(
    lambda contents: any(len(each.readings) > 1 for each in contents.terms)
)


def check(contents: Contents, most: int) -> None:
    now, others = edition(contents), switched(contents)
    world = World(now, *others.values())
    assume(world.size <= most)
    found = {(each.term, each.reading): each for each in hanging(now)}
    assert found.keys() == others.keys()
    approaches = [each.id for each in now.approaches()]
    for key, then in others.items():
        after = [(case, before, verdicts(then, case)) for case, before in world.judged]
        assert found[key].statements == tuple(
            name for name in now.statements if any(b[name] is not a[name] for _, b, a in after)
        )
        moved: dict[tuple[str, ...], list[int]] = {}
        for case, before, new in after:
            for name in approaches:
                if before[name] is not new[name]:
                    moved.setdefault((name, before[name], new[name]), []).append(len(case))
        shifts = {(each.approach, each.now, each.then): each.case for each in found[key].shifts}
        assert shifts.keys() == moved.keys()
        for shift, case in shifts.items():
            assert _shown(now, then, shift[0], case) == shift[1:]
            assert len(case.known()) == min(moved[shift])


def _shown(now: Edition, then: Edition, name: str, profile: Profile) -> tuple[str, ...]:
    case: Case = profile.known()
    return verdicts(now, case)[name], verdicts(then, case)[name]


@settings(max_examples=often(24))
@given(contents=RULEBOOKS)
def test_it_is_what_every_case_says(contents: Contents) -> None:
    check(contents, FEW)


@pytest.mark.long
@settings(max_examples=300)
@given(contents=RULEBOOKS)
def test_it_is_so_in_many_rulebooks(contents: Contents) -> None:
    check(contents, MANY)
