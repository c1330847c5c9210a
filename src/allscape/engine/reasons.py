"""Judged conditions in, the reasons and citations of a verdict out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allscape.engine.edition import Edition
from allscape.engine.plain import Judged
from allscape.model.base import Truth, Verdict, opposite, unchecked
from allscape.model.conditions import All, Condition, Not, TermUse, Test, Tied, Unmodelled
from allscape.model.landscape import Citation, Reason
from allscape.model.statements import Term
from allscape.model.words import stands_in

SAID_OF_ALL = unchecked(Reason)(
    condition="no condition: said of all", truth="true", words=None, source=None
)
SAID_OF_NONE = unchecked(Reason)(
    condition="no condition: said of none", truth="false", words=None, source=None
)

_TELLING = {
    Verdict.MATCHED: {Truth.TRUE},
    Verdict.RULED_OUT: {Truth.FALSE},
    Verdict.UNDETERMINED: {Truth.TRUE, Truth.UNKNOWN},
}


class Footing(NamedTuple):
    """The words that a condition stands on, and their sentence: its own before all others.

    `closer` are the sentences of which closer words may be taken for what lies within: those of the
    term that lends its words to a use without any.
    """

    words: str | None = None
    cite: str | None = None
    closer: frozenset[str] = frozenset()

    @property
    def source(self) -> str | None:
        """The article of the words."""
        return self.cite.partition("/")[0] if self.cite else None


NO_FOOTING = Footing()


def footing(edition: Edition, condition: Condition, outer: Footing) -> Footing:
    """Return what a condition stands on, within what the one around it stands on.

    Its own words come first; where it has none, those of the outermost term that has some.
    """
    if not isinstance(condition, Tied):
        return outer
    if condition.words:
        own = outer.words is None or condition.source in outer.closer
        return Footing(condition.words, condition.source) if own else outer
    if isinstance(condition, TermUse) and outer.words is None:
        term = edition.contents.term[condition.term]
        if found := words_of(edition, term):
            return Footing(*found, frozenset(_current(edition, term)))
    return outer


def reasons(edition: Edition, statement: str, judged: Judged, verdict: Verdict) -> list[Reason]:
    """Return the conditions of a statement that tell why it came to `verdict`."""
    telling = _TELLING[verdict]
    found = [each for each in _flat(edition, judged) if Truth(each.truth) in telling]
    for owner in (statement, *_terms(judged)):
        found += [left_out(edition, lost) for lost in edition.dropped.get(owner, ())]
    return found or [SAID_OF_NONE if verdict is Verdict.RULED_OUT else SAID_OF_ALL]


def _flat(
    edition: Edition,
    judged: Judged,
    negated: bool = False,
    term: str | None = None,
    outer: Footing = NO_FOOTING,
    assumed: bool = False,
) -> Iterator[Reason]:
    """Yield the tests of a judged condition, terms opened, each with the words it stands on."""
    condition = judged.condition
    here = footing(edition, condition, outer)
    if isinstance(condition, Test | Unmodelled):
        yield unchecked(Reason)(
            condition=condition.negation if negated else condition.text,
            truth=(opposite(judged.truth) if negated else judged.truth).value,
            words=here.words,
            source=here.source,
            cite=here.cite,
            term=term,
            attribute=condition.attribute if isinstance(condition, Test) else None,
            assumed=assumed,
        )
    else:
        if isinstance(condition, TermUse):
            term = condition.term
            assumed = assumed or edition.contents.term[term].assumption is not None
        flipped = negated != isinstance(condition, Not)
        for part in judged.parts:
            yield from _flat(edition, part, flipped, term, here, assumed)


def terms_telling(
    edition: Edition, judged: Judged, verdict: Verdict, flipped: bool = False
) -> Iterator[Term]:
    """Yield the terms of the conditions that tell why it came to this."""
    if Truth(opposite(judged.truth) if flipped else judged.truth) not in _TELLING[verdict]:
        return
    condition = judged.condition
    if isinstance(condition, TermUse) and not _says_nothing(judged):
        yield edition.contents.term[condition.term]
    for part in judged.parts:
        yield from terms_telling(edition, part, verdict, flipped != isinstance(condition, Not))


def every_test(edition: Edition, judged: Judged) -> list[Reason]:
    """Return every test of a judged condition, whatever its truth, with the words that state it."""
    return list(_flat(edition, judged))


def words_of(edition: Edition, term: Term, any_day: bool = False) -> tuple[str, str] | None:
    """Return the first words of a term that an article of the day has, and their sentence."""
    for words in term.words:
        for cite in term.cites if any_day else _current(edition, term):
            if stands_in(words, edition.contents.sentence(cite)):
                return words, cite
    return None


def left_out(edition: Edition, lost: Tied) -> Reason:
    """Return a condition that dropped out, and whether its words are not yet or no longer there."""
    term = edition.contents.term[lost.term] if isinstance(lost, TermUse) else None
    here = Footing(lost.words, lost.source)
    if term is not None and here.cite is None:
        here = Footing(*(words_of(edition, term, any_day=True) or ()))
    cite = here.cite or (term.cites[0] if term else "")
    gone = edition.contents.gone(cite, edition.as_of)
    return unchecked(Reason)(
        condition=text_of(edition, lost),
        truth="no_longer" if gone else "not_yet",
        words=here.words,
        source=here.source,
        cite=here.cite,
        term=term.id if term else None,
        attribute=lost.attribute if isinstance(lost, Test) else None,
        assumed=term is not None and term.assumption is not None,
    )


def text_of(edition: Edition, leaf: Tied) -> str:
    """Return a condition that is no group as a person reads it; of a term its name."""
    if isinstance(leaf, TermUse):
        return edition.contents.term[leaf.term].name
    assert isinstance(leaf, Test | Unmodelled)
    return leaf.text


def _terms(judged: Judged) -> Iterator[str]:
    if isinstance(judged.condition, TermUse):
        yield judged.condition.form
    for part in judged.parts:
        yield from _terms(part)


def cites(edition: Edition, judged: Judged, outer: Footing = NO_FOOTING) -> Iterator[str]:
    """Yield the sentences that the conditions of a judged tree stand on, in their order."""
    condition = judged.condition
    here = footing(edition, condition, outer)
    if isinstance(condition, Tied) and outer.words is None:
        if condition.source:
            yield condition.source
        elif isinstance(condition, TermUse) and not _says_nothing(judged):
            yield from _current(edition, edition.contents.term[condition.term])
    for part in judged.parts:
        yield from cites(edition, part, here)


def _says_nothing(judged: Judged) -> bool:
    meaning = judged.parts[0].condition
    return isinstance(meaning, All) and not meaning.all


def _current(edition: Edition, term: Term) -> list[str]:
    """Return the sentences of a term that an article of the day has."""
    return [cite for cite in term.cites if edition.contents.current(cite, edition.as_of)]


def citations(edition: Edition, found: Iterable[str]) -> tuple[Citation, ...]:
    """Return the citations of sentences or statements, each once, in their order."""
    contents = edition.contents
    stated: dict[str, Citation] = {}
    for name in found:
        statement = contents.statement.get(name) or contents.statement_at(name)
        stated.setdefault(
            statement.cite,
            unchecked(Citation)(
                statement=statement.id,
                kind=statement.kind,
                source=statement.source,
                published=contents.published(statement.id),
                sentence=contents.sentence(statement.cite),
                cite=statement.cite,
                note=contents.quotation[statement.cite].note,
            ),
        )
    return tuple(stated.values())
