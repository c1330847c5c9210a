"""A rulebook that is added to: names, faults of what is half written, and the disk."""

import errno
import os
import subprocess
import sys
from io import FileIO
from pathlib import Path

import pytest
from seeded import place, spoil, told

from allscape import disk
from allscape.faults import RulebookError, Unwritten, UsageError
from allscape.model.statements import Approach, Kind
from allscape.rulebook.load import load
from allscape.scaffold import tree
from allscape.scaffold.disk import write
from allscape.scaffold.ledger import omit
from allscape.scaffold.statement import StatementSkeleton, new_approach, new_statement

QUOTED = StatementSkeleton("ash-2024", 4, Kind.EVIDENCE, about=["tki"])


def _names(before: tree.Tree, after: tree.Tree) -> set[str]:
    texts = [each.texts.values() for each in (before, after)]
    ids = [
        {
            line.split()[-1]
            for text in some
            for line in text.splitlines()
            if "- id: ash-2024/" in line
        }
        for some in texts
    ]
    return ids[1] - ids[0]


def test_statements_without_a_name_get_one_that_is_free(rules: Path) -> None:
    grown = before = tree.read(rules)
    for name in ("tki", "tki-evidence", "tki-evidence-2", "tki-evidence-3"):
        after = new_statement(grown, QUOTED, None)
        assert _names(grown, after) == {f"ash-2024/{name}"}
        grown = after
    named = new_statement(
        before, StatementSkeleton("ash-2024", 4, Kind.EVIDENCE, name="ash-2024/so"), None
    )
    assert _names(before, named) == {"ash-2024/so"}


def test_an_editor_finds_the_schema_of_a_new_file(rules: Path) -> None:
    line = "# yaml-language-server: $schema="
    grown = tree.read(rules).extend(rules / "new.yaml", (), "approaches", [{"id": "new"}])
    assert grown.texts[rules / "new.yaml"].startswith(f"{line}rules.schema.json\n")
    deep = rules / "ledger" / "new.yaml"
    assert grown.begun(deep, "a: b\n").texts[deep].startswith(f"{line}../rules.schema.json\n")
    spoil(rules / "blinatumomab.yaml", "rules.schema.json", "https://example.org/schema.json")
    found = tree.read(rules).begun(deep, "a: b\n").texts[deep]
    assert found.startswith(f"{line}https://example.org/schema.json\n")


@pytest.mark.parametrize("name", ["../../evil", "a/../../evil", "a/b", "..", ".a", "a\\b", "TKI"])
def test_no_name_leads_out_of_the_folder_or_differs_in_case_alone(rules: Path, name: str) -> None:
    before, approach = tree.read(rules), {"name": "Evil", "family": "evil"}
    with pytest.raises(UsageError, match=r"is no id of an? |there is an approach 'tki' already"):
        new_approach(before, Approach.model_construct(id=name, agents=(), **approach))
    spoil(rules / "tki.yaml", "  - id: tki\n", f"  - id: tki\n    name: x\n    family: tki\n"
          f"  - id: '{name}'\n")  # fmt: skip
    (fault,) = [each for each in told(rules) if f"{rules / 'tki.yaml'}:" in each]
    assert "'TKI' and 'tki' differ in case alone" in fault or "'id' is a name: letters" in fault


@pytest.mark.parametrize("family", ["../../evil", "a/b", "a\\b"])
def test_a_family_is_no_path(rules: Path, family: str) -> None:
    with pytest.raises(UsageError, match="is no family"):
        new_approach(
            tree.read(rules),
            Approach.model_construct(id="evil", name="Evil", family=family, agents=()),
        )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("new-standard-headline", "there is a statement 'ash-2024/new-standard-headline' already"),
        ("31", "a statement needs a name of words: ash-2024/31 is a sentence"),
        ("a b", "'a b' is no id of a statement"),
    ],
)
def test_a_name_that_cannot_be_had_is_refused(rules: Path, name: str, message: str) -> None:
    wanted = StatementSkeleton("ash-2024", 4, Kind.EVIDENCE, name=name)
    with pytest.raises(UsageError, match=message):
        new_statement(tree.read(rules), wanted, None)


def test_a_quotation_that_its_ledger_does_not_know_is_told(rules: Path) -> None:
    spoil(rules / "ledger" / "ash-2024.yaml", 'c", quoted: true', 'c", unread: true')
    with pytest.raises(UsageError, match="and its ledger says unread"):
        new_statement(tree.read(rules), QUOTED, None)


@pytest.mark.parametrize("also", ["quoted: true", "omitted: so"])
def test_an_unread_sentence_is_nothing_else(rules: Path, also: str) -> None:
    file = rules / "ledger" / "ash-2024.yaml"
    line = '- n: 1\n        fingerprint: "435bdbf65cffabae"\n        omitted: navigation\n'
    spoil(file, line, line.replace("omitted: navigation", f"unread: true\n        {also}"))
    message = "a sentence is either quoted or omitted for a reason"
    at = place(file, "n: 1")
    assert f"{at}: {message} (unread: true while it waits for that)" in told(rules)


def test_what_is_empty_is_told_as_something_to_be_filled_in(rules: Path) -> None:
    before = tree.read(rules)
    write(
        before, new_statement(before, StatementSkeleton("ash-2024", 4, Kind.OPTION, ["tki"]), None)
    )
    (file,) = [each for each in rules.glob("*.yaml") if "{level: , words: }" in each.read_text()]
    skeleton = file.read_text().partition("- id: ash-2024/tki\n")[2]
    found = told(rules)
    assert len(found) == 5
    for name, hint in (
        ("direction", "fill it in: 'for', 'against' or 'neutral'"), ("says", "fill it in"),
        ("words", "fill it in"), ("when", "fill it in"),
    ):  # fmt: skip
        at = place(file, f"- id: ash-2024/tki\n{skeleton}", f"{name}:")
        assert f"{at}: '{name}' is empty ({hint})" in found


def test_a_file_that_was_changed_in_the_meantime_is_left_alone(rules: Path) -> None:
    before = tree.read(rules)
    after = new_statement(before, QUOTED, None)
    (changed,) = [path for path in after.texts if after.texts[path] != before.texts[path]]
    changed.write_text(changed.read_text() + "# a thought\n")
    with pytest.raises(UsageError, match="was changed in the meantime"):
        write(before, after)
    assert changed.read_text() == before.texts[changed] + "# a thought\n"


def test_of_two_programs_that_write_at_once_what_either_wrote_is_there(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree.read(rules)
    mine, theirs = (
        before.extend(rules / "tki.yaml", (), "approaches", [{"id": each}]) for each in "ab"
    )
    fill, refused = disk.fill, []

    def meanwhile(path: Path, raw: bytes) -> None:
        fill(path, raw)
        with pytest.raises(UsageError) as error:  # before the draft has its name
            write(before, theirs)
        refused.append(str(error.value))

    with monkeypatch.context() as patch:
        patch.setattr(disk, "fill", meanwhile)
        write(before, mine)
    assert refused == [f"{rules}: another program is writing here; nothing was written (try again)"]
    assert tree.read(rules) == mine
    assert list(rules.rglob(".*")) == []


@pytest.mark.posix
def test_a_lock_is_no_way_out_of_the_rules(rules: Path) -> None:
    before = tree.read(rules)
    (rules / ".allscape.lock").symlink_to(rules.parent / "elsewhere")
    with pytest.raises(UsageError, match="cannot be written"):
        write(before, new_statement(before, QUOTED, None))
    assert not (rules.parent / "elsewhere").exists()
    assert tree.read(rules) == before


def test_a_rulebook_is_given_back_however_its_writer_ended(rules: Path) -> None:
    killed = "import os, sys; from pathlib import Path; from allscape import disk\n"
    killed += "with disk.alone(Path(sys.argv[1])) as mine: assert mine; os._exit(0)"
    subprocess.run([sys.executable, "-c", killed, str(rules)], check=True)
    before = tree.read(rules)
    assert write(before, new_statement(before, QUOTED, None))
    assert list(rules.rglob(".*")) == []


def test_a_rulebook_whose_lock_another_has_taken_away_or_made_anew_is_not_ones_own(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, lock, locked = tree.read(rules), rules / ".allscape.lock", disk.lock
    anew = False

    def late(file: FileIO) -> bool:
        lock.unlink()
        if anew:
            lock.write_text("")
        return locked(file)

    monkeypatch.setattr(disk, "lock", late)
    for anew in (False, True):
        with pytest.raises(UsageError, match="another program is writing here"):
            write(before, new_statement(before, QUOTED, None))
        assert lock.exists() is anew
    assert tree.read(rules) == before


def test_a_disk_without_locks_is_told_of_and_left_as_it_was(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: FileIO) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    before = tree.read(rules)
    monkeypatch.setattr(disk, "lock", failing)
    with pytest.raises(Unwritten, match="cannot be written: no locks available; nothing was"):
        write(before, new_statement(before, QUOTED, None))
    assert list(rules.rglob(".*")) == []


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(rules: Path) -> None:
    before = tree.read(rules)
    first = rules / "blinatumomab.yaml"
    inside = first / "not-a-folder.yaml"
    new = rules / "new" / "a.yaml"
    after = tree.Tree(rules, {**before.texts, first: "x: 1\n", new: "x: 1\n", inside: "x: 1\n"})
    with pytest.raises(UsageError, match="cannot be written: not a directory; nothing was changed"):
        write(before, after)
    assert tree.read(rules) == before
    assert [each for each in rules.rglob("*") if each.suffix == ".new"] == []
    assert not new.parent.exists()


def test_a_new_file_goes_where_the_next_cannot_be_kept(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, first, second = tree.read(rules), rules / "new.yaml", rules / "other.yaml"

    def kept(path: Path) -> None:
        if path == second:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(disk, "folders_reach_disk", kept)
    after = tree.Tree(rules, {**before.texts, first: "x: 1\n", second: "x: 1\n"})
    with pytest.raises(Unwritten, match=r"other\.yaml: cannot be written: "):
        write(before, after)
    assert not first.exists()
    assert not second.exists()


def test_nothing_that_would_be_too_large_to_read_is_written(rules: Path) -> None:
    before = tree.read(rules)
    after = tree.Tree(rules, {**before.texts, rules / "big.yaml": "# so\n" * 200_001})
    with pytest.raises(UsageError, match="would be larger than 1,000,000 bytes"):
        write(before, after)
    assert tree.read(rules) == before


@pytest.mark.posix
def test_a_link_to_a_file_stays_a_link(rules: Path) -> None:
    file, elsewhere = rules / "ledger" / "ash-2024.yaml", rules / "ash-2024.text"
    spoil(file, "omitted: navigation", "unread: true")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    before = tree.read(rules)
    assert write(before, omit(before, "ash-2024", [1], "navigation")) == [file]
    assert file.is_symlink()
    assert load(rules)
    assert "unread" not in elsewhere.read_text()


def test_a_rulebook_that_does_not_hold_together_can_be_added_to(rules: Path) -> None:
    spoil(rules / "tki.yaml", "when:", "wen:")
    before = tree.read(rules)
    assert new_statement(before, QUOTED, None) != before
    with pytest.raises(RulebookError):
        load(rules)


def test_what_cannot_be_added_to_is_told_and_what_is_there_is_never_overwritten() -> None:
    path = Path("rules/a.yaml")
    flow = tree.Tree(path.parent, {path: "approaches: [no item, {id: a}]\n"})
    assert flow.values("approaches", "id") == ["a"]
    with pytest.raises(UsageError, match=r"a\.yaml: there is a file of that name already"):
        flow.begun(path, "terms: []\n")
    with pytest.raises(UsageError, match="not valid YAML"):
        flow.begun(path.with_name("b.yaml"), "terms: [\n")
    text = tree.Tree(path.parent, {path: "approaches: a\n"})
    with pytest.raises(UsageError, match="laid out in a way that this command cannot add to"):
        text.extend(path, (), "approaches", [{"id": "b"}])
