"""A lesson as pages: each step with what it asks, and what is shown after the answer."""

from collections.abc import Iterator
from typing import NamedTuple

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.explain.claims_held import spoken
from allscape.explain.difference import difference
from allscape.learn.engines import EngineAnswer, answers, finished
from allscape.learn.lessons import LessonQuestion, LessonState, PlacedLesson, Reveal
from allscape.learn.question import VERDICTS, Question, QuestionKind, question
from allscape.learn.story import fact, story
from allscape.model.contents import Contents
from allscape.render import quiz, words
from allscape.render.difference import Differences
from allscape.render.page import Page, PagePart, Quote, Row, Rows, Text, Tone
from allscape.render.sheet import Handout, Leaf


class Stop(NamedTuple):
    """One step as it is played: its pages, and the question of it where one has choices.

    `waits` tells that a class is to think first.
    """

    leaf: Leaf
    waits: bool = False
    question: Question | None = None
    found: tuple[EngineAnswer, ...] = ()


def lead(placed: PlacedLesson) -> Page:
    """Return what stands before a lesson: its goals, and how long it takes."""
    lesson = placed.lesson
    goals = Rows([Row("-", each) for each in lesson.goals], tree=True)
    return [Text(f"About {lesson.minutes} minutes. Goals:"), goals]


def sheet(placed: PlacedLesson, book: Rulebook) -> Handout:
    """Return a lesson as a sheet to hand out."""
    return Handout(placed.lesson.title, lead(placed), [each.leaf for each in stops(placed, book)])


def stops(placed: PlacedLesson, book: Rulebook) -> Iterator[Stop]:
    """Yield every step of a lesson that was checked."""
    before: Evaluation | None = None
    shown: set[str] = set()
    for at, step, _, state in placed.states():
        now = _examined(book, state) if step.changes else before
        number = f"{at + 1}."
        if step.case is not None and now is not None:
            yield Stop(Leaf(f"{number} {state.name or 'A case'}", [*_case(state, now)]))
        elif step.reveal is not None and before is not None and now is not None:
            yield _reveal(number, step.reveal, state, before, now, shown)
        elif step.question is not None:
            yield _question(number, step.question, state, book)
        elif step.pause is not None:
            text = spoken(step.pause, now) if now else step.pause
            yield Stop(Leaf(f"{number} Pause", [Text(text)]), waits=True)
        elif step.note is not None:
            text = spoken(step.note.text, now) if now else step.note.text
            quotes = _quotes(book.contents, step.note.sentences)
            yield Stop(Leaf(f"{number} Note", [Text(text), *quotes]))
        before = now


def _examined(book: Rulebook, state: LessonState) -> Evaluation:
    return book.examine(state.profile, as_of=state.as_of, readings=state.readings)


def _case(state: LessonState, now: Evaluation) -> Iterator[PagePart]:
    if state.story:
        yield Text(spoken(state.story.strip(), now))
    yield Text(story(state.known), 1)
    yield from _seen_through(state, now)


def _seen_through(state: LessonState, now: Evaluation) -> Iterator[PagePart]:
    if state.as_of is not None:
        yield Text(f"As the articles up to {words.day(state.as_of)} describe it.", 1, Tone.OPEN)
    for term, reading in state.readings.items():
        named = now.edition.contents.term[term]
        yield Text(f"“{named.name}” is read as: {named.reading(reading).says}.", 1, Tone.OPEN)


def _reveal(
    number: str,
    reveal: Reveal,
    state: LessonState,
    before: Evaluation,
    now: Evaluation,
    shown: set[str],
) -> Stop:
    new = [fact(name, value) for name, value in state.known.items() if name in reveal.facts]
    new += [words.day(reveal.as_of)] if reveal.as_of else []
    terms = now.edition.contents.term
    new += [f"“{terms[term].name}” read otherwise" for term in reveal.readings]
    asked = spoken(reveal.ask, now) if reveal.ask else "What will move?"
    page: Page = [Text(asked), Text(story(state.known), 1), *_seen_through(state, now)]
    moved = Differences(now.edition.contents, difference(before, now), shown)
    heading = f"{number} Now: {words.listed(new) or 'less is known'}"
    return Stop(Leaf(heading, page, [*moved.parts(brief=True)]), waits=True)


def _question(number: str, asked: LessonQuestion, state: LessonState, book: Rulebook) -> Stop:
    contents = book.contents
    if asked.tension is not None:
        tension = next(each for each in contents.tensions if each.id == asked.tension)
        cites = dict.fromkeys(contents.statement[each].cite for each in tension.statements)
        ask = asked.ask or "Where do these sentences differ, or qualify each other?"
        page: Page = [Text(ask), *_quotes(contents, tuple(cites))]
        return Stop(Leaf(f"{number} Question", page, [Text(tension.differ)]), waits=True)
    approach = asked.approach or ""
    name = contents.approach[approach].name
    made = question(
        QuestionKind.VERDICT,
        ask=f"{asked.ask} {name}?".strip()
        if asked.ask
        else f"What does this come to here: {name}?",
        choices=VERDICTS,
        key=str(asked.answer),
        cases=(state.known,),
        approach=approach,
        readings=state.readings,
        as_of=state.as_of,
        cites=tuple(dict.fromkeys(each.cite for each in contents.offers[approach])),
    )
    made = finished(book, made)
    found = tuple(answers(book, made))
    after = quiz.answered(contents, made, None, found)
    leaf = Leaf(f"{number} Question", quiz.asked(contents, made, ""), after)
    return Stop(leaf, waits=True, question=made, found=found)


def _quotes(contents: Contents, cites: tuple[str, ...]) -> Page:
    return [Quote(contents.sentence(each), words.where(contents, each)) for each in cites]
