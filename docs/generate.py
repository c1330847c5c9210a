"""Write the generated parts of the documentation, or, with --check, tell which are stale.

python docs/generate.py            writes them
python docs/generate.py --check    exit code 1 and their names where one is stale
"""

import io
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import explored
import proof_page
import second_page
import spellings_page
import typer.main
from pictured import PICTURES, fingerprint, picture, step
from rich.console import Console

from allscape import Rulebook
from allscape.cli.main import app
from allscape.lint.pages import lint_pages
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from allscape.render import terminal, words
from allscape.render.page import Page
from allscape.render.session import HELP
from allscape.rulebook import schema
from allscape.session.stepper import COMMANDS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MADE = "<!-- Made by docs/generate.py; do not edit. -->\n"


def commands() -> str:
    """Return the command reference."""
    return "\n".join([MADE, "# Commands", "", *_commands()])


def _commands() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    yield str(group.help)
    for name, command in _leaves(group):
        arguments = [each for each in command.params if each.param_type_name == "argument"]
        shown = " ".join(
            each.metavar if each.required else f"[{each.metavar}]" for each in arguments
        )
        yield f"\n## `allscape {name} {shown}`\n"
        yield command.help or ""
        options = [each for each in command.params if each.param_type_name == "option"]
        yield "\n| option | |\n|---|---|"
        for option in options:
            metavar = f" {option.metavar}" if option.metavar else ""
            yield f"| `{option.opts[0]}{metavar}` | {option.help} |"
    yield "\n## In a session\n\n| command | |\n|---|---|"
    for name, alias in COMMANDS.items():
        yield f"| `{name}`{f', `{alias}`' * (alias != name)} | {HELP[name]} |"
    yield EXIT_CODES


def _leaves(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command with its whole name, those of a group behind the group's."""
    for name in sorted(group.commands):
        command = group.get_command(typer.Context(group), name)
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


EXIT_CODES = """
## Exit codes

| code | |
|---|---|
| 0 | done; that nothing matched is an answer |
| 1 | a fault of ours, or what the machine refuses to write: no rights, no room |
| 2 | usage: no such command, option, reading, day; no such place for a file, or one taken |
| 3 | a bad case, profile, table, session or lesson, or one that cannot be read |
| 4 | a bad rulebook, or one that cannot be read |
| 5 | a check that was asked for did not hold |
| 130 | stopped from the keyboard; on the whole screen 143 by SIGTERM, 129 by SIGHUP |

All other codes are reserved. Data goes to standard output, messages to standard error.
"""


def rulebook() -> str:
    """Return the rulebook in tables."""
    contents = Rulebook.load().contents
    parts = [_counts, _approaches, _terms, _tensions]
    lines = [MADE, "# The rulebook in tables", ""]
    for part in parts:
        lines += [*part(contents), ""]
    return "\n".join([*lines, *_attributes()])


def _counts(contents: Contents) -> Iterator[str]:
    yield "## Sources\n"
    yield "| source | published | sentences | quoted | left out | statements |"
    yield "|---|---|---|---|---|---|"
    for source in contents.source.values():
        lines = next(each.sentences for each in contents.ledgers if each.source == source.id)
        quoted = sum(each.quoted for each in lines)
        said = sum(each.source == source.id for each in contents.statement.values())
        day = words.day(source.date)
        left = len(lines) - quoted
        yield f"| `{source.id}` | {day} | {len(lines)} | {quoted} | {left} | {said} |"
    sentences = sum(len(each.sentences) for each in contents.ledgers)
    quoted = len(contents.quotation)
    left, said = sentences - quoted, len(contents.statement)
    yield f"| all | | {sentences} | {quoted} | {left} | {said} |"


def _approaches(contents: Contents) -> Iterator[str]:
    yield "## Approaches\n"
    yield "| approach | family | offered by | said of it |\n|---|---|---|---|"
    for name, approach in contents.approach.items():
        offers = ", ".join(
            f"`{each.cite}` ({words.plain(each.standing.level)})"
            for each in contents.offers[name]
            if each.standing
        )
        said = words.counted(len(contents.about[name]), "statement")
        yield f"| {approach.name}, `{name}` | {approach.family} | {offers} | {said} |"


def _terms(contents: Contents) -> Iterator[str]:
    yield "## Terms and their readings\n"
    yield "The first reading is the default.\n"
    yield "| term | readings | rests on |\n|---|---|---|"
    for name, term in contents.term.items():
        readings = "; ".join(f"`{each.id}`: {each.says}" for each in term.readings)
        cited = ", ".join(f"`{each}`" for each in term.cites)
        rests = ". ".join(
            filter(None, [cited, f"Assumption: {term.assumption}" * bool(term.assumption)])
        )
        yield f"| `{name}` | {readings} | {rests} |"


def _tensions(contents: Contents) -> Iterator[str]:
    yield "## Tensions\n"
    yield "| tension | statements | what differs |\n|---|---|---|"
    for tension in sorted(contents.tensions, key=lambda each: each.id):
        named = ", ".join(f"`{each}`" for each in tension.statements)
        yield f"| `{tension.id}` | {named} | {tension.differ} |"


def _attributes() -> Iterator[str]:
    yield "## Attributes of a profile\n"
    yield "Every attribute may be unknown.\n"
    yield "| attribute | group | values | |\n|---|---|---|---|"
    for name, each in ATTRIBUTES.items():
        yield f"| `{name}` | {each.group} | {each.choices()} | {each.meaning} |"


def session() -> str:
    """Return a session, as it looks in a terminal of 80 columns."""
    out = io.StringIO()
    console = Console(file=out, width=80, color_system=None)
    step(lambda shown: terminal.write(shown, console))
    told = _session_fingerprint()
    return SESSION.format(made=MADE, told=told, session=out.getvalue().rstrip())


SESSION = """{made}<!-- {told} -->

# A session

What `allscape step` looks like when an educator prepares a class: nothing is known at first, facts
are given one after another, one is taken back, one stays unknown. Each line behind `>` was typed.

![The first answers of a session](pictures/session.svg)

```text
{session}
```
"""


def _session_fingerprint() -> str:
    pages: list[Page] = []
    step(pages.append)
    return fingerprint([part for shown in pages for part in shown])


def _always(text: str) -> Callable[[], str]:
    return lambda: text


def proof() -> str:
    """Return what is proved of the rulebook."""
    return proof_page.page(MADE, ROOT / "examples")


def spellings() -> str:
    """Return what people type."""
    return spellings_page.page(MADE)


GENERATED: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "rulebook.md": rulebook,
    "proof.md": proof,
    "session.md": session,
    "explore.md": lambda: f"{MADE}\n{explored.page()}\n",
    **{f"pictures/{name}.svg": partial(picture, name) for name in PICTURES},
    "spellings.md": spellings,
    "second-reading.md": second_page.page,
    "../rules/rules.schema.json": schema.text,
}
GENERATED |= {name: _always(text) for name, text in lint_pages().items()}


def stale() -> list[str]:
    """Return the generated files that are not what they should be."""
    return [name for name, make in GENERATED.items() if not _fresh(name, make)]


def _fresh(name: str, make: Callable[[], str]) -> bool:
    path = HERE / name
    if not path.exists():
        return False
    written = path.read_text(encoding="utf-8")
    if name.endswith(".svg"):
        return fingerprint(PICTURES[path.stem]()[0]) in written
    if name == "session.md":
        return _session_fingerprint() in written
    return written == make()


def main() -> int:
    """Write the files, or check them."""
    if "--check" in sys.argv:
        found = stale()
        for name in found:
            sys.stderr.write(f"docs/{name} is stale: run python docs/generate.py\n")
        return 1 if found else 0
    for name, make in GENERATED.items():
        (HERE / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
