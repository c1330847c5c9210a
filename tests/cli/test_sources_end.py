"""An article that was withdrawn or superseded: from that day on it is not in force, and said so."""

import json
import shutil
from pathlib import Path

import pytest
from program import BAD_RULEBOOK, DONE, USAGE, Done, refuses, run, succeeds

from allscape import Rulebook
from allscape.explorer import foot
from allscape.explorer.desk import Desk
from allscape.explorer.size import Size
from allscape.model.case import Case
from allscape.rulebook.load import packaged
from allscape.session.events import Start, State

NAMED = {
    "    date: 2024-12-07\n": (
        "    url: https://example.org/made-up\n    doi: 10.1000/182\n    edition: second\n"
        "    retrieved: 2025-01-02\n    licence: all rights reserved\n    withdrawn: 2025-03-01\n"
    ),
    "    date: 2021-10-22\n": "    superseded_by: daver-2025\n",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the rulebook with one article withdrawn, and one superseded."""
    return _with(tmp_path_factory.mktemp("ended"), NAMED)


def _with(folder: Path, added: dict[str, str]) -> Path:
    shutil.copytree(packaged(), folder / "rules")
    file = folder / "rules" / "sources.yaml"
    text = file.read_text(encoding="utf-8")
    for date, more in added.items():
        assert date in text
        text = text.replace(date, date + more)
    file.write_text(text, encoding="utf-8")
    return folder / "rules"


def _match(rules: Path, *more: str) -> Done:
    return succeeds("match", "--relapse-status", "relapsed", *more, "--rules", rules)


def test_it_is_in_force_up_to_the_day(rules: Path) -> None:
    before = json.loads(_match(rules, "--as-of", "2025-02-28", "--json").out)
    after = json.loads(_match(rules, "--as-of", "2025-03-01", "--json").out)
    newest = json.loads(_match(rules, "--json").out)
    assert before["ended"] == []
    assert before == json.loads(_match(packaged(), "--as-of", "2025-02-28", "--json").out)
    withdrawn = {"source": "healthtree-2024", "since": "2025-03-01", "superseded_by": None}
    by = {"source": "csco-2021", "since": "2025-08-12", "superseded_by": "daver-2025"}
    assert after["ended"] == [withdrawn]
    assert newest["ended"] == [by, withdrawn]
    for told, gone in ((before, set()), (after, {"healthtree-2024"})):
        speaking = {each["source"] for each in told["statements"]}
        assert speaking == {"survivornet-2021", "csco-2021", "healthtree-2024", "ash-2024"} - gone
    left = Rulebook.load().contents.source.keys() - {"healthtree-2024", "csco-2021"}
    assert {each["source"] for each in newest["statements"]} == left


def test_a_condition_on_its_words_drops_out_and_the_page_says_so(rules: Path) -> None:
    told = json.loads(_match(rules, "--as-of", "2025-03-01", "--json").out)
    car_t = next(e for e in told["approaches"] if e["id"] == "car-t-relapsed-refractory")
    lost = [each for each in car_t["because"] if each["truth"] == "no_longer"]
    assert [(each["term"], each["source"]) for each in lost] == [
        ("car-t-candidate-elsewhere", "healthtree-2024")
    ]
    page = _match(rules, "--as-of", "2025-03-01", "--full", "--plain").words
    assert "Not in force: healthtree-2024, withdrawn on 1 March 2025" in page
    assert "no longer: left out, its article is not in force any more: CAR T candidate" in page


def test_a_timeline_shows_what_a_withdrawal_takes(rules: Path) -> None:
    case = ("example:relapsed-ecog-2", "--rules", rules)
    stages = json.loads(succeeds("timeline", *case, "--json").out)["stages"]
    assert {each["day"]: each["gone"] for each in stages if each["gone"]} == {
        "2025-03-01": ["healthtree-2024"], "2025-08-12": ["csco-2021"],
    }  # fmt: skip
    assert "healthtree-2024 not in force any more" in succeeds("timeline", *case).out


def test_a_comparison_and_the_explorer_name_them(rules: Path) -> None:
    both = ("example:nothing-known", "example:relapsed-ecog-2", "--rules", rules)
    page = succeeds("compare", *both).words
    gone = "csco-2021 and healthtree-2024, not in force"
    assert f"all articles but {gone} | all articles but {gone}" in page
    book = Rulebook.load(rules)
    start = Start(rulebook=book.fingerprint)
    desk = Desk(book, Case(), State(start=start), lambda _: None)
    assert "2 articles not in force" in foot.title(desk, Size(80)).plain


def test_what_text_was_read_is_shown_and_cited(rules: Path) -> None:
    page = succeeds("sources", "healthtree-2024", "--rules", rules).words
    for told in (
        "address https://example.org/made-up", "DOI 10.1000/182", "edition second",
        "retrieved 2 January 2025", "licence all rights reserved",
        "not in force withdrawn on 1 March 2025",
    ):  # fmt: skip
        assert told in page
    entry = succeeds("sources", "healthtree-2024", "--bibtex", "--rules", rules).out
    for told in (
        "doi = {10.1000/182}", "url = {https://example.org/made-up}", "urldate = {2025-01-02}",
        "edition = {second}", "all rights reserved; withdrawn on 1 March 2025}",
    ):  # fmt: skip
        assert told in entry


ENDED = "'tisa-cel-first-line' is not in force: healthtree-2024 ended on 2025-03-01 (--as-of"
NOT_YET = "healthtree-2024 appears on 2024-12-07 (--as-of 2024-12-07 shows it)"


@pytest.mark.parametrize(
    ("as_of", "told"),
    [((), f"{ENDED} 2025-02-28 shows it)"), (("--as-of", "2020-01-01"), NOT_YET)],
    ids=["ended", "not-yet"],
)
@pytest.mark.parametrize(
    "command", [("why", "example:nothing-known"), ("find", "--matched")], ids=["why", "find"]
)
def test_what_is_not_in_force_is_named_with_the_day_that_shows_it(
    command: tuple[str, ...], as_of: tuple[str, ...], told: str, rules: Path
) -> None:
    refuses(run(*command, "tisa-cel-first-line", "--rules", rules, *as_of), USAGE, told)


def test_a_quiz_says_that_it_asks_of_them_all_the_same(rules: Path) -> None:
    done = run("quiz", "--seed", "1", "--count", "1", "--json", "--rules", rules)
    assert "healthtree-2024, withdrawn on 1 March 2025: what it says is asked of" in done.err
    assert run("quiz", "--seed", "1", "--count", "1", "--json").err == ""


@pytest.mark.parametrize(
    "command",
    [
        ("check", "RULES"),
        ("find", "--matched", "blinatumomab-maintenance", "--rules", "RULES"),
        ("quiz", "--seed", "1", "--count", "1", "--json", "--rules", "RULES"),
        ("map", "--rules", "RULES"),
    ],
    ids=lambda command: command[0],
)
def test_every_other_command_goes_on(command: tuple[str, ...], rules: Path) -> None:
    asked = [str(rules) if each == "RULES" else each for each in command]
    assert run(*asked).code == DONE


REFUSED = {
    "withdrawn: 2019-01-01": "was withdrawn on 2019-01-01, before it appeared",
    "superseded_by: daver-2052": "no source 'daver-2052' (did you mean 'daver-2025'?)",
    "superseded_by: csco-2021": "superseded by csco-2021, which is not later",
    "withdrawn: soon": "a day is written as 2021-12-31",
    "withdrawn: 2025-02-30": "a day is written as 2021-12-31",
    "doi: https://doi.org/10.1000/182": "a DOI begins with 10.",
    "url: example.org/a b": "an address begins with https://",
    "segmenter: 0": "segmenter",
}


@pytest.mark.parametrize("line", REFUSED, ids=[each.replace(": ", "-") for each in REFUSED])
def test_what_cannot_be_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    rules = _with(tmp_path, {"    date: 2024-12-07\n": f"    {line}\n"})
    done = run("match", "--rules", rules)
    refuses(done, BAD_RULEBOOK, REFUSED[line])
    assert "sources.yaml:" in done.err
