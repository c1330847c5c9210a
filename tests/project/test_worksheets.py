"""Articles of every awkward kind are added with two commands and one decision a sentence."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from decisions import APPROACHES, FORTY, LACKING, PLAIN, QUIZUMAB, SPOILED, TWENTY

from allscape import Profile, Rulebook
from allscape.cases import read_all
from allscape.cli.adding import write
from allscape.disk import alone
from allscape.faults import RulebookError, UsageError
from allscape.lint.run import check
from allscape.model.segment import segment
from allscape.rulebook.load import packaged
from allscape.rulebook.verify import verify
from allscape.scaffold import applied, disk, tree, worksheet
from allscape.trials.run import run

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "tests" / "data" / "articles"
SAMPLE = ROOT / "docs" / "lints" / "sample"
NAMED = {
    "title": "Made up",
    "publisher": "Nobody",
    "author": "No One",
    "date": date(2026, 10, 1),
}


@dataclass(frozen=True)
class Desk:
    """A copy of the rulebook, and the worksheet of an article beside it."""

    rules: Path
    sheet: Path

    def decide(self, decisions: Mapping[int, str], approaches: str) -> None:
        """Fill the worksheet in, a decision a sentence."""
        head, *items = re.split(r"^(?=  - n: )", self.sheet.read_text("utf-8"), flags=re.MULTILINE)
        text = head.replace("approaches: []\n", approaches)
        for item in items:
            number = int(re.findall(r"n: (\d+)", item)[0])
            text += _decided(item, decisions[number]) if number in decisions else item
        self.sheet.write_text(text, encoding="utf-8")

    def apply(self) -> None:
        """Write the worksheet into the rulebook."""
        before = tree.read(self.rules)
        write(before, applied.apply(before, self.sheet))


def _decided(item: str, decision: str) -> str:
    what, _, statements = decision.partition("\n")
    if statements:
        item = re.sub(r"^    statements:\n(      .*\n)+", "", item, flags=re.MULTILINE)
    return item.replace("    decide:\n", f"    decide: {what}\n").rstrip() + f"\n{statements}\n"


def _desk(folder: Path, name: str, rules: Path) -> Desk:
    shutil.copytree(rules, folder / "rules")
    article = folder / "articles" / f"{name}.txt"
    article.parent.mkdir()
    shutil.copy(ARTICLES / article.name, article)
    path, _ = worksheet.begin(tree.read(folder / "rules"), article, f"{name}-2026", NAMED)
    return Desk(folder / "rules", path)


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a rulebook to which the article of forty sentences was added."""
    desk = _desk(tmp_path_factory.mktemp("forty"), "forty", packaged())
    desk.decide(FORTY, APPROACHES)
    desk.apply()
    return desk


def test_it_is_cut_into_forty_sentences_and_a_decision_is_made_of_each() -> None:
    sentences = segment((ARTICLES / "forty.txt").read_text("utf-8"), (), 2)
    assert len(sentences) == 40
    assert sorted({*FORTY, 32}) == list(range(1, 41))
    assert sentences[31] == sentences[4]


def test_every_sentence_is_accounted_for_and_every_quotation_verbatim(forty: Desk) -> None:
    contents = Rulebook.load(forty.rules).contents
    (found,) = [
        each for each in verify(contents, forty.sheet.parent) if each.source == "forty-2026"
    ]
    assert found.article == "forty.txt"
    assert (found.sentences, found.accounted, found.unread) == (40, 39, 1)
    assert (found.quoted, found.verbatim) == (10, 10)


def test_nothing_that_was_there_changed(forty: Desk) -> None:
    for path in packaged().rglob("*.yaml"):
        was, now = path.read_text(), (forty.rules / path.relative_to(packaged())).read_text()
        assert now.startswith(was) if path.name == "sources.yaml" else now == was
    new = {path.name for path in forty.rules.rglob("*.yaml")} - {
        path.name for path in packaged().rglob("*.yaml")
    }
    assert new == {"forty-2026.yaml", "zedumab.yaml"}


def test_the_check_finds_nothing_but_what_is_unread(forty: Desk) -> None:
    assert {each.lint.id for each in check(forty.rules).found} == {"unread-sentence"}


def test_no_case_changes(forty: Desk) -> None:
    contents = Rulebook.load(forty.rules).contents
    tried = run(contents, read_all([packaged().parent / "examples"]))
    assert tried
    assert [fault for each in tried for fault in each.failures] == []


def test_the_rules_say_what_was_decided(forty: Desk) -> None:
    book = Rulebook.load(forty.rules)
    case = Profile(age=40, relapse_status="relapsed", ecog=1, mrd_result="positive")
    verdicts = book.verdicts(case)
    assert verdicts["zedumab-relapsed"] == verdicts["zedumab-mrd"] == "matched"
    assert verdicts["zedumab-frontline"] == "ruled_out"


def test_nothing_counts_before_it_is_decided(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    held = {path: path.read_bytes() for path in desk.rules.rglob("*.yaml")}
    for decisions, told in SPOILED.values():
        fresh = desk.sheet.read_text("utf-8")
        desk.decide({**PLAIN, **decisions}, APPROACHES)
        with pytest.raises(UsageError) as refused:
            desk.apply()
        shown = [str(each) for each in refused.value.faults]
        assert any(f"{desk.sheet}:" in each and told in each for each in shown), shown
        assert {path: path.read_bytes() for path in desk.rules.rglob("*.yaml")} == held
        desk.sheet.write_text(fresh, encoding="utf-8")


def test_other_words_than_the_article_are_refused_with_their_place(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    desk.decide(PLAIN, APPROACHES)
    text = desk.sheet.read_text("utf-8")
    desk.sheet.write_text(text.replace("by nobody", "by everybody"), encoding="utf-8")
    with pytest.raises(UsageError, match="this is not sentence 28 of forty"):
        desk.apply()
    desk.sheet.write_text(text.replace("date: 2026-10-01", "date:"), encoding="utf-8")
    with pytest.raises(UsageError, match="'date' is empty"):
        desk.apply()
    ended = text.replace("date: 2026-10-01", "date: 2026-10-01\n  superseded_by: nothing")
    desk.sheet.write_text(ended, encoding="utf-8")
    with pytest.raises(UsageError, match=r"worksheet\.yaml:\d+:3: no source 'nothing'"):
        desk.apply()
    desk.sheet.write_text(f"{text}  - n: {{\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"worksheet\.yaml:\d+:\d+: not valid YAML"):
        desk.apply()
    said, other = ("option", "zedumab-relapsed"), ("caution", "")
    begin = "decide: {}\n    statements:\n      - id: refractory\n        about: {}\n"
    of_none = text.replace(begin.format(*said), begin.format(*other))
    assert of_none != text
    desk.sheet.write_text(of_none, encoding="utf-8")
    desk.apply()
    assert Rulebook.load(desk.rules).contents.statement["forty-2026/refractory"].about == ()


def test_a_rulebook_that_does_not_load_is_told_of_before_the_worksheet(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    (spoiled,) = desk.rules.glob("rules.yaml")
    spoiled.write_text(spoiled.read_text("utf-8").replace("about: ", "abot: ", 1), encoding="utf-8")
    with pytest.raises(RulebookError, match="'abot' is not known here") as refused:
        desk.apply()
    assert {each.file for each in refused.value.faults} == {str(spoiled)}


def test_a_worksheet_of_sentences_that_were_renumbered_is_refused(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    numbers = map(int, re.findall(r"- n: (\d+)", desk.sheet.read_text("utf-8")))
    desk.decide(dict.fromkeys(numbers, "later"), "approaches: []\n")
    desk.apply()
    ledger = desk.rules / "ledger" / "forty-2026.yaml"
    prints = re.findall(r"fingerprint: (\S+?)[,}\s]", ledger.read_text("utf-8"))
    moved = ledger.read_text("utf-8").replace(prints[2], prints[3])
    ledger.write_text(moved, encoding="utf-8")
    text = desk.sheet.read_text("utf-8").replace("decide: later", "decide: background")
    desk.sheet.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="the ledger of forty-2026 has another sentence 3"):
        desk.apply()


def test_a_worksheet_is_never_written_over_nor_among_the_rules(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    rules, article = tree.read(desk.rules), desk.sheet.with_name("forty.txt")
    with pytest.raises(UsageError, match="is there already"):
        worksheet.begin(rules, article, "forty-2026", {})
    within = shutil.copy(article, desk.rules / "forty.txt")
    with pytest.raises(UsageError, match="is among the rules"):
        worksheet.begin(rules, within, "forty-2026", {})


def test_a_worksheet_needs_nothing_of_the_rules_but_to_read_them(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    desk.sheet.unlink()
    with alone(desk.rules) as mine:
        assert mine
        worksheet.begin(
            tree.read(desk.rules), desk.sheet.with_name("forty.txt"), "forty-2026", NAMED
        )
    assert desk.sheet.exists()


def test_a_worksheet_that_could_not_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _desk(tmp_path, "forty", SAMPLE)
    desk.sheet.unlink()
    monkeypatch.setattr(disk, "MAX_BYTES", 5_000)
    with pytest.raises(UsageError, match=r"worksheet\.yaml: would be larger than 5,000 bytes"):
        worksheet.begin(
            tree.read(desk.rules), desk.sheet.with_name("forty.txt"), "forty-2026", NAMED
        )
    assert not desk.sheet.exists()


def test_what_is_left_for_later_has_a_worksheet_of_its_own(forty: Desk, tmp_path: Path) -> None:
    article = shutil.copy(forty.sheet.with_name("forty.txt"), tmp_path / "again.txt")
    rules = shutil.copytree(forty.rules, tmp_path / "rules")
    path, number = worksheet.begin(tree.read(rules), article, "forty-2026", {})
    assert number == 1
    desk = Desk(rules, path)
    text = article.read_text("utf-8")
    article.write_text(text.replace("goes on for months", "goes on for years"), encoding="utf-8")
    held = path.read_bytes()
    path.unlink()
    with pytest.raises(UsageError, match="sentence 34 of forty-2026 is not in this text"):
        worksheet.begin(tree.read(rules), article, "forty-2026", {})
    path.write_bytes(held)
    article.write_text(text, encoding="utf-8")
    desk.decide({34: "background"}, "approaches: []\n")
    desk.apply()
    assert "unread" not in (rules / "ledger" / "forty-2026.yaml").read_text("utf-8")
    path.unlink()
    with pytest.raises(UsageError, match="no sentence of forty-2026 is unread"):
        worksheet.begin(tree.read(rules), article, "forty-2026", {})


def test_an_article_with_facts_that_a_profile_lacks_waits_with_them(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "twenty", SAMPLE)
    assert sorted(TWENTY) == list(range(1, 21))
    desk.decide(TWENTY, QUIZUMAB)
    desk.apply()
    contents = Rulebook.load(desk.rules).contents
    found = next(e for e in verify(contents, desk.sheet.parent) if e.source == "twenty-2026")
    assert (found.sentences, found.accounted, found.unread) == (20, 17, 3)
    # An option that would have to drop a condition is none: nothing matches too widely.
    assert "quizumab-relapsed" not in Rulebook(contents).verdicts({"relapse_status": "relapsed"})


def test_an_article_with_facts_that_a_profile_lacks_says_them(tmp_path: Path) -> None:
    desk = _desk(tmp_path, "twenty", SAMPLE)
    desk.decide({**TWENTY, **LACKING}, QUIZUMAB)
    desk.apply()
    book = Rulebook.load(desk.rules)
    found = next(e for e in verify(book.contents, desk.sheet.parent) if e.source == "twenty-2026")
    assert (found.sentences, found.accounted, found.unread) == (20, 20, 0)
    verdicts = book.verdicts({"relapse_status": "relapsed"})
    assert verdicts["quizumab-relapsed"] == "undetermined"
