"""Faults put into a copy of the packaged rules, or a case taken away: found, named and placed."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from program import CHECK_FAILED, DONE, EXAMPLES, Done, run
from proving import EDGES

from allscape.cases import PlacedCase, read_all, text
from allscape.documents import Document
from allscape.engine.edition import edition
from allscape.proof.prove import prove
from allscape.rulebook.load import packaged, read
from allscape.trials import report

TKI = "{ph_status: positive, words: Ph+ ALL patients}"
NEVER = f"{TKI}\n          - {{not: {TKI}}}"
EITHER = (
    "{any: [{ph_status: positive, words: Ph+ ALL patients}, "
    "{ph_status: negative, words: Ph+ ALL patients}]}"
)
PH = "{ph_status: positive, words: Philadelphia-positive ALL patients}"
NARROWER = f"{PH}\n          - {{mrd_result: positive, words: ALL patients}}"
RELAPSED = "{term: relapsed, words: ALL patients who have relapsed, from: survivornet-2021/12}"
WIDER = (
    "{term: relapsed-refractory, words: ALL patients who have relapsed, from: survivornet-2021/12}"
)
SALVAGE = (
    "          - {salvage_line: first, words: received salvage treatment for the first time}\n"
)


def spoil(file: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file, which has to be there."""
    held = file.read_text(encoding="utf-8")
    assert old in held, old
    file.write_text(held.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, name: str) -> str:
    """Return `file:line` of a statement, as a page shows it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return f"{file.name}:{1 + lines.index(f'      - id: {name}')}"


def row(done: Done, begins: str) -> str:
    """Return the line of a page that begins so, its white space folded."""
    found = [" ".join(line.split()) for line in done.out.splitlines()]
    (only,) = [line for line in found if line.startswith(begins)]
    return only


def proved(rules: Path, code: int) -> tuple[Done, dict[str, Any]]:
    """Return the page of a proof, wide enough for its places, and all that it holds."""
    done = run("prove", rules, env={"COLUMNS": "200"})
    assert (done.code, done.err) == (code, ""), done.err
    return done, proof_of(rules)


@cache
def proof_of(rules: Path) -> dict[str, Any]:
    """Return what is proved of the rules in a folder, as its JSON has it."""
    return prove(edition(read(rules).contents)).model_dump(mode="json")


def test_a_dead_rule_is_found(rules: Path) -> None:
    name = "csco-2021/relapse-after-tki"
    file = rules / "tki.yaml"
    # The second statement of the sentence: the first stays as it is.
    held = file.read_text(encoding="utf-8")
    head, mark, rest = held.partition(f"id: {name}\n")
    assert mark
    file.write_text(head + mark + rest.replace(TKI, NEVER, 1), encoding="utf-8")
    done, proof = proved(rules, CHECK_FAILED)
    assert row(done, f"{name} is never matched").endswith(line_of(file, name))
    dead = [each for each in proof["nevers"] if not (each["said_of_all"] or each["unmodelled"])]
    (conflict,) = next(e["conflicts"] for e in dead if e["verdict"] == "matched")
    assert {each["name"] for each in dead} == {name}
    assert [each["says"] for each in conflict] == [
        "ph_status is positive", "ph_status is not positive",
    ]  # fmt: skip
    assert {ground["cite"] for each in conflict for ground in each["grounds"]} == {"csco-2021/25"}


def test_a_rule_that_its_words_leave_open_is_found(rules: Path) -> None:
    file = rules / "tki.yaml"
    spoil(file, TKI, EITHER)
    done, proof = proved(rules, CHECK_FAILED)
    # It is open where the fact is unknown, though every value of it would match.
    assert {each["name"] for each in proof["undecided"]} >= {"csco-2021/tki", "tki"}
    assert all(each["answer"] == "matched" for each in proof["undecided"])
    (place,) = [
        line for line in done.out.splitlines()
        if line.startswith("csco-2021/tki ") and "never" not in line
    ]  # fmt: skip
    assert place.endswith(line_of(file, "csco-2021/tki"))
    assert row(done, "csco-2021/tki is never ruled out").endswith(line_of(file, "csco-2021/tki"))


def test_a_shadowed_rule_is_found(rules: Path) -> None:
    file = rules / "tki.yaml"
    before = proof_of(packaged())["shadowed"]
    spoil(file, PH, NARROWER)
    done, proof = proved(rules, DONE)
    name = "healthtree-2024/tki"
    (pair,) = [each for each in proof["shadowed"] if each not in before]
    assert (pair["one"], pair["other"]) == (name, "csco-2021/tki")
    known = {n: v for n, v in pair["apart"].items() if v is not None}
    assert known == {"ph_status": "positive"}
    shown = row(done, f"- {name}: within csco-2021/tki")
    assert shown.endswith(line_of(file, name))


def test_a_rule_that_is_equal_to_another_is_found(rules: Path) -> None:
    file = rules / "blinatumomab.yaml"
    name, other = "survivornet-2021/blinatumomab-relapsed", (
        "csco-2021/blinatumomab-relapsed-refractory"
    )  # fmt: skip
    spoil(file, RELAPSED, WIDER)
    done, proof = proved(rules, DONE)
    shown = row(done, f"- {other}: the same cases as {name}")
    assert shown.endswith(line_of(file, other))
    assert any({name, other} <= set(group) for group in proof["equal"])


def test_equal_statements_of_one_article_are_found(rules: Path) -> None:
    pair = {"csco-2021/tower", "csco-2021/tower-first-salvage"}
    before = proof_of(packaged())["equal"]
    assert not any(pair <= set(group) for group in before)
    spoil(rules / "blinatumomab.yaml", SALVAGE, "")
    assert any(pair <= set(group) for group in proof_of(rules)["equal"])


@pytest.mark.parametrize(
    ("known", "readings", "survivor"),
    [
        (
            {"ph_status": "negative", "relapse_status": "relapsed", "age": 17},
            {},
            ("adult=from-18", "age >= 18 completed years: from 17, not 18"),
        ),
        (
            {"ph_status": "negative", "relapse_status": "newly_diagnosed", "age": 60},
            {"over-60": "exact-age"},
            ("over-60=exact-age", "age > 60: 60 itself in"),
        ),
    ],
    ids=["adult", "over-60"],
)
def test_a_boundary_case_that_is_missing_is_asked_for(
    known: dict[str, Any], readings: dict[str, str], survivor: tuple[str, str], tmp_path: Path
) -> None:
    left = [each.case for each in read_all([EDGES])]
    gone = [c for c in left if c.profile.known() == known and c.readings == readings]
    assert gone
    examples = shutil.copytree(EXAMPLES, tmp_path / "examples")
    kept = text(*(each for each in left if each not in gone), listed=True)
    (examples / "edges" / EDGES.name).write_text(kept, encoding="utf-8")
    placed, loaded = read_all([examples]), read(packaged())
    _, found, more = report.mutated(loaded, placed)
    wishes = {(each.owner, each.says): each.wish for each in found.survivors}
    assert wishes[survivor].profile.known() == known
    assert wishes[survivor].readings == readings
    page = run("mutate", examples, "--all", env={"COLUMNS": "300"})
    assert (page.code, page.err) == (CHECK_FAILED, "")
    assert f"{survivor[0]}: {survivor[1]}" in page.words
    assert f"would be caught by {wishes[survivor].statement} for: " in page.words
    # What is suggested in its place closes the gap.
    suggested = [PlacedCase(each, Document("")) for each in more]
    assert report.mutated(loaded, [*placed, *suggested])[1].survivors == ()


def test_a_rule_that_is_stricter_than_its_cases_fails_them(rules: Path) -> None:
    spoil(rules / "tki.yaml", TKI, NEVER.replace("not: {ph_status: positive", "not: {lineage: T"))
    done = run("test", EXAMPLES, "--rules", rules, env={"COLUMNS": "300"})
    assert (done.code, done.err) == (CHECK_FAILED, "")
    assert "every-condition.yaml:" in done.out
    assert "csco-2021/tki is open, not for" in done.words
