"""A condition as a person reads it: whose it is, the words that state it, and the sentence."""

from allscape.model.conditions import SameAs, TermUse, Tied
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
    return f"“{term.name}”" if alone else f"“{term.name}”, read as {term.reading(reading).says}"


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
