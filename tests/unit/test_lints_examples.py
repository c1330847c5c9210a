"""The examples of the lints' pages: what is to be avoided is found, what is preferred is clean."""

import re
from pathlib import Path

import pytest
from sampled import SAMPLE, checked, found

from allscape.lint.base import Lint
from allscape.lint.catalogue import EVERY, LINTS
from allscape.lint.run import check

lints = pytest.mark.parametrize("lint", EVERY, ids=lambda lint: lint.id)


def test_the_sample_rulebook_is_clean() -> None:
    sample = check(SAMPLE)
    assert found(sample) == []
    assert sample.lints == len(LINTS)


@lints
def test_what_is_to_be_avoided_is_found(lint: Lint, tmp_path: Path) -> None:
    assert lint.id in {each.lint.id for each in checked(tmp_path, lint, lint.avoid).found}


@lints
def test_what_is_preferred_is_clean(lint: Lint, tmp_path: Path) -> None:
    assert found(checked(tmp_path, lint, lint.prefer)) == []


@lints
def test_a_lint_says_what_it_is(lint: Lint) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", lint.id)
    assert lint.summary.endswith(".")
    assert len(lint.summary) <= 100
    assert len(lint.why) > 40
    assert set(lint.related) <= {each.id for each in EVERY} - {lint.id}


def test_no_two_lints_have_one_id() -> None:
    assert len({each.id for each in EVERY}) == len(EVERY)
