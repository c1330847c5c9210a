"""Which expectations of cases move: from one rulebook to another, or when something has come."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from allscape.cases import PlacedCase
from allscape.engine.edition import edition, every_article
from allscape.engine.evaluate import explained
from allscape.faults import CaseError, UsageError, nearest
from allscape.model.base import Frozen, Verdict
from allscape.model.case import Expectation, StatementExpectation
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.trials.expected import expected_approaches, expected_statements, place
from allscape.trials.run import Trial, failing

ConditionState = Literal["holds", "fails", "absent"]


class MovedExpectation(Frozen):
    """An expectation of a case that does not come to the same: where it stands, before and after.

    It is absent where the rulebook has no such approach, statement or reading.
    """

    place: str
    id: str
    before: ConditionState
    after: ConditionState
    says: str


def moved(old: Contents, new: Contents, cases: Iterable[PlacedCase]) -> list[MovedExpectation]:
    """Return the expectations that move. Raises `CaseError` for what neither rulebook has."""
    tried = [(each, each.case.expect) for each in cases if each.case.expect is not None]
    found = [(each, expect, _states(old, each), _states(new, each)) for each, expect in tried]
    both = {*_names(old), *_names(new)}
    faults = [
        placed.fault(
            f"neither rulebook has '{name}', read as the case asks for",
            "" if name in both else nearest(name, both),
            place(expect, name),
        )
        for placed, expect, before, after in found
        for name in before
        if before[name][0] == after[name][0] == "absent"
    ]
    if faults:
        raise CaseError(faults)
    return [
        MovedExpectation(
            place=str(placed.fault("", "", place(expect, name))).removesuffix(": "),
            id=name,
            before=before[name][0],
            after=after[name][0],
            says=after[name][1] or before[name][1],
        )
        for placed, expect, before, after in found
        for name in before
        if before[name][0] != after[name][0]
    ]


def _states(contents: Contents, placed: PlacedCase) -> dict[str, tuple[ConditionState, str]]:
    """Return what becomes of each expectation of a case, with what is found where it fails."""
    expect = placed.case.expect
    assert expect is not None
    named = [*expected_approaches(expect), *expected_statements(expect)]
    found: dict[str, tuple[ConditionState, str]] = {name: ("absent", "") for name, _ in named}
    try:
        here = every_article(contents, placed.case.readings)
    except UsageError:
        return found
    known = set(_names(contents))
    found |= {name: ("holds", "") for name in found if name in known}
    for name, says in failing(here, _only(expect, known), Facts(placed.case.profile)):
        found[name] = ("fails", says)
    return found


def _names(contents: Contents) -> Iterator[str]:
    yield from (name for name, offers in contents.offers.items() if offers)
    yield from contents.statement


def _only(expect: Expectation, names: set[str]) -> Expectation:
    """Return what is expected of some names."""

    def kept(listed: Iterable[str]) -> tuple[str, ...]:
        return tuple(each for each in listed if each in names)

    said = StatementExpectation.model_validate(
        {field: kept(listed) for field, listed in expect.statements}
    )
    return Expectation(
        matched=kept(expect.matched),
        ruled_out=kept(expect.ruled_out),
        undetermined={n: hangs for n, hangs in expect.undetermined.items() if n in names},
        statements=said,
    )


class LineToJudge(Frozen):
    """A line of a case that is to be judged: what an approach comes to, and what was expected.

    `before` is null where the case does not name the approach. `cites` are the sentences to judge
    it against.
    """

    approach: str
    before: Verdict | None
    verdict: Verdict
    missing: tuple[str, ...]
    cites: tuple[str, ...]


class Amended(Frozen):
    """A case by its file and name, with the lines that are proposed."""

    case: str
    lines: tuple[LineToJudge, ...]


def amend(contents: Contents, trials: Sequence[Trial]) -> list[Amended]:
    """Return what each case would have to say to hold, and to name every approach there is."""
    found = []
    for trial in trials:
        case, expect = trial.placed.case, trial.expect
        landscape = explained(edition(contents, None, case.readings), case.profile).landscape
        said = dict(expected_approaches(expect))
        lines = tuple(
            LineToJudge(
                approach=each.id,
                before=said.get(each.id),
                verdict=each.verdict,
                missing=each.missing,
                cites=tuple(dict.fromkeys(citation.cite for citation in each.citations)),
            )
            for each in landscape.approaches
            if said.get(each.id) is not each.verdict
            or set(expect.undetermined.get(each.id, ())) != set(each.missing)
        )
        if lines:
            where = trial.placed.document.file
            found.append(Amended(case=f"{where}: {case.name}" if case.name else where, lines=lines))
    return found
