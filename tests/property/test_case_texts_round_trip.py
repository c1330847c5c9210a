"""A case that is written as a file is the same case when it is read again."""

from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import cases
from allscape.model.case import Case, Expectation, StatementExpectation
from strategies import names, often, profiles

# Text that a file can hold; a name that looks like a number or a day is a name all the same.
LOOKALIKES = ("1e5", "08", "0o7", "1_000", "no", "~", "2021-12-31", "true", ".5", "0x1f", "- a: b",
              "12:30", "=", "<<", "null", "+1", "1.", ".inf", "#", "")  # fmt: skip
texts = names | st.sampled_from(LOOKALIKES)
long = st.lists(texts, max_size=4).map("\n".join) | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "Cf")), max_size=200
)
listed = st.lists(texts, max_size=3).map(tuple)


def said_once(fields: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Draw names under some fields, each under one."""
    drawn = st.lists(st.tuples(texts, st.sampled_from(fields)), unique_by=itemgetter(0), max_size=6)
    return drawn.map(lambda pairs: {f: [n for n, at in pairs if at == f] for f in fields})


expectations = st.builds(
    lambda approaches, hanging, statements: Expectation(
        **{**approaches, "undetermined": dict.fromkeys(approaches["undetermined"], hanging)},
        statements=StatementExpectation(**statements),
    ),
    said_once(("matched", "ruled_out", "undetermined")),
    listed,
    said_once(("for_", "against", "neutral", "ruled_out", "undetermined")),
)
a_case = st.builds(
    Case,
    name=st.none() | texts,
    profile=profiles(),
    story=long,
    teaching=long,
    readings=st.dictionaries(texts, texts, max_size=2),
    expect=st.none() | expectations,
)


def written(folder: pytest.TempPathFactory, text: str) -> Path:
    """Return a file that holds a text."""
    path = folder.getbasetemp() / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@settings(max_examples=often(80))
@given(case=a_case)
def test_one_case(tmp_path_factory: pytest.TempPathFactory, case: Case) -> None:
    path = written(tmp_path_factory, cases.text(case))
    assert all(each.isprintable() or each == "\n" for each in path.read_text(encoding="utf-8"))
    assert cases.read(path) == case
    assert [each.case for each in cases.read_all([path])] == [case]


@settings(max_examples=often(20))
@given(many=st.lists(a_case, min_size=1, max_size=4))
def test_several_cases_in_one_file(
    tmp_path_factory: pytest.TempPathFactory, many: list[Case]
) -> None:
    path = written(tmp_path_factory, cases.text(*many, listed=True))
    assert [each.case for each in cases.read_all([path])] == many
