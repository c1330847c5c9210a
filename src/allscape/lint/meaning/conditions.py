"""Conditions: the engine can run each, which is found before a case meets it; readings differ."""

from collections.abc import Iterator
from itertools import combinations, product
from math import prod

from allscape.engine.atoms import alternatives
from allscape.engine.edition import Edition, every_article
from allscape.engine.missing import CompleteCases
from allscape.faults import RulebookError
from allscape.lint import samples
from allscape.lint.base import Located, Severity, statements
from allscape.lint.meaning import MeantLint
from allscape.lint.written.view import reached
from allscape.model.conditions import Condition, SameAs, terms_used
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from allscape.model.statements import Reading, Term
from allscape.rulebook.load import Loaded

MAX_CHOICES = 256
"""Of more choices of other terms' readings than this, nothing is claimed."""


class ReadingChangesNothing(MeantLint):
    """Two readings of a term mean the same.

    The user is offered a choice that is none. The readings are compared over all values of the
    attributes that they test, under every reading of the terms that they rest on.
    """

    id = "reading-changes-nothing"
    avoid = samples.adult(
        "{id: not-a-child, says: not under 18 completed years,",
        ' when: {not: {age: "< 18 completed years"}}}',
    )
    prefer = samples.adult(
        "{id: from-16, says: 16 completed years and over,",
        ' when: {age: ">= 16 completed years"}}',
    )
    related = ("unused-term",)

    def look(self, loaded: Loaded) -> Iterator[Located]:
        """Yield the later of each two readings that mean the same."""
        contents = loaded.contents
        for at, term in enumerate(contents.terms):
            text: set[int] = set()
            for (_, one), (r, other) in combinations(enumerate(term.readings), 2):
                if r not in text and _same(contents, one, other):
                    text.add(r)
                    message = f"the readings '{one.id}' and '{other.id}' mean the same"
                    yield Located("terms", at, ("readings", r, "id"), message)


def _same(contents: Contents, one: Reading, other: Reading) -> bool:
    rest = [each for each in _rests_on(contents, one, other) if len(each.readings) > 1]
    if prod(len(each.readings) for each in rest) > MAX_CHOICES:
        return False
    names = [[(each.id, reading.id) for reading in each.readings] for each in rest]
    return all(
        _equal(every_article(contents, dict(chosen)), one.when, other.when)
        for chosen in product(*names)
    )


def _rests_on(contents: Contents, one: Reading, other: Reading) -> list[Term]:
    uses = {
        term.id: {used for reading in term.readings for used in terms_used(reading.when)}
        for term in contents.terms
    }
    names = reached({*terms_used(one.when), *terms_used(other.when)}, uses)
    return [term for term in contents.terms if term.id in names]


def _equal(chosen: Edition, one: Condition, other: Condition) -> bool:
    """Tell whether two conditions hold for the same cases, those with every fact known."""
    cases = CompleteCases(chosen, [one, other], Facts(Profile()))
    return cases.holding(one) == cases.holding(other)


class TooMuchForTheEngine(MeantLint):
    """A condition has more alternatives than the engine can safely run.

    A condition is run as a list of alternatives; a row of `any` multiplies them. Such a rulebook is
    refused on every machine, with this engine or without. Put some of the condition into a term.
    """

    id = "too-much-for-the-engine"
    severity = Severity.ERROR
    avoid = """
        quotations:
          - cite: made-up-2020/2
            statements:
              - id: made-up-2020/alpha
                when:
                  - any: [{age: "> 61", words: &w (>60 years)}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 62", words: *w}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 63", words: *w}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 64", words: *w}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 65", words: *w}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 66", words: *w}, {ecog: "> 1", words: *w}]
                  - any: [{age: "> 67", words: *w}, {ecog: "> 1", words: *w}]
        """
    prefer = samples.OVER_60

    def look(self, loaded: Loaded) -> Iterator[Located]:
        """Yield the statements and readings that are too much."""
        contents = loaded.contents
        fields = dict.fromkeys(contents.term, "t")
        written = statements(loaded.written)
        for each, own in zip(statements(contents), written, strict=True):
            if not isinstance(own.statement.when, SameAs):
                for text in _refused(each.statement.when, fields, each.statement.id):
                    yield each.located(text, inside=("when",))
        for at, term in enumerate(contents.terms):
            for r, reading in enumerate(term.readings):
                for text in _refused(reading.when, fields, term.id):
                    yield Located("terms", at, ("readings", r, "when"), text)


def _refused(condition: Condition, fields: dict[str, str], owner: str) -> Iterator[str]:
    try:
        for wanted in (True, False):
            alternatives(condition, wanted, fields, owner)
    except RulebookError as error:
        yield from (each.message for each in error.faults)
