"""`allscape test` and `allscape mutate`, run as a user runs them."""

import shutil
from pathlib import Path

import pytest
import tiny
from program import BAD_CASE, CHECK_FAILED, EXAMPLES, USAGE, refuses, run, succeeds
from proving import assert_page, assert_plain, case_file, told

from allscape.cli.rulebooks import folder_of
from allscape.rulebook import packaged

FEW = EXAMPLES / "newly-diagnosed-ph-positive-67.yaml"
RELAPSED = (
    "profile: {relapse_status: relapsed}\n"
    f"expect: {{statements: {{for: [{tiny.SOURCE}/alpha]}}}}\n"
)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tiny.write(tmp_path / "rules")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("command", ["test", "mutate"])
def test_a_page_keeps_its_width(command: str, width: int) -> None:
    code = CHECK_FAILED if command == "mutate" else 0
    done = run(command, FEW, env={"COLUMNS": str(width)})
    assert (done.code, done.err) == (code, "")
    assert_page(done, width)
    assert "more (--all)" in done.words


def test_every_condition_is_listed_where_all_is_asked_for(rules: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    case_file(cases, RELAPSED)
    (cases / "silent.yaml").write_text("profile: {relapse_status: newly_diagnosed}\n")
    shown = run("test", cases, "--rules", rules, "--all", env={"COLUMNS": "200"}).words
    assert "1 case: all hold 1 case more expect nothing" in shown
    (_, listed) = shown.split("EVERY CONDITION")
    said = "relapse_status is relapsed true 1, false 0, open 0; decides 1 times"
    assert f"{tiny.SOURCE}/alpha: {said}" in listed


@pytest.mark.parametrize("command", ["test", "mutate"])
def test_plain_says_the_same(command: str, rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, RELAPSED)
    usual, plain = run(command, case, "--rules", rules), run(command, case, "--rules", rules,
                                                             "--plain")  # fmt: skip
    assert usual.code == plain.code
    assert_plain(plain, usual)


def test_json_of_a_test(rules: Path, tmp_path: Path) -> None:
    found = told("test", case_file(tmp_path, RELAPSED), "--rules", rules)
    assert list(found["tested"]) == [
        "cases", "without_expectation", "failures", "reached", "missing", "never", "untouched",
    ]  # fmt: skip
    (missing,) = found["tested"]["missing"]
    assert missing == {
        "owner": f"{tiny.SOURCE}/alpha", "condition": "relapse_status is relapsed",
        "ways": ["failing"], "possible": True,
    }  # fmt: skip
    (reached,) = found["tested"]["reached"]
    assert (reached["holds"], reached["decides_holding"], reached["fails"]) == (1, 1, 0)


def test_json_of_a_mutation(rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, RELAPSED)
    found = told("mutate", case, "--rules", rules, code=CHECK_FAILED)
    assert list(found["mutation"]) == ["made", "caught", "equal", "survivors"]
    for each in found["mutation"]["survivors"]:
        assert list(each) == ["owner", "how", "says", "wish", "needed"]
        assert each["owner"] == f"{tiny.SOURCE}/alpha"


@pytest.mark.parametrize("command", ["test", "mutate"])
def test_what_is_suggested_is_a_case_file_that_leaves_nothing(
    command: str, rules: Path, tmp_path: Path
) -> None:
    case = case_file(tmp_path, RELAPSED)
    done = run(command, case, "--rules", rules, "--suggest")
    assert "cases suggested; read each against its sentence" in done.err
    more = case_file(tmp_path, done.out, "more.yaml")
    whole = succeeds(command, case, more, "--rules", rules)
    assert "Not shown to decide".upper() not in whole.out
    assert "SURVIVORS" not in whole.out


def test_that_conditions_are_not_shown_fails_only_where_asked(rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, RELAPSED)
    args = ("test", case, "--rules", rules)
    assert succeeds(*args).out == (done := run(*args, "--complete")).out
    assert (done.code, done.err) == (CHECK_FAILED, "")


def test_a_failing_expectation_is_told_with_its_place(rules: Path, tmp_path: Path) -> None:
    case = case_file(
        tmp_path,
        "cases:\n"
        "  - profile: {relapse_status: relapsed}\n"
        "    expect: {matched: [alpha]}\n"
        "  - name: Wrong\n"
        "    profile: {}\n"
        "    expect: {ruled_out: [alpha]}\n",
    )
    done = run("test", case, "--rules", rules, env={"COLUMNS": "300"})
    assert (done.code, done.err) == (CHECK_FAILED, "")
    assert f"{case}:6:26: Wrong: alpha is open, not ruled out" in done.words
    done = run("mutate", case, "--rules", rules)
    assert done.code == CHECK_FAILED
    assert "Wrong: alpha is open, not ruled out" in done.err


def test_an_open_approach_hangs_on_what_is_expected(rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, "profile: {}\nexpect: {undetermined: {alpha: [age]}}\n")
    done = run("test", case, "--rules", rules, env={"COLUMNS": "300"})
    assert done.code == CHECK_FAILED
    assert "alpha hangs on relapse_status too" in done.words
    assert "alpha does not hang on age" in done.words


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("expect: {matched: [alpa]}\n", "1:20", "no approach 'alpa' (did you mean 'alpha'?)"),
        (
            f"expect: {{statements: {{for: [{tiny.SOURCE}/alpa]}}}}\n",
            "1:29",
            f"no statement '{tiny.SOURCE}/alpa' (did you mean '{tiny.SOURCE}/alpha'?)",
        ),
        ("readings: {a: b}\nexpect: {matched: [alpha]}\n", "1:1", "no term 'a'"),
        ("expect: {mached: [alpha]}\n", "1:10", "'mached' is not known here"),
        ("naem: x\n", "1:1", "did you mean 'name'?"),
        ("cases: []\n", "1:1", "'cases' is a list of at least one"),
        ("cases: [{profile: {age: 5}}, {profile: {age: -5}}]\n", "1:41", "age is a number"),
    ],
    ids=["approach", "statement", "term", "part", "name", "none", "second"],
)
def test_a_bad_case_is_told_with_its_place(
    text: str, place: str, message: str, rules: Path, tmp_path: Path
) -> None:
    case = case_file(tmp_path, text)
    refuses(run("test", case, "--rules", rules), BAD_CASE, f"{case}:{place}: ", message)


def test_a_fault_inside_one_of_several_cases_is_told_once(rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, "cases:\n- naem: x\n")
    done = run("test", case, "--rules", rules)
    refuses(done, BAD_CASE)
    assert len(done.err.splitlines()) == 1


def test_a_folder_without_cases_and_cases_without_expectations_are_told(
    rules: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    refuses(run("test", tmp_path / "empty", "--rules", rules), BAD_CASE, "holds no case file")
    case = case_file(tmp_path, "profile: {}\n")
    for command in ("test", "mutate"):
        done = run(command, case, "--rules", rules)
        refuses(done, USAGE, "none of these cases expects anything", "expect:")


def test_several_cases_in_one_file_are_none_for_match(rules: Path, tmp_path: Path) -> None:
    case = case_file(tmp_path, f"cases:\n- {RELAPSED.splitlines()[0]}\n")
    told_ = "this file holds several cases, one is expected"
    refuses(run("match", case), BAD_CASE, told_, "allscape test runs them all")


def test_the_readings_of_a_case_are_its_own(tmp_path: Path) -> None:
    statement = "survivornet-2021/blinatumomab-relapsed"
    known = "- profile: {relapse_status: relapsed, cd19_status: negative}\n"
    case = case_file(
        tmp_path,
        f"cases:\n{known}"
        "  readings: {cd19-as-target: criterion}\n"
        f"  expect: {{statements: {{ruled_out: [{statement}]}}}}\n"
        f"{known}"
        f"  expect: {{statements: {{for: [{statement}]}}}}\n",
    )
    assert succeeds("test", case).out.startswith("2 cases: all hold\n")


@pytest.mark.parametrize(
    ("reading", "message"),
    [("cd19-as-target: no-such", "'cd19-as-target' has no reading 'no-such' (one of: "),
     ("cd19-target: criterion", "no term 'cd19-target' (did you mean 'cd19-as-target'?)")],
    ids=["reading", "term"],
)  # fmt: skip
def test_a_reading_that_does_not_exist_is_told(reading: str, message: str, tmp_path: Path) -> None:
    text = f"name: N\nreadings: {{{reading}}}\nexpect: {{matched: [tki]}}\n"
    case = case_file(tmp_path, text)
    for command in ("test", "mutate"):
        refuses(run(command, case), BAD_CASE, f"{case}:1:1: N: {message}")


def test_another_rulebook_in_this_folder_is_told_of(tmp_path: Path) -> None:
    shutil.copytree(packaged(), tmp_path / "rules")
    assert run("test", EXAMPLES, cwd=tmp_path).err == ""
    (tmp_path / "rules" / "mrd.yaml").write_text("# Changed.\n")
    told = "the rulebook is the program's own; --rules rules names the one here"
    for command in (["test", EXAMPLES], ["mutate", EXAMPLES], ["prove"], ["check"]):
        done = run(*command, cwd=tmp_path)
        assert (done.code, done.err) == (0, f"allscape: {told}\n")


@pytest.mark.posix
def test_what_cannot_be_read_in_this_folder_is_another_rulebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "out.yaml").symlink_to(FEW)
    monkeypatch.chdir(tmp_path)
    assert folder_of(None, None) == packaged()
    assert "the rulebook is the program's own" in capsys.readouterr().err
