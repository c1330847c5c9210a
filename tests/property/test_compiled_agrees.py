"""The compiled verdicts are those of the two engines, whatever the case and the rulebook."""

from dataclasses import replace
from random import Random

import pytest
from contradicting import every_case, every_test
from editions import BOOK, CHOICES, Choice, edition_of, label
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import Profile
from allscape.engine import plain
from allscape.engine.compiled import compiled
from allscape.engine.edition import Edition, edition
from allscape.engine.verdict_cache import Verdicts
from allscape.model.conditions import Not, Test
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from strategies import HANDFUL, SOURCES, often, profiles, rulebooks

CASES = st.lists(profiles(HANDFUL), min_size=1, max_size=8)


def explained(made: Edition, profile: Profile) -> Verdicts:
    """Return what the plain evaluator says of every approach."""
    return plain.verdicts(made, Facts(profile), [each.id for each in made.approaches()])


@settings(max_examples=often(160))
@given(profile=profiles())
def test_on_the_rulebook(profile: Profile) -> None:
    landscape = BOOK.evaluate(profile)
    told = [(each.id, each.verdict) for each in landscape.approaches]
    assert list(BOOK.verdicts(profile).items()) == told
    assert list(BOOK.verdicts(profile.known()).items()) == told


@pytest.mark.parametrize("choice", CHOICES[1:], ids=label)
@settings(max_examples=often(24))
@given(profile=profiles())
def test_on_every_day_and_reading(choice: Choice, profile: Profile) -> None:
    day, readings = choice
    found = BOOK.verdicts(profile, as_of=day, readings=dict(readings))
    assert dict(found) == explained(edition_of(choice), profile)


@settings(max_examples=often(60))
@given(contents=rulebooks(), cases=CASES, pick=st.randoms(use_true_random=False))
def test_on_any_edition_of_a_small_rulebook(
    contents: Contents, cases: list[Profile], pick: Random
) -> None:
    readings = {each.id: pick.choice(each.readings).id for each in contents.terms}
    day = contents.source[min(SOURCES)].date
    for made in (edition(contents), edition(contents, day, readings)):
        judge = compiled(made)
        for profile in [*cases, *reversed(cases)]:
            assert dict(judge(profile)) == explained(made, profile)


@settings(max_examples=often(10))
@given(contents=rulebooks(most=60), cases=CASES)
def test_on_any_rulebook_of_many_statements(contents: Contents, cases: list[Profile]) -> None:
    made = edition(contents)
    judge = compiled(made)
    for profile in cases:
        assert dict(judge(profile)) == explained(made, profile)


@pytest.mark.parametrize("test", every_test(), ids=lambda each: each.text)
@pytest.mark.sampled(3)
@pytest.mark.parametrize("wanted", [True, False])
def test_what_values_exclude_is_the_same_for_every_combination(test: Test, wanted: bool) -> None:
    offer = next(each for each in BOOK.contents.statement.values() if each.offers)
    condition = test if wanted else Not.model_validate({"not": test})
    made = replace(edition_of(CHOICES[0]), terms={}, statements={offer.id: condition})
    judge = compiled(made)
    names = [each.id for each in made.approaches()]
    for case in every_case():
        expected = plain.verdicts(made, Facts(case), names)
        assert dict(judge(case)) == dict(judge(case.known())) == expected
