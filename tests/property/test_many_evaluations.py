"""A hundred thousand evaluations in one process: no crash, no growth, no disagreement."""

from pathlib import Path
from random import Random

import pytest
from editions import BOOK, CHOICES, edition_of, explained

from allscape import Profile
from allscape.engine import forward
from allscape.engine.forward import ForwardEngine
from allscape.model.attributes import Value
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from strategies import NUMBERS, consistent

EVALUATIONS = 100_000
WARM = 5_000
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
