"""Of whom a statement is said: a result of a study is said of those who were studied."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenLint
from allscape.model.conditions import Condition, SameAs, TermUse, leaves
from allscape.model.statements import Statement

_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|randomi[sz]ed|subgroup|cohorts?|arms?|pooled)\b|"
    r"\d ?%|\bP ?[=<]",
    re.IGNORECASE,
)


class ResultSaidOfAll(WrittenLint):
    """A result of a study is said of all cases.

    `when: []` on a sentence with a figure, a study, a trial: its result is one of the patients whom
    it looked at. They are named in the sentence, or in the one that introduces the study, whose
    conditions `same-as` takes over. Terms that ask nothing by themselves do not help.
    """

    id = "result-said-of-all"
    avoid = samples.statement(3, "{id: made-up-2020/alpha-seen, when: []}")
    prefer = samples.SAID_OF_ALPHA
    related = ("words-without-condition", "same-as-of-another-article")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the results that nothing limits."""
        for each in view.statements:
            result = each.statement.figures or _STUDIED.search(view.sentences[each.cite])
            if result and all(_empty(view, leaf) for leaf in leaves(each.statement.when)):
                message = "a result is said of all cases: of whom was it found?"
                yield each.located(message, "same-as the study's", ("when",))


def _empty(view: View, leaf: Condition) -> bool:
    if not isinstance(leaf, TermUse):
        return False
    term = view.contents.term.get(leaf.term)
    return term is not None and not leaves(term.readings[0].when)


class SameAsOfAnotherArticle(WrittenLint):
    """A statement takes its conditions from one of another article.

    Its patients are those of another study, and nobody who reads the sentence could see that. Where
    single words of another article are meant, a condition names them (`from`).
    """

    id = "same-as-of-another-article"
    avoid = """
        sources:
          - {id: made-up-2020}
          - {id: made-up-2021, title: Another, publisher: nobody, author: no one, date: 2021-01-01}
        quotations:
          - cite: made-up-2020/3
            statements:
              - {id: made-up-2020/alpha-seen, when: {same-as: made-up-2021/other}}
          - cite: made-up-2021/1
            text: Alpha was seen again.
            statements:
              - {id: made-up-2021/other, kind: evidence, about: alpha, says: Again, when: []}
        ledgers:
          - {source: made-up-2020}
          - source: made-up-2021
            sentences: [{n: 1, fingerprint: "321101f8b23608c5", quoted: true}]
        """
    prefer = samples.SAID_OF_ALPHA
    related = ("result-said-of-all", "id-of-another-source")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the references that leave their article."""
        for each in view.conditions:
            if not (isinstance(each.condition, SameAs) and isinstance(each.owner, Statement)):
                continue
            other = each.condition.same_as
            if other.partition("/")[0] != each.owner.source:
                message = f"'{other}' is of another article: its patients are not this sentence's"
                yield each.located(message, "its own conditions", ("same-as",))
