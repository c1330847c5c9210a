"""A rulebook with one condition or one direction exchanged, and what cases come to in it.

This is the long way round: the files' contents are rewritten, resolved and judged anew.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from allscape import Profile
from allscape.engine import plain
from allscape.engine.edition import Edition, edition
from allscape.model.base import VERDICT_OF, Truth, either
from allscape.model.conditions import All, AnyOf, Condition, Not, SameAs, TermUse, Test
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.statements import Direction, Quotation, Statement, Term
from allscape.rulebook.load import resolve
from allscape.trials.sheet import Owner, PartPath

Readings = Mapping[str, str]


def owners(written: Contents) -> dict[Owner, Condition]:
    """Return the conditions of statements and of readings, by owner."""
    terms = {Owner(t.id, r.id): r.when for t in written.terms for r in t.readings}
    said = {Owner(s.id): s.when for q in written.quotations for s in q.statements}
    return {**terms, **said}


def leaves(condition: Condition, way: PartPath = ()) -> Iterator[tuple[PartPath, Condition]]:
    """Yield the tests, terms and references of a condition, each with the way to it."""
    if isinstance(condition, Not):
        yield from leaves(condition.negated, (*way, 0))
    elif isinstance(condition, All | AnyOf):
        for at, each in enumerate(condition.all if isinstance(condition, All) else condition.any):
            yield from leaves(each, (*way, at))
    else:
        yield way, condition


def put(condition: Condition, way: PartPath, new: Condition) -> Condition:
    """Return a condition with another in the place of a part."""
    if not way:
        return new
    if isinstance(condition, Not):
        return Not(negated=put(condition.negated, way[1:], new))
    assert isinstance(condition, All | AnyOf)
    inner = list(condition.all if isinstance(condition, All) else condition.any)
    inner[way[0]] = put(inner[way[0]], way[1:], new)
    return All(all=tuple(inner)) if isinstance(condition, All) else AnyOf(any=tuple(inner))


def changed(written: Contents, owner: Owner, **fields: object) -> Contents:
    """Return a rulebook in which a statement or a reading has other fields; resolved."""

    def term(each: Term) -> Term:
        found = [
            r.model_copy(update=fields if r.id == owner.reading else {}) for r in each.readings
        ]
        return each.model_copy(update={"readings": tuple(found)})

    def quotation(each: Quotation) -> Quotation:
        said = [s.model_copy(update=fields if s.id == owner.id else {}) for s in each.statements]
        return each.model_copy(update={"statements": tuple(said)})

    if owner.reading:
        terms = [term(each) if each.id == owner.id else each for each in written.terms]
        return resolve(written.replace(terms=tuple(terms)))
    return resolve(written.replace(quotations=tuple(map(quotation, written.quotations))))


def outcomes(made: Edition, profile: Profile) -> dict[str, str]:
    """Return what every statement and approach comes to: by direction where a statement holds."""
    truths = plain.truths(plain.judge(made, facts_of(profile)))
    said = {name: _outcome(made.contents.statement[name], t) for name, t in truths.items()}
    offers = {
        name: VERDICT_OF[either([truths[each.id] for each in offered])].value
        for name, offered in made.contents.offers.items()
    }
    return {**said, **offers}


def _outcome(statement: Statement, truth: Truth) -> str:
    if truth is Truth.TRUE:
        return Direction(statement.direction).value
    return VERDICT_OF[truth].value


@lru_cache(20_000)
def facts_of(profile: Profile) -> Facts:
    """Return the facts of a profile."""
    return Facts(profile)


def truth_of(made: Edition, condition: Condition, profile: Profile) -> Truth:
    """Return the truth of a test, a term or a reference for a case."""
    judgement = plain.judge(made, facts_of(profile))
    if isinstance(condition, SameAs):
        return judgement.statements[condition.same_as].truth
    assert isinstance(condition, Test | TermUse)
    return plain.judge_condition(condition, facts_of(profile), judgement.terms).truth


def rests_on(written: Contents, readings: Readings, name: str) -> set[Owner]:
    """Return the owners whose conditions the outcome of a statement or approach rests on."""
    every = owners(written)
    ahead = [Owner(each.id) for each in written.offers.get(name, ())]
    ahead = ahead if name in written.approach else [Owner(name)]
    found: set[Owner] = set()
    while ahead:
        owner = ahead.pop()
        found.add(owner)
        for _, leaf in leaves(every[owner]):
            if isinstance(leaf, SameAs):
                ahead.append(Owner(leaf.same_as))
            elif isinstance(leaf, TermUse):
                first = written.term[leaf.term].readings[0].id
                ahead.append(Owner(leaf.term, readings.get(leaf.term, first)))
    return found


def read_as(written: Contents) -> list[Readings]:
    """Return the default readings, and each of the others alone."""
    others = [{t.id: r.id} for t in written.terms for r in t.readings[1:]]
    return [{}, *others]


def edition_of(contents: Contents, readings: Readings) -> Edition:
    """Return the edition of a resolved rulebook under some readings."""
    return edition(contents, None, dict(readings))
