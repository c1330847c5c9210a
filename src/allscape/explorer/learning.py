"""The screens of a quiz and of a lesson: lines to read, and the keys that apply."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult

from allscape.explorer.commands import Command
from allscape.explorer.foot import attempted, keys_of
from allscape.explorer.lines import Lines
from allscape.explorer.pieces import fitted, piece
from allscape.explorer.played import LESSON, Played
from allscape.explorer.presenting import centered, column
from allscape.explorer.quizzed import QUIZ, Quizzed
from allscape.explorer.screens import Over, ReadingPage, bindings
from allscape.explorer.size import Size
from allscape.model.case import Case
from allscape.model.landscape import NOTICE
from allscape.render.page import Tone


class School(NamedTuple):
    """Where quizzes and lessons come from: a quiz about something, lessons by name and title."""

    quiz: Callable[[str | None], Quizzed]
    lessons: Callable[[], Mapping[str, str]]
    lesson: Callable[[str], Played]


class Learned(Over[Case | None]):
    """A quiz or a lesson; its result is a case to explore, or None."""

    KEYS: ClassVar[Mapping[str, Command[Any]]]
    here: Quizzed | Played

    def __init__(self, here: Quizzed | Played) -> None:
        super().__init__()
        self.here = here

    def compose(self) -> ComposeResult:
        """Lay the screen out: the text, its keys, the notice."""
        for name in ("title", "learned", "keys", "notice"):
            yield Lines(name=name)

    def on_mount(self) -> None:
        """Lay the text out for the room that there is."""
        self.call_after_refresh(self.draw)

    on_resize = on_mount

    @property
    def sized(self) -> Size:
        """The size of the terminal."""
        return Size(self.size.width, self.size.height)

    def draw(self, said: str = "", begin: int | None = None) -> None:
        """Show where it stands, and something about it; `begin` is the line to begin with."""
        self.query_one("#keys").styles.height = max(map(len, map(self._keys, (False, True))))
        lines, _ = self.here.shown(column(self.sized))
        self.query_one("#learned", Lines).show(centered(lines, self.sized))
        text = piece(said, Tone.OPEN) if said else piece(NOTICE, Tone.QUIET)
        self.query_one("#notice", Lines).show([text])
        self.call_after_refresh(self._settle, begin)

    def _keys(self, more: bool) -> list[Text]:
        """Return the keys at the foot, as they are where `more` lies below or nothing."""
        self.here.more = more
        over = {name: each for name, each in self.KEYS.items() if not each.reason(self.here)}
        return keys_of(over if self.here.over else self.KEYS, self.here, self.sized)

    def _settle(self, begin: int | None) -> None:
        """Show the line to begin with, once the text has its room; say whether more lies below.

        Its keys are shown then: whether one can go on hangs on it.
        """
        shown = self.query_one("#learned", Lines)
        if begin is not None:
            shown.begin(begin)
        self.query_one("#keys", Lines).show(self._keys(shown.more))
        more = "more below: PgDn · " if shown.more else ""
        title = fitted(f"{more}{self.here.title()}", self.sized.width)
        self.query_one("#title", Lines).show([piece(title, Tone.STRONG)])

    def action_press(self, name: str, key: str) -> None:
        """Do what a key is for, or say why it cannot be."""
        command = self.KEYS[name]
        self.here.more = self.query_one("#learned", Lines).more
        reason = command.reason(self.here)
        said = f"{command.label}: {reason}." if reason else attempted(lambda: self.do(name, key))
        if said:
            self.draw(said)

    def do(self, name: str, key: str) -> None:
        """Do what a command is for."""
        if name in {"up", "down"}:
            shown = self.query_one("#learned", Lines)
            by = max(shown.size.height - 1, 1) if key in {"pageup", "pagedown"} else 1
            shown.roll(-by if name == "up" else by)
            self.draw()
        elif name == "help":
            self.app.push_screen(ReadingPage(self.here.helped(), closing="question_mark"))
        elif name == "choose":
            self.here.choose(key)
            self.new()
        elif name == "further":
            self.here.further()
            self.new()

    def new(self) -> None:
        """Show what is new: from its beginning, with as much of what stands above as fits."""
        _, at = self.here.shown(column(self.sized))
        self.draw(begin=at)

    def on_lines_rolled(self, event: Lines.Rolled) -> None:
        """Move with the wheel."""
        event.shower.roll(3 * event.number)
        self._settle(None)


class QuizScreen(Learned):
    """A quiz."""

    KEYS = QUIZ
    BINDINGS = bindings(QUIZ)
    here: Quizzed

    def do(self, name: str, key: str) -> None:
        """Do what a command is for."""
        if name == "sure":
            self.draw(self.here.be_sure(key))
        elif name == "hint":
            self.here.quiz.hinted = True
            self.new()
        elif name == "tree":
            self.app.push_screen(ReadingPage(self.here.tree(), closing="w"))
        elif name == "case":
            self.dismiss(self.here.case)
        elif name == "leave" and (self.here.over or not self.here.quiz.given):
            self.dismiss(None)
        elif name == "leave":
            self.here.over = True
            self.new()
        else:
            super().do(name, key)


class LessonScreen(Learned):
    """A lesson."""

    KEYS = LESSON
    BINDINGS = bindings(LESSON)
    here: Played

    def do(self, name: str, key: str) -> None:
        """Do what a command is for."""
        if name == "back":
            self.here.course.back()
            self.new()
        elif name == "leave":
            self.dismiss(None)
        else:
            super().do(name, key)
