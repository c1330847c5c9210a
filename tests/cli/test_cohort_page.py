"""What the page on cohorts shows is what the program does."""

import re
import shlex
from pathlib import Path

from program import BAD_CASE, folded, run

PAGE = (Path(__file__).parents[2] / "docs" / "cohorts.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the blocks of the page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_command_shown_gives_what_is_shown(tmp_path: Path) -> None:
    cases, bad = blocks("csv")
    (tmp_path / "cases.csv").write_text(cases, encoding="utf-8")
    (command,) = blocks("sh")
    _, *words = shlex.split(command)
    done = run(*words, cwd=tmp_path)
    assert done.code == BAD_CASE
    (summary,) = blocks("text")
    assert folded(summary) in done.words
    assert (tmp_path / "verdicts.bad.csv").read_text(encoding="utf-8") == bad
    head = (tmp_path / "verdicts.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("row,id,blinatumomab-")


def test_the_python_shown_says_what_its_comments_say() -> None:
    (block,) = blocks("python")
    names: dict[str, object] = {}
    for line in filter(None, block.splitlines()):
        code, _, comment = line.partition("  # ")
        if comment:
            told = repr(eval(code, names))  # noqa: S307  # our own page
            assert comment in (told, re.sub(r"<(.*): .*>", r"\1", told))
        else:
            exec(line, names)  # noqa: S102  # our own page
