"""Lessons held against the rulebook: every answer, every claim, every step has to hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from pydantic import ValidationError

from allscape.book import Rulebook
from allscape.cases import PlacedCase
from allscape.engine.edition import edition
from allscape.engine.evaluate import Evaluation
from allscape.explain.claims_held import JudgedProfiles
from allscape.explain.difference import difference
from allscape.faults import CaseError, Fault, Hint, UsageError, complaint, nearest
from allscape.learn.lessons import (
    CaseStep,
    Lesson,
    LessonQuestion,
    LessonStep,
    PlacedLesson,
    Reveal,
    read,
)
from allscape.lint.catalogue import OF_LESSONS, PROSE, find
from allscape.lint.prose.base import Book, Prose
from allscape.lint.prose.unreadable import LESSON_DOES_NOT_HOLD, UNREADABLE_LESSON
from allscape.lint.run import Checked, Finding
from allscape.model.base import Verdict, outcome_in_words
from allscape.model.case import Case
from allscape.model.profile import ATTRIBUTES
from allscape.rulebook.load import Loaded

StepPath = tuple[str | int, ...]


def check(placed: PlacedLesson, loaded: Loaded, book: Rulebook) -> None:
    """Hold a lesson against a rulebook. Raises `CaseError` with every fault and its place."""
    faults = list(_Checking(placed, loaded, book).faults())
    if faults:
        raise CaseError(faults)


def check_lessons(paths: Iterable[Path], loaded: Loaded) -> Checked:
    """Return what is wrong with lessons: with their form, and held against a rulebook."""
    checked = Checked(loaded.folder, len(OF_LESSONS), len(OF_LESSONS), len(PROSE))
    book, counts = Rulebook(loaded.contents), Counter[str]()
    for path in paths:
        try:
            placed = read(path)
        except CaseError as error:
            checked.found += [Finding(UNREADABLE_LESSON, each) for each in error.faults]
            continue
        counts.update(lessons=1, steps=len(placed.lesson.steps))
        faults = sorted(_Checking(placed, loaded, book).faults())
        checked.found += [Finding(find(each.lint), each, placed.lesson.title) for each in faults]
    checked.counts = {name: counts[name] for name in ("lessons", "steps")}
    return checked


class _Checking:
    """One lesson being checked."""

    def __init__(self, placed: PlacedLesson, loaded: Loaded, book: Rulebook) -> None:
        self._placed, self._book = placed, book
        self._contents, self._written = loaded.contents, loaded.written
        self._steps = placed.lesson.steps

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong, step by step; what cannot be looked at further ends it."""
        state, before, shown = CaseStep(), None, _Shown(self._placed.lesson)
        for at, step in enumerate(self._steps):
            if step.case is None and before is None and (step.reveal or step.question):
                yield self._fault((at,), "no case has begun", "a case: step stands before it")
                return
            try:
                state = state.after(step)
                now = state.examined(self._book) if step.changes else before
            except (ValidationError, UsageError) as error:
                yield self._fault((at,), *_complaint(error))
                return
            yield from self._step(at, step, state, before, now)
            if (asked := shown.before(at, before, now)) is not None:
                message = f"what {asked} comes to here was shown before"
                hint = "ask it behind the case or the reveal, and once"
                yield self._fault((at, "question"), message, hint)
            before = now
        yield from self._idle_cases()
        if not any(each.question or (each.reveal and each.reveal.ask) for each in self._steps):
            hint = "a question: step, or an ask: of a reveal"
            yield self._fault((), "a lesson asks something, and this asks nothing", hint)

    def _idle_cases(self) -> Iterator[Fault]:
        for at, step in enumerate(self._steps):
            if step.case is not None:
                mine = takewhile(lambda each: each.case is None, self._steps[at + 1 :])
                if not any(each.question or each.reveal for each in mine):
                    hint = "a question: or a reveal: behind it, before the next case"
                    message = "a dead step: nothing is asked of this case"
                    yield self._fault((at, "case"), message, hint)

    def _step(
        self,
        at: int,
        step: LessonStep,
        state: CaseStep,
        before: Evaluation | None,
        now: Evaluation | None,
    ) -> Iterator[Fault]:
        moving = before is None or now is None or difference(before, now)
        if step.reveal and before and now and not moving:
            yield self._fault((at, "reveal"), *_dead(step.reveal, before, now))
        if step.question is not None and now is not None:
            yield from self._question((at, "question"), step.question, state, now)
        nothing_open = now is None or not now.landscape.ids(Verdict.UNDETERMINED)
        if step.pause is not None and step.pause.open_approaches and nothing_open:
            yield self._fault((at, "pause"), "no approach is open here")
        for inside, text in _texts(at, step):
            yield from self._prose(inside, text, state)
        if step.note is not None:
            yield from self._sentences((at, "note", "sentences"), step.note.sentences, state)

    def _question(
        self, where: StepPath, asked: LessonQuestion, state: CaseStep, now: Evaluation
    ) -> Iterator[Fault]:
        if asked.tension is not None:
            known = [each.id for each in self._contents.tensions]
            if asked.tension not in known:
                hint = (
                    nearest(asked.tension, known) or "allscape rules CITE names those of a sentence"
                )
                yield self._fault((*where, "tension"), f"no tension '{asked.tension}'", hint)
                return
            of = self._contents.tensions[known.index(asked.tension)].statements[:2]
            cites = [self._contents.statement[each].cite for each in of]
            yield from self._sentences((*where, "tension"), cites, state)
            return
        approach = asked.approach or ""
        if approach not in now.landscape:
            hint = nearest(approach, [each.id for each in now.landscape.approaches])
            yield self._fault((*where, "approach"), f"no approach '{approach}'", hint)
            return
        found = now.landscape[approach].verdict
        if asked.answer is not None and found is not asked.answer:
            comes, said = map(outcome_in_words, (found, asked.answer))
            yield self._fault((*where, "answer"), f"{approach} is {comes} here, not {said}")

    def _sentences(self, where: StepPath, cites: Iterable[str], state: CaseStep) -> Iterator[Fault]:
        for cite in cites:
            if cite not in self._contents.quotation:
                hint = nearest(cite, self._contents.quotation)
                yield self._fault(where, f"no sentence '{cite}' is quoted", hint)
            elif not self._contents.current(cite, state.as_of):
                yield self._fault(where, f"{cite} is not in force as of {state.as_of}")

    def _prose(self, where: StepPath, text: str, state: CaseStep) -> Iterator[Fault]:
        """Yield what the lints of prose find in a text, as if it were the notes of the case."""
        book = Book(self._contents, self._written)
        book.verdicts = JudgedProfiles(edition(self._contents, state.as_of))
        case = Case(profile=state.profile, readings=state.readings, teaching=text)
        prose = Prose(book, PlacedCase(case, self._placed.document), "teaching")
        for lint in PROSE:
            for _, _, message, hint in lint.look(prose):
                yield replace(self._fault(where, message, hint), lint=lint.id)

    def _fault(self, inside: StepPath, message: str, hint: str | Hint = "") -> Fault:
        fault = self._placed.document.fault(("steps", *inside), message, hint)
        return replace(fault, lint=LESSON_DOES_NOT_HOLD.id)


def _dead(reveal: Reveal, before: Evaluation, now: Evaluation) -> tuple[str, str]:
    """Return why nothing moves with a reveal, and what would move something."""
    was, is_ = before.landscape.case.profile, now.landscape.case.profile
    known = [name for name in reveal.facts if was.get(name) == is_.get(name)]
    new = [name for name in reveal.facts if name not in known]
    why = [f"{', '.join(known)} was known already"] if known else []
    why += [f"no verdict hangs on {', '.join(new)} here"] if new else []
    if reveal.readings or reveal.as_of:
        why.append("it comes to the same for this case, read or dated so")
    open_ = [now.landscape[each] for each in now.landscape.ids(Verdict.UNDETERMINED)]
    asked = dict.fromkeys(name for each in open_ for name in each.missing)
    hint = f"what is open hangs on {', '.join(asked)}" if asked else "nothing is open here"
    return f"a dead step: nothing moves: {'; '.join(why) or 'it reveals nothing'}", hint


class _Shown:
    """The approaches of which a lesson has shown, in the case as it stands, what they come to."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._shown: set[str] = set()
        self._held: set[str] = set()

    def before(self, at: int, was: Evaluation | None, now: Evaluation | None) -> str | None:
        """Take a step; return the approach that it asks about though it was shown already."""
        step = self._lesson.steps[at]
        asked = step.question.approach if step.question is not None else None
        again = asked if asked in self._shown else None
        if step.case is not None:
            self._shown, self._held = set(), set()
        elif step.reveal is not None and was is not None and now is not None:
            self._held = {each.approach for each in difference(was, now).moves}
            self._shown = set()
        self._shown |= {asked} if asked else set()
        if not self._lesson.of_approach(at + 1):
            self._shown |= self._held
        return again


def _texts(at: int, step: LessonStep) -> Iterator[tuple[StepPath, str]]:
    if step.note is not None:
        yield (at, "note"), step.note.text
    if step.pause is not None:
        yield (at, "pause"), step.pause.text
    if step.case is not None and step.case.story:
        yield (at, "case", "story"), step.case.story
    for name in ("question", "reveal"):
        part = getattr(step, name)
        if part is not None and part.ask:
            yield (at, name, "ask"), part.ask


def _complaint(error: ValidationError | UsageError) -> tuple[str, str | Hint]:
    if isinstance(error, UsageError):
        return error.faults[0].message, error.faults[0].hint
    first = error.errors()[0]
    if first["type"] == "extra_forbidden":
        name = str(first["loc"][-1])
        return f"no attribute '{name}'", nearest(name, ATTRIBUTES)
    return complaint(first)
