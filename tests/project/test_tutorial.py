"""The tutorial on testing rules: its blocks are a test module, and do what the page says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from strategies import often

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "testing-rules.md"
FALSE = "test_every_ph_positive_case_matches_blinatumomab_with_a_tki"

# A slow machine is not a fault; which parts of an example do not matter takes longest to find.
SETTINGS = f"""
from hypothesis import Phase, settings

settings.register_profile(
    "tutorial",
    deadline=None,
    derandomize=True,
    max_examples={often(60)},
    database=None,
    phases=set(Phase) - {{Phase.explain}},
)
settings.load_profile("tutorial")
"""


def blocks(language: str) -> list[str]:
    """Return the blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)


def run(folder: Path, *options: str, rules: Path | None = None) -> tuple[int, str]:
    """Return the exit code and output of pytest over all blocks, put into one file."""
    code = "\n\n".join(blocks("python"))
    if rules is not None:
        code = code.replace("Rulebook.load()", f"Rulebook.load({str(rules)!r})")
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "conftest.py").write_text(SETTINGS)
    (folder / "test_rules.py").write_text(code)
    pytest_ = [sys.executable, "-m", "pytest", "-q", "-n", "0", *options]
    ended = subprocess.run(
        [*pytest_, "test_rules.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


def in_our_words(output: str) -> list[str]:
    """Return the words of the one failure in an output, before Hypothesis tells its case."""
    lines = [line[1:].strip("\n")[7:] for line in output.splitlines() if line[:2] in {"E", "E "}]
    return "\n".join(lines).partition("NOT MEDICAL ADVICE")[0].split()


def test_every_block_runs_and_only_the_false_property_fails(tmp_path: Path) -> None:
    code, output = run(tmp_path)
    tests = re.findall(r"^def (test_\w+)", "\n".join(blocks("python")), re.MULTILINE)
    assert code == pytest.ExitCode.TESTS_FAILED, output
    assert re.findall(r"^FAILED test_rules.py::(\w+)", output, re.MULTILINE) == [FALSE]
    assert f"1 failed, {len(tests) - 1} passed" in output
    [shown] = blocks("text")
    # Releases of rich give columns another width, and words another line.
    ours = shown.partition("NOT MEDICAL ADVICE")[0].split()
    assert sorted(in_our_words(output)) == sorted(ours) != []
    assert "case=Profile(ph_status='positive')," in output
    assert "case=Profile(ph_status='positive')," in shown


SPOILT = [
    (
        "terms.yaml",
        "          - {cd19_status: positive, words: CD19-positive disease status}\n",
        "",
        "test_no_car_t_once_the_case_is_cd19_negative",
        "ruled out or open was expected, matched was found",
    ),
    (
        "terms.yaml",
        "2 to 10 completed years",
        "2 to 11 completed years",
        "test_the_trial_of_children_is_for_ages_2_to_10",
        "age=11,",
    ),
    (
        "terms.yaml",
        'when: {age: "> 60 completed years"}',
        'when: {age: ">= 60 completed years"}',
        "test_over_60_begins_on_the_61st_birthday",
        "age=60)",
    ),
    (
        "inotuzumab.yaml",
        "          - {term: over-60, words: (>60 years)}\n",
        "",
        "test_over_60_begins_on_the_61st_birthday",
        "no number decides 'mini-hyper-cvd-inotuzumab'",
    ),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("together", [SPOILT[:3], SPOILT[3:]], ids=["limits", "a limit gone"])
def test_a_spoilt_rule_breaks_the_property_that_guards_it(
    together: list[tuple[str, str, str, str, str]], rules: Path, tmp_path: Path
) -> None:
    for file, rule, spoilt, _, _ in together:
        written = (rules / file).read_text()
        assert written.count(rule) == 1
        (rules / file).write_text(written.replace(rule, spoilt))
    names = {name for *_, name, _ in together}
    code, output = run(tmp_path, "-k", " or ".join(names), rules=rules)
    assert code == pytest.ExitCode.TESTS_FAILED
    assert set(re.findall(r"^FAILED test_rules.py::(\w+)", output, re.MULTILINE)) == names
    assert [says for *_, says in together if says not in output] == []


def test_every_public_name_is_explained() -> None:
    from allscape import testing

    page = PAGE.read_text()
    assert [name for name in testing.__all__ if f"`{name}" not in page] == []
