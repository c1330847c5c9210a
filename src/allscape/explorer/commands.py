"""What a key does, as data: its name, its keys, what it is for, and when it cannot be."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from allscape.explorer.desk import Desk
from allscape.explorer.scene import Pane

Here = TypeVar("Here")
"""What a key is pressed at: the desk, a quiz, a lesson."""


def always(_: Any) -> str:
    """Say nothing against a key."""
    return ""


def _undo(desk: Desk) -> str:
    return "" if desk.state.last else "there is nothing to undo"


def _redo(desk: Desk) -> str:
    return "" if desk.state.redoable else "there is nothing to redo"


def _moved(desk: Desk) -> str:
    return "" if desk.moved else "nothing has moved yet"


def _pinned(desk: Desk) -> str:
    return "" if desk.state.view.pinned else "no case is pinned: p pins this one"


def _next(desk: Desk) -> str:
    return "" if desk.next_fact else "no question is left: no fact can settle anything more"


def _facts(desk: Desk) -> str:
    return "" if desk.scene.pane is Pane.FACTS else "the cursor is in the map: Tab moves it"


def _known(desk: Desk) -> str:
    if getattr(desk.state.profile, desk.scene.fact) is None:
        return f"{desk.scene.fact} is unknown already"
    return _facts(desk)


def _readings(desk: Desk) -> str:
    return "" if desk.readings else "no article of this day has words that are read in two ways"


def _present(desk: Desk) -> str:
    return "" if desk.state.profile.known() else "nothing is known of the case: give a fact first"


def _notes(desk: Desk) -> str:
    return "" if desk.case.teaching.strip() else "no teaching notes came with this case"


class Command(NamedTuple, Generic[Here]):
    """Something a key does. `reason` says why it cannot be just now, or nothing."""

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    reason: Callable[[Here], str] = always
    shown: bool = True
    """Whether it stands at the foot of the screen."""
    sign: str = ""
    """What its keys are called, where they are many."""

    def help_with_reason(self, here: Here) -> str:
        """Return what it is for, and why it cannot be just now, if so."""
        reason = self.reason(here)
        return f"{self.help} (not now: {reason})" if reason else self.help


def by_name(*commands: Command[Here]) -> dict[str, Command[Here]]:
    """Return commands by their names."""
    return {each.name: each for each in commands}


COMMANDS: dict[str, Command[Desk]] = by_name(
    Command("up", ("up", "k"), "up", "the row, or the fact, above", shown=False),
    Command("down", ("down", "j"), "down", "the row, or the fact, below", shown=False),
    Command("page_up", ("pageup",), "page up", "ten rows up", shown=False),
    Command("page_down", ("pagedown",), "page down", "ten rows down", shown=False),
    Command("top", ("home",), "first", "the first row or fact", shown=False),
    Command("bottom", ("end",), "last", "the last row or fact", shown=False),
    Command("switch", ("tab", "shift+tab"), "facts/map", "to the facts, or to the map"),
    Command(
        "turn", ("right", "space"), "next value",
        "give the fact under the cursor its next value; unknown is one of them",
    ),
    Command("turn_back", ("left",), "value before", "give it the value before", shown=False),
    Command(
        "open", ("enter",), "why / type",
        "in the map: why, the whole tree; among the facts: type a value",
    ),
    Command(
        "forget", ("delete", "backspace"), "unknown", "take the fact under the cursor away",
        _known, shown=False,
    ),
    Command(
        "letter", ("f",), "fact+letter",
        "then the letter before a fact: give that fact its next value, or type a number",
    ),
    Command("ask", ("n",), "ask next", "go to the fact that can settle most", _next),
    Command("undo", ("u", "ctrl+z"), "undo", "take the last thing back", _undo),
    Command("redo", ("r", "ctrl+y"), "redo", "do again what was taken back", _redo),
    Command("moved", ("m",), "moved", "all that the last change moved, whole", _moved),
    Command("why", ("w",), "why", "why the row came to its verdict: the tree", shown=False),
    Command("change", ("c",), "changes", "what would change the row; a key does it"),
    Command("said", ("s",), "said", "every sentence on the row, with its figures"),
    Command("years", ("y",), "years", "the row's standing over the years"),
    Command("history", ("h",), "history", "the landscape, article by article", shown=False),
    Command("case", ("x",), "smallest case", "a smallest case in which the row is matched"),
    Command("pin", ("p",), "pin", "pin the case to compare with, or unpin it"),
    Command("compare", ("e",), "compare", "the pinned case beside this one", _pinned),
    Command("day", ("d",), "day", "the day of the next article, then all articles"),
    Command("day_back", ("D",), "day before", "the day of the article before", shown=False),
    Command("reading", ("t",), "reading", "read a term otherwise", _readings),
    Command(
        "present", ("P",), "present", "for a class: the story, then fact by fact", _present
    ),
    Command("quiz", ("Q",), "quiz", "questions about the row, or the fact, under the cursor"),
    Command("lesson", ("L",), "lesson", "play a lesson before a class", shown=False),
    Command("save", ("S",), "save", "write the case (.yaml), a transcript (.md)", shown=False),
    Command("help", ("question_mark",), "help", "this page"),
    Command("palette", ("ctrl+p",), "find", "find a command by its name", shown=False),
    Command("quit", ("q",), "quit", "end (Ctrl-C too); what was answered is kept"),
)  # fmt: skip

PRESENTING: dict[str, Command[Desk]] = by_name(
    Command("further", ("space", "right", "enter", "pagedown"), "go on", "the next step"),
    Command("back", ("left", "backspace", "pageup"), "back", "a step back"),
    Command(
        "notes", ("ctrl+n",), "notes", "twice: the teaching notes, on the screen", _notes,
        shown=False,
    ),
    Command("leave", ("escape", "q"), "end", "end the presentation"),
    Command("help", ("question_mark",), "help", "this page", shown=False),
)  # fmt: skip

_KEYS = {
    "question_mark": "?", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
    "pagedown": "PgDn", "tab": "Tab", "shift+tab": "Shift-Tab", "enter": "Enter",
    "space": "Space", "escape": "Esc", "home": "Home", "end": "End", "delete": "Del",
    "backspace": "Backspace",
}  # fmt: skip


def keys_named(command: Command[Any]) -> str:
    """Return how the keys of a command are written on the screen, all of them."""
    return command.sign or " ".join(map(key_name, command.keys))


def key_name(key: str) -> str:
    """Return how a key is written on the screen."""
    return _KEYS.get(key, key.replace("ctrl+", "Ctrl-"))
