"""The conditions of a sheet as sets of profiles, so that two of them can be compared exactly."""

from collections.abc import Iterable

from allscape.engine.diagrams import Node
from allscape.model.conditions import Condition, Test
from allscape.model.profile import Profile
from allscape.proof.meanings import Meaning
from allscape.proof.space import Space
from allscape.proof.witness import smallest
from allscape.trials.sheet import Algebra, Owner, Sheet, World, walk


class Meant:
    """What the owners of a sheet mean, as they are or with some conditions exchanged.

    `others` are conditions that will be put in: the space tells apart what they tell apart.
    """

    def __init__(self, sheet: Sheet, others: Iterable[Condition] = ()) -> None:
        self.sheet = sheet
        conditions = [*sheet.conditions.values(), *others]
        tests = [part for each in conditions for _, part in walk(each) if isinstance(part, Test)]
        self.space = Space(tests)
        self._algebra: Algebra[Meaning] = Algebra(self._every, self._some, _opposite)
        self._written: dict[tuple[tuple[str, str], ...], dict[Owner, Meaning]] = {}

    def of(self, owner: Owner, world: World) -> Meaning:
        """Return what a statement or a reading of a term means in a world."""
        memo: dict[Owner, Meaning] = {}
        if not world.change:
            memo = self._written.setdefault(tuple(sorted(world.readings.items())), {})
        return self.sheet.evaluate(owner, self.test, self._algebra, world, memo)

    def test(self, test: Test) -> Meaning:
        """Return what a test means."""
        holds, fails = self.space.passing(test)
        both, consistent = self.space.sets.both, self.space.consistent
        return Meaning(both(holds, consistent), both(fails, consistent))

    def apart(self, one: Meaning, other: Meaning) -> Node:
        """Return the profiles for which two meanings come to different verdicts."""
        sets = self.space.sets
        return sets.some(
            sets.less(a, b)
            for a, b in (
                (one.holds, other.holds),
                (other.holds, one.holds),
                (one.fails, other.fails),
                (other.fails, one.fails),
            )
        )

    def telling(self, one: Meaning, other: Meaning) -> Profile | None:
        """Return a smallest profile that tells two meanings apart, None where none does.

        One that is matched or ruled out in both, but not alike, is to be had before others.
        """
        sets = self.space.sets
        clear = (sets.both(one.holds, other.fails), sets.both(one.fails, other.holds))
        found = (smallest(self.space, each) for each in (*clear, self.apart(one, other)))
        return next((each for each in found if each is not None), None)

    def within(self, meaning: Meaning, node: Node) -> Meaning:
        """Return a meaning for the profiles of a set alone."""
        sets = self.space.sets
        return Meaning(sets.both(meaning.holds, node), sets.both(meaning.fails, node))

    def _every(self, found: list[Meaning]) -> Meaning:
        sets = self.space.sets
        holds = sets.every([*(each.holds for each in found), self.space.consistent])
        return Meaning(holds, sets.some(each.fails for each in found))

    def _some(self, found: list[Meaning]) -> Meaning:
        sets = self.space.sets
        fails = sets.every([*(each.fails for each in found), self.space.consistent])
        return Meaning(sets.some(each.holds for each in found), fails)


def _opposite(meaning: Meaning) -> Meaning:
    return Meaning(meaning.fails, meaning.holds)
