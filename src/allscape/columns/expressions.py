"""An edition compiled to dataframe expressions, once, for every engine that Narwhals speaks to.

A nullable boolean is strong Kleene logic as it stands: null is unknown. Each truth is a column, and
then each that rests on it, so that nothing is worked out twice and the cost grows with the rules
and no faster.
"""

from itertools import chain

import narwhals as nw

from allscape.columns.given import Given, all_of, any_of
from allscape.columns.truths import Combined, Tested, Truths
from allscape.columns.worded import Frame, worded
from allscape.engine.edition import Edition
from allscape.engine.exclusion import settling
from allscape.model.conditions import Range

WRONG = "_allscape_wrong"
"""The column that says whether a row holds what no case can."""


def judged(
    frame: Frame, edition: Edition, *, statements: bool = False, checked: bool = True
) -> Frame:
    """Return the frame with a verdict column for every approach (and statement), and `WRONG`.

    The verdicts of a row that is wrong mean nothing. Not `checked`, every value has to be one of
    its attribute's or null, and there is no `WRONG`. Raises `CaseError` for columns that cannot
    hold their attribute.
    """
    given = Given(frame.collect_schema(), exact=not checked)
    truths = Truths(edition)
    told = {each.id: truths.approach(each.id) for each in edition.approaches()}
    if statements:
        told |= {name: truths.of(each) for name, each in edition.statements.items()}
    steps: list[list[nw.Expr]] = [
        [_truth(*each, given) for each in level.items()] for level in truths.levels
    ]
    wrong: list[nw.Expr] = [given.wrong().alias(WRONG)] if checked else []
    for step in filter(None, [[*wrong, *chain(*steps[:1])], *steps[1:]]):
        frame = frame.with_columns(*step)
    if told:
        frame = worded(frame, {name: _at(number) for name, number in told.items()})
    return frame.drop([_at(number) for level in truths.levels for number in level])


def outputs(edition: Edition, *, statements: bool = False) -> list[str]:
    """Return the names of the verdict columns, in their order."""
    names = [each.id for each in edition.approaches()]
    return [*names, *edition.statements] if statements else names


def _at(number: int) -> str:
    return f"_allscape_{number}"


def _truth(number: int, truth: Tested | Combined, given: Given) -> nw.Expr:
    found = _test(truth, given) if isinstance(truth, Tested) else _combined(truth)
    return found.alias(_at(number))


def _combined(truth: Combined) -> nw.Expr:
    members = [nw.col(_at(each)) for each in truth.of]
    if truth.how == "not":
        return ~members[0]
    return all_of(members) if truth.how == "all" else any_of(members)


def _test(test: Tested, given: Given) -> nw.Expr:
    if test.range is not None:
        return _within(given.number(test.attribute), test.range)
    found = given.one_of(test.attribute, test.values)
    fails, holds = settling(test.attribute, test.values)
    # No exclusion settles what excludes in turn; a test holds that.
    if fails:
        found = nw.coalesce(found, given.excluded(test.attribute, fails, False))
    if holds:
        found = nw.coalesce(found, given.excluded(test.attribute, holds, True))
    return found


def _within(number: nw.Expr, span: Range) -> nw.Expr:
    bounds = []
    if span.low is not None:
        bounds.append(number >= span.low if span.low_included else number > span.low)
    if span.high is not None:
        bounds.append(number <= span.high if span.high_included else number < span.high)
    return all_of(bounds)
