"""What happens at the screen, and where it comes to: a pure fold."""

from enum import StrEnum
from typing import NamedTuple

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.session.events import Edit, State
from allscape.session.events import after as after_event


class Pane(StrEnum):
    """Where the cursor is."""

    FACTS = "facts"
    MAP = "map"


class Go(NamedTuple):
    """The cursor goes to a pane: to the row of an approach, to a fact, or where it was before."""

    pane: Pane
    to: str | None = None


class Present(NamedTuple):
    """A presentation begins at its first stage, goes on to another, or, with None, ends."""

    at: int | None = 0


Act = Edit | Go | Present


class Scene(NamedTuple):
    """Where the screen stands: the session, the cursor, and how far a presentation is.

    `stage` is None where nothing is presented; 0 shows the story alone; 1 uncovers the first fact,
    2 shows what it moves, and so on.
    """

    session: State
    row: str
    fact: str = next(iter(ATTRIBUTES))
    pane: Pane = Pane.MAP
    stage: int | None = None

    @property
    def stages(self) -> int:
        """The last stage of a presentation."""
        return 2 * len(self.session.profile.known())

    @property
    def uncovered(self) -> dict[str, Value]:
        """The facts that the class has seen, the newest last."""
        known = list(self.session.profile.known().items())
        return dict(known[: ((self.stage or 0) + 1) // 2])

    @property
    def waiting(self) -> bool:
        """Whether a fact is uncovered whose moves are not shown yet."""
        return (self.stage or 0) % 2 == 1

    def moved_by(self, less: int) -> Profile:
        """Return the profile that the class sees the landscape of, `less` facts ago."""
        known = list(self.session.profile.known().items())
        return Profile.model_validate(dict(known[: max((self.stage or 0) // 2 - less, 0)]))


def after(scene: Scene, act: Act) -> Scene:
    """Return where the screen stands after something happened.

    Raises `ValueError` as `session.events.after` does.
    """
    match act:
        case Go(Pane.MAP, to):
            return scene._replace(pane=Pane.MAP, row=to or scene.row)
        case Go(pane, to):
            return scene._replace(pane=pane, fact=to or scene.fact)
        case Present(at):
            return scene._replace(stage=None if at is None else min(max(at, 0), scene.stages))
        case _:
            return scene._replace(session=after_event(scene.session, act))
