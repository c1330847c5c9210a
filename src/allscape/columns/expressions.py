"""An edition compiled to dataframe expressions, once, for every engine that Narwhals speaks to.

A nullable boolean is strong Kleene logic as it stands: null is unknown. Each truth is a column, and
then each that rests on it, so that nothing is worked out twice and the cost grows with the rules
and no faster.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, TypeVar

import narwhals as nw

from allscape.columns.given import Expr, GivenColumns, WordTable
from allscape.columns.outputs import numbered, outputs
from allscape.columns.spelling import OURS
from allscape.columns.truths import UNKNOWN, ColumnTest, Combined, Truths
from allscape.engine.edition import Edition
from allscape.engine.exclusion import settling
from allscape.faults import UsageError
from allscape.model.base import Verdict
from allscape.model.conditions import Range

WRONG = f"{OURS}wrong"
"""The column that says whether a row holds what no case can."""

_WORDS = [each.value for each in Verdict]
_TESTED = (nw.Implementation.POLARS, nw.Implementation.DUCKDB, nw.Implementation.PYSPARK)
_CONVERT = {
    nw.Implementation.PANDAS: "polars.from_pandas(frame) makes one, NaN being unknown",
    nw.Implementation.PYARROW: "polars.from_arrow(table) makes one",
}
_OTHERWISE = "through Arrow or Parquet most frames can become one"

Frame = TypeVar("Frame", nw.LazyFrame[Any], nw.DataFrame[Any])


def judged(
    frame: Frame,
    edition: Edition,
    *,
    statements: bool = False,
    checked: bool = True,
    words: WordTable | None = None,
) -> Frame:
    """Return the frame with the columns of `outputs`, and `WRONG`.

    Columns of words hold ours, or all of the `words` that tell of their attribute: each as it
    stands there, and as we write it. Of numbers these are only what is no plain number.
    What is said of a row that is wrong means nothing. Not `checked`, every value has to be one of
    its attribute's or null, and there is no `WRONG`. Raises `UsageError` for a frame that is none
    of Narwhals, on polars, DuckDB or Spark, and `CaseError` for columns that cannot hold their
    attribute.
    """
    if not isinstance(frame, nw.LazyFrame | nw.DataFrame):
        message = f"judged takes a frame of Narwhals, not a {type(frame).__qualname__}"
        raise UsageError.of(message, "narwhals.from_native(frame) makes one")
    engine = frame.implementation
    _refuse_untested(engine)
    given = GivenColumns(
        frame.collect_schema(), exact=not checked, api=_api(engine), words=words or {}
    )
    # Spark knows no closed sets.
    closed = given.api.String if engine.is_spark_like() else given.api.Enum(_WORDS)
    truths = Truths(edition)
    steps = handed(edition, truths, given, closed, statements=statements, checked=checked)
    made: Any = nw.to_native(frame) if engine.is_polars() else frame
    for step in filter(None, steps):
        made = made.with_columns(*step)
    between = [_at(number) for level in truths.levels for number in level]
    made = made.drop(between + given.apart)
    found: Frame = nw.from_native(made) if engine.is_polars() else made
    return found


def _refuse_untested(engine: nw.Implementation) -> None:
    """Raise `UsageError` for a frame on which verdicts were not held against the engines.

    In pandas a comparison with a missing value is false, which would make "no" of unknown.
    """
    if engine not in _TESTED:
        frame = f"a frame of {engine.name.lower()}"
        message = f"{frame} cannot be judged, one of polars, DuckDB or Spark can"
        raise UsageError.of(message, _CONVERT.get(engine, _OTHERWISE))


def handed(
    edition: Edition,
    truths: Truths,
    given: GivenColumns,
    words: Any,
    *,
    statements: bool,
    checked: bool,
) -> list[list[Expr]]:
    """Return the columns that an engine is handed, in steps: each rests on those of earlier ones.

    The names of the verdicts are of the type `words`; `truths` numbers what truths there are.
    """
    verdicts, flags = numbered(edition, outputs(edition, statements=statements), truths)
    numbers = given.parsed()
    steps: list[list[Expr]] = [
        [_truth(*each, given) for each in level.items()] for level in truths.levels or [{}]
    ]
    if checked:
        steps[0].append(given.wrong().alias(WRONG))
    steps += _verdicts(verdicts, given.api, words)
    steps[-1] += [
        given.api.col(_at(number)).fill_null(False).alias(name) for name, number in flags.items()
    ]
    return [numbers, *steps] if numbers else steps


def _api(engine: nw.Implementation) -> Any:
    """Return what makes the expressions for an engine: polars knows all that is used of Narwhals.

    It takes a fifth of the time, which on a million rows can be seen.
    """
    return import_module("polars") if engine.is_polars() else nw


def _at(number: int) -> str:
    return f"{OURS}{number}"


def _truth(number: int, truth: ColumnTest | Combined, given: GivenColumns) -> Expr:
    found = _test(truth, given) if isinstance(truth, ColumnTest) else _combined(truth, given)
    return found.alias(_at(number))


def _combined(truth: Combined, given: GivenColumns) -> Expr:
    if truth == UNKNOWN:
        return given.api.lit(None, given.api.Boolean)
    members = [given.api.col(_at(each)) for each in truth.of]
    if truth.how == "not":
        return ~members[0]
    return given.all_of(members) if truth.how == "all" else given.any_of(members)


def _test(test: ColumnTest, given: GivenColumns) -> Expr:
    if test.range is not None:
        return given.all_of(_bounds(given.number(test.attribute), test.range))
    found = given.one_of(test.attribute, test.values)
    fails, holds = settling(test.attribute, test.values)
    # No exclusion settles what excludes in turn; a test holds that.
    if fails:
        found = given.api.coalesce(found, given.excluded(test.attribute, fails, False))
    if holds:
        found = given.api.coalesce(found, given.excluded(test.attribute, holds, True))
    return found


def _bounds(number: Expr, span: Range) -> list[Expr]:
    bounds = []
    if span.low is not None:
        bounds.append(number >= span.low if span.low_included else number > span.low)
    if span.high is not None:
        bounds.append(number <= span.high if span.high_included else number < span.high)
    return bounds


def _verdicts(data: Mapping[str, int], api: Any, words: Any) -> tuple[list[Expr], list[Expr]]:
    """Return what makes truths verdicts: one of each truth, and then its copies."""
    matched, open_, ruled_out = (api.lit(each, words) for each in _WORDS)
    first: dict[int, str] = {}
    for name, number in data.items():
        first.setdefault(number, name)
    made = []
    for number, name in first.items():
        truth = api.col(_at(number))
        settled = api.when(~truth).then(ruled_out).otherwise(open_)
        made.append(api.when(truth).then(matched).otherwise(settled).alias(name))
    copies = [
        api.col(first[number]).alias(name) for name, number in data.items() if first[number] != name
    ]
    return made, copies
