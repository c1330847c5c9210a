"""As many cases as there is time for, through every engine: no crash, growth or disagreement."""

import os
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest
from editions import BOOK, CHOICES, edition_of, explained
from framed import explained_rows, frame_of, judged_rows

from allscape import Profile
from allscape.engine import forward
from allscape.engine.compiled import compiled
from allscape.engine.forward import ForwardEngine
from allscape.model.attributes import Value
from allscape.model.base import VERDICT_OF
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from strategies import NUMBERS, consistent

EVALUATIONS = int(os.environ.get("ALLSCAPE_PROFILES", "100000"))
WARM = 5_000
AT_ONCE = 2_000
SLACK = 2_000_000
"""Bytes that the process may grow by after it has warmed up: 0.02 kB an evaluation."""


def resident() -> int:
    """Return the resident memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def drawn(random: Random) -> dict[str, Value]:
    """Return the facts of some case, without Hypothesis, which keeps what it drew."""
    known: dict[str, Value] = {}
    share = random.random()
    for name, attribute in ATTRIBUTES.items():
        if random.random() > share:
            continue
        if attribute.numeric:
            near = [each for each in NUMBERS if attribute.low <= each <= attribute.high]
            number = random.choice(
                [random.choice(near), random.uniform(0, min(attribute.high, 500))]
            )
            known[name] = int(number) if attribute.whole else number
        else:
            known[name] = random.choice(attribute.values)
    return consistent(known)


@pytest.mark.long
@pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_stays_flat_and_the_engines_agree() -> None:
    random = Random(20_211_022)
    edition = edition_of(CHOICES[0])
    engine = ForwardEngine(edition)
    warm = 0
    for count in range(1, EVALUATIONS + 1):
        profile = Profile.model_validate(drawn(random))
        decided = engine.truths(Facts(profile))
        if count % 10 == 0:
            assert decided == explained(edition, profile)
        if count % 100 == 0:
            assert BOOK.evaluate(profile).engine == forward.NAME
        if count == WARM:
            warm = resident()
    assert resident() - warm < SLACK


def in_duckdb(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(frame.to_arrow())


@pytest.mark.long
@pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")
def test_every_engine_says_the_same_of_so_many_cases() -> None:
    random, edition = Random(20_241_207), edition_of(CHOICES[0])
    engine, judge = ForwardEngine(edition), compiled(edition)
    for _ in range(0, EVALUATIONS, AT_ONCE):
        cases = [Profile.model_validate(drawn(random)) for _ in range(AT_ONCE)]
        expected, frame = explained_rows(cases, edition), frame_of(cases)
        for case, row in zip(cases, expected, strict=True):
            found = {name: VERDICT_OF[truth] for name, truth in engine.truths(Facts(case)).items()}
            found |= judge(case.known())
            assert found == {name: row[name] for name in found}
        assert judged_rows(frame, edition) == expected
        assert judged_rows(frame, edition, in_duckdb) == expected
