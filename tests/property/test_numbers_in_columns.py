"""What a column of words makes of the text of a number is what a case makes of it."""

import csv
import json
import re
from dataclasses import replace
from math import inf, nextafter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from editions import CHOICES, edition_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from allscape import Profile
from allscape.columns import bad
from allscape.columns.cohort import run
from allscape.columns.engines import Backend, engine_of
from allscape.columns.files import CohortFiles
from allscape.columns.spelling import plain_number, readable
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.model.attributes import show, taken
from allscape.model.conditions import Test
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from needs import SPARK
from strategies import NUMBERS, often

WEEKS = ATTRIBUTES["life_expectancy_weeks"]
BOUNDS = {"age": 60, "life_expectancy_weeks": 6}

_digits = st.text("0123456789", max_size=20)
_exponent = st.just("") | st.builds(
    "{}{}{}".format, st.sampled_from("eE"), st.sampled_from(["", "+", "-"]), st.integers(0, 400)
)
_made_up = st.builds(
    "{}{}{}{}{}".format, st.sampled_from(["", "", "+"]), _digits, st.sampled_from(["", "."]),
    _digits, _exponent,
)  # fmt: skip
_float = st.sampled_from(NUMBERS) | st.floats(0, 130) | st.floats(0, allow_infinity=False)
_shown = st.builds("{:.{}{}}".format, _float, st.integers(9, 20), st.sampled_from("gf"))
_after = st.builds("{:018}".format, st.integers(0, 18)).flatmap(
    lambda digits: st.integers(0, 18).map(lambda start: digits[start:])
)
_near = st.builds(
    lambda bound, nines, ends: f"{bound - 1}.{'9' * nines}{ends}" if nines else f"{bound}.{ends}",
    st.sampled_from([*BOUNDS.values(), 1, 18, 100]),
    st.integers(0, 18),
    _after,
)
TEXTS = (_made_up | _float.map(repr) | _shown | _near).filter(lambda text: 0 < len(text) < 500)
MANY = st.lists(TEXTS, min_size=1, max_size=12)
KNOWN = ["60.9999999999999999", "60.999999999999999", "6.0000000000000001", "60.48186173853525"]
KNOWN += ["33.300000000000004", "9007199254740992", "9007199254740993", "1e308", "1e+308", "1e-999"]
KNOWN += ["5e-324", "4e-324", "60.0000000000000000", "119.99999999999999999", "0e-999", "1e16"]


def _read(frame: Any, api: Any = nw) -> list[float | None]:
    found = nw.from_native(frame).select(number=plain_number(api, api.col("text")))
    numbers: list[float | None] = found.collect("polars").to_native()["number"].to_list()
    return numbers


@settings(max_examples=often(300))
@example(KNOWN)
@given(MANY)
def test_every_engine_reads_what_a_column_is_said_to_read_as_a_case_does(texts: list[str]) -> None:
    frame = pl.DataFrame({"text": texts})
    expected = [taken(WEEKS, each) if readable(WEEKS, each) else None for each in texts]
    assert all(taken(WEEKS, each) is not None for each in texts if readable(WEEKS, each))
    assert _read(frame.lazy()) == expected
    assert frame.select(plain_number(pl, pl.col("text")))["text"].to_list() == expected
    assert _read(duckdb.connect().from_arrow(frame.to_arrow())) == expected


@pytest.mark.parametrize("backend", [Backend.POLARS, Backend.DUCKDB])
@pytest.mark.parametrize("suffix", ["csv", "semicolons", "jsonl"])
@settings(max_examples=often(24))
@example(texts=KNOWN)
@given(texts=MANY)
def test_a_cohort_judges_it_so(texts: list[str], suffix: str, backend: Backend) -> None:
    _judged_as_cases(texts, suffix, backend)


@pytest.mark.parametrize("suffix", [pytest.param("csv", marks=SPARK)])
@settings(max_examples=2)
@example(texts=KNOWN)
@given(texts=MANY)
def test_on_spark(texts: list[str], suffix: str) -> None:
    _judged_as_cases(texts, suffix, Backend.SPARK)


def _judged_as_cases(texts: list[str], suffix: str, backend: Backend) -> None:
    made, approaches = _edition()
    rows = [{name: text} for text in texts for name in approaches]
    cases = dict(enumerate(map(_case, rows), 1))
    with TemporaryDirectory() as folder:
        path = _written(rows, Path(folder), suffix)
        files = CohortFiles(path, Path(folder, "v.csv"), Path(folder, "v.bad.csv"))
        run(files, made, engine_of(backend))
        told = {each["row"]: each for each in _rows(files.verdicts)}
        wrong = {each["row"]: each["wrong"] for each in _rows(files.bad)}
    assert wrong.keys() == {str(row) for row, case in cases.items() if case is None}
    assert not any("in a column" in each for each in wrong.values())
    for row, case in cases.items():
        if case is not None:
            verdicts = plain.verdicts(made, Facts(case), list(approaches.values()))
            assert {name: told[str(row)][name] for name in verdicts} == verdicts, rows[row - 1]


def _rows(path: Path) -> list[dict[str, str]]:
    found = list[dict[str, str]]()
    for each in path.glob("part-*") if path.is_dir() else filter(Path.exists, [path]):
        with each.open(newline="") as file:
            found += csv.DictReader(file)
    return found


def _edition() -> tuple[Edition, dict[str, str]]:
    """Return an edition in which an approach turns at a bound of each number, and which does."""
    usual = edition_of(CHOICES[0])
    offers = {each.about[0]: each.id for each in usual.contents.statement.values() if each.offers}
    approaches = dict(zip(BOUNDS, offers, strict=False))
    tests = {
        offers[approaches[name]]: Test.model_validate({name: f"> {bound}"})
        for name, bound in BOUNDS.items()
    }
    return replace(usual, terms={}, statements=tests), approaches


def _case(row: dict[str, str]) -> Profile | None:
    try:
        return Profile.model_validate(row)
    except ValidationError:
        return None


def _written(rows: list[dict[str, str]], folder: Path, suffix: str) -> Path:
    if suffix == "jsonl":
        path = folder / "c.jsonl"
        path.write_text("".join(map(_line, rows)))
        return path
    path, between = folder / "c.csv", ";" if suffix == "semicolons" else ","
    lines = [between.join(["id", *BOUNDS])]
    lines += [between.join(["x", *(row.get(name, "") for name in BOUNDS)]) for row in rows]
    path.write_text("\n".join(lines) + "\n")
    return path


def _line(row: dict[str, str]) -> str:
    """Return a line of JSON, in which what a case reads is a number if it can be."""
    (name, text), *_ = row.items()
    number = re.fullmatch(r"(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", text) and _case(row)
    return f'{{"{name}": {text if number else json.dumps(text)}}}\n'


def test_what_is_not_looked_up_any_more_is_said_in_words_that_are_true() -> None:
    name = WEEKS.name
    assert bad.faults({name: "60 weeks"}) == [f"{name}: write '60' in a column, not '60 weeks'"]
    message = "'1e308' is no plain number, and a column has more than 100,000 of them"
    assert bad.faults({name: "1e308"}) == [f"{name}: {message}"]


@settings(max_examples=often(300))
@given(_float)
def test_a_number_is_shown_as_it_is_read(number: float) -> None:
    for each in (number, nextafter(number, inf)):
        value = taken(WEEKS, repr(each))
        assert value is None or taken(WEEKS, show(value)) == value
