"""What a person decides of the made-up articles, a decision a sentence."""

FORTY: dict[int, str] = {
    **dict.fromkeys(
        (2, 3, 4, 5, 6, 7, 8, 9, 16, 18, 21, 24, 25, 27, 28, 29, 37, 38, 39, 40), "yes"
    ),
    1: "navigation",
    10: """\
option
    statements:
      - about: zedumab-frontline
        direction: for
        says: An option for adults who are newly diagnosed and Ph-positive.
        standing: {level: discussed, words: is an option}
        when:
          - {term: adult, words: adults}
          - {term: first-line, words: newly diagnosed}
          - {ph_status: positive, words: Ph-positive}
""",
    11: """\
eligibility
    statements:
      - about: zedumab-frontline
        direction: neutral
        says: Not given in T-cell ALL.
        when:
          - {lineage: T, words: T-cell ALL}
""",
    12: """\
option
    statements:
      - about: zedumab-relapsed
        direction: for
        says: Given from 18 years on in relapse.
        standing: {level: discussed, words: is given}
        when:
          - {age: ">= 18 completed years", words: aged ≥ 18 years}
          - {term: relapsed, words: have relapsed}
""",
    13: """\
option
    statements:
      - id: refractory
        about: zedumab-relapsed
        direction: for
        says: Considered as salvage treatment in refractory disease.
        standing: {level: discussed, words: is considered}
        when:
          - {relapse_status: refractory, words: refractory disease}
          - {treatment_phase: salvage, words: as salvage treatment}
""",
    14: """\
eligibility
    statements:
      - about: zedumab-relapsed
        direction: neutral
        says: An ECOG of at most 2 is asked for.
        when:
          - {ecog: <= 2, words: ECOG performance status of ≤ 2}
""",
    15: """\
eligibility
    statements:
      - about: zedumab-relapsed
        direction: neutral
        says: Not for those with active graft-versus-host disease.
        when:
          - {active_gvhd: true, words: active graft-versus-host disease}
""",
    17: """\
yes
    statements:
      - about: zedumab-relapsed
        direction: neutral
        says: A CR rate of 98% in relapse.
        when:
          - {term: relapsed, words: relapsed patients}
        figures:
          - {measure: CR rate, value: 98%, arm: zedumab}
""",
    19: "background",
    20: """\
yes
    statements:
      - about: zedumab-relapsed
        direction: neutral
        says: A longer median OS.
        when: {same-as: forty-2026/zedumab-relapsed-evidence}
        figures:
          - {measure: median OS, value: 7.7 months, versus: 3.1 months}
""",
    22: "repeated",
    23: "repeated",
    26: """\
yes
    statements:
      - about: zedumab-mrd
        direction: for
        says: Approved for MRD-positive ALL.
        standing: {level: approved, words: approved zedumab}
        when:
          - {mrd_result: positive, words: MRD-positive ALL}
""",
    30: "background",
    31: "opinion",
    33: "says of whom it does not speak",
    34: "later",
    35: """\
option
    statements:
      - about: zedumab-beta
        direction: for
        says: Under study in high-risk ALL.
        standing: {level: under_study, words: is under study}
        when:
          - {risk_group: high, words: high-risk ALL}
""",
    36: "credit",
}
PLAIN = {
    number: each.replace("term: first-line", "relapse_status: newly_diagnosed").replace(
        "term: relapsed", "relapse_status: relapsed"
    )
    for number, each in FORTY.items()
}
"""The same decisions for a rulebook that has none of these terms."""

APPROACHES = """\
approaches:
  - {id: zedumab-frontline, name: Zedumab in newly diagnosed ALL, family: zedumab}
  - {id: zedumab-relapsed, name: Zedumab in relapsed ALL, family: zedumab}
  - {id: zedumab-mrd, name: Zedumab in MRD-positive ALL, family: zedumab}
  - {id: zedumab-beta, name: Beta-zedumab, family: zedumab}
"""

SPOILED: dict[str, tuple[dict[int, str], str]] = {
    "nothing decided": ({12: "", 18: ""}, "nothing is decided of 2 of the sentences: 12, 18"),
    "no decision": ({18: "bakground"}, "'bakground' is no decision (did you mean 'background'?)"),
    "a kind without a statement": ({18: "caution"}, "18 is to be quoted as caution"),
    "a hole": ({10: PLAIN[10].replace("direction: for", "direction:")}, "'direction' is empty"),
    "words that are not there": (
        {10: PLAIN[10].replace("words: Ph-positive", "words: Ph-negative")},
        "'Ph-negative'",
    ),
    "an approach that is not": (
        {10: PLAIN[10].replace("zedumab-frontline", "zedumab-frontlin")},
        "no approach 'zedumab-frontlin' (did you mean 'zedumab-frontline'?)",
    ),
    "an id that is taken": (
        {13: PLAIN[13].replace("id: refractory", "id: zedumab-relapsed")},
        "there is a statement 'forty-2026/zedumab-relapsed' already",
    ),
    "a file that is elsewhere": (
        {10: PLAIN[10].replace("option\n", "option\n    file: ../../evil.yaml\n")},
        "'../../evil.yaml' is not in",
    ),
    "a field that is not": (
        {10: PLAIN[10].replace("says:", "sayz:")},
        "'sayz' is not known here",
    ),
}
"""Decisions that are none, and what is said of them."""


def _of_relapse(fact: str, name: str, words: str) -> str:
    return f"""\
option
    statements:
      - id: {name}
        about: quizumab-relapsed
        direction: for
        says: An option in relapse with {fact}.
        standing: {{level: discussed, words: an option}}
        when:
          - {{relapse_status: relapsed, words: {"relapse" if name == "blasts" else "relapsed"}}}
          - {{unmodelled: {fact}, words: {words}}}
"""


LACKING = {
    7: _of_relapse("FLT3 mutation", "flt3", "an FLT3 mutation"),
    9: _of_relapse("blasts of 5% or more", "blasts", "blasts are ≥ 5%"),
    10: _of_relapse("CNS disease", "cns", "CNS disease"),
}
"""What is said of three facts that a profile does not have."""

TWENTY: dict[int, str] = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 11, 15, 16, 18, 19, 20), "yes"),
    **dict.fromkeys(LACKING, "later"),
    8: """\
option
    statements:
      - about: quizumab-frontline
        direction: for
        says: Under study in newly diagnosed patients.
        standing: {level: under_study, words: is under study}
        when:
          - {relapse_status: newly_diagnosed, words: newly diagnosed}
""",
    12: """\
yes
    statements:
      - id: response
        about: quizumab-relapsed
        direction: neutral
        says: A CR rate of 40% in relapse.
        when:
          - {relapse_status: relapsed, words: relapsed patients}
        figures:
          - {measure: CR rate, value: 40%}
""",
    13: "background",
    14: """\
yes
    statements:
      - about: quizumab-relapsed
        direction: neutral
        says: A median OS is given.
        when: {same-as: twenty-2026/response}
        figures:
          - {measure: median OS, value: 6.1 months}
""",
    17: "background",
}
QUIZUMAB = """\
approaches:
  - {id: quizumab-frontline, name: Quizumab in newly diagnosed ALL, family: quizumab}
  - {id: quizumab-relapsed, name: Quizumab in relapsed ALL, family: quizumab}
"""
