"""One fault each, put into a copy of the sample rulebook, and which lint tells it where."""

from typing import NamedTuple


class Seed(NamedTuple):
    """A fault: what it replaces, where it is then told and how; `also` tell it in their way.

    `extra` is a second replacement that it takes.
    """

    old: str
    new: str
    near: str
    message: str
    also: frozenset[str] = frozenset()
    at: str | None = None
    file: str = "rules.yaml"
    extra: tuple[str, str] = ("", "")


def _also(*lints: str) -> frozenset[str]:
    return frozenset(lints)


AGE = '{age: "> 60 completed years", words: (>60 years)}'
PH = "{ph_status: positive, words: Ph-positive patients}"
RR = "{relapse_status: [relapsed, refractory], words: R/R disease}"
RELAPSED = "{relapse_status: relapsed, words: who have relapsed}"
READING = '{id: from-21, says: 21 completed years and over, when: {age: ">= 21 completed years"}}'
LEDGER = "ledger.yaml"
HEADLINE = "omitted: headline"
ENGINE = "".join(
    f'          - any: [{{age: "> {n}", words: (>60 years)}}, '
    f'{{ecog: "> {n % 4}", words: is an}}]\n'
    for n in range(60, 70)
)

DATED = "publisher: nobody, author: no one, date: 2021-01-01}"
OTHER_ARTICLE = """
  - cite: made-up-2021/1
    text: Alpha was seen again.
    statements:
      - id: made-up-2021/again
        kind: evidence
        about: alpha
        says: Alpha was seen again.
        when:
          same-as: made-up-2020/alpha

tensions:
"""

SEEDS: dict[str, list[Seed]] = {
    "unreadable": [
        Seed(
            "name: Alpha, family: letters",
            "name: Alpha, family: letters, famly: x",
            "famly: x",
            "'famly' is not known here (did you mean 'family'?)",
        ),
        Seed(
            "tensions:\n",
            "remarks: [\ntensions:\n",
            "- id: relapse-or-before",
            "not valid YAML",
        ),
    ],
    "duplicate-id": [
        Seed(
            "{id: beta, name: Beta, family: letters}",
            "{id: alpha, name: Beta, family: letters}",
            "id: alpha, name: Beta",
            "'alpha' is defined twice",
            _also("dangling-id"),
        ),
        Seed(
            "{id: beta, name: Beta, family: letters}",
            "{id: Row, name: Beta, family: letters}",
            "id: Row, name: Beta",
            "'Row' is the name of a column that tables of cases have",
            _also("dangling-id", "unused-id"),
        ),
        Seed(
            "id: from-21",
            "id: from-18",
            "id: from-18, says: 21",
            "'from-18' is defined twice",
        ),
        Seed(
            "id: made-up-2020/beta-adults",
            "id: made-up-2020/beta",
            "id: made-up-2020/beta\n        kind: evidence",
            "'made-up-2020/beta' is defined twice",
        ),
    ],
    "id-of-another-source": [
        Seed(
            "id: made-up-2020/gamma",
            "id: made-up-2019/gamma",
            "id: made-up-2019/gamma",
            "the id of a statement begins with its source, 'made-up-2020/'",
        ),
    ],
    "dangling-id": [
        Seed(
            "about: gamma", "about: gama", "about: gama",
            "no approach 'gama' (did you mean 'gamma'?)", _also("unused-id"),
        ),
        Seed(
            "{term: adult,", "{term: adults,", "term: adults,",
            "no term 'adults' (did you mean 'adult'?)",
            _also("unused-term", "words-without-condition"),
        ),
        Seed(
            "cites: [made-up-2020/6]", "cites: [made-up-2020/9]", "made-up-2020/9",
            "no quotation 'made-up-2020/9' (did you mean 'made-up-2020/2', 'made-up-2020/3', "
            "'made-up-2020/4', 'made-up-2020/5' or 'made-up-2020/6'?)",
            _also("words-not-in-the-sentence"),
        ),
    ],
    "defined-by-itself": [
        Seed(
            "when: {same-as: made-up-2020/alpha}",
            "when: {same-as: made-up-2020/alpha-seen}",
            "when: {same-as: made-up-2020/alpha-seen}",
            "'made-up-2020/alpha-seen' is defined by itself",
        ),
    ],
    "unknown-repair": [
        Seed(
            "    publisher: nobody\n",
            "    publisher: nobody\n    repairs: [joined]\n",
            "joined]",
            "no repair 'joined' (did you mean 'joined-decimals' or 'joined-full-stops'?)",
        ),
    ],
    "unknown-segmenter": [
        Seed(
            "    publisher: nobody\n",
            "    publisher: nobody\n    segmenter: 20\n",
            "segmenter: 20",
            "no segmenter 20 (1 or 2)",
        ),
    ],
    "source-ends-before-it-begins": [
        Seed(
            "    date: 2020-02-29\n",
            "    date: 2020-02-29\n    withdrawn: 2020-02-28\n",
            "withdrawn: 2020-02-28",
            "made-up-2020 was withdrawn on 2020-02-28, before it appeared (it is of 2020-02-29)",
        ),
        Seed(
            "    date: 2020-02-29\n",
            "    date: 2020-02-29\n    retrieved: 2020-02-28\n",
            "retrieved: 2020-02-28",
            "made-up-2020 was retrieved on 2020-02-28, before it appeared (it is of 2020-02-29)",
        ),
        Seed(
            "    date: 2020-02-29\n",
            "    date: 2020-02-29\n    superseded_by: made-up-2020\n",
            "superseded_by: made-up-2020",
            "made-up-2020 is superseded by made-up-2020, which is not later "
            "(it is of 2020-02-29)",
        ),
    ],
    "source-without-ledger": [
        Seed(
            "source: made-up-2020", "source: made-up-2021", "id: made-up-2020\n",
            "'made-up-2020' has no ledger",
            _also("dangling-id", "not-the-whole-sentence", "ledger-against-quotation"),
            file=LEDGER,
        ),
    ],
    "sentence-left-behind": [
        Seed(
            f", {HEADLINE}}}", "}", "{n: 1",
            "a sentence is either quoted or omitted for a reason "
            "(unread: true while it waits for that)", file=LEDGER,
        ),
        Seed(
            "{n: 7,", "{n: 8,", "n: 8",
            "sentence 7 of made-up-2020 is not accounted for (this line says 8)", file=LEDGER,
        ),
    ],
    "ledger-against-quotation": [
        Seed(
            HEADLINE, "quoted: true", "{n: 1",
            "made-up-2020/1 is said to be quoted, but no file quotes it", file=LEDGER,
        ),
    ],
    "not-the-whole-sentence": [
        Seed(
            "12% of them.", "12%.", "text: It was seen to help in 12%.\n",
            "this is not sentence 3 of made-up-2020, word for word (its fingerprint is "
            "{fingerprint:It was seen to help in 12%.}, the ledger has "
            "{fingerprint:It was seen to help in 12% of them.})",
        ),
    ],
    "idle-quotation": [
        Seed(
            "\ntensions:\n",
            "\n  - {cite: made-up-2020/7, text: Nothing is known of Delta.}\n\ntensions:\n",
            "cite: made-up-2020/7",
            "a quotation states something or is not quoted",
            _also("ledger-against-quotation"),
        ),
    ],
    "sentence-given-twice": [
        Seed(
            "        says: Approved.\n",
            "        says: Approved.\n        cite: made-up-2020/4\n",
            "cite: made-up-2020/4\n        standing",
            "the sentence of a statement is that of its quotation (leave it out)",
        ),
    ],
    "option-without-standing": [
        Seed(
            "        standing: {level: approved, words: was approved}\n", "",
            "id: made-up-2020/gamma", "an option has a standing, in the article's words",
        ),
    ],
    "option-without-approach": [
        Seed(
            "        about: gamma\n", "", "id: made-up-2020/gamma",
            "an option is about an approach", _also("unused-id"),
        ),
    ],
    "words-not-in-the-sentence": [
        Seed(
            "words: R/R disease", "words: R/R illness", "words: R/R illness",
            "the words 'R/R illness' are not in made-up-2020/5",
        ),
        Seed(
            "words: was approved", "words: approve", "words: approve}",
            "the words 'approve' are not in made-up-2020/5",
        ),
        Seed(
            "words: was approved", "words: was approved, limit: in some", "limit: in some",
            "the words 'in some' are not in made-up-2020/5", at="limit",
        ),
        Seed(
            "words: [adult]", "words: [adults]", "adults]",
            "the words 'adults' are in no sentence that the term cites", _also("unused-id"),
        ),
    ],
    "condition-without-words": [
        Seed(
            RELAPSED, "{relapse_status: relapsed}", "{relapse_status: relapsed}",
            "no words state that relapse_status is relapsed "
            "(give words: from the sentence, or use a term)",
        ),
    ],
    "from-without-words": [
        Seed(
            "{term: adult, words: adult patients}", "{term: adult, from: made-up-2020/6}",
            "from: made-up-2020/6",
            "'from' names the sentence of the words, and there are no words",
        ),
    ],
    "figure-not-in-the-sentence": [
        Seed("value: 12%", "value: 13%", "value: 13%", "'13%' is not in the sentence"),
    ],
    "term-without-footing": [
        Seed(
            "    words: [adult]\n    cites: [made-up-2020/6]\n"
            "    assumption: No sentence says at which age adulthood begins.\n",
            "", "id: adult", "a term cites sentences, or says that it is an assumption",
        ),
    ],
    "same-as-in-a-term": [
        Seed(
            'when: {age: ">= 21 completed years"}', "when: {same-as: made-up-2020/alpha}",
            "when: {same-as: made-up-2020/alpha}}", "a term has conditions of its own",
        ),
    ],
    "remark-with-words": [
        Seed(
            "tensions:\n",
            "remarks:\n  - {id: r, says: So., when: {lineage: T, words: adult}}\ntensions:\n",
            "when: {lineage: T",
            "a remark is the project's own: it has no words and refers to no statement",
        ),
    ],
    "too-much-for-the-engine": [
        Seed(
            f"          - {AGE}\n", ENGINE, "when:\n          - any",
            "the conditions of 'made-up-2020/alpha' are too many for the engine: "
            "put some into a term",
            _also("stricter-than-its-words", "number-not-in-its-words", "exact-age",
                  "grouped-against-its-words",
                  "words-about-something-else",
                  "same-words-other-condition"),
        ),
    ],
    "stricter-than-its-words": [
        Seed(
            AGE, '{age: "> 65 completed years", words: (>60 years)}', '{age: "> 65',
            "age > 65 is stricter than the words '(>60 years)' (stated: > 60)",
            _also("number-not-in-its-words"),
        ),
        Seed(
            RR, "{relapse_status: refractory, words: R/R disease}", "{relapse_status: refractory",
            "relapse_status refractory is stricter than the words 'R/R disease' "
            "(stated: refractory or relapsed)",
        ),
    ],
    "laxer-than-its-words": [
        Seed(
            AGE, '{age: ">= 60 completed years", words: (>60 years)}', '{age: ">= 60',
            "age >= 60 is laxer than the words '(>60 years)' (stated: > 60)",
        ),
        Seed(
            RELAPSED, "{relapse_status: [relapsed, refractory], words: who have relapsed}",
            "{relapse_status: [relapsed, refractory], words: who",
            "relapse_status refractory or relapsed is laxer than the words 'who have relapsed' "
            "(stated: relapsed)",
        ),
    ],
    "against-its-words": [
        Seed(
            PH, "{ph_status: negative, words: Ph-positive patients}", "{ph_status: negative",
            "ph_status negative is against the words 'Ph-positive patients' "
            "(stated: positive)",
        ),
        Seed(
            READING, '{id: from-21, says: 21 and over, when: {age: "<= 21"}}',
            'when: {age: "<= 21"',
            "age <= 21 is against what the reading says (stated: >= 21)",
        ),
    ],
    "number-not-in-its-words": [
        Seed(
            READING, '{id: from-21, says: a grown-up, when: {age: ">= 25"}}', 'when: {age: ">= 25"',
            "age >= 25: 25 is not in what the reading says",
        ),
        Seed(
            AGE, '{age: "> 60", words: patients}', '{age: "> 60"',
            "age > 60: 60 is not in the words 'patients'",
            _also("words-about-something-else"),
        ),
    ],
    "words-about-something-else": [
        Seed(
            PH, "{lineage: B, words: Ph-positive patients}", "words: Ph-positive patients",
            "the words 'Ph-positive patients' do not speak of lineage "
            "(lineage is B-cell or T-cell ALL)",
            _also("words-without-condition"),
        ),
    ],
    "level-wider-than-its-words": [
        Seed(
            "{level: emerging, words: may be emerging as a standard}",
            "{level: standard, words: a standard}", "standing: {level: standard",
            "the words 'a standard' do not say standard (the sentence has 'may')",
            at="level",
        ),
        Seed(
            "{level: discussed, words: is an option}", "{level: approved, words: is an option}",
            "{level: approved, words: is", "the words 'is an option' do not say approved",
            at="level",
        ),
    ],
    "says-wider-than-the-sentence": [
        Seed(
            "says: It was seen to help some.", "says: It cures some.", "says: It cures",
            "'cures' is not in the sentence (say what the sentence says)",
        ),
        Seed(
            "name: Gamma,", "name: Gamma (proven),", "name: Gamma (proven)",
            "'proven' is not in the sentence (say what the sentence says)",
        ),
        Seed(
            "says: It was seen to help some.", "says: Some survive with it.", "says: Some survive",
            "'survive' is not in the sentence (say what the sentence says)",
        ),
    ],
    "short-says-more": [
        Seed(
            "name: Gamma,", "name: Gamma (a letter), short: Gam. letter B,", "short: Gam. letter B",
            "'B' is not in the name (the name is 'Gamma (a letter)')",
        ),
        Seed(
            "name: Gamma,", "name: In R/R or older/newer Gamma, short: R/R o/n O/R Gamma,",
            "short: R/R", "'O/R' is not in the name (the name is 'In R/R or older/newer Gamma')",
        ),
    ],
    "advice-in-own-words": [
        Seed(
            "differ: Alpha in relapse", "differ: Better than nothing in relapse", "differ: Better",
            "'Better than' advises, ranks or doses (no sentence that this speaks of has the word)",
        ),
        Seed(
            "omitted: background", "omitted: background, gist: What should be given.",
            "gist: What", "'should' advises, ranks or doses", file=LEDGER,
        ),
        Seed(
            "omitted: background", "omitted: background, gist: Some mg/m² twice.",
            "gist: Some", "'mg' advises, ranks or doses", file=LEDGER,
        ),
        Seed(
            "omitted: background", "omitted: background, gist: It outperforms.",
            "gist: It", "'outperforms' advises, ranks or doses", file=LEDGER,
        ),
        Seed(
            "omitted: background", "omitted: background, gist: Most doctors now use it.",
            "gist: Most", "'doctors now use' advises, ranks or doses", file=LEDGER,
        ),
    ],
    "number-not-in-the-sentence": [
        Seed(
            "says: It was seen to help some.", "says: It was seen to help 12 of 100.",
            "says: It was seen to help 12",
            "100 is not in the sentence (of made-up-2020/3, made-up-2020/2)",
        ),
    ],
    "date-not-of-the-source": [
        Seed(
            "says: Approved.", "says: Approved in May 2019.", "says: Approved in",
            "May is neither the date of a source of this nor in its sentence (2020-02-29)",
            _also("date-against-the-sentence"),
        ),
        Seed(
            "differ: Alpha in relapse", "differ: In 2021 Alpha in relapse", "differ: In",
            "2021 is neither the date of a source of this nor in its sentence (2020-02-29)",
        ),
        Seed(
            "date: 2020-02-29", "date: 2019-02-28", "date: 2019-02-28",
            "the id says 2020, the date 2019",
        ),
    ],
    "unused-id": [
        Seed(
            "approaches:\n", "approaches:\n  - {id: delta, name: Delta, family: letters}\n",
            "id: delta", "no statement is about 'delta' (an approach stands on a sentence)",
        ),
        Seed(
            "cites: [made-up-2020/6]", "cites: [made-up-2020/6, made-up-2020/4]",
            "made-up-2020/4]", "no words of 'adult' stand in made-up-2020/4, which it cites",
        ),
    ],
    "unused-term": [
        Seed(
            "          - {term: adult, words: adult patients}\n",
            '          - {age: ">= 18", words: adult patients}\n',
            "id: adult", "no statement uses the term 'adult'", _also("number-not-in-its-words"),
        ),
    ],
    "approach-without-option": [
        Seed(
            "        about: gamma\n        direction: for\n", "        about: gamma\n", "id: gamma",
            "no option offers 'gamma' (an option has kind: option and direction: for)",
        ),
    ],
    "unread-sentence": [
        Seed(
            HEADLINE, "unread: true", "unread: true",
            "1 of the 7 sentences of made-up-2020 not read yet", file=LEDGER,
        ),
    ],
    "reading-changes-nothing": [
        Seed(
            READING, '{id: not-under-18, says: not under 18, when: {not: {age: "< 18"}}}',
            "id: not-under-18", "the readings 'from-18' and 'not-under-18' mean the same",
        ),
    ],
    "same-words-other-condition": [
        Seed(
            "          - {term: adult, words: adult patients}\n",
            "          - {term: adult, words: adult patients}\n"
            '          - {age: ">= 18", words: R/R disease, from: made-up-2020/5}\n'
            '          - {age: ">= 21", words: R/R disease, from: made-up-2020/5}\n',
            '{age: ">= 21", words',
            "the words 'R/R disease' are tied to age >= 21 here, and to >= 18 at "
            "made-up-2020/beta-adults",
            _also("number-not-in-its-words", "words-about-something-else"),
        ),
    ],
    "idle-exclusion": [
        Seed(
            "tensions:\n",
            "exclusions:\n  - {lint: unused-id, at: alpha, finding: x, reason: So.}\ntensions:\n",
            "at: alpha", "excludes nothing: no 'unused-id' at 'alpha' (leave it out)",
        ),
        Seed(
            "tensions:\n",
            "exclusions:\n  - {lint: unused-ids, at: alpha, finding: x, reason: So.}\ntensions:\n",
            "lint: unused-ids", "no lint 'unused-ids' (did you mean 'unused-id'?)",
        ),
        Seed(
            "tensions:\n",
            "exclusions:\n"
            "  - {lint: duplicate-id, at: alpha, finding: x, reason: So.}\ntensions:\n",
            "lint: duplicate-id", "'duplicate-id' is an error, which cannot be excluded",
        ),
    ],
    "words-without-condition": [
        Seed(
            f"          - {PH}\n", "", "text: Beta may be",
            "the words 'Ph-positive' name ph_status, which no statement of the sentence asks "
            "(a condition, or not_a_condition with the words and a reason)",
        ),
        Seed(
            "    text: A study looked at Beta in adult patients.\n",
            "    text: A study looked at Beta in adult patients.\n"
            "    not_a_condition: [{words: adult patients, reason: So.}]\n",
            "words: adult patients, reason",
            "'adult patients' answers nothing: no words there ask for a condition (leave it out)",
        ),
    ],
    "unmodelled-though-known": [
        Seed(
            PH, "{unmodelled: Ph-positive disease, words: Ph-positive patients}",
            "{unmodelled: Ph-positive",
            "'Ph-positive disease' is said to be modelled by no fact, and ph_status is one "
            "(ph_status: ...)",
        ),
        Seed(
            PH, "{unmodelled: ECOG, words: Ph-positive patients}", "{unmodelled: ECOG",
            "'ECOG' is said to be modelled by no fact, and ecog is one (ecog: ...)",
        ),
    ],
    "grouped-against-its-words": [
        Seed(
            f"        when:\n          - {AGE}\n          - {RELAPSED}\n",
            f"        when:\n          any:\n            - {AGE}\n            - {RELAPSED}\n",
            "when:\n          any:",
            "one of these is asked for, and the sentence has no 'or' between their words "
            "(all of them?)",
        ),
    ],
    "exact-age": [
        Seed(
            AGE, '{age: "> 60", words: (>60 years)}', '{age: "> 60"',
            "age > 60 is exact, and the words count years (> 60 completed years)",
        ),
        Seed(
            "    words: [adult]\n", "    words: [adult, aged patients]\n",
            'when: {age: ">= 18"',
            "age >= 18 is exact, and the words count years (>= 18 completed years)",
            _also("words-not-in-the-sentence"),
            extra=('age: ">= 18 completed years"', 'age: ">= 18"'),
        ),
    ],
    "result-said-of-all": [
        Seed(
            "when: {same-as: made-up-2020/alpha}", "when: []", "when: []",
            "a result is said of all cases: of whom was it found? (same-as the study's)",
        ),
    ],
    "same-as-of-another-article": [
        Seed(
            "\ntensions:\n", OTHER_ARTICLE, "same-as: made-up-2020/alpha\n",
            "'made-up-2020/alpha' is of another article: its patients are not this sentence's "
            "(its own conditions)",
            _also("source-without-ledger", "not-the-whole-sentence"),
            extra=(
                "sources:\n",
                f"sources:\n  - {{id: made-up-2021, title: Again, {DATED}\n",
            ),
        ),
    ],
    "level-narrower-than-its-words": [
        Seed(
            "level: approved, words: was approved", "level: standard, words: was approved",
            "level: standard", "the words 'was approved' say approved, not standard",
        ),
        Seed(
            "level: approved, words: was approved", "level: under_study, words: Gamma was",
            "level: under_study", "the words 'Gamma was' say approved, not under_study",
            _also("level-wider-than-its-words"),
        ),
    ],
    "date-against-the-sentence": [
        Seed(
            "says: Approved.", "says: Approved in February 2019.", "says: Approved in",
            "February is not the date in the sentence (March)",
        ),
        Seed(
            "says: Approved.", "says: Approved in 2020.", "says: Approved in",
            "2020 is not the date in the sentence (2019)",
        ),
    ],
    "name-not-in-the-sentence": [
        Seed(
            "says: It was seen to help some.", "says: It was seen to help some (ZETA).",
            "says: It was seen", "'ZETA' is in no sentence that this speaks of",
        ),
        Seed(
            "name: Gamma, family: letters", "name: Gamma, family: letters, agents: [delta]",
            "delta]", "'delta' is in no sentence about 'gamma'",
        ),
    ],
    "says-the-opposite": [
        Seed(
            "says: Beta was studied in adults.", "says: Beta was never studied in adults.",
            "says: Beta was", "'never', and the sentence denies nothing",
            _also("says-wider-than-the-sentence"),
        ),
        Seed(
            "says: It may become a standard.", "says: It may be one where Ph-negative.",
            "says: It may", "'negative', and the sentence has 'positive'",
        ),
    ],
    "interval-as-a-result": [
        Seed(
            "text: It was seen to help in 12% of them.",
            "text: It was seen to help in 9% of them (12% CI).", "value: 12%",
            "'12%' is part of a confidence interval, not a result", _also("not-the-whole-sentence"),
        ),
    ],
    "measure-of-another-number": [
        Seed(
            "text: It was seen to help in 12% of them.",
            "text: The CR rate was 9%, and the MRD-negative rate 12%; patients who were helped.",
            "measure: CR rate",
            "'12%' is the MRD of the sentence",
            _also("not-the-whole-sentence", "words-without-condition"),
            extra=("measure: patients who were helped", "measure: CR rate"),
        ),
    ],
    "figure-turned-round": [
        Seed(
            "text: It was seen to help in 12% of them.",
            "text: It was seen to help (9% vs 12%).", "value: 12%",
            "the sentence has '9%' first, then '12%'", _also("not-the-whole-sentence"),
            extra=("value: 12%", "value: 12%, versus: 9%"),
        ),
    ],
    "undeclared-tension": [
        Seed(
            "        direction: for\n        says: It was seen",
            "        direction: against\n        says: It was seen",
            "id: made-up-2020/alpha-seen",
            "differs from 'made-up-2020/alpha' in direction (for, against); both hold where "
            "relapse_status relapsed, age 61 (new tension, or no_tensions with a reason)",
        ),
        Seed(
            "\ntensions:\n",
            "\nno_tensions:\n  - statements: [made-up-2020/alpha, made-up-2020/alpha-seen]\n"
            "    because: So.\n\ntensions:\n",
            "statements: [made-up-2020/alpha, made-up-2020/alpha-seen]",
            "'made-up-2020/alpha' and 'made-up-2020/alpha-seen' need no word: they do not differ "
            "where both hold (leave it out)",
        ),
    ],
}  # fmt: skip
"""Faults by the lint that tells them."""
