"""`allscape map`: on the screen, in words, as JSON, as a picture and a web page."""

import json
import re
import sys
from pathlib import Path
from xml.dom import minidom

import pytest
from program import CASE, ESCAPE, EXAMPLES, USAGE, in_terminal, refuses, run, succeeds

from allscape import Landscape, Rulebook
from allscape.model.landscape import NOTICE

NAMES = [each.short or each.name for each in Rulebook.load().contents.approaches]
UNPRINTED = [chr(each) for each in (*range(0x20), 0x7F, 0x9B, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF)]
HOSTILE = "<script>alert(1)</script> & [bold] \x1b[31m"


def test_without_a_case_it_is_what_the_articles_ask() -> None:
    out = succeeds("map").out
    assert all(name in out for name in NAMES)
    assert len(out.splitlines()) <= len(NAMES) + 14
    for asks in (">60", "2–10", "R/R", "≤2"):
        assert asks in out
    assert not re.search("[✓✗?]", out)
    assert NOTICE in succeeds("map").words


def test_json_is_the_contract_and_match_s_verdicts() -> None:
    told = json.loads(succeeds("map", CASE, "--json").out)
    landscape = Landscape.from_json(succeeds("match", CASE, "--json").out)
    assert told["schema"] == "allscape.map/1"
    assert told["case"] == landscape.case.model_dump(mode="json")
    assert [(each["approach"], each["verdict"]) for each in told["rows"]] == [
        (each.id, each.verdict) for each in landscape.approaches
    ]
    rows = {each["approach"]: each for each in told["rows"]}
    assert rows["mini-hyper-cvd-inotuzumab"]["cells"]["age"] == {
        "asks": "> 60", "state": "holds", "cites": ["csco-2021/58"],
    }  # fmt: skip
    assert rows["mini-hyper-cvd-inotuzumab"]["cells"]["ph_status"]["state"] == "fails"
    assert set(told["columns"]) >= {name for each in told["rows"] for name in each["cells"]}


def test_in_words_a_line_an_approach() -> None:
    lines = succeeds("map", CASE, "--plain").out.splitlines()
    for result in Rulebook.load().contents.approaches:
        assert len([each for each in lines if each.startswith(f"{result.name}: ")]) == 1
    (line,) = [each for each in lines if each.startswith("Ponatinib: ")]
    assert line == "Ponatinib: matched, approved. ph_status positive; holds."
    assert not any(re.search("[✓✗~·]", each) for each in lines)


def test_sentence_numbers_are_a_flag_away() -> None:
    assert "csco-2021/58" not in succeeds("map", CASE).out
    assert "age csco-2021/58" in succeeds("map", CASE, "--cites").words
    assert "(csco-2021/58)" in succeeds("map", CASE, "--cites", "--plain").out


def test_what_speaks_against_is_in_a_word() -> None:
    out = succeeds("map", EXAMPLES / "good-response-to-car-t-33.yaml").out
    assert re.search(r"after CAR T +but ", out)
    assert "but: matched, with something against it" in " ".join(out.split())


def test_the_day_and_the_readings_are_said() -> None:
    args = ("map", "--age", "17", "--reading", "adult=from-16", "--as-of", "2021-12-31")
    for more in ((), ("--plain",)):
        said = succeeds(*args, *more).words
        assert "As of 31 December 2021." in said
        assert "Read otherwise than by default: adult as from-16" in said
    assert "obe-cel" not in succeeds(*args).out


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_color_adds_nothing_to_the_words() -> None:
    colored = in_terminal("map", CASE)
    assert ESCAPE in colored
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [each.rstrip() for each in bare.splitlines()] == succeeds("map", CASE).out.splitlines()
    assert in_terminal("map", CASE, env={"NO_COLOR": "1"}) == succeeds("map", CASE).out


def test_an_encoding_without_the_signs_has_others() -> None:
    done = run("map", CASE, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.out.isascii()
    assert "= holds; x fails" in done.words
    assert "\\u" not in done.out


def test_pictures_need_nothing_from_elsewhere_and_obey_nothing(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    name = HOSTILE + "".join(UNPRINTED)
    case.write_text(json.dumps({"name": name, "profile": {"age": 67}}))
    for flag, name in (("--svg", "map.svg"), ("--html", "map.html")):
        assert succeeds("map", case, flag, tmp_path / name).out == ""
        text = (tmp_path / name).read_text(encoding="utf-8")
        if flag == "--svg":
            minidom.parseString(text)  # noqa: S318  # ours; it has to be well-formed
        assert not set(text) & set(UNPRINTED) - {"\n"}
        assert "<script" not in text
        assert ESCAPE not in text
        assert not re.search(r"url\((?!#)|src=|@import|<link|@font-face", text)
        assert "hyper-CVAD" in text
        assert "bold" in text


@pytest.mark.parametrize("flag", ["--svg", "--html"])
def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path, flag: str) -> None:
    done = run("map", flag, tmp_path / "no" / "where", cwd=tmp_path)
    refuses(done, USAGE, "cannot be written")


@pytest.mark.posix
def test_a_picture_goes_to_what_is_no_file_without_force() -> None:
    assert succeeds("map", "--svg", "/dev/null").out == ""
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("flag", ["--svg", "--html"])
def test_a_picture_takes_the_place_of_a_file_by_force_alone(tmp_path: Path, flag: str) -> None:
    out, other = tmp_path / "map", "--html" if flag == "--svg" else "--svg"
    succeeds("map", CASE, flag, out)
    made = out.read_bytes()
    again = ("map", CASE, "--age", "3", flag, out)
    done = run(*again, other, tmp_path / "other")
    refuses(done, USAGE, f"{out} is there (--force replaces it)")
    assert (out.read_bytes(), (tmp_path / "other").exists()) == (made, False)
    succeeds(*again, "--force")
    assert out.read_bytes() != made
    refuses(run("map", "--svg", out, "--html", out), USAGE, "is named twice")
