"""How the cost grows: with the rows, and with the rules."""

from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from allscape import Profile, Rulebook
from allscape.engine.compiled import Judge, compiled
from allscape.engine.edition import Edition, edition
from bench import at_once, equal, made
from bench.clock import Times, interleaved, timed
from bench.findings import Claim, Findings, Table
from bench.multiplied import multiplied
from bench.sizes import Sizes
from bench.words import ratio

TIMES = (1, 4, 16)
NOISE = 1.1
"""What a ratio may exceed the line by and still be on it."""
SINGLE, COLUMNS, ROWS = "`book.verdicts`, rules", "columns, rules", "columns, rows"

_Name = tuple[str, int]


def measure(sizes: Sizes) -> Findings:
    """Return times at 1, 4 and 16 times the rows, and at as many times the rules."""
    contents = Rulebook.load().contents
    books = {times: edition(multiplied(contents, times)) for times in TIMES}
    rows = max(1, sizes.rows // 10)
    few = made.columns(books[1], rows)
    for each in books.values():
        _check(each, made.columns(books[1], min(100, rows), made.SEED - 1))
    frames = {times: pl.concat([few] * times) for times in TIMES}
    unseen = [made.columns(books[1], sizes.profiles, made.SEED + n) for n in range(sizes.rounds)]
    profiles = [made.profiles(each) for each in unseen]
    turns: dict[_Name, Callable[[int], float]] = {}
    for times, book in books.items():
        judge = compiled(book)
        for profile in made.profiles(few.head(sizes.profiles)):
            judge(profile)  # the tables fill
        turns[SINGLE, times] = partial(_one_by_one, judge, profiles)
        turns[COLUMNS, times] = partial(_at_once, book, few)
        turns[ROWS, times] = partial(_at_once, books[1], frames[times])
    found = interleaved(turns, sizes.rounds)
    return Findings([_table(found, sizes, rows)], _claims(found))


def _check(book: Edition, frame: pl.DataFrame) -> None:
    profiles = made.profiles(frame)
    expected = equal.explained(book, profiles)
    judge = compiled(book)
    told = f"of {len(expected[0])} approaches"
    equal.same_verdicts(f"book.verdicts {told}", profiles, list(map(judge, profiles)), expected)
    equal.same_verdicts(
        f"columns {told}", profiles, equal.in_rows(at_once.verdicts(book, frame)), expected
    )


def _one_by_one(judge: Judge, profiles: list[list[Profile]], turn: int) -> float:
    mine = profiles[turn]
    return timed(lambda: [judge(each) for each in mine])[0]


def _at_once(book: Edition, frame: pl.DataFrame, _: int) -> float:
    return timed(lambda: at_once.verdicts(book, frame))[0]


def _table(found: Mapping[_Name, Times], sizes: Sizes, rows: int) -> Table:
    told = [
        [what, *(ratio(found[what, each].median / found[what, 1].median) for each in TIMES)]
        for what in (SINGLE, COLUMNS, ROWS)
    ]
    head = ["cost of", *(f"{each} times" for each in TIMES)]
    note = (
        "Each beside the cost of the rulebook as it is; what grows in step with the rules (or the "
        "rows) would be 4 and 16. A rulebook of so many times the rules holds copies of them under "
        f"other names and with other bounds. {sizes.profiles:,} profiles that had not been seen, "
        f"or {rows:,} rows (and 4 and 16 times as many); {sizes.rounds} rounds in turn."
    )
    return Table("Growth", head, told, note)


def _claims(found: Mapping[_Name, Times]) -> list[Claim]:
    says = {
        SINGLE: "one profile at a time costs no more than in step with the rules",
        COLUMNS: "columns cost no more than in step with the rules",
        ROWS: "columns cost no more than in step with the rows",
    }
    claims = []
    for what, told in says.items():
        grown = {each: found[what, each].median / found[what, 1].median for each in TIMES[1:]}
        measured = ", ".join(f"{ratio(cost)} times at {each}" for each, cost in grown.items())
        held = all(cost <= each * NOISE for each, cost in grown.items())
        claims.append(Claim(told, measured, held))
    return claims
