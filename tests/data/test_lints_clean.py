"""Our own rulebook is clean, lint by lint: a failure names the lint, the file and the line."""

import pytest

from allscape.lint.catalogue import LINTS
from allscape.lint.run import check
from allscape.rulebook.lints.base import Lint
from allscape.rulebook.load import packaged

CHECKED = check(packaged())


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.id)
def test_our_rulebook_is_clean(lint: Lint) -> None:
    assert [str(each.fault) for each in CHECKED.found if each.lint is lint] == []


def test_every_lint_ran() -> None:
    assert CHECKED.lints == len(LINTS)


def test_nothing_is_excluded() -> None:
    assert CHECKED.excluded == []
