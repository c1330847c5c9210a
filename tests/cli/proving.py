"""The commands that prove and try, with what stands in their JSON; pages of any of them."""

import json
import re
from pathlib import Path
from typing import Any

from program import ESCAPE, EXAMPLES, Done, folded, run, succeeds

from allscape.model.landscape import NOTICE

EDGES = EXAMPLES / "edges" / "every-condition.yaml"
NONE = ["find", "--matched", "tki", "--ruled-out", "ponatinib"]
SOME = ["find", "--matched", "tki", "--open", "blinatumomab-tki-frontline", "age=67"]


def told(*args: str | Path, code: int = 0) -> dict[str, Any]:
    """Return the JSON that a command prints."""
    done = succeeds(*args, "--json") if code == 0 else run(*args, "--json")
    assert (done.code, done.err) == (code, ""), done.err
    found: dict[str, Any] = json.loads(done.out)
    assert list(found)[:2] == ["schema", "notice"]
    assert found["schema"] == f"allscape.{list(found)[2]}/1"
    assert found["notice"] == NOTICE
    return found


def assert_page(done: Done, width: int) -> None:
    """Assert that a page keeps its width, has no color and ends with the notice."""
    lines = done.out.splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\n\n\n" not in done.out
    assert lines[-1] == NOTICE.rstrip(".").upper()
    assert ESCAPE not in done.out


def assert_plain(plain: Done, usual: Done) -> None:
    """Assert that a plain page says what the usual one says, without columns or indents."""
    for sentence in re.findall("“([^”]*)”\n *—", usual.out):
        assert folded(sentence) in plain.words
    assert not re.search(r"\S {2,}\S", plain.out)
    assert not re.search(r"^[ \t]", plain.out, re.MULTILINE)
    assert NOTICE.rstrip(".") in plain.out


def case_file(folder: Path, text: str, name: str = "case.yaml") -> Path:
    """Write a case file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
