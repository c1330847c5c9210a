"""Case files as they are read: faults with their places, our own names, folders, cases as text."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from allscape import Profile, cases
from allscape.cases import PlacedCase, hold_cases, read, read_all, read_each
from allscape.documents import Document
from allscape.faults import CaseError, Fault
from allscape.model.case import Case

SHAPE = "(such as: profile: {ph_status: positive, age: 67})"
PARTS = "(one of: expect, name, profile, readings, story, teaching)"
YEARS = "age is a number from 0 to 120 years or unknown, not"
ECOG = "ecog is a whole number from 0 to 4 or unknown, not"
SEVERAL = "1:1: this file holds several cases, one is expected (allscape test runs them all)"
LESSON = "1:1: this is a lesson, and no case (allscape lesson plays it, allscape check checks it)"
RECORD = (
    "1:1: this is a FHIR resource (Patient): this tool takes hypothetical cases only and reads no "
    "records of patients"
)

ALONE: list[tuple[str, list[str]]] = [
    ("profile\n", [f"1:1: a case is a mapping with a profile {SHAPE}"]),
    ("nme: x\nprofile: {}\n", ["1:1: no part of a case is called 'nme' (did you mean 'name'?)"]),
    ("foo: x\n", [f"1:1: no part of a case is called 'foo' {PARTS}"]),
    ("MRD: pos\n", [f"1:1: 'MRD' belongs under profile: {SHAPE}"]),
    ("profile: [age]\n", ["1:1: 'profile' is a mapping (name: value)"]),
    ("line: 2\n", [f"1:1: no part of a case is called 'line' {PARTS}"]),
    ("profile: {phs: 1, agee: 2, line: 3}\n",
     ["1:11: no attribute 'phs'", "1:19: no attribute 'agee' (did you mean 'age'?)",
      "1:28: no attribute 'line' (did you mean 'salvage_line'?)"]),
    ("profile: {name: x, cases: y}\n",
     ["1:11: no attribute 'name'", "1:20: no attribute 'cases'"]),
    ("profile: {3: 4, Age: 500}\n", [f"1:17: {YEARS} '500'", "1:11: no attribute '3'"]),
    ("profile: {Age: 3, colour: red}\n", ["1:19: no attribute 'colour'"]),
    ("profile: {MRD: pos, mrd_result: neg, Age: 3, age: 4}\n",
     ["1:21: 'MRD' and 'mrd_result' are both mrd_result", "1:46: 'Age' and 'age' are both age"]),
    ("expect: {macthed: []}\n", ["1:10: 'macthed' is not known here (did you mean 'matched'?)"]),
    ("expect: {statements: {fro: []}}\n",
     ["1:23: 'fro' is not known here (did you mean 'for'?)"]),
    ("steps: []\n", [LESSON]), ("resourceType: Patient\n", [RECORD]),
    ("story: 3\nname: 4\n", ["2:1: 'name' is a text", "1:1: 'story' is a text"]),
    ("name: x\nname: y\n", ["2:1: 'name' stands twice (first in line 1)"]),
]  # fmt: skip
AMONG_OTHERS: list[tuple[str, list[str]]] = [
    ("cases: 5\n", ["1:1: 'cases' is a list"]),
    ("cases: []\nname: x\n",
     ["1:1: 'cases' is a list of at least one",
      "2:1: 'name' stands beside 'cases', and belongs into one of them"]),
    ("cases: [5]\n", ["1:9: a mapping (name: value) is expected here"]),
    ("cases: [{nme: 1}]\n", ["1:10: no part of a case is called 'nme' (did you mean 'name'?)"]),
    ("cases: [{cases: []}]\n", [f"1:10: no part of a case is called 'cases' {PARTS}"]),
    ("cases: [{Age: 1}]\n", [f"1:10: 'Age' belongs under profile: {SHAPE}"]),
    ("cases: [{profile: {agee: 1, name: x}}]\n",
     ["1:20: no attribute 'agee' (did you mean 'age'?)", "1:29: no attribute 'name'"]),
    ("cases: [{expect: {macthed: []}}]\n",
     ["1:19: 'macthed' is not known here (did you mean 'matched'?)"]),
    ("cases:\n- expect: {statements: {fro: [], for: 3}}\n",
     ["2:34: 'for' is a list", "2:25: 'fro' is not known here (did you mean 'for'?)"]),
    ("cases:\n- profile: {Age: 500}\n- profile: {PS: 9}\n",
     [f"2:13: {YEARS} '500'", f"3:13: {ECOG} '9'"]),
    ("cases:\n- {}\n- profile: {MRD: pos, mrd_result: neg}\n",
     ["3:23: 'MRD' and 'mrd_result' are both mrd_result"]),
]  # fmt: skip


def refused(tmp_path: Path, text: str, how: Callable[[Path], object]) -> list[str]:
    """Return the faults of a file without its name."""
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        how(file)
    return [str(each).removeprefix(f"{file}:") for each in caught.value.faults]


@pytest.mark.parametrize(("text", "told"), ALONE)
def test_a_case_alone_is_refused_at_its_places(tmp_path: Path, text: str, told: list[str]) -> None:
    assert refused(tmp_path, text, read) == told
    assert refused(tmp_path, text, lambda file: read_all([file])) == told


@pytest.mark.parametrize(("text", "told"), AMONG_OTHERS)
def test_several_cases_are_refused_at_their_places(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    assert refused(tmp_path, text, lambda file: read_all([file])) == told
    assert refused(tmp_path, text, read) == [SEVERAL]


def test_every_fault_of_every_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    texts = {"a.yaml": "age: 1", "b.json": '{"name": "b"}', "c.yml": "cases: [{name: c}, {}]",
             "d.yaml": "nme: 1", "e.txt": "no case"}  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "within" / "deep").mkdir(parents=True)
    (tmp_path / "within" / "deep" / "f.yaml").write_text("name: f", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    found, faults = read_each([tmp_path, tmp_path / "b.json", tmp_path / "empty"])
    assert [each.case.name for each in found] == ["b", "c", None, "f"]
    assert [each.path for each in found] == [(), ("cases", 0), ("cases", 1), ()]
    assert [Path(each.file).name for each in faults] == ["empty", "a.yaml", "d.yaml"]
    none = Fault(str(tmp_path / "empty"), 0, 0, "holds no case file", "a .yaml or .json file")
    assert faults[0] == none
    with pytest.raises(CaseError) as caught:
        read_all([tmp_path, tmp_path / "empty"])
    assert list(caught.value.faults) == faults
    assert read_all([tmp_path / "within"]) == read_all([tmp_path / "within" / "deep" / "f.yaml"])


@pytest.mark.posix
def test_a_folder_that_cannot_be_read_is_told_with_the_others(tmp_path: Path) -> None:
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.yaml").write_text("nme: x", encoding="utf-8")
    link = tmp_path / "inside" / "link.yaml"
    link.symlink_to(tmp_path / "outside" / "outside.yaml")
    found, (out, other) = read_each([tmp_path / "inside", tmp_path / "outside"])
    assert found == []
    assert str(out) == f"{link}: this is a link that leads out of the folder (copy it there)"
    assert other.file == str(tmp_path / "outside" / "outside.yaml")


def test_a_case_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [b"name: x\nprofile: {Age: 61}\n", b"nme: x\n"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(typed[0])))
    assert read(Path("-")) == Case(name="x", profile=Profile(age=61))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(typed[1])))
    with pytest.raises(CaseError, match=r"^standard input:1:1: no part of a case is called 'nme'"):
        read(Path("-"))


def test_an_example_is_read_by_its_name_and_a_folder_of_them_is_several() -> None:
    name = "example:six-core-facts-alone"
    assert read(Path(name)) == read_all([Path(name)])[0].case
    with pytest.raises(CaseError) as caught:
        read(Path("example:edges"))
    assert str(caught.value) == (
        "'example:edges' is a folder of examples, one of them is expected "
        "(allscape examples lists them)"
    )
    assert len(read_all([Path("example:edges")])) > 1
    with pytest.raises(CaseError, match="no example 'zzz'"):
        read(Path("example:zzz"))


@pytest.mark.parametrize(
    ("files", "holds"),
    [
        ({}, False), ({"a.txt": "name: x"}, False), ({"a.yaml": "- 1"}, False),
        ({"a.yaml": "name: x"}, True), ({"a.json": '{"cases": []}'}, True),
        ({"a.yaml": "approaches: []"}, False),
        ({"a.yaml": "sources: []", "b.yaml": "name: x"}, False),
        ({"a.yaml": "other: 1", "b.yml": "profile: {}"}, True), ({"a.yaml": "other: 1"}, False),
    ],
)  # fmt: skip
def test_a_folder_is_for_cases_where_a_file_of_it_holds_one(
    tmp_path: Path, files: dict[str, str], holds: bool
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert hold_cases(tmp_path) is holds


def test_whatever_file_is_named_is_for_cases(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("name: x", encoding="utf-8")
    named = ("-", "none.yaml", "none.yml", "none.json", "example:edges", tmp_path / "table.csv")
    assert all(hold_cases(Path(each)) for each in named)
    assert not hold_cases(Path("none"))
    assert not hold_cases(Path("none.csv"))


def test_facts_are_put_over_those_of_a_case() -> None:
    case = Case(name="x", profile=Profile(age=61, ph_status="positive"))
    changed = cases.changed(case, {"age": "62", "ph_status": "unknown", "ecog": "PS 1"})
    assert changed == Case(name="x", profile=Profile(age=62, ecog=1))
    assert cases.changed(case, {}) is case
    with pytest.raises(CaseError) as caught:
        cases.changed(case, {"age": "500", "ecog": "9"})
    assert list(caught.value.faults) == [
        Fault("", 0, 0, f"{YEARS} '500'"), Fault("", 0, 0, f"{ECOG} '9'"),
    ]  # fmt: skip
    assert cases.empty() == Case(profile=Profile())


def test_one_case_is_written_alone_or_as_a_list() -> None:
    case = Case(name="x", profile=Profile(age=61))
    assert cases.text(case) == "name: x\nprofile: {age: 61}\n"
    assert cases.text(case, listed=True) == "cases:\n- name: x\n  profile: {age: 61}\n"
    assert cases.text(case, Case()) == (
        "cases:\n- name: x\n  profile: {age: 61}\n- profile: {}\n"
    )  # fmt: skip


def test_what_a_case_expects_is_written_as_its_file_says_it() -> None:
    expect = {"matched": ["a"], "statements": {"for": ["a/b"]}, "rest": "ruled_out",
              "up_to": "2021-12-31"}  # fmt: skip
    case = Case.model_validate({"expect": expect})
    assert yaml.safe_load(cases.text(case)) == {"profile": {}, "expect": expect}


def test_a_fault_of_a_case_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("cases:\n- name: a\n- story: |\n    one\n    two\n", encoding="utf-8")
    one, other = read_all([file])
    assert str(one.fault("is odd", "why")) == f"{file}:2:3: a: is odd (why)"
    assert str(other.fault("is odd", inside=("story",))) == f"{file}:3:3: is odd"
    assert other.written("story").place(4) == (5, 5)
    assert one.written("story").place(0) == (2, 3)
    assert str(PlacedCase(Case(), Document("f")).fault("is odd")) == "f:1:1: is odd"
