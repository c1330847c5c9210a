"""What a user of the strategies can do wrong, and how it is answered."""

import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from math import inf, nextafter
from pathlib import Path

import pytest
from hypothesis import strategies as st

from allscape import Profile, Rulebook, testing
from allscape.faults import UsageError
from allscape.testing import (
    assert_matched,
    assert_none_matched,
    assert_not_silently_lost,
    assert_verdict,
    complete_profiles,
    just_missing,
    matching,
    near_boundaries,
    open_for,
    profiles,
    profiles_where,
    rulebooks,
    ruled_out,
)
from allscape.testing.draws import plainness, readable

BOOK = Rulebook.load()
OLDER = date(2021, 12, 31)
SOURCE = Path(testing.__file__).parents[1]

WRONG: dict[str, Callable[[], object]] = {
    "no attribute 'ph' (did you mean 'ph_status'?)": lambda: profiles(ph="positive"),
    "age is a number from 0 to 120 years or unknown, not '130'\n"
    "cd19_status is positive, negative or unknown, not 'neg': did you mean 'negative'?": (
        lambda: profiles(age=130, cd19_status="neg")
    ),
    "response_to_car_t: good contradicts prior_car_t: false "
    "(one comes after CAR T, the other says that there was none)": (
        lambda: complete_profiles(prior_car_t=False, response_to_car_t="good")
    ),
    "unknown is a list of attributes, not a text (write unknown=['age'])": (
        lambda: profiles(unknown="age")
    ),
    "of is a list of attributes, not a text (write of=['age'])": lambda: profiles(of="age"),
    "no attribute 'eco' (did you mean 'ecog'?)": lambda: profiles(unknown=["eco"]),
    "age is given and unknown at once": lambda: profiles(unknown=["age"], age=3),
    "a Rulebook is expected, not str (Rulebook.load(path) gives one)": (
        lambda: matching("rules", "tki")  # type: ignore[arg-type]
    ),
    "as_of is a datetime.date, not datetime (such as date(2021, 12, 31))": (
        lambda: matching(BOOK, "tki", as_of=datetime(2021, 1, 1, tzinfo=UTC))
    ),
    "'adult' has no reading 'from-15' (one of: from-18, from-16, from-21)": (
        lambda: ruled_out(BOOK, "tki", readings={"adult": "from-15"})
    ),
    "no approach or statement 'ponatnib' (did you mean 'ponatinib'?)": (
        lambda: open_for(BOOK, "ponatnib")
    ),
    "'ponatinib' is not in force as of 2021-12-31: healthtree-2024 appears on 2024-12-07 (as_of "
    "2024-12-07 shows it)": (lambda: matching(BOOK, "ponatinib", as_of=OLDER)),
    "no verdict 'match' (did you mean 'matched'?)": (
        lambda: profiles_where(BOOK, {"tki": "match"})  # type: ignore[dict-item]
    ),
    "no verdict 'opn' (one of: matched, ruled_out, undetermined)": (
        lambda: just_missing(BOOK, "tki", then="opn")  # type: ignore[arg-type]
    ),
    "no such case just misses 'mrd-monitoring' (what is said of all is never ruled out)": (
        lambda: just_missing(BOOK, "mrd-monitoring")
    ),
    "ph_status is no number: it has no bound (it is positive, negative)": (
        lambda: near_boundaries(BOOK, "ph_status")
    ),
    "age is fixed, so it does not move to a bound (leave age out of what is given)": (
        lambda: near_boundaries(BOOK, "age", age=2)
    ),
    "no number decides 'tki' (allscape approaches shows what does)": (
        lambda: near_boundaries(BOOK, "tki")
    ),
    "no approach, statement or attribute 'aeg' (did you mean 'age'?)": lambda: near_boundaries(
        BOOK, "aeg"
    ),
    "most is a whole number from 1 on, not '0'": lambda: rulebooks(most=0),
    "no approach or statement 'tky' (did you mean 'tki'?)": lambda: assert_matched(
        BOOK, Profile(), "tky"
    ),
    "no verdict 'mathced' (did you mean 'matched'?)": (
        lambda: assert_verdict(BOOK, Profile(), "tki", "mathced")  # type: ignore[arg-type]
    ),
    "approaches is a list of ids, not a text (write ['tki'])": (
        lambda: assert_none_matched(BOOK, Profile(), "tki")
    ),
    "two landscapes of one case are compared, these are of two cases "
    "(give examine the same profile)": (
        lambda: assert_not_silently_lost(BOOK.examine(Profile()), BOOK.examine(Profile(ecog=1)))
    ),
}


@pytest.mark.parametrize("told", WRONG)
def test_a_mistake_is_answered_at_once(told: str) -> None:
    with pytest.raises(UsageError) as error:
        drawn(WRONG[told]())
    assert str(error.value) == told


def drawn(made: object) -> None:
    """Have a strategy made, as a test does that draws from it."""
    if isinstance(made, st.SearchStrategy):
        made.validate()


@pytest.mark.parametrize(
    "strategy",
    [
        lambda: near_boundaries(BOOK, "tki"),
        lambda: just_missing(BOOK, "ponatnib"),
        lambda: matching(BOOK, "ponatinib", ph_status="negative"),
    ],
)
def test_a_rule_that_went_fails_a_test_and_not_the_reading_of_its_file(
    strategy: Callable[[], object],
) -> None:
    made = strategy()
    with pytest.raises(UsageError):
        drawn(made)


STATEMENT = "csco-2021/mini-hyper-cvd-inotuzumab"


def test_a_statement_may_stand_where_an_approach_does() -> None:
    case = Profile(relapse_status="newly_diagnosed", ph_status="negative", age=61)
    assert_matched(BOOK, case, STATEMENT)
    with pytest.raises(AssertionError) as error:
        assert_matched(BOOK, case.with_({"age": 60}), STATEMENT)
    told = str(error.value)
    assert told.startswith(f"{STATEMENT}: matched was expected, ruled out was found")
    assert "age > 60 completed years" in told
    for each in (just_missing, near_boundaries, matching):
        drawn(each(BOOK, STATEMENT))


@pytest.mark.parametrize(
    ("low", "high", "first"), [(60.0, 61.0, 60.0), (60.01, 60.2, 60.1), (60.001, 60.004, 60.002)]
)
def test_a_number_shrinks_to_one_that_can_be_read(low: float, high: float, first: float) -> None:
    inside = [each for each in readable(nextafter(low, inf), high) if low < each < high]
    assert min(inside, key=plainness) == (60.5 if first == low else first)


def test_where_no_case_can_be_so_the_proof_is_told() -> None:
    with pytest.raises(UsageError) as error:
        drawn(matching(BOOK, "ponatinib", ph_status="negative"))
    words = "“Philadelphia-positive ALL patients” healthtree-2024/22"
    assert str(error.value).splitlines()[:5] == [
        "There is no such case",
        "matched: ponatinib",
        "No case can show all of these:",
        "ph_status is negative",
        f"ph_status is positive, healthtree-2024/ponatinib ({words})",
    ]


def test_without_hypothesis_the_extra_is_named() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import allscape.testing"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    last = ended.stderr.splitlines()[-1]
    assert last == "ImportError: allscape.testing needs Hypothesis: pip install 'allscape[test]'"


def test_nothing_else_needs_hypothesis() -> None:
    importing = re.compile(r"^\s*(from|import) hypothesis\b", re.MULTILINE)
    found = [path for path in SOURCE.rglob("*.py") if importing.search(path.read_text())]
    assert {path.parent for path in found} == {SOURCE / "testing"}


def test_the_public_names_are_those_that_are_there() -> None:
    assert [name for name in testing.__all__ if not callable(getattr(testing, name))] == []


def test_what_else_is_not_there_is_named_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "allscape.testing")
    monkeypatch.setitem(sys.modules, "allscape.testing.assertions", None)
    with pytest.raises(ModuleNotFoundError, match=r"allscape\.testing\.assertions"):
        importlib.import_module("allscape.testing")
