"""Two cases side by side: their facts, and what the articles describe for each."""

from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import Because, CaseDifference, difference, grounds
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.landscape import ApproachResult
from allscape.model.profile import ATTRIBUTES


class FactPair(Frozen):
    """An attribute's value in each case; null is unknown."""

    attribute: str
    left: Value | None
    right: Value | None


class VerdictPair(Frozen):
    """An approach's verdict for each case, with the facts that each still hangs on.

    A verdict is null where the approach is not described on the day of that case.
    """

    approach: str
    name: str
    left: Verdict | None
    right: Verdict | None
    missing_left: tuple[str, ...] = ()
    missing_right: tuple[str, ...] = ()
    against_left: tuple[str, ...] = ()
    against_right: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it comes to something else, or something else speaks against it."""
        return (self.left, self.against_left) != (self.right, self.against_right)


class FailingPair(Frozen):
    """An approach that both cases rule out, and the conditions that fail in one of them only."""

    approach: str
    name: str
    left: tuple[Because, ...]
    right: tuple[Because, ...]


class ReadingPair(Frozen):
    """How a term is read in each case."""

    term: str
    left: str
    right: str


class Comparison(Frozen):
    """Two cases, pair by pair; only what differs unless all was asked for.

    `failing` are those that both rule out, but not for the same conditions. `differences` are what
    the first case would have to become to be the second.
    """

    left: str | None
    right: str | None
    facts: tuple[FactPair, ...]
    readings: tuple[ReadingPair, ...]
    approaches: tuple[VerdictPair, ...]
    failing: tuple[FailingPair, ...] = ()
    differences: CaseDifference


def compare(left: Evaluation, right: Evaluation, *, all_: bool = False) -> Comparison:
    """Return two cases side by side; swapping the cases swaps the sides, nothing else."""
    mine, theirs = left.landscape, right.landscape
    known, other = mine.case.profile, theirs.case.profile
    facts = [
        FactPair(attribute=name, left=known.get(name), right=other.get(name))
        for name in ATTRIBUTES
        if name in known or name in other
    ]
    sides = [{each.id: each for each in side.approaches} for side in (mine, theirs)]
    order = [name for name in left.edition.contents.approach if any(name in side for side in sides)]
    results = [(sides[0].get(name), sides[1].get(name)) for name in order]
    pairs = [_pair(*each) for each in results]
    return Comparison(
        left=mine.case.name,
        right=theirs.case.name,
        facts=tuple(each for each in facts if all_ or each.left != each.right),
        readings=tuple(
            ReadingPair(term=name, left=reading, right=theirs.readings[name])
            for name, reading in mine.readings.items()
            if all_ or reading != theirs.readings[name]
        ),
        approaches=tuple(each for each in pairs if all_ or each.differs),
        failing=tuple(pair for each in results if (pair := _failing(*each))),
        differences=difference(left, right),
    )


def _pair(left: ApproachResult | None, right: ApproachResult | None) -> VerdictPair:
    known = left or right
    assert known is not None
    return VerdictPair(
        approach=known.id,
        name=known.name,
        left=left.verdict if left else None,
        right=right.verdict if right else None,
        missing_left=left.missing if left else (),
        missing_right=right.missing if right else (),
        against_left=left.against if left else (),
        against_right=right.against if right else (),
    )


def _failing(left: ApproachResult | None, right: ApproachResult | None) -> FailingPair | None:
    if left is None or right is None:
        return None
    if not left.verdict is right.verdict is Verdict.RULED_OUT:
        return None
    mine, theirs = (
        grounds(reason for reason in side.because if reason.truth == "false")
        for side in (left, right)
    )
    found = FailingPair(
        approach=left.id,
        name=left.name,
        left=tuple(each for each in mine if each not in theirs),
        right=tuple(each for each in theirs if each not in mine),
    )
    return found if found.left or found.right else None
