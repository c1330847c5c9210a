"""Text from a case or a rulebook is shown as it is: no markup, no escape, no forged line."""

import json
import unicodedata
from pathlib import Path

import pytest
import tiny
from program import BAD_CASE, DONE, Done, refuses, run

MARKUP = "t(9;22)[q34;q11] [bold]x[/bold] [/p] :pill: [link=http://x]y[/link] [/]"
HIDDEN = {
    "\x1b[2J": "\\x1b[2J",
    "\x9b31m": "\\x9b31m",
    "\x07": "\\x07",
    "\x7f": "\\x7f",
    "\u202e": "\\u202e",
    "\u2066": "\\u2066",
    "\u200b": "\\u200b",
    "\u200f": "\\u200f",
    "\ufeff": "\\ufeff",
    "\uffff": "\\uffff",
    "\ufffe": "\\ufffe",
    "\ufdd0": "\\ufdd0",
    "\U0001fffe": "\\U0001fffe",
    "\U000e0001": "\\U000e0001",
}
"""Characters that a terminal would obey or not show, and how they are shown."""

TEXT = f"{MARKUP} {'.'.join(HIDDEN)}."


def _harmless(text: str) -> bool:
    categories = {unicodedata.category(each) for each in text if each != "\n"}
    return not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _matched(*more: str, **case: object) -> Done:
    done = run("match", "-", *more, stdin=json.dumps({"profile": {"age": 5}, **case}),
               env={"COLUMNS": "500"})  # fmt: skip
    assert (done.code, done.err) == (DONE, "")
    assert _harmless(done.out)
    return done


@pytest.mark.parametrize("more", [["--teaching"], ["--teaching", "--plain"]], ids=str)
def test_names_and_stories_are_shown_and_never_obeyed(more: list[str]) -> None:
    done = _matched(*more, name=TEXT, story=TEXT, teaching=TEXT)
    assert done.out.count(MARKUP) == 3
    for shown in HIDDEN.values():
        assert done.out.count(shown) == 3


def test_json_holds_them_as_they_are_and_shows_them_escaped() -> None:
    done = _matched("--json", name=TEXT)
    assert json.loads(done.out)["case"]["name"] == TEXT


@pytest.mark.parametrize("more", [[], ["--plain"]], ids=["page", "plain"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028"], ids=repr)
def test_a_name_stays_on_its_line(end: str, more: list[str]) -> None:
    done = _matched(*more, name=f"One{end}RULED OUT (0){end}two")
    first, second, *rest = done.out.splitlines()
    assert first.startswith("One")
    assert first.endswith("two")
    assert second == "age 5"
    assert not any(line.startswith("RULED OUT (0)") for line in rest)


def test_a_rulebook_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    odd = {"id": "alpha", "name": f"Alpha {TEXT}", "family": TEXT, "agents": [TEXT]}
    statement = tiny.statement(about=odd["id"], says=f"Said. {TEXT}", note=TEXT)
    rules = tiny.write(
        tmp_path / "rules",
        approaches=[odd],
        quotations=[tiny.quotation(statements=[statement], note=TEXT)],
    )
    for args in (
        ["match", "--relapse-status", "relapsed"],
        ["approaches"],
        ["approaches", str(odd["id"])],
        ["rules", "--plain"],
    ):
        done = run(*args, "--rules", rules, env={"COLUMNS": "500"})
        assert (done.code, done.err) == (DONE, "")
        assert _harmless(done.out)
        assert MARKUP in done.out
        assert "\\x1b[2J" in done.out


@pytest.mark.parametrize(
    ("args", "case"),
    [
        (["-"], {"profile": {f"ph{TEXT}\nallscape: all is well": 1}}),
        (["-"], {"profile": {"ph_status": f"{TEXT}\nallscape: all is well"}}),
        ([f"no such {MARKUP} \x1b[2J\nallscape: all is well"], {}),
    ],
    ids=["attribute", "value", "file"],
)
def test_messages_show_them_too_one_fault_a_line(args: list[str], case: object) -> None:
    done = run("match", *args, stdin=json.dumps(case))
    refuses(done, BAD_CASE, "t(9;22)[q34;q11] [bold]")
    assert _harmless(done.err)
    assert not any(line.startswith("allscape: all is") for line in done.err.splitlines())
