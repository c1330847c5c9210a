"""Every fault that a rulebook can have is told with its file, line, column and what was meant."""

from pathlib import Path

import pytest
from seeded import faults_of, place, spoil, told
from seeds import SEEDS, Seed


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS.keys())
def test_a_fault_is_told_with_its_place(rules: Path, seed: Seed) -> None:
    file = rules / seed.file
    spoil(file, seed.old, seed.new)
    assert told(rules) == [f"{place(file, seed.near, seed.at)}: {seed.message}"]


def test_every_fault_is_told_at_once(rules: Path) -> None:
    names = [
        "a letter of a quotation is changed", "a figure is not in the sentence",
        "a term does not exist", "a sentence to take words from does not exist",
    ]  # fmt: skip
    seeds = [SEEDS[name] for name in names]
    for seed in seeds:
        spoil(rules / seed.file, seed.old, seed.new)
    expected = [f"{place(rules / s.file, s.near, s.at)}: {s.message}" for s in seeds]
    assert sorted(told(rules)) == sorted(expected)
    assert [each.file for each in faults_of(rules)] == sorted(
        each.file for each in faults_of(rules)
    )


def test_unreadable_files_are_told_together_without_the_references_into_them(rules: Path) -> None:
    names = ["a key stands twice", "a kind does not exist"]
    for name in names:
        spoil(rules / SEEDS[name].file, SEEDS[name].old, SEEDS[name].new)
    (rules / "tki.yaml").write_bytes(b"caf\xe9")
    spoil(rules / "terms.yaml", "terms:\n", "terms:\n  - 5\n")
    found = told(rules)
    assert len(found) == 4
    assert f"{rules / 'tki.yaml'}: is not text in UTF-8 (byte 4)" in found
    assert f"{place(rules / 'terms.yaml', '5')}: a mapping (name: value) is expected here" in found


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("optoin", "'kind' cannot be 'optoin' (did you mean 'option'?)"),
        ("7", "'kind' is option or eligibility or "),
        ("[option]", "'kind' is option or eligibility or "),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_field(
    rules: Path, kind: str, message: str
) -> None:
    spoil(rules / "mrd.yaml", "kind: prognosis", f"kind: {kind}")
    (fault,) = told(rules)
    assert fault.startswith(f"{place(rules / 'mrd.yaml', f'kind: {kind}')}: {message}")


def test_terms_defined_by_each_other_are_both_told(rules: Path) -> None:
    file = rules / "terms.yaml"
    spoil(file, "when: {relapse_status: relapsed}", "when: {term: relapsed-refractory}")
    spoil(file, "when: {relapse_status: [relapsed, refractory]}", "when: {any: [{term: relapsed}]}")
    assert told(rules) == [
        f"{place(file, 'id: relapsed' + chr(10))}: 'relapsed' is defined by itself",
        f"{place(file, 'id: relapsed-refractory')}: 'relapsed-refractory' is defined by itself",
    ]


def test_a_folder_without_rules_is_no_rulebook(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    assert told(tmp_path) == [f"{tmp_path}: holds no .yaml file"]


def test_what_is_no_folder_is_no_rulebook(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    hint = "(a rulebook is a folder of YAML files)"
    assert told(file) == [f"{file}: no such folder {hint}"]
    file.write_text("sources: []")
    assert told(file) == [f"{file}: is no folder {hint}"]


def test_an_empty_file_is_told(rules: Path) -> None:
    (rules / "more.yaml").write_text("# to come\n")
    assert told(rules) == [f"{rules / 'more.yaml'}:1:1: is empty"]


def test_the_packaged_rules_have_no_fault_in_a_copy(rules: Path) -> None:
    from allscape.rulebook.load import load, packaged

    assert load(rules) == load(packaged())
