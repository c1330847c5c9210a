"""Tensions: statements that hold together and differ are said to, or said not to be at odds."""

from collections.abc import Iterator
from itertools import combinations

from allscape.lint import samples
from allscape.lint.base import Located, statements
from allscape.lint.meaning import MeantLint
from allscape.model.attributes import show
from allscape.proof.differing import Differing, differing
from allscape.proof.lenses import Sight
from allscape.rulebook.load import Loaded


class UndeclaredTension(MeantLint):
    """Two statements about one approach differ where both hold, and nobody has said in what.

    A reader who sees both wants to know whether the articles contradict each other. Compared is
    every pair: one speaks for the approach and the other against it or warns, they give it other
    standings, or another figure for the same measure. That both can hold is proved over all cases
    and readings, and a smallest case is named. A pair is a tension (`allscape new tension`), or
    `no_tensions` says why it is none; what says so of a pair that does not differ, or is a tension
    already, is told too.
    """

    id = "undeclared-tension"
    avoid = samples.statement(3, "{id: made-up-2020/alpha-seen, direction: against}")
    prefer = avoid + samples.part(
        "no_tensions",
        "statements: [made-up-2020/alpha, made-up-2020/alpha-seen]",
        "because: An example of a reason.",
    )
    related = ("dangling-id",)

    def look(self, loaded: Loaded) -> Iterator[Located]:
        """Yield the pairs of which nothing is said, and what is said of pairs that need nothing."""
        contents = loaded.contents
        found = {each.pair: each for each in differing(contents)}
        tense = {frozenset(e) for t in contents.tensions for e in combinations(t.statements, 2)}
        said: set[frozenset[str]] = set()
        for at, none in enumerate(contents.no_tensions):
            said |= none.pairs
            for names in sorted(map(sorted, none.pairs - (found.keys() - tense))):
                both = " and ".join(f"'{name}'" for name in names)
                declared = frozenset(names) in tense
                why = "a tension says it" if declared else "they do not differ where both hold"
                message = f"{both} need no word: {why}"
                yield Located("no_tensions", at, ("statements",), message, "leave it out")
        places = {each.statement.id: each for each in statements(loaded.written)}
        for pair, each in found.items():
            if pair not in tense | said:
                hint = "new tension, or no_tensions with a reason"
                yield places[each.other.id].located(_message(each), hint, ("id",))


def _message(each: Differing) -> str:
    differ = " and ".join(each.differ)
    return f"differs from '{each.one.id}' in {differ}; both hold {case_of(each.sight)}"


def case_of(sight: Sight) -> str:
    """Return a case in a line."""
    known = sight.case.known()
    facts = ", ".join(f"{name} {show(value)}" for name, value in known.items())
    read = ", ".join(f"{name} read as {reading}" for name, reading in sight.readings.items())
    return f"where {', '.join(filter(None, (facts, read)))}" if facts or read else "always"
