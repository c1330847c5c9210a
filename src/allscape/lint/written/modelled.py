"""Conditions that say that no profile has a fact for them, though one has."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.phrases import named
from allscape.lint.written.view import View, WrittenLint
from allscape.model.conditions import Unmodelled
from allscape.model.typed import attribute_named

_GENERIC = re.compile(r"\b(?:an?|the|ALL|disease|patients?|function|status)\b", re.IGNORECASE)


class UnmodelledThoughKnown(WrittenLint):
    """A condition is said to be one that no profile has a fact for, and a profile has it.

    Such a condition is never true and never false: the verdict would stay open for ever, and no
    fact that is known of a case could decide it. Looked for are the names that a fact goes by, and
    the words that mean one of its values, where they are all that is said.
    """

    id = "unmodelled-though-known"
    avoid = samples.statement(
        4,
        "id: made-up-2020/beta",
        "when:",
        "  - {relapse_status: newly_diagnosed, words: newly diagnosed}",
        "  - {unmodelled: Ph-positive disease, words: Ph-positive patients}",
    )
    prefer = samples.PH_POSITIVE
    related = ("words-without-condition", "words-about-something-else")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions that a profile has a fact for."""
        for each in view.conditions:
            if isinstance(each.condition, Unmodelled):
                name = each.condition.unmodelled
                attribute = _known(name) or _known(each.condition.words)
                if attribute is not None:
                    message = f"'{name}' is said to be modelled by no fact, and {attribute} is one"
                    yield each.located(message, f"{attribute}: ...")


def _known(text: str) -> str | None:
    """Return the attribute of which a text names nothing else."""
    if name := attribute_named(text):
        return name
    for attribute, found in named(text):
        rest = re.sub(r"^\w+", "", text[found.end() :])
        if not re.search(r"\w", _GENERIC.sub("", text[: found.start()] + rest)):
            return attribute
    return None
