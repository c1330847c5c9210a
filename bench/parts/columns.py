"""Columns in memory: the rules as dataframe expressions beside polars written by hand."""

from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from allscape import Profile, Rulebook
from allscape.engine.edition import Edition
from bench import at_once, by_hand, equal, made
from bench.asked import asked
from bench.clock import Times, interleaved, timed
from bench.findings import Claim, Findings, Table
from bench.formulas import formulas
from bench.peers.base import Peer
from bench.peers.every import peers
from bench.sizes import Sizes
from bench.words import milliseconds, rate, ratio

WORDS, CLOSED = "columns of words", "columns of closed sets"
OURS = "allscape"
CHECKED = "allscape, every value checked as well"
HAND = "polars by hand, verdicts in words"
TRUTHS = "polars by hand, nullable booleans"
AT_LEAST = 200
ROUNDS = 3
"""Rounds for each that is asked for: one is short, so that what else the machine does is felt."""
_TRIED = 500

Work = Callable[[], pl.DataFrame]


def measure(sizes: Sizes) -> Findings:
    """Return how long all rows take, after all verdicts were found equal."""
    book = Rulebook.load()
    edition = book.edition()
    frame = made.columns(edition, sizes.rows)
    kinds = {WORDS: frame, CLOSED: made.closed(frame)}
    works = {
        (kind, name): work
        for kind, each in kinds.items()
        for name, work in _works(edition, each).items()
    }
    check(book, frame, works)
    engine, turn = _fastest(edition, sizes)
    turns = {name: partial(_turn, work, sizes.rows) for name, work in works.items()}
    times = interleaved({**turns, ("", engine): turn}, ROUNDS * sizes.rounds)
    return Findings([_table(times, engine, sizes)], _claims(times, engine))


def check(book: Rulebook, frame: pl.DataFrame, works: Mapping[tuple[str, str], Work]) -> None:
    """Raise `Difference` where one way differs from another, or from one profile at a time."""
    expected = works[WORDS, OURS]()
    for row, wanted in zip(frame.iter_rows(named=True), expected.iter_rows(), strict=True):
        profile = Profile.model_construct(**row)
        if tuple((alone := book.verdicts(profile)).values()) != wanted:
            told = equal.in_rows(pl.DataFrame([wanted], schema=expected.schema, orient="row"))
            equal.same_verdicts("columns of verdicts", [profile], told, [alone])
    for (kind, name), work in works.items():
        found = by_hand.words(work()) if name == TRUTHS else work()
        equal.same_columns(f"{name} ({kind})", frame, found, expected)


def _works(edition: Edition, frame: pl.DataFrame) -> dict[str, Work]:
    return {
        OURS: partial(at_once.verdicts, edition, frame, checked=False),
        CHECKED: partial(at_once.verdicts, edition, frame, checked=True),
        HAND: lambda: by_hand.verdicts(frame.lazy()).collect(),
        TRUTHS: lambda: by_hand.booleans(frame.lazy()).collect(),
    }


def _turn(work: Work, rows: int, _: int) -> float:
    return timed(work)[0] / rows


def _fastest(edition: Edition, sizes: Sizes) -> tuple[str, Callable[[int], float]]:
    """Return the peer that is fastest one profile at a time, and its seconds a profile."""
    profiles = made.profiles(made.columns(edition, sizes.profiles))

    def turn(engine: Peer, most: int, _: int) -> float:
        return asked(engine, profiles[:most])[0]

    found = peers(formulas(edition))
    fastest = min(found, key=lambda name: turn(found[name], _TRIED, 0))
    return fastest, partial(turn, found[fastest], sizes.profiles)


def _table(times: Mapping[tuple[str, str], Times], engine: str, sizes: Sizes) -> Table:
    rows = [
        [
            kind or "one profile at a time",
            name,
            milliseconds(each.median * sizes.rows),
            rate(1 / each.median),
            each.spread,
            ratio(each.median / times[kind or WORDS, OURS].median),
        ]
        for (kind, name), each in times.items()
    ]
    head = ["from", "engine", "ms", "profiles a second", "spread", "allscape is faster by"]
    note = (
        f"{sizes.rows:,} profiles as columns in memory, every verdict of each, all ways equal "
        f"on every row, `book.verdicts` too; {ROUNDS * sizes.rounds} rounds in turn. allscape and "
        "the expressions by hand take the same lazy frame, and the time is that of the whole call, "
        "expressions made included. Nullable booleans are less than verdicts, and no claim is made "
        f"beside them: nobody has put them into words. The time of {engine} is worked out from "
        f"{sizes.profiles:,} profiles a round."
    )
    return Table("Columns in memory", head, rows, note)


def _claims(times: Mapping[tuple[str, str], Times], engine: str) -> list[Claim]:
    claims = []
    for kind in (WORDS, CLOSED):
        faster = times[kind, HAND].median / times[kind, OURS].median
        told = f"{kind} in memory: at least as fast as {HAND}"
        claims.append(Claim(told, f"{ratio(faster)} times as fast", faster >= 1))
        faster = times["", engine].median / times[kind, OURS].median
        told = f"{kind} in memory: at least {AT_LEAST} times the fastest rule engine one at a time"
        claims.append(Claim(told, f"{ratio(faster)} times {engine}", faster >= AT_LEAST))
    return claims
