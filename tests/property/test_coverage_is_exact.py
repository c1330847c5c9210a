"""`test` counts what a naive recount counts, and what it suggests shows the rest."""

from collections import Counter

import pytest
from changed import changed, edition_of, leaves, outcomes, owners, put, rests_on, truth_of
from hypothesis import given, settings
from tried import loaded, placed, tried

from allscape.model.base import Truth
from allscape.model.case import Case
from allscape.model.conditions import All, Condition, Not, Unmodelled
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from allscape.trials import report
from allscape.trials.coverage import Reach
from allscape.trials.expected import expected_approaches, expected_statements
from allscape.trials.sheet import Owner, PartPath
from strategies import often

ALWAYS = All(all=())
OTHER = {Truth.TRUE: Not(negated=ALWAYS), Truth.FALSE: ALWAYS}


def watched(case: Case) -> set[str]:
    """Return the statements and approaches that a case expects something of."""
    assert case.expect is not None
    pairs = [*expected_statements(case.expect), *expected_approaches(case.expect)]
    return {name for name, _ in pairs}


def recounted(
    contents: Contents, cases: list[Case], owner: Owner, way: PartPath
) -> tuple[int, ...]:
    """Return how often a condition held, failed and was open, decided holding and failing."""
    whole = owners(contents)[owner]
    leaf = dict(leaves(whole))[way]
    counts: Counter[object] = Counter()
    for case in cases:
        reached = {n for n in watched(case) if owner in rests_on(contents, case.readings, n)}
        if not reached:
            continue
        now = edition_of(resolve(contents), case.readings)
        truth = truth_of(now, leaf, case.profile)
        counts[truth] += 1
        if truth is Truth.UNKNOWN:
            continue
        then = edition_of(changed(contents, owner, when=put(whole, way, OTHER[truth])),
                          case.readings)  # fmt: skip
        before, after = outcomes(now, case.profile), outcomes(then, case.profile)
        counts["decides", truth] += any(before[name] != after[name] for name in reached)
    order = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
    return (*(counts[t] for t in order), *(counts["decides", t] for t in order[:2]))


def counted(reach: Reach) -> tuple[int, ...]:
    """Return the numbers of a report in the order of a recount."""
    return (reach.holds, reach.fails, reach.open, reach.decides_holding, reach.decides_failing)


def check_counts(drawn: tuple[Contents, list[Case]]) -> None:
    contents, cases = drawn
    found, _ = report.test(loaded(contents), list(map(placed, cases)))
    assert (found.cases, found.without_expectation, found.failures) == (len(cases), 0, ())
    sites: list[tuple[Owner, PartPath, Condition]] = [
        (owner, way, leaf)
        for owner, condition in owners(contents).items()
        for way, leaf in leaves(condition)
        if not isinstance(leaf, Unmodelled)
    ]
    recount = sorted(
        (str(owner), recounted(contents, cases, owner, way)) for owner, way, _ in sites
    )
    assert sorted((each.owner, counted(each)) for each in found.reached) == recount
    named = {name for case in cases for name in watched(case)}
    said = {s.id for q in contents.quotations for s in q.statements if not s.offers}
    assert set(found.untouched) == (said | contents.approach.keys()) - named


def check_suggestions(drawn: tuple[Contents, list[Case]]) -> None:
    contents, cases = drawn
    given_ = list(map(placed, cases))
    found, more = report.test(loaded(contents), given_)
    again, _ = report.test(loaded(contents), [*given_, *map(placed, more)])
    assert again.failures == ()
    assert again.missing == ()
    assert set(again.untouched) == {name for name, each in contents.offers.items() if not each}
    # What is proved to decide nothing is not to be shown by any case.
    assert again.never == found.never
    done = sum(bool(e.decides_holding) + bool(e.decides_failing) for e in again.reached)
    assert done + sum(len(each.ways) for each in again.never) == 2 * len(again.reached)


@settings(max_examples=often(9))
@given(drawn=tried())
def test_the_counts_are_those_of_a_recount(drawn: tuple[Contents, list[Case]]) -> None:
    check_counts(drawn)


@settings(max_examples=often(9))
@given(drawn=tried())
def test_what_is_suggested_shows_every_condition_to_decide(
    drawn: tuple[Contents, list[Case]],
) -> None:
    check_suggestions(drawn)


@pytest.mark.long
@settings(max_examples=300)
@given(drawn=tried(5))
def test_it_is_so_in_many_rulebooks(drawn: tuple[Contents, list[Case]]) -> None:
    check_counts(drawn)
    check_suggestions(drawn)
