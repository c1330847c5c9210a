"""What a session says: where it stands, the question, and what came of a line."""

from collections import Counter

from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import CaseDifference
from allscape.explain.next_fact import FactQuestion
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE
from allscape.model.map import Map
from allscape.model.profile import ATTRIBUTES
from allscape.render import words
from allscape.render.difference import Differences
from allscape.render.framing import END, quoted
from allscape.render.map import SELF_NAMED, grid
from allscape.render.map_cells import Look
from allscape.render.page import Heading, Item, Page, Row, Rows, Text, Title, Tone
from allscape.session.events import State
from allscape.session.stepper import COMMANDS

ROOM = ((4, 3), (4, 1), (4, 0), (2, 0), (1, 0), (0, 0))
"""How many of the approaches that an answer moves are named, and how many rows of the map stand
beside the question: the first for which there is room."""

HELP = {
    "unknown": "the fact is not known: leave it open and ask the next",
    "?": "what the question means",
    "why": "why it is asked; why APPROACH: why that is matched, ruled out or open",
    "how": "APPROACH: the same as why APPROACH",
    "map": "the whole landscape on one screen",
    "more": "all that the last change moved, with the sentences",
    "show": "what is matched, with the sentences",
    "whatif": "ATTRIBUTE=VALUE: what it would move; the case stays as it is",
    "back": "take the last answer back and ask it again",
    "undo": "take the last thing back",
    "redo": "do again what was taken back",
    "change": "ATTRIBUTE: ask it again; ATTRIBUTE=VALUE: set it",
    "reading": "TERM=READING: read a term otherwise; alone: what can be chosen",
    "day": "2021-12-31: only the articles up to that day; all: all of them",
    "pin": "keep the case as it stands, to be compared with; again: let it go",
    "compare": "the pinned case beside this one",
    "note": "TEXT: write something down",
    "save": "FILE.yaml: the case; FILE.md: a transcript; with overwrite, in the place of one",
    "help": "this list",
    "quit": "end (exit, too); what was answered is kept",
}


def opening(name: str | None, path: str | None, story: str = "") -> Page:
    """Return the page that a session begins with; `story` is that of its case."""
    kept = f"Kept as it goes in {path}" if path else "This session is not kept in a file."
    return [
        *_headed(name, Text(kept, 0, Tone.QUIET, whole=bool(path))),
        *([Text(story, 1)] if story else []),
        Text("Answer with a value, or attribute=value for any fact; help lists the commands."),
    ]


def replayed(name: str | None, path: str) -> Page:
    """Return the page that a session begins with that is shown once more."""
    return _headed(name, Text(f"As it was kept in {path}", 0, Tone.QUIET, whole=True))


def _headed(name: str | None, kept: Text) -> Page:
    title = Title(f"Stepping through: {name or 'a hypothetical case'}")
    return [title, Text(NOTICE, 0, Tone.QUIET), kept]


def here(state: State, evaluation: Evaluation) -> Page:
    """Return where the session stands."""
    landscape = evaluation.landscape
    known = words.facts(landscape.case.profile) or "nothing known"
    counts = ", ".join(f"{len(landscape.ids(each))} {words.verdict(each)}" for each in Verdict)
    page: Page = [Heading("You are here", Tone.STRONG), Text(known, 1), Text(counts, 1)]
    if state.view.as_of:
        page.append(Text(f"as of {words.day(state.view.as_of)}", 1))
    if state.view.readings:
        read = (f"{term} as {reading}" for term, reading in state.view.readings.items())
        page.append(Text(f"read: {words.listed(read)}", 1, Tone.QUIET))
    if state.view.pinned:
        page.append(Text("a case is pinned; compare sets it beside this one", 1, Tone.QUIET))
    if state.declined:
        left = [name for name in ATTRIBUTES if name in state.declined]
        page.append(Text(f"left unknown: {words.listed(left)}", 1, Tone.QUIET))
    return page


def map_rows(found: Map, asked: FactQuestion | None, look: Look, most: int) -> Page:
    """Return the first rows of the map that a question bears on."""
    if asked is None or not asked.bears_on or not most:
        return []
    sizes = Counter(each.family for each in found.rows)
    rows = [
        each.model_copy(update={"short": f"{each.family}: {each.short}"})
        if sizes[each.family] > SELF_NAMED
        else each
        for each in found.rows
        if each.approach in asked.bears_on
    ]
    shown = found.model_copy(update={"rows": tuple(rows[:most])})
    page: Page = [grid(shown, look, families=False)]
    left = len(rows) - most
    more = f"{left} more {'hangs' if left == 1 else 'hang'} on it; " if left > 0 else ""
    page.append(Text(f"{more}map shows all, and what the signs mean", 1, Tone.QUIET))
    return page


def question(asked: FactQuestion | None, state: State) -> Page:
    """Return the question that is proposed, and the keys that apply."""
    if asked is None:
        page: Page = [Text("No question is left: nothing asked can change a verdict.", 1)]
    else:
        attribute = ATTRIBUTES[asked.attribute]
        page = [Item(f"{attribute.name}?", attribute.choices(), Tone.OPEN)]
        if asked.bears_on:
            count = words.counted(len(asked.settles), "open approach", "open approaches")
            page.append(Text(f"can settle {count}", 1))
        else:
            now = show(state.profile.known().get(asked.attribute))
            page.append(Text(f"now {now}; no open approach hangs on it", 1))
    return [*page, Text(_keys(asked, state), 1, Tone.QUIET)]


def _keys(asked: FactQuestion | None, state: State) -> str:
    fitting = ["u:unknown", "?:meaning", "w:why"] if asked else []
    fitting += ["m:map", "s:show"]
    fitting += ["b:back", "z:undo"] if state.last else []
    fitting += ["r:redo"] if state.redoable else []
    return "  ".join([*fitting, "help", "q:quit"])


def moved(contents: Contents, what: str, found: CaseDifference, open_: int, most: int = 4) -> Page:
    """Return what an answer moved, a line each and not too many, and how to see all of it."""
    parts = Differences(contents, found, set()).first(most, "more shows all, with the sentences")
    return [Text(f"{what}.", 0, Tone.STRONG), *parts, Text(f"{open_} still open.", 1)]


def unfolded(contents: Contents, what: str, found: CaseDifference) -> Page:
    """Return all that an answer moved, with the sentences."""
    return [Text(f"{what}.", 0, Tone.STRONG), *Differences(contents, found, set()).parts()]


def meant(asked: FactQuestion) -> Page:
    """Return what a question means and how it is answered."""
    attribute = ATTRIBUTES[asked.attribute]
    page: Page = [Item(attribute.name, attribute.choices(), Tone.OPEN), Text(attribute.meaning, 1)]
    if not attribute.numeric:
        page.append(Text("The first letters of a value will do, two at least.", 1, Tone.QUIET))
    return page


def explained(contents: Contents, asked: FactQuestion) -> Page:
    """Return why a question is asked: the words and sentences that make it matter."""
    page: Page = [Item(f"why {asked.attribute}", "", Tone.OPEN)]
    rows = [Row("because", f"{each.condition}", words.beside(each)) for each in asked.reasons]
    page += [Rows(rows)] if rows else []
    cites = dict.fromkeys(each.cite for each in asked.reasons if each.cite)
    page += [quoted(contents, cite) for cite in cites]
    names = [contents.approach[each].name for each in asked.bears_on]
    return [*page, Rows([Row("bears on", name) for name in names])] if names else page


def helped() -> Page:
    """Return the list of commands."""
    rows = [
        Row(f"{name} ({alias})" if alias != name else name, HELP[name])
        for name, alias in COMMANDS.items()
    ]
    return [Heading("Commands"), Rows(rows)]


def readings(evaluation: Evaluation) -> Page:
    """Return the readings in force, and those that can be switched to."""
    page: Page = [Heading("Readings")]
    for name, current in evaluation.edition.readings.items():
        term = evaluation.edition.contents.term[name]
        others = [
            Row(f"{name}={each.id}", each.says) for each in term.readings if each.id != current
        ]
        page += [Item(term.read_as(current), "", Tone.PLAIN), Rows(others)]
    return page


def ended(path: str | None) -> Page:
    """Return the page that a session ends with."""
    kept = Text(f"Kept in {path}", whole=True) if path else Text("Not kept in a file.")
    return [kept, END]
