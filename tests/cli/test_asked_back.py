"""Facts as people type them, on the command line: understood, asked back on a terminal, refused."""

import json
from pathlib import Path

import pytest
from program import BAD_CASE, DONE, USAGE, refuses, run
from sessions import in_terminal

from allscape import faults
from allscape.cli import asking

SIX = "examples/six-core-facts-alone.yaml"
PROFILE = {"ph_status": "positive", "age": 67, "ecog": 1}


@pytest.mark.parametrize(
    "args",
    [
        ["--ph-status", "Ph+", "--age", "67 years", "--ecog", "ECOG 1"],
        ["--ph=pos", "--AGE=67y", "--ps", "1"],
        ["--BCR-ABL1", "Positive", "--age=67 yo", "--ecog-ps", "PS 1"],
    ],
)
def test_options_are_understood_and_shown_in_our_words(args: list[str]) -> None:
    done = run("match", *args, "--json")
    assert (done.code, json.loads(done.out)["case"]["profile"]) == (DONE, PROFILE)


@pytest.mark.parametrize("facts", [["ecog", "=", "2", "Ph+"], ["ECOG: 2", "Ph status = pos"],
                                   ["PS 2", "ph_status=Ph-positive"]])  # fmt: skip
def test_whatif_and_find_say_what_they_understood(facts: list[str]) -> None:
    done = run("whatif", SIX, *facts)
    assert done.code == DONE
    assert "If ecog were 2 and ph_status were positive" in done.out
    assert run("find", "--matched", "tki", *facts).code == DONE


DOUBTS = [
    ("relapse_status", "R/R", "relapsed or refractory?"),
    ("ecog", "ECOG 0-1", "names a stretch"),
    ("age", ">60", "names a stretch"),
    ("mrd_result", "<0.01%", "draws the line"),
    ("cd19_status", "dim", "between the two"),
    ("life_expectancy_weeks", "3 months", "another unit"),
    ("ph_status", "Ph-like", "no result of the Philadelphia chromosome"),
]


@pytest.mark.parametrize(("name", "typed", "told"), DOUBTS)
def test_elsewhere_what_is_in_doubt_is_refused(name: str, typed: str, told: str) -> None:
    refuses(run("match", f"--{name.replace('_', '-')}", typed), BAD_CASE, told)
    refuses(run("whatif", SIX, f"{name}={typed}"), BAD_CASE, told)
    refuses(run("match", "-", stdin=f"profile: {{{name}: '{typed}'}}\n"), BAD_CASE, told)
    done = run("step", SIX, stdin=f"{name}={typed}\n")
    assert (done.code, told in done.err) == (BAD_CASE, True)


@pytest.mark.parametrize(
    ("answers", "meant"),
    [(["relapsed"], "relapsed"), (["CR1", "relapse"], "relapsed"), ([""], "R/R"),
     (["unknown"], "unknown"), ([], "R/R")],
)  # fmt: skip
def test_on_a_terminal_it_is_asked_back(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], meant: str
) -> None:
    told: list[str] = []
    waiting = iter(answers)

    class Typed:
        def readline(self) -> str:
            return f"{next(waiting)}\n" if answers else ""

    monkeypatch.setattr(asking, "_on_a_terminal", lambda: True)
    monkeypatch.setattr(asking, "tell", told.append)
    monkeypatch.setattr("sys.stdin", Typed())
    assert asking.settled({"relapse_status": "R/R"}) == {"relapse_status": meant}
    assert "more than one meaning" in told[0]
    assert "newly_diagnosed, in_remission, relapsed, refractory, or unknown" in told[1]


@pytest.mark.posix
def test_in_a_terminal_one_is_asked_until_it_is_clear() -> None:
    shown = in_terminal(
        "--relapse-status", "R/R", "--ecog", "PS 1", "--no-pager",
        command="match", lines=["CR1", "Relapse"], env={}, prompt=b"leave it)",
    )  # fmt: skip
    assert shown.count("Which is meant?") == 2
    assert "relapse_status is not 'R/R': more than one meaning" in " ".join(shown.split())
    assert "relapse_status relapsed, ecog 1" in shown


def test_two_names_of_one_attribute_are_refused(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("profile:\n  MRD: pos\n  mrd_result: negative\n")
    told = ":3:3: 'MRD' and 'mrd_result' are both mrd_result"
    refuses(run("match", tmp_path / "c.yaml"), BAD_CASE, told)
    refuses(run("whatif", SIX, "MRD=pos", "mrd_result=negative"), USAGE, "is given twice")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("blinatumomab", 10), ("car-t", 3), ("zzz", 0)],
)
def test_ids_that_fit_are_all_listed(name: str, shown: int) -> None:
    done = run("why", SIX, name)
    assert done.code == USAGE
    listed = done.err.split("did you mean")[-1]
    assert listed.count("'") == (2 * shown if shown else done.err.count("'"))
    assert " ... " not in done.err


def test_hints_of_many_unknown_names_are_looked_for_where_they_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allscape import cases
    from allscape.cli.main import MOST_FAULTS
    from allscape.model import typed

    (tmp_path / "c.yaml").write_text(
        "profile:\n" + "".join(f"  unheard_of_{n}: 1\n" for n in range(20_000))
    )
    looked: list[str] = []
    find = typed.attribute_hint
    monkeypatch.setattr(typed, "attribute_hint", lambda *a: looked.append(a[0]) or find(*a))
    with pytest.raises(faults.CaseError) as caught:
        cases.read(tmp_path / "c.yaml")
    assert len(caught.value.faults) == 20_000
    for fault in caught.value.faults[:MOST_FAULTS]:
        str(fault)
    assert len(looked) <= MOST_FAULTS
