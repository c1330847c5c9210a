"""`allscape sources verify`: the ledger held against the articles."""

import json
from pathlib import Path

import pytest
import tiny
from program import BAD_RULEBOOK, CHECK_FAILED, DONE, USAGE, Done, refuses, run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "any name.txt").write_text(tiny.ARTICLE, encoding="utf-8")
    return folder


def _verify(tmp_path: Path, articles: Path, *more: str) -> Done:
    rules = tmp_path / "rulebook"
    if not rules.exists():
        tiny.write(rules)
    return run("sources", "verify", articles, "--rules", rules, *more)


def test_an_article_as_it_was_passes(tmp_path: Path, articles: Path) -> None:
    done = _verify(tmp_path, articles)
    assert (done.code, done.err) == (DONE, "")
    number = len(tiny.SENTENCES)
    assert f"{tiny.SOURCE}: {number} sentences, {number} accounted for" in done.out
    assert "1 of 1 articles" in done.out


def test_json_tells_the_same(tmp_path: Path, articles: Path) -> None:
    (told,) = json.loads(_verify(tmp_path, articles, "--json").out)["items"]
    number = len(tiny.SENTENCES)
    assert told == {
        "source": tiny.SOURCE, "article": "any name.txt", "sentences": number,
        "accounted": number, "unread": 0, "quoted": 1, "verbatim": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now", "places"),
    [
        ("Beta", "Bete", ["sentence 4"]),
        ("relapsed", "relapsad", ["sentence 2", tiny.CITE]),
        ("• Beta is not known.\n", "", ["sentence 4 of the ledger is not in the article"]),
        ("known.", "known. More.", ["sentence 5 is not in the ledger"]),
    ],
    ids=["a letter", "a letter of a quotation", "a sentence lost", "a sentence more"],
)
def test_a_changed_article_is_found_out_with_its_place(
    tmp_path: Path, articles: Path, was: str, now: str, places: list[str]
) -> None:
    (article,) = articles.iterdir()
    article.write_text(tiny.ARTICLE.replace(was, now), encoding="utf-8")
    done = _verify(tmp_path, articles)
    assert done.code == CHECK_FAILED
    assert f"{tiny.SOURCE} (any name.txt): " in done.err
    assert all(place in done.err for place in places)


@pytest.mark.parametrize(
    "raw",
    [
        tiny.ARTICLE.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + tiny.ARTICLE.encode(),
        tiny.ARTICLE.replace(" ", " \t ").encode() + b"\n\n",
    ],
    ids=["line ends of Windows", "a byte order mark", "other white space"],
)
def test_how_a_file_was_saved_makes_no_difference(
    tmp_path: Path, articles: Path, raw: bytes
) -> None:
    (article,) = articles.iterdir()
    article.write_bytes(raw)
    done = _verify(tmp_path, articles)
    assert (done.code, done.err) == (DONE, "")


def test_a_ledger_with_a_line_less_is_refused_with_its_place(
    tmp_path: Path, articles: Path
) -> None:
    lines = tiny.ledger_lines()
    rules = tiny.write(tmp_path / "rulebook", ledger=[lines[0], *lines[2:]])
    done = _verify(tmp_path, articles)
    told = f"sentence 2 of {tiny.SOURCE} is not accounted for"
    refuses(done, BAD_RULEBOOK, f"{rules / 'ledger.yaml'}:5:10: {told}")


def test_no_article_is_never_a_pass(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = _verify(tmp_path, empty)
    assert done.code == CHECK_FAILED
    assert f"{tiny.SOURCE}: 0 verified" in done.out
    assert "0 of 1 articles: 0 sentences, 0 accounted for" in done.out


def test_a_file_that_is_no_text_is_named(tmp_path: Path, articles: Path) -> None:
    (articles / ".DS_Store").write_bytes(b"\0\xff")
    done = _verify(tmp_path, articles)
    assert "Traceback" not in done.err
    assert done.code != DONE or "1 of 1 articles" in done.out
    assert done.code == DONE or ".DS_Store" in done.err


def test_a_nul_in_an_article_is_refused_with_its_place(tmp_path: Path, articles: Path) -> None:
    (articles / "any name.txt").write_text("One line.\nTwo \0 lines.\n", encoding="utf-8")
    refuses(_verify(tmp_path, articles), USAGE, "any name.txt:2:5: a NUL stands here")


def test_no_folder_is_a_question_back() -> None:
    refuses(run("sources", "verify"), USAGE, "allscape sources verify DIR")
    refuses(run("sources", "ash-2024", "more"), USAGE, "'more'")
