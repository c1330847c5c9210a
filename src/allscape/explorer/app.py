"""The explorer: the facts, the map, the sentence below, and the keys that move them."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen

from allscape.explorer import asked, changes, facts, foot, moves, pages, rows, sentence
from allscape.explorer.commands import COMMANDS, key_name
from allscape.explorer.desk import Desk
from allscape.explorer.facts import BY_LABEL, LABELS
from allscape.explorer.lines import Lines
from allscape.explorer.pieces import piece
from allscape.explorer.scene import Pane, Point, Present, Take, Turn
from allscape.explorer.screens import Presenting, Reading, Typing
from allscape.explorer.size import LEAST_HEIGHT, LEAST_WIDTH, Size
from allscape.explorer.values import typed
from allscape.faults import AllscapeError
from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES
from allscape.render.page import Page, Tone
from allscape.session.events import Redo, Undo

Save = Callable[[str], str]

_PAGE = 10
_FAR = 1000


class Explorer(App[None]):
    """A session on the whole screen.

    `save` writes the case or a transcript to a file that is named, and returns what is to be said.
    """

    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    TITLE = "allscape explore"
    BINDINGS: ClassVar = [
        *(
            Binding(key, f"press('{each.name}')", each.help, show=False)
            for each in COMMANDS.values()
            if each.name != "palette"
            for key in each.keys
        ),
        *(
            Binding(LABELS[name], f"fact('{name}')", f"{name}: next value", show=False)
            for name in CORE_ATTRIBUTES
        ),
    ]

    def __init__(self, desk: Desk, save: Save, *, ascii_only: bool = False) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.desk, self._save, self._ascii = desk, save, ascii_only
        self._said, self._lettering = "", False
        self._line_of: list[str | None] = []

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Lines(name="title")
        with Horizontal(id="middle"):
            yield Lines(name="facts", head=1)
            yield Lines(name="map", head=1)
        yield Lines(name="moved")
        yield Lines(name="below")
        yield Lines(name="keys")
        yield Lines(name="notice")

    def on_mount(self) -> None:
        """Show where the session stands."""
        self.draw()

    def on_resize(self) -> None:
        """Share the screen out anew."""
        self.call_after_refresh(self.draw)

    @property
    def sized(self) -> Size:
        """The size of the terminal."""
        return Size(self.size.width, self.size.height, self._ascii)

    def draw(self) -> None:
        """Show where the session stands; only the lines that changed are drawn anew."""
        if not self.screen_stack:
            return
        size, base = self.sized, self.screen_stack[0]
        if not base.query("#title"):
            return
        keys = foot.keys(self.desk, size)
        for name, height in (("moved", size.moved), ("below", size.below), ("keys", len(keys))):
            base.query_one(f"#{name}").styles.height = height
        base.query_one("#facts").styles.width = size.facts
        if size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT:
            self._said = f"The screen needs {LEAST_WIDTH} by {LEAST_HEIGHT}; this is less."
        self._show("title", [foot.title(self.desk, size)])
        found = rows.lines(self.desk, size)
        self._line_of = [each.approach for each in found]
        self._show("map", [each.text for each in found], self._line_of.index(self.desk.scene.row))
        at = list(ATTRIBUTES).index(self.desk.scene.fact)
        shown = [piece(facts.HEAD, Tone.STRONG), *facts.lines(self.desk, size)]
        self._show("facts", shown, at + 1)
        self._show("moved", moves.lines(self.desk, size))
        below = sentence if self.desk.scene.pane is Pane.MAP else asked
        self._show("below", below.lines(self.desk, size))
        self._show("keys", keys)
        self._show("notice", [foot.notice(self.desk, size, self._said)])

    def _show(self, name: str, lines: list[Text], keep: int | None = None) -> None:
        self.screen_stack[0].query_one(f"#{name}", Lines).show(lines, keep)

    def action_press(self, name: str) -> None:
        """Do what a key is for, or say why it cannot be."""
        self._said = ""
        reason = COMMANDS[name].reason(self.desk)
        if reason:
            self._said = f"{COMMANDS[name].label}: {reason}."
        else:
            self.attempt(getattr(self, f"do_{name}"))
        self.draw()

    def attempt(self, do: Callable[[], None]) -> None:
        """Do something; what is wrong with it is said, and nothing has changed."""
        try:
            do()
        except ValueError as error:
            self._said = f"Not done: {error}."
        except AllscapeError as error:
            self._said = f"Not done: {error.faults[0]}"

    def action_fact(self, name: str) -> None:
        """Go to a fact and give it its next value; a number is typed."""
        self._said = ""
        self.attempt(lambda: self._turn(name))
        self.draw()

    def _turn(self, name: str, step: int = 1) -> None:
        self.desk.do(Take(name))
        attribute = ATTRIBUTES[name]
        if attribute.numeric and attribute.high > _PAGE:
            self._type()
        else:
            self._said = self.desk.turn(name, step)

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a fact."""
        if not self._lettering:
            return
        self._lettering, self._said = False, ""
        if len(self.screen_stack) == 1 and event.key != "escape":
            event.prevent_default()
            event.stop()
            name = BY_LABEL.get(event.character or "")
            if name is None:
                self._said = "no fact has that letter"
            else:
                self.attempt(lambda: self._turn(name))
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the next key to the facts after `f`, and all keys to a screen above."""
        if action in {"press", "fact"}:
            return not self._lettering and len(self.screen_stack) == 1
        return True

    def do_up(self, by: int = 1) -> None:
        """Move the cursor up."""
        self.do_down(-by)

    def do_down(self, by: int = 1) -> None:
        """Move the cursor down."""
        scene = self.desk.scene
        if scene.pane is Pane.MAP:
            names = [each.approach for each in self.desk.map.rows]
            self.desk.do(Point(_beside(names, scene.row, by)))
        else:
            self.desk.do(Take(_beside(list(ATTRIBUTES), scene.fact, by)))

    def do_page_up(self) -> None:
        """Move ten up."""
        self.do_down(-_PAGE)

    def do_page_down(self) -> None:
        """Move ten down."""
        self.do_down(_PAGE)

    def do_top(self) -> None:
        """Move to the first."""
        self.do_down(-_FAR)

    def do_bottom(self) -> None:
        """Move to the last."""
        self.do_down(_FAR)

    def do_switch(self) -> None:
        """Go from the map to the facts, or back."""
        here = self.desk.scene.pane
        self.desk.do(Turn(Pane.FACTS if here is Pane.MAP else Pane.MAP))

    def do_turn(self) -> None:
        """Give the fact under its cursor its next value."""
        self._said = self.desk.turn(self.desk.scene.fact, 1)

    def do_turn_back(self) -> None:
        """Give the fact under its cursor the value before."""
        self._said = self.desk.turn(self.desk.scene.fact, -1)

    def do_forget(self) -> None:
        """Take the fact under its cursor away."""
        self.desk.answer({self.desk.scene.fact: None})

    def do_letter(self) -> None:
        """Wait for the letter of a fact."""
        self._lettering = True
        self._said = "the letter or number before a fact gives it its next value; Esc: none"

    def do_ask(self) -> None:
        """Go to the fact to ask next."""
        name = self.desk.next_fact
        assert name is not None
        self.desk.do(Take(name))

    def do_undo(self) -> None:
        """Take the last thing back."""
        self.desk.do(Undo())

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.desk.do(Redo())

    def do_open(self) -> None:
        """Show why, or type a value."""
        if self.desk.scene.pane is Pane.MAP:
            self._read(pages.why(self.desk))
        else:
            self._type()

    def _type(self) -> None:
        name = self.desk.scene.fact
        now = getattr(self.desk.state.profile, name)
        self.push_screen(
            Typing(
                f"{name}: {ATTRIBUTES[name].choices()}, or unknown",
                lambda text: self.desk.answer({name: typed(name, text)}),
                "" if now is None else show(now),
            ),
            lambda _: self.draw(),
        )

    def do_why(self) -> None:
        """Show why the row came to its verdict."""
        self._read(pages.why(self.desk))

    def do_moved(self) -> None:
        """Show all that the last change moved."""
        self._read(pages.everything_moved(self.desk), closing="m")

    def do_said(self) -> None:
        """Show every sentence on the row."""
        self._read(pages.said(self.desk), closing="s")

    def do_years(self) -> None:
        """Show the row's standing over the years."""
        self._read(pages.years(self.desk), closing="y")

    def do_history(self) -> None:
        """Show the landscape, article by article."""
        self._read(pages.history(self.desk), closing="h")

    def do_compare(self) -> None:
        """Show the pinned case beside this one."""
        self._read(pages.compared(self.desk), closing="e")

    def do_change(self) -> None:
        """Show the changes of the row, and make the one that is chosen."""
        found = changes.changes(self.desk)
        keys = changes.KEYS[: len(found)]

        def chosen(key: str) -> None:
            self.desk.answer({**found[keys.index(key)].facts})

        self._read(changes.page(self.desk, found), keys, chosen)

    def do_case(self) -> None:
        """Show a smallest case for the row, and go on with it where that is chosen."""
        found = changes.smallest_case(self.desk)

        def chosen(_: str) -> None:
            assert found.profile is not None
            wanted = changes.becoming(self.desk, found.profile)
            if not wanted:
                raise ValueError("the case is this one")
            self.desk.answer(wanted)

        keys = "1" if found.profile is not None else ""
        self._read(changes.case_page(self.desk, found), keys, chosen, closing="x")

    def do_reading(self) -> None:
        """Show the other readings, and switch to the one that is chosen."""
        choices = list(zip(changes.KEYS, self.desk.readings, strict=False))
        by_key = dict(choices)
        page = pages.readings(self.desk, choices)
        self._read(page, "".join(by_key), lambda key: self.desk.do(by_key[key]))

    def do_pin(self) -> None:
        """Pin the case, or take the pin out."""
        self.desk.do(self.desk.pin())

    def do_day(self) -> None:
        """Go to the day of the next article."""
        self.desk.do(self.desk.day_beside(1))

    def do_day_back(self) -> None:
        """Go to the day of the article before."""
        self.desk.do(self.desk.day_beside(-1))

    def do_present(self) -> None:
        """Present the case."""
        self.desk.do(Present())
        self.push_screen(
            Presenting(self.desk, lambda: self.sized, self.do_help), lambda _: self.draw()
        )

    def do_save(self) -> None:
        """Ask for a file, and write the case or a transcript there."""

        def take(name: str) -> None:
            told = self._save(name)
            if told.startswith("Not saved"):
                raise ValueError(told.removeprefix("Not saved: ").rstrip("."))
            self._said = told

        self.push_screen(
            Typing("FILE.yaml for the case, FILE.md for a transcript", take),
            lambda _: self.draw(),
        )

    def do_help(self) -> None:
        """Explain the screen."""
        self._read(foot.helped(self.desk), closing="question_mark")

    def do_quit(self) -> None:
        """End."""
        self.exit()

    def _read(
        self,
        page: Page,
        choices: str = "",
        chosen: Callable[[str], None] | None = None,
        closing: str = "",
    ) -> None:
        def closed(key: str | None) -> None:
            if key and chosen is not None:
                self._said = ""
                self.attempt(lambda: chosen(key))
            self.draw()

        self.push_screen(Reading(page, choices, closing), closed)

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Go to the row or the fact that was clicked; a fact under the cursor is turned."""
        at = event.line
        if event.shower.id == "map" and at < len(self._line_of):
            row = self._line_of[at]
            if row is not None:
                self.attempt(lambda: self.desk.do(Point(row)))
        elif event.shower.id == "facts" and 0 < at <= len(ATTRIBUTES):
            name = list(ATTRIBUTES)[at - 1]
            again = (self.desk.scene.fact, self.desk.scene.pane) == (name, Pane.FACTS)
            self.attempt(lambda: self._turn(name) if again else self.desk.do(Take(name)))
        self.draw()

    def on_lines_rolled(self, event: Lines.Rolled) -> None:
        """Move the cursor of what the wheel was turned over."""
        if event.shower.id in {"map", "facts"}:
            self.desk.do(Turn(Pane(event.shower.id)))
            self.do_down(event.step)
            self.draw()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Yield all commands, for the palette; one that cannot be just now says why."""
        for each in COMMANDS.values():
            if each.name == "palette":
                continue
            reason = each.reason(self.desk)
            told = f"{key_name(each.keys[0])}: {each.help}" + (f" (not now: {reason})" * bool(reason))
            name = each.name
            yield SystemCommand(
                each.label, told, lambda name=name: self.action_press(name)  # type: ignore[misc]
            )


def _beside(names: list[str], now: str, by: int) -> str:
    return names[min(max(names.index(now) + by, 0), len(names) - 1)]
