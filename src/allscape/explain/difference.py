"""The difference of what is said of two cases: what moves, what begins or ceases to be said."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Field

from allscape.engine.evaluate import Evaluation
from allscape.engine.reasons import citations, every_test
from allscape.model.base import VERDICT_OF, Frozen, Verdict
from allscape.model.landscape import (
    ApproachResult,
    Citation,
    Landscape,
    NoteResult,
    Reason,
    TensionResult,
)
from allscape.model.statements import Direction

_Said = TypeVar("_Said", NoteResult, TensionResult)


class Way(StrEnum):
    """How an approach moves."""

    GAINED = "gained"
    LOST = "lost"
    OPENED = "opened"
    RULED_OUT = "ruled out"
    APPEARED = "appeared"
    GONE = "gone"
    AGAINST = "against"
    NO_LONGER_AGAINST = "no_longer_against"


class Because(Frozen):
    """A condition that decides, its words, their article and sentence, and whether it is ours."""

    condition: str
    words: str | None
    source: str | None
    cite: str | None
    assumed: bool


class Move(Frozen):
    """An approach that moves: from what, to what, the conditions that decide, and the sentences.

    A verdict is null where the approach is not described at all on that day. `against` is the
    statement that begins or ceases to speak against it.
    """

    approach: str
    name: str
    way: Way
    before: Verdict | None
    after: Verdict | None
    citations: tuple[Citation, ...] = ()
    because: tuple[Because, ...] = ()
    against: str | None = None


class StatementMove(Frozen):
    """A statement that begins or ceases to speak, and the conditions that decide.

    A verdict is null where its article had not appeared.
    """

    statement: str
    about: tuple[str, ...]
    direction: Direction
    before: Verdict | None
    after: Verdict | None
    because: tuple[Because, ...]
    sentence: str
    cite: str


class Hanging(Frozen):
    """The unknown facts on which an approach, or a word against it, hangs before and after."""

    approach: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class CaseDifference(Frozen):
    """All that two digests do not both say; `before` and `after` changed places, it is mirrored.

    `notes` and `tensions` are those of the second case that the first has not, `..._gone` the other
    way round. `ruled_out` are the approaches that are so, or not described, in both.
    """

    moves: tuple[Move, ...] = ()
    statements: tuple[StatementMove, ...] = ()
    hanging: tuple[Hanging, ...] = ()
    notes: tuple[NoteResult, ...] = ()
    notes_gone: tuple[NoteResult, ...] = ()
    tensions: tuple[TensionResult, ...] = ()
    tensions_gone: tuple[TensionResult, ...] = ()
    ruled_out: Annotated[frozenset[str], Field(exclude=True)] = frozenset()

    @property
    def live(self) -> list[Move]:
        """The moves but for words that begin or cease to speak against what is ruled out."""
        return [e for e in self.moves if e.against is None or e.approach not in self.ruled_out]

    @property
    def by_way(self) -> dict[Way, list[Move]]:
        """The live moves by the way in which they move, those that are gained first."""
        found = {way: [each for each in self.live if each.way is way] for way in Way}
        return {way: mine for way, mine in found.items() if mine}

    def __bool__(self) -> bool:
        return any(
            getattr(self, name) for name in CaseDifference.model_fields if name != "ruled_out"
        )


def way_of(before: Verdict | None, after: Verdict | None) -> Way:
    """Return how an approach moves. It is lost where a match becomes anything else."""
    if after is None:
        return Way.GONE
    if after is Verdict.MATCHED:
        return Way.GAINED
    if before is None:
        return Way.APPEARED
    if before is Verdict.MATCHED:
        return Way.LOST
    return Way.OPENED if after is Verdict.UNDETERMINED else Way.RULED_OUT


def difference(before: Evaluation | None, after: Evaluation) -> CaseDifference:
    """Return what two evaluations do not both say; without a first one, all that the other says."""
    was, now = before and before.landscape, after.landscape
    return CaseDifference(
        moves=tuple(_moves(before, after)),
        statements=tuple(_statements(before, after)),
        hanging=tuple(_hanging(was, now)),
        notes=_others(now.notes, was.notes if was else ()),
        notes_gone=_others(was.notes, now.notes) if was else (),
        tensions=_others(now.tensions, was.tensions if was else ()),
        tensions_gone=_others(was.tensions, now.tensions) if was else (),
        ruled_out=frozenset(after.edition.contents.approach) - _live(was) - _live(now),
    )


def _live(landscape: Landscape | None) -> set[str]:
    results = landscape.approaches if landscape else ()
    return {each.id for each in results if each.verdict is not Verdict.RULED_OUT}


def _others(mine: tuple[_Said, ...], theirs: tuple[_Said, ...]) -> tuple[_Said, ...]:
    # A tension of which one side more or less is said is the same one.
    known = {each.id for each in theirs}
    return tuple(each for each in mine if each.id not in known)


def _moves(before: Evaluation | None, after: Evaluation) -> Iterator[Move]:
    was = {each.id: each for each in before.landscape.approaches} if before else {}
    now = {each.id: each for each in after.landscape.approaches}
    for name, known in {**was, **now}.items():
        old, new = was.get(name), now.get(name)
        moved = {
            "approach": name,
            "name": known.name,
            "before": old.verdict if old else None,
            "after": new.verdict if new else None,
        }
        yield from _of_verdict(before, after, moved, known)
        was_so, is_so = {*(old.against if old else ())}, {*(new.against if new else ())}
        ways = dict.fromkeys(is_so - was_so, Way.AGAINST)
        ways |= dict.fromkeys(was_so - is_so, Way.NO_LONGER_AGAINST)
        yield from _of_against(before, after, moved, ways)


def _of_verdict(
    before: Evaluation | None, after: Evaluation, moved: dict[str, Any], known: ApproachResult
) -> Iterator[Move]:
    old, new = moved["before"], moved["after"]
    if old is new:
        return
    offers = [each.id for each in after.edition.contents.offers[known.id]]
    for side, verdict in ((before, old), (after, new)):
        if verdict is Verdict.MATCHED:
            offers = [each for each in offers if _verdict(side, each) is verdict]
    because = _deciding(before, after, offers, old, new) or grounds(known.because)
    yield Move(**moved, way=way_of(old, new), citations=known.citations, because=because)


def _of_against(
    before: Evaluation | None, after: Evaluation, moved: dict[str, Any], ways: dict[str, Way]
) -> Iterator[Move]:
    for name in after.edition.contents.statement:
        if name in ways:
            verdicts = _verdict(before, name), _verdict(after, name)
            because = _deciding(before, after, [name], *verdicts)
            cited = citations(after.edition, [name])
            yield Move(**moved, way=ways[name], citations=cited, because=because, against=name)


def _statements(before: Evaluation | None, after: Evaluation) -> Iterator[StatementMove]:
    contents = after.edition.contents
    for name, statement in contents.statement.items():
        old, new = _verdict(before, name), _verdict(after, name)
        if (old is Verdict.MATCHED) != (new is Verdict.MATCHED):
            yield StatementMove(
                statement=name,
                about=statement.about,
                direction=statement.direction,
                before=old,
                after=new,
                because=_deciding(before, after, [name], old, new),
                sentence=contents.sentence(statement.cite),
                cite=statement.cite,
            )


def _verdict(evaluation: Evaluation | None, statement: str) -> Verdict | None:
    judged = evaluation.judgement.statements.get(statement) if evaluation else None
    return VERDICT_OF[judged.truth] if judged else None


def _hanging(was: Landscape | None, now: Landscape) -> Iterator[Hanging]:
    for new in now.approaches:
        old = was[new.id] if was and new.id in was else None
        before, after = _hangs_on(old), _hangs_on(new)
        # What moves is said already; here it is what an approach still hangs on.
        if old is not None and old.verdict is new.verdict and before != after:
            yield Hanging(approach=new.id, name=new.name, before=before, after=after)


def _hangs_on(result: ApproachResult | None) -> tuple[str, ...]:
    if result is None:
        return ()
    against = [name for each in result.could_speak_against for name in each.missing]
    return tuple(dict.fromkeys([*result.missing, *against]))


def _deciding(
    before: Evaluation | None,
    after: Evaluation,
    statements: Iterable[str],
    old: Verdict | None,
    new: Verdict | None,
) -> tuple[Because, ...]:
    """Return the tests of statements that come out otherwise and lead from one verdict to another.

    Where none does (words read otherwise are other tests, and an article brings its own), those
    that make the new verdict; else all that come out otherwise; where none does that either, all.
    """
    was = _tests(before, statements) if before else {}
    now = _tests(after, statements)
    other = [each for each in {**was, **now} if was.get(each) != now.get(each)]
    leading = [e for e in other if _makes(was.get(e), old) and _makes(now.get(e), new)]
    if old is None or not leading:
        leading = [each for each in other if _makes(now.get(each), new, opens="unknown")]
    return tuple(leading or other or [*was, *now])


def _makes(truth: str | None, verdict: Verdict | None, opens: str | None = None) -> bool:
    """Tell whether a test with this truth can make a verdict; any can open one, or what `opens`."""
    made = {Verdict.MATCHED: "true", Verdict.RULED_OUT: "false", Verdict.UNDETERMINED: opens}
    return made.get(verdict or Verdict.UNDETERMINED) in (None, truth)


def _tests(evaluation: Evaluation, statements: Iterable[str]) -> dict[Because, str]:
    judged = evaluation.judgement.statements
    found = [
        each
        for name in statements
        if name in judged
        for each in every_test(evaluation.edition, judged[name])
    ]
    return {_because(each): each.truth for each in found}


def grounds(reasons: Iterable[Reason]) -> tuple[Because, ...]:
    """Return the conditions of reasons, whatever they come to, each once."""
    return tuple(dict.fromkeys(map(_because, reasons)))


def _because(reason: Reason) -> Because:
    return Because(**{name: getattr(reason, name) for name in Because.model_fields})
