"""Overclaims: the rulebook's own words never say more than the sentences do, and never advise."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.own_text import own_texts, sentences_of
from allscape.lint.written.view import View, WrittenLint
from allscape.model.statements import Level

SUPPORTS: dict[Level, re.Pattern[str]] = {
    level: re.compile(pattern, re.IGNORECASE)
    for level, pattern in {
        Level.APPROVED: r"approv|licen[cs]ed|authori[sz]ed",
        Level.STANDARD: r"standard|guideline",
        Level.REPORTED: (
            r"show|demonstrat|improv|achiev|help|benefit|impact|result|effective|efficacy|brought|"
            r"respon[ds]|remission|can be (?:used|given)|prolong|reduc|survival|seen|found"
        ),
        Level.EMERGING: r"emerg|early data|promising|encouraging|may be(?:come)?\b",
        Level.UNDER_STUDY: r"stud[iy]|trial|explor|investigat|evaluat|test|research",
    }.items()
}
"""Words of an article that carry a level; what is firmer carries the less firm ones too."""

_HEDGED = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|potential\w*|not|emerging|early data|expected)\b",
    re.IGNORECASE,
)
_LEADING = 4
"""How many words before the words of a standing can take them back."""

_CLAIMS = re.compile(
    r"\b(?:(cur)(?:es?|ed|ative)|(always|never|guarantee|harmless|breakthrough|revolution)\w*|"
    r"(prove)[sn]?|(certain|definite|undoubted)ly|(safe)(?:ly|r|st|ty)?|"
    r"(eliminat|eradicat)\w+|(approv|licen[cs])\w+|(all|every) (?:patient|case|child)\w*|"
    r"(no (?:side|adverse|risk)) ?\w*|(well tolerated)|"
    r"(survive)[sd]?|(survivor)s?|(surviving|alive)|(heal)(?:s|ed)?|(recover)(?:s|ed|y)?|"
    r"(sav)(?:es?|ed|ing) (?:\w+ )?li(?:fe|ves)|(liv)(?:es?|ed|ing) (?:on|longer))\b",
    re.IGNORECASE,
)
_UNIT = r"mg|[µμ]g|mcg|ng|ml|g/m[²2]?|IU|(?:milli|micro|nano)(?:gram|liter|litre)s?"
_DOSING = (
    rf"(\d+(?:\.\d+)? ?(?:{_UNIT}|grams?|units?|tablets?|capsules?|pills?|drops?))|({_UNIT})|"
    r"((?:over|under)?dos)(?:es?|ed|ing|ages?)|(tablets?|capsules?|pills?)|"
    r"((?:once|twice|thrice|(?:\w+|\d+) times) (?:daily|weekly|(?:a|per|every) (?:day|week))|"
    r"every other (?:day|week))"
)
_WHO = r"(?:physician|doctor|clinician|oncologist|ha?ematologist|specialist|expert)s?"
_RANKING = (
    r"(best|ideal|optimal|superior|inferior|gold standard|strongest|safest)(?:ly|ity)?|"
    r"((?:works?|does|fares?) (?:better|worse))|"
    r"(better|worse|safer) (?:than|choice|option|drug)|(outperform|outrank|surpass)\w*|"
    r"((?:more|most|less|least) (?:effective|suitable|appropriate|successful|potent|powerful))|"
    r"((?:higher|greater|lower) (?:efficacy|effect))|(ranks|ranked|ranking|beats|winner|wins)|"
    r"((?:first|second|last|right|wrong|top|obvious|usual|natural) choice|"
    r"(?:treatment|drug) of choice|go-to|mainstay|first resort)|"
    rf"((?:{_WHO}) (?:\w+ ){{0,2}}(?:choose|use|pick|select|reach|turn|start|opt|go|trust|rely)s?)|"
    r"((?:cho(?:ose|osing|se|sen)|us(?:e|ing|ed)|tr(?:y|ying|ied)|pick(?:ing|ed)?|"
    r"g(?:ive|iving|ave|iven)|tak(?:e|ing|en)|took|reached for)s? (?:(?:it|this|that|them) )?"
    r"first(?![-\w]))"
)
_ADVISING = (
    r"(should|must|ought|preferabl)[ly]?|(recommend|advis|prefer)\w*|(consider)(?:ed|ing)?|"
    r"((?:contra)?indicated|warranted|necessary|mandatory|imperative)|(favou?r)(?:s|ed)?|(opt) for|"
    r"((?:we|I) (?:suggest|urge|propose))|(ha(?:s|ve) to be (?:given|used|treated|started))|"
    r"((?:give|treat|offer) (?:her|him|them|this|the (?:child|person|patient)))"
)
_ADVICE = re.compile(rf"\b(?:{_ADVISING}|{_RANKING}|{_DOSING})\b", re.IGNORECASE)


_ASKED = frozenset({"must", "worse than"})
"""Words in which a reading says what it asks of a case ("no worse than 2"), which is no advice."""


class LevelWiderThanItsWords(WrittenLint):
    """A standing is firmer than the article's words for it.

    Approved needs words that say so; standard needs a standard or a guideline; reported needs a
    result; emerging and under study need theirs. Words such as "may" or "not", in the standing's
    words or just before them, take away everything firmer than emerging.
    """

    id = "level-wider-than-its-words"
    avoid = samples.statement(
        4, "id: made-up-2020/beta", "standing: {level: standard, words: a standard}"
    )
    prefer = samples.statement(
        4,
        "id: made-up-2020/beta",
        "standing: {level: emerging, words: may be emerging as a standard}",
    )
    related = ("says-wider-than-the-sentence", "option-without-standing")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the standings that their words do not carry."""
        for each in view.statements:
            standing = each.statement.standing
            if standing is None or standing.level not in SUPPORTS:
                continue
            cite = standing.source or each.cite
            before = view.sentences.get(cite, "").partition(standing.words)[0]
            if not carries(standing.level, standing.words, before):
                said = standing.level.replace("_", " ")
                message = f"the words '{standing.words}' do not say {said}"
                hedge = _hedge(before, standing.words)
                hint = f"the sentence has '{hedge}'" if hedge else ""
                yield each.located(message, hint, ("standing", "level"))


def carries(level: Level, words: str, before: str = "") -> bool:
    """Tell whether the words of an article, and those before them, are as firm as a level."""
    levels = list(Level)
    firm = levels[: levels.index(level) + 1]
    if levels.index(level) < levels.index(Level.EMERGING) and _hedge(before, words):
        return False
    return any(SUPPORTS[each].search(words) for each in firm)


def _hedge(before: str, words: str) -> str:
    clause = re.split(r"[,;:.–—]", before)[-1].split()
    found = _HEDGED.search(" ".join([*clause[-_LEADING:], words]))
    return found.group() if found else ""


class SaysWiderThanTheSentence(WrittenLint):
    """The rulebook's own words claim more than the sentence.

    A name, a summary, what a statement or a tension says: "cures", "always", "proven", "safe",
    "approved" and their like stand there only where they stand in a sentence that it rests on.
    """

    id = "says-wider-than-the-sentence"
    avoid = samples.statement(3, "{id: made-up-2020/alpha-seen, says: It always helped.}")
    prefer = samples.SEEN_TO_HELP
    related = ("level-wider-than-its-words", "advice-in-own-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the claims that no sentence makes."""
        for each in own_texts(view):
            if each.tells:
                for claim in wide_claims(each.own, sentences_of(view, each)):
                    message = f"'{claim.group().strip()}' is not in the sentence"
                    yield each.located(message, "say what the sentence says")


class AdviceInOwnWords(WrittenLint):
    """The rulebook's own words advise, rank or dose.

    "Should", "recommended", "best", "better than", a dose or its unit: the program describes what
    articles say and recommends nothing. Where the sentence itself has the word, it may be told.
    """

    id = "advice-in-own-words"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, says: The best choice in relapse.}")
    prefer = samples.statement(2, "{id: made-up-2020/alpha, says: An option in relapse.}")
    related = ("says-wider-than-the-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words of advice that no sentence has."""
        for each in own_texts(view):
            for found in advice(each.own, sentences_of(view, each)):
                word = found.group().strip()
                if each.field == "terms" and word.lower() in _ASKED:
                    continue
                message = f"'{word}' advises, ranks or doses"
                hint = "no sentence that this speaks of has the word" if each.about else ""
                yield each.located(message, hint)


def wide_claims(text: str, sentences: str) -> Iterator[re.Match[str]]:
    """Yield what a text claims ("cures", "proven") and no sentence does."""
    return _unsaid(_CLAIMS, text, sentences)


def advice(text: str, sentences: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text that advise, rank or dose, and that no sentence has."""
    return _unsaid(_ADVICE, text, sentences)


def _unsaid(pattern: re.Pattern[str], text: str, sentences: str) -> Iterator[re.Match[str]]:
    """Yield what matches in a text and of which no sentence has as much as the stem."""
    said: dict[str, bool] = {}
    for found in pattern.finditer(text):
        stem = next(each for each in found.groups() if each).lower()
        if stem not in said:
            said[stem] = bool(re.search(rf"\b{re.escape(stem)}", sentences, re.IGNORECASE))
        if not said[stem]:
            yield found


_WORD = re.compile(r"[^\s,;()+]+")


class ShortSaysMore(WrittenLint):
    """A short name has a word that the name has not.

    The map has little room, so an approach may have a `short` name. It is made of the name's own
    words: whole, up to a hyphen, their beginning with a full stop ("consolid."), or their first
    letters ("R/R").
    """

    id = "short-says-more"
    avoid = samples.part(
        "approaches", "{id: alpha, name: Alpha in relapse, short: Alpha first, family: letters}"
    )
    prefer = samples.part(
        "approaches", "{id: alpha, name: Alpha in relapse, short: Alpha, family: letters}"
    )
    related = ("says-wider-than-the-sentence", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words of short names that do not stand in the name."""
        for at, approach in enumerate(view.contents.approaches):
            for word in words_beyond(approach.short, approach.name):
                message, hint = f"'{word}' is not in the name", f"the name is '{approach.name}'"
                yield Located("approaches", at, ("short",), message, hint)


def words_beyond(short: str, name: str) -> list[str]:
    """Return the words of a short name that are neither words of the name nor cut from them."""
    words = _WORD.findall(name.casefold())
    initials = ["/".join(part[:1] for part in word.split("/")) for word in words if "/" in word]
    return [
        word
        for word in _WORD.findall(short)
        if (plain := word.casefold()) not in words
        and plain not in initials
        and not any(each.startswith(f"{plain}-") for each in words)
        and not (plain.endswith(".") and any(each.startswith(plain[:-1]) for each in words))
    ]
