"""The conditions of a rulebook as they are written, each with an owner, any of them exchangeable.

A statement that refers to another's conditions (`same-as`) has that reference as its own condition,
so that what is written once is tested once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from allscape.model.conditions import All, AnyOf, Condition, Not, SameAs, TermUse, Test, Tied, parts
from allscape.model.contents import Contents
from allscape.model.folding import Algebra, fold
from allscape.model.statements import Direction, Readings, Statement, Term

Evaluated = TypeVar("Evaluated")
PartPath = tuple[int, ...]
"""The way to a part of a condition, from its root."""


class Owner(NamedTuple):
    """A statement, or one reading of a term."""

    id: str
    reading: str = ""

    def __str__(self) -> str:
        return f"{self.id}={self.reading}" if self.reading else self.id


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
        self._order = {name: at for at, name in enumerate(self.statements)}
        said = {Owner(name): each.when for name, each in self.statements.items()}
        self.conditions: dict[Owner, Condition] = {**terms, **said}
        self._users: dict[Owner, set[Owner]] = {owner: set() for owner in self.conditions}
        for owner, condition in self.conditions.items():
            for used in self._used(condition):
                self._users[used].add(owner)

    def switches(self, statements: Iterable[str] | None = None) -> list[Readings]:
        """Return the ways to read the rulebook: the default, and one term at a time otherwise.

        For some statements only those that one of them rests on, however it is read.
        """
        terms: Iterable[Term] = self.written.term.values()
        if statements is not None:
            says = {Owner(name) for name in statements}
            under = _reached(says, lambda owner: self._used(self.conditions[owner]))
            terms = [each for each in terms if Owner(each.id, each.readings[0].id) in under]
        return [{}, *({term.id: each.id} for term in terms for each in term.readings[1:])]

    def _used(self, condition: Condition) -> Iterator[Owner]:
        """Yield the owners that a condition refers to, however it is read."""
        for _, part in walk(condition):
            if isinstance(part, TermUse):
                yield from (Owner(part.term, e.id) for e in self.written.term[part.term].readings)
            elif isinstance(part, SameAs):
                yield Owner(part.same_as)

    def used(self, condition: Condition, readings: Readings) -> Owner | None:
        """Return the owner that a condition refers to, None where it refers to none."""
        if isinstance(condition, TermUse):
            default = self.written.term[condition.term].readings[0].id
            return Owner(condition.term, readings.get(condition.term, default))
        return Owner(condition.same_as) if isinstance(condition, SameAs) else None

    def reached(self, owner: Owner) -> set[Owner]:
        """Return the owners that a change of an owner's condition can reach, itself included."""
        return _reached({owner}, self._users.__getitem__)

    def affected(self, owner: Owner) -> list[str]:
        """Return the statements that a change of an owner's condition can reach, in order."""
        found = self.reached(owner)
        return sorted((o.id for o in found if o.id in self._order), key=self._order.__getitem__)

    def owners(self, owner: Owner, readings: Readings) -> set[Owner]:
        """Return the owners whose conditions one rests on, itself included."""

        def used(owner: Owner) -> Iterator[Owner]:
            inner = (self.used(part, readings) for _, part in walk(self.conditions[owner]))
            return (each for each in inner if each is not None)

        return _reached({owner}, used)

    def evaluate(
        self,
        owner: Owner,
        test: Callable[[Test], Evaluated],
        algebra: Algebra[Evaluated],
        world: World,
        memo: dict[Owner, Evaluated],
    ) -> Evaluated:
        """Return what an owner's condition comes to in a world; `memo` belongs to that world."""
        if owner in memo:
            return memo[owner]

        def of(condition: TermUse | SameAs) -> Evaluated:
            used = self.used(condition, world.readings)
            assert used is not None
            return self.evaluate(used, test, algebra, world, memo)

        written = world.change.get(owner, self.conditions[owner])
        memo[owner] = found = fold(written, algebra, test, of, of)
        return found


def _reached(owners: set[Owner], further: Callable[[Owner], Iterable[Owner]]) -> set[Owner]:
    ahead, seen = owners, set[Owner]()
    while ahead:
        seen |= ahead
        ahead = {each for one in ahead for each in further(one)} - seen
    return seen


def walk(condition: Condition, way: PartPath = ()) -> Iterator[tuple[PartPath, Condition]]:
    """Yield every part of a condition with the way to it, the whole first."""
    yield way, condition
    for at, part in enumerate(parts(condition)):
        yield from walk(part, (*way, at))


def leaf(condition: Condition) -> bool:
    """Tell whether a condition is no group of others."""
    return isinstance(condition, Tied | SameAs)


def replaced(condition: Condition, way: PartPath, new: Condition | None) -> Condition | None:
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
