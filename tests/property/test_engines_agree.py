"""durable-rules and the plain evaluator give every statement the same truth, whatever the case."""

from random import Random

import pytest
from editions import CHOICES, Choice, edition_of, engine_of, explained, label
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from allscape import Profile
from allscape.engine import forward
from allscape.engine.edition import Edition, edition
from allscape.engine.forward import ForwardEngine
from allscape.faults import RulebookError
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from strategies import HANDFUL, SOURCES, often, profiles, rulebooks

pytestmark = pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")

CASES = st.lists(profiles(HANDFUL), min_size=1, max_size=8)


def compiled(made: Edition) -> ForwardEngine:
    """Return the engine of an edition; a rulebook that it refuses has nothing to agree on."""
    try:
        return ForwardEngine(made)
    except RulebookError:
        reject()


@settings(max_examples=often(200))
@given(profile=profiles())
def test_on_the_rulebook(profile: Profile) -> None:
    default = CHOICES[0]
    assert engine_of(default).truths(Facts(profile)) == explained(edition_of(default), profile)


@pytest.mark.parametrize("choice", CHOICES[1:], ids=label)
@settings(max_examples=often(30))
@given(profile=profiles())
def test_on_every_day_and_reading(choice: Choice, profile: Profile) -> None:
    assert engine_of(choice).truths(Facts(profile)) == explained(edition_of(choice), profile)


@settings(max_examples=often(75))
@given(contents=rulebooks(), cases=CASES)
def test_on_any_small_rulebook(contents: Contents, cases: list[Profile]) -> None:
    made = edition(contents)
    engine = compiled(made)
    for profile in cases:
        assert engine.truths(Facts(profile)) == explained(made, profile)


@settings(max_examples=often(30))
@given(contents=rulebooks(), cases=CASES, pick=st.randoms(use_true_random=False))
def test_on_any_edition_of_a_small_rulebook(
    contents: Contents, cases: list[Profile], pick: Random
) -> None:
    readings = {each.id: pick.choice(each.readings).id for each in contents.terms}
    day = contents.source[min(SOURCES)].date
    for made in (edition(contents, readings=readings), edition(contents, day, readings)):
        engine = compiled(made)
        for profile in cases:
            assert engine.truths(Facts(profile)) == explained(made, profile)


@settings(max_examples=often(12))
@given(contents=rulebooks(most=60), cases=CASES)
def test_on_any_rulebook_of_many_statements(contents: Contents, cases: list[Profile]) -> None:
    made = edition(contents)
    engine = compiled(made)
    for profile in cases:
        assert engine.truths(Facts(profile)) == explained(made, profile)


@settings(max_examples=often(25))
@given(cases=st.lists(profiles(), min_size=2, max_size=6))
def test_an_engine_remembers_no_case_and_hears_no_other_engine(cases: list[Profile]) -> None:
    engines = [engine_of(CHOICES[0]), engine_of(CHOICES[-1])]
    first = [[engine.truths(Facts(each)) for engine in engines] for each in cases]
    again = [[engine.truths(Facts(each)) for engine in engines] for each in reversed(cases)]
    assert again[::-1] == first
