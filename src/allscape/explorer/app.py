"""The explorer: the facts, the map, the sentence below, and the keys that move them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from allscape.explorer import facts, foot, handlers, moves, rows, sentence
from allscape.explorer.commands import COMMANDS, key_name
from allscape.explorer.desk import Desk
from allscape.explorer.facts import BY_LABEL, LABELS
from allscape.explorer.handlers import DO
from allscape.explorer.learning import Learned, School
from allscape.explorer.lines import Lines
from allscape.explorer.pieces import piece
from allscape.explorer.scene import Go, Pane
from allscape.explorer.screens import Base, Palette, Presenting, ReadingPage, Typing
from allscape.explorer.size import Size
from allscape.model.case import Case
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES
from allscape.render.page import Page, Tone

_FIRST = frozenset({"tab", "shift+tab"})
_COUNTABLE = 10
"""A number up to this one is given by going through all."""

LAYOUT = """
Screen { layers: base; }
Base { overflow: hidden; }
Lines { height: 1; width: 100%; }
#middle { height: 1fr; }
#facts { height: 100%; margin: 0 1 0 0; }
#map { height: 100%; width: 1fr; }
#page, #presented, #learned { height: 1fr; }
QuizScreen, LessonScreen, Presenting { background: $background; }
Typing { align: center middle; background: transparent; }
#typing {
    width: 90%; max-width: 76; height: auto; border: ascii $foreground; padding: 0 1;
    background: $background;
}
#typed { border: none; height: 1; padding: 0; }
#wrong { height: auto; }
"""
"""How the screen is laid out; the heights of the parts follow from its size."""


class Explorer(App[None]):
    """A session on the whole screen.

    `save` writes the case or a transcript to a file that is named, and returns what is to be said.
    `opening` is a quiz or a lesson to begin with; when it ends, so does the explorer, unless its
    case is to be explored.
    """

    CSS = LAYOUT
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    TITLE = "allscape explore"
    BINDINGS: ClassVar = [
        *(
            # The toolkit has a use of its own for Tab.
            Binding(key, f"press('{each.name}')", each.help, show=False, priority=key in _FIRST)
            for each in COMMANDS.values()
            if each.name != "palette"
            for key in each.keys
        ),
        Binding("ctrl+c,ctrl+q", "quit", "end", show=False, priority=True),
        *(
            Binding(LABELS[name], f"fact('{name}')", f"{name}: next value", show=False)
            for name in CORE_ATTRIBUTES
        ),
    ]

    desk: Desk

    def __init__(
        self,
        desk: Desk,
        save: Callable[[str], str],
        school: School,
        *,
        opening: Learned | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.desk, self.save, self.ascii_only = desk, save, ascii_only
        self.school, self._opening = school, opening
        self.said, self.lettering = "", False
        self._line_of: list[str | None] = []

    def get_default_screen(self) -> Screen[None]:
        """Return the explorer's own screen."""
        return Base(self.draw)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Lines(name="title")
        with Horizontal(id="middle"):
            yield Lines(name="facts", head=1)
            yield Lines(name="map", head=1)
        for name in ("moved", "below", "keys", "notice"):
            yield Lines(name=name)

    def on_mount(self) -> None:
        """Show where the session stands."""
        self.draw()
        if self._opening is not None:
            self.learn(self._opening, alone=True)

    def on_resize(self) -> None:
        """Share the screen out anew."""
        self.call_after_refresh(self.draw)

    @property
    def sized(self) -> Size:
        """The size of the terminal."""
        return Size(self.size.width, self.size.height, self.ascii_only)

    def _fatal_error(self) -> None:
        """End without a traceback: who began the explorer says what happened."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What ended the explorer that should not have."""
        return self._exception

    def draw(self) -> None:
        """Show where the session stands; only the lines that changed are drawn anew."""
        if not self.screen_stack:
            return
        size, base = self.sized, self.screen_stack[0]
        if not base.query("#title"):
            return
        keys = foot.keys_of(COMMANDS, self.desk, size)
        here = len(self.screen_stack) == 1 and not self.lettering
        for name, height in (("moved", size.moved), ("below", size.below), ("keys", len(keys))):
            base.query_one(f"#{name}").styles.height = height
        base.query_one("#facts").styles.width = size.facts
        self._show("title", [foot.title(self.desk, size)])
        found = rows.lines(self.desk, size)
        self._line_of = [each.approach for each in found]
        self._show("map", [each.text for each in found], self._line_of.index(self.desk.row))
        at = list(ATTRIBUTES).index(self.desk.scene.fact)
        shown = [piece(facts.HEAD, Tone.STRONG), *facts.lines(self.desk, size)]
        self._show("facts", shown, at + 1)
        self._show("moved", moves.lines(self.desk, size))
        below = sentence.lines if self.desk.scene.pane is Pane.MAP else facts.below
        self._show("below", below(self.desk, size))
        self._show("keys", keys if here else [])
        self._show("notice", [foot.notice(self.desk, size, self.said)])

    def _show(self, name: str, lines: list[Text], keep: int | None = None) -> None:
        self.screen_stack[0].query_one(f"#{name}", Lines).show(lines, keep)

    def action_press(self, name: str) -> None:
        """Do what a key is for, or say why it cannot be."""
        self.said = ""
        reason = COMMANDS[name].reason(self.desk)
        if reason:
            self.said = f"{COMMANDS[name].label}: {reason}."
        else:
            self.attempt(lambda: DO[name](self))
        self.draw()

    def attempt(self, do: Callable[[], None]) -> None:
        """Do something; what is wrong with it is said, and nothing has changed."""
        self.said = foot.attempted(do) or self.said

    async def action_quit(self) -> None:
        """End at once, wherever one is: what was answered is kept."""
        self.exit()

    def action_fact(self, name: str) -> None:
        """Go to a fact and give it its next value; a number is typed."""
        self.said = ""
        self.attempt(lambda: self._turn(name))
        self.draw()

    def _turn(self, name: str) -> None:
        self.desk.do(Go(Pane.FACTS, name))
        attribute = ATTRIBUTES[name]
        if attribute.numeric and attribute.high > _COUNTABLE:
            handlers.type_value(self)
        else:
            self.said = self.desk.turn(name, 1)

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a fact."""
        if not self.lettering:
            return
        self.lettering, self.said = False, ""
        if len(self.screen_stack) == 1 and event.key != "escape":
            event.prevent_default()
            event.stop()
            name = BY_LABEL.get(event.character or "")
            if name is None:
                self.said = "no fact has that letter"
            else:
                self.attempt(lambda: self._turn(name))
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the next key to the facts after `f`, and all keys to a screen above."""
        if action in {"press", "fact", "command_palette"}:
            return not self.lettering and len(self.screen_stack) == 1
        return True

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Go to the row or the fact that was clicked; a fact under the cursor is turned."""
        at = event.number
        if event.shower.id == "map" and at < len(self._line_of):
            row = self._line_of[at]
            if row is not None:
                self.attempt(lambda: self.desk.do(Go(Pane.MAP, row)))
        elif event.shower.id == "facts" and 0 < at <= len(ATTRIBUTES):
            name = list(ATTRIBUTES)[at - 1]
            again = (self.desk.scene.fact, self.desk.scene.pane) == (name, Pane.FACTS)
            self.attempt(lambda: self._turn(name) if again else self.desk.do(Go(Pane.FACTS, name)))
        self.draw()

    def on_lines_rolled(self, event: Lines.Rolled) -> None:
        """Move the cursor of what the wheel was turned over."""
        if event.shower.id in {"map", "facts"}:
            self.desk.do(Go(Pane(event.shower.id)))
            handlers.go(self, event.number)
            self.draw()

    def read(
        self,
        page: Page,
        choices: Mapping[str, Any] | None = None,
        do: Callable[[Any], None] = lambda _: None,
        closing: str = "",
    ) -> None:
        """Show a page over the screen; with what is chosen on it, `do` is called as it closes."""
        by_key = choices or {}

        def closed(key: str | None) -> None:
            if key:
                self.said = ""
                self.attempt(lambda: do(by_key[key]))
            self.draw()

        self.push_screen(ReadingPage(page, "".join(by_key), closing), closed)

    def ask(self, asked: str, take: Callable[[str], None], now: str = "") -> None:
        """Ask for a line; `take` raises `ValueError` with what is wrong with it."""
        self.push_screen(Typing(asked, take, now))

    def present(self) -> None:
        """Show the presentation that has begun."""
        self.push_screen(Presenting(self.desk, lambda: self.sized, partial(handlers.helped, self)))

    def learn(self, screen: Learned, *, alone: bool = False) -> None:
        """Show a quiz or a lesson; a case that is to be explored becomes the session's."""

        def closed(case: Case | None) -> None:
            if case is None and alone:
                self.exit()
                return
            self.said = ""
            if case is not None:
                self.attempt(lambda: handlers.become(self.desk, case))
            self.draw()

        self.push_screen(screen, closed)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Yield all commands, for the palette; one that cannot be just now says why."""
        for each in COMMANDS.values():
            if each.name != "palette":
                message = f"{key_name(each.keys[0])}: {each.help_with_reason(self.desk)}"
                yield SystemCommand(each.label, message, partial(self.action_press, each.name))
