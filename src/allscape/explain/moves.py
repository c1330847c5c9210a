"""What moves between two landscapes: gained, lost, opened, settled."""

from collections.abc import Iterator
from enum import StrEnum

from allscape.engine import plain
from allscape.engine.evaluate import Evaluation
from allscape.explain.values import changed, partners, tests_of, worth_trying
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.facts import Facts
from allscape.model.landscape import Citation, Landscape
from allscape.model.profile import ATTRIBUTES


class Way(StrEnum):
    """How an approach moves."""

    GAINED = "gained"
    LOST = "lost"
    OPENED = "opened"
    RULED_OUT = "ruled out"
    APPEARED = "appeared"
    GONE = "gone"


class Move(Frozen):
    """An approach that moves: from what, to what, and the sentences that make it so.

    A verdict is null where the approach is not described at all on that day.
    """

    approach: str
    name: str
    way: Way
    before: Verdict | None
    after: Verdict | None
    citations: tuple[Citation, ...] = ()


def way_of(before: Verdict | None, after: Verdict | None) -> Way:
    """Return how an approach moves. It is lost where a match becomes anything else."""
    if after is None:
        return Way.GONE
    if after is Verdict.MATCHED:
        return Way.GAINED
    if before is None:
        return Way.APPEARED
    if before is Verdict.MATCHED:
        return Way.LOST
    return Way.OPENED if after is Verdict.UNDETERMINED else Way.RULED_OUT


def between(before: Landscape, after: Landscape) -> tuple[Move, ...]:
    """Return the approaches whose verdict differs, in the order of the landscapes."""
    ids = dict.fromkeys(each.id for each in (*before.approaches, *after.approaches))
    return tuple(_moved(before, after, ids))


def _moved(before: Landscape, after: Landscape, ids: dict[str, None]) -> Iterator[Move]:
    for name in ids:
        was = before[name].verdict if name in before else None
        now = after[name].verdict if name in after else None
        if was is not now:
            told = after[name] if name in after else before[name]
            yield Move(
                approach=name,
                name=told.name,
                way=way_of(was, now),
                before=was,
                after=now,
                citations=told.citations,
            )


class Single(Frozen):
    """One change of one fact, and the verdicts that it moves."""

    attribute: str
    before: Value | None
    after: Value
    moves: dict[str, tuple[Verdict, Verdict]]


def each_change(evaluation: Evaluation) -> list[Single]:
    """Return every single change of one fact, known or not, that moves a verdict.

    Of the numbers that do the same the one nearest to the case's value is tried.
    """
    edition, profile = evaluation.edition, evaluation.profile
    ids = [each.id for each in evaluation.landscape.approaches]
    now = plain.verdicts(edition, Facts(profile), ids)
    tests = tests_of(edition, [each for name in ids for each in edition.offering(name)])
    # A fact that no condition names can still settle one that a condition does.
    names = [name for name in ATTRIBUTES if name in tests or name in partners(tests)]
    found = []
    for name in names:
        given = getattr(profile, name)
        for value in worth_trying(name, tests.get(name, []), given):
            other = changed(profile, {name: value})
            if other is None:
                continue
            then = plain.verdicts(edition, Facts(other), ids)
            moves = {each: (now[each], then[each]) for each in ids if now[each] is not then[each]}
            if moves:
                found.append(Single(attribute=name, before=given, after=value, moves=moves))
    return found
