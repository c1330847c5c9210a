"""The engine's safe use: conditions that it could not run are found before a case meets them."""

from collections.abc import Iterator

from allscape.engine.atoms import alternatives
from allscape.faults import RulebookError
from allscape.lint import samples
from allscape.lint.base import Located, Severity, statements
from allscape.lint.meaning import MeantLint
from allscape.model.conditions import Condition, SameAs
from allscape.rulebook.load import Loaded


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
