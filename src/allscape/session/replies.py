"""What can come of a line typed in a session."""

from dataclasses import dataclass
from enum import Enum

from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import CaseDifference
from allscape.explain.next_fact import FactQuestion
from allscape.explain.why import Why


class Request(Enum):
    """What a line asks for that changes nothing."""

    MAP = "the map of the case"
    LANDSCAPE = "the whole landscape"
    READINGS = "the readings that can be switched to"
    HELP = "the commands"
    END = "that the session ends"


@dataclass(frozen=True)
class Message:
    """A line that says something, or why a command cannot be followed."""

    text: str


@dataclass(frozen=True)
class CaseMoved:
    """The case changed: by what, and what moved."""

    what: str
    difference: CaseDifference


@dataclass(frozen=True)
class Unfolded:
    """All that the last change moved is wanted, with its sentences."""

    moved: CaseMoved


@dataclass(frozen=True)
class QuestionMeaning:
    """What the question means."""

    question: FactQuestion


@dataclass(frozen=True)
class Explained:
    """Why the question is asked: the words that make it matter."""

    question: FactQuestion


@dataclass(frozen=True)
class Justified:
    """The justification of an approach."""

    why: Why


@dataclass(frozen=True)
class Supposed:
    """What a change would move; the case stays as it is."""

    what: str
    difference: CaseDifference


@dataclass(frozen=True)
class Compared:
    """The pinned case is wanted beside the one that is looked at."""

    pinned: Evaluation


@dataclass(frozen=True)
class Saving:
    """The session is to be exported to a file."""

    path: str


Reply = (
    Request
    | Message
    | CaseMoved
    | Unfolded
    | QuestionMeaning
    | Explained
    | Justified
    | Supposed
    | Compared
    | Saving
)
