"""The same rulebook and the same case give the same bytes, in whatever order they are written."""

from pathlib import Path
from random import Random

import pytest
from editions import BOOK, CHOICES
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from allscape import Profile, Rulebook, yaml_text
from allscape.faults import RulebookError
from allscape.model.attributes import Value
from allscape.model.contents import Contents, merge
from allscape.rulebook.load import packaged, resolve
from strategies import HANDFUL, facts, often, rulebooks

FILES = sorted(packaged().rglob("*.yaml"))
CASES = [{}, {"relapse_status": "relapsed", "age": 30.5, "prior_car_t": True, "lineage": "B"},
         {"ph_status": "positive", "relapse_status": "newly_diagnosed", "mrd_result": "positive"},
         ]  # type: list[dict[str, Value]]  # fmt: skip


def shuffled(contents: Contents, random: Random) -> Contents:
    """Return contents with every list, and every quotation's statements, in another order."""
    quotations = [
        each.model_copy(
            update={"statements": tuple(random.sample(each.statements, len(each.statements)))}
        )
        for each in contents.quotations
    ]
    lists = {name: list(getattr(contents, name)) for name in Contents.model_fields}
    lists["quotations"] = quotations
    for each in lists.values():
        random.shuffle(each)
    return contents.replace(**lists)


def answers(contents: Contents, cases: list[dict[str, Value]]) -> list[str]:
    """Return the JSON of every case, today and on a day between the articles."""
    book = Rulebook(contents)
    day = sorted(each.date for each in contents.sources)[len(contents.sources) // 2]
    return [
        book.evaluate(Profile.model_validate(case), as_of=as_of).to_json()
        for case in cases
        for as_of in (None, day)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_lists_of_the_rulebook_may_stand_in_any_order(seed: int) -> None:
    assert answers(shuffled(BOOK.contents, Random(seed)), CASES) == answers(BOOK.contents, CASES)


@pytest.mark.parametrize("seed", range(4))
def test_the_files_may_be_read_in_any_order(seed: int) -> None:
    files = Random(seed).sample(FILES, len(FILES))
    assert files != FILES
    assert answers(contents_of(files), CASES) == answers(BOOK.contents, CASES)


def contents_of(files: list[Path]) -> Contents:
    """Return the contents of files that are read one after another."""
    return resolve(merge(Contents.model_validate(yaml_text.read(each).data) for each in files))


@settings(max_examples=often(30))
@given(contents=rulebooks(), known=facts(HANDFUL), random=st.randoms(use_true_random=False))
def test_the_lists_of_any_small_rulebook_may_stand_in_any_order(
    contents: Contents, known: dict[str, Value], random: Random
) -> None:
    try:
        assert answers(shuffled(contents, random), [known]) == answers(contents, [known])
    except RulebookError:
        reject()


@settings(max_examples=often(30))
@given(known=facts(), random=st.randoms(use_true_random=False))
def test_facts_and_readings_may_be_given_in_any_order(
    known: dict[str, Value], random: Random
) -> None:
    readings = list(CHOICES[-1][1])
    first = BOOK.evaluate(Profile.model_validate(known), readings=dict(readings))
    mixed = dict(random.sample(list(known.items()), len(known)))
    other = dict(random.sample(readings, len(readings)))
    again = BOOK.evaluate(Profile.model_validate(mixed), readings=other)
    assert again.to_json() == first.to_json()
