"""A condition as a person reads it: whose it is, the words that state it, and the sentence.

And what the project assumes, which no sentence says.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from allscape.engine.edition import Edition, edition, every_article
from allscape.learn.question import Question, QuestionKind
from allscape.model.conditions import Condition, SameAs, TermUse, Test, Tied, leaves
from allscape.model.contents import Contents
from allscape.model.statements import Statement, Term
from allscape.trials.coverage import Site


def in_words(contents: Contents, site: Site) -> str:
    """Return a condition in words: Ponatinib: ph_status is positive, “Ph+ ALL” (csco-2021/25)."""
    owner = site.owner
    if owner.reading:
        term = contents.term[owner.id]
        read = f", read as {term.reading(owner.reading).says}" if len(term.readings) > 1 else ""
        return f"{term.name}{read}: {_asked(contents, site)}"
    statement = contents.statement[owner.id]
    return f"{_said(contents, statement)}: {_asked(contents, site)} ({statement.cite})"


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
    """Return what is ours in a question of cases and has to be known before it is answered.

    Of the statement that is asked about, and of the terms that the facts of its cases bear on. How
    they are read is said in short: what it makes of single values can be what is asked.
    """
    if not question.cases:
        return []
    asked = contents.statement.get(question.statement or "")
    seen = asked_in(contents, question)
    own = of_statement(seen, asked) if asked and not question.approach else []
    known = {*chain(*question.cases, question.partner or ()), question.attribute}
    bearing = [e for e in terms_of(contents, question) if known & _attributes(contents, e)]
    if question.kind is QuestionKind.READING:  # it says itself how this one is read
        bearing = [each for each in bearing if each.id not in question.readings]
    shown = (ours(each, question.readings, brief=True) for each in bearing)
    return list(dict.fromkeys(filter(None, [*own, *shown])))


def asked_in(contents: Contents, question: Question) -> Edition:
    """Return the edition that a question is asked in: of its day, else of all that is written."""
    if question.as_of is None:
        return every_article(contents, question.readings)
    return edition(contents, question.as_of, question.readings)


def of_statement(seen: Edition, statement: Statement) -> list[str]:
    """Return what of a statement in force is ours: what it assumes, whence its conditions are.

    A term that can be read as no condition says of nobody that he is meant.
    """
    if statement.assumption:
        return [f"Our assumption: {statement.assumption}"]
    stated = whence(seen.contents, seen.statements[statement.id])
    elsewhere = [each for each in stated if each != statement.cite]
    if not elsewhere:
        return []
    too = ", too" if statement.cite in stated else ""
    cites = " and ".join(elsewhere)
    return [f"Our reading: of whom {statement.cite} speaks is said in {cites}{too}."]


def whence(contents: Contents, when: Condition) -> list[str]:
    """Return the sentences whose words state a condition, each once."""
    asking = (each for each in leaves(when) if not _can_ask_nothing(contents, each))
    stated = (getattr(each, "source", None) for each in asking)
    return list(dict.fromkeys(filter(None, stated)))


def _can_ask_nothing(contents: Contents, condition: Condition) -> bool:
    if not isinstance(condition, TermUse):
        return False
    return not all(leaves(each.when) for each in contents.term[condition.term].readings)


def _attributes(contents: Contents, term: Term) -> set[str | None]:
    """Return the attributes that a term can rest on, however it is read."""
    leaves_ = (leaf for each in term.readings for leaf in contents.rests_on(each.when))
    return {each.attribute for each in leaves_ if isinstance(each, Test)}


def terms_of(contents: Contents, question: Question) -> list[Term]:
    """Return the terms that decide what is asked of a case on its day, each once.

    None where it is asked which of several moves: those of the one would tell.
    """
    of_several = question.kind is QuestionKind.CHANGE and question.attribute is None
    if not question.cases or of_several:
        return []
    seen = asked_in(contents, question)
    found = _terms(seen, seen.conditions_of(question.target or "").values())
    return list({each.id: each for each in found}.values())


def _terms(seen: Edition, conditions: Iterable[Condition]) -> Iterator[Term]:
    """Yield the terms of conditions, and those of what they mean."""
    for leaf in (leaf for each in conditions for leaf in leaves(each)):
        if isinstance(leaf, TermUse):
            yield seen.contents.term[leaf.term]
            yield from _terms(seen, [seen.terms[leaf.form]])


def ours(term: Term, readings: Mapping[str, str], *, brief: bool = False) -> str:
    """Return how a term is read, and what of that is assumed; nothing where neither is a choice."""
    reading = term.reading(readings.get(term.id, term.readings[0].id))
    if term.assumption:
        says, why = (reading.gist, "") if brief else (reading.says, f" {term.assumption}")
        unusual = "" if reading is term.readings[0] else ", not as usual,"
        return f"We assume{unusual} that {term.name} means {says}.{why}"
    return f"{term.read_as(reading.id, brief=brief)}." if len(term.readings) > 1 else ""
