"""How the landscape of a case grew, article by article."""

from collections.abc import Callable, Iterable
from datetime import date

from allscape.engine.evaluate import Evaluation
from allscape.explain import moves
from allscape.explain.moves import Move
from allscape.model.base import Frozen, Verdict


class Stage(Frozen):
    """The landscape on one day: what is new since the stage before, and what moved."""

    day: date
    sources: tuple[str, ...]
    new: tuple[str, ...]
    counts: dict[Verdict, int]
    moves: tuple[Move, ...]


def timeline(examine: Callable[[date], Evaluation], days: Iterable[date]) -> list[Stage]:
    """Return a stage for each day, in order; the first shows what moved since nothing was said."""
    stages: list[Stage] = []
    before = None
    for day in sorted(set(days)):
        evaluation = examine(day)
        landscape = evaluation.landscape
        empty = landscape.model_copy(update={"approaches": ()})
        sources = tuple(
            each.id for each in evaluation.edition.contents.source.values() if each.date <= day
        )
        known = stages[-1].sources if stages else ()
        stages.append(
            Stage(
                day=day,
                sources=sources,
                new=tuple(each for each in sources if each not in known),
                counts={verdict: len(landscape.ids(verdict)) for verdict in Verdict},
                moves=moves.between(before or empty, landscape),
            )
        )
        before = landscape
    return stages
