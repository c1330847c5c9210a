"""`why`, `whatif`, `compare`, `timeline`, `next`, `readings --case`, run as a user runs them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from program import (
    ESCAPE,
    EXAMPLES,
    folded,
    in_terminal,
    named,
    packed,
    succeeds,
)

from allscape.model.landscape import NOTICE

SIX = EXAMPLES / "six-core-facts-alone.yaml"
ECOG = EXAMPLES / "relapsed-ecog-2.yaml"

COMMANDS: list[tuple[str, list[str | Path]]] = [
    ("why", ["why", SIX, "car-t-relapsed-refractory"]),
    ("moves", ["whatif", SIX, "ph-status=positive", "age=61"]),
    ("changes", ["whatif", SIX, "--each"]),
    ("comparison", ["compare", SIX, ECOG]),
    ("stages", ["timeline", SIX]),
    ("questions", ["next", SIX]),
    ("readings", ["readings", "--case", SIX]),
]
every = pytest.mark.parametrize(("kind", "args"), COMMANDS, ids=named)


def told(*args: str | Path) -> Any:
    """Return the JSON that a command prints."""
    return json.loads(succeeds(*args, "--json").out)


@every
def test_json_is_one_object_with_a_schema_and_the_notice(kind: str, args: list[str | Path]) -> None:
    found = told(*args)
    of_case = [] if kind == "comparison" else ["case"]
    # The readings of a case are asked for under every reading there is.
    readings = [] if kind == "readings" else ["readings"]
    head = ["schema", "notice", *of_case, "as_of", *readings, kind]
    assert list(found)[: len(head)] == head
    assert bool(list(found)[len(head) :]) == (kind == "moves")
    assert (found["schema"], found["notice"]) == (f"allscape.{kind}/1", NOTICE)
    assert found[kind]


@pytest.mark.sampled(2)
@every
@pytest.mark.parametrize("width", [60, 80])
def test_a_page_keeps_its_width_and_ends_with_the_notice(
    kind: str, args: list[str | Path], width: int
) -> None:
    out = succeeds(*args, env={"COLUMNS": "60"} if width == 60 else None).out
    lines = out.splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\n\n\n" not in out
    assert lines[-1] == NOTICE.rstrip(".").upper()
    assert ESCAPE not in out


@every
def test_plain_says_the_same_an_item_a_line(kind: str, args: list[str | Path]) -> None:
    usual, plain = succeeds(*args).out, succeeds(*args, "--plain").out
    for sentence in re.findall("“([^”]*)”\n *—", usual):
        assert folded(sentence) in folded(plain)
    assert not re.search(r"\S {2,}\S", plain)
    assert not re.search(r"^[ \t]", plain, re.MULTILINE)
    assert NOTICE.rstrip(".") in plain


@pytest.mark.posix
@pytest.mark.parametrize("args", [args for _, args in COMMANDS[::4]], ids=named)
def test_in_a_terminal_color_carries_nothing_alone(args: list[str | Path]) -> None:
    colored = in_terminal(*args)
    assert ESCAPE in colored
    assert packed(re.sub(rf"{ESCAPE}\[[0-9;]*m", "", colored)) == packed(succeeds(*args).out)
    without = in_terminal(*args, env={"NO_COLOR": "1"}, width=60)
    assert without == succeeds(*args, env={"COLUMNS": "60"}).out
