"""The title, the keys that apply, and the notice."""

from collections.abc import Callable, Mapping

from rich.text import Text

from allscape.explorer import rows
from allscape.explorer.commands import COMMANDS, PRESENTING, Command, Here, key_name, keys_named
from allscape.explorer.desk import Desk
from allscape.explorer.facts import ASK, CAN, CANNOT, DECLINED
from allscape.explorer.pieces import fitted, piece
from allscape.explorer.size import Size
from allscape.faults import AllscapeError
from allscape.model.base import Verdict
from allscape.model.landscape import NOTICE
from allscape.render import words
from allscape.render.framing import END
from allscape.render.map_cells import SAYS
from allscape.render.page import Heading, Page, Row, Rows, Title, Tone
from allscape.render.page import Text as Paragraph

_LEAST_NAME = 13


def title(desk: Desk, size: Size) -> Text:
    """Return the line that says what case is looked at, and through what.

    Where the screen is too small it says so: it is the last line that a terminal cuts off.
    """
    if size.lacks:
        return piece(fitted(size.lacks, size.width), Tone.OPEN)
    landscape, view = desk.evaluation.landscape, desk.state.view
    numbers = {each: len(landscape.ids(each)) for each in Verdict}
    counts = ", ".join(f"{number} {words.verdict(each)}" for each, number in numbers.items())
    name = landscape.case.name or "A hypothetical case"
    changed = desk.state.profile.known() != desk.state.start.profile and desk.state.start.profile
    head = f"{name} (changed)" if changed else name
    lines = [f"AS OF {view.as_of}"] if view.as_of else []
    lines += (
        [words.counted(len(view.readings), "term") + " read otherwise"] if view.readings else []
    )
    if landscape.ended:
        lines.append(words.counted(len(landscape.ended), "article") + " not in force")
    lines += ["pinned"] if view.pinned else []
    behind = " · ".join([counts, *lines])
    if len(behind) > size.width - _LEAST_NAME:
        behind = " · ".join([counts.replace("ruled ", "").replace("matched", "match"), *lines])
    room = size.width - len(behind) - 3
    if room < _LEAST_NAME - 3:
        return piece(behind)
    line = piece(head if len(head) <= room else fitted(head, room), Tone.STRONG)
    return line.append_text(piece(f" · {behind}"))


def keys_of(commands: Mapping[str, Command[Here]], here: Here, size: Size) -> list[Text]:
    """Return the keys of some commands at the foot; those that cannot be now in parentheses."""
    lines = [Text()]
    for each in commands.values():
        if not each.shown:
            continue
        message = f"{each.sign or key_name(each.keys[0])} {each.label}"
        off = bool(each.reason(here))
        shown = piece(f"({message})" if off else message, Tone.QUIET if off else Tone.PLAIN)
        # A key and what it is for are not broken apart.
        if lines[-1].cell_len + 2 + shown.cell_len > size.width:
            lines.append(Text())
        lines[-1].append("  " if lines[-1].plain else "").append_text(shown)
    return lines


def attempted(do: Callable[[], None]) -> str:
    """Do something; return what is wrong with it, and then nothing has changed."""
    try:
        do()
    except ValueError as error:
        return words.not_done(error)
    except AllscapeError as error:
        return f"Not done: {error.faults[0]}"
    return ""


def notice(desk: Desk, size: Size, said: str) -> Text:
    """Return what is said of the last key; else where the session is kept, and the notice."""
    if said:
        return piece(fitted(said, size.width), Tone.OPEN)
    kept = f" Kept in {desk.kept}" if desk.kept else " Not kept in a file."
    room = size.width - len(NOTICE)
    return piece(NOTICE + (kept if len(kept) <= room else ""), Tone.QUIET)


def helped(desk: Desk) -> Page:
    """Return the page that explains the screen and its keys."""
    plain_way = Paragraph("With a screen reader: allscape step --plain.")
    page: Page = [Title("The explorer"), plain_way]
    keys: Page = [Heading("Keys"), key_rows(COMMANDS, desk)]
    staged: Page = [Heading("While presenting"), key_rows(PRESENTING, desk)]
    page += [*keys, *staged] if desk.scene.stage is None else [*staged, *keys]
    if desk.kept:
        page.append(Paragraph(f"The session is kept in {desk.kept}"))
    page += [
        Heading("Facts"),
        Rows([
            Row("1 to 6", "a core fact's next value; age and life expectancy are typed"),
            Row(ASK, "unknown: to be asked next, as it can settle most"),
            Row(CAN, "unknown: it can still decide"),
            Row(CANNOT, "unknown: it can no longer decide anything"),
            Row(DECLINED, "unknown: it was said to be"),
            Row("(unasked)", "known: nothing that is matched or open asks for it (·)"),
        ]),
        Heading("Map"),
        Rows([
            Row("▶ ▷", "the cursor; where it stands in the other pane"),
            Row("*", "moved by the last change, or hanging on other facts since"),
            Row(rows.MORE, "facts that have no column: how many, and the state to look at"),
            *(Row(sign, SAYS[state]) for state, sign in Size().look.marks.items()),
            Row("‹holds: words›", "words that state a condition; or fails, or open"),
        ]),
        Paragraph(words.MEANING), END,
    ]  # fmt: skip
    return page


def key_rows(commands: Mapping[str, Command[Here]], here: Here) -> Rows:
    """Return every command with its keys; of one that cannot be just now, why."""
    return Rows([Row(keys_named(each), each.help_with_reason(here)) for each in commands.values()])
