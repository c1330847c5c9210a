"""What each command does."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from allscape.explorer import changes, foot, pages
from allscape.explorer.desk import Desk
from allscape.explorer.learning import LessonScreen, QuizScreen
from allscape.explorer.scene import Go, Pane, Present
from allscape.explorer.values import typed
from allscape.model.attributes import show
from allscape.model.case import Case
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.render.page import Page
from allscape.session.events import ReadAs, Redo, Undo

ExplorerApp = Any
"""The running `allscape.explorer.app.Explorer`, which rests on this module."""
_PAGE, _FAR = 10, 1000
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What chooses something on a page."""


def become(desk: Desk, case: Case) -> None:
    """Give the session the facts of a case, read as the case is."""
    if wanted := changes.becoming(desk, case.profile):
        desk.answer(wanted)
    terms = desk.book.contents.term
    for name, reading in desk.evaluation.edition.readings.items():
        other = case.readings.get(name, terms[name].readings[0].id)
        if other != reading:
            desk.do(ReadAs(term=name, reading=other))


def go(app: ExplorerApp, by: int) -> None:
    """Move the cursor down, or up."""
    desk, names, now = app.desk, list(ATTRIBUTES), app.desk.scene.fact
    if desk.scene.pane is Pane.MAP:
        names, now = [each.approach for each in desk.map.rows], desk.row
    desk.do(Go(desk.scene.pane, names[min(max(names.index(now) + by, 0), len(names) - 1)]))


def _switch(app: ExplorerApp) -> None:
    here = app.desk.scene.pane
    app.desk.do(Go(Pane.FACTS if here is Pane.MAP else Pane.MAP))


def _turn(app: ExplorerApp, step: int) -> None:
    app.said = app.desk.turn(app.desk.scene.fact, step)


def _letter(app: ExplorerApp) -> None:
    app.lettering = True
    app.said = "the letter or number before a fact gives it its next value; Esc: none"


def _ask(app: ExplorerApp) -> None:
    name = app.desk.next_fact
    assert name is not None
    app.desk.do(Go(Pane.FACTS, name))


def _open(app: ExplorerApp) -> None:
    if app.desk.scene.pane is Pane.MAP:
        app.read(pages.why(app.desk))
    else:
        type_value(app)


def type_value(app: ExplorerApp) -> None:
    """Ask for the value of the fact under its cursor."""
    name = app.desk.scene.fact
    now = getattr(app.desk.state.profile, name)
    app.ask(
        f"{name}: {ATTRIBUTES[name].choices()}, or unknown",
        lambda text: app.desk.answer({name: typed(name, text)}),
        "" if now is None else show(now),
    )


def _page(make: Callable[[Desk], Page], closing: str) -> Callable[[ExplorerApp], None]:
    return lambda app: app.read(make(app.desk), closing=closing)


def _keyed(things: Iterable[Any]) -> dict[str, Any]:
    return dict(zip(KEYS, things, strict=False))


def _change(app: ExplorerApp) -> None:
    found = _keyed(changes.changes(app.desk))
    app.read(changes.page(app.desk, found), found, lambda each: app.desk.answer(each.changes))


def _case(app: ExplorerApp) -> None:
    found = changes.smallest_case(app.desk)

    def chosen(profile: Profile) -> None:
        wanted = changes.becoming(app.desk, profile)
        if not wanted:
            raise ValueError("the case is this one already")
        app.desk.answer(wanted)

    choices = {} if found.profile is None else {"1": found.profile}
    app.read(changes.case_page(app.desk, found), choices, chosen, "x")


def _reading(app: ExplorerApp) -> None:
    found = _keyed(app.desk.readings)
    app.read(pages.readings(app.desk, found), found, app.desk.do)


def _present(app: ExplorerApp) -> None:
    app.desk.do(Present())
    app.present()


def _quiz(app: ExplorerApp) -> None:
    scene = app.desk.scene
    about = scene.fact if scene.pane is Pane.FACTS else app.desk.row
    app.learn(QuizScreen(app.school.quiz(about)))


def _lesson(app: ExplorerApp) -> None:
    titles = app.school.lessons()
    found = _keyed(titles)
    page = pages.lessons({key: titles[name] for key, name in found.items()})
    app.read(page, found, lambda name: app.learn(LessonScreen(app.school.lesson(name))), "L")


def _save(app: ExplorerApp) -> None:
    def take(name: str) -> None:
        app.said = app.save(name)

    app.ask("FILE.yaml for the case, FILE.md for a transcript", take)


def helped(app: ExplorerApp) -> None:
    """Explain the screen."""
    app.read(foot.helped(app.desk), closing="question_mark")


DO: "dict[str, Callable[[ExplorerApp], None]]" = {
    "up": partial(go, by=-1),
    "down": partial(go, by=1),
    "page_up": partial(go, by=-_PAGE),
    "page_down": partial(go, by=_PAGE),
    "top": partial(go, by=-_FAR),
    "bottom": partial(go, by=_FAR),
    "switch": _switch,
    "turn": partial(_turn, step=1),
    "turn_back": partial(_turn, step=-1),
    "open": _open,
    "forget": lambda app: app.desk.answer({app.desk.scene.fact: None}),
    "letter": _letter,
    "ask": _ask,
    "undo": lambda app: app.desk.do(Undo()),
    "redo": lambda app: app.desk.do(Redo()),
    "moved": _page(pages.everything_moved, "m"),
    "why": _page(pages.why, "w"),
    "change": _change,
    "said": _page(pages.sentences, "s"),
    "years": _page(pages.years, "y"),
    "history": _page(pages.history, "h"),
    "case": _case,
    "pin": lambda app: app.desk.do(app.desk.state.pin),
    "compare": _page(pages.compared, "e"),
    "day": lambda app: app.desk.do(app.desk.day_beside(1)),
    "day_back": lambda app: app.desk.do(app.desk.day_beside(-1)),
    "reading": _reading,
    "present": _present,
    "quiz": _quiz,
    "lesson": _lesson,
    "save": _save,
    "help": helped,
    "quit": lambda app: app.exit(),
}
"""What is done, by the name of its command."""
