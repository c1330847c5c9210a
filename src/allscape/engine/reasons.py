"""Judged conditions in, the reasons and citations of a verdict out."""

from collections.abc import Iterable, Iterator

from allscape.engine.edition import Edition
from allscape.engine.plain import Judged
from allscape.model.base import Truth, Verdict, opposite
from allscape.model.conditions import All, Not, TermUse, Test
from allscape.model.landscape import Citation, Reason
from allscape.model.statements import Term
from allscape.rulebook.places import stands_in

SAID_OF_ALL = Reason(condition="no condition: said of all", truth="true", words=None, source=None)
SAID_OF_NONE = Reason(
    condition="no condition: said of none", truth="false", words=None, source=None
)

_TELLING = {
    Verdict.MATCHED: {Truth.TRUE},
    Verdict.RULED_OUT: {Truth.FALSE},
    Verdict.UNDETERMINED: {Truth.TRUE, Truth.UNKNOWN},
}


def reasons(edition: Edition, statement: str, judged: Judged, verdict: Verdict) -> list[Reason]:
    """Return the conditions of a statement that tell why it came to `verdict`."""
    telling = _TELLING[verdict]
    found = [each for each in _flat(edition, judged) if Truth(each.truth) in telling]
    for owner in (statement, *_terms(judged)):
        found += [_not_yet(edition, lost) for lost in edition.dropped.get(owner, ())]
    return found or [SAID_OF_NONE if verdict is Verdict.RULED_OUT else SAID_OF_ALL]


def _flat(
    edition: Edition,
    judged: Judged,
    negated: bool = False,
    term: Term | None = None,
    words: tuple[str | None, str | None] = (None, None),
) -> Iterator[Reason]:
    """Yield the tests of a judged condition, terms opened, each with the nearest words for it."""
    condition = judged.condition
    if isinstance(condition, Test | TermUse) and condition.words:
        words = (condition.words, condition.source)
    if isinstance(condition, TermUse):
        term = edition.contents.term[condition.term]
        if not condition.words:
            words = words_of(edition, term) or words
        yield from _flat(edition, judged.parts[0], negated, term, words)
    elif isinstance(condition, Test):
        yield Reason(
            condition=condition.negation if negated else condition.text,
            truth=(opposite(judged.truth) if negated else judged.truth).value,
            words=words[0],
            source=words[1].partition("/")[0] if words[1] else None,
            term=term.id if term else None,
        )
    else:
        flipped = negated != isinstance(condition, Not)
        for part in judged.parts:
            yield from _flat(edition, part, flipped, term, words)


def every_test(edition: Edition, judged: Judged) -> list[Reason]:
    """Return every test of a judged condition, whatever its truth, with the words that state it."""
    return list(_flat(edition, judged))


def words_of(edition: Edition, term: Term, any_day: bool = False) -> tuple[str, str] | None:
    """Return the first words of a term that an article of the day has, and their sentence."""
    for words in term.words:
        for cite in term.cites:
            current = any_day or _current(edition, cite)
            if current and stands_in(words, edition.contents.sentence(cite)):
                return words, cite
    return None


def _not_yet(edition: Edition, lost: Test | TermUse) -> Reason:
    term = edition.contents.term[lost.term] if isinstance(lost, TermUse) else None
    words, cite = lost.words, lost.source
    if term is not None and (cite is None or _current(edition, cite)):
        words, cite = words_of(edition, term, any_day=True) or (None, None)
    return Reason(
        condition=lost.text if isinstance(lost, Test) else edition.contents.term[lost.term].name,
        truth="not_yet",
        words=words,
        source=cite.partition("/")[0] if cite else None,
        term=term.id if term else None,
    )


def _terms(judged: Judged) -> Iterator[str]:
    if isinstance(judged.condition, TermUse):
        yield judged.condition.term
    for part in judged.parts:
        yield from _terms(part)


def cites(edition: Edition, judged: Judged) -> Iterator[str]:
    """Yield the sentences that the conditions of a judged tree rest on, in their order."""
    condition = judged.condition
    if isinstance(condition, Test | TermUse) and condition.source:
        yield condition.source
    if isinstance(condition, TermUse) and not _says_nothing(judged):
        term = edition.contents.term[condition.term]
        current = [c for c in term.cites if _current(edition, c)]
        # A term that quotes no words at its use rests on its own sentences.
        if not condition.words:
            yield from current
    for part in judged.parts:
        yield from cites(edition, part)


def _says_nothing(judged: Judged) -> bool:
    meaning = judged.parts[0].condition
    return isinstance(meaning, All) and not meaning.all


def _current(edition: Edition, cite: str) -> bool:
    return edition.as_of is None or edition.contents.published(cite) <= edition.as_of


def citations(edition: Edition, found: Iterable[str]) -> tuple[Citation, ...]:
    """Return the citations of sentences or statements, each once, in their order."""
    contents = edition.contents
    told: dict[str, Citation] = {}
    for name in found:
        statement = contents.statement.get(name) or contents.statement_at(name)
        told.setdefault(
            statement.cite,
            Citation(
                statement=statement.id,
                kind=statement.kind,
                source=statement.source,
                published=contents.published(statement.id),
                sentence=contents.sentence(statement.cite),
                cite=statement.cite,
                note=contents.quotation[statement.cite].note,
            ),
        )
    return tuple(told.values())
