"""A lesson as pages: each step with what it asks, and what is shown after the answer."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.explain.claims_held import spoken
from allscape.explain.difference import CaseDifference, difference
from allscape.learn.deal import shuffled
from allscape.learn.engines import EngineAnswer, finished
from allscape.learn.lessons import CaseStep, LessonQuestion, PlacedLesson, Reveal
from allscape.learn.of_articles import tension_question
from allscape.learn.question import VERDICTS, Question, QuestionKind, question
from allscape.learn.quiz import with_sentences
from allscape.learn.story import fact, story
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.render import quiz, words
from allscape.render.answer import answered
from allscape.render.difference import Differences
from allscape.render.framing import quoted
from allscape.render.page import Page, PagePart, Row, Rows, Text, Tone
from allscape.render.sheet import Handout, Leaf

UNFOLDS = "moved"
_FOLDED = 6
"""The word that shows all that moved, and how many lines there are of it without."""
_LATER = (Text("What moved is shown behind the next question."),)


class Stop(NamedTuple):
    """One step as it is played: its pages, and the question of it where one has choices.

    `waits` tells that a class is to think first. `moved` is shown behind the answer, or `folded`
    where room is short. Of what moves itself the answer stands there, `later`: behind a question.
    """

    leaf: Leaf
    waits: bool = False
    question: Question | None = None
    found: tuple[EngineAnswer, ...] = ()
    moved: tuple[PagePart, ...] = ()
    folded: tuple[PagePart, ...] = ()
    later: bool = False

    @property
    def answers(self) -> bool:
        """Whether anything is shown once a class has committed to an answer."""
        return bool(self.question or self.leaf.answer)

    def reply(
        self,
        contents: Contents,
        choice: str | None,
        expected: Sequence[PagePart] = (),
        *,
        fold: bool = False,
    ) -> Page:
        """Return what is shown after a choice, or after none; `expected` stands with what moved."""
        if self.question is None:
            return [*self.folded] if fold and self.folded else self.leaf.answer
        if self.later:
            return [*_LATER]
        moved = self.folded if fold else self.moved
        then: Page = [Text(""), Text("What moved:"), *expected, *moved] if moved else []
        return [*answered(contents, self.question, choice, self.found), *then]


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
    moved = _Moved()
    for at, step, was, state in placed.states():
        now = state.examined(book) if step.changes else before
        number = f"{at + 1}."
        asks_next = placed.lesson.of_approach(at + 1)
        if step.case is not None and now is not None:
            lens = [*_seen_through(state, state, now), *_reset(was, state, book.contents)]
            yield Stop(Leaf(f"{number} {state.name or 'A case'}", [*_case(state, now), *lens]))
        elif step.reveal is not None and before is not None and now is not None:
            moves = difference(before, now)
            moved = _moved(now, moves, shown)
            held = _Moved() if asks_next else moved
            asked = _which_moves(placed, at, step.reveal, state, before, now, moves)
            yield _reveal(number, step.reveal, was, state, now, held, asked)
        elif step.question is not None:
            last = step.question.approach is not None and not asks_next
            yield _question(number, step.question, state, book, moved if last else _Moved())
            moved = _Moved() if last else moved
        elif step.pause is not None:
            text = spoken(step.pause.text, now) if now else step.pause.text
            names, facts = _open(now) if now and step.pause.open_approaches else ([], [])
            yield Stop(Leaf(f"{number} Pause", [Text(text), *names], facts), waits=True)
        elif step.note is not None:
            text = spoken(step.note.text, now) if now else step.note.text
            quotes = (quoted(book.contents, each) for each in step.note.sentences)
            yield Stop(Leaf(f"{number} Note", [Text(text), *quotes]))
        before = now


def _case(state: CaseStep, now: Evaluation) -> Iterator[PagePart]:
    if state.story:
        yield Text(spoken(state.story.strip(), now))
    yield Text(story(state.known), 1)


def _reset(was: CaseStep, state: CaseStep, contents: Contents) -> Iterator[PagePart]:
    """Yield what was looked at otherwise before a case began, and is so no more."""
    if was.as_of is not None and state.as_of is None:
        yield Text("As all articles describe it again.", 1, Tone.OPEN)
    for term in was.readings.keys() - state.readings.keys():
        named = contents.term[term]
        yield Text(f"{named.name} is read as usual again: {named.readings[0].says}.", 1, Tone.OPEN)


def _seen_through(was: CaseStep, state: CaseStep, now: Evaluation) -> Iterator[PagePart]:
    """Yield as of which day and how a case is read, and until now where that changes."""
    if state.as_of is not None:
        day, until = words.day(state.as_of), words.day(was.as_of or state.as_of)
        change = "" if until == day else f" until now; from now on as those up to {day} do"
        yield Text(f"As the articles up to {until} describe it{change}.", 1, Tone.OPEN)
    for term, reading in state.readings.items():
        named = now.edition.contents.term[term]
        usual, line = named.reading(was.readings.get(term, named.readings[0].id)), ""
        if usual.id != reading:
            says = named.reading(reading).says
            line = f"Our reading of {named.name} until now: {usual.says}; from now on: {says}"
        yield Text(f"{line or named.read_as(reading)}.", 1, Tone.OPEN)


class _Moved(NamedTuple):
    """What moved, whole and in a few lines."""

    whole: tuple[PagePart, ...] = ()
    folded: tuple[PagePart, ...] = ()


def _moved(now: Evaluation, found: CaseDifference, shown: set[str]) -> _Moved:
    moves = Differences(now.edition.contents, found, shown)
    folded = moves.first(_FOLDED, f"{UNFOLDS} shows all")
    return _Moved(tuple(moves.parts(brief=True)), tuple(folded))


def _open(now: Evaluation) -> tuple[Page, Page]:
    """Return the approaches that are open, and what each of them hangs on."""
    mine = [now.landscape[each] for each in now.landscape.ids(Verdict.UNDETERMINED)]
    names = Rows([Row("-", each.name) for each in mine], tree=True)
    facts = Rows([Row("-", f"{e.name}: {', '.join(e.missing)}") for e in mine], tree=True)
    return [Text("Open here:", 1), names], [Text("What each hangs on:", 1), facts]


def _which_moves(
    placed: PlacedLesson,
    at: int,
    reveal: Reveal,
    state: CaseStep,
    before: Evaluation,
    now: Evaluation,
    found: CaseDifference,
) -> Question | None:
    """Return the question which of some approaches moves; None where none moves, or stays.

    What is asked about next is none of them.
    """
    moves = [each for each in found.moves if each.against is None]
    moving = {each.approach for each in found.moves}
    asked, known = placed.lesson.asked_of(at), {each.id for each in before.landscape.approaches}
    mine = [each for each in moves if each.approach in known - asked and each.after]
    stay = [e.name for e in now.landscape.approaches if e.id in known - asked - moving]
    if not mine or len(stay) < 3:
        return None
    chance = Random(f"{placed.lesson.title} {at}")  # noqa: S311
    move = chance.choice(mine)
    text = spoken(reveal.ask, now) if reveal.ask else "What will move?"
    made = question(
        QuestionKind.CHANGE, ask=f"{text} One of these moves:", key=move.name,
        choices=(move.name, *chance.sample(stay, 3)), approach=move.approach,
        cases=(state.known,), readings=state.readings, as_of=state.as_of,
    )  # fmt: skip
    return shuffled(made, chance)


def _reveal(
    number: str,
    reveal: Reveal,
    was: CaseStep,
    state: CaseStep,
    now: Evaluation,
    moved: _Moved,
    asked: Question | None,
) -> Stop:
    new = [
        f"{fact(name, value)} instead of {fact(name, was.known[name])}"
        if was.known.get(name, value) != value
        else fact(name, value)
        for name, value in state.known.items()
        if name in reveal.facts
    ]
    new += [words.day(reveal.as_of)] if reveal.as_of else []
    terms = now.edition.contents.term
    new += [f"{terms[term].name} read otherwise" for term in reveal.readings]
    text = spoken(reveal.ask, now) if reveal.ask else "What will move?"
    page: Page = [Text(text), Text(story(state.known), 1)]
    if asked is not None:
        page = quiz.asked(now.edition.contents, asked, "")
    heading = f"{number} Now: {words.listed(new) or 'less is known'}"
    leaf = Leaf(heading, [*_seen_through(was, state, now), *page])
    return _with_answer(now.edition.contents, Stop(leaf, True, asked, (), *moved, not moved.whole))


def _with_answer(contents: Contents, stop: Stop) -> Stop:
    """Return a stop with its whole answer on its leaf, as it is handed out."""
    leaf = stop.leaf
    if stop.question is None and stop.later:
        return stop._replace(leaf=leaf._replace(question=[*leaf.question, *_LATER]))
    answer: Page = [*stop.moved]
    if stop.question is not None:
        chosen = answered(contents, stop.question, None, stop.found)
        answer = [*chosen, *_LATER] if stop.later else stop.reply(contents, None)
    return stop._replace(leaf=leaf._replace(answer=answer))


def _question(
    number: str, asked: LessonQuestion, state: CaseStep, book: Rulebook, moved: _Moved
) -> Stop:
    contents = book.contents
    if asked.tension is None:
        return _stop(number, _of_approach(asked, state, contents), book, moved)
    tension = next(each for each in contents.tensions if each.id == asked.tension)
    made = tension_question(contents, tension, asked.ask)
    if made is not None:
        return _stop(number, shuffled(made, Random(made.id)), book, _Moved())  # noqa: S311
    cites = dict.fromkeys(contents.statement[each].cite for each in tension.statements)
    ask = asked.ask or "Where do these sentences differ, or qualify each other?"
    page: Page = [Text(ask), *(quoted(contents, each) for each in cites)]
    return Stop(Leaf(f"{number} Question", page, [Text(tension.differ)]), waits=True)


def _of_approach(asked: LessonQuestion, state: CaseStep, contents: Contents) -> Question:
    approach = asked.approach or ""
    name = contents.approach[approach].name
    return question(
        QuestionKind.VERDICT,
        ask=f"{asked.ask or 'What does this come to here:'} {name}?".strip(),
        choices=VERDICTS,
        key=str(asked.answer),
        cases=(state.known,),
        approach=approach,
        readings=state.readings,
        as_of=state.as_of,
        cites=tuple(dict.fromkeys(each.cite for each in contents.offers[approach])),
    )


def _stop(number: str, made: Question, book: Rulebook, moved: _Moved) -> Stop:
    made, found = finished(book, made)
    made = with_sentences(made, book.contents)
    leaf = Leaf(f"{number} Question", quiz.asked(book.contents, made, ""))
    return _with_answer(book.contents, Stop(leaf, True, made, found, *moved))
