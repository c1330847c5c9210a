"""What a key does, as data: its name, its keys, what it is for, and when it cannot be."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from allscape.explorer.desk import Desk
from allscape.explorer.scene import Pane

Here = TypeVar("Here")
"""What a key is pressed at: the desk, a quiz, a lesson."""


def unless(met: Callable[[Desk], object], reason: str) -> Callable[[Desk], str]:
    """Return what says a reason against a key unless something is met."""
    return lambda desk: "" if met(desk) else reason


_UNDO = unless(lambda desk: desk.state.last, "there is nothing to undo")
_REDO = unless(lambda desk: desk.state.redoable, "there is nothing to redo")
_MOVED = unless(lambda desk: desk.moved, "nothing has moved yet")
_PINNED = unless(lambda desk: desk.state.view.pinned, "no case is pinned: p pins this one")
_NEXT = unless(lambda desk: desk.next_fact, "no question is left: no fact can settle anything more")
_READINGS = unless(
    lambda desk: desk.readings, "no article of this day has words that are read in two ways"
)
_KNOWS = unless(
    lambda desk: desk.state.profile.known(), "nothing is known of the case: give a fact first"
)
_ROWS = unless(lambda desk: desk.staged_rows, "no verdict is shown yet")
_NOTES = unless(lambda desk: desk.case.teaching.strip(), "no teaching notes came with this case")


def _known(desk: Desk) -> str:
    if getattr(desk.state.profile, desk.scene.fact) is None:
        return f"{desk.scene.fact} is unknown already"
    return "" if desk.scene.pane is Pane.FACTS else "the cursor is in the map: Tab moves it"


class Command(NamedTuple, Generic[Here]):
    """Something a key does. `reason` says why it cannot be just now, or nothing."""

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    reason: Callable[[Here], str] = lambda _: ""
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
    Command("ask", ("n",), "ask next", "go to the fact that can settle most", _NEXT),
    Command("undo", ("u", "ctrl+z"), "undo", "take the last thing back", _UNDO),
    Command("redo", ("r", "ctrl+y"), "redo", "do again what was taken back", _REDO),
    Command("moved", ("m",), "moved", "all that the last change moved, whole", _MOVED),
    Command("why", ("w",), "why", "why the row came to its verdict: the tree", shown=False),
    Command("change", ("c",), "changes", "what would change the row; a key does it"),
    Command("said", ("s",), "said", "every sentence on the row, with its figures"),
    Command("years", ("y",), "years", "the row's standing over the years"),
    Command("history", ("h",), "history", "the landscape, article by article", shown=False),
    Command("case", ("x",), "smallest case", "a smallest case in which the row is matched"),
    Command("pin", ("p",), "pin", "pin the case to compare with, or unpin it"),
    Command("compare", ("e",), "compare", "the pinned case beside this one", _PINNED),
    Command("day", ("d",), "day", "the day of the next article, then all articles"),
    Command("day_back", ("D",), "day before", "the day of the article before", shown=False),
    Command("reading", ("t",), "reading", "read a term otherwise", _READINGS),
    Command(
        "present", ("P",), "present", "for a class: the story, then fact by fact", _KNOWS
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
        "notes", ("ctrl+n",), "notes", "twice: the teaching notes, on the screen", _NOTES,
        shown=False,
    ),
    Command("next", ("down", "j"), "next sentence", "the sentence of the next verdict", _ROWS),
    Command(
        "before", ("up", "k"), "sentence before", "that of the one before", _ROWS, shown=False,
    ),
    Command("leave", ("escape", "q"), "end", "end the presentation"),
    Command("help", ("question_mark",), "help", "this page"),
)  # fmt: skip


def unseen(here: Any) -> str:
    """Say why one does not go on yet, where not all of a quiz's or a lesson's page was in sight."""
    return "more lies below: PgDn shows it" if here.more else ""


UP = Command[Any]("up", ("up", "k", "pageup"), "up", "what stands above", shown=False)
MORE = Command[Any](
    "down", ("pagedown", "down", "j"), "more", "what stands below",
    lambda here: "" if here.more else "nothing lies below",
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
