"""Every lie in the prose of a case is refused, with its place; nothing else is."""

import json
import shutil
from pathlib import Path

import pytest
from prose_seeds import LIES, Lie
from seeded import place

from allscape.cases import read_all
from allscape.lint.cases import check_cases
from allscape.lint.catalogue import OF_CASES
from allscape.lint.prose.for_a_person import unproved
from allscape.lint.prose.unreadable import UNREADABLE_CASE
from allscape.rulebook.load import packaged, read

EXAMPLES = Path(__file__).parents[2] / "examples"
LOADED = read(packaged())
SEEDS = [
    pytest.param(lint, lie, id=f"{lint}-{at}")
    for lint, lies in LIES.items()
    for at, lie in enumerate(lies, 1)
]


def _put(folder: Path, lie: Lie) -> Path:
    file = Path(shutil.copy(EXAMPLES / f"{lie.example}.yaml", folder / "case.yaml"))
    before, head, after = file.read_text(encoding="utf-8").partition(f"\n{lie.field}: >-\n")
    lines = after.splitlines(keepends=True)
    end = next(at for at, line in enumerate(lines) if not line.startswith("  "))
    lines.insert(end, f"  {lie.lie}\n")
    file.write_text(before + head + "".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(("lint", "lie"), SEEDS)
def test_a_lie_is_refused_with_its_place(lint: str, lie: Lie, tmp_path: Path) -> None:
    file = _put(tmp_path, lie)
    found = check_cases([file], LOADED).found
    told = {
        str(each.fault).rpartition(f"{file.name}:")[2] for each in found if each.lint.id == lint
    }
    spot = place(file, lie.lie, lie.at).rpartition(f"{file.name}:")[2]
    assert any(each.startswith(f"{spot}: ") for each in told), told
    line = spot.partition(":")[0]
    assert {str(each.fault.line) for each in found} == {line}


def test_the_lie_that_was_found_is_refused_in_all_its_parts(tmp_path: Path) -> None:
    told = "There is 99.9 % with tisa-cel, and the article recommends 500 mg."
    file = _put(tmp_path, Lie("relapsed-ecog-3", "teaching", told, ""))
    found = {(each.lint.id, each.fault.message) for each in check_cases([file], LOADED).found}
    nowhere = "is neither a fact of the case nor in a sentence that speaks to it"
    assert found == {
        ("number-not-in-the-case", f"99.9 {nowhere}"),
        ("number-not-in-the-case", f"500 {nowhere}"),
        ("advice-in-a-case", "'recommends' advises, ranks or doses"),
        ("advice-in-a-case", "'500 mg' advises, ranks or doses"),
    }


def test_every_lint_of_cases_has_a_lie() -> None:
    assert {*LIES, UNREADABLE_CASE.id} == {each.id for each in OF_CASES}


@pytest.mark.parametrize(
    "profile",
    [{"relapse_status": "relapst"}, {"prior_car_t": False, "response_to_car_t": "good"}],
)
def test_a_case_that_cannot_be_read_is_an_error(profile: object, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(json.dumps({"profile": profile}), encoding="utf-8")
    (found,) = check_cases([tmp_path], LOADED).found
    assert found.lint is UNREADABLE_CASE


def test_a_reading_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("profile: {}\nreadings: {over-60: exact}\n", "utf-8")
    (found,) = check_cases([tmp_path], LOADED).found
    assert found.lint is UNREADABLE_CASE
    assert (found.fault.line, found.fault.hint) == (2, "one of: completed-years, exact-age")


@pytest.mark.parametrize(
    ("story", "at"),
    [("well. It is 97 so", "97"), ("A \\u00e4 97 of them", "97"), ("9\\u0037 of them", "9")],
)
def test_a_place_in_json_is_found_or_is_that_of_the_text(
    story: str, at: str, tmp_path: Path
) -> None:
    file = tmp_path / "case.json"
    file.write_text(f'{{"profile": {{}},\n "story": "{story}"}}', encoding="utf-8")
    (found,) = check_cases([file], LOADED).found
    column = 2 if at == "9" else file.read_text().splitlines()[1].index(at) + 1
    assert (found.fault.line, found.fault.column) == (2, column)


def test_a_number_may_be_a_fact_or_supposed_or_said_or_quoted(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        "profile: {relapse_status: relapsed, age: 10.9}\n"
        "story: Of 10.9 years, ten of them completed; in 2021 others said 2021-10-22.\n"
        "teaching: |\n  What of 61? [mini-hyper-cvd-inotuzumab: ruled_out if age=61]\n"
        '  "(aged 2-10 years)", not that the child has never been well.\n',
        encoding="utf-8",
    )
    assert check_cases([file], LOADED).found == []


def test_a_person_reads_what_is_neither_asked_nor_claimed(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        "profile: {}\nstory: A story, \n  told. Is it?\n"
        "teaching: '[mrd-monitoring: matched]. Then [tki: open], too. Why?'\n",
        encoding="utf-8",
    )
    found = [
        (each.field, each.line, each.column, each.sentence)
        for each in unproved(LOADED.contents, read_all([file]))
    ]
    assert found == [
        ("story", 2, 8, "A story, told."),
        ("teaching", 4, 39, "Then [tki: open], too."),
    ]
