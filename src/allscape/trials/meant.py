"""The conditions of a sheet as sets of profiles, so that two of them can be compared exactly."""

from collections.abc import Iterable, Mapping

from allscape.engine.diagrams import NodeId
from allscape.engine.sure import Meaning, algebra, apart, some, within
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.conditions import Condition, Test
from allscape.model.profile import Profile
from allscape.model.statements import Readings
from allscape.proof.space import Space
from allscape.proof.witness import smallest
from allscape.trials.sheet import Owner, Sheet, World, walk


class Meant:
    """What the owners of a sheet mean, as they are or with some conditions exchanged.

    `others` are conditions that will be put in: the space tells apart what they tell apart.
    """

    def __init__(self, sheet: Sheet, others: Iterable[Condition] = ()) -> None:
        self.sheet = sheet
        conditions = [*sheet.conditions.values(), *others]
        tests = [part for each in conditions for _, part in walk(each) if isinstance(part, Test)]
        self.space = Space(tests)
        self._algebra = algebra(self.space.sets)
        self._written: dict[tuple[tuple[str, str], ...], dict[Owner, Meaning]] = {}

    def of(self, owner: Owner, world: World, memo: dict[Owner, Meaning] | None = None) -> Meaning:
        """Return what a statement or a reading of a term means in a world.

        `memo` is what is known of that world: begun with `unmoved`, it is filled here.
        """
        if not world.change:
            memo = self._written.setdefault(tuple(sorted(world.readings.items())), {})
        memo = {} if memo is None else memo
        return self._consistent(self.sheet.evaluate(owner, self.test, self._algebra, world, memo))

    def target(self, name: str, world: World, memo: dict[Owner, Meaning] | None = None) -> Meaning:
        """Return what a statement means in a world, or the offers of an approach together."""
        if name not in self.sheet.written.offers:
            return self.of(Owner(name), world, memo)
        offers = self.sheet.written.offers[name]
        together = [self.of(Owner(each.id), world, memo) for each in offers]
        return self._consistent(some(self.space.sets, together))

    def leaf(self, condition: Condition, readings: Readings) -> Meaning:
        """Return what a test means, or what a condition refers to, read in some way."""
        used = self.sheet.used(condition, readings)
        if used is not None:
            return self.of(used, World(readings=readings))
        assert isinstance(condition, Test)
        return self.test(condition)

    def verdict(self, meaning: Meaning, known: Mapping[str, Value]) -> Verdict:
        """Return what something that means so comes to for a case."""
        if self.space.holds(meaning.holds, known):
            return Verdict.MATCHED
        fails = self.space.holds(meaning.fails, known)
        return Verdict.RULED_OUT if fails else Verdict.UNDETERMINED

    def unmoved(self, world: World) -> dict[Owner, Meaning]:
        """Return what the owners mean that no change of a world reaches, as far as is known."""
        reached = set[Owner]().union(*map(self.sheet.reached, world.change))
        usual = self._written.get(tuple(sorted(world.readings.items())), {})
        return {owner: each for owner, each in usual.items() if owner not in reached}

    def test(self, test: Test) -> Meaning:
        """Return what a test means."""
        return self._consistent(Meaning(*self.space.passing(test)))

    def telling(self, one: Meaning, other: Meaning) -> Profile | None:
        """Return a smallest profile that tells two meanings apart, None where none does.

        One that is matched or ruled out in both, but not alike, is to be had before others.
        """
        sets = self.space.sets
        clear = (sets.both(one.holds, other.fails), sets.both(one.fails, other.holds))
        found = (smallest(self.space, each) for each in (*clear, apart(sets, one, other)))
        return next((each for each in found if each is not None), None)

    def within(self, meaning: Meaning, node: NodeId) -> Meaning:
        """Return a meaning for the profiles of a set alone."""
        return within(self.space.sets, meaning, node)

    def _consistent(self, meaning: Meaning) -> Meaning:
        return self.within(meaning, self.space.consistent)
