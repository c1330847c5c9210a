"""A case that cannot be read: its message, its place, exit code 3, and nothing on stdout."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from program import BAD_CASE, CASE, DONE, USAGE, refuses, run

from allscape.inputs import MAX_BYTES


def _bomb() -> str:
    lines = ["a0: &a0 [" + "x, " * 9 + "x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines)


FILES: dict[str, tuple[str | bytes, str]] = {
    "not YAML": ("profile: {age: 3", r":\d+:\d+: not valid YAML"),
    "a tab": ("profile:\n\tage: 3\n", ":2:1: not valid YAML"),
    "binary": (b"\x7fELF\x00\x01\xff\xfe", "is not text in UTF-8"),
    "empty": ("", ":1:1: is empty"),
    "nested deep": ("profile: " + "[" * 10_000 + "]" * 10_000, "is nested more than 40 deep"),
    "an alias bomb": (_bomb(), r"holds more than 100,000 parts, aliases counted"),
    "a key twice": ("profile:\n  age: 3\n  age: 4\n", ":3:3: 'age' stands twice (first in line 2)"),
    "two documents": ("profile: {}\n---\nprofile: {}\n", ":2:1: a second document begins here"),
    "a tag": ("profile: {age: !!python/name:os.system 3}", "is not understood here"),
    "a word": ("profile\n", ":1:1: a case is a mapping with a profile"),
    "an unknown attribute": (
        "profile:\n  ph_stats: positive\n", ":2:3: no attribute 'ph_stats' (did you mean 'ph_"
    ),
    "an unknown part": ("nme: x\nprofile: {}\n", ":1:1: no part of a case is called 'nme' (did"),
    "outside the profile": ("age: 3\n", ":1:1: 'age' belongs under profile:"),
    "a profile that is a list": ("profile: [age]\n", ":1:1: 'profile' is a mapping"),
    "a value of the wrong type": ("profile: {age: [67]}\n", ":1:11: age is a number from 0 to 120"),
    "a slip": ("profile: {prior_tki: ture}\n", "not 'ture': did you mean 'true'?"),
    "age below": ("profile: {age: -1}\n", "from 0 to 120 years or unknown, not '-1'"),
    "age no number": ("profile: {age: .nan}\n", "age is a number from 0 to 120 years or unknown"),
    "age without end": ("profile: {age: .inf}\n", "age is a number from 0 to 120 years or unknown"),
    "age with digits grouped": ("profile: {age: 6_7}\n", "age is a number"),
    "age of many digits": (f"profile: {{age: {'9' * 5000}}}\n", "age is a number from 0 to 120"),
    "ECOG 5": ("profile: {ecog: 5}\n", "ecog is a whole number from 0 to 4 or unknown, not '5'"),
    "a contradiction": (
        "profile: {response_to_car_t: good, prior_car_t: false}\n",
        "response_to_car_t: good contradicts prior_car_t: false",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_is_refused_at_its_place(kind: str, tmp_path: Path) -> None:
    raw, told = FILES[kind]
    file = tmp_path / "case.yaml"
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    done = run("match", file)
    refuses(done, BAD_CASE, "case.yaml")
    assert told in done.err or re.search(told, done.err), done.err
    assert len(done.err) < 1000


def test_every_fault_of_a_file_is_told_at_once() -> None:
    case = "nme: x\nprofile:\n  age: 200\n  ecog: five\n  phs: positive\n"
    done = run("match", "-", stdin=case)
    refuses(done, BAD_CASE, "standard input:1:1", ":3:3: age", ":4:3: ecog", ":5:3: no attribute")
    assert len(done.err.splitlines()) == 4


def test_a_reading_that_is_none_is_told_of_the_case_that_names_it() -> None:
    case = "name: N\nreadings: {adult: never}\nprofile: {}\n"
    refuses(run("match", "-", stdin=case), BAD_CASE, "N: ", "'adult' has no reading 'never'")


def test_a_message_names_what_it_speaks_of() -> None:
    case = "story: [a]\nexpect: {matched: tki}\nprofile: {}\n"
    done = run("match", "-", stdin=case)
    refuses(done, BAD_CASE, "story", "matched")
    assert "tuple" not in done.err


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as large:
        large.truncate(50_000_000)
    refuses(run("match", file), BAD_CASE, f"is larger than {MAX_BYTES:,} bytes")


def _missing(folder: Path) -> Path:
    (folder / "relapsed.yaml").write_text("profile: {}\n")
    return folder / "relapse.yaml"


def _below_a_file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file" / "case.yaml"


def _unreadable(folder: Path) -> Path:
    file = folder / "secret.yaml"
    file.write_text("profile: {}\n")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    return file


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_missing, "no such file (did you mean 'relapsed.yaml'?)"),
        (lambda folder: folder / "none" / "case.yaml", "no such file"),
        (lambda folder: folder, "this is a directory, not a file"),
        (_below_a_file, "cannot be read"),
        (_unreadable, "cannot be read"),
        (lambda folder: folder / ("x" * 5000), "cannot be read"),
    ],
    ids=["near", "far", "directory", "below a file", "unreadable", "name too long"],
)
def test_a_file_that_cannot_be_opened_is_told(
    make: Callable[[Path], Path], told: str, tmp_path: Path
) -> None:
    refuses(run("match", make(tmp_path)), BAD_CASE, told)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--ph-status", "Positve"], "not 'Positve': did you mean 'positive'?"),
        (["--age=-1"], "age is a number from 0 to 120 years or unknown, not '-1'"),
        (["--age", "121", "--ecog", "5"], "ecog is a whole number from 0 to 4"),
        (["--age", "NaN"], "not 'NaN'"),
        (["--age", os.fsdecode(b"\xff")], "age is a number"),
        (["--mrd-timing", "after_transplant", "--prior-transplant", "false"], "contradicts"),
        ([CASE, "--ecog", "many"], "not 'many'"),
    ],
    ids=["value", "below", "both", "NaN", "not UTF-8", "contradiction", "over a file"],
)
def test_a_bad_option_is_a_bad_case(args: list[str], told: str) -> None:
    refuses(run("match", *args), BAD_CASE, told)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--reading", "nosuch=x"], ["no term 'nosuch'"]),
        (["--reading", "over60=exact-age"], ["did you mean 'over-60'?"]),
        (["--reading", "over-60=x"], ["no reading 'x'", "one of: completed-years, exact-age"]),
        (["--reading", "over-60"], ["is not TERM=READING"]),
        (["--as-of", "2021-02-30"], ["'2021-02-30' is no day", "2021-12-31"]),
        (["--as-of", "soon"], ["'soon' is no day"]),
        (["--as-of", "2025-W01-1"], ["'2025-W01-1' is no day", "2021-12-31"]),
        (["--as-of", "20250101"], ["'20250101' is no day"]),
        (["--age", "5", "--age", "6"], ["--age is given twice, as '5' and '6'"]),
        (["--mrd", "+", "--mrd-result", "neg"], ["--mrd-result is given twice, as '+' and 'neg'"]),
        (["--as-of", "2021-12-31", "--as-of", "2022-12-31"], ["--as-of is given twice"]),
        (
            ["--reading", "over-60=exact-age", "--reading", "over-60=completed-years"],
            ["--reading over-60 is given twice, as 'exact-age' and 'completed-years'"],
        ),
        (["--age", "--ecog", "1"], ["--age has no value: --ecog is an option"]),
        (["--reading", "--json"], ["--reading has no value: --json is an option"]),
        (["--ph-stat", "positive"], ["--ph-status"]),
    ],
    ids=lambda value: " ".join(value) if "--" in value[0] else "",
)
def test_what_does_not_exist_cannot_be_asked_for(args: list[str], told: list[str]) -> None:
    refuses(run("match", *args), USAGE, *told)


def test_what_is_given_twice_alike_is_no_fault() -> None:
    twice = ("--age", "5", "--age=5", "--json", "--json", "--reading", "over-60=exact-age")
    assert run("match", *twice, "--reading", "over-60=exact-age").code == DONE


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["match", "--rules", ""], "--rules"), (["match", ""], "CASE"),
        (["check", "rules", ""], "DIR"),
        (["diff", "packaged", ""], "NEW"), (["map", "--svg", ""], "--svg"),
        (["step", "--session", ""], "--session"), (["cohort", "", "-o", "v.csv"], "CASES"),
        (["quiz", "--answers", ""], "--answers"), (["handout", "x", "-o", ""], "--out"),
        (["new", "cases", "c.csv", "--into", ""], "--into"), (["diff", ""], "OLD"),
        (["diff", "packaged", "packaged", "--cases", ""], "--cases"), (["prove", ""], "DIR"),
        (["readings", "adult", "--case", ""], "--case"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_an_empty_path_is_not_the_folder_that_one_is_in(args: list[str], name: str) -> None:
    refuses(run(*args), USAGE, name, "a name is expected here")


def test_more_than_facts_can_be_is_refused_before_it_is_looked_through() -> None:
    done = run("whatif", "example:relapsed-ecog-3", f"{'a ' * 20_000}=1")
    refuses(done, USAGE, "is longer than facts are")
    assert len(done.err) < 300
