"""The commands by name: a module is imported when its command runs, and not before."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer.main
from typer.core import TyperGroup

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
    "explore": "explorer", "why": "explore", "whatif": "explore", "compare": "explore",
    "timeline": "explore", "next": "explore", "pairs": "quiz", "lesson": "teaching",
    "handout": "teaching", "approaches": "browse", "rules": "browse", "sources": "browse",
    "readings": "browse", "find": "proving", "prove": "proving", "test": "trying",
    "mutate": "trying",
}  # fmt: skip
"""Those of the commands that share a module, or whose module has another name."""

COMMANDS = {name: (_MODULES.get(name, name), says) for name, says in _SAYS.items()}
"""Each command's module and what its help begins with, in the order in which they are listed."""


class _Commands(MutableMapping[str, Any]):
    """The commands, each made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module = import_module(f"allscape.cli.{COMMANDS[name][0]}")
            self._made |= typer.main.get_group(module.app).commands
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Commands(TyperGroup):
    """The program's group of commands; its help needs none of them."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**{**attrs, "commands": {}})
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # the group's way
        """Return the names of the commands."""
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands with what each is for."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])
