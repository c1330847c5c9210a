"""Findings can be excluded by id with a reason; errors cannot, and no exclusion stays idle."""

import json
from pathlib import Path

import pytest
from sampled import copy, found
from seeded import place, spoil

from allscape.lint.run import check

EXCLUSION = "exclusions:\n  - {{lint: {lint}, at: {at}, finding: {finding}, reason: So it is.}}\n"
SAYS = ("says: An option in relapse.", "says: The best option in relapse.")
SEEDS = {
    "a statement": ("advice-in-own-words", "made-up-2020/alpha", "rules.yaml", *SAYS),
    "a sentence": ("advice-in-own-words", "made-up-2020/2", "rules.yaml", *SAYS),
    "an approach": (
        "advice-in-own-words", "gamma", "rules.yaml", "name: Gamma,", "name: Best Gamma,",
    ),
    "a term": (
        "number-not-in-its-words", "adult", "rules.yaml",
        "says: 21 completed years and over,", "says: of age,",
    ),
    "a source": (
        "date-not-of-the-source", "made-up-2020", "rules.yaml", "2020-02-29", "2019-02-28",
    ),
    "a tension": (
        "advice-in-own-words", "relapse-or-before", "rules.yaml",
        "differ: Alpha", "differ: Best Alpha",
    ),
    "a ledger": (
        "unread-sentence", "made-up-2020", "ledger.yaml", "omitted: headline", "unread: true",
    ),
    "a line of a ledger": (
        "unread-sentence", "made-up-2020/1", "ledger.yaml", "omitted: headline", "unread: true",
    ),
}  # fmt: skip


def _exclude(folder: Path, lint: str, at: str, finding: str = "best") -> None:
    told = EXCLUSION.format(lint=lint, at=at, finding=finding)
    with (folder / "exclusions.yaml").open("a", encoding="utf-8") as file:
        file.write(told if file.tell() == 0 else told.partition("\n")[2])


@pytest.mark.parametrize(("lint", "at", "file", "old", "new"), SEEDS.values(), ids=SEEDS)
def test_what_is_excluded_is_kept_apart(
    lint: str, at: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / file, old, new)
    first = check(folder)
    before, finding = found(first), json.dumps(first.found[0].fault.message)
    assert {name for name, _ in before} == {lint}
    _exclude(folder, lint, at, finding)
    checked = check(folder)
    assert checked.found == []
    assert [(each.lint.id, str(each.fault)) for each in checked.excluded] == before
    assert {each.exclusion.reason for each in checked.excluded if each.exclusion} == {"So it is."}


@pytest.mark.parametrize("at", ["made-up-2020/beta", "made-up-2020/3", "made-up-2020", "best"])
def test_an_exclusion_elsewhere_excludes_nothing(at: str, tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", *SAYS)
    _exclude(folder, "advice-in-own-words", at)
    checked = check(folder)
    assert {each.lint.id for each in checked.found} == {"advice-in-own-words", "idle-exclusion"}
    assert checked.excluded == []


def test_an_error_is_told_whatever_is_excluded(tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", "value: 12%", "value: 13%")
    _exclude(folder, "figure-not-in-the-sentence", "made-up-2020/alpha-seen")
    where = place(folder / "rules.yaml", "value: 13%")
    assert found(check(folder)) == [
        ("figure-not-in-the-sentence", f"{where}: '13%' is not in the sentence")
    ]


def test_an_idle_exclusion_cannot_be_excluded(tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    _exclude(folder, "idle-exclusion", "alpha")
    ((lint, told),) = found(check(folder))
    assert lint == "idle-exclusion"
    assert told.endswith("'idle-exclusion' cannot be excluded")


def test_exclusions_change_no_verdict(tmp_path: Path) -> None:
    from allscape import Profile, Rulebook

    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", *SAYS)
    before = Rulebook.load(folder).evaluate(Profile(age=70))
    _exclude(folder, "advice-in-own-words", "made-up-2020/alpha")
    assert Rulebook.load(folder).evaluate(Profile(age=70)) == before


def test_an_exclusion_hides_no_other_finding_of_its_lint(tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    says = "says: The best option, which should be given."
    spoil(folder / "rules.yaml", SAYS[0], says)
    _exclude(folder, "advice-in-own-words", "made-up-2020/alpha", "\"'best'\"")
    checked = check(folder)
    assert [each.fault.message for each in checked.excluded] == ["'best' advises, ranks or doses"]
    assert [each.fault.message for each in checked.found] == ["'should' advises, ranks or doses"]


def test_an_exclusion_excludes_one_finding_even_of_two_that_are_told_alike(tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", SAYS[0], f"{SAYS[1]}\n        otherwise: The best one.")
    for excluded in range(3):
        checked = check(folder)
        assert (len(checked.found), len(checked.excluded)) == (2 - excluded, excluded)
        _exclude(folder, "advice-in-own-words", "made-up-2020/alpha")


def test_an_exclusion_that_names_no_finding_is_told(tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", *SAYS)
    _exclude(folder, "advice-in-own-words", "made-up-2020/alpha", '""')
    told = {each.lint.id: each.fault.message for each in check(folder).found}
    assert told["idle-exclusion"] == "does not say which finding it excludes"
    assert told["advice-in-own-words"] == "'best' advises, ranks or doses"
