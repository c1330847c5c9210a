"""Our own rulebook and cases are clean: a failure names the lint, the file and the line."""

from functools import cache
from pathlib import Path

import pytest

from allscape.lint.base import Lint
from allscape.lint.catalogue import LINTS, OF_CASES
from allscape.lint.run import Checked, check, check_cases
from allscape.rulebook.load import packaged, read


@cache
def checked() -> Checked:
    return check(packaged())


@cache
def cases() -> Checked:
    return check_cases([Path(__file__).parents[2] / "examples"], read(packaged()))


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.id)
def test_our_rulebook_is_clean(lint: Lint) -> None:
    assert [str(each.fault) for each in checked().found if each.lint is lint] == []


@pytest.mark.parametrize("lint", OF_CASES, ids=lambda lint: lint.id)
def test_our_cases_are_clean(lint: Lint) -> None:
    assert [str(each.fault) for each in cases().found if each.lint is lint] == []


def test_our_cases_make_claims() -> None:
    assert cases().counts["claims"] > 80


def test_every_lint_ran() -> None:
    assert checked().lints == len(LINTS)
