"""What each engine is handed means what the conditions mean: proved, not sampled."""

from datetime import timedelta
from functools import cache
from math import prod
from random import Random

import pytest
from editions import BOOK, DATES, READINGS
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from allscape import Profile
from allscape.engine.atoms import fields
from allscape.engine.edition import edition
from allscape.faults import RulebookError
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.proof.handed.rules import facts
from allscape.proof.handed.values import Ends, Valued, every_number, whole_space
from allscape.proof.lenses import every_test
from allscape.proof.space import Space
from allscape.proof.translations import editions, prove
from strategies import SOURCES, often, profiles, rulebooks

PICK = st.randoms(use_true_random=False)


def assert_proved(contents: Contents, pick: Random) -> None:
    """Assert that of a rulebook, as it is usually seen and otherwise, all are equal."""
    readings = {each.id: pick.choice(each.readings).id for each in contents.terms}
    first = contents.source[min(SOURCES)].date
    try:
        found = prove(contents, [edition(contents), edition(contents, first, readings)])
    except RulebookError:  # more alternatives than durable-rules can run
        reject()
    assert [each.differs for each in found.translations] == [()] * len(found.translations)


def test_of_the_rulebook_as_it_is_usually_seen_and_as_it_was_first() -> None:
    every = dict(READINGS)
    seen = [edition(BOOK.contents), edition(BOOK.contents, DATES[1], every)]
    found = prove(BOOK.contents, seen)
    assert found.equal
    assert [each.left_out for each in found.translations] == [0] * len(found.translations)
    statements = sum(len(each.statements) for each in seen)
    rules = found.translations[0]
    assert rules.diagrams == 2 * statements


@pytest.mark.long
def test_of_the_rulebook_on_every_day_and_under_each_reading() -> None:
    found = prove(BOOK.contents, editions(BOOK.contents))
    assert found.equal
    assert found.editions == (2 + len(DATES)) * (1 + len(READINGS))


def test_every_day_and_each_reading_is_looked_at() -> None:
    seen = {(each.as_of, tuple(each.readings.items())) for each in editions(BOOK.contents)}
    usual = BOOK.edition().readings
    for day in (None, *DATES, DATES[0] - timedelta(days=1)):
        for readings in ({}, *({term: reading} for term, reading in READINGS)):
            assert (day, tuple({**usual, **readings}.items())) in seen


def test_readings_are_looked_at_in_every_combination() -> None:
    terms = [each for each in BOOK.contents.terms if len(each.readings) > 1]
    fixed = {each.id: each.readings[1].id for each in terms[:-4]}
    every = list(editions(BOOK.contents, DATES[0], fixed, every_reading=True))
    seen = {tuple(each.readings.items()) for each in every}
    assert len(every) == len(seen) == prod(len(each.readings) for each in terms[-4:])
    assert all(fixed.items() <= each.readings.items() for each in every)


@cache
def facts_read() -> tuple[Space, dict[str, Valued]]:
    """Return the facts of all cases as they are handed to durable-rules, read from their parts."""
    tests = list(every_test(BOOK.contents))
    space = whole_space(tests, every_number(tests), ())
    return space, facts(space)


@settings(max_examples=often(60))
@given(profile=profiles())
def test_the_fact_of_a_case_is_that_of_its_parts(profile: Profile) -> None:
    space, read = facts_read()
    handed, known = fields(Facts(profile)), profile.known()
    for field, values in read.items():
        there = [value for value, node in values.items() if space.holds(node, known)]
        assert len(there) == (field in handed)
        for value in there:
            told = handed[field]
            exact = value.low <= told <= value.high if isinstance(value, Ends) else value == told
            assert exact
    assert handed.keys() <= read.keys()


@settings(max_examples=4)
@given(contents=rulebooks(), pick=PICK)
def test_of_any_small_rulebook(contents: Contents, pick: Random) -> None:
    assert_proved(contents, pick)


@pytest.mark.long
@settings(max_examples=100)
@given(contents=rulebooks(most=9), pick=PICK)
def test_of_many_small_rulebooks(contents: Contents, pick: Random) -> None:
    assert_proved(contents, pick)
