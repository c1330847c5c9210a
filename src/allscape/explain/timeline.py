"""How the landscape of a case grew, article by article."""

from collections.abc import Callable, Iterable
from datetime import date

from allscape.engine.evaluate import Evaluation
from allscape.explain import moves
from allscape.explain.moves import Move
from allscape.model.base import Frozen, Verdict


class Stage(Frozen):
    """The landscape on one day: how many approaches came to what, and what moved since before."""

    day: date
    sources: tuple[str, ...]
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
        stages.append(
            Stage(
                day=day,
                sources=tuple(
                    each.id
                    for each in evaluation.edition.contents.source.values()
                    if each.date <= day
                ),
                counts={verdict: len(landscape.ids(verdict)) for verdict in Verdict},
                moves=moves.between(before or empty, landscape),
            )
        )
        before = landscape
    return stages
