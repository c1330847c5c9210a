"""The examples on a screen: the essence of each comes first, its map is one screen."""

import io
from pathlib import Path
from statistics import median

import pytest
from rich.console import Console

from allscape import Rulebook, cases
from allscape.engine import forward
from allscape.engine.evaluate import Evaluation
from allscape.explain.map import landscape_map
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.render import map as map_page
from allscape.render import match, terminal, words
from allscape.render.map_cells import Look
from allscape.render.page import Page

BOOK = Rulebook.load()
ARTICLES = {"survivornet-2021", "csco-2021", "healthtree-2024", "ash-2024", "daver-2025"}
LATER = sum(not ARTICLES & {e.source for e in each} for each in BOOK.contents.offers.values())
"""How many approaches only later articles offer: each may take two lines more."""
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def _examined(path: Path) -> tuple[Case, Evaluation]:
    case = cases.read(path)
    return case, BOOK.examine(case.profile, name=case.name, readings=case.readings)


def _lines(page: Page, width: int = 80) -> list[str]:
    out = io.StringIO()
    terminal.write(page, Console(file=out, width=width, color_system=None))
    return out.getvalue().splitlines()


def _usual(path: Path) -> list[str]:
    case, evaluation = _examined(path)
    return _lines(match.page(evaluation, case, match.Wishes()))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda each: each.stem)
def test_the_essence_is_on_the_first_screen(path: Path) -> None:
    matched = len(_examined(path)[1].landscape.ids(Verdict.MATCHED))
    first_screen = _usual(path)[: 24 + 2 * LATER + 4 * max(matched - 8, 0)]
    assert f"  {words.MATCHED_MEANS}" in first_screen
    assert any(line.startswith("  ruled out ") for line in first_screen)


def test_a_match_is_a_few_screens_at_the_median() -> None:
    says_so = not forward.available()  # a line, where the plain evaluator decides alone
    assert median(len(_usual(path)) for path in EXAMPLES) <= 60 + says_so + 4 * LATER


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda each: each.stem)
def test_the_map_is_one_screen(path: Path) -> None:
    _, evaluation = _examined(path)
    found = landscape_map(evaluation)
    for width in (60, 80):
        lines = _lines(map_page.page(found, evaluation, Look(width)), width)
        assert max(map(len, lines)) <= width
        assert width < 80 or len(lines) <= 40 + 2 * LATER
