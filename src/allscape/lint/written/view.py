"""What looks at a rulebook as it is written, and how: every condition with its place."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from allscape.lint.base import Inside, Lint, Located, Part, Severity, statements
from allscape.model.conditions import All, Condition, Not, SameAs, Tied, parts
from allscape.model.contents import Contents
from allscape.model.statements import Quotation, Reading, Remark, Statement, Term


@dataclass(frozen=True)
class PlacedCondition(Part):
    """A condition with its place, and the sentences in which its words can stand.

    `says` are the rulebook's own words for it: those of its statement, reading or remark.
    """

    condition: Condition
    owner: Statement | Term | Remark
    says: str
    cites: tuple[str, ...]
    negated: bool = False

    @property
    def words(self) -> str | None:
        """The words that it is tied to."""
        return self.condition.words if isinstance(self.condition, Tied) else None


class View:
    """The contents of a rulebook as they are written, whether or not its references hold."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.statements = list(statements(contents))

    @cached_property
    def quotations(self) -> list[tuple[int, Quotation]]:
        """Every quotation with its number."""
        return list(enumerate(self.contents.quotations))

    @cached_property
    def sentences(self) -> dict[str, str]:
        """The quoted sentences by citation, each with the half that continues it."""
        texts = {each.cite: each.text for _, each in self.quotations}
        joined = dict(texts)
        for each in self.contents.quotation.values():
            if each.continues in joined:
                joined[each.continues] += f" {each.text}"
        return joined

    @cached_property
    def terms_by_words(self) -> dict[str, list[Term]]:
        """The terms that have the same words, by these."""
        found: dict[str, list[Term]] = {}
        for term in self.contents.terms:
            for words in dict.fromkeys(term.words):
                found.setdefault(words, []).append(term)
        return found

    @cached_property
    def conditions(self) -> list[PlacedCondition]:
        """Every condition of statements, terms and remarks, groups and their parts alike."""
        return list(self._conditions())

    def _conditions(self) -> Iterator[PlacedCondition]:
        for placed in self.statements:
            yield from _placed(placed, placed.statement, placed.statement, (placed.cite,))
        for at, term in enumerate(self.contents.terms):
            for r, reading in enumerate(term.readings):
                yield from _placed(Part("terms", at, ("readings", r)), reading, term, term.cites)
        for at, remark in enumerate(self.contents.remarks):
            yield from _placed(Part("remarks", at, ()), remark, remark, ())

    @cached_property
    def cites(self) -> dict[str, list[str]]:
        """The sentences that each statement rests on, its own first."""
        return {e.statement.id: self.cited_by(e.statement, e.cite) for e in self.statements}

    def cited_by(self, statement: Statement, cite: str) -> list[str]:
        """Return the sentences that a statement rests on, its own first."""
        cites = {cite: None}
        if statement.standing and statement.standing.source:
            cites[statement.standing.source] = None
        for name in reached({statement.id}, self.same_as):
            cites |= dict.fromkeys(self._rests_on.get(name, ()))
        return list(cites)

    @cached_property
    def _rests_on(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for placed in self.statements:
            found.setdefault(placed.statement.id, [placed.cite])
        for each in self.conditions:
            if isinstance(each.owner, Statement):
                found[each.owner.id] += each.cites
        return found

    @cached_property
    def same_as(self) -> dict[str, set[str]]:
        """The statements whose conditions each statement takes over."""
        found: dict[str, set[str]] = {}
        for each in self.conditions:
            if isinstance(each.condition, SameAs):
                found.setdefault(each.owner.id, set()).add(each.condition.same_as)
        return found


def _placed(
    place: Part,
    said: Statement | Reading | Remark,
    owner: Statement | Term | Remark,
    cites: tuple[str, ...],
) -> Iterator[PlacedCondition]:
    """Yield the condition of what is said at a place, and its parts; `cites` have their words.

    One that names a sentence has its words there.
    """
    for path, each, negated in walk(said.when, (*place.inside, "when")):
        source = getattr(each, "source", None)
        there = (source,) if source else cites
        yield PlacedCondition(place.field, place.at, path, each, owner, said.says, there, negated)


def reached(names: set[str], edges: Mapping[str, set[str]]) -> set[str]:
    """Return the names, and all to which their edges lead."""
    found, ahead = set[str](), names
    while ahead:
        found |= ahead
        ahead = {far for near in ahead for far in edges.get(near, ())} - found
    return found


def walk(
    condition: Condition, path: Inside, negated: bool = False
) -> Iterator[tuple[Inside, Condition, bool]]:
    """Yield a condition and all its parts with their paths, and whether a `not` stands above."""
    yield path, condition, negated
    for at, part in enumerate(parts(condition)):
        if isinstance(condition, Not):
            yield from walk(part, (*path, "not"), not negated)
        else:
            key = "all" if isinstance(condition, All) else "any"
            yield from walk(part, (*path, key, at), negated)


class WrittenLint(Lint, ABC):
    """A lint that looks at a rulebook as it is written, whether it holds together or not."""

    @abstractmethod
    def look(self, view: View) -> Iterator[Located]:
        """Yield what is wrong, and where."""


class WrittenError(WrittenLint, ABC):
    """A lint whose findings make a rulebook useless: it runs whenever one is loaded."""

    severity = Severity.ERROR
