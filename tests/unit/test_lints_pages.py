"""The pages of the lints are what the lints say, and every lint has one."""

import re
from pathlib import Path

import pytest

from allscape.lint.pages import lint_pages

DOCS = Path(__file__).parents[2] / "docs"
PAGES = lint_pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run: python docs/generate.py"


def test_no_page_is_left_of_a_lint_that_is_gone() -> None:
    assert {f"lints/{path.name}" for path in (DOCS / "lints").glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_links_of_a_page_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)", PAGES[name])
    assert links
    assert [link for link in links if not (DOCS / name).parent.joinpath(link).exists()] == []
