"""The program itself: alone, its version, its help, its completion, where it is started."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tiny
from program import (
    BAD_CASE,
    BAD_RULEBOOK,
    CASE,
    DONE,
    EXAMPLES,
    USAGE,
    Done,
    environment,
    named,
    path,
    refuses,
    run,
    succeeds,
)

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


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "²", "9" * 5_000])
def test_completion_of_no_word_offers_nothing(number: str) -> None:
    words = {"COMP_WORDS": "allscape ma", "COMP_CWORD": number}
    done = run(env={"_ALLSCAPE_COMPLETE": "complete_bash", **words})
    assert (done.code, done.out, done.err) == (DONE, "", "")


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


def _nowhere(folder: Path, *args: str | Path) -> Done:
    """Run the program in a folder that was deleted."""
    gone = folder / "gone"
    gone.mkdir()
    command = ["sh", "-c", 'rmdir ../gone && exec "$@"', "sh", path(), *map(str, args)]
    ended = subprocess.run(
        command, cwd=gone, capture_output=True, text=True, timeout=300, env=environment(),
        check=False,
    )  # fmt: skip
    return Done(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is deleted that one is in")
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["check", "."], BAD_RULEBOOK),
        (["prove", "."], BAD_RULEBOOK),
        (["diff", ".", "packaged"], BAD_RULEBOOK),
        (["match", "--age", "3", "--rules", "."], BAD_RULEBOOK),
        (["new", "approach", "a", "--name", "b", "--family", "c", "--rules", "."], BAD_RULEBOOK),
        (["test", "."], BAD_CASE),
        (["mutate", "."], BAD_CASE),
        (["sources", "verify", "."], USAGE),
    ],
    ids=named,
)
def test_in_a_folder_that_was_deleted_nothing_can_be_read(
    tmp_path: Path, args: list[str], code: int
) -> None:
    done = _nowhere(tmp_path, *args)
    refuses(done, code, "allscape: .: cannot be read: no such file or directory")
    assert len(done.err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is deleted that one is in")
def test_in_a_folder_that_was_deleted_another_is_checked_and_edited(tmp_path: Path) -> None:
    rules = tiny.write(tmp_path / "rules")
    checked = run("check", rules, cwd=tmp_path / "rules")
    here = _nowhere(tmp_path, "check", rules)
    assert (here.code, here.err) == (checked.code, checked.err)
    file = next(each.name for each in rules.glob("*.yaml") if each.name != "sources.yaml")
    of = ("--name", "b", "--family", "c", "--file", file, "--rules", rules)
    done = _nowhere(tmp_path, "new", "approach", "a-b", *of)
    assert f"allscape: wrote {rules / file}" in done.err
    assert done.code == DONE
