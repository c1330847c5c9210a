"""Which conditions the cases reach: make true, make false, and show to decide on their own.

A condition decides a watched outcome where the outcome would be another if this one condition, and
nothing else, came out the other way.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from allscape.model.base import Frozen, Truth
from allscape.model.conditions import All, Condition, Not, SameAs, TermUse, Test, Unmodelled
from allscape.trials.observed import Watch
from allscape.trials.sheet import Owner, PartPath, Sheet, World, leaf, replaced, walk

ALWAYS = All(all=())
NEVER = Not(negated=ALWAYS)


class Site(NamedTuple):
    """One condition as it is written: whose, where in it, and what it says."""

    owner: Owner
    way: PartPath
    condition: Condition

    @property
    def text(self) -> str:
        """The condition as a person reads it."""
        if isinstance(self.condition, Test | Unmodelled):
            return self.condition.text
        if isinstance(self.condition, TermUse):
            return f"term {self.condition.term}"
        assert isinstance(self.condition, SameAs)
        return f"the same as {self.condition.same_as}"

    def put(self, sheet: Sheet, condition: Condition) -> World:
        """Return the world in which another condition stands in this one's place."""
        new = replaced(sheet.conditions[self.owner], self.way, condition)
        assert new is not None
        return World(change={self.owner: new})


class Reach(Frozen):
    """How often a condition held, failed and was open, and how often it decided."""

    owner: str
    condition: str
    holds: int
    fails: int
    open: int
    decides_holding: int
    decides_failing: int

    @property
    def decisive(self) -> bool:
        """Whether it has been shown to decide on its own, both ways."""
        return bool(self.decides_holding and self.decides_failing)


def sites(sheet: Sheet) -> list[Site]:
    """Return every condition of a rulebook, as it is written, that some case can settle."""
    return [
        Site(owner, way, part)
        for owner, condition in sheet.conditions.items()
        for way, part in walk(condition)
        if leaf(part) and not isinstance(part, Unmodelled)
    ]


def coverage(sheet: Sheet, watching: Iterable[Watch]) -> list[tuple[Site, Reach]]:
    """Return what the cases reach of every condition."""
    found = sites(sheet)
    by_owner: dict[Owner, list[Site]] = {}
    for site in found:
        by_owner.setdefault(site.owner, []).append(site)
    met: dict[Site, Counter[Truth]] = {site: Counter() for site in found}
    decided: dict[Site, Counter[Truth]] = {site: Counter() for site in found}
    for watch in watching:
        for site, decides in _reached(sheet, watch, by_owner).items():
            truth = watch.leaf(site.condition)
            met[site][truth] += 1
            decided[site][truth] += decides
    reached = (
        Reach(
            owner=str(site.owner),
            condition=site.text,
            holds=met[site][Truth.TRUE],
            fails=met[site][Truth.FALSE],
            open=met[site][Truth.UNKNOWN],
            decides_holding=decided[site][Truth.TRUE],
            decides_failing=decided[site][Truth.FALSE],
        )
        for site in found
    )
    return list(zip(found, reached, strict=True))


def _reached(sheet: Sheet, watch: Watch, by_owner: dict[Owner, list[Site]]) -> dict[Site, bool]:
    """Return the conditions that a case's outcomes rest on, and whether each decides."""
    found: dict[Site, bool] = {}
    for watched in watch.watched:
        says = map(Owner, watch.rests_on(watched))
        owners = {owner for each in says for owner in sheet.owners(each, watch.readings)}
        for site in (site for owner in owners for site in by_owner.get(owner, ())):
            truth = watch.leaf(site.condition)
            if found.get(site) or truth is Truth.UNKNOWN:
                found.setdefault(site, False)
                continue
            other = site.put(sheet, NEVER if truth is Truth.TRUE else ALWAYS)
            found[site] = watch.comes_to(watched, other) != watched.outcome
    return found


def untouched(sheet: Sheet, watching: Iterable[Watch]) -> list[str]:
    """Return the approaches and statements whose outcome no case names."""
    seen = {watched.name for watch in watching for watched in watch.watched}
    said = [name for name, each in sheet.statements.items() if not each.offers]
    return [name for name in (*sheet.written.approach, *said) if name not in seen]
