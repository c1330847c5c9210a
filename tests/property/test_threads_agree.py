"""Any thread may use a rulebook: the same answers as alone, and no crash."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from allscape import Profile, Rulebook
from allscape.engine import forward
from allscape.engine.forward import ForwardEngine

THREADED = Path(__file__).with_name("threaded.py")


def faults(count: int, timeout: int) -> str:
    """Return what went wrong in a process of many threads."""
    path = [str(THREADED.parent), str(THREADED.parents[1])]
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(THREADED), str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


def test_eight_threads_and_asyncio_get_the_answers_of_one() -> None:
    assert faults(4, 300) == "0\n"


@pytest.mark.long
def test_eight_threads_get_the_answers_of_one_a_hundred_thousand_times() -> None:
    assert faults(12_500, 7_200) == "0\n"


@pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")
def test_of_threads_that_ask_first_one_makes_the_engine(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    class Counted(ForwardEngine):
        def __init__(self, *args: object) -> None:
            made.append(1)
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(forward, "ForwardEngine", Counted)
    fresh, start = Rulebook(book.contents), threading.Barrier(8)

    def ask() -> None:
        start.wait()
        fresh.evaluate(Profile())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 1


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of threads and forks
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_forked_process_is_not_kept_waiting_by_threads_that_it_has_not(book: Rulebook) -> None:
    profile, stop = Profile(age=67), threading.Event()

    def work() -> None:
        while not stop.is_set():
            book.evaluate(profile)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    try:
        for _ in range(5):
            child = os.fork()
            if not child:
                signal.alarm(60)
                book.evaluate(profile)
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        for each in threads:
            each.join()
