"""Contents as they were written in, contents in which every condition knows its sentence out."""

from collections.abc import Callable

from allscape.model.conditions import Condition, SameAs, Tied
from allscape.model.contents import Contents
from allscape.model.folding import rebuilt
from allscape.model.statements import Statement, Term


def resolve(contents: Contents) -> Contents:
    """Return checked contents with `same-as` replaced and every `from` filled in."""
    done: dict[str, Condition] = {}
    written = {
        statement.id: (statement, quotation.cite)
        for quotation in contents.quotations
        for statement in quotation.statements
    }

    def conditions_of(name: str) -> Condition:
        if name not in done:
            statement, cite = written[name]
            done[name] = _fill(statement.when, lambda _: cite, conditions_of)
        return done[name]

    def statement_of(statement: Statement, cite: str) -> Statement:
        return statement.model_copy(update={"when": conditions_of(statement.id), "cite": cite})

    terms = tuple(_term(term, contents) for term in contents.terms)
    return contents.restated(statement_of).replace(terms=terms)


def _term(term: Term, contents: Contents) -> Term:
    def cite_of(words: str) -> str:
        return next(cite for cite in term.cites if words in contents.sentence(cite))

    def never(name: str) -> Condition:
        raise AssertionError(f"a checked term refers to the statement {name}")

    readings = tuple(
        each.model_copy(update={"when": _fill(each.when, cite_of, never)}) for each in term.readings
    )
    return term.model_copy(update={"readings": readings})


def _fill(
    condition: Condition, cite_of: Callable[[str], str], same_as: Callable[[str], Condition]
) -> Condition:
    def leaf(each: Condition) -> Condition:
        if isinstance(each, SameAs):
            return same_as(each.same_as)
        if isinstance(each, Tied) and each.words and not each.source:
            return each.model_copy(update={"source": cite_of(each.words)})
        return each

    return rebuilt(condition, leaf)
