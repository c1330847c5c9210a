"""`allscape check`: its formats, its exit codes, what goes where, and its exclusions."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import tiny
from program import BAD_RULEBOOK, CHECK_FAILED, DONE, USAGE, Done, refuses, run, succeeds

from allscape.rulebook import packaged, rule_files
from allscape.rulebook.load import load

SAMPLE = Path(__file__).parents[2] / "docs" / "lints" / "sample"
LINE = re.compile(r"^(\S+):(\d+):(\d+) (error|warning|note) ([a-z-]+) (.+)$")
FORMATS = ["text", "json", "sarif", "github"]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample rulebook with one warning, in line 42 of its rules."""
    folder = shutil.copytree(SAMPLE, tmp_path / "sample")
    _spoil(folder, "says: An option in relapse.", "says: The best option, 100% of them, so it is.")
    return folder


def _spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "rules.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _place(folder: Path, near: str) -> tuple[int, int]:
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    before = text[: text.index(near)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _lines(done: Done) -> list[tuple[str, ...]]:
    return [found.groups() for each in done.out.splitlines() if (found := LINE.match(each))]


def _json(done: Done) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_our_rulebook_is_clean_and_says_over_how_much() -> None:
    done = succeeds("check")
    assert _lines(done) == []
    files, held = len(rule_files(packaged())), load(packaged())
    counts = f"{len(held.sources)} sources, {len(held.quotations)} quotations, "
    counts += f"{len(held.statement)} statements, "
    assert f" lints over {files} files, {counts}" in done.words
    assert re.search(r"\d+ conditions and \d+ terms: nothing found(; \d+ excluded)?\.$", done.words)


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_rulebook_is_clean_in_every_format(form: str) -> None:
    done = succeeds("check", SAMPLE, "--format", form)
    assert "rules.yaml" not in done.out
    assert "lint" in done.out


def test_a_warning_is_told_on_one_line_with_its_place(sample: Path) -> None:
    done = run("check", sample)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    line, column = _place(sample, "says: The best")
    file = str(sample / "rules.yaml")
    assert [each[:5] for each in _lines(done)] == [
        (file, str(line), str(column), "warning", "advice-in-own-words"),
        (file, str(line), str(column), "warning", "number-not-in-the-sentence"),
    ]
    assert "'best' advises, ranks or doses (no sentence that this speaks of" in done.out
    assert done.words.endswith("8 conditions and 1 term: 2 warnings.")


def test_the_rulebook_is_an_argument_or_an_option(sample: Path) -> None:
    assert run("check", "--rules", sample) == run("check", sample)
    refuses(run("check", sample, "--rules", sample), USAGE, "the rulebook is given twice")


@pytest.mark.parametrize("args", [["--json"], ["--format", "json"], ["--json", "--format", "json"]])
def test_json_tells_every_finding(sample: Path, args: list[str]) -> None:
    done = run("check", sample, *args)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    told = _json(done)
    assert told["schema"] == "allscape.check/1"
    assert "education" in told["notice"]
    checked = told["check"]
    line, column = _place(sample, "says: The best")
    assert checked["found"][0] == {
        "lint": "advice-in-own-words", "severity": "warning",
        "file": str(sample / "rules.yaml"), "line": line, "column": column,
        "at": "made-up-2020/alpha", "message": "'best' advises, ranks or doses",
        "hint": "no sentence that this speaks of has the word",
    }  # fmt: skip
    assert checked["lints"] == checked["all_lints"]
    assert checked["looked_at"]["statements"] == 5
    assert checked["excluded"] == []


def test_sarif_tells_every_finding_and_what_the_lints_are(sample: Path) -> None:
    done = run("check", sample, "--format", "sarif", cwd=sample.parent)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    told = _json(done)
    assert told["version"] == "2.1.0"
    (ran,) = told["runs"]
    rules = ran["tool"]["driver"]["rules"]
    result = ran["results"][0]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "advice-in-own-words"
    assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"]
    assert result["level"] == "warning"
    assert all(each["shortDescription"]["text"] for each in rules)
    line, column = _place(sample, "says: The best")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "sample/rules.yaml"},
        "region": {"startLine": line, "startColumn": column},
    }


def test_github_commands_are_escaped_and_placed(sample: Path) -> None:
    done = run("check", sample, "--format", "github", cwd=sample.parent)
    assert (done.code, done.err) == (CHECK_FAILED, "")
    line, column = _place(sample, "says: The best")
    where = f"file=sample/rules.yaml,line={line},col={column}"
    first, second, *_ = done.out.splitlines()
    assert first.startswith(f"::warning {where},title=advice-in-own-words::'best' advises, ranks")
    assert second.startswith(f"::warning {where},title=number-not-in-the-sentence::100 is not in")


def test_github_levels_are_error_warning_and_notice(sample: Path) -> None:
    shutil.move(sample / "rules.yaml", sample / "a, b: 100%.yaml")
    done = run("check", sample, "--format", "github", cwd=sample)
    assert "file=a%2C b%3A 100%25.yaml,line=" in done.out
    shutil.move(sample / "a, b: 100%.yaml", sample / "rules.yaml")
    _spoil(sample, "kind: option", "kind: options")
    assert run("check", sample, "--format", "github").out.startswith("::error file=")


@pytest.mark.parametrize("form", FORMATS)
def test_a_rulebook_that_cannot_be_used_is_told_on_stdout(sample: Path, form: str) -> None:
    _spoil(sample, "value: 12%", "value: 13%")
    done = run("check", sample, "--format", form)
    assert (done.code, done.err) == (BAD_RULEBOOK, "")
    assert "figure-not-in-the-sentence" in done.out
    # What can still be looked at is.
    assert "advice-in-own-words" in done.out


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_be_read_is_told_on_stdout(sample: Path, form: str) -> None:
    (sample / "broken.yaml").write_text("a: [b", encoding="utf-8")
    (sample / "latin.yaml").write_bytes("id: \xe9".encode("latin-1"))
    done = run("check", sample, "--format", form)
    assert (done.code, done.err) == (BAD_RULEBOOK, "")
    assert done.out.count("is not text in UTF-8 (byte 5)") == 1
    assert "not valid YAML" in done.out
    assert "unreadable" in done.out


def test_the_summary_says_what_could_not_run(sample: Path) -> None:
    _spoil(sample, "value: 12%", "value: 13%")
    done = run("check", sample)
    assert re.search(r"\d+ lints of \d+ \(the others need a rulebook without errors\)", done.words)
    assert done.words.endswith("1 error and 2 warnings.")


def test_a_folder_without_rules_is_raised_as_everywhere(tmp_path: Path) -> None:
    refuses(run("check", tmp_path / "none"), BAD_RULEBOOK, "none: no such folder")
    refuses(run("check", tmp_path, "--json"), BAD_RULEBOOK, "holds no .yaml file")


def test_a_note_fails_nothing(sample: Path) -> None:
    shutil.copy(SAMPLE / "rules.yaml", sample / "rules.yaml")
    (sample / "more.yaml").write_text(
        "quotations:\n  - cite: made-up-2020/7\n    text: Nothing is known of Delta.\n"
        "    statements:\n      - id: made-up-2020/delta\n        kind: outlook\n"
        "        says: Of Delta.\n        when:\n"
        "          - {relapse_status: [relapsed, refractory], words: R/R disease,"
        " from: made-up-2020/5}\n"
        "          - {mrd_timing: other, words: in March, from: made-up-2020/5}\n"
        "          - {mrd_timing: after_car_t, words: in March, from: made-up-2020/5}\n",
        encoding="utf-8",
    )
    ledger = sample / "ledger.yaml"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("omitted: background", "quoted: true"), encoding="utf-8")
    done = run("check", sample)
    assert [each[3:5] for each in _lines(done)] == [("note", "same-words-other-condition")]
    assert (done.code, done.err) == (DONE, "")
    assert done.words.endswith("1 note.")


def test_exclusions_are_counted_and_shown_when_asked_for(sample: Path) -> None:
    (sample / "exclusions.yaml").write_text(
        "exclusions:\n"
        "  - {lint: advice-in-own-words, at: made-up-2020/alpha, finding: advises,"
        " reason: It is an example.}\n"
        "  - {lint: number-not-in-the-sentence, at: made-up-2020/alpha, finding: not in,"
        " reason: So is this.}\n",
        encoding="utf-8",
    )
    done = run("check", sample)
    assert (done.code, done.err) == (DONE, "")
    assert _lines(done) == []
    assert done.words.endswith("1 term: nothing found; 2 excluded.")
    shown = run("check", sample, "--excluded")
    assert shown.code == DONE
    assert [each[4] for each in _lines(shown)] == [
        "advice-in-own-words", "number-not-in-the-sentence",
    ]  # fmt: skip
    assert "excluded: It is an example." in shown.out
    reasons = [
        each["reason"] for each in _json(run("check", sample, "--json"))["check"]["excluded"]
    ]
    assert reasons == ["It is an example.", "So is this."]
    (ran,) = _json(run("check", sample, "--format", "sarif"))["runs"]
    assert [each["suppressions"][0]["justification"] for each in ran["results"]] == reasons


def test_an_idle_exclusion_fails_the_check(tmp_path: Path) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "sample")
    (folder / "exclusions.yaml").write_text(
        "exclusions:\n  - {lint: unused-id, at: alpha, finding: x, reason: So.}\n", encoding="utf-8"
    )
    done = run("check", folder)
    assert done.code == CHECK_FAILED
    assert "exclusions.yaml:2:23 warning idle-exclusion excludes nothing" in done.out


def test_the_lints_are_listed() -> None:
    told = succeeds("check", "--list").words
    listed = json.loads(succeeds("check", "--list", "--json").out)["lints"]
    assert {each["severity"] for each in listed} == {"error", "warning", "note"}
    for each in listed:
        assert each["id"] in told
        assert each["summary"] in told or len(each["summary"]) > 50


def test_a_lint_is_explained() -> None:
    told = succeeds("check", "--explain", "stricter-than-its-words").words
    one = json.loads(succeeds("check", "--explain", "stricter-than-its-words", "--json").out)
    assert one["summary"] in told
    assert " ".join(one["why"].split()) in told
    assert "Severity: warning." in told


def test_what_is_asked_wrongly_is_refused() -> None:
    refuses(
        run("check", "--explain", "stricter"), USAGE,
        "no lint 'stricter' (did you mean 'stricter-than-its-words'?)",
    )  # fmt: skip
    refuses(run("check", "--format", "jsn"), USAGE, "no format 'jsn' (did you mean 'json'?)")
    refuses(run("check", "--json", "--format", "sarif"), USAGE, "contradict each other")
    for args in (
        ["--list", SAMPLE],
        ["--list", "--explain", "unused-id"],
        ["--list", "--format", "sarif"],
    ):
        refuses(run("check", *args), USAGE, "check nothing")


def test_hidden_characters_of_a_rulebook_are_shown(tmp_path: Path) -> None:
    evil = "\x1b[31m\u202e"
    rules = tiny.write(
        tmp_path / "rules",
        quotations=[tiny.quotation(statements=[tiny.statement(about=f"a{evil}")])],
    )
    for form in FORMATS:
        done = run("check", rules, "--format", form)
        assert done.code == BAD_RULEBOOK
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
