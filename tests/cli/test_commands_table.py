"""The commands that the help lists are those that there are, and it says of them what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import typer.main
from program import USAGE, refuses, run

from allscape.cli.commands import COMMANDS
from allscape.cli.main import app, own_names

GROUP = typer.main.get_command(app)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_lists_what_the_command_says(name: str) -> None:
    told = GROUP.get_command(typer.Context(GROUP), name).help  # type: ignore[attr-defined]
    assert " ".join(told.split("\n\n")[0].split()) == COMMANDS[name][1]


OF_FACTS = ("match", "map", "explore")


def test_the_commands_with_facts_as_options_take_other_names_for_them() -> None:
    for name in COMMANDS:
        command = GROUP.get_command(typer.Context(GROUP), name)  # type: ignore[attr-defined]
        options = {option for each in command.params for option in each.opts}
        assert (name in OF_FACTS) == ("--ph-status" in options)
        given = [name, *sorted(options)]
        assert own_names(given) == given
        typed = [name, "--mrd", "pos", "--ph_status=neg", "--", "--mrd"]
        taken = [name, "--mrd-result", "pos", "--ph-status=neg", "--", "--mrd"]
        assert own_names(typed) == (taken if name in OF_FACTS else typed)


TOGETHER = [
    "find --matched tki --yaml --json", "sources --bibtex --json", "quiz --out q.md --json",
    "quiz --progress --out q.md", "quiz --progress --seed 1", "quiz --progress --answers a",
    "quiz --out q.md --answers a", "test example:edges --suggest --json",
    "test example:edges --amend --suggest", "test example:edges --amend --complete",
    "mutate example:edges --suggest --json",
]  # fmt: skip


@pytest.mark.parametrize("asked", TOGETHER)
def test_of_options_that_do_not_go_together_none_is_dropped(asked: str, tmp_path: Path) -> None:
    told = set(re.findall("--[a-z]+", asked)) - {"--matched"}
    done = run(*asked.split(), cwd=tmp_path)
    refuses(done, USAGE, "do not go together")
    assert set(re.findall("--[a-z]+", done.err)) == told
    assert not list(tmp_path.iterdir())


LOADED = """
import sys
from allscape.cli.main import main
sys.argv = ["allscape", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True
    )
    return set(told.stderr.split())


def test_the_help_loads_no_command_and_no_library_that_it_does_not_need() -> None:
    found = loaded("--help")
    assert {each for each in found if each.startswith("allscape.")} <= {
        "allscape.cli", "allscape.cli.main", "allscape.cli.commands", "allscape.cli.output",
        "allscape.faults",
    }  # fmt: skip
    assert not found & {"pydantic", "rich", "textual", "yaml", "durable"}


def test_match_loads_no_other_command_and_nothing_for_what_is_in_our_own_words() -> None:
    loaded("match", "--age", "67")  # the rulebook is cached from here on
    found = loaded("match", "--age", "67")
    assert "allscape.book" in found
    assert not found & {
        "allscape.cli.step", "allscape.cli.explore", "allscape.model.spellings",
        "allscape.model.typed", "allscape.proof", "narwhals", "textual", "yaml",
    }  # fmt: skip
