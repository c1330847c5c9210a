"""The whole space of profiles, unknowns included, as the levels of decision diagrams.

A level is an attribute; its first branch is "unknown", the others are its cells. What the listed
contradictions exclude is outside `consistent`, and what they settle is settled here as in `Facts`.
"""

from collections.abc import Iterable, Mapping

from allscape.engine.cells import Cell, cells
from allscape.engine.diagrams import NONE, Diagrams, NodeId
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES, BOTH_WAYS, CONTRADICTIONS, partners

UNKNOWN = 0
"""The branch of an attribute that is not known."""


class Space:
    """Every profile that tests can tell apart, over the attributes that they name.

    `choices` are levels below those of the attributes, with so many branches each: what a case is
    looked at through (a day, a reading) rather than what is known of it.
    """

    def __init__(self, tests: Iterable[Test], choices: Iterable[int] = ()) -> None:
        tests = list(tests)
        named = with_partners({each.attribute for each in tests})
        # What others settle comes last, so that a smallest case names the plainer fact.
        settled = {each.attribute for each in CONTRADICTIONS}
        self.names = tuple(
            sorted((n for n in ATTRIBUTES if n in named), key=lambda name: name in settled)
        )
        self.cells: Mapping[str, tuple[Cell, ...]] = {
            name: cells(ATTRIBUTES[name], [each for each in tests if each.attribute == name])
            for name in self.names
        }
        self._branches: dict[tuple[str, Value], int] = {}
        self._passing: dict[tuple[str, bool, tuple[int, ...]], tuple[NodeId, NodeId]] = {}
        self.level = {name: at for at, name in enumerate(self.names)}
        self.sets = Diagrams([*(1 + len(self.cells[name]) for name in self.names), *choices])
        self._contradictions = [each for each in CONTRADICTIONS if each.attribute in self.level]
        self.consistent = self.sets.every(
            self.sets.opposite(self.sets.both(self.is_(c.attribute, c.value), other))
            for c in self._contradictions
            if (other := self.is_(c.other, c.other_value))
        )
        self._settle()

    def is_(self, name: str, value: Value | None) -> NodeId:
        """Return the profiles that give an attribute a value; those that do not, for None."""
        branch = UNKNOWN if value is None else self.branch(name, value)
        return self.sets.at(self.level[name], [branch])

    def holds(self, node: NodeId, known: Mapping[str, Value]) -> bool:
        """Tell whether the profile with these values is in a set."""
        while self.sets.below(node):
            name = self.names[self.sets.level(node)]
            branch = self.branch(name, known[name]) if name in known else UNKNOWN
            node = self.sets.below(node)[branch]
        return bool(node)

    def branch(self, name: str, value: Value) -> int:
        """Return the branch of the cell that a value lies in."""
        found = self._branches.get((name, value))
        if found is None:
            cells_ = enumerate(self.cells[name], 1)
            found = self._branches[name, value] = next(at for at, cell in cells_ if value in cell)
        return found

    def passing(self, test: Test) -> tuple[NodeId, NodeId]:
        """Return the profiles for which a test surely holds, and those for which it fails."""
        name, number = test.attribute, test.range is not None
        cells_ = enumerate(self.cells[name], 1)
        wanted = tuple(at for at, cell in cells_ if test.passed_by(cell.sample))
        if (name, number, wanted) not in self._passing:
            self._passing[name, number, wanted] = self._passed(name, wanted, number=number)
        return self._passing[name, number, wanted]

    def _passed(self, name: str, wanted: tuple[int, ...], *, number: bool) -> tuple[NodeId, NodeId]:
        """Return the profiles with the wanted cells of an attribute, and those without."""
        sets = self.sets
        if number:
            level = self.level[name]
            return sets.at(level, wanted), sets.opposite(sets.at(level, [UNKNOWN, *wanted]))
        inside = [self.cells[name][at - 1].sample for at in wanted]
        outside = [each.sample for each in self.cells[name] if each.sample not in inside]
        never = sets.every(sets.opposite(self._possible(name, each)) for each in inside)
        left = sets.every(sets.opposite(self._possible(name, each)) for each in outside)
        holds = sets.less(sets.less(left, never), self._may_not_apply(name))
        return holds, never

    def complete(self, names: Iterable[str]) -> NodeId:
        """Return the profiles that leave none of some attributes open."""
        sets, none = self.sets, self._not_applicable
        known = (sets.either(sets.opposite(self.is_(n, None)), none.get(n, NONE)) for n in names)
        return sets.every(known)

    def _settle(self) -> None:
        """Find, round by round as `Facts` does, which values settle others by exclusion."""
        sets = self.sets
        names = {name for each in self._contradictions for name in (each.attribute, each.other)}
        pairs = [(name, cell.sample) for name in names for cell in self.cells[name]]
        self._settled = {pair: self.is_(*pair) for pair in pairs}
        self._excluded = dict.fromkeys(pairs, NONE)
        self._not_applicable = dict.fromkeys(names, NONE)
        before = None
        while before != (before := (*self._settled.values(), *self._not_applicable.values())):
            free = {name: sets.opposite(self._any_value(name)) for name in names}
            self._exclude(free)
            for name in names:
                self._settle_one(name, free[name])

    def _exclude(self, free: Mapping[str, NodeId]) -> None:
        settled = dict(self._settled)
        for name, value, other, other_value, _ in BOTH_WAYS:
            if name in self.level:
                now = self.sets.both(free[name], settled[other, other_value])
                self._excluded[name, value] = self.sets.either(self._excluded[name, value], now)

    def _settle_one(self, name: str, free: NodeId) -> None:
        sets = self.sets
        values = [cell.sample for cell in self.cells[name]]
        excluded = {each: self._excluded[name, each] for each in values}
        all_gone = sets.both(free, sets.every(excluded.values()))
        self._not_applicable[name] = sets.either(self._not_applicable[name], all_gone)
        for value in values:
            others = sets.every(excluded[each] for each in values if each != value)
            left = sets.less(sets.both(free, others), excluded[value])
            self._settled[name, value] = sets.either(self._settled[name, value], left)

    def _any_value(self, name: str) -> NodeId:
        """Return the profiles in which an attribute is settled, given or not."""
        values = (self._settled[name, cell.sample] for cell in self.cells[name])
        return self.sets.some([*values, self._not_applicable[name]])

    def _possible(self, name: str, value: Value) -> NodeId:
        """Return the profiles in which a choice can still have a value."""
        if name not in self._not_applicable:
            return self.sets.some([self.is_(name, None), self.is_(name, value)])
        open_ = self.sets.opposite(self._any_value(name))
        left = self.sets.less(open_, self._excluded[name, value])
        return self.sets.either(self._settled[name, value], left)

    def _may_not_apply(self, name: str) -> NodeId:
        """Return the profiles in which a fact that is open could leave an attribute no value."""
        if name not in self._not_applicable:
            return NONE
        found = self.sets.opposite(self._any_value(name))
        for cell in self.cells[name]:
            causes = [
                self.sets.opposite(self._any_value(each.other))
                for each in self._contradictions
                if (each.attribute, each.value) == (name, cell.sample)
            ]
            found = self.sets.both(found, self.sets.some(causes))
        return found


def with_partners(names: Iterable[str]) -> set[str]:
    """Return attributes with those that can exclude a value of theirs, and theirs in turn."""
    found = set(names)
    while more := partners(found) - found:
        found |= more
    return found
