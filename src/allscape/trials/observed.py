"""What a case watches: the statements and approaches whose outcome its expectations name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from allscape.engine import plain
from allscape.model.base import VERDICT_OF, Truth, both, either, opposite
from allscape.model.conditions import Condition, Test
from allscape.model.folding import Algebra
from allscape.model.statements import Direction, Statement
from allscape.trials.expected import OutcomeName, expected_approaches, expected_statements, outcome
from allscape.trials.run import Trial
from allscape.trials.sheet import Owner, Sheet, World

KLEENE: Algebra[Truth] = Algebra(both, either, opposite, lambda _: Truth.UNKNOWN)


class Watched(NamedTuple):
    """A statement, or an approach with the statements about it, and its expected outcome."""

    name: str
    outcome: OutcomeName
    approach: bool


class Watch:
    """A case that holds, and what its watched outcomes come to where something is changed."""

    def __init__(self, sheet: Sheet, trial: Trial) -> None:
        self.sheet, self.trial = sheet, trial
        self.readings = trial.placed.case.readings
        self._truths: dict[Owner, Truth] = {}
        expect = trial.expect
        self.watched = [Watched(n, o, approach=False) for n, o in expected_statements(expect)]
        self.watched += [Watched(n, v.value, approach=True) for n, v in expected_approaches(expect)]

    def leaf(self, condition: Condition) -> Truth:
        """Return the truth of a test, or of what a condition refers to, nothing changed."""
        used = self.sheet.used(condition, self.readings)
        if used is not None:
            return self._truth(used, World(readings=self.readings), self._truths)
        assert isinstance(condition, Test)
        return self.test(condition)

    def test(self, condition: Test) -> Truth:
        """Return the truth of a test for the case."""
        return plain.test(condition, self.trial.facts)

    def rests_on(self, watched: Watched) -> list[str]:
        """Return the statements that decide what is watched."""
        if not watched.approach:
            return [watched.name]
        return [each.id for each in self._offers(watched.name, {})]

    def comes_to(self, watched: Watched, world: World) -> OutcomeName:
        """Return the outcome of what is watched in another world, read as the case says."""
        world = replace(world, readings=self.readings)
        memo: dict[Owner, Truth] = {}
        if watched.approach:
            offers = self._offers(watched.name, world.directions)
            truths = [self._truth(Owner(each.id), world, memo) for each in offers]
            return VERDICT_OF[either(truths)].value
        truth = self._truth(Owner(watched.name), world, memo)
        said = self.sheet.statements[watched.name].direction
        return outcome(VERDICT_OF[truth], world.directions.get(watched.name, said))

    def _truth(self, owner: Owner, world: World, memo: dict[Owner, Truth]) -> Truth:
        return self.sheet.evaluate(owner, self.test, KLEENE, world, memo)

    def _offers(self, approach: str, directions: Mapping[str, Direction]) -> list[Statement]:
        about = self.sheet.written.about[approach]
        turned = (
            each.model_copy(update={"direction": directions.get(each.id, each.direction)})
            if directions
            else each
            for each in about
        )
        return [each for each in turned if each.offers]


def watches(sheet: Sheet, trials: Sequence[Trial]) -> Iterator[Watch]:
    """Yield the cases that hold; one that fails shows nothing."""
    return (Watch(sheet, trial) for trial in trials if not trial.failures)
