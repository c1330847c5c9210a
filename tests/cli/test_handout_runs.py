"""What is handed out: whole, offline, and never markup where it is data."""

import re
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from program import BAD_CASE, DONE, EXAMPLES, USAGE, refuses, run, succeeds

from allscape import Profile, Rulebook
from allscape.faults import UsageError
from allscape.model.case import Case
from allscape.render.casework import case_sheet
from allscape.render.page import Grid, Heading, Item, Page, Quote, Row, Rows, Text, Title, Tone
from allscape.render.sheet import AnswersWanted, Handout, Leaf, as_cards, as_html, as_markdown

pytest.importorskip("jinja2")

NOTICE = "For education; hypothetical cases only; not medical advice."
CASE = EXAMPLES / "relapsed-ecog-3.yaml"
HOSTILE = '<script>alert(1)</script><img src=x onerror="x">&amp;{{ 7*7 }}[a](http://x)'
VOID = {"meta", "br", "hr", "img", "link", "input"}


class _Page(HTMLParser):
    """Holds that every element is closed in turn; keeps the names, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _written(tmp_path: Path, suffix: str, *args: str | Path) -> str:
    out = tmp_path / f"sheet{suffix}"
    done = run(*args, "-o", out, "--force")
    assert (done.code, done.out) == (DONE, ""), done.err
    return out.read_text()


@pytest.mark.parametrize(
    "what",
    [("quiz", "--seed", "1", "--count", "40"), ("handout", CASE), ("handout", "unknown-is-not-no")],
    ids=["quiz", "case", "lesson"],
)
def test_a_page_is_whole_and_asks_nothing_of_anybody(
    tmp_path: Path, what: tuple[str | Path, ...]
) -> None:
    text = _written(tmp_path, ".html", *what)
    page = _Page(text)
    assert NOTICE in page.text
    assert {"script", "link", "img", "iframe"} & set(page.names) == set()
    assert not [value for name, value in page.attributes if name in {"src", "href"}]
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert page.names.count("details") >= 1
    assert page.names.count("h1") == 1
    levels = [int(name[1]) for name in page.names if re.fullmatch(r"h[1-6]", name)]
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))  # noqa: RUF007
    assert ("lang", "en") in page.attributes


def test_a_case_is_no_lesson_and_what_was_probably_meant_is_said(tmp_path: Path) -> None:
    refuses(run("lesson", CASE), BAD_CASE, f"{CASE}:1:1: this is a case, and no lesson")
    meant = "did you mean 'unknown-is-not-no'?"
    refuses(run("handout", "unknown-is-not-n", "-o", tmp_path / "x.md"), USAGE, meant)


def test_paper_names_no_command(tmp_path: Path) -> None:
    cases = sorted(EXAMPLES.glob("*.yaml"))[::5]
    sheets = [("quiz", "--seed", "1", "--count", "20"), ("handout", "the-landscape-moves")]
    for what in [*sheets, *(("handout", each) for each in cases)]:
        text = _written(tmp_path, ".md", *what)
        named = re.search(r".*(?:\ballscape\b|(?<!-)--[a-z]).*", text)
        assert named is None, (what, named)


def test_what_stands_below_a_heading_is_none_of_its_level(tmp_path: Path) -> None:
    text = _written(tmp_path, ".md", "handout", CASE, "--key")
    assert re.search(r"^### Matched \(\d+\)\n\n+\*\*\w", text, re.MULTILINE)
    page = _Page(_written(tmp_path, ".html", "handout", CASE, "--key"))
    assert page.names.count("h3") < text.count("\n**")


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_answers_are_hidden_left_out_or_shown(tmp_path: Path, suffix: str) -> None:
    quiz = ("quiz", "--seed", "1", "--count", "3")
    both = _written(tmp_path, suffix, *quiz)
    questions = _written(tmp_path, suffix, *quiz, "--questions")
    key = _written(tmp_path, suffix, *quiz, "--key")
    assert ("<details>" in both, "<details>" in questions, "<details>" in key) == (
        True,
        False,
        False,
    )
    assert "Answer: " not in questions
    assert key.count("Answer: ") == both.count("Answer: ") == 3


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_hostile_text_never_becomes_markup(tmp_path: Path, suffix: str) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(f"name: '{HOSTILE}'\nstory: '{HOSTILE}'\nprofile: {{age: 40}}\n")
    text = _written(tmp_path, suffix, "handout", case)
    if suffix == ".html":
        page = _Page(text)
        assert not {"script", "img", "a"} & set(page.names)
        assert HOSTILE in page.text
        assert "49" not in page.text.split("Known")[0]
    else:
        assert not re.search(r"(?<!\\)<(?!/?(?:details|summary)>)", text)
        assert "[a](" not in text


def test_cards_are_a_line_each_with_their_sentence(tmp_path: Path) -> None:
    text = _written(tmp_path, ".tsv", "quiz", "--seed", "1", "--count", "20")
    head, cards = text.splitlines()[:4], text.splitlines()[4:]
    assert head[0] == "#separator:tab"
    assert len(cards) == 20
    for each in cards:
        front, back, tags = each.split("\t")
        assert "Answer: " not in front
        assert "“" in front + back
        assert NOTICE in back
        assert "<script" not in each
        assert tags.startswith("allscape ")


@pytest.mark.parametrize("suffix", [".md", ".html", ".tsv"])
def test_a_sheet_edited_by_hand_is_replaced_by_force_alone(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"sheet{suffix}"
    what = ("quiz", "--seed", "1", "--count", "2") if suffix == ".tsv" else ("handout", CASE)
    assert run(*what, "-o", out).code == DONE
    made = out.read_bytes()
    out.write_bytes(edited := made + b"what the class is asked besides")
    refuses(run(*what, "-o", out), USAGE, f"{out} is there (--force replaces it)")
    assert out.read_bytes() == edited
    assert run(*what, "-o", out, "--force").code == DONE
    assert out.read_bytes() == made


def test_what_is_no_file_is_not_replaced_by_force_either(tmp_path: Path) -> None:
    (folder := tmp_path / "case.md").mkdir()
    refuses(run("handout", CASE, "-o", folder, "--force"), USAGE, "a directory, not a file")


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    refuses(run("handout", CASE, "-o", tmp_path / "case.pdf"), USAGE, ".html (a page)")
    refuses(run("handout", CASE, "-o", tmp_path / "case.tsv"), USAGE, "cannot write '.tsv'")
    refuses(run("handout", CASE, "-o", tmp_path / "x.md", "--key", "--questions"), USAGE)
    refuses(run("handout", tmp_path / "none.yaml", "-o", tmp_path / "x.md"), BAD_CASE)


def test_a_lesson_is_played_from_a_pipe_and_refused_where_it_does_not_hold(tmp_path: Path) -> None:
    home = {"XDG_STATE_HOME": str(tmp_path)}
    done = run("lesson", "unknown-is-not-no", env=home, stdin="zz\n?\nc\n")
    assert (done.code, "Right: c)" in done.out) == (DONE, True)
    assert "no choice 'zz': a, b or c; or Enter, ?, back, or quit" in done.out
    assert "tyrosine kinase inhibitors" in done.words.partition("Right: c)")[0]
    assert NOTICE.rstrip(".").upper() in done.out
    bad = tmp_path / "lesson.yaml"
    bad.write_text(
        "title: T\nminutes: 20\ngoals: [G]\nsteps:\n  - case: {profile: {}}\n"
        "  - question: {approach: tki, answer: matched}\n"
    )
    refuses(run("lesson", bad), BAD_CASE, "lesson.yaml:6:31", "tki is open here, not matched")
    refuses(run("lesson", "unknown-is-no"), USAGE, "unknown-is-not-no")


def test_sources_are_written_as_bibtex(book: Rulebook) -> None:
    told = succeeds("sources", "--bibtex").out
    assert told.count("@misc{") == len(book.contents.sources)
    assert "author = {Marta Llobet Canela}" in told
    assert "not named" not in told


EVERY_PART: Page = [
    Title("Title"), Heading("Heading"), Item("Item", "aside"), Text("Text"), Text(""),
    Quote("Quote", "Source"), Rows([Row("Label", "Row", "Beside")]), Rows([]),
    Grid(["Over", "19"], [[("Cell", Tone.PLAIN), ("+", Tone.PLAIN)]]),
]  # fmt: skip


def test_every_part_of_a_page_stands_on_a_sheet_of_every_form() -> None:
    sheet = Handout("Sheet", [], [Leaf("Leaf", EVERY_PART, EVERY_PART), Leaf("Told", EVERY_PART)])
    words = [
        "Title", "Heading", "Item", "aside", "Text", "Quote", "Source", "Label", "Row", "Beside",
        "Over", "Cell",
    ]  # fmt: skip
    page = _Page(as_html(sheet, AnswersWanted.KEY)).text
    for text in (page, as_markdown(sheet, AnswersWanted.KEY)):
        assert [text.count(each) for each in words] == [3] * len(words), text
        assert "Over Cell, 19 +" in text
    (card,) = as_cards(sheet).splitlines()[4:]  # what only tells something is no card
    assert [card.count(each) for each in words if each != "aside"] == [2] * (len(words) - 1)


def test_without_jinja_a_page_is_refused_and_markdown_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError, match=r"a page needs Jinja \(pip install jinja2, or write Mark"):
        as_html(Handout("Sheet", [], []), AnswersWanted.BOTH)


def test_a_case_of_an_earlier_day_says_so_and_a_lesson_has_its_own(book: Rulebook) -> None:
    evaluation = book.examine(Profile(), as_of=date(2021, 12, 31))
    lead = [part.text for part in case_sheet(evaluation, Case()).lead if isinstance(part, Text)]
    assert lead[-1] == "As the articles up to 31 December 2021 describe it."
    done = run("handout", "unknown-is-not-no", "--as-of", "2021-12-31", "-o", "x.md")
    refuses(done, USAGE, "a lesson says itself of which day it is", "leave out --as-of")
