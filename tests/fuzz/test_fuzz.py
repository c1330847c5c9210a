"""What was fuzzed: every find stays found, and a minute of fuzzing finds nothing new."""

from collections import Counter
from pathlib import Path

import pytest
from fuzzed import fuzzed
from kinds import KINDS

FOUND = sorted((Path(__file__).parent / "found").glob("*.*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda each: each.stem)
def test_a_find_is_accepted_or_refused_in_words(path: Path, tmp_path: Path) -> None:
    KINDS[path.stem.partition("-")[0]].judge(path.read_bytes(), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1])
def test_a_minute_finds_nothing(seed: int) -> None:
    finds = Counter[str]()
    counts = fuzzed(list(KINDS), 60, seed, finds)
    assert not finds
    assert all(each.total() for each in counts.values())
