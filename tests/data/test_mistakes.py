"""Eighty mistakes, one by one: each is caught, or known to be beyond a machine, with the reason."""

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from mistakes import BEYOND, BY_CASES, BY_SECOND, MADE_UP, NEW, OURS, TRIED, Mistake

from allscape import yaml_text
from allscape.cases import read_all
from allscape.engine.edition import edition
from allscape.faults import AllscapeError
from allscape.lint.run import check
from allscape.model.contents import Contents
from allscape.model.segment import fingerprint
from allscape.proof.agreement import paired
from allscape.proof.difference import Aspect, Change, difference
from allscape.proof.prove import prove
from allscape.rulebook.load import load, packaged
from allscape.trials.run import run

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PAGE = ROOT / "docs" / "keeping-the-rules.md"
MISTAKES = [*TRIED, *OURS]
LEDGER = "ledgers:\n  - source: made-up-2023\n    sentences:\n"


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the rulebook with the made-up article, and nothing wrong in it."""
    folder = shutil.copytree(packaged(), tmp_path_factory.mktemp("right") / "rules")
    (folder / NEW).write_text(MADE_UP, encoding="utf-8")
    texts = [" ".join(each["text"].split()) for each in yaml_text.parse(MADE_UP).data["quotations"]]
    lines = [
        f'      - {{n: {n}, fingerprint: "{fingerprint(text)}", quoted: true}}\n'
        for n, text in enumerate(texts, 1)
    ]
    (folder / "ledger" / NEW).write_text(LEDGER + "".join(lines), encoding="utf-8")
    return folder


def _made(right: Path, folder: Path, mistake: Mistake) -> Path:
    shutil.copytree(right, folder)
    file = folder / mistake.file
    text = file.read_text(encoding="utf-8")
    for old, new in mistake.edits:
        assert old in text, f"{mistake.what}: {old}"
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return folder


def caught_by(folder: Path) -> str:
    """Return the first of check, prove and test that fails for a rulebook."""
    found = [each for each in check(folder).found if each.lint.severity != "note"]
    if found:
        return f"check ({found[0].lint.id})"
    contents = load(folder)
    if not prove(edition(contents)).sound:
        return "prove"
    try:
        failed = any(each.failures for each in run(contents, read_all([EXAMPLES])))
    except AllscapeError:
        failed = True
    return "test" if failed else ""


def apart_from_the_second(contents: Contents) -> set[tuple[str, ...]]:
    """Return where a rulebook differs from the second reading; figures differ in their numbers."""
    second = load(ROOT / "second-reading")
    return {_place(each) for each in difference(contents, paired(contents, second)).changes}


def _place(change: Change) -> tuple[str, ...]:
    place = (change.what.value, change.id, change.field.value, change.part)
    if change.field is not Aspect.FIGURES:
        return place
    both = (re.findall(r"\d+(?:\.\d+)?", str(side)) for side in (change.from_, change.to))
    return (*place, *(" ".join(sorted(each)) for each in both))


def expected(mistake: Mistake) -> str:
    """Return what catches a mistake."""
    if mistake.what in BEYOND:
        return "diff" if mistake.what in BY_SECOND else "nobody"
    return "test" if mistake.what in BY_CASES else "check"


def test_there_are_eighty_mistakes_and_nothing_else_is_wrong(right: Path) -> None:
    names = [each.what for each in MISTAKES]
    assert (len(TRIED), len(OURS), len(set(names))) == (40, 40, 80)
    assert set(names) >= BEYOND.keys() | BY_CASES
    assert caught_by(right) == ""


@pytest.mark.sampled(8)
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{expected(each)}-{each.what}")
def test_a_mistake_is_caught(mistake: Mistake, right: Path, tmp_path: Path) -> None:
    by = caught_by(_made(right, tmp_path / "rules", mistake))
    alone = {"diff": "", "nobody": ""}
    # One that comes to be caught otherwise is listed otherwise.
    assert by.partition(" ")[0] == alone.get(expected(mistake), expected(mistake)), by


@pytest.fixture(scope="module")
def known(right: Path) -> set[tuple[str, ...]]:
    """Return where the right rulebook differs from the second reading."""
    return apart_from_the_second(load(right))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", BEYOND)
def test_a_second_reading_shows_what_is_beyond_a_machine(
    name: str, right: Path, tmp_path: Path, known: set[tuple[str, ...]]
) -> None:
    mistake = next(each for each in MISTAKES if each.what == name)
    wrong = load(_made(right, tmp_path / "rules", mistake))
    assert bool(apart_from_the_second(wrong) - known) == (name in BY_SECOND)
    assert _changes(load(right), wrong), "diff shows it, where the other rulebook is right"


def _changes(old: Contents, new: Contents) -> set[Aspect]:
    return {each.field for each in difference(old, new).changes}


def test_the_page_says_how_many_are_caught_by_which(capsys: pytest.CaptureFixture[str]) -> None:
    count = Counter(map(expected, MISTAKES))
    told = ", ".join(f"{count[by]} by `{by}`" for by in ("check", "test", "diff"))
    told += f", {count['nobody']} by nobody"
    with capsys.disabled():
        sys.stdout.write(f"\n{len(MISTAKES)} mistakes: {told}\n")
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert told in page
    assert [each for each in BEYOND if each not in page] == []
