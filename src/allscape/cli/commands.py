"""The commands by name: a module is imported when its command runs, and not before.

No option takes another one for its value, and none that is given twice has only its last value.
"""

from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import typer.main
from typer.core import TyperArgument, TyperGroup, TyperOption

from allscape.faults import UsageError

_SAYS = {
    "match": "Show what the articles describe for a hypothetical case.",
    "map": (
        "Show the landscape on one screen: what each approach asks, and how a case stands to it."
    ),
    "explore": (
        "See the landscape on the whole screen: change a fact and watch it move, present a case."
    ),
    "step": "Step through a case: answer, see what moves, ask why, take it back.",
    "why": "Show why an approach is matched, ruled out or open, and what would change that.",
    "whatif": "Show what other facts would gain, lose, open or settle.",
    "compare": "Show two cases side by side: facts and landscapes, only what differs.",
    "timeline": (
        "Show the landscape at each article's date, and what each article added or changed."
    ),
    "next": (
        "Show which unknown fact to ask first: the one that can settle the most open approaches."
    ),
    "quiz": "Commit to an answer, then see what decides: questions made from the rules.",
    "pairs": (
        "Show near misses of an approach: two cases one fact apart, and what decides between them."
    ),
    "lesson": "Play a lesson: case by case, each answer after a class has committed to one.",
    "handout": (
        "Write a case or a lesson to hand out: one file, offline, each answer behind a disclosure."
    ),
    "approaches": (
        "List the approaches, or show one whole: every statement, its conditions, its dates."
    ),
    "rules": (
        "List the statements, or show one whole: its sentence, its conditions beside their words."
    ),
    "sources": "List the articles, show every sentence of one, or verify them against their texts.",
    "readings": (
        "List the terms with their readings, or show one whole, or what hangs on them in a case."
    ),
    "examples": "List the hypothetical cases that come with the program, and what each shows.",
    "find": (
        "Find a smallest hypothetical case with certain verdicts, or the proof that there is none."
    ),
    "cohort": "Write the verdicts of a whole file of hypothetical cases, a row a case.",
    "check": (
        "Check a rulebook with every lint (words, quotations, claims, numbers), or cases, or "
        "lessons."
    ),
    "prove": "Prove what holds for every case: what is dead, what covers what, and the gaps.",
    "diff": "Show what differs between two rulebooks, over all cases, with a smallest case each.",
    "test": (
        "Run the expectations of cases, and tell which conditions of the rules they show to decide."
    ),
    "mutate": (
        "Change the rules one condition at a time, and tell which changes no case would notice."
    ),
    "new": (
        "Add to a rulebook: an article whole or sentence by sentence, an approach, a tension; "
        "or make cases."
    ),
}
_MODULES = {
    "explore": "full_screen", "why": "explore", "whatif": "explore", "compare": "explore",
    "timeline": "explore", "next": "explore", "pairs": "quiz", "lesson": "teaching",
    "handout": "teaching", "approaches": "browse", "rules": "browse", "sources": "browse",
    "readings": "browse", "examples": "browse", "find": "proving", "prove": "proving",
    "test": "trying", "mutate": "trying",
}  # fmt: skip
"""Those of the commands that share a module, or whose module has another name."""

COMMANDS = {name: (_MODULES.get(name, name), says) for name, says in _SAYS.items()}
"""Each command's module and what its help begins with, in the order in which they are listed."""

APPS = defaultdict[str, typer.Typer](lambda: typer.Typer(rich_markup_mode=None))
"""What each module makes commands of, by the module's name."""

_LINES = {"TEXT", "FAMILY", "REASON", "URL", "DOI"}
"""What is written into a rulebook as a line."""
_PATHS = {"FILE", "DIR", "WORKSHEET", "CASE", "CASES"}
"""What is never empty, which would be the folder that one is in."""


class _Reader(NamedTuple):
    """Reads what is given for a parameter as Typer does.

    Typer makes a schema of pydantic for each parameter, given or not, and with the first of them
    loads a tenth of what a start loads. Here it is made where there is something to read with it.
    """

    made: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return what a value comes to; a text in ASCII, or a path of one, is what it is."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        kind = param.type_descriptor.annotation
        if kind in (str, Path) and isinstance(value, str) and value.isascii():
            return kind(value)
        return self.made().coerce(value, param=param, ctx=ctx)


class _Option(TyperOption):
    """An option."""

    def get_runtime_param(self) -> Any:
        """Return what reads its value."""
        return _Reader(super().get_runtime_param)


class _Argument(TyperArgument):
    """An argument, which is never empty."""

    def get_runtime_param(self) -> Any:
        """Return what reads its value."""
        return _Reader(super().get_runtime_param)

    def process_value(self, ctx: Any, value: Any) -> Any:
        given = value if isinstance(value, list | tuple) else [value]
        if "" in given and not ctx.resilient_parsing:
            raise UsageError.of(f"{self.metavar}: a name is expected here")
        return super().process_value(ctx, value)


class _Valued(_Option):
    """An option with a value: its own, and one."""

    def add_to_parser(self, parser: Any, ctx: Any) -> None:  # noqa: ARG002  # the option's way
        parser.add_option(self, self.opts, self.name, action="append", nargs=self.nargs)

    def handle_parse_result(self, ctx: Any, opts: Any, args: Any) -> Any:
        given = opts.get(self.name, [])
        if isinstance(given, list) and given and not ctx.resilient_parsing:
            self._check(given, {name for each in ctx.command.get_params(ctx) for name in each.opts})
        if isinstance(given, list) and given and not self.multiple:
            opts = {**opts, self.name: given[-1]}
        return super().handle_parse_result(ctx, opts, args)

    def _check(self, found: list[Any], options: set[str]) -> None:
        name, given = self.opts[0], [each if self.nargs == 1 else " ".join(each) for each in found]
        for each in given:
            if each.partition("=")[0] in options:
                raise UsageError.of(f"{name} has no value: {each} is an option", f"{name}=VALUE")
            if self.metavar in _PATHS and not each:
                raise UsageError.of(f"{name}: a name is expected here")
            if self.metavar in _LINES and not each.isprintable():
                _refuse_hidden(name, each)
        if not self.multiple and len(different := list(dict.fromkeys(given))) > 1:
            values = " and ".join(f"'{each}'" for each in different)
            raise UsageError.of(f"{name} is given twice, as {values}")


def _refuse_hidden(name: str, line: str) -> None:
    from allscape.render.page import hidden, visible

    for at, each in enumerate(line, 1):
        if hidden(each):
            ends = len(f"{each}.".splitlines()) > 1
            expected = "a single line is" if ends else "no control character is"
            shown = "a line feed" if each == "\n" else visible(each)
            raise UsageError.of(f"{name}: {expected} expected here", f"character {at} is {shown}")


def _ours(parameters: list[Any]) -> list[Any]:
    """Return parameters of Typer, each made one of ours."""
    for each in parameters:
        if isinstance(each, TyperArgument):
            each.__class__ = _Argument
        elif isinstance(each, TyperOption):
            each.__class__ = _Option if each.is_flag or each.count else _Valued
    return parameters


def _make_ours(command: Any, ctx: Any) -> None:
    for each in getattr(command, "commands", {}).values():
        _make_ours(each, ctx)
    _ours(command.get_params(ctx))


class Commands(TyperGroup):
    """The program's group of commands, each made when it is asked for; its help needs none."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**{**attrs, "commands": dict.fromkeys(COMMANDS)})

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options of the program itself."""
        return _ours(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None where there is none of that name."""
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            module = import_module(f"allscape.cli.{COMMANDS[cmd_name][0]}")
            made = typer.main.get_group(APPS[module.__name__]).commands
            for each in made.values():
                _make_ours(each, ctx)
            self.commands.update(made)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands with what each is for."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])
