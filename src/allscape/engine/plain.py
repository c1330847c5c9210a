"""The plain evaluator: strong Kleene logic over the condition trees, every node kept.

It explains: each node has its truth, its words and the case's value. It also decides alone where
durable-rules cannot be installed.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from allscape.engine.edition import Edition
from allscape.model.base import VERDICT_OF, Truth, Verdict, both, either, opposite
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, Unmodelled
from allscape.model.facts import Facts
from allscape.model.folding import refuse
from allscape.model.landscape import EngineName

NAME: EngineName = "plain"


class Judged(NamedTuple):
    """A condition, its truth for a case, and the same for its parts (for a term, its meaning)."""

    condition: Condition
    truth: Truth
    parts: tuple["Judged", ...] = ()


class Judgement(NamedTuple):
    """Every term and every statement of an edition, judged for a case."""

    terms: Mapping[str, Judged]
    statements: Mapping[str, Judged]


def judge(edition: Edition, facts: Facts) -> Judgement:
    """Return the truth of every node of every condition in force."""
    terms: dict[str, Judged] = {}
    for name, condition in edition.terms.items():
        terms[name] = judge_condition(condition, facts, terms)
    statements = {
        name: judge_condition(condition, facts, terms)
        for name, condition in edition.statements.items()
    }
    return Judgement(terms, statements)


def judge_condition(condition: Condition, facts: Facts, terms: Mapping[str, Judged]) -> Judged:
    """Return the truth of every node of one condition, the terms being judged already."""
    if isinstance(condition, Test):
        return Judged(condition, test(condition, facts))
    if isinstance(condition, TermUse):
        meaning = terms[condition.form]
        return Judged(condition, meaning.truth, (meaning,))
    if isinstance(condition, Not):
        part = judge_condition(condition.negated, facts, terms)
        return Judged(condition, opposite(part.truth), (part,))
    if isinstance(condition, All):
        parts = tuple(judge_condition(each, facts, terms) for each in condition.all)
        return Judged(condition, both([each.truth for each in parts]), parts)
    if isinstance(condition, AnyOf):
        parts = tuple(judge_condition(each, facts, terms) for each in condition.any)
        return Judged(condition, either([each.truth for each in parts]), parts)
    if isinstance(condition, Unmodelled):
        return Judged(condition, Truth.UNKNOWN)
    return refuse(condition)


def test(condition: Test, facts: Facts) -> Truth:
    """Return the truth of one test: unknown unless every value still possible agrees."""
    if condition.range is not None:
        number = facts.number(condition.attribute)
        if number is None:
            return Truth.UNKNOWN
        return Truth.TRUE if number in condition.range else Truth.FALSE
    possible = facts.possible(condition.attribute)
    wanted = frozenset(condition.values)
    if possible <= wanted:
        return Truth.TRUE
    return Truth.UNKNOWN if possible & wanted else Truth.FALSE


class Terms(dict[str, Judged]):
    """The terms of an edition, each judged for a case when it is asked for."""

    def __init__(self, edition: Edition, facts: Facts) -> None:
        self._edition, self._facts = edition, facts

    def __missing__(self, form: str) -> Judged:
        self[form] = found = judge_condition(self._edition.terms[form], self._facts, self)
        return found


def verdicts(edition: Edition, facts: Facts, approaches: Iterable[str]) -> dict[str, Verdict]:
    """Return the verdicts of some approaches, without reasons: for questions asked many times."""
    terms = Terms(edition, facts)

    def truth(approach: str) -> Truth:
        offers = edition.offering(approach)
        return either([judge_condition(each, facts, terms).truth for each in offers])

    return {approach: VERDICT_OF[truth(approach)] for approach in approaches}


def verdict(edition: Edition, facts: Facts, approach: str) -> Verdict:
    """Return the verdict of one approach, without reasons."""
    return verdicts(edition, facts, [approach])[approach]


def truths(judgement: Judgement) -> dict[str, Truth]:
    """Return the truth of every statement, by id."""
    return {name: judged.truth for name, judged in judgement.statements.items()}
