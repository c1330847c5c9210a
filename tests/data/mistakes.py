# ruff: noqa: E501  # what is replaced stands as it does in the rulebook
"""Eighty mistakes that a tired person makes, each put into a copy of the rulebook by itself.

A made-up article stands beside the five, for shapes of sentences that they do not have.
"""

from typing import NamedTuple


class Mistake(NamedTuple):
    """What is wrong: replacements in files of the rulebook, the first of each text."""

    what: str
    file: str
    edits: tuple[tuple[str, str], ...]


def _one(what: str, file: str, old: str, new: str) -> Mistake:
    return Mistake(what, file, ((old, new),))


MADE_UP = """\
sources:
  - {id: made-up-2023, title: Made up, publisher: nobody, author: no one, date: 2023-12-01}
approaches:
  - id: examplumab
    name: Examplumab in a made-up article
    family: examplumab
    agents: [examplumab]
quotations:
  - cite: made-up-2023/1
    text: >-
      Examplumab was FDA approved in June 2023 for Ph-positive ALL in adults, and is given for
      relapsed or refractory disease.
    statements:
      - id: made-up-2023/examplumab
        kind: option
        about: examplumab
        direction: for
        says: Approved in June 2023.
        standing: {level: approved, words: was FDA approved}
        when:
          - {ph_status: positive, words: Ph-positive ALL}
          - {term: adult, words: adults}
          - {term: relapsed-refractory, words: relapsed or refractory disease}
  - cite: made-up-2023/2
    text: >-
      In the OMEGA study of newly diagnosed patients with rearrangement–negative (Ph–) ALL, the
      response rate was 40% (95% CI, 32%-48%), and the median duration of infusion was 28 days.
    statements:
      - id: made-up-2023/omega
        kind: prognosis
        about: examplumab
        says: The response rate of OMEGA.
        when:
          - {ph_status: negative, words: rearrangement–negative (Ph–) ALL}
          - {term: first-line, words: newly diagnosed}
        figures:
          - {measure: response rate, value: 40%}
  - cite: made-up-2023/3
    text: >-
      The median OS was 9.1 months after a follow-up of 18 months.
    statements:
      - id: made-up-2023/omega-survival
        kind: prognosis
        about: examplumab
        says: Survival in OMEGA.
        when: {same-as: made-up-2023/omega}
        figures:
          - {measure: median OS, value: 9.1 months}
"""
NEW, INO, CAR, TKI, BLINA = (
    "made-up.yaml",
    "inotuzumab.yaml",
    "car-t.yaml",
    "tki.yaml",
    "blinatumomab.yaml",
)
TERMS, MRD, SETTING, DISEASE = "terms.yaml", "mrd.yaml", "setting.yaml", "disease.yaml"
TENSIONS, TRANSPLANT = "tensions.yaml", "transplant.yaml"

PH = "          - {ph_status: negative, words: Ph-ALL}\n"
OVER = "          - {term: over-60, words: (>60 years)}\n"
FIRST = "          - {term: first-line, words: newly diagnosed}\n"
STUDY = f"        when:\n{FIRST}{OVER}{PH}"
OMEGA = "{measure: response rate, value: 40%}"
EFS = "            value: 49%\n            arm: combined program\n            versus: 29%"
GVHD = "{active_gvhd: false, words: no active graft-versus-host disease}"
ORGANS = "{organ_function_adequate: true, words: adequate organ function}"
AFTER_CAR = "{prior_car_t: true, words: after CAR T-cell therapy}"
FIRST_LINE_DONE = "first_line_treatment_completed: true"
TKI_2024 = "{ph_status: positive, words: Philadelphia-positive ALL patients}"
HIGHER_RISK = """\
      - id: healthtree-2024/pediatric-higher-risk
        kind: prognosis
        says: >-
          Higher survival numbers are also being seen in higher-risk pediatric ALL; higher than what,
          it does not say.
        assumption: >-
          The high risk group is taken for the sentence's "higher-risk disease", and children for its
          patients.
        when:
          - {term: pediatric, words: For pediatric ALL}
          - {risk_group: high, words: patients with higher-risk disease}
"""


def _any(when: str) -> str:
    head, *lines = when.splitlines()
    return "\n".join([head, "          any:", *(f"  {each}" for each in lines)]) + "\n"


TRIED = [
    _one("a missing condition: Ph-negative", INO, PH, ""),
    _one("a missing condition: over 60", INO, OVER, ""),
    _one("a missing condition: newly diagnosed", INO, FIRST, ""),
    _one(
        "a missing condition: CD19-positive",
        CAR,
        "          - {cd19_status: positive, words: CD19-positive disease status}\n",
        "",
    ),
    _one("a missing condition: no active GVHD", CAR, f"          - {GVHD}\n", ""),
    _one("a missing condition: Ph-positive", TKI, f"when:\n          - {TKI_2024}\n", "when: []\n"),
    _one("any for all: a study's patients", INO, STUDY, _any(STUDY)),
    _one(
        "any for all: an approval",
        NEW,
        "        when:\n          - {ph_status: positive, words: Ph-positive ALL}\n"
        "          - {term: adult, words: adults}\n"
        "          - {term: relapsed-refractory, words: relapsed or refractory disease}\n",
        "        when:\n          any:\n            - {ph_status: positive, words: Ph-positive ALL}\n"
        "            - {term: adult, words: adults}\n"
        "            - {term: relapsed-refractory, words: relapsed or refractory disease}\n",
    ),
    _one("all for any: high-risk or MRD-positive", CAR, "- any:", "- all:"),
    _one("a flag inverted: GVHD", CAR, GVHD, GVHD.replace("false", "true")),
    _one("a flag inverted: organ function", CAR, ORGANS, ORGANS.replace("true", "false")),
    _one("a flag inverted: after CAR T", TRANSPLANT, AFTER_CAR, AFTER_CAR.replace("true", "false")),
    _one(
        "a flag inverted: first line completed",
        BLINA,
        FIRST_LINE_DONE,
        FIRST_LINE_DONE.replace("true", "false"),
    ),
    _one(
        "exact age: over 60",
        TERMS,
        'when: {age: "> 60 completed years"}',
        'when: {age: "> 60"}',
    ),
    _one("exact age: 2 to 10", TERMS, "age: 2 to 10 completed years", "age: 2 to 10"),
    _one(
        "same-as another article's study: adverse events",
        BLINA,
        "when: {same-as: csco-2021/tower}",
        "when: {same-as: ash-2024/aall1731}",
    ),
    _one(
        "same-as another article's study: response",
        INO,
        "when: {same-as: csco-2021/mini-hyper-cvd-inotuzumab-study}",
        "when: {same-as: ash-2024/aall1731}",
    ),
    _one(
        "a study's result said of all: ELIANA",
        CAR,
        "when: {same-as: csco-2021/eliana}",
        "when: []",
    ),
    _one(
        "a study's result said of all: AALL1731",
        BLINA,
        "when: {same-as: ash-2024/aall1731}",
        "when: []",
    ),
    _one(
        "a study's result said of all: BLAST", BLINA, "when: {same-as: csco-2021/blast}", "when: []"
    ),
    _one("standard for FDA approved", NEW, "level: approved", "level: standard"),
    _one(
        "under study for FDA approved",
        NEW,
        "level: approved, words: was FDA approved",
        "level: under_study, words: is given for",
    ),
    _one("reported for an approval", TKI, "level: approved", "level: reported"),
    _one("discussed for an approval", CAR, "level: approved", "level: discussed"),
    _one(
        "a date wrong within the year", NEW, "says: Approved in June", "says: Approved in December"
    ),
    _one(
        "a date wrong: the article's own",
        TKI,
        "Approved in March 2024",
        "Approved in December 2024",
    ),
    _one("the level of an interval as a rate", NEW, "value: 40%", "value: 95%"),
    _one("an end of an interval as a rate", NEW, "value: 40%", "value: 32%"),
    _one("a duration as median OS", NEW, OMEGA, "{measure: median OS, value: 28 days}"),
    _one("a follow-up as median OS", NEW, "value: 9.1 months", "value: 18 months"),
    _one("says the opposite: higher", BLINA, "says: A lower incidence", "says: A higher incidence"),
    _one(
        "says the opposite: lower", INO, "says: Significantly higher", "says: Significantly lower"
    ),
    _one(
        "says the opposite: shorter",
        BLINA,
        "survival significantly longer than",
        "survival significantly shorter than",
    ),
    _one(
        "says the opposite: cannot", BLINA, "In relapse, it can lead", "In relapse, it cannot lead"
    ),
    _one(
        "a wrong agent of an approach",
        BLINA,
        "short: as maintenance\n    family: blinatumomab\n    agents: [blinatumomab]",
        "short: as maintenance\n    family: blinatumomab\n    agents: [ponatinib]",
    ),
    _one("a wrong study", BLINA, "standard chemotherapy (TOWER)", "standard chemotherapy (ELIANA)"),
    _one(
        "a wrong agent in a name",
        CAR,
        "name: Brexucabtagene autoleucel (brexu-cel)",
        "name: Tisagenlecleucel (brexu-cel)",
    ),
    _one(
        "an inverted sign: Ph–",
        NEW,
        "{ph_status: negative, words: rearrangement–negative (Ph–) ALL}",
        "{ph_status: positive, words: Ph–}",
    ),
    _one("an inverted sign: –negative", NEW, "ph_status: negative", "ph_status: positive"),
    _one(
        "an inverted sign: Ph-ALL",
        INO,
        "{ph_status: negative, words: Ph-ALL}",
        "{ph_status: positive, words: Ph-ALL}",
    ),
]
"""Those that were tried and found to pass, kind by kind."""

OURS = [
    _one("a wrong threshold", TERMS, '"> 60 completed years"', '"> 65 completed years"'),
    _one(
        "a wrong edge", TERMS, '{life_expectancy_weeks: "> 6"}', '{life_expectancy_weeks: ">= 6"}'
    ),
    _one("a wrong edge of a reading", TERMS, '{ecog: "<= 2"}', '{ecog: "< 2"}'),
    _one("a wrong value", TKI, TKI_2024, TKI_2024.replace(": positive", ": negative")),
    _one(
        "a narrower term",
        BLINA,
        "{term: relapsed-refractory, words: R/R}",
        "{term: relapsed, words: R/R}",
    ),
    _one("a wrong lineage", BLINA, "{lineage: B, words: B-ALL}", "{lineage: T, words: B-ALL}"),
    _one(
        "a wrong result",
        MRD,
        "{mrd_result: positive, words: MRD-positive",
        "{mrd_result: negative, words: MRD-positive",
    ),
    _one(
        "a wrong time of a result",
        MRD,
        "mrd_timing: end_of_induction",
        "mrd_timing: after_transplant",
    ),
    _one("a wrong phase", BLINA, "treatment_phase: consolidation", "treatment_phase: maintenance"),
    _one(
        "a wrong line of salvage", BLINA, "{salvage_line: first,", "{salvage_line: second_or_later,"
    ),
    _one("a wrong risk group", BLINA, "{risk_group: standard,", "{risk_group: high,"),
    _one("another kind of risk", CAR, "{relapse_risk: higher,", "{risk_group: high,"),
    _one(
        "a wrong setting",
        SETTING,
        "care_setting: low_or_middle_income_country",
        "care_setting: limited_resource",
    ),
    _one(
        "any method for flow cytometry", BLINA, "{mrd_by_flow: negative,", "{mrd_result: negative,"
    ),
    _one(
        "against for for",
        CAR,
        "about: obe-cel-relapsed-refractory\n        direction: for\n        says: Promising",
        "about: obe-cel-relapsed-refractory\n        direction: against\n        says: Promising",
    ),
    _one("for for against", TRANSPLANT, "direction: against", "direction: for"),
    _one("no direction", TKI, "about: ponatinib\n        direction: for", "about: ponatinib"),
    _one(
        "evidence for an option",
        TKI,
        "kind: option\n        about: ponatinib",
        "kind: evidence\n        about: ponatinib",
    ),
    _one(
        "about another approach",
        CAR,
        "kind: option\n        about: brexu-cel-relapsed-refractory",
        "kind: option\n        about: obe-cel-relapsed-refractory",
    ),
    _one(
        "a target turned round",
        INO,
        "- not: {cd22_status: positive, words: targeting CD22}",
        "- {cd22_status: positive, words: targeting CD22}",
    ),
    _one(
        "two results exchanged",
        INO,
        "{measure: MRD-negative rate, value: 96%}",
        "{measure: CR rate, value: 96%}",
    ),
    _one(
        "the sides of a comparison exchanged",
        INO,
        EFS,
        "            value: 29%\n            arm: combined program\n            versus: 49%",
    ),
    _one("a typing error in a figure", INO, "value: 98%", "value: 89%"),
    _one("a wrong time of a figure", INO, "at: 3 years", "at: 5 years"),
    _one("the p value of the other pair", INO, "p: P=0.001", "p: P=0.002"),
    _one("words of another sentence", TKI, "from: healthtree-2024/22", "from: healthtree-2024/23"),
    _one(
        "a typing error in a quotation",
        TKI,
        "have dramatically\n      improved",
        "have dramaticaly\n      improved",
    ),
    _one(
        "a sentence cut short",
        CAR,
        "also showed good efficacy in R/R ALL.",
        "also showed good efficacy.",
    ),
    _one("a condition without words", TKI, TKI_2024, f'{TKI_2024}\n          - {{ecog: "<= 1"}}'),
    _one(
        "a condition with words of another matter",
        TKI,
        TKI_2024,
        f"{TKI_2024}\n          - {{lineage: B, words: Philadelphia-positive ALL patients}}",
    ),
    _one("a condition of the study dropped", BLINA, "          - {same-as: csco-2021/tower}\n", ""),
    _one("one of two groups forgotten", DISEASE, HIGHER_RISK, ""),
    _one(
        "a tension forgotten",
        TENSIONS,
        "[healthtree-2024/transplant-after-car-t, healthtree-2024/transplant-after-good-response]",
        "[survivornet-2021/blinatumomab-bridge, healthtree-2024/transplant-after-good-response]",
    ),
    _one(
        "more than the sentence says",
        BLINA,
        "says: Deep remission can be achieved.",
        "says: It always cures.",
    ),
    _one("advice", TKI, "says: Approved in March 2024.", "says: Should be given since March 2024."),
    _one("a limit of a standing dropped", BLINA, "          limit: in certain settings\n", ""),
    _one(
        "a hedge dropped",
        TRANSPLANT,
        "says: It may give no additional",
        "says: It gives no additional",
    ),
    _one(
        "another comparator",
        INO,
        "survival rates than with Hyper-CVD",
        "survival rates than with chemotherapy",
    ),
    _one(
        "another reading by default",
        TERMS,
        'under-40, says: under 40 completed years, when: {age: "< 40 completed years"}',
        'under-30, says: under 30 completed years, when: {age: "< 30 completed years"}',
    ),
    _one("a wrong day of an article", "sources.yaml", "date: 2024-12-08", "date: 2024-12-18"),
]
"""Forty more."""

BY_CASES = frozenset(
    {
        "any method for flow cytometry",
        "for for against",
        "a target turned round",
        "one of two groups forgotten",
        "another reading by default",
    }
)
"""What cases alone notice: `test`, where a right case is there, or a second reading."""

BEYOND = {
    "the p value of the other pair": "Both stand in the sentence; either could be of either.",
    "a limit of a standing dropped": "Which words limit is a matter of sense.",
    "a hedge dropped": "A text in our own words may leave out what the standing says.",
    "another comparator": "The word is a wider name for what the sentence names.",
    "a wrong day of an article": "It stands in the article's head, which is not quoted.",
}
"""What no machine can tell from the rulebook alone, and why."""

BY_SECOND = frozenset(
    {
        "the p value of the other pair",
        "a limit of a standing dropped",
        "a wrong day of an article",
    }
)
"""Those of them that a second reading shows, where `diff` holds the two side by side."""

E1910 = """\
        when:
          - {term: first-line, words: frontline chemotherapy}
          - {prior_frontline_chemotherapy: true, words: after frontline chemotherapy}
          - {mrd_by_flow: negative, words: MRD-negative by flow cytometry}
"""

IN_SECOND = {
    "ash-2024/blinatumomab-chemotherapy": _one(
        "a wrong value", "ash.yaml", "{risk_group: standard,", "{risk_group: high,"
    ),
    "daver-2025/blinatumomab-tki": _one(
        "a lost condition",
        "daver.yaml",
        "          - {ph_status: positive, words: Philadelphia chromosome–positive ALL}\n",
        "",
    ),
    "daver-2025/e1910": _one("any for all", "daver.yaml", E1910, _any(E1910)),
    "csco-2021/mini-hyper-cvd-inotuzumab": _one(
        "a bound moved", "csco.yaml", '"> 60 completed years"', '"> 65 completed years"'
    ),
    "healthtree-2024/transplant-after-good-response": _one(
        "a direction turned",
        "healthtree.yaml",
        "about: transplant-after-car-t\n        direction: against",
        "about: transplant-after-car-t\n        direction: for",
    ),
}
"""Five mistakes in the second reading, by the statement in which each is."""
