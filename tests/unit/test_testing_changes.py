"""The assertions about two rulebooks hold, fail and refuse as they say."""

from pathlib import Path

import pytest

from allscape import Rulebook
from allscape.faults import UsageError
from allscape.testing import assert_only_changes, assert_same_landscape
from allscape.testing.changes import UnexpectedChange

MOVED = [
    "over-60",
    "mini-hyper-cvd-inotuzumab",
    *(
        f"csco-2021/mini-hyper-cvd-inotuzumab{each}"
        for each in ("", "-study", "-response", "-survival")
    ),
]


def spoilt(rules: Path, then: str) -> Rulebook:
    """Return the rulebook with another age for the oldest."""
    text = (rules / "terms.yaml").read_text(encoding="utf-8")
    before = '"> 60 completed years"'
    assert text.count(before) == 1
    (rules / "terms.yaml").write_text(text.replace(before, then), encoding="utf-8")
    return Rulebook.load(rules)


def test_what_means_the_same_is_the_same(book: Rulebook, rules: Path) -> None:
    same = spoilt(rules, '">= 61 completed years"')
    assert_same_landscape(book, same, every_day=True)
    assert_only_changes(book, same, [])


def test_what_is_named_may_change_and_nothing_else(book: Rulebook, rules: Path) -> None:
    other = spoilt(rules, '"> 65 completed years"')
    assert_only_changes(book, other, MOVED)
    with pytest.raises(UnexpectedChange, match="mini-hyper-cvd-inotuzumab") as error:
        assert_same_landscape(book, other)
    assert "age 61" in str(error.value)
    with pytest.raises(UnexpectedChange) as beside:
        assert_only_changes(book, other, MOVED[1:])
    assert str(beside.value).startswith("beside what was meant to change:\n1 difference ")


def test_what_is_named_has_to_change(book: Rulebook) -> None:
    with pytest.raises(UnexpectedChange, match="expected to change, and do not: tki, adult"):
        assert_only_changes(book, book, ["tki", "adult"])


def test_a_mistake_is_answered(book: Rulebook) -> None:
    with pytest.raises(UsageError, match=r"neither rulebook has 'tkii' \(did you mean 'tki'\?\)"):
        assert_only_changes(book, book, ["tkii"])
    with pytest.raises(UsageError, match="changed is a list of ids"):
        assert_only_changes(book, book, "tki")
    with pytest.raises(UsageError, match="a Rulebook is expected, not str"):
        assert_same_landscape("rules", book)  # type: ignore[arg-type]
