"""Whatever keys are pressed: nothing raises, and the screen shows what the events fold to."""

from functools import reduce
from random import Random

import pytest
from piloted import ECOG_3, LARGE, SMALL, Driven, drive, holds, press
from textual.pilot import Pilot

from allscape.explorer.commands import COMMANDS, PRESENTING
from allscape.explorer.facts import LABELS
from allscape.explorer.scene import after
from allscape.session.events import extended

COMMON = [*LABELS.values(), *"0123456789", ".", "?", "escape", "escape", "enter", "f", "u", "r"]
ENDING = {"q"}
KEYS = [
    *sorted({k for each in (*COMMANDS.values(), *PRESENTING.values()) for k in each.keys} - ENDING),
    *COMMON,
]


def _random_keys(seed: int, count: int, every: int) -> None:
    draw = Random(seed)  # not a secret
    keys = [draw.choice(KEYS) for _ in range(count)]

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for at, key in enumerate(keys):
            await press(app, pilot, key)
            if at % every == 0 and len(app.screen_stack) == 1:
                holds(app)
        assert reduce(after, app.acts, app.first) == app.desk.scene
        state = app.first.session
        for event in app.kept:
            state = extended(state, event)
        assert state == app.desk.state

    drive(script, draw.choice([SMALL, LARGE]), case=None if seed % 3 == 0 else ECOG_3)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(4))
def test_some_dozen_random_keys(seed: int) -> None:
    _random_keys(seed, 40, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 110))
def test_a_thousand_random_keys(seed: int) -> None:
    _random_keys(seed, 1000, 10)
