"""A rulebook that cannot be used: every fault at once, each with its place, exit code 4."""

from pathlib import Path
from typing import Any

import pytest
import tiny
from program import BAD_RULEBOOK, refuses, run, succeeds

RELAPSED = {"relapse_status": "relapsed"}
WORDS = {"words": "who have relapsed"}


def _stating(*when: Any, **changes: Any) -> dict[str, Any]:
    return {"quotations": [tiny.quotation(statements=[tiny.statement(when=[*when], **changes)])]}


def _term(name: str, when: Any, **changes: Any) -> dict[str, Any]:
    readings = [{"id": "r", "says": "so", "when": when}]
    return {"id": name, "name": name, "assumption": "Ours.", "readings": readings, **changes}


def test_the_made_up_rulebook_is_sound(tmp_path: Path) -> None:
    rules = tiny.write(tmp_path / "rules")
    done = succeeds("match", "--relapse-status", "relapsed", "--rules", rules, "--plain")
    assert "matched: Alpha" in done.out
    assert tiny.SENTENCES[1] in done.out


@pytest.mark.parametrize("command", ["match", "sources"])
def test_a_folder_that_is_missing_is_told(command: str, tmp_path: Path) -> None:
    refuses(run(command, "--rules", tmp_path / "none"), BAD_RULEBOOK, "none: no such folder")


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    refuses(run("match", "--rules", tmp_path), BAD_RULEBOOK, "holds no .yaml file")
    file = tmp_path / "file"
    file.write_text("")
    refuses(run("match", "--rules", file), BAD_RULEBOOK, "file: is no folder")


def test_every_fault_is_told_at_once_with_its_place(rules: Path) -> None:
    tki, terms = rules / "tki.yaml", rules / "terms.yaml"
    spoiled = tki.read_text(encoding="utf-8")
    for was, now in (
        ("words: Ph+ ALL patients}", "words: Ph+ ALL people}"),
        ("term: relapsed", "term: relapst"),
        ("value: 5-9 months", "value: 5-8 months"),
    ):
        assert was in spoiled
        spoiled = spoiled.replace(was, now, 1)
    tki.write_text(spoiled, encoding="utf-8")
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text.replace("cites: healthtree-2024/36", "cites: healthtree-2024/96", 1),
                     encoding="utf-8")  # fmt: skip
    done = run("match", "--rules", rules)
    refuses(done, BAD_RULEBOOK)
    lines = spoiled.splitlines()
    for mark, told in (
        ("Ph+ ALL people", "the words 'Ph+ ALL people' are not in csco-2021/25"),
        ("relapst", "no term 'relapst'"),
        ("5-8 months", "'5-8 months' is not in the sentence"),
    ):
        at = next(number for number, line in enumerate(lines, 1) if mark in line)
        assert any(f"{tki}:{at}:" in each and told in each for each in done.err.splitlines())
    assert f"{terms}:" in done.err
    assert "'healthtree-2024/96'" in done.err


def test_faults_of_form_are_told_with_what_was_meant(tmp_path: Path) -> None:
    rules = tiny.write(
        tmp_path / "rules",
        aproaches=[],
        approaches=[tiny.approach(nmae="x")],
        **_stating({"ph_stats": "positive"}, kind="opton"),
    )
    (rules / "broken.yaml").write_text("a: [b", encoding="utf-8")
    (rules / "latin.yaml").write_bytes("id: \xe9".encode("latin-1"))
    done = run("match", "--rules", rules)
    refuses(done, BAD_RULEBOOK, "'aproaches' is not known here (did you mean 'approaches'?)",
            "'nmae' is not known here (did you mean 'name'?)", "'option'",
            "did you mean 'ph_status'", "broken.yaml:1:6: not valid YAML",
            "latin.yaml: is not text in UTF-8")  # fmt: skip


BOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "a condition without words": (_stating(RELAPSED), "no words state that relapse_status is"),
    "a condition with empty words": (_stating({**RELAPSED, "words": ""}), "words"),
    "a condition with blank words": (_stating({**RELAPSED, "words": " "}), "words"),
    "a standing with empty words": (
        _stating(standing={"level": "discussed", "words": ""}), "words",
    ),
    "a term with empty words": (
        {"terms": [_term("t", RELAPSED, words="", cites=tiny.CITE)]}, "words",
    ),
    "a citation with no number": (
        {"quotations": [tiny.quotation(cite=f"{tiny.SOURCE}/²")]}, "rules.yaml:",
    ),
    "a citation with a number too long": (
        {"quotations": [tiny.quotation(cite=f"{tiny.SOURCE}/{'1' * 5000}")]}, "rules.yaml:",
    ),
    "an age without end": (
        _stating({"age": f"> 1{'0' * 400} completed years", **WORDS}), "rules.yaml:",
    ),
    "an age too large for the engine": (_stating({"age": f"> 1{'0' * 20}", **WORDS}), "age"),
    "an age too small for the engine": (_stating({"age": "> 0.00001", **WORDS}), "age"),
    "a term in a circle": ({"terms": [_term("t", {"term": "t"})]}, "'t' is defined by itself"),
    "a remark that refers to a statement": (
        {"remarks": [{"id": "r", "says": "so", "when": {"same-as": f"{tiny.SOURCE}/alpha"}}]},
        "rules.yaml:",
    ),
    "too many alternatives": (
        _stating(*({"any": [{"age": f"> {n}", **WORDS}, {"ecog": "> 1", **WORDS}]}
                   for n in range(20))),
        "too many for the engine",
    ),
    "an impossible date": (
        {"sources": [{**tiny.source(), "date": "2021-02-30"}]}, "rules.yaml:",
    ),
    "an id twice": ({"approaches": [tiny.approach()] * 2}, "'alpha' is defined twice"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BOOKS)
def test_a_bad_rulebook_is_refused(kind: str, tmp_path: Path) -> None:
    changes, told = BOOKS[kind]
    rules = tiny.write(tmp_path / "rules", **changes)
    refuses(run("match", "--relapse-status", "relapsed", "--rules", rules), BAD_RULEBOOK, told)


def test_a_long_chain_is_answered_or_refused(tmp_path: Path) -> None:
    """Terms that rest on terms, and statements on statements, a thousand deep."""
    last = 1000
    terms = [_term(f"t{n}", {"term": f"t{n + 1}"} if n < last else RELAPSED)
             for n in range(last + 1)]  # fmt: skip
    same = [
        tiny.statement(id=f"{tiny.SOURCE}/a{n:04}", when=(
            {"same-as": f"{tiny.SOURCE}/a{n + 1:04}"} if n < last else [{**RELAPSED, **WORDS}]
        ))
        for n in range(last + 1)
    ]  # fmt: skip
    for name, changes in (
        ("terms", {"terms": terms, **_stating({"term": "t0", **WORDS})}),
        ("statements", {"quotations": [tiny.quotation(statements=same)]}),
    ):
        rules = tiny.write(tmp_path / name, **changes)
        done = run("match", "--relapse-status", "relapsed", "--rules", rules)
        assert "Traceback" not in done.err
        assert done.code in (0, BAD_RULEBOOK), done.err
