"""Every fault that a rulebook can have is told with its file, line, column and what was meant."""

from pathlib import Path
from typing import NamedTuple

import pytest

from seeded import faults_of, place, spoil, told


class Seed(NamedTuple):
    """A fault put into one file: what it replaces, where it is then told, and how."""

    file: str
    old: str
    new: str
    near: str
    at: str | None
    message: str


KINDS = "'option', 'eligibility', 'evidence', 'prognosis', 'caution', 'monitoring', 'access'"
TEST = "{mrd_result: positive, words: MRD-positive ALL patients}"

SEEDS = {
    "a letter of a quotation is changed": Seed(
        "mrd.yaml", "MRD status also exists", "MRD status also exist",
        "text: >-\n      MRD status also", None,
        "this is not sentence 46 of csco-2021, word for word (its fingerprint is cdf84b5c23b49f16,"
        " the ledger has 2d90ad6fb0381c59)",
    ),
    "a line of the ledger is gone": Seed(
        "ledger/ash-2024.yaml",
        '      - n: 2\n        fingerprint: "7529c909ec92d2ae"\n        omitted: navigation\n', "",
        "n: 3", None, "sentence 2 of ash-2024 is not accounted for (this line says 3)",
    ),
    "a quoted sentence is omitted": Seed(
        "ledger/ash-2024.yaml", '"7c6fcfacaaa3e11c", quoted: true', '"7c6fcfacaaa3e11c", omitted: x',
        "{n: 4", "n: 4", "ash-2024/4 is quoted, but the ledger leaves it out",
    ),
    "a sentence is said to be quoted": Seed(
        "ledger/ash-2024.yaml", "omitted: navigation", "quoted: true",
        "n: 1", None, "ash-2024/1 is said to be quoted, but no file quotes it",
    ),
    "a key stands twice": Seed(
        "mrd.yaml", "    family: monitoring\n", "    family: monitoring\n    name: again\n",
        "name: again", None, "'name' stands twice (first in line 3)",
    ),
    "a name is a list": Seed(
        "mrd.yaml", "family: monitoring", "family: [monitoring]",
        "family: [", None, "input should be a valid string",
    ),
    "a number is a word": Seed(
        "ledger/ash-2024.yaml", "{n: 4,", "{n: four,", "n: four", None,
        "input should be a valid integer, unable to parse string as an integer",
    ),
    "a list is a mapping's place": Seed(
        "mrd.yaml", "approaches:\n  - id: mrd-monitoring\n", "approaches:\n  - [mrd-monitoring]\n  - id: x\n",
        "[mrd-monitoring]", None, "a mapping (name: value) is expected here",
    ),
    "a kind does not exist": Seed(
        "mrd.yaml", "kind: prognosis", "kind: prognosys", "kind: prognosys", None,
        f"input should be {KINDS} or 'outlook'",
    ),
    "a field does not exist": Seed(
        "mrd.yaml", "    family: monitoring\n", "    family: monitoring\n    agent: []\n",
        "agent: []", None, "'agent' is not known here (did you mean 'agents'?)",
    ),
    "a field is missing": Seed(
        "mrd.yaml", "    family: monitoring\n", "", "id: mrd-monitoring", None, "'family' is missing",
    ),
    "an approach does not exist": Seed(
        "mrd.yaml", "about: mrd-monitoring", "about: mrd-monitorin", "about: mrd-monitorin\n", None,
        "no approach 'mrd-monitorin' (did you mean 'mrd-monitoring'?)",
    ),
    "a term does not exist": Seed(
        "tki.yaml", "{term: relapsed,", "{term: relapse,", "{term: relapse,", "term",
        "no term 'relapse' (did you mean 'relapsed'?)",
    ),
    "a statement does not exist": Seed(
        "car-t.yaml", "same-as: csco-2021/eliana}", "same-as: csco-2021/elianna}",
        "same-as: csco-2021/elianna}", None,
        "no statement 'csco-2021/elianna' (did you mean 'csco-2021/eliana'?)",
    ),
    "a sentence to take words from does not exist": Seed(
        "setting.yaml", "from: ash-2024/10}", "from: ash-2024/333}", "from: ash-2024/333}", None,
        "no quotation 'ash-2024/333' (did you mean 'ash-2024/32'?)",
    ),
    "a statement of a tension does not exist": Seed(
        "tensions.yaml", "survivornet-2021/blinatumomab-bridge,", "survivornet-2021/blinatumomab-bride,",
        "survivornet-2021/blinatumomab-bride,", None,
        "no statement 'survivornet-2021/blinatumomab-bride' "
        "(did you mean 'survivornet-2021/blinatumomab-bridge'?)",
    ),
    "words are not in the sentence": Seed(
        "mrd.yaml", TEST, "{mrd_result: positive, words: MRD-positive AML patients}",
        "words: MRD-positive AML", None,
        "the words 'MRD-positive AML patients' are not in csco-2021/45",
    ),
    "a condition has no words": Seed(
        "mrd.yaml", TEST, "{mrd_result: positive}", "{mrd_result: positive}", "mrd_result",
        "no words state that mrd_result is positive (give words: from the sentence, or use a term)",
    ),
    "a figure is not in the sentence": Seed(
        "mrd.yaml", "value: 56%-100%", "value: 57%-100%", "value: 57%-100%", None,
        "'57%-100%' is not in the sentence",
    ),
    "an attribute does not exist": Seed(
        "mrd.yaml", TEST, "{mrd_reslt: positive, words: MRD-positive ALL patients}",
        "mrd_reslt", None, "no attribute 'mrd_reslt': did you mean 'mrd_result'?",
    ),
    "a value does not exist": Seed(
        "mrd.yaml", TEST, "{mrd_result: positiv, words: MRD-positive ALL patients}",
        "mrd_result: positiv,", None,
        "mrd_result is positive, negative or unknown, not 'positiv': did you mean 'positive'?",
    ),
    "a condition tests two attributes": Seed(
        "mrd.yaml", TEST, "{mrd_result: positive, ecog: 1, words: MRD-positive ALL patients}",
        "mrd_result: positive, ecog", None, "a condition tests one attribute, not mrd_result, ecog",
    ),
    "a range is a phrase": Seed(
        "terms.yaml", 'when: {age: "> 60"}', 'when: {age: "above 60"}',
        'when: {age: "above 60"}', "age",
        "'above 60' is no range: write '> 60', '<= 2' or '2 to 10'",
    ),
    "a statement is the same as itself": Seed(
        "blinatumomab.yaml", "when: {same-as: csco-2021/tower}",
        "when: {same-as: csco-2021/tower-survival}",
        "when: {same-as: csco-2021/tower-survival}", None,
        "'csco-2021/tower-survival' is the same as itself",
    ),
    "a term is defined by itself": Seed(
        "terms.yaml", "when: {relapse_status: relapsed}", "when: {not: {term: relapsed}}",
        "id: relapsed\n", None, "'relapsed' is defined by itself",
    ),
    "a term is a statement": Seed(
        "terms.yaml", "when: {relapse_status: relapsed}", "when: {same-as: csco-2021/tki}",
        "when: {same-as: csco-2021/tki}", "same-as", "a term has conditions of its own",
    ),
    "an option has no standing": Seed(
        "mrd.yaml", "        standing: {level: standard, words: guidelines clearly point out}\n", "",
        "id: csco-2021/mrd-monitoring", None, "an option has a standing, in the article's words",
    ),
    "a repair does not exist": Seed(
        "sources.yaml", "[joined-decimals,", "[joined-decimal,", "joined-decimal,", None,
        "no repair 'joined-decimal' (did you mean 'joined-decimals'?)",
    ),
    "a name is used twice": Seed(
        "mrd.yaml", "id: csco-2021/mrd-influences", "id: csco-2021/mrd-predicts",
        "id: csco-2021/mrd-predicts\n        kind: prognosis\n        about: mrd-monitoring\n        says: MRD status", None, "'csco-2021/mrd-predicts' is defined twice",
    ),
    "a file is no YAML": Seed(
        "mrd.yaml", "approaches:\n", "approaches: [\n", "- id: mrd-monitoring", None,
        "not valid YAML: did not find expected node content",
    ),
}  # fmt: skip
"""Each seed makes one fault."""


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
    expected = []
    for seed in (SEEDS[name] for name in names):
        spoil(rules / seed.file, seed.old, seed.new)
    for seed in (SEEDS[name] for name in names):
        expected.append(f"{place(rules / seed.file, seed.near, seed.at)}: {seed.message}")
    assert sorted(told(rules)) == sorted(expected)
    assert [each.file for each in faults_of(rules)] == sorted(each.file for each in faults_of(rules))


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
