"""The benchmark runs, its engines agree, and it notices where one does not."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from allscape import Rulebook

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "performance.md"
PEERS = ("durable", "zen", "clips", "cel", "rule_engine", "polars", "narwhals")
ABSENT = [name for name in PEERS if importlib.util.find_spec(name) is None]
BOOK = ROOT / "rules"

needs_peers = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")

Load = Callable[[str], ModuleType]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def rows(text: str, title: str) -> list[list[str]]:
    table = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def test_what_is_written_by_hand_follows_the_rules(load: Load) -> None:
    edition = Rulebook.load().edition()
    frame = load("bench.made").columns(edition, 20_000)
    ours = load("bench.at_once").verdicts(edition, frame)
    theirs = load("bench.by_hand").verdicts(frame.lazy()).collect()
    differ = [name for name in ours.columns if ours[name].to_list() != theirs[name].to_list()]
    assert differ == [], "bench/by_hand.py knows this rulebook and no other"


@needs_peers
def test_every_engine_agrees_and_is_timed() -> None:
    done = run("--quick", "--only", "single", "--only", "columns")
    assert done.returncode == 0, done.stderr
    told = [row[0] for row in rows(done.stdout, "One profile at a time")]
    for name in ("allscape", "durable-rules", "zen-engine"):
        assert sum(each.startswith(name) for each in told) == 2
    for name in ("common-expression-language", "clipspy", "rule-engine"):
        assert sum(each.startswith(name) for each in told) == 1
    assert len(rows(done.stdout, "Columns in memory")) == 9
    assert {row[2] for row in rows(done.stdout, "Claims")} <= {"held", "**NOT held**"}


@needs_peers
@pytest.mark.long
def test_the_whole_of_it_writes_the_page_and_leaves_the_words_around(tmp_path: Path) -> None:
    page = Path(shutil.copy(PAGE, tmp_path))
    done = run("--quick", "--out", str(page))
    assert (done.returncode, done.stdout) == (0, "")
    written, before = page.read_text(), PAGE.read_text()
    for mark, side in (("<!-- bench: begin -->", 0), ("<!-- bench: end -->", 2)):
        assert written.partition(mark)[side] == before.partition(mark)[side]
    titles = ["Start", "One profile at a time", "Columns in memory"]
    for title in (*titles, "A cohort, file to file", "Growth", "A larger rulebook", "Claims"):
        assert rows(written, title)


class Planted:
    """A peer that is right but for one approach, which it takes for matched where it is not."""

    def __init__(self, right: Any) -> None:
        self.given, self.answer, self._right = right.given, right.answer, right

    def matched(self, answer: Any) -> set[str]:
        return {*self._right.matched(answer), "ponatinib"}


@needs_peers
def test_a_wrong_engine_stops_the_run(
    load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    single, part = load("bench.parts.single"), load("bench.part")
    right = single.peers

    def planted(told: Any) -> dict[str, Any]:
        found = right(told)
        return {**found, "clipspy": Planted(found["clipspy"])}

    monkeypatch.setattr(single, "peers", planted)
    assert part.main("single", json.dumps(asdict(load("bench.sizes").QUICK))) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("bench: clipspy differs on ponatinib for the profile {")


@needs_peers
def test_a_wrong_column_stops_the_run(load: Load) -> None:
    columns, made = load("bench.parts.columns"), load("bench.made")
    hand, difference = load("bench.by_hand"), load("bench.findings").Difference
    book = Rulebook.load(BOOK)
    frame = made.columns(book.edition(), 200)
    works = columns._works(book.edition(), frame)
    right = {(columns.WORDS, name): work for name, work in works.items()}
    columns.check(book, frame, right)
    wrong = hand.verdicts(frame.lazy()).collect()
    wrong = wrong.with_columns(tki=wrong["tki"].reverse())
    for at in (columns.OURS, columns.HAND):
        with pytest.raises(difference, match=r"differs on tki for the profile \{"):
            columns.check(book, frame, {**right, (columns.WORDS, at): lambda: wrong})


@needs_peers
def test_profiles_are_the_same_every_time_and_half_unknown(load: Load) -> None:
    made, edition = load("bench.made"), Rulebook.load(BOOK).edition()
    frame = made.columns(edition, 2_000)
    assert frame.equals(made.columns(edition, 2_000))
    assert not frame.equals(made.columns(edition, 2_000, made.SEED + 1))
    known = sum(len(each.known()) for each in made.profiles(frame)) / (2_000 * frame.width)
    assert 0.45 < known < 0.52
    assert {18, 17.999, 61, 60.999, 40, 39.999} <= set(frame["age"].to_list())


@needs_peers
def test_a_larger_rulebook_has_as_many_of_everything_and_other_bounds(load: Load) -> None:
    from allscape.engine.edition import edition

    contents = Rulebook.load(BOOK).contents
    larger = load("bench.multiplied").multiplied(contents, 4)
    assert len(larger.statement) == 4 * len(contents.statement)
    assert len(edition(larger).approaches()) == 4 * len(edition(contents).approaches())
    adult = [larger.term[name].readings[0].when.range.low for name in ("adult", "adult-3")]
    assert adult[1] > adult[0]


def test_a_larger_folder_of_rules_loads_and_has_as_many_of_everything(
    load: Load, tmp_path: Path
) -> None:
    from allscape.rulebook.load import load as loaded

    once = loaded(BOOK)
    twice = loaded(load("bench.copied").copied(BOOK, tmp_path / "rules", 2))
    for part in ("sources", "terms", "approaches", "quotations", "tensions", "ledgers"):
        assert len(getattr(twice, part)) == 2 * len(getattr(once, part))
    assert once.statement.keys() < twice.statement.keys()
    ages = [twice.term[name].readings[0].when.range.low for name in ("adult", "adult-1")]
    assert ages == [18, 19]


def test_the_page_has_its_markers_and_claims() -> None:
    text = PAGE.read_text()
    assert [text.count(f"<!-- bench: {each} -->") for each in ("begin", "end")] == [1, 1]
    assert text.index("<!-- bench: begin -->") < text.index("<!-- bench: end -->")
    claims = rows(text, "Claims")
    assert claims
    for says, measured, held in claims:
        assert says
        assert re.search(r"\d", measured)
        assert held in {"held", "**NOT held**"}


def test_the_readme_lists_the_parts_and_options() -> None:
    readme = (ROOT / "bench" / "README.md").read_text()
    done = run("--help")
    assert done.returncode == 0
    for word in re.findall(r"--\w+", done.stdout):
        assert word == "--help" or f"`{word}" in readme
    parts = re.search(r"\{([\w,]+)\}", done.stdout)
    assert parts is not None
    for name in parts[1].split(","):
        assert f"`{name}`" in readme
