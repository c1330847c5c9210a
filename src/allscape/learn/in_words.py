"""A condition as a person reads it: whose it is, the words that state it, and the sentence.

And what the project assumes, which no sentence says.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from allscape.learn.question import Question, QuestionKind
from allscape.model.conditions import Condition, SameAs, TermUse, Test, Tied, leaves, terms_used
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
    own = of_statement(contents, asked) if asked and not question.approach else []
    known = {*chain(*question.cases, question.partner or ()), question.attribute}
    bearing = [e for e in terms_of(contents, question) if known & _attributes(contents, e)]
    if question.kind is QuestionKind.READING:  # it says itself how this one is read
        bearing = [each for each in bearing if each.id not in question.readings]
    shown = (ours(each, question.readings, brief=True) for each in bearing)
    return list(dict.fromkeys(filter(None, [*own, *shown])))


def of_statement(contents: Contents, statement: Statement) -> list[str]:
    """Return what of a statement is ours: what it assumes, and whence it takes its conditions.

    A term that can be read as no condition says of nobody that he is meant.
    """
    if statement.assumption:
        return [f"Our assumption: {statement.assumption}"]
    asking = (each for each in leaves(statement.when) if not _can_ask_nothing(contents, each))
    stated = [getattr(each, "source", None) for each in asking]
    elsewhere = dict.fromkeys(cite for cite in stated if cite not in (None, statement.cite))
    if not elsewhere:
        return []
    too = ", too" if statement.cite in stated else ""
    cites = " and ".join(map(str, elsewhere))
    return [f"Our reading: of whom {statement.cite} speaks is said in {cites}{too}."]


def _can_ask_nothing(contents: Contents, condition: Condition) -> bool:
    if not isinstance(condition, TermUse):
        return False
    return not all(leaves(each.when) for each in contents.term[condition.term].readings)


def _attributes(contents: Contents, term: Term) -> set[str | None]:
    """Return the attributes that a term can rest on, however it is read."""
    found: set[str | None] = set()
    for leaf in (leaf for each in term.readings for leaf in leaves(each.when)):
        if isinstance(leaf, TermUse):
            found |= _attributes(contents, contents.term[leaf.term])
        elif isinstance(leaf, Test):
            found.add(leaf.attribute)
    return found


def terms_of(contents: Contents, question: Question) -> list[Term]:
    """Return the terms that decide what is asked of a case, each once."""
    if not question.cases:
        return []
    offers = contents.offers.get(question.approach or "")
    says = offers or [contents.statement[question.statement or ""]]
    found = (term for each in says for term in _terms(contents, question, each.when))
    return list({each.id: each for each in found}.values())


def _terms(contents: Contents, question: Question, condition: Condition) -> Iterator[Term]:
    """Yield the terms of a condition, and those of what they mean."""
    for name in terms_used(condition):
        term = contents.term[name]
        yield term
        named = question.readings.get(name, term.readings[0].id)
        yield from _terms(contents, question, term.reading(named).when)


def ours(term: Term, readings: Mapping[str, str], *, brief: bool = False) -> str:
    """Return how a term is read, and what of that is assumed; nothing where neither is a choice."""
    reading = term.reading(readings.get(term.id, term.readings[0].id))
    if term.assumption:
        says, why = (reading.gist, "") if brief else (reading.says, f" {term.assumption}")
        unusual = "" if reading is term.readings[0] else ", not as usual"
        return f"Our assumption: {term.name} ({says}{unusual}).{why}"
    return f"{term.read_as(reading.id, brief=brief)}." if len(term.readings) > 1 else ""
