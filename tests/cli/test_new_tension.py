"""`allscape new tension`: what two statements differ in, or why they are not at odds."""

import shutil
from pathlib import Path

import pytest
from program import DONE, USAGE, run

from allscape.rulebook.load import load

SAMPLE = Path(__file__).parents[2] / "docs" / "lints" / "sample"
ONE, OTHER = "made-up-2020/alpha", "made-up-2020/gamma"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "rules")


def test_a_tension_is_written(rules: Path) -> None:
    done = run("new", "tension", ONE, OTHER, "--id", "t", "--differ", "So.", "--rules", rules)
    assert (done.code, done.out) == (DONE, "")
    (tension,) = [each for each in load(rules).tensions if each.id == "t"]
    assert (tension.statements, tension.differ) == ((ONE, OTHER), "So.")


def test_that_there_is_none_is_written(rules: Path) -> None:
    assert run("new", "tension", ONE, OTHER, "--no", "So.", "--rules", rules).code == DONE
    (none,) = load(rules).no_tensions
    assert none.pairs == {frozenset((ONE, OTHER))}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((ONE, OTHER), "either --id and --differ, or --no"),
        ((ONE, OTHER, "--no", "x", "--id", "t"), "either --id and --differ, or --no"),
        ((ONE, "--no", "x"), "two statements or more differ, or none do"),
        ((ONE, "made-up-2020/gama", "--no", "x"), "no statement 'made-up-2020/gama'"),
        ((ONE, OTHER, "--id", "relapse-or-before", "--differ", "x"), "already"),
    ],
)
def test_what_cannot_be_said_changes_nothing(
    asked: tuple[str, ...], told: str, rules: Path
) -> None:
    before = load(rules)
    done = run("new", "tension", *asked, "--rules", rules)
    assert done.code == USAGE
    assert told in done.err
    assert load(rules) == before


@pytest.mark.parametrize("again", [("--no", "x"), ("--id", "t", "--differ", "x")])
@pytest.mark.parametrize("first", [("--no", "So."), ("--id", "a", "--differ", "So.")])
def test_what_is_said_of_two_is_not_said_again(
    first: tuple[str, ...], again: tuple[str, ...], rules: Path
) -> None:
    assert run("new", "tension", ONE, OTHER, *first, "--rules", rules).code == DONE
    before = load(rules)
    done = run("new", "tension", OTHER, ONE, *again, "--rules", rules)
    if first[0] == again[0] == "--id":  # they may differ in two things
        assert (done.code, len(load(rules).tensions)) == (DONE, len(before.tensions) + 1)
        return
    assert done.code == USAGE
    assert "is said already (So.)" in done.err
    assert str(rules) in done.err
    assert load(rules) == before
