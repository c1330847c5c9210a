"""`allscape new`: what it writes, what it tells, and what it refuses."""

import shutil
from pathlib import Path

import pytest
from program import BAD_RULEBOOK, CHECK_FAILED, DONE, USAGE, Done, refuses, run

from allscape.cli.new import KINDS
from allscape.model.statements import Kind
from allscape.rulebook.load import packaged

SOURCE = "made-up-2026"
SENTENCES = [
    "Exemplumab: A Made-Up Article",
    "It is said to help in hypothetical ALL that has relapsed.",
    "Share this article",
    "It is said to cost a made-up sum, says Dr. No One: “a very long sentence that is folded.”",
    "Share this article",
]
ARTICLE = "\n".join(SENTENCES) + "\n"
NAMED = (
    "--id", SOURCE, "--title", SENTENCES[0], "--publisher", "The Made-Up Press",
    "--author", "No One", "--date", "2026-04-01",
)  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder that holds a copy of the rules and a folder with the article."""
    return _checkout(tmp_path)


def _checkout(folder: Path) -> Path:
    shutil.copytree(packaged(), folder / "rules")
    (folder / "articles").mkdir()
    (folder / "articles" / "made-up.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one to which the article has been added, for tests that change nothing."""
    folder = _checkout(tmp_path_factory.mktemp("kept"))
    assert _new(folder, "source", "articles/made-up.txt", *NAMED).code == DONE
    return folder


@pytest.fixture
def begun(kept: Path, tmp_path: Path) -> Path:
    """Return one to which the article has been added."""
    return shutil.copytree(kept, tmp_path / "begun")


def _new(checkout: Path, *args: str) -> Done:
    return run("new", *args, cwd=checkout)


def _held(checkout: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}


def test_a_source_is_added_with_a_ledger_to_be_filled(checkout: Path) -> None:
    before = _held(checkout)
    done = _new(checkout, "source", "articles/made-up.txt", *NAMED, "--plain")
    assert done.code == DONE
    assert done.err.splitlines() == [
        "allscape: wrote rules/sources.yaml",
        "allscape: wrote rules/ledger/made-up-2026.yaml",
        "allscape: next: 4 of made-up-2026 unread: 1, 2, 3, 4",
    ]
    for number, sentence in enumerate(SENTENCES[:4], 1):
        assert f"{number}. {sentence}" in done.words
    assert "5. duplicate of 3" in done.out
    sources = checkout / "rules" / "sources.yaml"
    ledger = checkout / "rules" / "ledger" / "made-up-2026.yaml"
    after = _held(checkout)
    assert set(after) - set(before) == {ledger}
    assert [path for path in before if after[path] != before[path]] == [sources]
    assert after[sources].startswith(before[sources])
    assert b"omitted: duplicate of 3}" in after[ledger].splitlines()[-1]
    assert not any(sentence.encode() in after[ledger] for sentence in SENTENCES)


def test_an_article_that_is_half_read_loads_and_is_never_finished(kept: Path) -> None:
    listed = run("sources", SOURCE, "--rules", kept / "rules", "--plain")
    assert listed.code == DONE
    assert "5: 0 quoted, 1 left out, 4 unread" in listed.out
    assert "2. not read yet" in listed.out
    verified = run("sources", "verify", kept / "articles", "--rules", kept / "rules")
    assert verified.code == CHECK_FAILED
    assert "5 sentences, 1 accounted for, 4 unread" in verified.out
    assert f"{SOURCE} (made-up.txt): not read yet: sentences 1, 2, 3, 4" in verified.err


def test_a_sentence_is_left_out_with_its_reason(begun: Path) -> None:
    done = _new(begun, "omission", SOURCE, "1", "3", "--because", "navigation", "--gist", "A: b")
    assert done.code == DONE
    assert done.err.splitlines()[-1] == "allscape: next: 2 of made-up-2026 unread: 2, 4"
    ledger = (begun / "rules" / "ledger" / "made-up-2026.yaml").read_text()
    assert ledger.count('        omitted: navigation\n        gist: "A: b"\n') == 2


def _statement(checkout: Path, number: int = 2, *more: str) -> Done:
    named = ("statement", SOURCE, str(number), "articles/made-up.txt", "--about", "tki")
    return _new(checkout, *named, *(more or ("--kind", "option")))


def test_a_skeleton_does_not_load_until_every_hole_is_filled(begun: Path) -> None:
    done = _statement(begun)
    assert done.code == DONE
    told = done.err.splitlines()
    assert told[:2] == [
        "allscape: wrote rules/ledger/made-up-2026.yaml",
        "allscape: wrote rules/tki.yaml",
    ]
    family = begun / "rules" / "tki.yaml"
    lines = family.read_text().splitlines()
    for name in ("direction", "says", "level", "words", "when"):
        (hole,) = [each for each in told[2:] if f"'{name}' is empty" in each]
        line, column = map(int, hole.split(":")[3:5])
        assert lines[line - 1][column - 1 :].startswith(f"{name}:")
    refuses(run("match", "--rules", begun / "rules"), BAD_RULEBOOK, "'when' is empty")
    filled = family.read_text().replace("direction:\n", "direction: for\n")
    filled = filled.replace("says:\n", "says: So.\n")
    filled = filled.replace("{level: , words: }", "{level: reported, words: is said to help}")
    filled = filled.removesuffix("when:\n") + "when: []\n"
    family.write_text(filled)
    assert run("rules", f"{SOURCE}/tki", "--rules", begun / "rules").code == DONE


def test_a_sentence_that_is_quoted_gets_one_more_statement(begun: Path) -> None:
    assert _statement(begun).code == DONE
    quoted = _held(begun)
    done = _new(begun, "statement", SOURCE, "2", "--about", "tki", "--kind", "caution")
    assert (done.code, done.out) == (DONE, "")
    family = begun / "rules" / "tki.yaml"
    after = _held(begun)
    assert [path for path in quoted if after[path] != quoted[path]] == [family]
    assert after[family].startswith(quoted[family])
    assert f"- id: {SOURCE}/tki-caution".encode() in after[family]


def test_a_long_sentence_is_folded_and_goes_where_it_is_wanted(begun: Path) -> None:
    named = ("--kind", "access", "--file", "made-up.yaml", "--id", "cost")
    assert _statement(begun, 4, *named).code == DONE
    written = (begun / "rules" / "made-up.yaml").read_text()
    assert f"\nquotations:\n  - cite: {SOURCE}/4\n    text: >-\n      It is said" in written
    assert f"      - id: {SOURCE}/cost\n        kind: access\n        about: tki\n" in written


def test_an_approach_of_a_new_family_gets_a_file(checkout: Path) -> None:
    named = ("--name", "A: b", "--family", "Made up", "--agent", "x", "--agent", "y")
    done = _new(checkout, "approach", "made-up", *named)
    assert (done.code, done.out) == (DONE, "")
    assert (checkout / "rules" / "made-up.yaml").read_text() == (
        "# yaml-language-server: $schema=rules.schema.json\n"
        'approaches:\n  - id: made-up\n    name: "A: b"\n    family: Made up\n    agents: [x, y]\n'
    )


ARTICLE_FILE = "articles/made-up.txt"
REFUSED = {
    "a name of two lines": (
        ["approach", "x", "--family", "y", "--name", "a\nb: c"],
        "--name: a single line is expected here",
    ),
    "an agent with a line end": (
        ["approach", "x", "--family", "y", "--name", "a", "--agent", "b\n"],
        "--agent: a single line is expected here",
    ),
    "a gist of two lines": (
        ["omission", SOURCE, "1", "--because", "headline", "--gist", "a\u2028b"],
        "--gist: a single line is expected here",
    ),
    "a name with a color": (
        ["approach", "x", "--family", "y", "--name", "a\x1b[31mb\tc"],
        r"--name: no control character is expected here (character 2 is \x1b)",
    ),
    "a name with a tab": (
        ["approach", "x", "--family", "y", "--name", "ab\tc"], r"(character 3 is \x09)",
    ),
    "a family of a color": (
        ["approach", "x", "--family", "\x1b[31m", "--name", "a"],
        r"--family: no control character is expected here (character 1 is \x1b)",
    ),
    "an agent in another direction": (
        ["approach", "x", "--family", "y", "--name", "a", "--agent", "b\u202ec"],
        r"--agent: no control character is expected here (character 2 is \u202e)",
    ),
    "a name with the line end of another machine": (
        ["approach", "x", "--family", "y", "--name", "a\x85b"],
        r"--name: a single line is expected here (character 2 is \x85)",
    ),
    "a name that is not in UTF-8": (
        ["approach", "x", "--family", "y", "--name", "a\udc85b"],
        r"--name: no control character is expected here (character 2 is \udc85)",
    ),
    "a reason with a bell": (
        ["omission", SOURCE, "1", "--because", "so\a"], r"(character 3 is \x07)",
    ),
    "an id with a color": (
        ["approach", "x\x1b", "--family", "y", "--name", "a"], r"x\x1b",
    ),
    "a title with a color": (
        ["source", ARTICLE_FILE, "--id", "b", *NAMED[2:], "--author", "\x9b31m"],
        r"--author: no control character is expected here (character 1 is \x9b)",
    ),
    "a source that is there": (
        ["source", "rules/tki.yaml", "--id", "ash-2024", *NAMED[2:]],
        "there is a source 'ash-2024'",
    ),
    "an article that is there": (
        ["source", ARTICLE_FILE, "--id", "again-2026", *NAMED[2:]], "it is 'made-up-2026'",
    ),
    "an article that is not": (["source", "x.txt", *NAMED], "x.txt: no such file"),
    "a folder": (["source", "articles", *NAMED], "articles: this is a directory, not a file"),
    "an id of two words": (
        ["source", ARTICLE_FILE, "--id", "a b", *NAMED[2:]], "'a b' is no id of a source",
    ),
    "an id that is a command": (
        ["source", ARTICLE_FILE, "--id", "verify", *NAMED[2:]], "'verify' is a command",
    ),
    "a day that is not": (
        ["source", ARTICLE_FILE, *NAMED[:-1], "2026-02-30"], "--date: '2026-02-30' is no day",
    ),
    "a DOI that is an address": (
        ["source", ARTICLE_FILE, "--id", "b", *NAMED[2:], "--doi", "https://doi.org/10.1000/1"],
        "--doi: a DOI begins with 10.",
    ),
    "read before it appeared": (
        ["source", ARTICLE_FILE, "--id", "b", *NAMED[2:], "--retrieved", "2026-03-31"],
        "--retrieved: 2026-03-31 is before it appeared",
    ),
    "neither an article nor a worksheet": (
        ["article", ARTICLE_FILE], "ARTICLE and --id ID are expected here",
    ),
    "an article that is there whole": (
        ["article", ARTICLE_FILE, "--id", "again-2026"], "it is 'made-up-2026'",
    ),
    "a worksheet that is none": (
        ["article", "--apply", "rules/tki.yaml"], "'sentences' is missing",
    ),
    "an empty title": (
        ["source", ARTICLE_FILE, *NAMED[:3], " ", *NAMED[4:]], "--title: words",
    ),
    "a repair that is not": (
        ["source", ARTICLE_FILE, "--id", "b", *NAMED[2:], "--repair", "joined"],
        "no repair 'joined'",
    ),
    "a sentence that is not": (
        ["omission", SOURCE, "6", "--because", "so"], "made-up-2026 has no sentence 6 (it has 5)",
    ),
    "a source that is not": (
        ["omission", "made-up", "1", "--because", "so"], "did you mean 'made-up-2026'?",
    ),
    "one of several that is left out": (
        ["omission", SOURCE, "1", "5", "--because", "so"], "left out already: duplicate of 3",
    ),
    "no reason": (["omission", SOURCE, "1", "--because", ""], "--because: words"),
    "one that is left out": (
        ["statement", SOURCE, "5", ARTICLE_FILE, "--about", "tki", "--kind", "option"],
        "made-up-2026.yaml:10:9: made-up-2026/5 is left out already: duplicate of 3",
    ),
    "no text": (
        ["statement", SOURCE, "2", "--about", "tki", "--kind", "option"], "is not quoted yet",
    ),
    "another text": (
        ["statement", SOURCE, "2", "rules/tki.yaml", "--about", "tki", "--kind", "option"],
        "this is not the article of made-up-2026",
    ),
    "a kind that is not": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "optoin"], "did you mean 'option'?",
    ),
    "an approach that is not": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "option", "--about", "ponatinb"],
        "did you mean 'ponatinib'?",
    ),
    "an option about nothing": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "option"], "--about APPROACH",
    ),
    "no file to go to": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "outlook"], "--file FILE",
    ),
    "a file elsewhere": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "outlook", "--file", "../x.yaml"],
        "'../x.yaml' is not in rules",
    ),
    "no rule file": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "outlook", "--file", "x.txt"],
        "'x.txt' is no rule file",
    ),
    "a name that is taken": (
        ["statement", SOURCE, "2", ARTICLE_FILE, "--kind", "option", "--about", "tki", "--id", "2"],
        "made-up-2026/2 is a sentence",
    ),
    "an approach that is there": (
        ["approach", "tki", "--name", "x", "--family", "y"], "there is an approach 'tki' already",
    ),
    "an approach that is called as a column": (
        ["approach", "Age", "--name", "x", "--family", "y"], "'Age' is the name of a column",
    ),
    "an approach of two words": (
        ["approach", "a b", "--name", "x", "--family", "y"], "'a b' is no id of an approach",
    ),
    "no command": ([], "Missing command"),
    "a command that is not": (["sorce"], "Did you mean 'source'?"),
}  # fmt: skip


@pytest.mark.parametrize(("args", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_told_and_nothing_is_changed(
    kept: Path, args: list[str], told: str
) -> None:
    before = _held(kept)
    refuses(_new(kept, *args), USAGE, told)
    assert _held(kept) == before


def test_a_text_that_was_changed_does_not_give_a_sentence(begun: Path) -> None:
    (begun / ARTICLE_FILE).write_text(ARTICLE.replace("has relapsed", "has relapsd"))
    refuses(_statement(begun), USAGE, "sentence 2 of made-up-2026 is not in this text")


def test_no_rulebook_is_guessed(tmp_path: Path) -> None:
    before = _held(packaged())
    args = ("omission", "ash-2024", "1", "--because", "so")
    refuses(_new(tmp_path, *args), USAGE, "there is no folder 'rules' here", "--rules DIR")
    refuses(_new(tmp_path, *args, "--rules", "x"), BAD_RULEBOOK, "x: no such folder")
    assert _held(packaged()) == before


def test_a_rule_file_that_is_no_yaml_is_told_with_its_place(begun: Path) -> None:
    (begun / "rules" / "tki.yaml").write_text("a: [\n")
    before = _held(begun)
    refuses(_statement(begun), BAD_RULEBOOK, "rules/tki.yaml:2:1: not valid YAML")
    assert _held(begun) == before


@pytest.mark.posix
def test_the_rights_and_the_line_ends_of_a_file_stay(begun: Path) -> None:
    family = begun / "rules" / "tki.yaml"
    was = b"\xef\xbb\xbf" + family.read_bytes().replace(b"\n", b"\r\n").rstrip()
    family.write_bytes(was)
    family.chmod(0o640)
    assert _statement(begun).code == DONE
    now = family.read_bytes()
    assert now.startswith(was)
    assert now.count(b"\n") == now.count(b"\r\n")
    assert not now.endswith(b"\n")
    assert family.stat().st_mode & 0o777 == 0o640


def test_every_kind_can_be_asked_for() -> None:
    assert list(KINDS) == [each.value for each in Kind]
