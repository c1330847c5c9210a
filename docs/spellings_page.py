"""The page of what people type: what each spelling comes to, and where it is used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import in_doubt, understood
from allscape.model.typed import attribute_hint, attribute_named
from allscape.yaml_text import parse

COLLECTED = Path(__file__).with_name("typed.yaml")
ASKED, REFUSED = "asked", "refused"


class Typed(NamedTuple):
    """A spelling of a value of `attribute`, or of a name; what it comes to, where it is used."""

    attribute: str
    text: str
    wanted: str
    used: str


def collected() -> Iterator[Typed]:
    """Yield everything that was collected."""
    groups: Any = parse(COLLECTED.read_text(encoding="utf-8")).data
    for group in groups:
        used = group["used"]
        for attribute in (each for each in group if each in ATTRIBUTES):
            for wanted, texts in group[attribute].items():
                for text in texts:
                    yield Typed(attribute, str(text), str(wanted), used)
        for wanted, texts in group.get("names", {}).items():
            yield from (Typed("", text, wanted, used) for text in texts)
        for text, closest in group.get("closest", {}).items():
            yield Typed("", text, f"not read; closest: {', '.join(closest) or 'none'}", used)
        yield from (Typed("", text, "not read", used) for text in group.get("none", []))


def comes_to(typed: Typed) -> str:
    """Return what a spelling comes to: a value, a name, or that it is asked back or refused."""
    if not typed.attribute:
        return attribute_named(typed.text) or _not_read(typed.text)
    attribute = ATTRIBUTES[typed.attribute]
    if in_doubt(attribute, typed.text):
        return ASKED
    try:
        return show(understood(attribute, typed.text))
    except PydanticCustomError:
        return REFUSED


def _not_read(text: str) -> str:
    hint = attribute_hint(text)
    near = [each for each in ATTRIBUTES if f"'{each}'" in hint]
    order = sorted(near, key=lambda each: hint.index(f"'{each}'"))
    return f"not read; closest: {', '.join(order)}" if near else "not read"


def page(made: str) -> str:
    """Return the page."""
    every = list(collected())
    lines = [made, "# What people type", "", _INTRODUCTION.format(number=len(every))]
    for name, attribute in ATTRIBUTES.items():
        rows = [each for each in every if each.attribute == name]
        words = [f"{show(v)}: {', '.join(map(_code, w))}" for v, w in attribute.words if w]
        names = ", ".join(map(_code, attribute.names))
        lines += [f"## {name}", "", f"Other names: {names}.", ""]
        lines += [f"- {each}" for each in words] + [""] * bool(words)
        lines += _table("typed", rows)
    lines += ["## Names", "", *_table("name", [each for each in every if not each.attribute])]
    return "\n".join(lines).rstrip() + "\n"


def _table(head: str, rows: list[Typed]) -> list[str]:
    if not rows:
        return []
    made = [f"| {head} | comes to | used in |", "|---|---|---|"]
    made += [f"| {_code(each.text)} | {_told(each)} | {each.used} |" for each in rows]
    return [*made, ""]


def _told(typed: Typed) -> str:
    found = comes_to(typed)
    if found == ASKED:
        return f"asked back: {in_doubt(ATTRIBUTES[typed.attribute], typed.text)}".replace(
            "|", "\\|"
        )
    return found


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


_INTRODUCTION = """\
Facts may be written as people write them, wherever they are typed: as options, in `whatif` and
`find`, in a session, in case files and tables. Case is nothing, nor is what joins words (a space, a
hyphen, an underscore, a slash, a comma, a bracket); a plus or minus that closes a word is meaning.
A hyphen joins only within a word (`CD19-positive`): what is called positive and has a minus
elsewhere (`CD19 - positive`) says both, and a number behind a minus (`ECOG-3`) is below zero.
A value may stand behind a name of its attribute: `CD19 pos`, `ECOG 1`. What was understood is shown
in our own words, and files that are written keep them.

Nothing is guessed. What names no one value (a stretch, a level without a cut, a word of more than
one meaning, signs of both) is asked back with the choices on a terminal, and refused with them
elsewhere. A rulebook is written in our own words alone.

Below stand, for each attribute, every name and word that is declared
(`src/allscape/model/wording/`), and {number} things that people type, with where such a spelling
is used: collected from memory of forms, papers' tables and public data sets (`docs/typed.yaml`),
and tested.
"""
