"""A condition as a person reads it: whose it is, the words that state it, and the sentence.

And what the project assumes, which no sentence says.
"""

from collections.abc import Iterable, Iterator

from allscape.learn.question import Question
from allscape.model.conditions import Condition, SameAs, TermUse, Tied, leaves
from allscape.model.contents import Contents
from allscape.model.statements import Statement, Term
from allscape.trials.coverage import Site


def in_words(contents: Contents, site: Site) -> str:
    """Return a condition in words: Ponatinib: ph_status is positive, “Ph+ ALL” (csco-2021/25)."""
    owner = site.owner
    if owner.reading:
        return f"{_read_as(contents.term[owner.id], owner.reading)}: {_asked(contents, site)}"
    statement = contents.statement[owner.id]
    return f"{_said(contents, statement)}: {_asked(contents, site)} ({statement.cite})"


def _read_as(term: Term, reading: str) -> str:
    alone = len(term.readings) == 1
    return term.name if alone else f"{term.name}, read as {term.reading(reading).says}"


def _said(contents: Contents, statement: Statement) -> str:
    """Return what a statement offers, or what it says otherwise."""
    names = [contents.approach[each].name for each in statement.about] if statement.offers else []
    return ", ".join(names) or statement.says.rstrip(".")


def _asked(contents: Contents, site: Site) -> str:
    each = site.condition
    if isinstance(each, SameAs):
        return f"the same patients as in {contents.statement[each.same_as].cite}"
    text = contents.term[each.term].name if isinstance(each, TermUse) else site.text
    words = each.words if isinstance(each, Tied) else None
    return f"{text}, “{words}”" if words and words != text else f"“{words}”" if words else text


def premises(contents: Contents, question: Question) -> list[str]:
    """Return what has to be known of our assumptions before a question of cases can be answered.

    Those of the statement that is asked about, and of the terms that no words of a sentence state.
    """
    if not question.cases:
        return []
    asked = contents.statement.get(question.statement or "")
    terms = terms_of(contents, question)
    wordless = [assumption(each) for each in terms if each.assumption and not each.words]
    own = [asked.assumption] if asked and asked.assumption and not question.approach else []
    return list(dict.fromkeys([*own, *wordless]))


def terms_of(contents: Contents, question: Question) -> list[Term]:
    """Return the terms that decide what is asked of a case, each once."""
    if not question.cases:
        return []
    says = contents.offers.get(question.approach or "") or [
        contents.statement[question.statement or ""]
    ]
    found = _terms(contents, question, (each.when for each in says))
    return list({each.id: each for each in found}.values())


def _terms(
    contents: Contents, question: Question, conditions: Iterable[Condition]
) -> Iterator[Term]:
    """Yield the terms of conditions, and those of what they mean."""
    for leaf in (leaf for each in conditions for leaf in leaves(each)):
        if isinstance(leaf, TermUse):
            term = contents.term[leaf.term]
            yield term
            named = question.readings.get(term.id, term.readings[0].id)
            yield from _terms(contents, question, [term.reading(named).when])


def assumption(term: Term) -> str:
    """Return what is assumed of a term; of one that no words state, what it means, too."""
    means = "" if term.words or len(term.readings) > 1 else f" ({term.readings[0].says})"
    return f"{term.name}{means}: {term.assumption}"
