"""The conditions of a rulebook as they are written, each with an owner, any of them exchangeable.

A statement that refers to another's conditions (`same-as`) has that reference as its own condition,
so that what is written once is tested once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from allscape.model.conditions import All, AnyOf, Condition, Not, SameAs, TermUse, Test, parts
from allscape.model.contents import Contents
from allscape.model.statements import Statement

Result = TypeVar("Result")
Path = tuple[int, ...]
"""The way to a part of a condition, from its root."""


@dataclass(frozen=True, order=True)
class Owner:
    """A statement, or a term in the reading that is the default."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"term {self.id}" if self.kind == TERM else self.id


TERM, STATEMENT = "term", "statement"


@dataclass(frozen=True)
class Algebra[Result]:
    """What "all of", "any of" and "not" come to for some kind of result."""

    every: Callable[[list[Result]], Result]
    some: Callable[[list[Result]], Result]
    negate: Callable[[Result], Result]


Change = Mapping[Owner, Condition]
"""Other conditions for some owners."""


class Sheet:
    """Every condition that is in force by default, by owner."""

    def __init__(self, written: Contents) -> None:
        self.written = written
        self.statements: dict[str, Statement] = written.statement
        terms = {Owner(TERM, name): term.readings[0].when for name, term in written.term.items()}
        said = {Owner(STATEMENT, name): each.when for name, each in self.statements.items()}
        self.conditions: dict[Owner, Condition] = {**terms, **said}
        self._users: dict[Owner, set[Owner]] = {owner: set() for owner in self.conditions}
        for owner, condition in self.conditions.items():
            for _, leaf in walk(condition):
                if (used := owner_of(leaf)) is not None:
                    self._users[used].add(owner)

    def affected(self, owner: Owner) -> list[str]:
        """Return the statements that a change of an owner's condition can reach, in order."""
        ahead, seen = {owner}, set[Owner]()
        while ahead:
            seen |= ahead
            ahead = {user for each in ahead for user in self._users[each]} - seen
        return [name for name in self.statements if Owner(STATEMENT, name) in seen]

    def owners(self, statement: str) -> set[Owner]:
        """Return the owners whose conditions a statement rests on, itself included."""
        ahead, seen = {Owner(STATEMENT, statement)}, set[Owner]()
        while ahead:
            seen |= ahead
            used = (owner_of(leaf) for each in ahead for _, leaf in walk(self.conditions[each]))
            ahead = {each for each in used if each is not None} - seen
        return seen

    def evaluate(
        self,
        owner: Owner,
        test: Callable[[Test], Result],
        algebra: Algebra[Result],
        change: Change,
        memo: dict[Owner, Result],
    ) -> Result:
        """Return what an owner's condition comes to, some conditions exchanged.

        `memo` keeps what other owners come to; it belongs to one change.
        """
        if owner in memo:
            return memo[owner]

        def fold(condition: Condition) -> Result:
            used = owner_of(condition)
            if used is not None:
                return self.evaluate(used, test, algebra, change, memo)
            if isinstance(condition, Test):
                return test(condition)
            inner = [fold(each) for each in parts(condition)]
            if isinstance(condition, Not):
                return algebra.negate(inner[0])
            return algebra.every(inner) if isinstance(condition, All) else algebra.some(inner)

        memo[owner] = found = fold(change.get(owner, self.conditions[owner]))
        return found


def owner_of(condition: Condition) -> Owner | None:
    """Return the owner that a condition refers to, None where it refers to none."""
    if isinstance(condition, TermUse):
        return Owner(TERM, condition.term)
    return Owner(STATEMENT, condition.same_as) if isinstance(condition, SameAs) else None


def walk(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    """Yield every part of a condition with the way to it, the whole first."""
    yield path, condition
    for at, part in enumerate(parts(condition)):
        yield from walk(part, (*path, at))


def leaf(condition: Condition) -> bool:
    """Tell whether a condition is a test, a term or a reference."""
    return isinstance(condition, Test | TermUse | SameAs)


def replaced(condition: Condition, path: Path, new: Condition | None) -> Condition | None:
    """Return a condition with a part exchanged; for None with the part left out.

    What is left of a group of one is None too.
    """
    if not path:
        return new
    inner = list(parts(condition))
    part = replaced(inner[path[0]], path[1:], new)
    if isinstance(condition, Not):
        return None if part is None else Not(negated=part)
    inner[path[0] : path[0] + 1] = [] if part is None else [part]
    if not inner:
        return None
    return All(all=tuple(inner)) if isinstance(condition, All) else AnyOf(any=tuple(inner))
