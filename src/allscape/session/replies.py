"""What can come of a line typed in a session."""

from enum import Enum
from typing import NamedTuple

from allscape.explain.difference import CaseDifference
from allscape.explain.why import Why


class Request(Enum):
    """What a line asks for that changes nothing."""

    MAP = "the map of the case"
    LANDSCAPE = "the whole landscape"
    READINGS = "the readings that can be switched to"
    MEANING = "what the question means"
    REASONS = "why the question is asked: the words that make it matter"
    MORE = "all that the last change moved, with its sentences"
    COMPARED = "the pinned case beside the one that is looked at"
    HELP = "the commands"
    END = "that the session ends"


class Message(NamedTuple):
    """A line that says something, or why a command cannot be followed."""

    text: str


class CaseMoved(NamedTuple):
    """The case changed: by what, and what moved."""

    what: str
    difference: CaseDifference


class Justified(NamedTuple):
    """The justification of an approach."""

    why: Why


class Supposed(NamedTuple):
    """What a change would move; the case stays as it is."""

    what: str
    difference: CaseDifference


class Saving(NamedTuple):
    """The session is to be exported to a file."""

    path: str


Reply = Request | Message | CaseMoved | Justified | Supposed | Saving
