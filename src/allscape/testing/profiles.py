"""Profiles of any kind: some facts fixed, some unknown, the others drawn."""

from collections.abc import Iterable

from hypothesis import strategies as st

from allscape.model.profile import ATTRIBUTES, Profile
from allscape.proof.space import Space
from allscape.testing.draws import cases
from allscape.testing.grounds import EVERY_ATTRIBUTE, Given, given, named

_SPACE = Space(EVERY_ATTRIBUTE)


def profiles(
    *, unknown: Iterable[str] = (), of: Iterable[str] | None = None, **known: object
) -> st.SearchStrategy[Profile]:
    """Return profiles that never contradict themselves, with any number of facts unknown.

    `known` are facts that every one of them has, `unknown` attributes that none of them gives; `of`
    are the attributes to draw, all others stay unknown (without it, all are drawn). Shrinks to few
    facts. Raises `UsageError` for attributes and values that there are not.

    >>> @given(case=profiles(unknown=["age"], cd19_status="negative"))
    ... def law(case):
    ...     assert (case.age, case.cd19_status) == (None, "negative")
    >>> law()
    """
    return _drawn(given(known, unknown), of, complete=False)


def complete_profiles(
    *, unknown: Iterable[str] = (), of: Iterable[str] | None = None, **known: object
) -> st.SearchStrategy[Profile]:
    """Return profiles that leave nothing unknown but what cannot be (a response to no CAR T).

    Arguments and errors as `profiles`: what `unknown` names, or `of` does not, is not given.

    >>> @given(case=complete_profiles())
    ... def law(case):
    ...     assert case.age is not None
    >>> law()
    """
    return _drawn(given(known, unknown), of, complete=True)


def _drawn(facts: Given, of: Iterable[str] | None, *, complete: bool) -> st.SearchStrategy[Profile]:
    drawn = frozenset(ATTRIBUTES) if of is None else named(of, "of")
    left = frozenset(ATTRIBUTES) - drawn - facts.values.keys()
    facts = Given(facts.values, facts.unknown | left)
    nodes = [_SPACE.complete(drawn - facts.unknown)] if complete else []
    return cases(_SPACE, facts.within(_SPACE, *nodes), facts.values)
