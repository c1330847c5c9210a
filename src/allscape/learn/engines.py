"""Questions held against the engines: what they say of a case, and the sentences it rests on."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from allscape.book import Rulebook
from allscape.engine.evaluate import grounds
from allscape.engine.plain import truths
from allscape.engine.reasons import citations, cites, every_test, reasons, terms_telling
from allscape.faults import EngineDisagreement
from allscape.learn import in_words
from allscape.learn.question import OF_VERDICTS, PAIR, KnownFacts, Question, QuestionKind
from allscape.model.base import VERDICT_OF, Truth, Verdict, grouped
from allscape.model.landscape import Citation, Reason
from allscape.model.profile import Profile
from allscape.model.statements import Direction, Statement
from allscape.trials.sheet import Owner


class EngineAnswer(NamedTuple):
    """What the engines say of one case: the verdict of what is asked of, and what it rests on.

    `against` are the statements that speak against an approach here, `ours` what the project reads
    into the sentences or assumes beyond them.
    """

    case: KnownFacts
    verdict: Verdict
    because: tuple[Reason, ...]
    citations: tuple[Citation, ...]
    against: tuple[Statement, ...] = ()
    ours: tuple[str, ...] = ()


def asked(book: Rulebook, question: Question, case: KnownFacts) -> EngineAnswer:
    """Return what the engines say of a case. Raises `EngineDisagreement` where they differ."""
    edition = book.edition(question.as_of, question.readings)
    profile = Profile.model_validate(case)
    judgement = book.judge(profile, as_of=question.as_of, readings=question.readings)
    target = question.target or ""
    if question.approach:
        found = grounds(edition, target, judgement, truths(judgement))
        says = found.offers
        verdict, why, cited = found.verdict, found.because, found.citations
    else:
        says, judged = [book.contents.statement[target]], judgement.statements[target]
        verdict = VERDICT_OF[judged.truth]
        why = tuple(reasons(edition, target, judged, verdict))
        cited = citations(edition, [target, *cites(edition, judged)])
    against = [
        each
        for each in edition.contents.about.get(target, ())
        if each.direction is Direction.AGAINST and each.id in judgement.statements
        if judgement.statements[each.id].truth is Truth.TRUE
    ]
    stated = [text for each in says for text in in_words.of_statement(edition, each)]
    trees = [judgement.statements[each.id] for each in says]
    terms = (term for each in trees for term in terms_telling(edition, each, verdict))
    read = (in_words.ours(each, edition.readings) for each in terms)
    ours = dict.fromkeys([*stated, *filter(None, read)])
    return EngineAnswer(case, verdict, why, cited, tuple(against), tuple(ours))


def that_differ(mine: Iterable[Reason], *others: Iterable[Reason]) -> list[Reason]:
    """Return the reasons of one case that come out otherwise in another: what decides alone."""
    truths = grouped((_stated(each), each.truth) for each in chain.from_iterable(others))
    return [each for each in mine if {*truths.get(_stated(each), ())} - {each.truth}]


def _stated(reason: Reason) -> tuple[str | None, ...]:
    return reason.condition, reason.words, reason.source, reason.term


def answers(book: Rulebook, question: Question) -> tuple[EngineAnswer, ...]:
    """Return what the engines say of the cases of a question, its partner last."""
    lines = [*question.cases, *([question.partner] if question.partner is not None else [])]
    return tuple(asked(book, question, each) for each in lines)


def finished(book: Rulebook, question: Question) -> tuple[Question, tuple[EngineAnswer, ...]]:
    """Return a question with the citations that its key rests on, and what the engines say.

    Raises `EngineDisagreement` where the key is not what they say: it is not put then.
    """
    found = answers(book, question)
    if not _holds(book, question, found):
        message = f"a question's key is not what the engines say: {question.id} {question.ask}"
        raise EngineDisagreement.of(f"{message}; please report it")
    edition = book.edition(question.as_of, question.readings)
    mine = [each for answer in found for each in answer.citations]
    mine += [] if mine else citations(edition, question.cites)
    return question.model_copy(update={"citations": tuple(dict.fromkeys(mine))}), found


def deciding(
    book: Rulebook, question: Question, found: EngineAnswer, conditions: Collection[str]
) -> str | None:
    """Return which of some conditions decides what an approach comes to; None where several do.

    `conditions` are those of the curriculum. Of one that several statements have it is the first.
    """
    open_ = found.verdict is Verdict.UNDETERMINED
    why = {(e.condition, e.term) for e in found.because if not open_ or e.truth == "unknown"}
    if len(why) != 1:
        return None
    ((text, term),) = why
    edition = book.edition(question.as_of, question.readings)
    contents = edition.contents
    if term is not None:
        named = contents.term[term]
        owners = [str(Owner(term, edition.readings.get(term, named.readings[0].id)))]
    else:
        mine = contents.offers.get(question.approach or "", ())
        # A condition can be that of another statement, by `same-as`.
        beside = [e for each in mine for e in contents.quotation[each.cite].statements]
        owners = [each.id for each in (*mine, *beside)]
    return next((name for each in owners if (name := f"{each}: {text}") in conditions), None)


def _holds(book: Rulebook, question: Question, found: Sequence[EngineAnswer]) -> bool:
    verdicts = [each.verdict for each in found]
    if question.kind in OF_VERDICTS:
        return verdicts[0] == question.key
    if question.kind is QuestionKind.PAIR:
        wanted = [Verdict.RULED_OUT, Verdict.RULED_OUT]
        wanted[PAIR.index(question.key)] = Verdict.MATCHED
        return verdicts == wanted
    if question.kind is QuestionKind.WORDS:
        return _fail(book, question) == {question.key}
    if question.kind in (QuestionKind.FACT, QuestionKind.CHANGE):
        return verdicts == [Verdict.RULED_OUT, Verdict.MATCHED]
    return True


def _fail(book: Rulebook, question: Question) -> set[str | None]:
    """Return the choices that carry a test which fails."""
    profile = Profile.model_validate(question.cases[0])
    judgement = book.judge(profile, as_of=question.as_of, readings=question.readings)
    edition = book.edition(question.as_of, question.readings)
    tests = every_test(edition, judgement.statements[question.statement or ""])
    return {each.words for each in tests if each.truth == "false"} & {*question.choices}
