"""What there is to learn of a rulebook: its conditions, and the near misses that each decides.

They come out of the exact sets of profiles: a near miss is two cases that differ in one fact, of
which one is matched and the other ruled out, because this one condition holds in one of them only.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple

from allscape.engine.diagrams import NodeId
from allscape.engine.sure import Meaning
from allscape.explain.values import distance, worth_trying
from allscape.model.attributes import Value
from allscape.model.base import Verdict, grouped
from allscape.model.conditions import Test
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES, Profile, contradictory
from allscape.model.statements import Readings
from allscape.proof.witness import smallest
from allscape.trials.coverage import ALWAYS, NEVER, Site, sites
from allscape.trials.meant import Meant
from allscape.trials.sheet import Owner, Sheet, World, walk

_Key = tuple[object, ...]
_Split = tuple[NodeId, NodeId, NodeId, NodeId]
_Other = tuple[World, dict[Owner, Meaning]]


class Deciding(NamedTuple):
    """A smallest case in which a condition decides what an approach or a statement comes to.

    `matched` tells what it comes to there: matched, or ruled out.
    """

    target: str
    readings: Readings
    profile: Profile
    matched: bool


class CasePair(NamedTuple):
    """Two cases one fact (`attribute`) apart: `target` is matched in one, ruled out in the other.

    `target` is an approach, or a statement that offers none.
    """

    target: str
    readings: Readings
    attribute: str
    matched: Profile
    ruled_out: Profile


def condition_id(site: Site) -> str:
    """Return the name of a condition: its owner and what it says, as `test --json` has them."""
    return f"{site.owner}: {site.text}"


def conditions(written: Contents) -> frozenset[str]:
    """Return the names of all conditions of a rulebook as its files hold it."""
    return frozenset(map(condition_id, sites(Sheet(written))))


class Curriculum:
    """The conditions of a rulebook as its files hold it, each with the cases that it decides."""

    def __init__(self, written: Contents) -> None:
        self.written = written
        self.sheet = Sheet(written)
        self.meant = Meant(self.sheet)
        self._usual: dict[_Key, Meaning] = {}
        self._others: dict[_Key, list[_Other]] = {}
        self._values: dict[_Key, list[Value]] = {}
        # What is written twice in one statement is one thing to learn.
        self.sites = {condition_id(each): each for each in reversed(sites(self.sheet))}
        self.sites = dict(reversed(self.sites.items()))

    def near_misses(self, site: Site) -> list[CasePair]:
        """Return a smallest near miss for everything that a condition decides, smallest first.

        Of approaches, where there are any; else of statements; else as a term is read otherwise.
        None at all is the proof that no two cases one fact apart hang on this condition alone.
        """
        for readings, targets in self._decided(site):
            splits = [(target, self._split(site, target, readings)) for target in targets]
            names = self.attributes(site, readings)
            found = [
                CasePair(target, readings, name, *apart)
                for (target, split), name in product(splits, names)
                if (apart := self._apart(name, *split[:2]) or self._apart(name, *split[2:]))
            ]
            if found:
                return sorted(found, key=lambda each: len(each.matched.known()))
        return []

    def apart(self, target: str) -> list[CasePair]:
        """Return a smallest near miss for every fact of an approach, whatever conditions decide."""
        now = self.meaning(target, {})
        found = {name: self._apart(name, now.holds, now.fails) for name in self.asked(target)}
        return [CasePair(target, {}, name, *each) for name, each in found.items() if each]

    def deciding(self, site: Site) -> list[Deciding]:
        """Return smallest cases in which a condition decides; none where it is proved never to."""
        for readings, targets in self._decided(site):
            found = [
                Deciding(target, readings, profile, matched=at % 2 == 0)
                for target in targets
                for at, node in enumerate(self._split(site, target, readings))
                if (profile := smallest(self.meant.space, node)) is not None
            ]
            if found:
                return found
        return []

    def _decided(self, site: Site) -> Iterator[tuple[Readings, list[str]]]:
        """Yield what a condition can decide: approaches and what offers none; then all statements.

        What offers an approach is named by it, unless the condition decides the statement alone.
        """
        for readings in self._in_force(site):
            affected = [
                self.written.statement[name]
                for name in self.sheet.affected(site.owner)
                if site.owner in self.sheet.owners(Owner(name), readings)
            ]
            names = (n for each in affected for n in (each.about if each.offers else (each.id,)))
            yield readings, list(dict.fromkeys(names))
            yield readings, [each.id for each in affected if each.offers]

    def _in_force(self, site: Site) -> Iterator[Readings]:
        """Yield the ways to read the rulebook in which a condition is in force, the default first.

        For a condition of a reading of a term, those that read that term so.
        """
        owner = site.owner
        usual = self.written.term[owner.id].readings[0].id if owner.reading else ""
        for each in self.sheet.switches():
            if each.get(owner.id, usual) == owner.reading:
                yield each

    def attributes(self, site: Site, readings: Readings | None = None) -> tuple[str, ...]:
        """Return the attributes that a condition rests on, terms and references opened."""
        readings = next(self._in_force(site)) if readings is None else readings
        used = self.sheet.used(site.condition, readings)
        owners = set() if used is None else self.sheet.owners(used, readings)
        inner = [part for each in owners for _, part in walk(self.sheet.conditions[each])]
        tests = [each for each in (site.condition, *inner) if isinstance(each, Test)]
        named = {each.attribute for each in tests}
        return tuple(name for name in ATTRIBUTES if name in named)

    def verdict(self, target: str, readings: Readings, known: Mapping[str, Value]) -> Verdict:
        """Return what an approach or a statement comes to, out of the exact sets."""
        return self.meant.verdict(self.meaning(target, readings), known)

    def asked(self, target: str) -> tuple[str, ...]:
        """Return the attributes that an approach or a statement rests on."""
        sets = self.meant.space.sets
        meaning = self.meaning(target, {})
        levels = sets.levels([meaning.holds, meaning.fails])
        return tuple(name for name, at in self.meant.space.level.items() if at in levels)

    def meaning(self, target: str, readings: Readings) -> Meaning:
        """Return what an approach or a statement means under some readings."""
        key = (target, *readings.items())
        if key not in self._usual:
            self._usual[key] = self.meant.target(target, World(readings=readings))
        return self._usual[key]

    def _changed(self, site: Site, readings: Readings) -> list[_Other]:
        """Return the worlds in which a condition never holds, and always; what is known of them."""
        key = (site.owner, site.way, *readings.items())
        if key not in self._others:
            changes = (site.put(self.sheet, each).change for each in (NEVER, ALWAYS))
            worlds = [World(each, readings) for each in changes]
            self._others[key] = [(each, self.meant.unmoved(each)) for each in worlds]
        return self._others[key]

    def _split(self, site: Site, target: str, readings: Readings) -> _Split:
        """Return the profiles in which a condition decides.

        Holding and so matched, failing and so ruled out; failing and so matched, holding and so
        ruled out (within a "not").
        """
        sets, here = self.meant.space.sets, self.meant.leaf(site.condition, readings)
        now = self.meaning(target, readings)
        never, always = (self.meant.target(target, *each) for each in self._changed(site, readings))
        return (
            sets.less(sets.both(now.holds, here.holds), never.holds),
            sets.less(sets.both(now.fails, here.fails), always.fails),
            sets.less(sets.both(now.holds, here.fails), always.holds),
            sets.less(sets.both(now.fails, here.holds), never.fails),
        )

    def _apart(self, attribute: str, one: NodeId, other: NodeId) -> tuple[Profile, Profile] | None:
        """Return a smallest profile of a set that one other value brings into another set."""
        space = self.meant.space
        sets, level = space.sets, space.level[attribute]
        known = range(1, sets.branches[level])
        brought = sets.some(sets.given(other, level, branch) for branch in known)
        start = sets.every([one, brought, sets.opposite(space.is_(attribute, None))])
        profile = smallest(space, start)
        if profile is None:
            return None
        there = self._nearest(profile, attribute, other)
        assert there is not None
        # Back from there, so that both stand at the edge.
        return self._nearest(there, attribute, one) or profile, there

    def _nearest(self, profile: Profile, attribute: str, node: NodeId) -> Profile | None:
        known, space = profile.known(), self.meant.space
        now = known[attribute]
        inside = [
            value
            for value in self.values(attribute, now)
            if not contradictory(changed := {**known, attribute: value})
            and space.holds(node, changed)
        ]
        if not inside:
            return None
        return profile.with_({attribute: min(inside, key=lambda each: distance(each, now))})

    def values(self, name: str, now: Value | None) -> list[Value]:
        """Return values of an attribute that the rulebook tells apart, without `now`'s."""
        if (name, now) not in self._values:
            self._values[name, now] = worth_trying(name, self._tests.get(name, ()), now)
        return self._values[name, now]

    @cached_property
    def _tests(self) -> dict[str, list[Test]]:
        every = (part for each in self.sheet.conditions.values() for _, part in walk(each))
        return grouped((each.attribute, each) for each in every if isinstance(each, Test))
