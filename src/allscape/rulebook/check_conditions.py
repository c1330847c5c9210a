"""Conditions: every attribute, term and reference is known, and every condition has its words."""

from collections.abc import Iterator

from allscape.model.conditions import All, Condition, Not, SameAs, TermUse, Test, parts
from allscape.model.contents import Contents
from allscape.model.statements import Term
from allscape.rulebook.places import (
    Inside,
    Located,
    known,
    stands_in,
    statements,
    text_of,
    words_in,
)

MAX_ROW = 50
"""How many terms may rest on each other in a row, and statements on each other's conditions."""


def conditions(contents: Contents) -> Iterator[Located]:
    """Yield what is wrong with the conditions of statements, terms and remarks."""
    for q, s, statement in statements(contents):
        cite = contents.quotations[q].cite
        for path, condition in _walk(statement.when, ("statements", s, "when")):
            yield from _condition(contents, condition, cite, "quotations", q, path)
    for at, term in enumerate(contents.terms):
        for r, reading in enumerate(term.readings):
            for path, condition in _walk(reading.when, ("readings", r, "when")):
                yield from _in_term(contents, term, condition, at, path)
    for at, remark in enumerate(contents.remarks):
        for path, condition in _walk(remark.when, ("when",)):
            yield from _reference(contents, condition, "remarks", at, path)
            if isinstance(condition, SameAs) or getattr(condition, "words", None):
                told = "a remark is the project's own: it has no words and refers to no statement"
                yield "remarks", at, path, told, ""


def _walk(condition: Condition, path: Inside) -> Iterator[tuple[Inside, Condition]]:
    yield path, condition
    for at, part in enumerate(parts(condition)):
        step: Inside = ("not",) if isinstance(condition, Not) else (_key(condition), at)
        yield from _walk(part, (*path, *step))


def _key(condition: Condition) -> str:
    return "all" if isinstance(condition, All) else "any"


def _reference(
    contents: Contents, condition: Condition, field: str, at: int, path: Inside
) -> Iterator[Located]:
    if isinstance(condition, TermUse):
        yield from known(condition.term, contents.term, "term", field, at, (*path, "term"))
    if isinstance(condition, SameAs):
        names = contents.statement
        yield from known(condition.same_as, names, "statement", field, at, (*path, "same-as"))


def _condition(
    contents: Contents, condition: Condition, cite: str, field: str, at: int, path: Inside
) -> Iterator[Located]:
    yield from _reference(contents, condition, field, at, path)
    yield from _pointless(condition, field, at, path)
    if isinstance(condition, Test | TermUse):
        if condition.words is not None:
            source = condition.source or cite
            yield from words_in(contents, condition.words, source, field, at, path)
        elif isinstance(condition, Test):
            told = f"no words state that {condition.text}"
            yield field, at, path, told, "give words: from the sentence, or use a term"


def _pointless(condition: Condition, field: str, at: int, path: Inside) -> Iterator[Located]:
    if isinstance(condition, Test | TermUse) and condition.source and not condition.words:
        told = "'from' names the sentence of the words, and there are no words"
        yield field, at, (*path, "from"), told, ""


def _in_term(
    contents: Contents, term: Term, condition: Condition, at: int, path: Inside
) -> Iterator[Located]:
    yield from _reference(contents, condition, "terms", at, path)
    yield from _pointless(condition, "terms", at, path)
    if isinstance(condition, SameAs):
        yield "terms", at, path, "a term has conditions of its own", ""
    elif isinstance(condition, Test | TermUse) and condition.words is not None:
        cites = [condition.source] if condition.source else list(term.cites)
        quoted = [cite for cite in cites if cite in contents.quotation]
        if not any(stands_in(condition.words, text_of(contents, cite)) for cite in quoted):
            told = (
                f"the words '{condition.words}' are not in {' or '.join(cites) or 'any sentence'}"
            )
            yield "terms", at, (*path, "words"), told, ""


def circles(contents: Contents) -> Iterator[Located]:
    """Yield the terms and statements that rest on themselves."""
    uses = {
        term.id: {
            condition.term
            for reading in term.readings
            for _, condition in _walk(reading.when, ())
            if isinstance(condition, TermUse)
        }
        for term in contents.terms
    }
    for at, term in enumerate(contents.terms):
        yield from _ringed(term.id, uses, "terms", at, ("id",))
    same = {
        statement.id: {
            condition.same_as
            for _, condition in _walk(statement.when, ())
            if isinstance(condition, SameAs)
        }
        for _, _, statement in statements(contents)
    }
    for q, s, statement in statements(contents):
        yield from _ringed(statement.id, same, "quotations", q, ("statements", s, "when"))


def _ringed(
    name: str, edges: dict[str, set[str]], field: str, at: int, inside: Inside
) -> Iterator[Located]:
    """Yield a fault where a name rests on itself, or on others in too long a row."""
    reached: set[str] = set()
    ahead, steps = set(edges.get(name, ())), 0
    while ahead:
        reached |= ahead
        ahead = {far for near in ahead for far in edges.get(near, ())} - reached
        steps += 1
    if name in reached:
        yield field, at, inside, f"'{name}' is defined by itself", ""
    elif steps > MAX_ROW:
        yield field, at, inside, f"'{name}' rests on more than {MAX_ROW} others in a row", ""
