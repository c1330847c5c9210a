"""Small rulebooks of every shape, as the data that their files would hold.

Each passes every check of the loader. Two made-up articles have four sentences each; terms and
statements are drawn over the numbers and the attributes that exclude each other's values.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from allscape.model.profile import ATTRIBUTES
from allscape.model.segment import fingerprint

BOUNDS = (0, 1.5, 2, 6, 6.01, 10.9, 11, 17.99, 18, 21, 40, 60, 60.5, 61, 120)
"""Numbers at which a drawn rule may turn."""

HANDFUL = (
    "mrd_timing", "treatment_phase", "response_to_car_t", "prior_car_t", "prior_transplant",
    "age", "ecog", "life_expectancy_weeks",
)  # fmt: skip
"""Attributes that exclude each other's values, and all the numbers."""

SOURCES = {"old-2020": "2020-01-01", "new-2024": "2024-06-30"}
APPROACHES = ("approach-0", "approach-1", "approach-2")
UNMODELLED = ("delta mutation", "epsilon level")
"""What no profile has a fact for."""
SENTENCES = 4
"""Each made-up source has as many sentences."""


def sentence(cite: str) -> str:
    """Return the made-up sentence at a citation, with words of its own and words it shares."""
    source, _, number = cite.partition("/")
    return f"Sentence {number} of {source} speaks of alpha, beta and gamma."


CITES = [f"{source}/{n}" for source in SOURCES for n in range(1, SENTENCES + 1)]
_TERMS = ("alef", "bet", "gimel", "dalet")


def _bound(name: str) -> st.SearchStrategy[str]:
    exact = st.sampled_from([f"{each:g}" for each in BOUNDS if each <= ATTRIBUTES[name].high + 6])
    whole = st.integers(0, 20 if ATTRIBUTES[name].whole else 121)
    signs = st.sampled_from(["<", "<=", ">", ">=", "="])
    span = st.builds("{0[0]} to {0[1]}".format, st.tuples(whole, whole).map(sorted))
    completed = st.builds("{} {}".format, signs, whole) | span
    bound = st.builds("{} {}".format, signs, exact)
    if ATTRIBUTES[name].unit != "years":
        return bound | span
    units = st.sampled_from(["years", "years", "months"])
    return bound | st.builds("{} completed {}".format, completed, units)


def _test(name: str) -> st.SearchStrategy[dict[str, Any]]:
    if ATTRIBUTES[name].numeric:
        return st.fixed_dictionaries({name: _bound(name)})
    every = ATTRIBUTES[name].values
    most = min(4, len(every) - 1)
    some = st.lists(st.sampled_from(every), min_size=1, max_size=most, unique=True)
    return st.fixed_dictionaries({name: some})


def _group(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    # A group of none is said of all; a group of any one needs one.
    return (
        st.fixed_dictionaries({"all": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
    )


# A shape is a condition whose leaves say what they test, which term they are instead where there is
# one (-1 for none; -2 for what no profile has a fact for, where a sentence can say so), the number
# of the sentence whose words they have (-1 for none), and whether the sentence is named though it
# is the nearest.
_UNMODELLED = -2
_NUMBER = st.integers(0, len(CITES) - 1)
_LEAF = st.tuples(
    st.one_of(*map(_test, HANDFUL)),
    st.sampled_from([-1] * 4 + [0, 1, 2, 3, _UNMODELLED]),
    st.just(-1) | _NUMBER,
    st.booleans(),
)
_SHAPE = st.recursive(_LEAF, _group, max_leaves=6)
_WHEN = _SHAPE | st.lists(_SHAPE, max_size=3)


def _condition(shape: Any, terms: Sequence[str], cites: Sequence[str], *, tied: bool) -> Any:
    """Return the condition of a shape over `terms`; its words are in `cites`, the first nearest.

    Where `tied`, every test has words, as it has to in a statement.
    """
    if isinstance(shape, list):
        return [_condition(each, terms, cites, tied=tied) for each in shape]
    if isinstance(shape, dict):
        return {key: _condition(each, terms, cites, tied=tied) for key, each in shape.items()}
    test, use, pick, named = shape
    leaf = {"term": terms[use % len(terms)]} if terms and use >= 0 else dict(test)
    if use == _UNMODELLED and cites:
        leaf, tied = {"unmodelled": UNMODELLED[pick % len(UNMODELLED)]}, True
    if not cites or (pick < 0 and not (tied and "term" not in leaf)):
        return leaf
    cite = cites[pick % len(cites)]
    leaf["words"] = ["alpha", "beta", f"Sentence {cite.partition('/')[2]}"][pick % 3]
    return {**leaf, "from": cite} if named or cite != cites[0] else leaf


def _term(name: str, before: Sequence[str], cites: Sequence[str], whens: Sequence[Any]) -> Any:
    readings = [_condition(each, before, cites, tied=False) for each in whens]
    return {
        "id": name, "name": name.title(), "cites": list(cites),
        "words": ["alpha"] if cites else [],
        "assumption": None if cites else "No sentence says so.",
        "readings": [{"id": f"r{n}", "says": "so", "when": w} for n, w in enumerate(readings)],
    }  # fmt: skip


def _statement(at: int, drawn: Any, terms: Sequence[str]) -> tuple[str, dict[str, Any]]:
    number, kind, direction, about, level, when = drawn
    cite = CITES[number]
    cites = [cite, *(each for each in CITES if each != cite)]
    return cite, {
        "id": f"{cite.partition('/')[0]}/s{at}", "kind": kind, "about": sorted(about),
        "direction": "for" if kind == "option" else direction, "says": "so",
        "when": _condition(when, terms, cites, tied=True),
        "standing": {"level": level, "words": "beta"},
    }  # fmt: skip


def _book(order: Sequence[str], terms: Sequence[Any], statements: Sequence[Any]) -> dict[str, Any]:
    defined = [
        _term(order[n], order[:n], [CITES[each] for each in cites], whens)
        for n, (cites, whens) in enumerate(terms)
    ]
    said: dict[str, list[dict[str, Any]]] = {cite: [] for cite in CITES}
    for at, drawn in enumerate(statements):
        cite, made = _statement(at, drawn, order[: len(terms)])
        said[cite].append(made)
    plain = {"kind": "evidence", "says": "so", "when": []}
    return {
        "sources": [
            {"id": each, "title": each, "publisher": "p", "author": "a", "date": day}
            for each, day in SOURCES.items()
        ],
        "terms": defined,
        "approaches": [{"id": each, "name": each, "family": "f"} for each in APPROACHES],
        "quotations": [
            {
                "cite": cite,
                "text": sentence(cite),
                "statements": [*made, {"id": f"{cite}x", **plain}],
            }
            for cite, made in said.items()
        ],
        "ledgers": [{"source": each, "sentences": _ledger(each)} for each in SOURCES],
    }


def _ledger(source: str) -> list[dict[str, Any]]:
    prints = [fingerprint(sentence(f"{source}/{n}")) for n in range(1, SENTENCES + 1)]
    return [{"n": n, "fingerprint": each, "quoted": True} for n, each in enumerate(prints, 1)]


def book_data(most: int = 6) -> st.SearchStrategy[dict[str, Any]]:
    """Return small rulebooks, of `most` statements, as the data that their files would hold."""
    cites = st.lists(_NUMBER, max_size=3, unique=True)
    term = st.tuples(cites, st.lists(_WHEN, min_size=1, max_size=3))
    statement = st.tuples(
        _NUMBER,
        st.sampled_from(["option", "option", "option", "evidence", "caution"]),
        st.sampled_from(["for", "against"]),
        st.sets(st.sampled_from(APPROACHES), min_size=1),
        st.sampled_from(["approved", "emerging"]),
        _WHEN,
    )
    return st.builds(
        _book,
        st.permutations(_TERMS),
        st.lists(term, max_size=len(_TERMS)),
        st.lists(statement, min_size=1, max_size=most),
    )
