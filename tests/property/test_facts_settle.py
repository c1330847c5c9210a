"""A value stays possible exactly where it contradicts nothing that is known."""

from itertools import combinations

import pytest
from contradicting import NAMES, every_case, every_test
from hypothesis import given
from oracle import contradicts

from allscape import Profile
from allscape.engine.diagrams import EVERY
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.facts import NOT_APPLICABLE, Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.proof.space import Space
from allscape.testing.grounds import EVERY_ATTRIBUTE
from strategies import facts


@given(known=facts())
def test_on_any_profile(known: dict[str, Value]) -> None:
    told = Facts(Profile.model_validate(known))
    for name, attribute in ATTRIBUTES.items():
        if attribute.numeric:
            assert told.number(name) == known.get(name)
            continue
        choices = [known[name]] if name in known else attribute.values
        allowed = {each for each in choices if not contradicts({**known, name: each})}
        assert set(told.possible(name)) - {NOT_APPLICABLE} == allowed
        if not allowed:
            assert told.values[name] == NOT_APPLICABLE


def test_diagrams_know_of_every_case_what_its_facts_settle() -> None:
    # What tests every value holds where one of them is settled, or has to be one of them.
    any_value = [Test.model_construct(attribute=n, values=ATTRIBUTES[n].values) for n in NAMES]
    tests = [*every_test(), *any_value]
    space = Space(tests)
    for profile in every_case()[::5]:
        known, told = profile.known(), Facts(profile)
        assert space.holds(space.consistent, known)
        for test in tests:
            possible = told.possible(test.attribute)
            holds, fails = space.passing(test)
            assert space.holds(holds, known) == possible.issubset(test.values)
            assert space.holds(fails, known) == possible.isdisjoint(test.values)
        for name in NAMES:
            no_more = name in known or told.values.get(name) == NOT_APPLICABLE
            assert space.holds(space.complete([name]), known) == no_more


def test_diagrams_know_which_values_contradict_each_other() -> None:
    space = Space(every_test())
    given_ = [(name, value) for name in NAMES for value in ATTRIBUTES[name].values]
    for one, other in combinations(given_, 2):
        if one[0] != other[0]:
            known = dict([one, other])
            assert space.holds(space.consistent, known) == (not contradicts(known))


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_a_space_has_what_excludes_its_values_in_turn_and_no_answer_more(name: str) -> None:
    space = Space(each for each in EVERY_ATTRIBUTE if each.attribute == name)
    assert set(space.names) == (set(NAMES) if name in NAMES else {name})
    answers = [each.sample for each in space.cells[name]]
    assert space.sets.some(space.is_(name, each) for each in [None, *answers]) == EVERY
    settled = [each in {c.attribute for c in CONTRADICTIONS} for each in space.names]
    assert settled == sorted(settled)


def test_no_number_is_told_apart_by_what_is_asked_of_another() -> None:
    asked = [{"age": "> 60"}, {"life_expectancy_weeks": ">= 12"}, {"ecog": "<= 2"}]
    space = Space(map(Test.model_validate, asked))
    assert [len(each) for each in space.cells.values()] == [2, 2, 2]
