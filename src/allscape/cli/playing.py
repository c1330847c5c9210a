"""A lesson line by line: a step out, what a class expects in, the answer out."""

import sys
from collections.abc import Iterator

from allscape.cli.lines import typed_lines
from allscape.cli.quizzing import MEANING, QUIT, Quit
from allscape.learn.given import read_answer
from allscape.model.landscape import NOTICE
from allscape.render.course import Course
from allscape.render.framing import foot
from allscape.render.lesson import UNFOLDS, Stop
from allscape.render.page import Item, Page, Show, Text, Title

_KEYS = (
    "Say what you expect, then press Enter; where there are letters, type one: Enter alone shows "
    "the answer. ? explains the abbreviations, moved shows all that moved, back goes a step back, "
    "quit ends."
)
_BACK = "back"


class Playing:
    """A lesson with whoever types; on a terminal each step waits for Enter.

    A step is shown by `ask`, its answer by `show`.
    """

    def __init__(self, course: Course, show: Show, ask: Show | None = None) -> None:
        self._course, self._show, self._ask_by = course, show, ask or show
        self._lines: Iterator[str] = typed_lines() if sys.stdin is not None else iter(())
        self._terminal = sys.stdin is not None and sys.stdin.isatty()

    def run(self) -> None:
        """Play the lesson to its end, or until whoever types has enough."""
        course = self._course
        self._show([Title(course.title), Text(NOTICE), *course.lead, Text(_KEYS)])
        try:
            course.further()
            while not course.over:
                self._step()
        except Quit:
            pass
        self._show([Text(""), *course.ending(), *foot()])

    def _step(self) -> None:
        """Show a step, take what is said, show the answer; go on, or back."""
        course, step = self._course, self._course.step
        assert step is not None
        self._show([Text("")])
        self._ask_by([Item(step.leaf.heading), *step.leaf.question])
        if (step.waits or self._terminal) and not self._committed(step):
            return
        if course.waiting:
            course.further()
        if step.answers and (reply := course.reply(fold=True)):
            self._show([Text("")])
            self._show(reply)
            if self._terminal and not self._read():
                return
        course.further()

    def _committed(self, step: Stop) -> bool:
        """Take the class's answer, if it has one; tell whether to go on. Raises `Quit`."""
        while line := self._line():
            if line == _BACK:
                self._back()
                return False
            if step.question is None:
                return True
            try:
                self._course.choose(*read_answer(line, step.question))
            except ValueError as error:
                self._show([Text(f"{error}; or Enter, ?, back, or quit")])
            else:
                return True
        return True

    def _read(self) -> bool:
        """Let an answer be read until a line is empty; tell whether to go on. Raises `Quit`."""
        step = self._course.step
        unfolds = f"{UNFOLDS}; " if step is not None and step.moved else ""
        keys: Page = [Text(f"Enter goes on; {unfolds}?; back; quit")]
        self._show(keys)
        while line := self._line():
            if line == _BACK:
                self._back()
                return False
            self._show(keys)
        return True

    def _line(self) -> str:
        """Return the next line that is no wish to see something. Raises `Quit`."""
        for line in self._lines:
            word = line.strip().lower()
            if word in QUIT:
                raise Quit
            if word in MEANING:
                self._show([*self._course.explained(), Text(_KEYS)])
            elif word == UNFOLDS:
                self._show(self._course.moved)
            else:
                return _BACK if word == _BACK else line.strip()
        return ""

    def _back(self) -> None:
        """Go back to where nothing is answered yet: of this step, or of the one before."""
        course = self._course
        course.back()
        if course.step is not None and course.step.answers and not course.waiting:
            course.back()
        if course.step is None:
            course.further()
