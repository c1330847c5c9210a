"""Conditions of our own rules made stricter, laxer or other than their words: each is found."""

from pathlib import Path
from typing import NamedTuple

import pytest
from seeded import place, spoil

from allscape.lint.run import check

STRICTER, LAXER, AGAINST = "stricter-than-its-words", "laxer-than-its-words", "against-its-words"
NUMBER, ELSE = "number-not-in-its-words", "words-about-something-else"
LEVEL, NOTE = "level-wider-than-its-words", "same-words-other-condition"


class Seed(NamedTuple):
    """A change of a condition, and where which lints then tell it."""

    file: str
    old: str
    new: str
    near: str
    lints: set[str]


SEEDS = {
    "over 65 for over 60": Seed(
        "terms.yaml", 'when: {age: "> 60 completed years"}', 'when: {age: "> 65 completed years"}',
        'when: {age: "> 65', {STRICTER, NUMBER},
    ),
    "60 and over for over 60": Seed(
        "terms.yaml", 'when: {age: "> 60 completed years"}', 'when: {age: ">= 60 completed years"}',
        'when: {age: ">= 60', {LAXER},
    ),
    "eight weeks for six": Seed(
        "terms.yaml", '{life_expectancy_weeks: "> 6"}', '{life_expectancy_weeks: "> 8"}',
        'when: {life_expectancy_weeks: "> 8"', {STRICTER, NUMBER},
    ),
    "a better ECOG": Seed(
        "terms.yaml", 'when: {ecog: "<= 2"}', 'when: {ecog: "<= 1"}', 'when: {ecog: "<= 1"',
        {STRICTER, NUMBER},
    ),
    "aged 2 to 9": Seed(
        "terms.yaml", "age: 2 to 10 completed", "age: 2 to 9 completed", "when: {age: 2 to 9",
        {STRICTER, NUMBER},
    ),
    "another adulthood than the reading says": Seed(
        "terms.yaml", '{age: ">= 21 completed years"}', '{age: ">= 25 completed years"}',
        'when: {age: ">= 25', {STRICTER, NUMBER},
    ),
    "relapsed for R/R": Seed(
        "car-t.yaml", "{term: relapsed-refractory, words: R/R ALL}",
        "{relapse_status: relapsed, words: R/R ALL}", "{relapse_status: relapsed, words: R/R",
        {STRICTER, NOTE},
    ),
    "the term relapsed for R/R": Seed(
        "car-t.yaml", "{term: relapsed-refractory, words: R/R ALL}",
        "{term: relapsed, words: R/R ALL}", "{term: relapsed, words: R/R", {STRICTER, NOTE},
    ),
    "R/R for relapsed": Seed(
        "tki.yaml", "{term: relapsed, words: who relapsed",
        "{term: relapsed-refractory, words: who relapsed", "{term: relapsed-refractory, words: who",
        {LAXER},
    ),
    "an age that no word says": Seed(
        "disease.yaml", "{term: pediatric, words: For pediatric ALL}",
        '{age: "< 18", words: For pediatric ALL}', '{age: "< 18"', {NUMBER},
    ),
    "Ph-negative for Ph-positive": Seed(
        "tki.yaml", "{ph_status: positive, words: Ph+ ALL patients}",
        "{ph_status: negative, words: Ph+ ALL patients}", "{ph_status: negative, words: Ph+",
        {AGAINST, NOTE},
    ),
    "MRD-positive for negative": Seed(
        "mrd.yaml", "{mrd_result: negative, words: MRD-negative ALL patients}",
        "{mrd_result: positive, words: MRD-negative ALL patients}",
        "{mrd_result: positive, words: MRD-neg", {AGAINST},
    ),
    "MRD-negative for those who did not reach it": Seed(
        "blinatumomab.yaml", "{mrd_result: positive, words: patients who did not reach",
        "{mrd_result: negative, words: patients who did not reach",
        "{mrd_result: negative, words: patients who did not", {AGAINST},
    ),
    "active disease for none": Seed(
        "car-t.yaml", "{active_gvhd: false,", "{active_gvhd: true,",
        "{active_gvhd: true", {AGAINST},
    ),
    "high risk for standard risk": Seed(
        "disease.yaml", "{risk_group: standard, words: standard-risk patients}",
        "{risk_group: high, words: standard-risk patients}", "{risk_group: high, words: standard",
        {AGAINST},
    ),
    "a method that no word says": Seed(
        "mrd.yaml", "{mrd_result: positive, words: MRD-positive ALL patients}",
        "{mrd_by_flow: positive, words: MRD-positive ALL patients}",
        "words: MRD-positive ALL", {ELSE},
    ),
    "a lineage that no word says": Seed(
        "tki.yaml", "{ph_status: positive, words: Ph+ ALL patients}",
        "{lineage: B, words: Ph+ ALL patients}", "words: Ph+ ALL", {ELSE},
    ),
    "a term that no word says": Seed(
        "tki.yaml", "{ph_status: positive, words: Ph+ ALL patients}",
        "{term: adult, words: Ph+ ALL patients}", "words: Ph+ ALL", {ELSE},
    ),
    "approved for what is emerging": Seed(
        "car-t.yaml", "{level: emerging, words: emerging", "{level: approved, words: emerging",
        "level: approved, words: emerging", {LEVEL},
    ),
    "a standard for what may be emerging as one": Seed(
        "blinatumomab.yaml", "{level: emerging, words: may be emerging as a new standard of care",
        "{level: standard, words: a new standard of care", "level: standard, words: a new", {LEVEL},
    ),
}  # fmt: skip


@pytest.mark.sampled(3)
@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_what_is_not_in_the_words_is_found_named_and_placed(rules: Path, seed: Seed) -> None:
    file = rules / seed.file
    spoil(file, seed.old, seed.new)
    found = check(rules).found
    assert {each.lint.id for each in found} == seed.lints
    # Others stand where the same words, or the same term, are used besides.
    where = f"{place(file, seed.near)}: "
    here = {each.lint.id for each in found if str(each.fault).startswith(where)}
    assert here - {NOTE} == seed.lints - {NOTE}
