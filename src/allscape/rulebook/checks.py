"""What has to hold for a rulebook to be used: every reference, every word, every quotation."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, Protocol

from allscape.faults import Fault, nearest
from allscape.model.conditions import All, Condition, Not, SameAs, TermUse, Test, parts
from allscape.model.contents import Contents
from allscape.model.statements import Statement, Term
from allscape.rulebook.segment import REPAIRS, fingerprint, fold

Inside = tuple[Any, ...]
Located = tuple[str, int, Inside, str, str]
"""A list of the contents, the item in it, the path inside it, what is wrong, what was meant."""


class Places(Protocol):
    """Knows the file, line and column of every part of the contents."""

    def fault(self, field: str, at: int, inside: Inside, message: str, hint: str) -> Fault:
        """Return a fault at the place of a part."""


def check(contents: Contents, places: Places) -> list[Fault]:
    """Return every fault of a rulebook whose files could all be read."""
    return [places.fault(*located) for each in CHECKS for located in each(contents)]


def _unique_ids(contents: Contents) -> Iterator[Located]:
    for field, key in (
        ("sources", "id"), ("terms", "id"), ("approaches", "id"), ("quotations", "cite"),
        ("tensions", "id"), ("remarks", "id"), ("ledgers", "source"),
    ):  # fmt: skip
        names = [getattr(each, key) for each in getattr(contents, field)]
        for at in _repeated(names):
            yield field, at, (key,), f"'{names[at]}' is defined twice", ""
    placed = [(q, s, each.id) for q, s, each in _statements(contents)]
    for index in _repeated([name for _, _, name in placed]):
        q, s, name = placed[index]
        yield "quotations", q, ("statements", s, "id"), f"'{name}' is defined twice", ""
    for at, term in enumerate(contents.terms):
        for r in _repeated([each.id for each in term.readings]):
            told = f"'{term.readings[r].id}' is defined twice"
            yield "terms", at, ("readings", r, "id"), told, ""


def _repeated(names: list[str]) -> list[int]:
    seen: Counter[str] = Counter()
    repeated = []
    for at, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            repeated.append(at)
    return repeated


def _statements(contents: Contents) -> Iterator[tuple[int, int, Statement]]:
    for q, quotation in enumerate(contents.quotations):
        for s, statement in enumerate(quotation.statements):
            yield q, s, statement


def _sources(contents: Contents) -> Iterator[Located]:
    for at, source in enumerate(contents.sources):
        for r, name in enumerate(source.repairs):
            if name not in REPAIRS:
                told = f"no repair '{name}'"
                yield "sources", at, ("repairs", r), told, nearest(name, REPAIRS)
        if source.id not in {each.source for each in contents.ledgers}:
            yield "sources", at, ("id",), f"'{source.id}' has no ledger", ""
    for at, ledger in enumerate(contents.ledgers):
        yield from _known(ledger.source, contents.source, "source", "ledgers", at, ("source",))


def _known(
    name: str, known: Iterable[str], what: str, field: str, at: int, inside: Inside
) -> Iterator[Located]:
    if name not in known:
        yield field, at, inside, f"no {what} '{name}'", nearest(name, known)


def _ledgers(contents: Contents) -> Iterator[Located]:
    for at, ledger in enumerate(contents.ledgers):
        for line, number in zip(ledger.sentences, count(1), strict=False):
            inside = ("sentences", number - 1)
            cite = f"{ledger.source}/{number}"
            if line.n != number:
                told = f"sentence {number} of {ledger.source} is not accounted for"
                yield "ledgers", at, (*inside, "n"), told, f"this line says {line.n}"
                break
            if line.quoted and cite not in contents.quotation:
                yield (
                    "ledgers",
                    at,
                    inside,
                    f"{cite} is said to be quoted, but no file quotes it",
                    "",
                )
            if not line.quoted and cite in contents.quotation:
                yield "ledgers", at, inside, f"{cite} is quoted, but the ledger leaves it out", ""
            if line.quoted == bool(line.omitted):
                told = "a sentence is either quoted or omitted for a reason"
                yield "ledgers", at, inside, told, ""


def _quotations(contents: Contents) -> Iterator[Located]:
    lines = {
        f"{ledger.source}/{line.n}": line
        for ledger in contents.ledgers
        for line in ledger.sentences
    }
    for at, quotation in enumerate(contents.quotations):
        if quotation.source not in contents.source:
            sources = contents.source
            yield from _known(quotation.source, sources, "source", "quotations", at, ("cite",))
        elif quotation.cite not in lines:
            told = f"{quotation.source} has no sentence {quotation.number} in the ledger"
            yield "quotations", at, ("cite",), told, ""
        elif fingerprint(quotation.text) != lines[quotation.cite].fingerprint:
            told = f"this is not sentence {quotation.number} of {quotation.source}, word for word"
            hint = f"its fingerprint is {fingerprint(quotation.text)}, "
            hint += f"the ledger has {lines[quotation.cite].fingerprint}"
            yield "quotations", at, ("text",), told, hint
        if not quotation.statements and not quotation.continues:
            yield "quotations", at, ("cite",), "a quotation states something or is not quoted", ""
        if quotation.continues is not None:
            known = contents.quotation
            inside = ("continues",)
            yield from _known(quotation.continues, known, "quotation", "quotations", at, inside)


def _statement_parts(contents: Contents) -> Iterator[Located]:
    for q, s, statement in _statements(contents):
        quotation = contents.quotations[q]
        inside = ("statements", s)
        if statement.source != quotation.source:
            told = f"the id of a statement begins with its source, '{quotation.source}/'"
            yield "quotations", q, (*inside, "id"), told, ""
        for a, approach in enumerate(statement.about):
            known = contents.approach
            yield from _known(approach, known, "approach", "quotations", q, (*inside, "about", a))
        if statement.offers and statement.standing is None:
            yield "quotations", q, inside, "an option has a standing, in the article's words", ""
        if statement.offers and not statement.about:
            yield "quotations", q, inside, "an option is about an approach", ""
        if statement.standing:
            cite = statement.standing.source or quotation.cite
            words, here = statement.standing.words, (*inside, "standing")
            yield from _words(contents, words, cite, "quotations", q, here)
        for f, figure in enumerate(statement.figures):
            for name in ("value", "versus", "p"):
                told = getattr(figure, name)
                if told and told not in _text(contents, quotation.cite):
                    path = (*inside, "figures", f, name)
                    yield "quotations", q, path, f"'{told}' is not in the sentence", ""


def _text(contents: Contents, cite: str) -> str:
    return fold(contents.sentence(cite))


def _words(
    contents: Contents, words: str, cite: str, field: str, at: int, inside: Inside
) -> Iterator[Located]:
    if cite not in contents.quotation:
        told = f"no quotation '{cite}'"
        yield field, at, (*inside, "from"), told, nearest(cite, contents.quotation)
    elif words not in _text(contents, cite):
        yield field, at, (*inside, "words"), f"the words '{words}' are not in {cite}", ""


def _conditions(contents: Contents) -> Iterator[Located]:
    for q, s, statement in _statements(contents):
        cite = contents.quotations[q].cite
        for path, condition in _walk(statement.when, ("statements", s, "when")):
            yield from _condition(contents, condition, cite, "quotations", q, path)
    for at, term in enumerate(contents.terms):
        for r, reading in enumerate(term.readings):
            for path, condition in _walk(reading.when, ("readings", r, "when")):
                yield from _in_term(contents, term, condition, at, path)
    for at, remark in enumerate(contents.remarks):
        for path, condition in _walk(remark.when, ("when",)):
            if isinstance(condition, TermUse):
                yield from _reference(contents, condition, "remarks", at, path)


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
        yield from _known(condition.term, contents.term, "term", field, at, (*path, "term"))
    if isinstance(condition, SameAs):
        known = contents.statement
        yield from _known(condition.same_as, known, "statement", field, at, (*path, "same-as"))


def _condition(
    contents: Contents, condition: Condition, cite: str, field: str, at: int, path: Inside
) -> Iterator[Located]:
    yield from _reference(contents, condition, field, at, path)
    if isinstance(condition, Test | TermUse):
        if condition.words is not None:
            source = condition.source or cite
            yield from _words(contents, condition.words, source, field, at, path)
        elif isinstance(condition, Test):
            told = f"no words state that {condition.text}"
            yield field, at, path, told, "give words: from the sentence, or use a term"


def _in_term(
    contents: Contents, term: Term, condition: Condition, at: int, path: Inside
) -> Iterator[Located]:
    yield from _reference(contents, condition, "terms", at, path)
    if isinstance(condition, SameAs):
        yield "terms", at, path, "a term has conditions of its own", ""
    elif isinstance(condition, Test | TermUse) and condition.words is not None:
        cites = [condition.source] if condition.source else list(term.cites)
        known = [cite for cite in cites if cite in contents.quotation]
        if not any(condition.words in _text(contents, cite) for cite in known):
            told = (
                f"the words '{condition.words}' are not in {' or '.join(cites) or 'any sentence'}"
            )
            yield "terms", at, (*path, "words"), told, ""


def _terms(contents: Contents) -> Iterator[Located]:
    for at, term in enumerate(contents.terms):
        for c, cite in enumerate(term.cites):
            known = contents.quotation
            yield from _known(cite, known, "quotation", "terms", at, ("cites", c))
        for w, words in enumerate(term.words):
            cited = [cite for cite in term.cites if cite in contents.quotation]
            if not any(words in _text(contents, cite) for cite in cited):
                told = f"the words '{words}' are in no sentence that the term cites"
                yield "terms", at, ("words", w), told, ""
        if not term.cites and not term.assumption:
            told = "a term cites sentences, or says that it is an assumption"
            yield "terms", at, ("id",), told, ""


def _tensions(contents: Contents) -> Iterator[Located]:
    for at, tension in enumerate(contents.tensions):
        for s, statement in enumerate(tension.statements):
            known = contents.statement
            yield from _known(statement, known, "statement", "tensions", at, ("statements", s))


def _circles(contents: Contents) -> Iterator[Located]:
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
        if term.id in _reachable(term.id, uses):
            yield "terms", at, ("id",), f"'{term.id}' is defined by itself", ""
    same = {
        statement.id: {
            condition.same_as
            for _, condition in _walk(statement.when, ())
            if isinstance(condition, SameAs)
        }
        for _, _, statement in _statements(contents)
    }
    for q, s, statement in _statements(contents):
        if statement.id in _reachable(statement.id, same):
            told = f"'{statement.id}' is the same as itself"
            yield "quotations", q, ("statements", s, "when"), told, ""


def _reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = set(edges.get(start, ()))
    while ahead:
        reached |= ahead
        ahead = {far for near in ahead for far in edges.get(near, ())} - reached
    return reached


CHECKS: tuple[Callable[[Contents], Iterator[Located]], ...] = (
    _unique_ids,
    _sources,
    _ledgers,
    _quotations,
    _statement_parts,
    _conditions,
    _terms,
    _tensions,
    _circles,
)
