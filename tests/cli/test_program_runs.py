"""The program itself: alone, its version, its help, its completion, where it is started."""

import json
import shutil
from pathlib import Path

import pytest
from program import CASE, DONE, EXAMPLES, USAGE, Done, named, refuses, run, succeeds

from allscape import Rulebook
from allscape.cli.commands import COMMANDS
from allscape.model.profile import ATTRIBUTES


def test_alone_it_says_what_to_try_first() -> None:
    done = succeeds()
    assert "allscape match --ph-status positive" in done.out
    assert "FOR EDUCATION; HYPOTHETICAL CASES ONLY; NOT MEDICAL ADVICE" in done.words
    assert "--help" in done.out


def test_it_says_its_version() -> None:
    from importlib.metadata import version

    assert succeeds("--version").out == f"allscape {version('allscape')}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_keeps_the_width(command: str) -> None:
    done = succeeds(command, "--help", env={"COLUMNS": "60"})
    assert f"allscape {command}" in done.words
    assert max(map(len, done.out.splitlines())) <= 60
    if command == "match":
        for name in ATTRIBUTES:
            assert f"--{name.replace('_', '-')}" in done.out


def test_help_names_every_command_and_examples() -> None:
    done = succeeds("-h")
    assert {"match", "approaches", "rules", "sources", "readings"} <= set(COMMANDS)
    assert all(f" {command} " in done.out for command in COMMANDS)
    assert "not medical advice" in done.words
    assert "allscape match --ph-status positive --age 67" in done.words


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["frob"], "frob"),
        (["match", "--ph-statu", "positive"], "--ph-status"),
        (["match", CASE, "another"], "another"),
        (["match", "--age"], "--age"),
        (["match", "--ecog", "1", "--jsn"], "--json"),
    ],
    ids=named,
)
def test_what_does_not_exist_is_raised_as_usage(args: list[str], told: str) -> None:
    refuses(run(*args), USAGE, told)


def _completed(words: str, number: int) -> list[str]:
    done: Done = run(
        env={
            "_ALLSCAPE_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(number),
        }
    )
    assert (done.code, done.err) == (DONE, "")
    return done.out.split()


def test_completion_offers_the_values_of_an_attribute() -> None:
    assert _completed("allscape match --ph-status p", 3) == ["positive"]
    assert _completed("allscape match --care-setting ", 3) == [
        "not_limited", "limited_resource", "low_or_middle_income_country", "remote",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("allscape approaches tisa", "approach"),
        ("allscape rules daver-2025/b", "statement"),
        ("allscape sources ash", "source"),
        ("allscape readings over", "term"),
    ],
)
def test_completion_offers_ids(book: Rulebook, words: str, kind: str) -> None:
    begun = words.rpartition(" ")[2]
    known = [each for each in getattr(book.contents, kind) if each.startswith(begun)]
    assert known
    assert sorted(_completed(words, 2)) == sorted(known)


def test_completion_offers_every_reading_that_can_be_chosen() -> None:
    assert _completed("allscape match --reading over", 3) == [
        "over-60=completed-years", "over-60=exact-age",
    ]  # fmt: skip


def test_it_runs_from_another_folder_without_a_home(tmp_path: Path) -> None:
    shutil.copy(CASE, tmp_path / "case.yaml")
    nowhere = str(tmp_path / "nowhere")
    done = run("match", "case.yaml", "--json", cwd=tmp_path, env={"HOME": nowhere})
    assert (done.code, done.err) == (DONE, "")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["case.yaml"]


def test_a_case_may_be_json(tmp_path: Path) -> None:
    case = {"name": "Ünïcode, emoji 😀 and all", "profile": {"age": 67, "prior_tki": None}}
    for ascii_only in (False, True):  # "\\ud83d\\ude00" is how JSON writes an emoji in ASCII
        (tmp_path / "case.json").write_text(
            json.dumps(case, ensure_ascii=ascii_only, indent="\t"), encoding="utf-8"
        )
        done = run("match", tmp_path / "case.json", "--plain")
        assert (done.code, done.err) == (DONE, "")
        assert done.out.splitlines()[:2] == [case["name"], "age 67"]


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    odd = tmp_path / "- [x] ünï 'q'.yaml"
    shutil.copy(EXAMPLES / "nothing-known.yaml", odd)
    assert "Nothing is known of this case." in succeeds("match", odd).out
