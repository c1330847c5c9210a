"""One profile after another put to an engine, on the clock."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from allscape import Profile
from bench.clock import timed
from bench.peers.base import Peer

_AT_A_TIME = 100


def asked(engine: Peer, profiles: Sequence[Profile]) -> tuple[float, list[Any]]:
    """Return the seconds a profile that an engine takes, and its answers.

    What an engine is given is made a hundred at a time, right before: as where profiles are made up
    and asked about, and so that the memory of a long list is not what is timed.
    """
    answer, seconds, answers = engine.answer, 0.0, list[Any]()
    for at in range(0, len(profiles), _AT_A_TIME):
        given = [engine.given(each) for each in profiles[at : at + _AT_A_TIME]]
        took, told = timed(partial(_answers, answer, given))
        seconds += took
        answers += told
    return seconds / len(profiles), answers


def _answers(answer: Callable[[Any], Any], given: Sequence[Any]) -> list[Any]:
    return [answer(each) for each in given]
