"""Samples: parts of the sample rulebook and cases of it, and what several lints prefer."""


def part(field: str, *item: str) -> str:
    """Return a list of the sample rulebook with one item, of which each line is given.

    >>> print(part("approaches", "{id: alpha, name: Alpha, family: letters}"))
    <BLANKLINE>
    approaches:
      - {id: alpha, name: Alpha, family: letters}
    """
    return "\n".join(["", f"{field}:", *_item(*item)])


def statement(sentence: int, *item: str, text: str = "") -> str:
    """Return the quotation of a sentence of the made-up article, or `text`, with one statement.

    >>> print(statement(2, "{id: made-up-2020/alpha, about: alpha}"))
    <BLANKLINE>
    quotations:
      - cite: made-up-2020/2
        statements:
          - {id: made-up-2020/alpha, about: alpha}
    """
    quoted = [f"cite: made-up-2020/{sentence}", *([f"text: {text}"] if text else [])]
    return part("quotations", *quoted, "statements:", *_item(*item))


def adult(*reading: str) -> str:
    """Return the term "adult" with one reading, of which each line is given."""
    return part("terms", "id: adult", "readings:", *_item(*reading))


def _item(first: str, *rest: str) -> list[str]:
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def case(prose: str, age: int = 61) -> str:
    """Return a case, of which alpha is matched from 61 on, with a line of its story or teaching."""
    return f"profile: {{relapse_status: relapsed, age: {age}}}\n{prose}"


ABOUT_ALPHA = statement(2, "{id: made-up-2020/alpha, about: alpha}")

ADULT = adult(
    "{id: from-18, says: 18 completed years and over,", ' when: {age: ">= 18 completed years"}}'
)

ALPHA_ALONE = part("approaches", "{id: alpha, name: Alpha, family: letters}")

APPROVED_IN_MARCH = statement(5, "{id: made-up-2020/gamma, says: Approved in March 2019.}")

HEADLINE_LEFT_OUT = part(
    "ledgers", "{source: made-up-2020, sentences: [{n: 1, omitted: headline}]}"
)

HELPED = statement(
    3,
    "id: made-up-2020/alpha-seen",
    "figures: [{measure: patients who were helped, value: 12%}]",
)

OVER_60 = statement(
    2,
    "id: made-up-2020/alpha",
    "when:",
    '  - {age: "> 60 completed years", words: (>60 years)}',
    "  - {relapse_status: relapsed, words: who have relapsed}",
)

PH_POSITIVE = statement(
    4,
    "id: made-up-2020/beta",
    "when:",
    "  - {relapse_status: newly_diagnosed, words: newly diagnosed}",
    "  - {ph_status: positive, words: Ph-positive patients}",
)

SAID_OF_ALPHA = statement(3, "{id: made-up-2020/alpha-seen, when: {same-as: made-up-2020/alpha}}")

SEEN_TO_HELP = statement(3, "{id: made-up-2020/alpha-seen, says: It was seen to help some.}")

WHO_HAVE_RELAPSED = statement(
    2, "id: made-up-2020/alpha", "when: [{relapse_status: relapsed, words: who have relapsed}]"
)
