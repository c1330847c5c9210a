from collections.abc import Callable
from typing import Any

from allscape.engine.told import Told, Verdicts
from allscape.model.profile import Profile

def judge_of(
    plan: tuple[tuple[tuple[Any, ...], ...], int, Told, Callable[[Profile], Verdicts]],
) -> Callable[[Profile], Verdicts]: ...
