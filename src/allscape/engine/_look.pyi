from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from allscape.engine.told import Verdicts
from allscape.model.profile import Profile

_Table: TypeAlias = tuple[tuple[Any, ...], bytearray, Callable[[int, dict[str, Any]], None]]
_Judge: TypeAlias = Callable[[Profile], Verdicts]

def judge_of(plan: tuple[tuple[_Table, ...], int, Mapping[Any, Verdicts], _Judge]) -> _Judge: ...
