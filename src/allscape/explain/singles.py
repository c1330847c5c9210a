"""Every single change of one fact, and all that it moves."""

from itertools import groupby
from math import ceil

from allscape.engine import plain
from allscape.engine.cells import Cell, cells
from allscape.engine.evaluate import Evaluation, explained
from allscape.explain.difference import CaseDifference, difference
from allscape.explain.digest import digest, remarks_that_hold, tests_of_remarks
from allscape.explain.values import changed, distance, tests_of
from allscape.model.attributes import Value, show
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Range, month_begins
from allscape.model.profile import ATTRIBUTES, partners


class Single(Frozen):
    """One change of one fact, the verdicts that it moves, and all else that it moves.

    `stretch` names all values that do the same ("2 to 10 completed years"), of which `after` is one
    near the case's.
    """

    attribute: str
    before: Value | None
    after: Value
    stretch: str
    moves: dict[str, tuple[Verdict, Verdict]]
    differences: CaseDifference


def each_change(evaluation: Evaluation) -> list[Single]:
    """Return every single change of one fact, known or not, that changes what is said."""
    edition, profile = evaluation.edition, evaluation.profile
    tests = tests_of(edition, edition.statements.values())
    for name, more in tests_of_remarks(edition).items():
        tests[name] = [*tests.get(name, ()), *more]
    found = []
    # A fact that no condition names can still settle one that a condition does.
    for name in (each for each in ATTRIBUTES if each in tests or each in partners(tests)):
        now = getattr(profile, name)
        every = cells(ATTRIBUTES[name], tests.get(name, ()))
        tried = [(cell, _difference(evaluation, name, cell, now)) for cell in every]
        # Numbers beside each other that do the same are one change; choices are one each.
        for (_, moved), alike in groupby(tried, key=lambda e: (_choice(e[0]), _moved(e[1]))):
            if any(moved):
                found.append(_single(name, now, list(alike)))
    return found


def _difference(evaluation: Evaluation, name: str, cell: Cell, now: Value | None) -> CaseDifference:
    if now is not None and now in cell:
        return CaseDifference()
    other = changed(evaluation.profile, {name: _nearest(cell, now)})
    if other is None:
        return CaseDifference()
    then = explained(evaluation.edition, other)
    alike = plain.truths(then.judgement) == plain.truths(evaluation.judgement)
    if alike and remarks_that_hold(then) == remarks_that_hold(evaluation):
        return CaseDifference()
    return difference(evaluation, digest(then))


def _choice(cell: Cell) -> Value | None:
    return cell.sample if cell.stretch is None else None


def _single(name: str, now: Value | None, alike: list[tuple[Cell, CaseDifference]]) -> Single:
    mine, then = [cell for cell, _ in alike], alike[0][1]
    return Single(
        attribute=name,
        before=now,
        after=min((_nearest(each, now) for each in mine), key=lambda each: distance(each, now)),
        stretch=_stretch(name, mine),
        moves={
            each.approach: (each.before, each.after)
            for each in then.moves
            if each.against is None and each.before and each.after
        },
        differences=then,
    )


def _moved(found: CaseDifference) -> tuple[object, ...]:
    moves = [
        (each.approach, each.way, each.before, each.after, each.against) for each in found.moves
    ]
    statements = [(each.statement, each.after) for each in found.statements]
    return moves, statements, found.notes, found.notes_gone


def _nearest(cell: Cell, now: Value | None) -> Value:
    """Return the value of a cell that is nearest to another, so that it shows where the edge is."""
    if cell.stretch is None or now is None or isinstance(now, str | bool):
        return cell.sample
    whole = [int(at + step) for at in cell.stretch.ends for step in (-1, 0)]
    inside = [each for each in [*whole, cell.sample] if each in cell]
    return min(inside, key=lambda each: distance(each, now))


def _stretch(name: str, mine: list[Cell]) -> str:
    """Return the values of neighbouring cells in words."""
    first, last = mine[0].stretch, mine[-1].stretch
    if first is None or last is None:
        return show(mine[0].sample)
    whole = first.until(last)
    completed = _completed(whole) if ATTRIBUTES[name].unit == "years" else ""
    return completed or str(Cell(mine[0].sample, whole))


def _completed(ages: Range) -> str:
    """Return ages as the completed years or months that they are; empty where they are neither."""
    begins, ends = _month(ages.low), _month(ages.high)
    if begins is None or ends is None or not ages.low_included or ages.high_included:
        return ""
    unit, months = ("years", 12) if begins % 12 == ends % 12 == 0 else ("months", 1)
    span = dict.fromkeys((begins // months, ends // months - 1))
    return f"{' to '.join(map(str, span))} completed {unit}"


def _month(age: float | None) -> int | None:
    """Return the completed month that begins at an age in years, None where none does."""
    month = ceil((age or 0) * 12)
    return month if month_begins(month) == age else None
