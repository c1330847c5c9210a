"""The second reading: it loads, its errors are found, and what differs from it is settled."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from mistakes import IN_SECOND

from allscape.lint.base import Severity
from allscape.lint.run import check
from allscape.model.statements import Direction
from allscape.proof.agreement import paired
from allscape.proof.difference import Aspect, What, difference
from allscape.rulebook.load import load, packaged

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "docs"))
from second_page import SECOND, Readings, readings  # noqa: E402

BOTH = readings()
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
SECTION = DECISIONS.partition("### The second reading\n")[2].partition("\n## ")[0]
HEADS = " ".join(re.findall(r"^- \*\*(.*?):\*\*", SECTION, re.MULTILINE | re.DOTALL))
APPROACHES = set(re.findall(r"`([\w-]+)`", HEADS))
SENTENCES = set(re.findall(r"[\w-]+/\d+", HEADS))


def _sentences(both: Readings) -> set[str]:
    return {both.first.statement[name].cite for name in both.statements}


def test_it_has_no_error() -> None:
    assert check(SECOND).of(Severity.ERROR) == []


def test_what_differs_is_settled() -> None:
    """Each approach and each sentence that differs has a line with a reason in decisions.md."""
    assert BOTH.approaches == APPROACHES
    assert _sentences(BOTH) <= SENTENCES


@pytest.mark.parametrize("approach", ["ponatinib", "mini-hyper-cvd-inotuzumab"])
def test_what_comes_to_differ_is_not_settled(approach: str) -> None:
    wrong = _said_of_all(approach)
    assert wrong.approaches - APPROACHES == {approach}
    assert _sentences(wrong) - SENTENCES


def _said_of_all(approach: str) -> Readings:
    """Return the readings where the first says of all what offers an approach."""
    mine = load(packaged())
    every = load(packaged()).statement["daver-2025/improved-survival"].when
    offers = {each.id for each in mine.offers[approach]}
    quotations = tuple(
        quotation.model_copy(
            update={
                "statements": tuple(
                    each.model_copy(update={"when": every}) if each.id in offers else each
                    for each in quotation.statements
                )
            }
        )
        for quotation in mine.quotations
    )
    return readings(mine.replace(quotations=quotations))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the second reading with five mistakes."""
    folder = shutil.copytree(SECOND, tmp_path_factory.mktemp("wrong") / "second-reading")
    for mistake in IN_SECOND.values():
        file = folder / mistake.file
        text = file.read_text(encoding="utf-8")
        for old, new in mistake.edits:
            assert text.count(old) == 1, mistake.what
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", IN_SECOND)
def test_diff_finds_each_mistake_in_it_with_a_smallest_case(name: str, wrong: Path) -> None:
    turned = IN_SECOND[name].what == "a direction turned"
    field = Aspect.DIRECTION if turned else Aspect.VERDICT
    found = [
        each
        for each in difference(load(SECOND), load(wrong)).changes
        if (each.what, each.id, each.field) == (What.STATEMENT, name, field)
    ]
    assert found
    assert all(each.case for each in found)


def test_statements_of_one_sentence_are_paired() -> None:
    first, second = load(packaged()), load(SECOND)
    same = paired(first, second)
    assert len(same.statement) == len(second.statement)
    for name in first.statement.keys() & same.statement.keys():
        assert first.statement[name].cite == same.statement[name].cite
    assert paired(first, first) == first
    assert paired(first, same) == same
    # Of two that say the same of two groups, the figures tell which is which.
    group = same.statement["csco-2021/blast-responders"]
    assert (group.figures[0].value, group.direction) == ("not reached", Direction.NEUTRAL)


def test_a_name_that_another_sentence_has_is_not_taken_from_it() -> None:
    first = load(packaged())
    one, other = list(first.statement)[:2]
    taken = first.quotation[first.statement[one].cite]
    named = [each.model_copy(update={"id": other}) for each in taken.statements if each.id == one]
    alone = taken.model_copy(update={"cite": "ash-2024/999", "statements": tuple(named)})
    (found,) = paired(first, first.replace(quotations=(alone,), tensions=())).statement
    assert found == f"{other}-alone"
