"""A bar on the terminal while something takes long."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING

from allscape.cli.output import console

if TYPE_CHECKING:
    from rich.progress import Progress

    from allscape.cli.options import Screen

AFTER = 2.0
"""Seconds after which somebody at a terminal wants to see that work goes on."""


@contextmanager
def waiting(does: str, screen: "Screen") -> Iterator[None]:
    """Show on a terminal what is being done, and for how long, where it takes over two seconds.

    The bar says nothing of how much is left: the steps of a proof are of no known length.
    """
    if screen.plain or not sys.stderr.isatty():
        yield
        return
    started, shown = monotonic(), list["Progress"]()
    timer = Timer(AFTER, lambda: shown.append(_bar(does, started, screen)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for bar in shown:
            bar.stop()


def _bar(does: str, started: float, screen: "Screen") -> "Progress":
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(
        *columns, console=console(screen, stderr=True), transient=True, get_time=monotonic
    )
    task = bar.add_task(does, total=None)
    bar.tasks[task].start_time = started
    bar.start()
    return bar
