"""The events of a session, and the state that they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from allscape.model.attributes import Value, show
from allscape.model.base import Frozen
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Term

SCHEMA: Literal["allscape.session/1"] = "allscape.session/1"


class Start(Frozen):
    """A session begins, on a case with its story, a rulebook, a day and readings."""

    kind: Literal["start"] = "start"
    schema_: Annotated[Literal["allscape.session/1"], Field(alias="schema")] = SCHEMA
    rulebook: str
    name: str | None = None
    profile: dict[str, Value] = Field(default_factory=dict)
    as_of: date | None = None
    readings: dict[str, str] = Field(default_factory=dict)
    story: str = ""

    @model_serializer(mode="wrap")
    def _without_an_empty_story(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Keep the form of sessions that have none: they are kept to the byte."""
        data: dict[str, Any] = handler(self)
        return data if self.story else {name: data[name] for name in data if name != "story"}


class Answer(Frozen):
    """Facts are given or changed; null takes one away."""

    kind: Literal["answer"] = "answer"
    facts: dict[str, Value | None]


class Decline(Frozen):
    """A question is answered with "unknown": it is not asked again."""

    kind: Literal["decline"] = "decline"
    attribute: str


class Note(Frozen):
    """Something is written down."""

    kind: Literal["note"] = "note"
    text: str


class Undo(Frozen):
    """The last answer, refusal or note is taken back."""

    kind: Literal["undo"] = "undo"


class Redo(Frozen):
    """What was taken back last is done again."""

    kind: Literal["redo"] = "redo"


class ReadAs(Frozen):
    """A term is read otherwise."""

    kind: Literal["reading"] = "reading"
    term: str
    reading: str


class OnDay(Frozen):
    """The landscape is that of a day; null takes all articles."""

    kind: Literal["day"] = "day"
    as_of: date | None


class Pin(Frozen):
    """The case as it stands is pinned, to be compared with; or the pin is taken out."""

    kind: Literal["pin"] = "pin"
    pinned: bool = True


Action = Answer | Decline | Note | ReadAs | OnDay | Pin
Edit = Action | Undo | Redo
AnyEvent = Start | Edit
Event = Annotated[AnyEvent, Field(discriminator="kind")]


def in_words(event: "AnyEvent", state: "State", terms: Mapping[str, Term]) -> str:
    """Return what was done in a state, in words; `terms` are those that a reading can be of."""
    if isinstance(event, Start | Undo | Redo):
        back = isinstance(event, Undo)
        step = state.last if back else state.redoable
        assert step is not None
        return f"{'taken back' if back else 'done again'}: {in_words(step.action, state, terms)}"
    if isinstance(event, Answer):
        return ", ".join(f"{name} {show(value)}" for name, value in event.facts.items())
    if isinstance(event, Decline):
        return f"{event.attribute} stays unknown"
    if isinstance(event, Note):
        return f"note: {event.text}"
    if isinstance(event, ReadAs):
        return terms[event.term].read_as(event.reading)
    if isinstance(event, OnDay):
        return f"as of {event.as_of}" if event.as_of else "all articles"
    return "the case is pinned" if event.pinned else "the pin is taken out"


class Pinned(NamedTuple):
    """A case as it stood when it was pinned, and what it was looked at through."""

    profile: Profile
    as_of: date | None
    readings: Mapping[str, str]


class SessionView(NamedTuple):
    """What the case is looked at through, and the case to compare it with."""

    as_of: date | None
    readings: Mapping[str, str]
    pinned: Pinned | None = None


class Step(NamedTuple):
    """An action, what was done before it, and what the case has come to with it."""

    before: "Step | None"
    action: Action
    profile: Profile
    declined: frozenset[str]
    view: SessionView


class Undone(NamedTuple):
    """A step that was taken back, and what was taken back before it."""

    step: Step
    rest: "Undone | None"


@dataclass(frozen=True, eq=False, repr=False)
class State:  # noqa: PLW1641  # nobody asks for a hash
    """Where a session stands: how it began, what was done, and what was taken back.

    Both are chains that share what they have in common with the states before, so that a session
    takes time in step with its length.
    """

    start: Start
    last: Step | None = None
    taken_back: Undone | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        mine, its = ((each.start, each.done, each.undone) for each in (self, other))
        return mine == its

    @property
    def done(self) -> tuple[Action, ...]:
        """What was done, the last thing last."""
        actions, step = list[Action](), self.last
        while step is not None:
            actions.append(step.action)
            step = step.before
        return tuple(reversed(actions))

    @property
    def undone(self) -> tuple[Action, ...]:
        """What was taken back, the last thing last."""
        actions, undone = list[Action](), self.taken_back
        while undone is not None:
            actions.append(undone.step.action)
            undone = undone.rest
        return tuple(reversed(actions))

    @property
    def redoable(self) -> Step | None:
        """The step that a redo does again."""
        return self.taken_back.step if self.taken_back else None

    @property
    def profile(self) -> Profile:
        """The profile that the answers come to."""
        return self.last.profile if self.last else Profile.model_validate(self.start.profile)

    @property
    def view(self) -> SessionView:
        """What the case is looked at through."""
        return self.last.view if self.last else SessionView(self.start.as_of, self.start.readings)

    @property
    def pin(self) -> Pin:
        """What pins the case as it stands, or takes the pin out."""
        return Pin(pinned=self.view.pinned is None)

    @property
    def declined(self) -> frozenset[str]:
        """The unknown attributes that are not asked again."""
        return self.last.declined - self.profile.known().keys() if self.last else frozenset()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was written down."""
        return tuple(each.text for each in self.done if isinstance(each, Note))


def after(state: State, event: Edit) -> State:
    """Return the state after one more event.

    Raises `ValueError` where there is nothing to undo or redo, or an answer contradicts the case.
    """
    if isinstance(event, Undo):
        if state.last is None:
            raise ValueError("there is nothing to undo")
        return State(state.start, state.last.before, Undone(state.last, state.taken_back))
    if isinstance(event, Redo):
        if state.taken_back is None:
            raise ValueError("there is nothing to redo")
        return State(state.start, state.taken_back.step, state.taken_back.rest)
    profile, declined = state.profile, state.last.declined if state.last else frozenset[str]()
    if isinstance(event, Answer):
        profile = profile.with_(event.facts)
    if isinstance(event, Decline):
        if event.attribute not in ATTRIBUTES:
            raise ValueError(f"no attribute '{event.attribute}'")
        declined |= {event.attribute}
    view = _looked_through(state, event)
    return State(state.start, Step(state.last, event, profile, declined, view))


def _looked_through(state: State, event: Action) -> SessionView:
    view = state.view
    if isinstance(event, ReadAs):
        return view._replace(readings={**view.readings, event.term: event.reading})
    if isinstance(event, OnDay):
        return view._replace(as_of=event.as_of)
    if isinstance(event, Pin):
        pinned = Pinned(state.profile, view.as_of, view.readings)
        return view._replace(pinned=pinned if event.pinned else None)
    return view


def fold(events: Iterable[AnyEvent]) -> State:
    """Return the state that a list of events comes to.

    Raises `ValueError` for a list that does not begin with one start, or that `after` refuses.
    """
    first, *rest = events
    if not isinstance(first, Start):
        raise ValueError("a session begins with its start")  # noqa: TRY004  # the file is wrong
    state = State(start=first)
    Profile.model_validate(first.profile)
    for event in rest:
        state = extended(state, event)
    return state


def extended(state: State, event: AnyEvent) -> State:
    """Return the state after the next event of a list. Raises `ValueError` for a second start."""
    if isinstance(event, Start):
        raise ValueError("a session starts once")  # noqa: TRY004  # the file is wrong
    return after(state, event)
