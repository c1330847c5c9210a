"""Which mutants the cases catch, which mean the same, and what would catch the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from allscape.engine.diagrams import NONE
from allscape.model.base import Frozen
from allscape.model.profile import Profile
from allscape.model.statements import Readings
from allscape.proof.witness import smallest
from allscape.trials.meant import Meant
from allscape.trials.mutants import Mutant, mutants
from allscape.trials.observed import Watch, Watched
from allscape.trials.run import trial_of
from allscape.trials.sheet import Owner, Sheet, World
from allscape.trials.suggest import Wish, cases, first


class Survivor(Frozen):
    """A mutant that no case catches, and a smallest case that would, watching one statement.

    `needed` is false where the cases of the survivors before it would catch it as well.
    """

    owner: str
    how: str
    says: str
    wish: Wish
    needed: bool


class Mutation(Frozen):
    """How many mutants there are by the way they were made, and what became of them."""

    made: dict[str, int]
    caught: dict[str, int]
    equal: tuple[tuple[str, str], ...]
    survivors: tuple[Survivor, ...]


def mutate(sheet: Sheet, watching: Sequence[Watch]) -> Mutation:
    """Run cases against every mutant of a rulebook."""
    made = list(mutants(sheet))
    meant = Meant(sheet, [condition for each in made for condition in each.world.change.values()])
    made = [each for each in made if not _idle(meant, each)]
    counts = Counter(each.how for each in made)
    caught = dict.fromkeys(counts, 0)
    equal: list[tuple[str, str]] = []
    survivors: list[Survivor] = []
    watchers, more = Watchers(sheet, watching), Watchers(sheet, [])
    for mutant in made:
        if watchers.catch(mutant):
            caught[mutant.how] += 1
            continue
        wish = first(meant, mutant.owner, partial(_differing, meant, mutant))
        if wish is None:  # equal in meaning
            equal.append((str(mutant.owner), mutant.says))
            continue
        needed = not more.catch(mutant)
        if needed:
            more.add(Watch(sheet, trial_of(*cases(meant, [wish]))))
        data = {"owner": str(mutant.owner), "how": mutant.how, "says": mutant.says}
        survivors.append(Survivor(**data, wish=wish, needed=needed))
    return Mutation(made=counts, caught=caught, equal=tuple(equal), survivors=tuple(survivors))


class Watchers:
    """Finds a case that catches a mutant: one of whose watched outcomes comes out otherwise."""

    def __init__(self, sheet: Sheet, watching: Iterable[Watch]) -> None:
        self.sheet = sheet
        self._by_statement: dict[str, list[tuple[Watch, Watched]]] = {}
        for watch in watching:
            self.add(watch)

    def add(self, watch: Watch) -> None:
        """Take a case on."""
        for watched in watch.watched:
            about = [each.id for each in self.sheet.written.about.get(watched.name, ())]
            for name in about if watched.approach else [watched.name]:
                self._by_statement.setdefault(name, []).append((watch, watched))

    def catch(self, mutant: Mutant) -> bool:
        """Tell whether some case fails under a mutant."""
        pairs = {
            id(pair): pair
            for name in self.sheet.affected(mutant.owner)
            for pair in self._by_statement.get(name, ())
        }
        return any(
            watch.comes_to(watched, mutant.world) != watched.outcome
            for watch, watched in pairs.values()
        )


def _idle(meant: Meant, mutant: Mutant) -> bool:
    """Tell whether a direction is changed in which nothing ever speaks: `prove` calls that dead."""
    return bool(mutant.world.directions) and all(
        meant.of(mutant.owner, World(readings=readings)).holds == NONE
        for readings in meant.sheet.switches()
    )


def _differing(meant: Meant, mutant: Mutant, owner: Owner, readings: Readings) -> Profile | None:
    now = meant.of(owner, World(readings=readings))
    if mutant.world.directions:
        turned = owner.id in mutant.world.directions
        return smallest(meant.space, now.holds) if turned else None
    return meant.telling(now, meant.of(owner, replace(mutant.world, readings=readings)))
