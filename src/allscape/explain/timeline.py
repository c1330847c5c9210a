"""How the landscape of a case grew, article by article."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import CaseDifference, Move, StatementMove, difference
from allscape.model.base import Frozen, Verdict
from allscape.model.landscape import TensionResult


class Stage(Frozen):
    """The landscape on one day: what is new since the stage before, what is gone, what moved.

    `sources` had appeared by then; `gone` are those that were withdrawn or superseded since.
    """

    day: date
    sources: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    counts: dict[Verdict, int]
    moves: tuple[Move, ...]
    statements: tuple[StatementMove, ...] = ()
    tensions: tuple[TensionResult, ...] = ()
    difference: Annotated[CaseDifference, Field(exclude=True)] = CaseDifference()


def timeline(examine: Callable[[date], Evaluation], days: Iterable[date]) -> list[Stage]:
    """Return a stage for each day, in order; the first shows what moved since nothing was said."""
    stages: list[Stage] = []
    before = None
    for day in sorted(set(days)):
        evaluation = examine(day)
        landscape, contents = evaluation.landscape, evaluation.edition.contents
        found = difference(before, evaluation)
        sources = tuple(name for name, each in contents.source.items() if each.date <= day)
        known = stages[-1].sources if stages else ()
        gone = {each.source for each in before.landscape.ended} if before else set[str]()
        stages.append(
            Stage(
                day=day,
                sources=sources,
                new=tuple(each for each in sources if each not in known),
                gone=tuple(e.source for e in landscape.ended if e.source not in gone),
                counts={verdict: len(landscape.ids(verdict)) for verdict in Verdict},
                moves=found.moves,
                statements=found.statements,
                tensions=found.tensions,
                difference=found,
            )
        )
        before = evaluation
    return stages
