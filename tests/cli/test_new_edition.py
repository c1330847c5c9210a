"""`allscape new edition`: what is unchanged is kept, and only the rest is to be read again."""

from pathlib import Path

import pytest
import yaml
from program import BAD_RULEBOOK, CHECK_FAILED, DONE, USAGE, Done, refuses, run

from allscape.faults import UsageError
from allscape.model.segment import fingerprint
from allscape.scaffold.edition import new_edition
from allscape.scaffold.tree import read

SOURCE = "made-up-2026"
OLD = [
    "A title",
    "Alpha is an option for patients who have relapsed.",
    "Share this",
    "Beta is an option for patients with newly diagnosed disease.",
    "Nobody has seen either.",
    "Share this",
    "Alpha helped 12% of those who have relapsed.",
    "The end is near.",
]
NEW = [
    "A title",
    "A line that is new.",
    "Alpha is an option for all patients who have relapsed.",
    "Share this",
    "Another line that is new.",
    "Beta is an option for patients with newly diagnosed disease.",
    "Nobody has ever seen either.",
    "Share this",
    "Alpha helped 13% of those who have relapsed.",
]
RULES = f"""\
sources:
  - id: {SOURCE}
    title: A title
    publisher: nobody
    author: no one
    date: 2026-04-01

approaches:
  - {{id: alpha, name: Alpha, family: letters}}
  - {{id: beta, name: Beta, family: letters}}

quotations:
  - cite: {SOURCE}/2
    text: {OLD[1]}
    statements:
      - id: {SOURCE}/alpha
        kind: option
        about: alpha
        direction: for
        says: An option in relapse.
        standing: {{level: discussed, words: is an option}}
        when:
          - {{relapse_status: relapsed, words: who have relapsed}}

  - cite: {SOURCE}/4
    text: {OLD[3]}
    statements:
      - id: {SOURCE}/beta
        kind: option
        about: beta
        direction: for
        says: An option at first.  # as {SOURCE}/4 says
        standing: {{level: discussed, words: is an option, from: {SOURCE}/2}}
        when:
          - {{relapse_status: newly_diagnosed, words: newly diagnosed}}

  - cite: {SOURCE}/7
    text: {OLD[6]}
    statements:
      - id: {SOURCE}/alpha-seen
        kind: evidence
        about: alpha
        says: Seen to help.
        when: {{same-as: {SOURCE}/alpha}}
"""
STATES = [
    "omitted: headline", "quoted: true", "omitted: navigation", "quoted: true",
    "omitted: background, gist: Not seen.", "omitted: duplicate of 3", "quoted: true",
    "omitted: background",
]  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with a rulebook and the article's new edition."""
    (tmp_path / "rules" / "ledger").mkdir(parents=True)
    (tmp_path / "rules" / "all.yaml").write_text(RULES, encoding="utf-8")
    lines = [
        f'      - {{n: {number}, fingerprint: "{fingerprint(each)}", {state}}}'
        for number, (each, state) in enumerate(zip(OLD, STATES, strict=True), 1)
    ]
    lines[4] = lines[4].replace("{n: 5, ", "n: 5\n        ").replace(", ", "\n        ")[:-1]
    head = f"# The ledger.\nledgers:\n  - source: {SOURCE}\n    sentences:\n"
    ledger = tmp_path / "rules" / "ledger" / "a.yaml"
    ledger.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "new.txt").write_text("\n".join(NEW) + "\n", encoding="utf-8")
    assert run("check", tmp_path / "rules").code == DONE
    return tmp_path


def _edition(checkout: Path, *more: str) -> Done:
    return run("new", "edition", SOURCE, "texts/new.txt", "--plain", *more, cwd=checkout)


def test_only_what_changed_or_came_is_to_be_read_again(checkout: Path) -> None:
    done = _edition(checkout, "--edition", "second", "--retrieved", "2026-05-01")
    assert done.code == DONE, done.err
    assert "To be read again (5)" in done.out
    shown = [line for line in done.out.splitlines() if line[:1].isdigit()]
    assert shown == [f"{n}. {NEW[n - 1]}" for n in (2, 3, 5, 7, 9)]
    for told in ("as they were: 4", "changed: 3", "added: 2", "gone: 8"):
        assert told in done.out
    assert f"was 2, quoted: {OLD[1]}" in done.words


def test_the_rules_go_on_under_the_new_numbers(checkout: Path) -> None:
    assert _edition(checkout, "--edition", "second").code == DONE
    rules = (checkout / "rules" / "all.yaml").read_text()
    wanted = RULES.replace("  author: no one", "  author: no one")
    for old, new in ((7, 9), (4, 6), (2, 3)):
        wanted = wanted.replace(f"{SOURCE}/{old}\n", f"{SOURCE}/{new}\n")
        wanted = wanted.replace(f"{SOURCE}/{old}}}", f"{SOURCE}/{new}}}")
        wanted = wanted.replace(f"{SOURCE}/{old} says", f"{SOURCE}/{new} says")
    wanted = wanted.replace("date: 2026-04-01\n", "date: 2026-04-01\n    edition: second\n")
    wanted = wanted.replace(f"text: {OLD[1]}", f"text: >-\n      {NEW[2]}")
    wanted = wanted.replace(f"text: {OLD[6]}", f"text: >-\n      {NEW[8]}")
    assert rules == wanted
    ledger = (checkout / "rules" / "ledger" / "a.yaml").read_text()
    assert "omitted: duplicate of 4}" in ledger
    assert ledger.count("unread: true") == 5
    assert ledger.startswith("# The ledger.\n")


def test_a_rule_whose_sentence_changed_waits_to_be_read(checkout: Path) -> None:
    assert _edition(checkout).code == DONE
    ledger = checkout / "rules" / "ledger" / "a.yaml"
    done = run("match", "--rules", checkout / "rules")
    refuses(done, BAD_RULEBOOK, f"{SOURCE}/3 is quoted, and has to be read again")
    text = ledger.read_text()
    for number in (3, 9):
        print_ = fingerprint(NEW[number - 1])
        text = text.replace(f'"{print_}", unread: true', f'"{print_}", quoted: true')
    ledger.write_text(text)
    assert run("match", "--rules", checkout / "rules").code == DONE
    verified = run("sources", "verify", checkout / "texts", "--rules", checkout / "rules")
    assert verified.code == CHECK_FAILED
    assert "not read yet: sentences 2, 5, 7" in verified.err
    assert verified.err.count(SOURCE) == 1


def test_a_quoted_sentence_that_is_gone_is_taken_out_by_a_person(checkout: Path) -> None:
    new = checkout / "texts" / "new.txt"
    new.write_text("\n".join([*OLD[:1], *OLD[2:]]), encoding="utf-8")
    before = {path: path.read_text() for path in (checkout / "rules").rglob("*.yaml")}
    done = _edition(checkout)
    refuses(done, USAGE, f"all.yaml:13:11: {SOURCE}/2 is gone from this edition")
    assert done.err.count(f"{SOURCE}/2 is gone from this edition") == 2
    assert before == {path: path.read_text() for path in (checkout / "rules").rglob("*.yaml")}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("no-2026", "texts/new.txt"), "no source 'no-2026'"),
        ((SOURCE, "texts/other.txt"), "this is no edition of made-up-2026"),
        ((SOURCE, "texts/none.txt"), "none.txt: no such file"),
        ((SOURCE, "texts/new.txt", "--segmenter", "9"), "no segmenter 9"),
        ((SOURCE, "texts/new.txt", "--retrieved", "soon"), "--retrieved: 'soon' is no day"),
    ],
)
def test_what_cannot_be_is_refused(checkout: Path, args: tuple[str, ...], told: str) -> None:
    (checkout / "texts" / "other.txt").write_text("Something else.\n", encoding="utf-8")
    refuses(run("new", "edition", *args, cwd=checkout), USAGE, told)


def test_a_line_more_at_the_top_is_one_line_of_difference(checkout: Path) -> None:
    new = checkout / "texts" / "new.txt"
    new.write_text("\n".join(["Breaking news", *OLD]), encoding="utf-8")
    done = run("sources", "verify", checkout / "texts", "--rules", checkout / "rules")
    assert done.code == CHECK_FAILED
    (told,) = done.err.splitlines()
    assert "sentence 1 is not in the ledger: “Breaking news...”" in told
    assert "9 sentences, 8 accounted for; 3 quotations, 3 verbatim" in done.out


def test_where_the_first_of_several_is_gone_the_next_is_what_it_was(checkout: Path) -> None:
    tree = read(checkout / "rules")
    kept = new_edition(tree, SOURCE, "\n".join([*OLD[:2], *OLD[3:]]), {})
    ledger = yaml.safe_load(kept.tree.texts[checkout / "rules" / "ledger" / "a.yaml"])
    lines = ledger["ledgers"][0]["sentences"]
    assert [each.get("omitted") for each in lines[3:5]] == ["background", "navigation"]
    assert (kept.again, kept.alignment.gone) == ([], [6])
    changed = new_edition(tree, SOURCE, "\n".join([*OLD[:2], "Share these", *OLD[3:]]), {})
    assert (changed.again, changed.alignment.gone) == ([3], [])
    assert (changed.alignment.same[3], changed.alignment.changed) == (6, {6: 3})


def test_a_ledger_in_another_layout_is_left_alone(checkout: Path) -> None:
    path = checkout / "rules" / "ledger" / "a.yaml"
    path.write_text(str(yaml.safe_load(path.read_text("utf-8"))), encoding="utf-8")
    with pytest.raises(UsageError, match="is laid out in a way that this command cannot renumber"):
        new_edition(read(checkout / "rules"), SOURCE, "\n".join(NEW), {})
