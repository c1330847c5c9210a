"""Evaluates from many threads at once and says what went wrong: a process of its own can crash."""

import asyncio
import sys
import threading
from collections.abc import Callable
from datetime import date
from random import Random

from test_many_evaluations import drawn

from allscape import Landscape, Profile, Rulebook, Verdict

THREADS = 8
Answers = tuple[Landscape, dict[str, Verdict]]
DAYS = (None, date(2021, 12, 31), date(2024, 12, 7))


def main(count: int) -> None:
    """Evaluate so many times from each of the threads, then from asyncio's; print the faults."""
    sys.setswitchinterval(1e-5)
    random = Random(7)
    profiles = [Profile.model_validate(drawn(random)) for _ in range(40)]
    asked = {at * 7 + thread for at in range(count) for thread in range(THREADS)}

    def answers(book: Rulebook, at: int) -> Answers:
        day, profile = DAYS[at % len(DAYS)], profiles[at // len(DAYS)]
        return book.evaluate(profile, as_of=day), dict(book.verdicts(profile, as_of=day))

    every, alone = len(DAYS) * len(profiles), Rulebook.load()
    wanted = {at: answers(alone, at) for at in sorted({each % every for each in asked})}
    book, faults = Rulebook.load(), list[str]()

    def one(at: int) -> None:
        at %= every
        try:
            found = answers(book, at)
        except Exception as error:  # noqa: BLE001  # told below
            faults.append(repr(error))
        else:
            if found != wanted[at]:
                faults.append(f"another answer than alone: {at}")

    _in_threads(count, one, book)
    asyncio.run(_by_asyncio(count, one))
    print(len(faults), *faults[:3], sep="\n")


def _in_threads(count: int, one: Callable[[int], None], book: Rulebook) -> None:
    start = threading.Barrier(THREADS)

    def work(thread: int) -> None:
        start.wait()
        for at in range(count):
            one(at * 7 + thread)
            if at % 50 == thread:  # engines come and go meanwhile
                Rulebook(book.contents).evaluate(Profile(age=thread))

    threads = [threading.Thread(target=work, args=(each,)) for each in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


async def _by_asyncio(count: int, one: Callable[[int], None]) -> None:
    await asyncio.gather(*(asyncio.to_thread(one, at) for at in range(count)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
