"""A lesson as pages: each step with what it asks, and what is shown after the answer."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.explain.claims_held import spoken
from allscape.explain.difference import difference
from allscape.learn.deal import shuffled
from allscape.learn.engines import EngineAnswer, answers, finished
from allscape.learn.lessons import LessonQuestion, LessonState, PlacedLesson, Reveal
from allscape.learn.question import VERDICTS, KnownFacts, Question, QuestionKind, question
from allscape.learn.said import tension_question
from allscape.learn.story import fact, story
from allscape.model.contents import Contents
from allscape.render import quiz, words
from allscape.render.answer import answered
from allscape.render.difference import Differences
from allscape.render.page import Page, PagePart, Quote, Row, Rows, Text, Tone
from allscape.render.sheet import Handout, Leaf


class Stop(NamedTuple):
    """One step as it is played: its pages, and the question of it where one has choices.

    `waits` tells that a class is to think first; `then` follows the answer.
    """

    leaf: Leaf
    waits: bool = False
    question: Question | None = None
    found: tuple[EngineAnswer, ...] = ()
    then: tuple[PagePart, ...] = ()

    def reply(self, contents: Contents, choice: str | None) -> Page:
        """Return what is shown after a choice, or after none."""
        if self.question is None or choice is None:
            return self.leaf.answer
        return [*answered(contents, self.question, choice, self.found), *self.then]


def lead(placed: PlacedLesson) -> Page:
    """Return what stands before a lesson: its goals, and how long it takes."""
    lesson = placed.lesson
    goals = Rows([Row("-", each) for each in lesson.goals], tree=True)
    alone = "What the articles say is all that is known here; what they leave out is left out here."
    return [Text(f"About {lesson.minutes} minutes. Goals:"), goals, Text(alone, 0, Tone.QUIET)]


def sheet(placed: PlacedLesson, book: Rulebook) -> Handout:
    """Return a lesson as a sheet to hand out."""
    return Handout(placed.lesson.title, lead(placed), [each.leaf for each in stops(placed, book)])


def stops(placed: PlacedLesson, book: Rulebook) -> Iterator[Stop]:
    """Yield every step of a lesson that was checked.

    What a reveal moves is shown once the questions of approaches behind it are answered: it holds
    their answers.
    """
    before: Evaluation | None = None
    shown: set[str] = set()
    moved: Page = []
    for at, step, was, state in placed.states():
        now = _examined(book, state) if step.changes else before
        number = f"{at + 1}."
        asks_next = placed.lesson.of_approach(at + 1)
        if step.case is not None and now is not None:
            lens = [*_seen_through(state, now), *_reset(was, state, book.contents)]
            yield Stop(Leaf(f"{number} {state.name or 'A case'}", [*_case(state, now), *lens]))
        elif step.reveal is not None and before is not None and now is not None:
            moves = Differences(now.edition.contents, difference(before, now), shown)
            moved = [*moves.parts(brief=True)]
            held = moved if not asks_next else []
            yield _reveal(number, step.reveal, was.known, state, now, held)
        elif step.question is not None:
            last = step.question.approach is not None and not asks_next
            yield _question(number, step.question, state, book, moved if last else [])
            moved = [] if last else moved
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


def _reset(was: LessonState, state: LessonState, contents: Contents) -> Iterator[PagePart]:
    """Yield what was looked at otherwise before a case began, and is so no more."""
    if was.as_of is not None and state.as_of is None:
        yield Text("As all articles describe it again.", 1, Tone.OPEN)
    for term in was.readings.keys() - state.readings.keys():
        named = contents.term[term]
        yield Text(
            f"“{named.name}” is read as usual again: {named.readings[0].says}.", 1, Tone.OPEN
        )


def _seen_through(state: LessonState, now: Evaluation) -> Iterator[PagePart]:
    if state.as_of is not None:
        yield Text(f"As the articles up to {words.day(state.as_of)} describe it.", 1, Tone.OPEN)
    for term, reading in state.readings.items():
        named = now.edition.contents.term[term]
        yield Text(f"“{named.name}” is read as: {named.reading(reading).says}.", 1, Tone.OPEN)


def _reveal(
    number: str,
    reveal: Reveal,
    was: KnownFacts,
    state: LessonState,
    now: Evaluation,
    moved: Page,
) -> Stop:
    new = [
        f"{fact(name, value)} instead of {fact(name, was[name])}"
        if was.get(name, value) != value
        else fact(name, value)
        for name, value in state.known.items()
        if name in reveal.facts
    ]
    new += [words.day(reveal.as_of)] if reveal.as_of else []
    terms = now.edition.contents.term
    new += [f"“{terms[term].name}” read otherwise" for term in reveal.readings]
    asked = spoken(reveal.ask, now) if reveal.ask else "What will move?"
    page: Page = [Text(asked), Text(story(state.known), 1), *_seen_through(state, now)]
    heading = f"{number} Now: {words.listed(new) or 'less is known'}"
    return Stop(Leaf(heading, page, moved), waits=True)


def _question(
    number: str, asked: LessonQuestion, state: LessonState, book: Rulebook, moved: Page
) -> Stop:
    contents = book.contents
    if asked.tension is None:
        return _stop(number, _of_approach(asked, state, contents), book, moved)
    tension = next(each for each in contents.tensions if each.id == asked.tension)
    made = tension_question(contents, tension, asked.ask)
    if made is not None:
        return _stop(number, shuffled(made, Random(made.id)), book, [])  # noqa: S311
    cites = dict.fromkeys(contents.statement[each].cite for each in tension.statements)
    ask = asked.ask or "Where do these sentences differ, or qualify each other?"
    page: Page = [Text(ask), *_quotes(contents, tuple(cites))]
    return Stop(Leaf(f"{number} Question", page, [Text(tension.differ)]), waits=True)


def _of_approach(asked: LessonQuestion, state: LessonState, contents: Contents) -> Question:
    approach = asked.approach or ""
    name = contents.approach[approach].name
    return question(
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


def _stop(number: str, made: Question, book: Rulebook, moved: Page) -> Stop:
    made = finished(book, made)
    if made.approach is not None:  # nobody can say what an unseen sentence asks for
        made = made.model_copy(update={"sentences": tuple(each.cite for each in made.citations)})
    found = tuple(answers(book, made)) if made.cases else ()
    then: Page = [Text(""), Text("What moved:"), *moved] if moved else []
    after = [*answered(book.contents, made, None, found), *then]
    leaf = Leaf(f"{number} Question", quiz.asked(book.contents, made, ""), after)
    return Stop(leaf, waits=True, question=made, found=found, then=tuple(then))


def _quotes(contents: Contents, cites: tuple[str, ...]) -> Page:
    return [Quote(contents.sentence(each), words.where(contents, each)) for each in cites]
