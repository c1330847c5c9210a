"""What a document says: YAML 1.2 scalars, JSON as it is, and the place of every part."""

import json
import math
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allscape import yaml_text
from allscape.yaml_text import parse, read

SCALARS: dict[str, object] = {
    "no": "no", "yes": "yes", "on": "on", "off": "off", "y": "y", "tRue": "tRue",
    "true": True, "False": False, "TRUE": True, "null": None, "~": None, "": None, "NULL": None,
    "012": 12, "0": 0, "-0": 0, "+3": 3, "-3": -3, "67": 67, "67.5": 67.5, ".5": 0.5, "5.": 5.0,
    "1e3": 1000.0, "1E3": 1000.0, "1e-7": 1e-7, "1e999": math.inf, "1_000": "1_000",
    ".inf": math.inf, "-.inf": -math.inf, ".Inf": math.inf,
    "2024-12-07": "2024-12-07", "12:30": "12:30", "1:20": "1:20", "=": "=", "<<": "<<",
    '"60"': "60", "'no'": "no", '"true"': "true", "!!str 12": "12",
    "|\n  a\n  b": "a\nb", ">-\n  a\n  b": "a b",
    "100000000000000000": 10**17, "9" * 400: math.inf,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"), SCALARS.items(), ids=[repr(each)[:20] for each in SCALARS]
)
def test_a_scalar_is_read_as_yaml_1_2_says(text: str, value: object) -> None:
    document = parse(f"k: {text}")
    assert document.faults == []
    assert document.data == {"k": value}
    assert type(document.data["k"]) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_nan_is_a_number(text: str) -> None:
    assert math.isnan(parse(f"k: {text}").data["k"])


def test_keys_are_words_whatever_they_look_like() -> None:
    assert parse("1: a\ntrue: b\n2024-01-01: c\n012: d").data == {
        "1": "a", "true": "b", "2024-01-01": "c", "012": "d",
    }  # fmt: skip


def test_an_alias_stands_for_what_it_names() -> None:
    assert parse("a: &x {k: [1]}\nb: *x").data == {"a": {"k": [1]}, "b": {"k": [1]}}
    assert parse("a: &x k\n*x : 2").data == {"a": "k", "k": 2}


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False)
    | st.text(st.characters(max_codepoint=0xD7FF)),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(max_codepoint=0xD7FF), max_size=50), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(data=PLAIN.filter(lambda data: data is not None))
def test_json_is_read_as_json(data: object) -> None:
    for indent in (None, 2):
        document = parse(json.dumps(data, indent=indent).replace("Infinity", "1e999"))
        assert document.faults == []
        assert document.data == data


def test_json_of_a_name_beyond_the_first_plane_is_read() -> None:
    assert parse(json.dumps({"name": "\N{DNA DOUBLE HELIX}"})).data == {"name": "\U0001f9ec"}


def test_the_first_of_two_equal_keys_stays() -> None:
    assert parse("a: {b: 1, b: [2], c: 3}\na: 4").data == {"a": {"b": 1, "c": 3}}


def test_every_part_has_its_place() -> None:
    document = parse("a: 1\nb:\n  - x\n  - {c: 2,\n     d: [3]}\n")
    assert document.places == {
        (): (1, 1), ("a",): (1, 1), ("b",): (2, 1), ("b", 0): (3, 5), ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 6), ("b", 1, "d"): (5, 6), ("b", 1, "d", 0): (5, 10),
    }  # fmt: skip


def test_a_step_that_is_not_in_the_file_is_passed_over() -> None:
    document = parse("a:\n  b: 1\n")
    assert document.place(("a", "validator", "b", "more")) == (2, 3)
    assert document.place(("z",)) == (1, 1)
    assert str(document.fault(("a", "b"), "is odd", "why?")) == "<text>:2:3: is odd (why?)"


def test_a_file_may_begin_with_a_mark_and_have_any_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: caf\xc3\xa9\r\n")
    assert read(file).data == {"a": 1, "b": "café"}
    assert read(file, "shown").file == "shown"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"age: 4")))
    assert read(Path("-"), "standard input").data == {"age": 4}


def test_escapes_are_joined_within_double_quotes_alone() -> None:
    pair = r"C:\ud83d\ude00"
    assert parse(f"a: '{pair}'").data == {"a": pair}
    assert parse(f"a: {pair}").data == {"a": pair}
    assert parse(f'a: "{pair}"'.replace("C:", "C")).data == {"a": "C\U0001f600"}
    assert parse(r'a: "\\ud83d\\ude00"').data == {"a": r"\ud83d\ude00"}
    (fault,) = parse(r'a: "\ud83d"').faults
    assert fault.message == "is not text: half of a surrogate pair"


@pytest.mark.parametrize(
    "text", ["a:\tb", "a: b\t# c", '{\n\t"a":\t"b"\n}', "a: b\tc\t", "a:\n\tb: 1", "-\t- a"]
)
def test_a_tab_is_taken_alike_without_libyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = parse(text)
    monkeypatch.setattr(yaml_text, "_LOADERS", [yaml_text._Plain, yaml_text._Plain])
    assert parse(text) == found


def test_a_tab_that_indents_is_told_in_our_words() -> None:
    (fault,) = parse("a:\n\tb: 1").faults
    assert (fault.line, fault.message) == (2, "not valid YAML: a tab: YAML indents with spaces")
