"""The rulebook's own text: every piece of it, its place, and the sentences that it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allscape.lint.base import Inside, Part
from allscape.lint.written.view import View
from allscape.model.statements import Statement

QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”")


@dataclass(frozen=True)
class OwnText(Part):
    """A text that the rulebook says in its own words.

    `about` are the sentences that it speaks of. One that `tells` stands for them on a page; a note,
    a gist or the sense of a term explains.
    """

    text: str
    about: tuple[str, ...] = ()
    tells: bool = False

    @property
    def own(self) -> str:
        """The text without what it quotes."""
        return QUOTED.sub(" ", self.text)


def own_texts(view: View) -> Iterator[OwnText]:
    """Yield every piece of the rulebook's own text that is not empty."""
    for each in (*_approaches(view), *_quotations(view), *_terms(view), *_others(view)):
        if each.text:
            yield each


def sentences_of(view: View, text: OwnText) -> str:
    """Return the sentences that a text speaks of, as one."""
    return " ".join(view.sentences.get(cite, "") for cite in text.about)


def _approaches(view: View) -> Iterator[OwnText]:
    about: dict[str, list[str]] = {}
    for each in view.statements:
        for name in each.statement.about:
            about.setdefault(name, []).extend(view.cited_by(each.statement, each.cite))
    for at, approach in enumerate(view.contents.approaches):
        cites = tuple(about.get(approach.id, ()))
        for name in ("name", "short", "summary"):
            yield OwnText("approaches", at, (name,), getattr(approach, name), cites, tells=True)


def _quotations(view: View) -> Iterator[OwnText]:
    for at, quotation in view.quotations:
        cites: dict[str, None] = {quotation.cite: None}
        for s, statement in enumerate(quotation.statements):
            about = tuple(view.cited_by(statement, quotation.cite))
            cites |= dict.fromkeys(about)
            yield from _statement(at, s, statement, about)
        yield OwnText("quotations", at, ("note",), quotation.note, tuple(cites))


def _statement(at: int, s: int, statement: Statement, about: tuple[str, ...]) -> Iterator[OwnText]:
    inside: Inside = ("statements", s)
    for name in ("says", "otherwise", "note", "assumption"):
        text, tells = getattr(statement, name) or "", name in ("says", "otherwise")
        yield OwnText("quotations", at, (*inside, name), text, about, tells)
    for f, figure in enumerate(statement.figures):
        for name in ("measure", "arm", "comparator", "at"):
            path, text = (*inside, "figures", f, name), getattr(figure, name)
            yield OwnText("quotations", at, path, text, about, tells=True)


def _terms(view: View) -> Iterator[OwnText]:
    for at, term in enumerate(view.contents.terms):
        yield OwnText("terms", at, ("name",), term.name, term.cites)
        yield OwnText("terms", at, ("assumption",), term.assumption or "", term.cites)
        for r, reading in enumerate(term.readings):
            yield OwnText("terms", at, ("readings", r, "says"), reading.says, term.cites)


def _others(view: View) -> Iterator[OwnText]:
    for at, tension in enumerate(view.contents.tensions):
        about = tuple(cite for name in tension.statements for cite in view.cites.get(name, ()))
        yield OwnText("tensions", at, ("differ",), tension.differ, about, tells=True)
    for at, remark in enumerate(view.contents.remarks):
        yield OwnText("remarks", at, ("says",), remark.says)
    for at, ledger in enumerate(view.contents.ledgers):
        for number, line in enumerate(ledger.sentences):
            yield OwnText("ledgers", at, ("sentences", number, "gist"), line.gist)
