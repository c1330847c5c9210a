"""The one widget that shows text: lines, of which only those that changed are drawn anew."""

import unicodedata
from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_LIKE = dict(zip("“”‘’—–−·…↑↓←→▶▷‹›✓✗≥≤", "\"\"''---..^v<>>-[]=x><", strict=True))


def in_ascii(line: Text) -> Text:
    """Return a line with each sign that is not ASCII's as one that is like it."""
    shown = line.copy()
    shown.plain = "".join(each if each.isascii() else _like(each) for each in line.plain)
    return shown


def _like(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign)[:1]
    return _LIKE.get(sign) or (plain if plain.isascii() else "?")


class _ByMouse(Message):
    """What was done with the mouse over some lines: to which line, or by how many."""

    def __init__(self, shower: "Lines", number: int) -> None:
        super().__init__()
        self.shower, self.number = shower, number


class Lines(Widget):
    """Lines of styled text under a head that stays; what is asked for is kept in sight."""

    class Clicked(_ByMouse):
        """A line was clicked: its `number`."""

    class Rolled(_ByMouse):
        """The wheel was turned: by one line down, or up."""

    def __init__(self, *, name: str, head: int = 0) -> None:
        super().__init__(id=name)
        self._head, self._top, self._kept = head, 0, 0
        self._lines: list[Text] = []
        self._drawn: list[Text] = []

    def show(self, lines: Sequence[Text], keep: int | None = None) -> None:
        """Show lines; `keep` is one that has to be in sight."""
        self._lines = list(map(self._fit, lines))
        if keep is not None:
            self._keep_in_sight(keep)
        self._draw()

    def _fit(self, line: Text) -> Text:
        return in_ascii(line) if getattr(self.app, "ascii_only", False) else line

    def roll(self, step: int) -> None:
        """Show what lies further down, or up."""
        last = max(len(self._lines) - self.size.height, 0)
        self._top = min(max(self._top + step, 0), last)
        self._draw()

    @property
    def more(self) -> bool:
        """Whether something lies further down."""
        return self._top + self.size.height < len(self._lines)

    def begin(self, line: int) -> None:
        """Let a line be the first in sight, or as near as all below it allows."""
        self._top = 0
        self.roll(line)

    def _keep_in_sight(self, line: int) -> None:
        self._kept = line
        room = self.size.height - self._head
        if room <= 0:
            return
        at = line - self._head
        self._top = min(self._top, max(len(self._lines) - self._head - room, 0))
        if at <= self._top:
            # The name of the family above is shown with its first row.
            self._top = max(at - 1, 0)
        elif at >= self._top + room:
            self._top = at - room + 1

    def _visible(self) -> list[Text]:
        height = self.size.height
        below = self._lines[self._head + self._top :][: max(height - self._head, 0)]
        found = [*map(self._with_more, self._lines[: self._head][:height]), *below]
        return found + [Text()] * (height - len(found))

    def _with_more(self, head: Text) -> Text:
        """Return a head that says behind its first word how many lines are out of sight."""
        hidden = {"↑": self._top, "↓": len(self._lines) - self._top - self.size.height}
        signs = [f"{sign} {number}" for sign, number in hidden.items() if number > 0]
        if not signs:
            return head
        word, *_ = head.plain.split(" ")
        message = f"{word} {', '.join(signs)} more"
        return self._fit(Text(message, head.style).append_text(head[len(message) :]))

    def _draw(self) -> None:
        new = self._visible()
        old, self._drawn = self._drawn, new
        if len(old) != len(new):
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1) for y, each in enumerate(new) if each != old[y]
            or each.spans != old[y].spans
        ]  # fmt: skip
        if changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Show what fits."""
        self._keep_in_sight(self._kept)
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Return one line as the terminal shows it."""
        text = self._drawn[y] if y < len(self._drawn) else Text()
        strip = Strip(text.render(self.app.console, end=""))
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked."""
        line = event.y if event.y < self._head else event.y + self._top
        self.post_message(self.Clicked(self, line))

    def on_mouse_scroll_down(self) -> None:
        """Say that the wheel was turned."""
        self.post_message(self.Rolled(self, 1))

    def on_mouse_scroll_up(self) -> None:
        """Say that the wheel was turned."""
        self.post_message(self.Rolled(self, -1))
