"""The map says of each cell what its definition says; its verdicts are the landscape's."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from editions import BOOK, Choice, edition_of, explained
from hypothesis import example, given, settings
from judged import NOW, choices, examined, kinds, verdict
from oracle import passes

from allscape import Profile, Verdict
from allscape.engine.edition import Edition
from allscape.explain.map import all_asked, landscape_map
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.conditions import Condition, Not, TermUse, Test, parts
from allscape.model.map import CellState, Map
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES
from allscape.render import map as render
from allscape.render.map_cells import Look
from allscape.render.page import Grid
from allscape.render.terminal import height
from strategies import facts, often


def literals(
    edition: Edition, condition: Condition, wanted: bool = True
) -> Iterator[tuple[Test, bool]]:
    """Yield the tests of a condition, terms opened, and whether each is to hold."""
    if isinstance(condition, Test):
        yield condition, wanted
    elif isinstance(condition, TermUse):
        yield from literals(edition, edition.terms[condition.form], wanted)
    else:
        for part in parts(condition):
            yield from literals(edition, part, wanted != isinstance(condition, Not))


def expected(
    choice: Choice, approach: str, known: Mapping[str, Value], missing: tuple[str, ...]
) -> dict[str, CellState]:
    """Return the state of each cell of an approach, as it is defined."""
    edition = edition_of(choice)
    truths = explained(edition, Profile.model_validate(dict(known)))
    asks = {
        each.id: list(literals(edition, edition.statements[each.id]))
        for each in edition.offers(approach)
    }
    holding = [each for each in asks if truths[each] is Truth.TRUE] or list(asks)

    def state(name: str) -> CellState:
        if name not in known:
            return CellState.OPEN if name in missing else CellState.SETTLED
        value = known[name]
        if verdict(edition, approach, {name: value}) is Verdict.RULED_OUT:
            return CellState.FAILS
        mine = [each for option in holding for each in asks[option] if each[0].attribute == name]
        met = all(passes(test, value) == wanted for test, wanted in mine)
        return CellState.HOLDS if met else CellState.IN_PART

    named = {test.attribute for each in asks.values() for test, _ in each}
    return {name: state(name) for name in ATTRIBUTES if name in named}


@settings(max_examples=often(25))
@given(known=facts(), choice=choices)
@example(known={}, choice=NOW)
@example(known={"mrd_timing": "other", "relapse_status": "newly_diagnosed"}, choice=NOW)
def test_each_cell_is_as_defined_and_the_verdicts_are_the_landscape_s(
    known: dict[str, Value], choice: Choice
) -> None:
    evaluation = examined(known, choice)
    known = evaluation.landscape.case.profile
    found = landscape_map(evaluation)
    assert [
        (each.approach, each.verdict, each.standing, each.standing_limit, each.against)
        for each in found.rows
    ] == [
        (each.id, each.verdict, each.standing, each.standing_limit, each.against)
        for each in evaluation.landscape.approaches
    ]
    for row in found.rows:
        missing = evaluation.landscape[row.approach].missing
        shown = {name: cell.state for name, cell in row.cells.items()}
        assert shown == expected(choice, row.approach, known, missing), row.approach
        assert set(shown) <= set(found.columns)


@settings(max_examples=often(40))
@given(known=facts(), choice=choices)
def test_a_ruled_out_row_is_ruled_out_by_what_it_shows(
    known: dict[str, Value], choice: Choice
) -> None:
    found = landscape_map(examined(known, choice))
    for row in found.rows:
        states = {cell.state for cell in row.cells.values()}
        if CellState.FAILS in states:
            assert row.verdict is Verdict.RULED_OUT
        assert (CellState.OPEN in states) <= (row.verdict is Verdict.UNDETERMINED)
        for cell in row.cells.values():
            assert cell.asks
            assert all(cite in BOOK.contents.quotation for cite in cell.cites)
            assert cell.cites


@settings(max_examples=often(8))
@given(choice=choices)
def test_what_a_cell_asks_is_what_does_not_rule_out(choice: Choice) -> None:
    edition = edition_of(choice)
    texts = all_asked(edition).texts
    for approach, name in product(texts, ATTRIBUTES):
        if name in texts[approach] and not ATTRIBUTES[name].numeric:
            asks = texts[approach][name]
            open_to = [
                str(value).lower() if isinstance(value, bool) else value
                for value in kinds(choice, name)
                if verdict(edition, approach, {name: value}) is not Verdict.RULED_OUT
            ]
            if asks.startswith("or "):
                assert set(asks.removeprefix("or ").split(" or ")) <= set(map(str, open_to))
            else:
                assert sorted(asks.split(" or ")) == sorted(map(str, open_to))


@settings(max_examples=often(25))
@given(known=facts(), choice=choices)
def test_the_map_keeps_its_width_and_its_lines(known: dict[str, Value], choice: Choice) -> None:
    evaluation = examined(known, choice)
    found = landscape_map(evaluation)
    for width in (60, 80, 120):
        grid = render.grid(found, Look(width))
        assert isinstance(grid, Grid)
        assert len(grid.rows) <= len(found.rows) + 2
        widths = [
            max((len(row[at][0]) for row in grid.rows if len(row) > 1), default=0)
            for at in range(len(grid.head))
        ]
        heads = [max(at) for at in zip(widths, map(len, grid.head), strict=True)]
        assert sum(heads) + len(heads) - 1 <= width
        _stands_under_its_family(found, grid)
    if choice == NOW:
        page = render.page(found, evaluation, Look(80))
        assert height(page, 80) <= 40 + max(len(found.rows) - 26, 0)


def _stands_under_its_family(found: Map, grid: Grid) -> None:
    """Hold that every row stands under the name of its family, or with all of the small ones."""
    sizes = Counter(each.family for each in found.rows)
    heading, rows = grid.head[0], iter(found.rows)
    for (name, *_), *cells in grid.rows:
        if cells:
            family = next(rows).family
            small = sizes[family] <= render.SELF_NAMED
            named = "Other families" if small else family
            assert named.upper().startswith(heading.rstrip("…"))
        else:
            heading = name


@settings(max_examples=often(25))
@given(known=facts(), choice=choices)
def test_in_words_every_cell_has_its_ask_and_its_state(
    known: dict[str, Value], choice: Choice
) -> None:
    evaluation = examined(known, choice)
    found = landscape_map(evaluation)
    page = render.aloud(found, evaluation, Look(), cites=True)
    lines = [each.text for each in page if hasattr(each, "deep")]
    for row in found.rows:
        (line,) = [
            each
            for each in lines
            if each.startswith(f"{evaluation.landscape[row.approach].name}: ")
        ]
        for name, cell in row.cells.items():
            assert re.search(rf"{name} .*{re.escape(render.SAYS[cell.state])}", line)
            assert all(cite in line for cite in cell.cites)


def test_the_columns_begin_with_the_core() -> None:
    assert landscape_map(examined({})).columns[: len(CORE_ATTRIBUTES)] == CORE_ATTRIBUTES


@pytest.mark.parametrize("approach", list(BOOK.contents.approach))
def test_a_short_name_is_shorter(approach: str) -> None:
    named = BOOK.contents.approach[approach]
    assert len(named.short or named.name) <= 23
    assert not named.short or len(named.short) < len(named.name)
