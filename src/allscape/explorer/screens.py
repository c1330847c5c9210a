"""The screens over the explorer: a page to read and choose on, a value to type, a presentation."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static

from allscape.explorer import presenting
from allscape.explorer.commands import PRESENTING, Command
from allscape.explorer.desk import Desk
from allscape.explorer.foot import keys_of
from allscape.explorer.lines import Lines
from allscape.explorer.pieces import piece
from allscape.explorer.scene import Present
from allscape.explorer.size import Size
from allscape.model.landscape import NOTICE
from allscape.render import words
from allscape.render.page import Page, Tone
from allscape.render.terminal import lines as page_lines

Returned = TypeVar("Returned")
_LATE = (events.InputEvent, events.Mount, events.Resize, Input.Submitted, OptionList.OptionSelected)
CLOSES = "Esc closes; ↑ ↓ PgUp PgDn move"


def bindings(commands: Mapping[str, Command[Any]]) -> list[BindingType]:
    """Return the keys of some commands; each is handed over with its command."""
    return [
        Binding(key, f"press('{each.name}', '{key}')", each.help, show=False, priority=True)
        for each in commands.values()
        for key in each.keys
    ]


class Base(Screen[None]):
    """The explorer's own screen: while another one takes the keys, it shows none."""

    def __init__(self, draw: Callable[[], None]) -> None:
        super().__init__()
        self._shown = draw

    def on_screen_suspend(self) -> None:
        """Show no keys."""
        self.query_one("#keys", Lines).show([])

    def on_screen_resume(self) -> None:
        """Show all again."""
        self._shown()


class Over(Screen[Returned]):
    """A screen over the explorer; what comes for it once it is closed is dropped.

    Keys that come in one burst are all under way before the first of them closes it.
    """

    @property
    def gone(self) -> bool:
        """Whether it is closed, or never was laid out since the explorer ends."""
        return not self.children or self not in self.app.screen_stack

    async def _on_message(self, message: Message) -> None:
        if not (isinstance(message, _LATE) and self.gone):
            await super()._on_message(message)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do something after it is drawn anew, if it still is."""
        return super().call_after_refresh(lambda: self.gone or callback(*args, **kwargs))


class ReadingPage(Over[str], ModalScreen[str]):
    """A page over the explorer; a key of a choice on it closes it and is its result."""

    def __init__(self, page: Page, choices: str = "", closing: str = "") -> None:
        super().__init__()
        self._page, self._choices = page, choices
        self._closes = {"escape", "q", *([closing] if closing else [])}

    def compose(self) -> ComposeResult:
        """Lay the page over the screen."""
        yield Lines(name="page")
        yield Lines(name="closes")

    def on_mount(self) -> None:
        """Show the page, wrapped for the width that there is."""
        width = max(self.size.width - 4, 20)
        shown = [Text("  ").append_text(each) for each in page_lines(self._page, width)]
        self.query_one("#page", Lines).show(shown)
        self._say()

    on_resize = on_mount

    def _say(self) -> None:
        """Say what closes the page, and whether more lies below."""
        more = "more below: Space; " if self.query_one("#page", Lines).more else ""
        self.query_one("#closes", Lines).show([piece(f"  {more}{CLOSES}", Tone.QUIET)])

    def on_key(self, event: events.Key) -> None:
        """Move on the page, choose, or close it."""
        event.stop()
        event.prevent_default()
        rolled = self.query_one("#page", Lines)
        page = max(rolled.size.height - 2, 1)
        steps = {
            "up": -1, "down": 1, "k": -1, "j": 1, "pageup": -page, "pagedown": page, "space": page,
            "home": -100_000, "end": 100_000,
        }  # fmt: skip
        if event.character and event.character in self._choices:
            self.dismiss(event.character)
        elif event.key in self._closes:
            self.dismiss("")
        elif event.key in steps:
            rolled.roll(steps[event.key])
            self._say()

    def on_lines_rolled(self, event: Lines.Rolled) -> None:
        """Move with the wheel."""
        event.shower.roll(3 * event.number)
        self._say()


class Typing(Over[bool], ModalScreen[bool]):
    """A line to type, taken by `take`, which raises `ValueError` with what is wrong with it."""

    BINDINGS = [Binding("escape", "dismiss(False)", show=False)]  # noqa: RUF012  # Textual's way

    def __init__(self, asked: str, take: Callable[[str], None], now: str = "") -> None:
        super().__init__()
        self._asked, self._take, self._now = asked, take, now

    def compose(self) -> ComposeResult:
        """Ask, with a line to type in."""
        with Vertical(id="typing"):
            yield Static(piece(self._asked, Tone.STRONG), id="asked")
            yield Input(self._now, id="typed", select_on_focus=True)
            yield Static(piece("Enter takes it, Esc leaves all as it was.", Tone.QUIET), id="wrong")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed, or say what is wrong with it."""
        event.stop()
        try:
            self._take(event.value)
        except ValueError as error:
            self.query_one("#wrong", Static).update(piece(words.not_done(error), Tone.AGAINST))
            return
        self.dismiss(True)


class Palette(CommandPalette, Over[Any]):
    """All commands, to be found by their names."""


class Presenting(Over[None]):
    """A case before a class."""

    BINDINGS = bindings(PRESENTING)

    def __init__(self, desk: Desk, size: Callable[[], Size], ask_help: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._sized, self._ask_help = desk, size, ask_help
        self._wanted, self._notes = False, False

    def compose(self) -> ComposeResult:
        """Lay out the presentation: what the class sees, and a quiet line."""
        for name in ("presented", "applying", "quiet"):
            yield Lines(name=name)

    def on_mount(self) -> None:
        """Begin."""
        self.show("")

    def on_resize(self) -> None:
        """Lay the text out anew."""
        if self.is_mounted and self._desk.scene.stage is not None:
            self.show("")

    def show(self, said: str) -> None:
        """Show where the presentation is, and something about it."""
        size = self._sized()
        shown = presenting.lines(self._desk, size, notes=self._notes)
        self.query_one("#presented", Lines).show(shown, 0)
        covers = [piece("Any key covers them.", Tone.QUIET)]
        keys = covers if self._notes else keys_of(PRESENTING, self._desk, size)
        self.query_one("#applying", Lines).show(keys)
        self.query_one("#quiet", Lines).show([piece(said or NOTICE, Tone.QUIET)])

    def action_press(self, name: str, _key: str) -> None:
        """Do what a key is for; any key covers the notes."""
        wanted, self._wanted = self._wanted, False
        if self._notes:
            self._notes = False
            self.show("")
            return
        reason = PRESENTING[name].reason(self._desk)
        if reason:
            self.show(f"{reason}.")
        elif name == "notes":
            self._notes, self._wanted = wanted, not wanted
            self.show("" if wanted else "Once more, and the teaching notes are on this screen.")
        elif name == "help":
            self._ask_help()
        else:
            self._step(name)

    def _step(self, name: str) -> None:
        if name == "further":
            self._desk.further()
        elif name in {"next", "before"}:
            self._desk.beside(1 if name == "next" else -1)
        elif name == "back":
            self._desk.back()
        else:
            self._desk.do(Present(None))
        if self._desk.scene.stage is None:
            self.dismiss()
        else:
            self.show("")
