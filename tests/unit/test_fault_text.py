"""A fault says where, what, and what was probably meant; each kind of error has its exit code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allscape.faults import (
    AllscapeError,
    CaseError,
    EngineDisagreement,
    Fault,
    Hint,
    RulebookError,
    UsageError,
    nearest,
)
from allscape.model.profile import ATTRIBUTES

TEXTS = {
    "a.yaml:3:5: is odd (why?)": Fault("a.yaml", 3, 5, "is odd", "why?"),
    "a.yaml:3:5: is odd": Fault("a.yaml", 3, 5, "is odd"),
    "a.yaml: is odd": Fault("a.yaml", 0, 0, "is odd"),
    "is odd (why?)": Fault("", 0, 0, "is odd", "why?"),
}


@pytest.mark.parametrize(("text", "fault"), TEXTS.items())
def test_a_fault_as_a_person_reads_it(text: str, fault: Fault) -> None:
    assert str(fault) == text


def test_faults_stand_in_the_order_of_their_places() -> None:
    places = [("b", 1, 1), ("a", 2, 1), ("a", 1, 9), ("a", 10, 1)]
    faults = [Fault(*place, "x") for place in places]
    assert [(each.file, each.line, each.column) for each in sorted(faults)] == sorted(places)


def test_an_error_tells_all_its_faults() -> None:
    error = RulebookError(iter(TEXTS.values()))
    assert str(error).splitlines() == list(TEXTS)
    assert len(error.faults) == 4


def test_each_kind_of_error_has_its_exit_code() -> None:
    kinds = [AllscapeError, EngineDisagreement, UsageError, CaseError, RulebookError]
    assert [each([]).exit_code for each in kinds] == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("relapse", ["relapsed", "adult"], "did you mean 'relapsed'?"),
        ("tki", ["ponatinib", "tki-immunotherapy"], "did you mean 'tki-immunotherapy'?"),
        ("zzz", ["b", "a"], "one of: a, b"),
        ("zzz", [], ""),
        ("", ["b", "a"], "one of: a, b"),
        ("zzz", [str(n) for n in range(13)], ""),
        ("zzz", [chr(97 + n) for n in range(12)], f"one of: {', '.join('abcdefghijkl')}"),
    ],
)
def test_a_hint_names_what_was_meant_or_the_choices(name: str, known: list[str], hint: str) -> None:
    assert nearest(name, known) == hint


WRONG = {
    "mrd_status": {"mrd_result"}, "performance_status": {"ecog"}, "prior_sct": {"prior_transplant"},
    "relapse": {"relapse_status"}, "blina": {"prior_blinatumomab"}, "line": {"salvage_line"},
    "mrd": {"mrd_result"}, "nci_risk": {"risk_group"},
    "status": {"ph_status", "relapse_status", "cd19_status", "cd22_status"},
}  # fmt: skip
"""Words that are typed for an attribute, and what is meant by them."""


@pytest.mark.parametrize("name", WRONG)
def test_the_first_guess_is_never_a_wrong_fact(name: str) -> None:
    hint = nearest(name, ATTRIBUTES)
    assert not hint or hint.split("'")[1] in WRONG[name]


def test_all_that_fit_are_named() -> None:
    assert nearest("mrd", ATTRIBUTES) == "did you mean 'mrd_result', 'mrd_by_flow' or 'mrd_timing'?"


@given(name=st.sampled_from(sorted(ATTRIBUTES)), at=st.integers(1, 30))
def test_one_slip_is_understood(name: str, at: int) -> None:
    slip = name[:at] + name[at + 1 :]
    if len(slip) > 2 and slip not in ATTRIBUTES:
        assert f"'{name}'" in nearest(slip, ATTRIBUTES)


def test_hints_are_looked_for_only_where_they_are_shown() -> None:
    def known() -> list[str]:
        raise AssertionError

    error = CaseError(Fault("a", 1, 1, "no attribute", Hint("x", known)) for _ in range(9))
    assert len(error.faults) == 9
    assert str(Hint("opton", lambda: ["option"])) == "did you mean 'option'?"
