"""What can come of a line typed in a session."""

from enum import Enum
from typing import NamedTuple

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


class Message(NamedTuple):
    """A line that says something, or why a command cannot be followed."""

    text: str


class CaseMoved(NamedTuple):
    """The case changed: by what, and what moved."""

    what: str
    difference: CaseDifference


class Unfolded(NamedTuple):
    """All that the last change moved is wanted, with its sentences."""

    moved: CaseMoved


class QuestionMeaning(NamedTuple):
    """What the question means."""

    question: FactQuestion


class Explained(NamedTuple):
    """Why the question is asked: the words that make it matter."""

    question: FactQuestion


class Justified(NamedTuple):
    """The justification of an approach."""

    why: Why


class Supposed(NamedTuple):
    """What a change would move; the case stays as it is."""

    what: str
    difference: CaseDifference


class Compared(NamedTuple):
    """The pinned case is wanted beside the one that is looked at."""

    pinned: Evaluation


class Saving(NamedTuple):
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
