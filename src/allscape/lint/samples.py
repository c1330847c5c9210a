"""Parts of the sample rulebook as they are: what several lints prefer."""

ABOUT_ALPHA = """
quotations:
  - cite: made-up-2020/2
    statements:
      - {id: made-up-2020/alpha, about: alpha}
"""

ADULT = """
terms:
  - id: adult
    readings:
      - {id: from-18, says: 18 completed years and over,
         when: {age: ">= 18 completed years"}}
"""

ALPHA_ALONE = """
approaches:
  - {id: alpha, name: Alpha, family: letters}
"""

APPROVED_IN_MARCH = """
quotations:
  - cite: made-up-2020/5
    statements:
      - {id: made-up-2020/gamma, says: Approved in March 2019.}
"""

HEADLINE_LEFT_OUT = """
ledgers:
  - {source: made-up-2020, sentences: [{n: 1, omitted: headline}]}
"""

HELPED = """
quotations:
  - cite: made-up-2020/3
    statements:
      - id: made-up-2020/alpha-seen
        figures: [{measure: patients who were helped, value: 12%}]
"""

OVER_60 = """
quotations:
  - cite: made-up-2020/2
    statements:
      - id: made-up-2020/alpha
        when:
          - {age: "> 60 completed years", words: (>60 years)}
          - {relapse_status: relapsed, words: who have relapsed}
"""

PH_POSITIVE = """
quotations:
  - cite: made-up-2020/4
    statements:
      - id: made-up-2020/beta
        when:
          - {relapse_status: newly_diagnosed, words: newly diagnosed}
          - {ph_status: positive, words: Ph-positive patients}
"""

SAID_OF_ALPHA = """
quotations:
  - cite: made-up-2020/3
    statements:
      - {id: made-up-2020/alpha-seen, when: {same-as: made-up-2020/alpha}}
"""

SEEN_TO_HELP = """
quotations:
  - cite: made-up-2020/3
    statements:
      - {id: made-up-2020/alpha-seen, says: It was seen to help some.}
"""

WHO_HAVE_RELAPSED = """
quotations:
  - cite: made-up-2020/2
    statements:
      - id: made-up-2020/alpha
        when: [{relapse_status: relapsed, words: who have relapsed}]
"""
