"""The verdicts of whole columns are those of the plain evaluator, on every engine."""

from dataclasses import replace
from random import Random

import duckdb
import narwhals as nw
import polars as pl
import pytest
from contradicting import every_case, every_test
from editions import CHOICES, Choice, edition_of, label
from framed import explained_rows, frame_of, judged_rows, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import Profile, Verdict
from allscape.columns.expressions import WRONG, judged
from allscape.columns.spelling import OURS
from allscape.engine.edition import edition
from allscape.engine.evaluate import Evaluator
from allscape.explain.digest import remarks_that_hold
from allscape.model.conditions import Test
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from needs import SPARK
from strategies import HANDFUL, SOURCES, often, profiles, rulebooks

MANY = st.lists(profiles(), min_size=1, max_size=20)
EVALUATOR = Evaluator(edition_of(CHOICES[0]))
CASES = st.lists(profiles(HANDFUL), min_size=1, max_size=8)


def in_duckdb(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(frame.to_arrow())


@settings(max_examples=often(10))
@given(cases=MANY)
def test_on_the_rulebook(cases: list[Profile]) -> None:
    made = edition_of(CHOICES[0])
    expected = explained_rows(cases, made)
    assert judged_rows(frame_of(cases), made) == expected
    assert judged_rows(frame_of(cases), made, checked=False) == expected
    assert judged_rows(words_of(cases), made) == expected


@pytest.mark.parametrize("wanted", ["< 60", "<= 60", "> 60", ">= 60", "60", "2 to 60"])
def test_on_a_bound_and_beside_it(wanted: str) -> None:
    offer = next(each.id for each in EVALUATOR.edition.contents.statement.values() if each.offers)
    test = Test.model_validate({"age": wanted})
    made = replace(EVALUATOR.edition, terms={}, statements={offer: test})
    cases = [Profile(), *(Profile(age=each) for each in (1.5, 2, 59.5, 60, 60.5))]
    expected = explained_rows(cases, made)
    for frame in (frame_of(cases), words_of(cases)):
        assert judged_rows(frame, made) == judged_rows(frame, made, in_duckdb) == expected


def test_a_number_in_words_is_asked_for_as_it_is_read() -> None:
    offer = next(each for each in EVALUATOR.edition.contents.statement.values() if each.offers)
    test = Test.model_validate({"age": "> 60"})
    made = replace(EVALUATOR.edition, terms={}, statements={offer.id: test})
    frame = nw.from_native(pl.DataFrame({"age": ["60", "sixty-one", "62", None]}))
    told: pl.DataFrame = judged(frame, made, words={"age": {"sixty-one": "61"}}).to_native()
    expected = ["ruled_out", "matched", "matched", "undetermined"]
    assert told[offer.about[0]].to_list() == expected
    assert [each for each in told.columns if each.startswith(OURS)] == [WRONG]


def test_verdicts_are_of_a_closed_set() -> None:
    frame = nw.from_native(frame_of([Profile()]))
    made: pl.DataFrame = judged(frame, EVALUATOR.edition).to_native()
    assert made.schema["tki"] == pl.Enum([each.value for each in Verdict])


@settings(max_examples=often(20))
@given(case=profiles(["cd19_status", "cd22_status", "prior_car_t", "response_to_car_t", "lineage"]))
def test_against_and_notes_are_those_of_a_case(case: Profile) -> None:
    evaluation = EVALUATOR.evaluate(case)
    (row,) = judged_rows(frame_of([case]), EVALUATOR.edition)
    for each in evaluation.landscape.approaches:
        assert row.get(f"{each.id}:against", False) is bool(each.against)
    held = {f"{each.id}:note" for each in remarks_that_hold(evaluation)}
    assert {name for name, value in row.items() if name.endswith(":note") and value} == held


@pytest.mark.sampled(3)
@pytest.mark.parametrize("choice", CHOICES[1:], ids=label)
@settings(max_examples=3)
@given(cases=MANY)
def test_on_every_day_and_reading(choice: Choice, cases: list[Profile]) -> None:
    made = edition_of(choice)
    assert judged_rows(frame_of(cases), made) == explained_rows(cases, made)


@settings(max_examples=often(20))
@given(contents=rulebooks(), cases=CASES, pick=st.randoms(use_true_random=False))
def test_on_any_edition_of_a_small_rulebook(
    contents: Contents, cases: list[Profile], pick: Random
) -> None:
    readings = {each.id: pick.choice(each.readings).id for each in contents.terms}
    day = contents.source[min(SOURCES)].date
    for made in (edition(contents), edition(contents, day, readings)):
        expected = explained_rows(cases, made)
        assert judged_rows(frame_of(cases), made) == expected
        assert judged_rows(frame_of(cases), made, checked=False) == expected
        assert judged_rows(words_of(cases), made) == expected


@settings(max_examples=often(12))
@given(cases=MANY)
def test_on_duckdb(cases: list[Profile]) -> None:
    made = edition_of(CHOICES[0])
    expected = explained_rows(cases, made)
    assert judged_rows(frame_of(cases), made, in_duckdb) == expected
    assert judged_rows(words_of(cases), made, in_duckdb) == expected


@settings(max_examples=6)
@given(contents=rulebooks(), cases=CASES)
def test_on_duckdb_and_any_small_rulebook(contents: Contents, cases: list[Profile]) -> None:
    made = edition(contents)
    assert judged_rows(frame_of(cases), made, in_duckdb) == explained_rows(cases, made)


@settings(max_examples=often(12))
@given(case=profiles(), columns=st.sets(st.sampled_from(sorted(ATTRIBUTES))))
def test_a_missing_column_is_unknown(case: Profile, columns: set[str]) -> None:
    made = edition_of(CHOICES[0])
    left = case.with_(dict.fromkeys(columns))
    frame = frame_of([case]).drop(columns)
    if frame.width:
        assert judged_rows(frame, made) == explained_rows([left], made)


def test_what_values_exclude_is_the_same_for_every_combination() -> None:
    conditions = {f"s{n}": each for n, each in enumerate(every_test())}
    made = replace(edition_of(CHOICES[0]), terms={}, statements=conditions)
    cases = every_case()
    expected = explained_rows(cases, made)
    assert judged_rows(frame_of(cases), made) == expected
    assert judged_rows(frame_of(cases), made, checked=False) == expected
    assert judged_rows(frame_of(cases), made, in_duckdb) == expected


_SPARK = {pl.String(): "string", pl.Boolean(): "boolean", pl.Float64(): "double"}


def in_spark(frame: pl.DataFrame) -> object:
    from allscape.columns.on_spark import session

    schema = ", ".join(f"{name} {_SPARK[kind]}" for name, kind in frame.schema.items())
    return session().createDataFrame(frame.rows(), schema)


@pytest.mark.parametrize("_", [pytest.param("local mode", marks=SPARK)])
@settings(max_examples=2)
@given(cases=st.lists(profiles(), min_size=20, max_size=60))
def test_on_spark(_: str, cases: list[Profile]) -> None:
    made = edition_of(CHOICES[0])
    cases = [*cases, *every_case()[::40]]
    expected = explained_rows(cases, made)
    assert judged_rows(frame_of(cases), made, in_spark) == expected
    assert judged_rows(words_of(cases), made, in_spark) == expected
