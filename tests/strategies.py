"""Hypothesis strategies: profiles of every kind, small rulebooks of every shape, names.

A profile is drawn with any of its attributes unknown and never contradicts itself. A rulebook is
drawn as the data that its YAML would hold, so that what reads it is under test as well; it always
passes every check of the loader (`test_strategies.py` holds that).
"""

import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from allscape import Profile
from allscape.model.attributes import Attribute, Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.rulebook.resolve import resolve
from allscape.rulebook.segment import fingerprint

BOUNDS = (0, 1.5, 2, 6, 6.01, 10.9, 11, 17.99, 18, 21, 40, 60, 60.5, 61, 120)
"""Numbers at which some rule or reading of a rule may turn."""

_BELOW = [math.nextafter(each, -math.inf) for each in BOUNDS[1:]]
_ABOVE = [math.nextafter(each, math.inf) for each in BOUNDS]

NUMBERS = (
    5e-324,
    1e-7,
    0.0001,
    *BOUNDS,
    *_BELOW,
    *_ABOVE,
    1e4,
    1e16,
    2**53 + 1,
    2**64,
    1e22,
    1e308,
)
"""Those, their nearest neighbours, and what a number may look like at its worst."""

HANDFUL = (
    "mrd_timing", "treatment_phase", "response_to_car_t", "prior_car_t", "prior_transplant",
    "age", "ecog", "life_expectancy_weeks",
)  # fmt: skip
"""Attributes that exclude each other's values, and all the numbers."""

SOURCES = {"old-2020": "2020-01-01", "new-2024": "2024-06-30"}
APPROACHES = ("approach-0", "approach-1", "approach-2")
SENTENCES = 4
"""Each made-up source has as many sentences."""

names = st.text(st.characters(categories=("L", "N", "P", "S", "Zs", "M")), min_size=1, max_size=30)
"""Printable names in any script."""


def top(attribute: Attribute) -> float:
    """Return the largest number that an attribute can be."""
    return min(attribute.high, sys.float_info.max)


def numbers(name: str) -> st.SearchStrategy[float]:
    """Return numbers that an attribute can have, most of them where a rule may turn."""
    attribute = ATTRIBUTES[name]
    low, high = attribute.low, min(attribute.high, 10_000_000)
    if attribute.whole:
        return st.integers(int(low), int(high))
    turning = [each for each in NUMBERS if low <= each <= high]
    return (
        st.sampled_from(turning)
        | st.integers(int(low), min(int(high), 2**70))
        | st.floats(low, high, allow_nan=False)
    )


def values(name: str) -> st.SearchStrategy[Value]:
    """Return the known values of an attribute."""
    return numbers(name) if ATTRIBUTES[name].numeric else st.sampled_from(ATTRIBUTES[name].values)


def consistent(known: Mapping[str, Value]) -> dict[str, Value]:
    """Return `known` without the later one of every two values that contradict each other."""
    left = dict(known)
    for each in CONTRADICTIONS:
        if left.get(each.attribute) == each.value and left.get(each.other) == each.other_value:
            later = [name for name in left if name in (each.attribute, each.other)][-1]
            del left[later]
    return left


@st.composite
def facts(draw: st.DrawFn, of: Iterable[str] = tuple(ATTRIBUTES)) -> dict[str, Value]:
    """Draw attribute values without a contradiction, in any order: few, about half, or most."""
    choices = {name: values(name) for name in of}
    some: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries({}, optional=choices)
    most: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(choices)
    few = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True).flatmap(
        lambda known: st.fixed_dictionaries({name: choices[name] for name in known})
    )
    drawn = draw(some | most | few)
    order = draw(st.permutations(list(drawn))) if len(drawn) > 1 else list(drawn)
    return consistent({name: drawn[name] for name in order})


def profiles(of: Iterable[str] = tuple(ATTRIBUTES)) -> st.SearchStrategy[Profile]:
    """Return profiles that are free of contradiction."""
    return facts(of).map(Profile.model_validate)


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
    return st.builds("{} {}".format, signs, exact) | st.builds(
        "{} completed years".format, completed
    )


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
# one (-1 for none), the number of the sentence whose words they have (-1 for none), and whether the
# sentence is named though it is the nearest.
_NUMBER = st.integers(0, len(CITES) - 1)
_LEAF = st.tuples(
    st.one_of(*map(_test, HANDFUL)),
    st.just(-1) | st.integers(0, len(_TERMS) - 1),
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


def rulebooks(most: int = 6) -> st.SearchStrategy[Contents]:
    """Return small rulebooks, ready for an engine."""
    return book_data(most).map(Contents.model_validate).map(resolve)
