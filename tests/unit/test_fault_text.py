"""A fault says where, what, and what was probably meant; each kind of error has its exit code."""

import pytest

from allscape.faults import (
    AllscapeError,
    CaseError,
    EngineDisagreement,
    Fault,
    RulebookError,
    UsageError,
    nearest,
)

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
