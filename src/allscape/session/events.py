"""The events of a session, and the state that they come to."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from allscape.model.attributes import Value, show
from allscape.model.base import Frozen
from allscape.model.profile import ATTRIBUTES, Profile

SCHEMA: Literal["allscape.session/1"] = "allscape.session/1"


class Start(Frozen):
    """A session begins, on a case, a rulebook, a day and readings."""

    kind: Literal["start"] = "start"
    schema_: Annotated[Literal["allscape.session/1"], Field(alias="schema")] = SCHEMA
    rulebook: str
    name: str | None = None
    profile: dict[str, Value] = Field(default_factory=dict)
    as_of: date | None = None
    readings: dict[str, str] = Field(default_factory=dict)


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


Action = Answer | Decline | Note
Event = Annotated[Start | Answer | Decline | Note | Undo | Redo, Field(discriminator="kind")]


def describe(action: Action) -> str:
    """Return what an action does, in words."""
    if isinstance(action, Answer):
        return ", ".join(f"{name} {show(value)}" for name, value in action.facts.items())
    if isinstance(action, Decline):
        return f"{action.attribute} stays unknown"
    return f"note: {action.text}"


class State(Frozen):
    """Where a session stands: how it began, what was done, and what was taken back."""

    start: Start
    done: tuple[Action, ...] = ()
    undone: tuple[Action, ...] = ()

    @property
    def profile(self) -> Profile:
        """The profile that the answers come to."""
        profile = Profile.model_validate(self.start.profile)
        for action in self.done:
            if isinstance(action, Answer):
                profile = profile.with_(action.facts)
        return profile

    @property
    def declined(self) -> frozenset[str]:
        """The unknown attributes that are not asked again."""
        declined = {each.attribute for each in self.done if isinstance(each, Decline)}
        return frozenset(declined - self.profile.known().keys())

    @property
    def notes(self) -> tuple[str, ...]:
        """What was written down."""
        return tuple(each.text for each in self.done if isinstance(each, Note))


def after(state: State, event: Answer | Decline | Note | Undo | Redo) -> State:
    """Return the state after one more event.

    Raises `ValueError` where there is nothing to undo or redo, or an answer contradicts the case.
    """
    if isinstance(event, Undo):
        if not state.done:
            raise ValueError("there is nothing to undo")
        *done, last = state.done
        return State(start=state.start, done=tuple(done), undone=(*state.undone, last))
    if isinstance(event, Redo):
        if not state.undone:
            raise ValueError("there is nothing to redo")
        *undone, last = state.undone
        return State(start=state.start, done=(*state.done, last), undone=tuple(undone))
    if isinstance(event, Answer):
        state.profile.with_(event.facts)
    if isinstance(event, Decline) and event.attribute not in ATTRIBUTES:
        raise ValueError(f"no attribute '{event.attribute}'")
    return State(start=state.start, done=(*state.done, event))


def fold(events: Iterable[Start | Answer | Decline | Note | Undo | Redo]) -> State:
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


def extended(state: State, event: Start | Answer | Decline | Note | Undo | Redo) -> State:
    """Return the state after the next event of a list. Raises `ValueError` for a second start."""
    if isinstance(event, Start):
        raise ValueError("a session starts once")  # noqa: TRY004  # the file is wrong
    return after(state, event)
