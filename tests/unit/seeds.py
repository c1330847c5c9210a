"""One fault each, put into a copy of the packaged rules, and how it is told."""

from typing import NamedTuple


class Seed(NamedTuple):
    """A fault put into one file: what it replaces, where it is then told, and how."""

    file: str
    old: str
    new: str
    near: str
    at: str | None
    message: str


MRD_STATUS = (
    "id: csco-2021/mrd-predicts\n        kind: prognosis\n        about: mrd-monitoring\n"
    "        says: MRD status"
)
TEST = "{mrd_result: positive, words: MRD-positive ALL patients}"

SEEDS = {
    "a letter of a quotation is changed": Seed(
        "mrd.yaml",
        "MRD status also exists",
        "MRD status also exist",
        "text: >-\n      MRD status also",
        None,
        "this is not sentence 46 of csco-2021, word for word "
        "(its fingerprint is cdf84b5c23b49f16, the ledger has 2d90ad6fb0381c59)",
    ),
    "a line of the ledger is gone": Seed(
        "ledger/ash-2024.yaml",
        '      - n: 2\n        fingerprint: "7529c909ec92d2ae"\n        omitted: navigation\n',
        "",
        "n: 3",
        None,
        "sentence 2 of ash-2024 is not accounted for (this line says 3)",
    ),
    "a quoted sentence is omitted": Seed(
        "ledger/ash-2024.yaml",
        '"7c6fcfacaaa3e11c", quoted: true',
        '"7c6fcfacaaa3e11c", omitted: x',
        "{n: 4",
        None,
        "ash-2024/4 is quoted, but the ledger leaves it out",
    ),
    "a sentence is said to be quoted": Seed(
        "ledger/ash-2024.yaml",
        "omitted: navigation",
        "quoted: true",
        "n: 1",
        None,
        "ash-2024/1 is said to be quoted, but no file quotes it",
    ),
    "a key stands twice": Seed(
        "mrd.yaml",
        "    family: monitoring\n",
        "    family: monitoring\n    name: again\n",
        "name: again",
        None,
        "'name' stands twice (first in line 4)",
    ),
    "a name is a list": Seed(
        "mrd.yaml",
        "family: monitoring",
        "family: [monitoring]",
        "family: [",
        None,
        "'family' is a text",
    ),
    "a number is a word": Seed(
        "ledger/ash-2024.yaml",
        "{n: 4,",
        "{n: four,",
        "n: four",
        None,
        "'n' is a whole number",
    ),
    "a list is a mapping's place": Seed(
        "mrd.yaml",
        "approaches:\n  - id: mrd-monitoring\n",
        "approaches:\n  - [mrd-monitoring]\n  - id: x\n",
        "[mrd-monitoring]",
        None,
        "a mapping (name: value) is expected here",
    ),
    "a kind does not exist": Seed(
        "mrd.yaml",
        "kind: prognosis",
        "kind: prognosys",
        "kind: prognosys",
        None,
        "'kind' cannot be 'prognosys' (did you mean 'prognosis'?)",
    ),
    "a field does not exist": Seed(
        "mrd.yaml",
        "    family: monitoring\n",
        "    family: monitoring\n    agent: []\n",
        "agent: []",
        None,
        "'agent' is not known here (did you mean 'agents'?)",
    ),
    "a field is missing": Seed(
        "mrd.yaml",
        "    family: monitoring\n",
        "",
        "id: mrd-monitoring",
        None,
        "'family' is missing",
    ),
    "an approach does not exist": Seed(
        "mrd.yaml",
        "about: mrd-monitoring",
        "about: mrd-monitorin",
        "about: mrd-monitorin\n",
        None,
        "no approach 'mrd-monitorin' (did you mean 'mrd-monitoring'?)",
    ),
    "a term does not exist": Seed(
        "tki.yaml",
        "{term: relapsed,",
        "{term: relapse,",
        "{term: relapse,",
        "term",
        "no term 'relapse' (did you mean 'outside-relapsed-refractory', 'relapsed' or "
        "'relapsed-refractory'?)",
    ),
    "a statement does not exist": Seed(
        "car-t.yaml",
        "same-as: csco-2021/eliana}",
        "same-as: csco-2021/elianna}",
        "same-as: csco-2021/elianna}",
        None,
        "no statement 'csco-2021/elianna' (did you mean 'csco-2021/eliana'?)",
    ),
    "a sentence to take words from does not exist": Seed(
        "setting.yaml",
        "from: ash-2024/10}",
        "from: ash-2024/333}",
        "from: ash-2024/333}",
        None,
        "no quotation 'ash-2024/333' (did you mean 'ash-2024/23', 'ash-2024/31' or 'ash-2024/32'?)",
    ),
    "a statement of a tension does not exist": Seed(
        "tensions.yaml",
        "survivornet-2021/blinatumomab-bridge,",
        "survivornet-2021/blinatumomab-bride,",
        "survivornet-2021/blinatumomab-bride,",
        None,
        "no statement 'survivornet-2021/blinatumomab-bride' "
        "(did you mean 'survivornet-2021/blinatumomab-bridge'?)",
    ),
    "words are not in the sentence": Seed(
        "mrd.yaml",
        TEST,
        "{mrd_result: positive, words: MRD-positive AML patients}",
        "words: MRD-positive AML",
        None,
        "the words 'MRD-positive AML patients' are not in csco-2021/45",
    ),
    "a condition has no words": Seed(
        "mrd.yaml",
        TEST,
        "{mrd_result: positive}",
        "{mrd_result: positive}",
        None,
        "no words state that mrd_result is positive (give words: from the sentence, or use a term)",
    ),
    "a figure is not in the sentence": Seed(
        "mrd.yaml",
        "value: 56%-100%",
        "value: 57%-100%",
        "value: 57%-100%",
        None,
        "'57%-100%' is not in the sentence",
    ),
    "an attribute does not exist": Seed(
        "mrd.yaml",
        TEST,
        "{mrd_reslt: positive, words: MRD-positive ALL patients}",
        "{mrd_reslt",
        None,
        "no attribute 'mrd_reslt': did you mean 'mrd_result'?",
    ),
    "a value does not exist": Seed(
        "mrd.yaml",
        TEST,
        "{mrd_result: positiv, words: MRD-positive ALL patients}",
        "{mrd_result: positiv,",
        None,
        "mrd_result is positive, negative or unknown, not 'positiv': did you mean 'positive'?",
    ),
    "a condition tests two attributes": Seed(
        "mrd.yaml",
        TEST,
        "{mrd_result: positive, ecog: 1, words: MRD-positive ALL patients}",
        "{mrd_result: positive, ecog",
        None,
        "a condition tests one attribute, not mrd_result, ecog",
    ),
    "a range is a phrase": Seed(
        "terms.yaml",
        'when: {age: "> 60"}',
        'when: {age: "above 60"}',
        'when: {age: "above 60"}',
        None,
        "age: 'above 60' is no range: write '> 60', '<= 2' or '2 to 10'",
    ),
    "a statement is the same as itself": Seed(
        "blinatumomab.yaml",
        "when: {same-as: csco-2021/tower}",
        "when: {same-as: csco-2021/tower-survival}",
        "when: {same-as: csco-2021/tower-survival}",
        None,
        "'csco-2021/tower-survival' is defined by itself",
    ),
    "a term is defined by itself": Seed(
        "terms.yaml",
        "when: {relapse_status: relapsed}",
        "when: {not: {term: relapsed}}",
        "id: relapsed\n",
        None,
        "'relapsed' is defined by itself",
    ),
    "a term is a statement": Seed(
        "terms.yaml",
        "when: {relapse_status: relapsed}",
        "when: {same-as: csco-2021/tki}",
        "when: {same-as: csco-2021/tki}",
        None,
        "a term has conditions of its own",
    ),
    "an option has no standing": Seed(
        "mrd.yaml",
        "        standing: {level: standard, words: guidelines clearly point out}\n",
        "",
        "id: csco-2021/mrd-monitoring",
        None,
        "an option has a standing, in the article's words",
    ),
    "a repair does not exist": Seed(
        "sources.yaml",
        "[joined-decimals,",
        "[joined-decimal,",
        "joined-decimal,",
        None,
        "no repair 'joined-decimal' (did you mean 'joined-decimals'?)",
    ),
    "a name is used twice": Seed(
        "mrd.yaml",
        "id: csco-2021/mrd-influences",
        "id: csco-2021/mrd-predicts",
        MRD_STATUS,
        None,
        "'csco-2021/mrd-predicts' is defined twice",
    ),
    "a file is no YAML": Seed(
        "mrd.yaml",
        "approaches:\n",
        "approaches: [\n",
        "- id: mrd-monitoring",
        None,
        "not valid YAML",
    ),
}
"""Each seed makes one fault."""
