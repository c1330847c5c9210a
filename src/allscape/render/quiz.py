"""What a quiz says: the question, what comes after the answer, what was shown and missed."""

from collections.abc import Iterator, Mapping, Sequence

from allscape.book import Rulebook
from allscape.explain.why import offer_tree, why
from allscape.learn.engines import EngineAnswer
from allscape.learn.given import LETTERS
from allscape.learn.pool import Pool
from allscape.learn.progress import GivenAnswer, ShownAndMissed, by_approach, standing
from allscape.learn.question import Question, QuestionKind
from allscape.learn.quiz import Asked, Quiz
from allscape.learn.story import fact, story
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, Reason
from allscape.model.profile import Profile
from allscape.render import why as trees
from allscape.render import words
from allscape.render.explore import case_named
from allscape.render.marks import marked_quotes
from allscape.render.page import Heading, Item, Page, PagePart, Quote, Row, Rows, Text, Title, Tone
from allscape.render.parts import as_page

_SHOWN = {
    str(Verdict.MATCHED): "matched",
    str(Verdict.RULED_OUT): "ruled out",
    str(Verdict.UNDETERMINED): "open: it hangs on what is not known",
}
_SPEAKS = {
    str(Verdict.MATCHED): "matched: it speaks of such a case",
    str(Verdict.RULED_OUT): "ruled out: it speaks of other cases",
    str(Verdict.UNDETERMINED): "open: a fact that is not known decides",
}


def opening(count: int, seed: int | None) -> Page:
    """Return what a quiz begins with."""
    counted = words.counted(count, "question")
    seeded = f", seed {seed}" if seed is not None else ""
    how = (
        "Answer with a letter; “b; sure 0.8” says how sure. "
        "hint comes before an answer, tree after it; quit ends."
    )
    return [
        Title(f"A quiz: {counted}{seeded}"),
        Text(NOTICE, 0, Tone.QUIET),
        Text(how, 0, Tone.QUIET),
    ]


@as_page
def asked(contents: Contents, question: Question, heading: str) -> Iterator[PagePart]:
    """Return a question with its choices."""
    if heading:
        yield Item(heading)
    yield Text(question.ask)
    if question.kind is not QuestionKind.READING:
        yield from _readings(contents, question)
    for cite in question.sentences:
        sentence = contents.sentence(cite)
        if question.kind is QuestionKind.SOURCE:
            yield Text(f"“{sentence}”", 1)
        else:
            yield Quote(sentence, words.where(contents, cite))
    if len(question.cases) == 1:
        yield Text(story(question.cases[0]), 1)
    else:
        labels = zip(question.choices, question.cases, strict=False)
        yield Rows([Row(f"{label}:", story(case)) for label, case in labels])
    yield Rows([Row(f"{letter})", text) for letter, text in lettered(question)])


def _readings(contents: Contents, question: Question) -> Iterator[PagePart]:
    for term, reading in question.readings.items():
        named = contents.term[term]
        yield Text(f"“{named.name}” is read as: {named.reading(reading).says}.", 1)


def lettered(question: Question) -> list[tuple[str, str]]:
    """Return the choices as they are shown, each with its letter."""
    shown = {}
    if question.kind in (QuestionKind.VERDICT, QuestionKind.READING):
        shown = _SHOWN if question.approach else _SPEAKS
    texts = (shown.get(each, each) for each in question.choices)
    return list(zip(LETTERS, texts, strict=False))


def letter(question: Question, choice: str) -> str:
    """Return a choice as it is shown, its letter first: b) ruled out."""
    at, text = lettered(question)[question.choices.index(choice)]
    return f"{at}) {text}"


def hint(contents: Contents, question: Question) -> Page:
    """Return what helps without answering: the sentences to look at, or what they are about."""
    if question.kind is QuestionKind.SOURCE:
        names = [
            contents.approach[each].name for each in question.about if each in contents.approach
        ]
        text = words.listed(names) if names else "no approach in particular"
        return [Text(f"Hint: the sentence is about {text}.")]
    more = [cite for cite in question.cites if cite not in question.sentences]
    if more:
        quotes = [Quote(contents.sentence(each), words.where(contents, each)) for each in more]
        return [Text("Hint: look at"), *quotes]
    said = [contents.statement_at(each).says for each in question.sentences]
    return [Text(f"Hint: {' '.join(said)}")]


@as_page
def answered(
    contents: Contents, question: Question, choice: str | None, found: Sequence[EngineAnswer]
) -> Iterator[PagePart]:
    """Return what follows an answer: right or not, what decides, its sentence, the case beside it.

    Without a choice: the answer alone.
    """
    key = letter(question, question.key)
    if choice is None:
        yield Item(f"Answer: {key}", "", Tone.STRONG)
    elif choice == question.key:
        yield Item(f"Right: {key}", "", Tone.FOR)
    else:
        yield Item(f"Not right. The answer is {key}", "", Tone.AGAINST)
    because = list(_deciding(question, found))
    yield from _decides(contents, question, because)
    marks = [each.words for each in because if each.words]
    if question.kind is QuestionKind.WORDS:
        marks = [question.key]
    if question.kind is QuestionKind.STANDING:
        marks = [*_standing_words(contents, question)]
        yield Rows([Row("the words", f"“{each}”") for each in marks])
    yield from marked_quotes(contents, question.citations, marks)
    if found and question.kind is not QuestionKind.PAIR:
        yield from _partner(question, found)


def _deciding(question: Question, found: Sequence[EngineAnswer]) -> Iterator[Reason]:
    """Yield the reasons of the fact that decides, of the case that is asked of; else all."""
    if not found:
        return
    wrong = [each for each in found if each.verdict is Verdict.RULED_OUT]
    mine = wrong[0] if question.kind is QuestionKind.PAIR and wrong else found[0]
    reasons = [each for each in mine.because if each.truth not in words.LEFT_OUT]
    telling = [each for each in reasons if each.attribute == question.attribute]
    yield from dict.fromkeys(telling or reasons)


def _decides(
    contents: Contents, question: Question, because: Sequence[Reason]
) -> Iterator[PagePart]:
    truths = {"true": "holds", "false": "fails", "unknown": "open"}
    rows = [
        Row(truths[each.truth], each.condition, words.beside(contents, each)) for each in because
    ]
    if rows:
        yield Rows(rows)
    if question.condition is not None:
        yield Text(f"exercises {question.condition}", 1, Tone.QUIET)


def _standing_words(contents: Contents, question: Question) -> Iterator[str]:
    offers = contents.offers[question.approach or ""]
    for each in offers:
        if each.cite in question.cites and each.standing is not None:
            yield each.standing.words


def _partner(question: Question, found: Sequence[EngineAnswer]) -> Iterator[PagePart]:
    if question.partner is None or question.attribute is None:
        return
    value = question.partner.get(question.attribute)
    instead = (
        fact(question.attribute, value) if value is not None else f"{question.attribute} unknown"
    )
    yield Text(f"One fact apart, {instead}: {words.verdict(found[-1].verdict)}.", 1)


def tree(book: Rulebook, question: Question) -> Page:
    """Return the tree of conditions behind an answer, where a case is asked of."""
    if not question.cases:
        return [Text("No tree: no case is asked of here.")]
    profile = Profile.model_validate(question.cases[0])
    seen = book.examine(profile, as_of=question.as_of, readings=question.readings)
    named = case_named(seen.landscape)
    if question.approach is not None:
        return trees.page(book.contents, why(seen, question.approach), named)
    return trees.of_statement(book.contents, offer_tree(seen, question.statement or ""), named)


def ending(quiz: Quiz, done: Sequence[Asked]) -> Page:
    """Return what a quiz comes to, and all answers so far where they are kept."""
    conditions, mine = quiz.pool.conditions, [each.kept() for each in done]
    so_far: Page = []
    if quiz.kept is not None:
        here = standing(quiz.kept.answers, conditions)
        touched = {each.approach for each in mine}
        counts = by_approach(here, quiz.pool.questions)
        counts = {name: each for name, each in counts.items() if name in touched}
        so_far = progress(here, len(conditions), counts, str(quiz.kept.path))
    return _summary(mine, standing(mine, conditions), so_far)


def _summary(given: Sequence[GivenAnswer], here: ShownAndMissed, so_far: Page) -> Page:
    page: Page = [Heading("What this quiz showed")]
    right = sum(each.right and not each.hint for each in given)
    rows = [Row("answered", str(len(given))), Row("right, without a hint", str(right))]
    hints = sum(each.hint for each in given)
    if hints:
        rows.append(Row("with a hint", str(hints)))
    sure = [each for each in given if each.sure is not None and each.sure >= 0.8 and not each.right]
    if sure:
        rows.append(Row("sure, and not right", str(len(sure))))
    page.append(Rows(rows))
    page += _listed("Shown", here.shown, Tone.FOR)
    page += _listed("Missed", here.missed, Tone.AGAINST)
    return [*page, *so_far, Heading(NOTICE.rstrip("."))]


def _listed(heading: str, conditions: Sequence[str], tone: Tone) -> Page:
    if not conditions:
        return []
    rows = [Row("-", each) for each in conditions]
    return [Heading(f"{heading} ({len(conditions)})", tone), Rows(rows, tree=True)]


def curriculum(pool: Pool) -> Page:
    """Return what there is to learn: how many questions, of what, and what has none."""
    kinds = [Row(kind, f"{number:,}") for kind, number in pool.kinds.items()]
    asked = len(pool.conditions) - len(pool.without)
    page: Page = [
        Heading(f"What there is to learn ({len(pool.questions):,} questions)"),
        Rows(kinds),
        Text(f"{asked} of {len(pool.conditions)} conditions have a question.", 1),
    ]
    page += _named(
        pool.without, "Without one: in no case does it decide, or each would tell its key."
    )
    alone = (
        "In all combinations of facts, no two cases one fact apart are told apart by these alone:"
    )
    return [*page, *_named(pool.no_near_miss, alone)]


def _named(conditions: Sequence[str], heading: str) -> Page:
    rows = [Row("-", each) for each in conditions]
    return [Text(heading, 1), Rows(rows, tree=True)] if rows else []


def progress(
    found: ShownAndMissed,
    conditions: int,
    approaches: Mapping[str, tuple[int, int, int]],
    where: str,
) -> Page:
    """Return what all answers so far have shown: of how many conditions, of which approaches."""
    message = f"{len(found.shown)} of {conditions} conditions shown, {len(found.missed)} missed"
    page: Page = [Heading("So far"), Text(f"{message}; kept in {where}", 1)]
    page += _listed("Keep missing", found.kept_missing, Tone.AGAINST)
    rows = [
        Row(name, f"{shown} of {all_} conditions shown" + (f", {missed} missed" if missed else ""))
        for name, (shown, missed, all_) in approaches.items()
    ]
    return [*page, Heading("By approach"), Rows(rows)] if rows else page
