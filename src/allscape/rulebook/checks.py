"""What has to hold for a rulebook to be used: every reference, every word, every quotation."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Protocol

from allscape.faults import Fault, nearest
from allscape.model.contents import Contents
from allscape.model.statements import Statement
from allscape.rulebook import check_conditions
from allscape.rulebook.places import (
    Inside,
    Located,
    known,
    stands_in,
    statements,
    text_of,
    words_in,
)
from allscape.rulebook.segment import REPAIRS, fingerprint


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
    placed = [(q, s, each.id) for q, s, each in statements(contents)]
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


def _sources(contents: Contents) -> Iterator[Located]:
    for at, source in enumerate(contents.sources):
        for r, name in enumerate(source.repairs):
            if name not in REPAIRS:
                told = f"no repair '{name}'"
                yield "sources", at, ("repairs", r), told, nearest(name, REPAIRS)
        if source.id not in {each.source for each in contents.ledgers}:
            yield "sources", at, ("id",), f"'{source.id}' has no ledger", ""
    for at, ledger in enumerate(contents.ledgers):
        yield from known(ledger.source, contents.source, "source", "ledgers", at, ("source",))


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
            yield from known(quotation.source, sources, "source", "quotations", at, ("cite",))
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
        if quotation.continues == quotation.cite:
            yield "quotations", at, ("continues",), "a sentence cannot continue itself", ""
        elif quotation.continues is not None:
            names = contents.quotation
            inside = ("continues",)
            yield from known(quotation.continues, names, "quotation", "quotations", at, inside)


def _statement_parts(contents: Contents) -> Iterator[Located]:
    for q, s, statement in statements(contents):
        quotation = contents.quotations[q]
        inside = ("statements", s)
        if not statement.id.startswith(f"{quotation.source}/"):
            told = f"the id of a statement begins with its source, '{quotation.source}/'"
            yield "quotations", q, (*inside, "id"), told, ""
        if statement.cite:
            told = "the sentence of a statement is that of its quotation"
            yield "quotations", q, (*inside, "cite"), told, "leave it out"
        for a, approach in enumerate(statement.about):
            names = contents.approach
            yield from known(approach, names, "approach", "quotations", q, (*inside, "about", a))
        if statement.offers and statement.standing is None:
            yield "quotations", q, inside, "an option has a standing, in the article's words", ""
        if statement.offers and not statement.about:
            yield "quotations", q, inside, "an option is about an approach", ""
        if statement.standing:
            cite = statement.standing.source or quotation.cite
            words, here = statement.standing.words, (*inside, "standing")
            yield from words_in(contents, words, cite, "quotations", q, here)
        yield from _figures(contents, statement, quotation.cite, q, inside)


def _figures(
    contents: Contents, statement: Statement, cite: str, q: int, inside: Inside
) -> Iterator[Located]:
    for f, figure in enumerate(statement.figures):
        for name in ("value", "versus", "p"):
            told = getattr(figure, name)
            if told and told not in text_of(contents, cite):
                path = (*inside, "figures", f, name)
                yield "quotations", q, path, f"'{told}' is not in the sentence", ""


def _terms(contents: Contents) -> Iterator[Located]:
    for at, term in enumerate(contents.terms):
        for c, cite in enumerate(term.cites):
            names = contents.quotation
            yield from known(cite, names, "quotation", "terms", at, ("cites", c))
        for w, words in enumerate(term.words):
            cited = [cite for cite in term.cites if cite in contents.quotation]
            if not any(stands_in(words, text_of(contents, cite)) for cite in cited):
                told = f"the words '{words}' are in no sentence that the term cites"
                yield "terms", at, ("words", w), told, ""
        if not term.cites and not term.assumption:
            told = "a term cites sentences, or says that it is an assumption"
            yield "terms", at, ("id",), told, ""


def _tensions(contents: Contents) -> Iterator[Located]:
    for at, tension in enumerate(contents.tensions):
        for s, statement in enumerate(tension.statements):
            names = contents.statement
            yield from known(statement, names, "statement", "tensions", at, ("statements", s))


CHECKS: tuple[Callable[[Contents], Iterator[Located]], ...] = (
    _unique_ids,
    _sources,
    _ledgers,
    _quotations,
    _statement_parts,
    check_conditions.conditions,
    _terms,
    _tensions,
    check_conditions.circles,
)
