"""Lessons as data: a title, goals, and steps through one hypothetical case after another."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from allscape import inputs, yaml_text
from allscape.documents import Document
from allscape.explain.claims import VERDICTS
from allscape.faults import CaseError, Hint, UsageError, complaint, nearest
from allscape.inputs import Unreadable, files_in, is_file, is_folder
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict, Whole, Words
from allscape.model.contents import Contents
from allscape.model.profile import Profile

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.engine.evaluate import Evaluation

SUFFIXES = frozenset({".yaml", ".yml"})


class CaseStep(Frozen):
    """A hypothetical case begins: its story, what is known of it, how it is looked at.

    So it stands, too, after each step of a lesson.
    """

    name: str = ""
    story: str = ""
    profile: Profile = Profile()
    readings: dict[str, str] = Field(default_factory=dict)
    as_of: date | None = None

    @property
    def known(self) -> dict[str, Value]:
        """The facts that are known of the case."""
        return self.profile.known()

    def examined(self, book: "Rulebook") -> "Evaluation":
        """Return the evaluation of the case as it is looked at. Raises `UsageError`."""
        return book.examine(self.profile, as_of=self.as_of, readings=self.readings)

    def after(self, step: "LessonStep") -> "CaseStep":
        """Return where the lesson stands after a step. Raises `ValueError` for wrong facts."""
        if step.reveal is None:
            return step.case or self
        new = step.reveal
        more = {
            "profile": self.profile.with_(new.facts),
            "readings": {**self.readings, **new.readings},
            "as_of": new.as_of or self.as_of,
        }
        return self.model_copy(update=more)


class Reveal(Frozen):
    """More is known of the case, or it is looked at otherwise; something has to move."""

    facts: dict[str, Any] = Field(default_factory=dict)
    readings: dict[str, str] = Field(default_factory=dict)
    as_of: date | None = None
    ask: str = ""


def _verdict(written: Any) -> Any:
    """Return a verdict as a lesson's file has it, in the words of claims."""
    if not isinstance(written, str):
        return written
    if written not in VERDICTS:
        message = "'answer' cannot be '{it}': it is matched, ruled_out or open"
        raise PydanticCustomError("verdict", message, {"it": written})
    return VERDICTS[written]


class LessonQuestion(Frozen):
    """A question: of an approach, with the verdict that is right, or of a tension."""

    ask: str = ""
    approach: str | None = None
    answer: Annotated[Verdict | None, BeforeValidator(_verdict)] = None
    tension: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "LessonQuestion":
        of_approach = self.approach is not None and self.answer is not None
        if of_approach == (self.tension is not None) or (self.tension and self.answer):
            raise PydanticCustomError(
                "question", "a question has an approach with its answer, or a tension"
            )
        return self


class LessonNote(Frozen):
    """What a teacher says, claims as in the prose of a case; `sentences` are quoted with it."""

    text: Words
    sentences: tuple[str, ...] = ()


class LessonPause(Frozen):
    """What a class is to discuss; with `open_approaches`, these are listed, then their facts."""

    text: Words
    open_approaches: bool = False


def _with_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class LessonStep(Frozen):
    """One step of a lesson: exactly one of these."""

    case: CaseStep | None = None
    reveal: Reveal | None = None
    question: LessonQuestion | None = None
    pause: Annotated[LessonPause | None, BeforeValidator(_with_text)] = None
    note: Annotated[LessonNote | None, BeforeValidator(_with_text)] = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "LessonStep":
        if sum(value is not None for value in vars(self).values()) != 1:
            names = ", ".join(LessonStep.model_fields)
            raise PydanticCustomError("step", "a step is one of {names}", {"names": names})
        return self

    @property
    def changes(self) -> bool:
        """Whether the case, or what it is looked at through, is another one afterwards."""
        return self.case is not None or self.reveal is not None


class Lesson(Frozen):
    """A lesson, as its file holds it; `minutes` is how long a class takes with it."""

    title: Words
    minutes: Annotated[Whole, Field(le=240)]
    goals: Annotated[tuple[Words, ...], Field(min_length=1)]
    steps: Annotated[tuple[LessonStep, ...], Field(min_length=1)]

    def asked_of(self, at: int) -> set[str]:
        """Return the approaches that are asked about behind a step, while its case stands as is."""
        mine = takewhile(lambda each: not each.changes, self.steps[at + 1 :])
        asked = (each.question.approach for each in mine if each.question is not None)
        return set(filter(None, asked))

    def of_approach(self, at: int) -> bool:
        """Tell whether a step asks what an approach comes to."""
        asked = self.steps[at].question if at < len(self.steps) else None
        return asked is not None and asked.approach is not None


class PlacedLesson(NamedTuple):
    """A lesson with the document that it stands in."""

    lesson: Lesson
    document: Document

    def states(self) -> Iterator[tuple[int, LessonStep, CaseStep, CaseStep]]:
        """Yield every step with its number and where the lesson stands before and after it."""
        state = CaseStep()
        for at, step in enumerate(self.lesson.steps):
            then = state.after(step)
            yield at, step, state, then
            state = then


def names() -> dict[str, Path]:
    """Return the lessons that come with the program, by name."""
    try:
        return {each.stem: each for each in files_in(inputs.packaged("lessons"), SUFFIXES)}
    except Unreadable:
        return {}


def among(path: Path) -> list[Path]:
    """Return the lessons at a path: the file itself, or those in a folder that is no rulebook."""
    try:
        inside = files_in(path, SUFFIXES) if is_folder(path) else [path]
    except Unreadable:
        return []
    found = []
    for each in filter(is_file, inside):
        data = yaml_text.read(each).data
        if isinstance(data, dict) and data.keys() & Contents.model_fields.keys():
            return []
        found += [each] if isinstance(data, dict) and "steps" in data else []
    return found


def find(name: str) -> Path:
    """Return the file of a lesson: one that comes with the program, or a path.

    Raises `UsageError` where there is neither.
    """
    known = names()
    if name in known:
        return known[name]
    path = Path(name)
    if name == "-" or path.suffix in SUFFIXES or is_file(path):
        return path
    raise UsageError.of(f"no lesson '{name}'", nearest(name, known))


def read(path: Path) -> PlacedLesson:
    """Read a lesson. Raises `CaseError` with every fault of its form, each with its place."""
    document = yaml_text.read(path, "standard input" if str(path) == "-" else None)
    if document.faults:
        raise CaseError(document.faults)
    if isinstance(document.data, dict) and {"profile", "cases"} & document.data.keys():
        raise CaseError([document.fault((), "this is a case, and no lesson")])
    try:
        return PlacedLesson(Lesson.model_validate(document.data), document)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise CaseError(document.fault(each["loc"], *_message(each)) for each in found) from None


def _message(error: Any) -> tuple[str, str | Hint]:
    if error["type"] != "extra_forbidden":
        return complaint(error)
    name, model = str(error["loc"][-1]), _model_at(error["loc"])
    return f"'{name}' is not known here", Hint(name, lambda: model.model_fields)


def _model_at(loc: tuple[Any, ...]) -> type[Frozen]:
    inside: dict[str, type[Frozen]] = {
        "case": CaseStep, "reveal": Reveal, "question": LessonQuestion, "note": LessonNote,
        "pause": LessonPause, "profile": Profile,
    }  # fmt: skip
    named = [each for each in loc[:-1] if each in inside]
    return inside[named[-1]] if named else LessonStep if "steps" in loc[:-1] else Lesson
