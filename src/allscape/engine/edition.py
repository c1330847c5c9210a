"""A rulebook as of a day and under chosen readings: the conditions that are in force.

A statement of a later article is not there. A condition whose words stand in a later article alone
drops out, and the edition says which did; a declared assumption has no date.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from allscape.faults import Fault, UsageError, nearest
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, leaves, parts
from allscape.model.contents import Contents
from allscape.model.statements import Approach, Direction, Level, Remark, Statement, Term


@dataclass(frozen=True)
class Edition:
    """Conditions in force, by term and by statement, and the conditions that dropped out.

    `terms` are ordered so that each comes after those it uses.
    """

    contents: Contents
    as_of: date | None
    readings: Mapping[str, str]
    terms: Mapping[str, Condition]
    statements: Mapping[str, Condition]
    dropped: Mapping[str, tuple[Test | TermUse, ...]] = field(default_factory=dict)

    def offers(self, approach: str) -> tuple[Statement, ...]:
        """Return the statements in force that make an approach matched."""
        return tuple(each for each in self.contents.offers[approach] if each.id in self.statements)

    def offering(self, approach: str) -> list[Condition]:
        """Return the conditions of the statements in force that make an approach matched."""
        return [self.statements[each.id] for each in self.offers(approach)]

    def newest(self, offers: Iterable[Statement]) -> Statement:
        """Return the offer of the newest article; of one article's, the one put most firmly."""

        def rank(offer: Statement) -> tuple[date, int, str]:
            assert offer.standing is not None
            firmness = -list(Level).index(offer.standing.level)
            return self.contents.published(offer.id), firmness, offer.id

        return max((each for each in offers if each.standing is not None), key=rank)

    def against(self, approach: str) -> tuple[Statement, ...]:
        """Return the statements in force that speak against an approach where they hold."""
        return tuple(
            each
            for each in self.contents.about[approach]
            if each.direction is Direction.AGAINST and each.id in self.statements
        )

    def remarks(self) -> list[Remark]:
        """Return the remarks whose terms are in force."""
        known = self.terms.keys()
        return [each for each in self.contents.remarks if known >= set(terms_used(each.when))]

    def approaches(self) -> list[Approach]:
        """Return the approaches that some statement in force offers."""
        return [each for name, each in self.contents.approach.items() if self.offers(name)]


def edition(
    contents: Contents, as_of: date | None = None, readings: Mapping[str, str] | None = None
) -> Edition:
    """Return the edition of a rulebook. Raises `UsageError` for a reading it does not have."""
    chosen = _chosen(contents, readings or {})
    dropped: dict[str, list[Test | TermUse]] = {}

    def current(cite: str) -> bool:
        return as_of is None or contents.published(cite) <= as_of

    def live(term: Term) -> bool:
        return not term.cites or any(map(current, term.cites))

    def in_force(condition: Test | TermUse) -> bool:
        if condition.source is not None and not current(condition.source):
            return False
        return not isinstance(condition, TermUse) or live(contents.term[condition.term])

    def keep(owner: str, condition: Condition) -> Condition:
        if as_of is None:
            return condition
        lost: list[Test | TermUse] = []
        kept = _prune(condition, in_force, lost)
        if lost:
            dropped[owner] = lost
        return kept if kept is not None else All(all=())

    terms = {
        name: keep(name, _reading(contents.term[name], chosen[name]))
        for name in _in_order(contents)
        if live(contents.term[name])
    }
    statements = {
        name: keep(name, statement.when)
        for name, statement in contents.statement.items()
        if current(name)
    }
    lost = {owner: tuple(conditions) for owner, conditions in dropped.items()}
    shown = {name: chosen[name] for name, term in contents.term.items() if len(term.readings) > 1}
    return Edition(contents, as_of, shown, terms, statements, lost)


def _chosen(contents: Contents, readings: Mapping[str, str]) -> dict[str, str]:
    faults = []
    for name, reading in readings.items():
        term = contents.term.get(name)
        if term is None:
            switchable = [each.id for each in contents.terms if len(each.readings) > 1]
            faults.append(Fault("", 0, 0, f"no term '{name}'", nearest(name, switchable)))
        elif reading not in (known := [each.id for each in term.readings]):
            told = f"'{name}' has no reading '{reading}'"
            faults.append(Fault("", 0, 0, told, f"one of: {', '.join(known)}"))
    if faults:
        raise UsageError(faults)
    return {name: readings.get(name, term.readings[0].id) for name, term in contents.term.items()}


def _reading(term: Term, chosen: str) -> Condition:
    return next(each.when for each in term.readings if each.id == chosen)


def _in_order(contents: Contents) -> list[str]:
    done: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in done:
            return
        for reading in contents.term[name].readings:
            for used in terms_used(reading.when):
                visit(used)
        done[name] = None

    for name in contents.term:
        visit(name)
    return list(done)


def terms_used(condition: Condition) -> list[str]:
    """Return the terms that a condition names, in their order."""
    return [leaf.term for leaf in leaves(condition) if isinstance(leaf, TermUse)]


def leaf_tests(edition: Edition, condition: Condition) -> Iterable[Test]:
    """Yield every test that a condition rests on, terms opened."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, TermUse):
        yield from leaf_tests(edition, edition.terms[condition.term])
    else:
        for part in parts(condition):
            yield from leaf_tests(edition, part)


def _prune(
    condition: Condition,
    in_force: Callable[[Test | TermUse], bool],
    lost: list[Test | TermUse],
) -> Condition | None:
    """Return the condition without the leaves that are not in force; None where none is left."""
    if isinstance(condition, Test | TermUse):
        if in_force(condition):
            return condition
        lost.append(condition)
        return None
    if isinstance(condition, Not):
        inner = _prune(condition.negated, in_force, lost)
        return None if inner is None else Not(negated=inner)
    if isinstance(condition, All | AnyOf):
        members = condition.all if isinstance(condition, All) else condition.any
        pruned = [_prune(each, in_force, lost) for each in members]
        kept = tuple(each for each in pruned if each is not None)
        if members and not kept:
            return None
        return All(all=kept) if isinstance(condition, All) else AnyOf(any=kept)
    raise TypeError(f"not resolved: {condition!r}")
