"""Profiles of any kind, and those for which approaches come to verdicts that are asked for."""

from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO

from hypothesis import strategies as st

from allscape.book import Rulebook
from allscape.engine.diagrams import NONE
from allscape.faults import UsageError
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Readings
from allscape.proof.find import Wanted, find
from allscape.proof.meanings import Meanings
from allscape.proof.space import Space
from allscape.render import aloud
from allscape.render.find import none
from allscape.testing.draws import cases, when_drawn
from allscape.testing.grounds import (
    EVERY_ATTRIBUTE,
    Given,
    described,
    given,
    meanings_of,
    named,
    verdict_of,
)

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


@when_drawn
def profiles_where(
    book: Rulebook,
    verdicts: Mapping[str, Verdict],
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[Profile]:
    """Return the profiles for which approaches or statements come to certain verdicts.

    With none asked for, any profile: its numbers lie where the rules turn. `as_of` and `readings`
    are those of `Rulebook.evaluate`, `unknown` and `known` those of `profiles`. Raises `UsageError`
    for names and facts that there are not, and where no case can be so: then with the proof. As
    with all that is drawn of a rulebook, it does so when a test runs, not when its file is read.

    >>> both = {"tki": Verdict.MATCHED, "ponatinib": Verdict.MATCHED}
    >>> @given(case=profiles_where(book, both, age=67))
    ... def law(case):
    ...     assert (case.ph_status, case.age) == ("positive", 67)
    >>> law()
    """
    meanings, facts = meanings_of(book, as_of, readings), given(known, unknown)
    wanted = [
        Wanted(name=described(meanings, name), verdict=verdict_of(each))
        for name, each in verdicts.items()
    ]
    sets = [meanings.profiles(each.name, each.verdict) for each in wanted]
    node = facts.within(meanings.space, *sets)
    if node == NONE:
        raise UsageError.of(_proof(meanings, wanted, facts))
    return cases(meanings.space, node, facts.values)


def matching(
    book: Rulebook,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[Profile]:
    """Return the profiles that match an approach or a statement.

    Arguments and errors as `profiles_where`.

    >>> @given(case=matching(book, "tki"))
    ... def law(case):
    ...     assert case.ph_status == "positive"
    >>> law()
    """
    verdicts = {approach: Verdict.MATCHED}
    return profiles_where(book, verdicts, as_of=as_of, readings=readings, unknown=unknown, **known)


def ruled_out(
    book: Rulebook,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[Profile]:
    """Return the profiles that rule an approach or a statement out.

    Arguments and errors as `profiles_where`.

    >>> @given(case=ruled_out(book, "tki"))
    ... def law(case):
    ...     assert case.ph_status == "negative"
    >>> law()
    """
    verdicts = {approach: Verdict.RULED_OUT}
    return profiles_where(book, verdicts, as_of=as_of, readings=readings, unknown=unknown, **known)


def open_for(
    book: Rulebook,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[Profile]:
    """Return the profiles that leave an approach or a statement open.

    Arguments and errors as `profiles_where`.

    >>> @given(case=open_for(book, "tki"))
    ... def law(case):
    ...     assert case.ph_status is None
    >>> law()
    """
    verdicts = {approach: Verdict.UNDETERMINED}
    return profiles_where(book, verdicts, as_of=as_of, readings=readings, unknown=unknown, **known)


def _proof(meanings: Meanings, wanted: list[Wanted], facts: Given) -> str:
    found = find(meanings, wanted, facts.all())
    page = StringIO()
    aloud.write(none(meanings.edition, found, wanted), page)
    return page.getvalue().rstrip()
