"""Cases run against a rulebook: which expectations hold, and how those that do not differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allscape.cases import Placed
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.plain import Judgement
from allscape.engine.support import missing
from allscape.faults import CaseError, Fault, nearest
from allscape.model.base import VERDICT_OF, Truth, Verdict, either
from allscape.model.case import Expectation
from allscape.model.facts import Facts
from allscape.trials.expected import expected_approaches, expected_statements, outcome


@dataclass(frozen=True)
class Trial:
    """A case with its facts, what the plain evaluator makes of it, and what it failed in."""

    placed: Placed
    expect: Expectation
    facts: Facts
    failures: tuple[Fault, ...]


def run(edition: Edition, cases: Iterable[Placed]) -> list[Trial]:
    """Return every case that expects something, tried.

    Raises `CaseError` where an expectation names what the rulebook does not have.
    """
    tried = [each for each in cases if each.case.expect is not None]
    faults = [fault for each in tried for fault in _unknown(edition, each)]
    if faults:
        raise CaseError(faults)
    return [_tried(edition, each) for each in tried]


def _unknown(edition: Edition, placed: Placed) -> Iterator[Fault]:
    expect = placed.case.expect
    assert expect is not None
    approaches = [each.id for each in edition.approaches()]
    for name, _ in expected_approaches(expect):
        if name not in approaches:
            yield placed.fault(f"no approach '{name}'", nearest(name, approaches))
    for name, _ in expected_statements(expect):
        if name not in edition.statements:
            yield placed.fault(f"no statement '{name}'", nearest(name, edition.statements))


def _tried(edition: Edition, placed: Placed) -> Trial:
    expect = placed.case.expect
    assert expect is not None
    facts = Facts(placed.case.profile)
    judgement = plain.judge(edition, facts)
    told = [
        *_approaches(edition, expect, facts, judgement),
        *_statements(edition, expect, judgement),
    ]
    return Trial(placed, expect, facts, tuple(map(placed.fault, told)))


def _approaches(
    edition: Edition, expect: Expectation, facts: Facts, judgement: Judgement
) -> Iterator[str]:
    for name, verdict in expected_approaches(expect):
        offers = [each.id for each in edition.offers(name)]
        found = VERDICT_OF[either([judgement.statements[each].truth for each in offers])]
        if found is not verdict:
            yield f"{name} is {_shown(found)}, not {_shown(verdict)}"
        elif verdict is Verdict.UNDETERMINED:
            hangs = missing(edition, [edition.statements[each] for each in offers], facts)
            if set(hangs) != set(expect.undetermined[name]):
                expected = ", ".join(expect.undetermined[name]) or "nothing"
                yield f"{name} hangs on {', '.join(hangs)}, not on {expected}"


def _statements(edition: Edition, expect: Expectation, judgement: Judgement) -> Iterator[str]:
    for name, expected in expected_statements(expect):
        truth: Truth = judgement.statements[name].truth
        direction = edition.contents.statement[name].direction
        found = outcome(VERDICT_OF[truth], direction)
        if found != expected:
            yield f"{name} is {_shown(found)}, not {_shown(expected)}"


def _shown(outcome_: str) -> str:
    return {"undetermined": "open"}.get(outcome_, outcome_.replace("_", " "))
