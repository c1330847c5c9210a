"""The prose of a case as lints look at it: its texts, and the sentences that speak to the case."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from allscape.cases import PlacedCase
from allscape.engine import plain
from allscape.engine.edition import edition
from allscape.engine.evaluate import deciding
from allscape.explain.claims import Claim, claims
from allscape.explain.claims_held import JudgedProfiles
from allscape.lint.base import Lint
from allscape.lint.written.own_text import QUOTED
from allscape.lint.written.view import View
from allscape.model.base import Truth, Verdict
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.segment import fold
from allscape.model.words import stands_in

FIELDS = ("name", "story", "teaching")


class Spot(NamedTuple):
    """What is wrong with a part of a text, and what was meant."""

    start: int
    end: int
    message: str
    hint: str = ""


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length without some parts of it."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


class Book:
    """A rulebook as the prose of cases is held against it; `contents` are as they are written."""

    def __init__(self, contents: Contents, written: Contents) -> None:
        self.contents = contents
        self.verdicts = JudgedProfiles(edition(contents))
        self.view = View(written)

    @cached_property
    def years(self) -> set[float]:
        """The years of the articles."""
        return {float(each.date.year) for each in self.contents.sources}

    @cached_property
    def quotable(self) -> str:
        """All that can be quoted: every quoted sentence, and the words and readings of terms."""
        terms = self.contents.terms
        names = [text for each in terms for text in (each.id, each.name, *each.words)]
        read = [text for term in terms for each in term.readings for text in (each.id, each.says)]
        return "\n".join(map(fold, [*self.view.sentences.values(), *names, *read])).lower()


@dataclass(frozen=True)
class Prose:
    """One text of a case: its name, its story or its teaching notes."""

    book: Book
    placed: PlacedCase
    field: str

    @property
    def text(self) -> str:
        """The text as the file says it."""
        return getattr(self.placed.case, self.field) or ""

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims about verdicts in it. A name makes none: it is printed as it is."""
        return [] if self.field == "name" else claims(self.text, self.book.contents)

    @cached_property
    def quotations(self) -> list[tuple[re.Match[str], bool]]:
        """What stands in quotation marks, and whether it is a quotation of the rulebook."""
        return [(found, self._genuine(found.group())) for found in QUOTED.finditer(self.text)]

    def _genuine(self, quoted: str) -> bool:
        words = fold(quoted[1:-1]).strip(" .,;:?!").lower()
        worded = re.search(r"[a-z]{2}", words) is not None
        return worded and stands_in(words, self.book.quotable)

    @cached_property
    def own(self) -> str:
        """The text without its claims and quotations, of the same length."""
        quoted = [found.span() for found, genuine in self.quotations if genuine]
        return without(self.text, [*quoted, *((each.start, each.end) for each in self.claims)])

    @property
    def supposed(self) -> Iterator[str]:
        """The values that the claims of the case suppose."""
        case = self.placed.case
        for text in (case.story, case.teaching):
            for claim in claims(text, self.book.contents):
                yield from (value for _, value in claim.changes)

    def speaking(self) -> str:
        """Return the sentences that speak to the case, as one text.

        Those of statements that hold for it, and are about nothing, or about an approach that it
        does not rule out.
        """
        case, contents = self.placed.case, self.book.contents
        here = self.book.verdicts.edition(case.readings)
        truths = plain.truths(plain.judge(here, Facts(case.profile)))
        verdicts = {name: deciding(here, name, truths)[0] for name in contents.offers}
        out = {name for name, verdict in verdicts.items() if verdict is Verdict.RULED_OUT}
        found: dict[str, None] = {}
        for name, truth in truths.items():
            about = contents.statement[name].about
            if truth is Truth.TRUE and (not about or set(about) - out):
                found |= dict.fromkeys(self.book.view.cites[name])
        return " ".join(self.book.view.sentences.get(cite, "") for cite in found)


class ProseLint(Lint, ABC):
    """A lint that looks at the prose of a case. `avoid` and `prefer` are cases of the sample."""

    to_mend = True

    @abstractmethod
    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield what is wrong with a text, and where in it."""
