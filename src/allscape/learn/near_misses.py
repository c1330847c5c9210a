"""Questions of a near miss: its verdicts, its pair, the fact, the change and the words that decide.

All keys come out of the exact sets; `engines.finished` holds them against the engines.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from allscape.engine.edition import every_article
from allscape.learn.curriculum import CasePair, Curriculum, Deciding
from allscape.learn.in_words import of_statement
from allscape.learn.question import (
    MOST_CHOICES,
    PAIR,
    VERDICTS,
    KnownFacts,
    Question,
    QuestionKind,
    question,
)
from allscape.learn.story import fact
from allscape.learn.which_words import which_words
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.conditions import leaves
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES, contradictory
from allscape.model.statements import Direction, Statement

_Shared = dict[str, object]
"""What the questions of one near miss have in common, by field."""


class Asker:
    """Makes the questions of the near misses of one curriculum."""

    def __init__(self, curriculum: Curriculum, contents: Contents) -> None:
        self.curriculum, self.contents = curriculum, contents
        self._edition = lru_cache(None)(lambda read: every_article(contents, dict(read)))

    def near_miss(self, condition: str, found: CasePair) -> Iterator[Question]:
        """Yield every question that a near miss makes."""
        shared, asks = self._shared(condition, found), self._asks(found.target)
        matched, ruled_out = found.matched.known(), found.ruled_out.known()
        yield _verdict(shared, asks, matched, Verdict.MATCHED, ruled_out)
        yield _verdict(shared, asks, ruled_out, Verdict.RULED_OUT, matched)
        blank = found.matched.with_({found.attribute: None}).known()
        if self._verdict_of(found, blank) is Verdict.UNDETERMINED:
            yield _verdict(shared, asks, blank, Verdict.UNDETERMINED, ruled_out)
        yield _pair(shared, asks, matched, ruled_out)
        # All else is asked of the case that is ruled out, the other one beside it.
        shared |= {"cases": (ruled_out,), "partner": matched}
        yield from self._fact(shared, asks, found)
        yield from self._change(shared, asks, found)
        yield from self._words(shared, found)

    def deciding(self, condition: str, found: Deciding) -> Question:
        """Return the question of a case that a condition decides, where there is no near miss."""
        verdict = Verdict.MATCHED if found.matched else Verdict.RULED_OUT
        shared, asks = self._shared(condition, found), self._asks(found.target)
        return _verdict(shared, asks, found.profile.known(), verdict)

    def _fact(self, shared: _Shared, asks: "_Asks", found: CasePair) -> Iterator[Question]:
        known, mine = found.ruled_out.known(), found.attribute
        others = [name for name in known if name != mine and not self._lifts(found, name)]
        names = [mine, *others[: MOST_CHOICES - 1]]
        if others:
            yield question(
                QuestionKind.FACT,
                **shared,
                ask=f"{asks.fails} Which one of these facts, if different, would change that?",
                choices=tuple(fact(name, known[name]) for name in known if name in names),
                key=fact(mine, known[mine]),
            )

    def _change(self, shared: _Shared, asks: "_Asks", found: CasePair) -> Iterator[Question]:
        wanted = fact(found.attribute, found.matched.known()[found.attribute])
        others = [fact(*each) for each in islice(self._idle(found), MOST_CHOICES - 1)]
        if others:
            yield question(
                QuestionKind.CHANGE,
                **shared,
                ask=f"{asks.fails} Which one of these, put into the case, would change that?",
                choices=tuple(sorted([wanted, *others])),
                key=wanted,
            )

    def _words(self, shared: _Shared, found: CasePair) -> Iterator[Question]:
        """Yield the question which words of a sentence a case fails, of each that has others."""
        here = self._edition(tuple(found.readings.items()))
        for statement, failed, choices in which_words(self.contents, here, found):
            lead, it = self._part(statement, [statement.cite])
            yield question(
                QuestionKind.WORDS,
                **{**shared, "statement": statement.id, "sentences": (statement.cite,)},
                ask=f"{lead}Which words of {it} does this case fail?",
                choices=choices,
                key=failed,
            )

    def _shared(self, condition: str, found: CasePair | Deciding) -> _Shared:
        target = found.target
        offered = target in self.contents.approach
        site = self.curriculum.sites[condition]
        statement = self.contents.statement.get(target)
        owner = self.contents.statement.get(site.owner.id)
        term = self.contents.term.get(site.owner.id)
        cites = [each.cite for each in (statement, owner) if each]
        cites += filter(None, [getattr(site.condition, "source", None)])
        cites += term.cites if term and not cites else ()
        if offered and owner is None:
            cites += [each.cite for each in self.contents.offers[target]]
        return {
            "condition": condition,
            "approach": target if offered else None,
            "statement": None if offered else target,
            "attribute": found.attribute if isinstance(found, CasePair) else None,
            "readings": dict(found.readings),
            "sentences": () if statement is None else _speaking(statement),
            "cites": tuple(dict.fromkeys(cites)),
            "about": (target,) if offered else statement.about if statement else (),
        }

    def _asks(self, target: str) -> "_Asks":
        """Return how it is asked what an approach comes to, or if a statement speaks of a case.

        Of a sentence that says several things it is said which part is meant, as the same case can
        be another's. That something speaks against an approach, or of those whom another sentence
        names, is our inference.
        """
        if target in self.contents.approach:
            name = self.contents.approach[target].name
            return _Asks(
                f"What does this come to here: {name}?",
                f"In which of these two cases is this matched: {name}?",
                f"Ruled out here: {name}.",
            )
        statement = self.contents.statement[target]
        lead, it = self._part(statement, _speaking(statement))
        if statement.direction is Direction.AGAINST:
            return _Asks(
                f"{lead}Is a word of warning taken from {it} for this case?",
                f"{lead}For which of these two cases is a word of warning taken from {it}?",
                f"{lead}No word of warning is taken from {it} for this case.",
            )
        ours = bool(of_statement(self._edition(()), statement))
        says = "is {} taken to speak" if ours else "does {} speak"
        not_said = "is not taken to speak" if ours else "does not speak"
        asks = says.format(it)
        return _Asks(
            f"{lead}{asks[0].upper()}{asks[1:]} of this case?",
            f"{lead}Of which of these two cases {asks}?",
            f"{lead}{it[0].upper()}{it[1:]} {not_said} of this case.",
        )

    def _part(self, statement: Statement, shown: Sequence[str]) -> tuple[str, str]:
        """Return what tells which part of a sentence is meant, in our words; and its name.

        Where several are shown, our words can rest on all of them.
        """
        alone = len(shown) == 1
        if len(self.contents.quotation[statement.cite].statements) == 1:
            return (
                "",
                "this sentence" if alone else "the sentence quoted first, read with the rest,",
            )
        what = "One part of this sentence says" if alone else "These sentences say, read together"
        return f"{what}, in our words: {statement.says} ", "that part" if alone else "that"

    def _verdict_of(self, found: CasePair, known: Mapping[str, Value]) -> Verdict:
        return self.curriculum.verdict(found.target, found.readings, known)

    def _lifts(self, found: CasePair, name: str) -> bool:
        """Tell whether another value of a fact, or none, would lift the ruling."""
        now = found.ruled_out.known()[name]
        without = found.ruled_out.with_({name: None}).known()
        then = (self._beside(found, name, each) for each in self.curriculum.values(name, now))
        ruled_out = {None, Verdict.RULED_OUT}
        return any(each not in ruled_out for each in (self._verdict_of(found, without), *then))

    def _beside(self, found: CasePair, name: str, value: Value) -> Verdict | None:
        """Return what it comes to with another value of a fact; None where that contradicts."""
        changed = {**found.ruled_out.known(), name: value}
        return None if contradictory(changed) else self._verdict_of(found, changed)

    def _idle(self, found: CasePair) -> Iterator[tuple[str, Value]]:
        """Yield changes of one fact that leave the ruling as it is, those of its facts first."""
        known = found.ruled_out.known()
        for name in dict.fromkeys([*known, *self.curriculum.asked(found.target), *ATTRIBUTES]):
            for value in self.curriculum.values(name, known.get(name)):
                if self._beside(found, name, value) is Verdict.RULED_OUT:
                    yield name, value
                    break


class _Asks(NamedTuple):
    """What something comes to: asked of one case, asked of two, and that it is ruled out."""

    of_one: str
    of_two: str
    fails: str


def _verdict(
    shared: _Shared, asks: _Asks, case: KnownFacts, key: Verdict, partner: KnownFacts | None = None
) -> Question:
    choice = {"choices": VERDICTS, "key": str(key)}
    of = {"cases": (case,), "partner": partner}
    return question(QuestionKind.VERDICT, **shared, **choice, **of, ask=asks.of_one)


def _pair(shared: _Shared, asks: _Asks, first: KnownFacts, second: KnownFacts) -> Question:
    # Which stands first hangs on the content alone, so that neither place is the better guess.
    given: _Shared = {"ask": asks.of_two, "choices": PAIR, "key": PAIR[0]}
    given |= {"cases": (first, second), "condition": shared["condition"]}
    if int(question(QuestionKind.PAIR, **given).id, 16) % 2:
        given |= {"key": PAIR[1], "cases": (second, first)}
    return question(QuestionKind.PAIR, **{**shared, **given})


def _speaking(statement: Statement) -> tuple[str, ...]:
    """Return the sentence of a statement, and those in which the words of its conditions stand."""
    elsewhere = (getattr(each, "source", None) for each in leaves(statement.when))
    return tuple(dict.fromkeys([statement.cite, *filter(None, elsewhere)]))
