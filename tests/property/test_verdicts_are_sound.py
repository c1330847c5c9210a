"""A verdict is never a guess: it holds in every completion, and no further fact undoes it."""

import pytest
from editions import BOOK, CHOICES, Choice, edition_of, explained, label
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import completed, holds

from allscape import Landscape, Profile, Verdict
from allscape.engine.edition import Edition, edition
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.contents import Contents
from strategies import HANDFUL, facts, often, rulebooks

TRUTH = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


def sound(made: Edition, known: dict[str, Value], keep: set[str]) -> None:
    """Assert that of a complete case everything is settled rightly, of a part nothing wrongly."""
    for last in (False, True):
        case = completed(known, last)
        told = {name: TRUTH[holds(made, when, case)] for name, when in made.statements.items()}
        assert explained(made, Profile.model_validate(case)) == told
        part = {name: value for name, value in case.items() if name in keep}
        for name, truth in explained(made, Profile.model_validate(part)).items():
            assert truth in (Truth.UNKNOWN, told[name])


@pytest.mark.parametrize("choice", CHOICES, ids=label)
@settings(max_examples=often(12))
@given(known=facts(), keep=st.sets(st.sampled_from(list(Profile.model_fields))))
def test_on_the_rulebook(choice: Choice, known: dict[str, Value], keep: set[str]) -> None:
    sound(edition_of(choice), known, keep)


@settings(max_examples=often(65))
@given(contents=rulebooks(), known=facts(HANDFUL), keep=st.sets(st.sampled_from(HANDFUL)))
def test_on_any_small_rulebook(contents: Contents, known: dict[str, Value], keep: set[str]) -> None:
    sound(edition(contents), known, keep)


@settings(max_examples=often(65))
@given(contents=rulebooks(), known=facts(HANDFUL))
def test_no_fact_undoes_a_verdict_of_any_small_rulebook(
    contents: Contents, known: dict[str, Value]
) -> None:
    made, before = edition(contents), dict[str, Truth]()
    for count in range(len(known) + 1):
        now = explained(made, Profile.model_validate(dict(list(known.items())[:count])))
        for name, truth in before.items():
            assert truth in (Truth.UNKNOWN, now[name])
        before = now


def verdicts(landscape: Landscape) -> dict[str, Verdict]:
    """Return the verdict of every approach and every statement."""
    told = {each.id: each.verdict for each in landscape.approaches}
    return told | {each.id: each.verdict for each in landscape.statements}


@settings(max_examples=often(20))
@given(known=facts(), cut=st.integers(0, 24))
def test_no_fact_undoes_what_a_person_was_shown(known: dict[str, Value], cut: int) -> None:
    fewer = dict(list(known.items())[:cut])
    before = verdicts(BOOK.evaluate(Profile.model_validate(fewer)))
    after = verdicts(BOOK.evaluate(Profile.model_validate(known)))
    assert before.keys() == after.keys()
    for name, verdict in before.items():
        assert verdict in (Verdict.UNDETERMINED, after[name])
