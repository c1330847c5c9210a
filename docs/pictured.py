"""The pictures of the documentation, and the session in it: made of what the program shows."""

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import explored

from allscape import Rulebook, cases
from allscape.cases import empty
from allscape.cli.sessions import Begun
from allscape.cli.stepping import Stepping
from allscape.engine.evaluate import Evaluation
from allscape.explain.map import landscape_map
from allscape.model.case import Case
from allscape.model.landscape import NOTICE
from allscape.render import aloud
from allscape.render import map as map_page
from allscape.render import picture as pictures
from allscape.render.map_cells import Look
from allscape.render.match import Wishes, page
from allscape.render.page import Page, Text
from allscape.session.events import Start, State

ROOT = Path(__file__).resolve().parents[1]
PICTURED = "newly-diagnosed-ph-positive-67"
MAPPED = "relapsed-ecog-3"


STEPS = [
    "?", "relapsed", "why", "positive", "2", "back", "1", "age=34", "unknown",
    "more", "whatif cd19_status=negative", "note GVHD is not told", "why tki", "undo", "redo",
    "map",
]  # fmt: skip


def picture(name: str) -> str:
    """Return a picture of what the program shows; it begins with what it shows, as a fingerprint.

    How rich draws may change with its version, and with it every byte; what is drawn does not.
    """
    shown, most = PICTURES[name]()
    svg = pictures.svg(shown, 80, most)
    return svg.replace("<svg ", f"<!-- {fingerprint(shown)} -->\n<svg ", 1)


def _typed(command: str, shown: Page) -> Page:
    return [Text(f"$ {command}", whole=True), Text(""), *shown]


def _examined(name: str) -> tuple[Case, Evaluation]:
    case = cases.read(ROOT / "examples" / f"{name}.yaml")
    return case, Rulebook.load().examine(case.profile, name=case.name)


def _match() -> tuple[Page, int]:
    case, evaluation = _examined(PICTURED)
    shown = page(evaluation, case, Wishes())
    # The page may say which engine decided; the picture is the same with either.
    last = next(at for at, each in enumerate(shown) if getattr(each, "text", "") == NOTICE[:-1])
    return _typed(f"allscape match examples/{PICTURED}.yaml", shown[:last]), 46


def _map() -> tuple[Page, int]:
    _, evaluation = _examined(MAPPED)
    shown = map_page.page(landscape_map(evaluation), evaluation, Look(80))
    return _typed(f"allscape map examples/{MAPPED}.yaml", shown), 60


def _stepped() -> tuple[Page, int]:
    pages: list[Page] = []
    step(pages.append, ["relapsed", "positive", "2"])
    parts = [part for each in pages[:-1] for part in each]
    return _typed("allscape step", parts), 70


PICTURES: dict[str, Callable[[], tuple[Page, int]]] = {
    "match": _match, "map": _map, "session": _stepped, "explore": explored.pictured,
}  # fmt: skip
"""What is pictured, and how many lines of it."""


def step(show: Callable[[Page], None], steps: Sequence[str] = STEPS) -> None:
    """Run a session of some lines, each page shown as it comes."""
    book = Rulebook.load()
    stepping = Stepping(book, show, Look(80))
    start = Start(rulebook=book.fingerprint, name="A case for the class")
    stepping.begin(Begun(empty(), [start], State(start=start)))
    stepping.run(steps, prompt="")


def fingerprint(shown: Page) -> str:
    """Return what tells whether something else is shown."""
    out = io.StringIO()
    aloud.write(shown, out)
    return hashlib.sha256(out.getvalue().encode()).hexdigest()[:16]
