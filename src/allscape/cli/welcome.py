"""What the program says where nothing is asked of it: what it is, and what to try first."""

from allscape.model.landscape import NOTICE
from allscape.render.page import Heading, Page, Row, Rows, Text

_MATCH = (
    "allscape match --ph-status positive --relapse-status newly_diagnosed --age 67",
    "allscape match example:newly-diagnosed-ph-positive-67",
)
_LOOK = {
    "allscape examples": "the cases that come with the program",
    "allscape map": "the whole landscape on one screen",
    "allscape approaches": "the approaches that the articles describe",
    "allscape approaches ponatinib": "one approach: every sentence, every condition",
    "allscape readings": "how doubtful words are read, and how to switch",
    "allscape sources": "the five articles, every sentence accounted for",
}
_LEARN = {
    "allscape lesson": "the lessons, from 25 minutes on",
    "allscape quiz": "ten questions, the sentence behind each answer",
    "allscape pairs ponatinib": "two cases one fact apart, and what decides",
}


def page() -> Page:
    """Return the page, its commands whole so that they can be copied."""
    return [
        Text(
            "allscape shows what five articles describe for hypothetical cases of acute "
            "lymphoblastic leukemia, each result on a sentence quoted word for word."
        ),
        Heading("Try first"),
        *(Text(each, 1, whole=True) for each in _MATCH),
        _rows(_LOOK),
        Heading("To learn with it"),
        _rows(_LEARN),
        Text(""),
        Text("allscape --help has all commands."),
        Heading(NOTICE.rstrip(".")),
    ]


def _rows(commands: dict[str, str]) -> Rows:
    return Rows([Row(command, text) for command, text in commands.items()])
