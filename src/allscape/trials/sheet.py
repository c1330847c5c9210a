"""The conditions of a rulebook as they are written, each with an owner, any of them exchangeable.

A statement that refers to another's conditions (`same-as`) has that reference as its own condition,
so that what is written once is tested once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from allscape.model.conditions import All, AnyOf, Condition, Not, SameAs, TermUse, Test, Tied, parts
from allscape.model.contents import Contents
from allscape.model.folding import Algebra, fold
from allscape.model.statements import Direction, Statement

Result = TypeVar("Result")
Way = tuple[int, ...]
"""The way to a part of a condition, from its root."""


@dataclass(frozen=True, order=True)
class Owner:
    """A statement, or one reading of a term."""

    id: str
    reading: str = ""

    def __str__(self) -> str:
        return f"{self.id}={self.reading}" if self.reading else self.id


Readings = Mapping[str, str]
"""The reading of a term, where it is not the default."""


@dataclass(frozen=True)
class World:
    """What is other than it is written: conditions, readings, the directions of statements."""

    change: Mapping[Owner, Condition] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    directions: Mapping[str, Direction] = field(default_factory=dict)


class Sheet:
    """Every condition of a rulebook, by owner."""

    def __init__(self, written: Contents) -> None:
        self.written = written
        self.statements: dict[str, Statement] = written.statement
        terms = {
            Owner(name, reading.id): reading.when
            for name, term in written.term.items()
            for reading in term.readings
        }
        said = {Owner(name): each.when for name, each in self.statements.items()}
        self.conditions: dict[Owner, Condition] = {**terms, **said}
        self._users: dict[Owner, set[Owner]] = {owner: set() for owner in self.conditions}
        for owner, condition in self.conditions.items():
            for _, part in walk(condition):
                for readings in self.switches():
                    if (used := self.used(part, readings)) is not None:
                        self._users[used].add(owner)

    def switches(self) -> list[Readings]:
        """Return the ways to read the rulebook: the default, and one term at a time otherwise."""
        terms = self.written.term.values()
        return [{}, *({term.id: each.id} for term in terms for each in term.readings[1:])]

    def used(self, condition: Condition, readings: Readings) -> Owner | None:
        """Return the owner that a condition refers to, None where it refers to none."""
        if isinstance(condition, TermUse):
            default = self.written.term[condition.term].readings[0].id
            return Owner(condition.term, readings.get(condition.term, default))
        return Owner(condition.same_as) if isinstance(condition, SameAs) else None

    def reached(self, owner: Owner) -> set[Owner]:
        """Return the owners that a change of an owner's condition can reach, itself included."""
        ahead, seen = {owner}, set[Owner]()
        while ahead:
            seen |= ahead
            ahead = {user for each in ahead for user in self._users[each]} - seen
        return seen

    def affected(self, owner: Owner) -> list[str]:
        """Return the statements that a change of an owner's condition can reach, in order."""
        seen = self.reached(owner)
        return [name for name in self.statements if Owner(name) in seen]

    def owners(self, statement: str, readings: Readings) -> set[Owner]:
        """Return the owners whose conditions a statement rests on, itself included."""
        ahead, seen = {Owner(statement)}, set[Owner]()
        while ahead:
            seen |= ahead
            inner = (part for each in ahead for _, part in walk(self.conditions[each]))
            used = (self.used(part, readings) for part in inner)
            ahead = {each for each in used if each is not None} - seen
        return seen

    def evaluate(
        self,
        owner: Owner,
        test: Callable[[Test], Result],
        algebra: Algebra[Result],
        world: World,
        memo: dict[Owner, Result],
    ) -> Result:
        """Return what an owner's condition comes to in a world; `memo` belongs to that world."""
        if owner in memo:
            return memo[owner]

        def of(condition: TermUse | SameAs) -> Result:
            used = self.used(condition, world.readings)
            assert used is not None
            return self.evaluate(used, test, algebra, world, memo)

        written = world.change.get(owner, self.conditions[owner])
        memo[owner] = found = fold(written, algebra, test, of, of)
        return found


def walk(condition: Condition, way: Way = ()) -> Iterator[tuple[Way, Condition]]:
    """Yield every part of a condition with the way to it, the whole first."""
    yield way, condition
    for at, part in enumerate(parts(condition)):
        yield from walk(part, (*way, at))


def leaf(condition: Condition) -> bool:
    """Tell whether a condition is no group of others."""
    return isinstance(condition, Tied | SameAs)


def replaced(condition: Condition, way: Way, new: Condition | None) -> Condition | None:
    """Return a condition with a part exchanged; for None with the part left out.

    What is left of a group of one is None too.
    """
    if not way:
        return new
    inner = list(parts(condition))
    part = replaced(inner[way[0]], way[1:], new)
    if isinstance(condition, Not):
        return None if part is None else Not(negated=part)
    inner[way[0] : way[0] + 1] = [] if part is None else [part]
    if not inner:
        return None
    return All(all=tuple(inner)) if isinstance(condition, All) else AnyOf(any=tuple(inner))
