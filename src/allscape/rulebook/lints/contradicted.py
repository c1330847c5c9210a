"""What a statement says beside its own sentence: a standing, a date, a name, which way it goes."""

import re
from collections.abc import Iterator

from allscape.model.statements import Level
from allscape.rulebook.lints.base import Severity, WrittenLint
from allscape.rulebook.lints.claims import SUPPORTS, carries
from allscape.rulebook.lints.own_text import OwnText, own_texts, sentences_of
from allscape.rulebook.lints.view import View
from allscape.rulebook.places import Located

_FIRM = (Level.APPROVED, Level.STANDARD, Level.REPORTED)


class LevelNarrowerThanItsWords(WrittenLint):
    """A standing is less firm than the article's words for it.

    "FDA approved" is no standard and not under study; "showed excellent efficacy" is more than
    discussed. Looked at are the standing's words and what stands with them between two commas;
    words such as "may" or "not" take firmness away.
    """

    id = "level-narrower-than-its-words"
    severity = Severity.WARNING
    avoid = """
        quotations:
          - cite: made-up-2020/5
            statements:
              - id: made-up-2020/gamma
                standing: {level: reported, words: was approved}
        """
    prefer = """
        quotations:
          - cite: made-up-2020/5
            statements:
              - id: made-up-2020/gamma
                standing: {level: approved, words: was approved}
        """
    related = ("level-wider-than-its-words", "option-without-standing")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the standings that their words go beyond."""
        for q, s, statement in view.statements:
            standing = statement.standing
            if standing is None:
                continue
            cite = standing.source or view.contents.quotations[q].cite
            before, _, after = view.sentences.get(cite, "").partition(standing.words)
            firmer = _firmer(standing.level, standing.words, before, after)
            if firmer is not None:
                told = f"the words '{standing.words}' say {firmer}, not {standing.level}"
                yield "quotations", q, ("statements", s, "standing", "level"), told, ""


def _firmer(level: Level, words: str, before: str, after: str) -> Level | None:
    """Return a level above the given one that the words, or their clause, carry by themselves."""
    levels = list(Level)
    clause = re.split(r"[,;:–—]", before)[-1] + words + re.split(r"[,;:–—]", after)[0]
    for each in _FIRM:
        if levels.index(each) >= levels.index(level):
            return None
        looked = clause if each is Level.APPROVED else words
        if SUPPORTS[each].search(looked) and carries(each, words, before):
            return each
        if each is Level.APPROVED and SUPPORTS[each].search(clause) and carries(each, clause):
            return each
    return None


_MONTH = (
    r"January|February|March|April|May(?= \d)|June|July|August|September|October|November|December"
)
_DATED = re.compile(rf"\b(?:(?:{_MONTH})\b|(?<![\w./-])(?:19|20)\d\d(?![\w%./-]*[\w%]))")


class DateAgainstTheSentence(WrittenLint):
    """A statement says another date than its sentence.

    The month and the year in which the article appeared may stand in our words where the sentence
    has none. Where it has one of its own, that is the one.
    """

    id = "date-against-the-sentence"
    severity = Severity.WARNING
    avoid = """
        quotations:
          - cite: made-up-2020/5
            statements:
              - {id: made-up-2020/gamma, says: Approved in February 2020.}
        """
    prefer = """
        quotations:
          - cite: made-up-2020/5
            statements:
              - {id: made-up-2020/gamma, says: Approved in March 2019.}
        """
    related = ("date-not-of-the-source", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the dates that are not those of a sentence that has some."""
        for each in _of_statements(view):
            theirs = _dates(sentences_of(view, each))
            for date in sorted(_dates(each.own) - theirs):
                same = {other for other in theirs if other.isdigit() == date.isdigit()}
                if same:
                    told = f"{date} is not the date in the sentence"
                    yield each.field, each.at, each.inside, told, " or ".join(sorted(same))


def _dates(text: str) -> set[str]:
    return set(_DATED.findall(text))


_NAME = re.compile(
    r"\b(?:[A-Z][A-Z0-9]{3,}|[A-Z]\d{3,}|CD\d+|[A-Za-z]{4,}(?:mab|mib|nib|cel|ozogamicin|mycin))\b"
)


class NameNotInTheSentence(WrittenLint):
    """Our own words name a study, a drug or a target that the sentence does not.

    Names of studies, drugs (-mab, -nib, -cel) and targets stand in the sentence, in one that it
    rests on, in a note that explains its names, or in the name or the agents of its approach; and
    every agent of an approach stands in a sentence about it.
    """

    id = "name-not-in-the-sentence"
    severity = Severity.WARNING
    avoid = """
        quotations:
          - cite: made-up-2020/3
            statements:
              - {id: made-up-2020/alpha-seen, says: Blinatumomab was seen to help some (TOWER).}
        """
    prefer = """
        quotations:
          - cite: made-up-2020/3
            statements:
              - {id: made-up-2020/alpha-seen, says: It was seen to help some.}
        """
    related = ("says-wider-than-the-sentence", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the names that stand nowhere, the agents of approaches among them."""
        aliases, studies = list(_aliases(view)), _studies(view)
        notes = {each.cite: each.note for _, each in view.quotations}
        for each in own_texts(view):
            if not each.tells:
                continue
            beside = (f" {notes.get(c, '')} {studies.get(c, '')}" for c in each.about)
            known = f"{sentences_of(view, each)}{''.join(beside)} "
            known += " ".join(name for alias, name in aliases if alias in known)
            if each.field == "quotations":
                known += _of_approaches(view, each)
            for name in dict.fromkeys(_NAME.findall(each.own)):
                if name.lower() not in known.lower():
                    told = f"'{name}' is in no sentence that this speaks of"
                    yield each.field, each.at, each.inside, told, ""
            if each.field == "approaches" and each.inside == ("name",):
                yield from _agents(view, each, known.lower())


_NOTED = re.compile(r'"([^"]+)" is ([\w-]+)')
_OTHERWISE = re.compile(r"([\w-]{4,}) \(([\w-]{4,})\)")
_STUDY = re.compile(r"\b(?:[A-Z][A-Z0-9]{3,}|[A-Z]\d{3,})\b")


def _aliases(view: View) -> Iterator[tuple[str, str]]:
    """Yield names with what they mean: from notes ('"X" is Y') and sentences ("Y (X)")."""
    for _, each in view.quotations:
        yield from _NOTED.findall(each.note)
        for name, short in _OTHERWISE.findall(each.text):
            yield short, name


def _studies(view: View) -> dict[str, str]:
    """Return by sentence the study that its article named last: "the study" is that one."""
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    for each in sorted((each for _, each in view.quotations), key=lambda e: e.number):
        for name in _STUDY.findall(each.text):
            last[each.source] = name
        found[each.cite] = last.get(each.source, "")
    return found


def _of_approaches(view: View, text: OwnText) -> str:
    """Return the names and agents of the approaches that a statement is about."""
    if text.inside[:1] != ("statements",):
        return ""
    statement = view.contents.quotations[text.at].statements[text.inside[1]]
    about = (view.contents.approach.get(name) for name in statement.about)
    return " ".join(f" {each.name} {' '.join(each.agents)}" for each in about if each is not None)


def _agents(view: View, text: OwnText, known: str) -> Iterator[Located]:
    for a, agent in enumerate(view.contents.approaches[text.at].agents):
        if not any(stem in known for stem in re.findall(r"[\w-]{4,}", agent.lower())):
            told = f"'{agent}' is in no sentence about '{view.contents.approaches[text.at].id}'"
            yield text.field, text.at, ("agents", a), told, ""


_OPPOSITES = [
    (r"higher|greater|larger", r"lower|smaller"),
    (r"longer|prolong(?:s|ed)?", r"shorter|shorten(?:s|ed)?"),
    (r"more", r"fewer|less"),
    (r"increas(?:e|es|ed)", r"reduc(?:e|es|ed)|decreas(?:e|es|ed)"),
    (r"improv(?:e|es|ed)", r"worsen(?:s|ed)?|worse"),
    (r"positive|positivity", r"negative|negativity"),
    (r"favou?rable", r"unfavou?rable"),
    (r"good|excellent", r"poor|bad"),
    (r"safe|safety", r"unsafe|toxic"),
    (r"before", r"after"),
    (r"effective", r"ineffective"),
]
_PAIRS = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _OPPOSITES
    for a, b in ((one, other), (other, one))
]
_DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|cannot|fail(?:s|ed)?|without)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:(?:is|does) not (?:said|say)|not said|with or without)\b", re.IGNORECASE)


class SaysTheOpposite(WrittenLint):
    """A statement says the opposite of its sentence.

    "Lower" where the sentence has "higher" and no "lower", "shorter" for "longer", "poor" for
    "good"; or a "not" where the sentence denies nothing. Only what it says in a line is looked at.
    """

    id = "says-the-opposite"
    severity = Severity.WARNING
    avoid = """
        quotations:
          - cite: made-up-2020/3
            statements:
              - {id: made-up-2020/alpha-seen, says: It was not seen to help.}
        """
    prefer = """
        quotations:
          - cite: made-up-2020/3
            statements:
              - {id: made-up-2020/alpha-seen, says: It was seen to help some.}
        """
    related = ("says-wider-than-the-sentence", "against-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words whose opposite alone stands in the sentence."""
        for each in _of_statements(view):
            if each.inside[2:] != ("says",):
                continue
            sentence = view.sentences[view.contents.quotations[each.at].cite]
            rests = sentences_of(view, each)
            for mine, theirs in _PAIRS:
                found, other = mine.search(each.own), theirs.search(sentence)
                if found and other and not mine.search(rests):
                    told = f"'{found.group()}', and the sentence has '{other.group()}'"
                    yield each.field, each.at, each.inside, told, ""
            denial = _DENIAL.search(_OURS.sub(" ", each.own))
            if denial and not re.search(rf"{_DENIAL.pattern}|\bnon|n't|-free\b", rests, re.I):
                told = f"'{denial.group()}', and the sentence denies nothing"
                yield each.field, each.at, each.inside, told, ""


def _of_statements(view: View) -> Iterator[OwnText]:
    for each in own_texts(view):
        if each.field == "quotations" and each.inside[:1] == ("statements",) and each.tells:
            yield each
