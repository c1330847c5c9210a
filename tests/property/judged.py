"""Verdicts for a case without a landscape: from the truths of the statements, as evaluating does.

The questions of `explain` are answered by `plain.verdicts`; this takes the other way there.
"""

from collections.abc import Mapping
from functools import cache

from completions import representatives
from editions import BOOK, CHOICES, Choice, edition_of, explained
from hypothesis import strategies as st
from oracle import all_tests, contradicts

from allscape import Profile, Verdict
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation, deciding
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.model.profile import partners

NOW = CHOICES[0]
EDITION = edition_of(NOW)
APPROACHES = [each.id for each in EDITION.approaches()]

choices = st.sampled_from([NOW, *CHOICES])
"""Days and readings, the default one rather more often."""

Verdicts = dict[str, Verdict]


def examined(known: Mapping[str, Value], choice: Choice = NOW) -> Evaluation:
    """Return the evaluation of a case under a day and readings, with both engines."""
    return BOOK.examine(Profile.model_validate(known), as_of=choice[0], readings=dict(choice[1]))


def verdicts(edition: Edition, known: Mapping[str, Value]) -> Verdicts:
    """Return the verdicts of all approaches for a case."""
    truths = explained(edition, Profile.model_validate(known))
    return {each.id: deciding(edition, each.id, truths)[0] for each in edition.approaches()}


def verdict(edition: Edition, approach: str, known: Mapping[str, Value]) -> Verdict:
    """Return the verdict of one approach for a case."""
    return verdicts(edition, known)[approach]


@cache
def tested_by(choice: Choice, approach: str) -> list[Test]:
    """Return every test that an approach rests on."""
    edition = edition_of(choice)
    return list(
        all_tests(edition, [edition.statements[each.id] for each in edition.offers(approach)])
    )


@cache
def kinds(choice: Choice, name: str, approach: str | None = None) -> list[Value]:
    """Return one value of each kind that an approach, or any of them, tells apart."""
    among = [approach] if approach else [each.id for each in edition_of(choice).approaches()]
    every = [test for each in among for test in tested_by(choice, each)]
    return [each for each in representatives(name, every) if each is not None]


def cases(
    known: Mapping[str, Value], name: str, values: list[Value]
) -> list[tuple[Value, dict[str, Value]]]:
    """Return the cases in which an attribute has one of some values, contradictions left out."""
    tried = [(value, {**known, name: value}) for value in values]
    return [each for each in tried if not contradicts(each[1])]


@cache
def names_of(approach: str) -> list[str]:
    """Return the attributes that an approach rests on, and those that exclude values of them."""
    tested = {each.attribute for each in tested_by(NOW, approach)}
    return sorted(tested | partners(tested))
