"""Every lie in the prose of a case is refused, with its place; nothing else is."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from prose_seeds import LIES, Lie
from seeded import place

from allscape.cases import read_all
from allscape.lint.catalogue import OF_CASES
from allscape.lint.prose.for_a_person import unproved
from allscape.lint.prose.unreadable import UNREADABLE_CASE
from allscape.lint.run import check_cases
from allscape.lint.written.numbers import percentages, ranges
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
    [
        ("well. It is 97 so", "97"),
        ("A \\u00e4 97 of them", "97"),
        ("9\\u0037 of them", "9"),
        ('\\ud83d\\ude00\\n\\"so\\\\\\" 97', "97"),
        ("A\\u2028b 97", ""),
    ],
)
def test_a_place_in_json_is_found_or_is_that_of_the_text(
    story: str, at: str, tmp_path: Path
) -> None:
    file = tmp_path / "case.json"
    file.write_text(f'{{"profile": {{}},\n "story": "{story}"}}', encoding="utf-8")
    (found,) = check_cases([file], LOADED).found
    column = file.read_text().splitlines()[1].index(at) + 1 if at else 2
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


def _work(file: Path, story: str) -> int:
    """Return how many calls it takes to check a case with this story."""
    file.write_text(json.dumps({"profile": {"age": 67}, "story": story}), encoding="utf-8")
    calls = 0

    def count(_frame: object, event: str, _: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        check_cases([file], LOADED)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "words", ["1.1 ", "7 days ", "matched ", "always ", '"a b c d" ', "[tki: matched if age=1] "]
)
def test_prose_takes_work_in_step_with_its_length(words: str, tmp_path: Path) -> None:
    _work(tmp_path / "case.json", words)  # what is made once is made
    few, more, many = (_work(tmp_path / "case.json", words * 200 * size) for size in (1, 2, 4))
    assert many - more < 2.5 * (more - few)


@pytest.mark.parametrize(
    "story", ["1" * 900_000 + "a", "“" * 900_000, "a." * 150_000, "[" + ":" * 900_000]
)
def test_no_pattern_goes_through_a_text_again_and_again(story: str, tmp_path: Path) -> None:
    # Were one to, this would not end in hours.
    file = tmp_path / "case.json"
    for field in ("name", "story"):
        file.write_text(json.dumps({field: story}), encoding="utf-8")
        check_cases([file], LOADED)


def test_percentages_are_those_of_a_list_with_a_sign() -> None:
    assert percentages("10, 20.5 and 30 % of 40 in 50 to sixty per cent, 7") == {
        10, 20.5, 30, 50, 60
    }  # fmt: skip
    assert percentages("in 12.60.5% of them") == {60.5}
    assert percentages("1-" * 450_000) == set()
    assert ranges("1" * 900_000) == []
