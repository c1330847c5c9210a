"""What a statement says beside its own sentence: a standing, a date, which way it goes."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.overclaims import SUPPORTS, carries
from allscape.lint.written.own_text import OwnText, own_texts, sentences_of
from allscape.lint.written.said import MONTHS, YEAR
from allscape.lint.written.view import View, WrittenLint
from allscape.model.statements import Level

_FIRM = (Level.APPROVED, Level.STANDARD, Level.REPORTED)


class LevelNarrowerThanItsWords(WrittenLint):
    """A standing is less firm than the article's words for it.

    "FDA approved" is no standard and not under study; "showed excellent efficacy" is more than
    discussed. Looked at are the standing's words and what stands with them between two commas;
    words such as "may" or "not" take firmness away.
    """

    id = "level-narrower-than-its-words"
    avoid = samples.statement(
        5, "id: made-up-2020/gamma", "standing: {level: reported, words: was approved}"
    )
    prefer = samples.statement(
        5, "id: made-up-2020/gamma", "standing: {level: approved, words: was approved}"
    )
    related = ("level-wider-than-its-words", "option-without-standing")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the standings that their words go beyond."""
        for each in view.statements:
            standing = each.statement.standing
            if standing is None:
                continue
            cite = standing.source or each.cite
            before, _, after = view.sentences.get(cite, "").partition(standing.words)
            firmer = _firmer(standing.level, standing.words, before, after)
            if firmer is not None:
                message = f"the words '{standing.words}' say {firmer}, not {standing.level}"
                yield each.located(message, inside=("standing", "level"))


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


_MONTH = MONTHS.replace("May", r"May(?= \d)")
_DATED = re.compile(rf"\b(?:(?:{_MONTH})\b|{YEAR.pattern})")


class DateAgainstTheSentence(WrittenLint):
    """A statement says another date than its sentence.

    The month and the year in which the article appeared may stand in our words where the sentence
    has none. Where it has one of its own, that is the one.
    """

    id = "date-against-the-sentence"
    avoid = samples.statement(5, "{id: made-up-2020/gamma, says: Approved in February 2020.}")
    prefer = samples.APPROVED_IN_MARCH
    related = ("date-not-of-the-source", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the dates that are not those of a sentence that has some."""
        for each in _of_statements(view):
            theirs = _dates(sentences_of(view, each))
            for date in sorted(_dates(each.own) - theirs):
                same = {other for other in theirs if other.isdigit() == date.isdigit()}
                if same:
                    message = f"{date} is not the date in the sentence"
                    yield each.located(message, " or ".join(sorted(same)))


def _dates(text: str) -> set[str]:
    return set(_DATED.findall(text))


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
_DENIAL = re.compile(
    r"\b(?:not|no|never|nor|neither|cannot|fail(?:s|ed)?|without)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:(?:is|does) not (?:said|say)|not said|with or without)\b", re.IGNORECASE)


class SaysTheOpposite(WrittenLint):
    """A statement says the opposite of its sentence.

    "Lower" where the sentence has "higher" and no "lower", "shorter" for "longer", "poor" for
    "good"; or a "not" where the sentence denies nothing. Only what it says in a line is looked at.
    """

    id = "says-the-opposite"
    avoid = samples.statement(3, "{id: made-up-2020/alpha-seen, says: It was not seen to help.}")
    prefer = samples.SEEN_TO_HELP
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
                    yield each.located(f"'{found.group()}', and the sentence has '{other.group()}'")
            denial = _DENIAL.search(_OURS.sub(" ", each.own))
            if denial and not re.search(
                rf"{_DENIAL.pattern}|\bnon|n't|-free\b", rests, re.IGNORECASE
            ):
                yield each.located(f"'{denial.group()}', and the sentence denies nothing")


def _of_statements(view: View) -> Iterator[OwnText]:
    for each in own_texts(view):
        if each.field == "quotations" and each.inside[:1] == ("statements",) and each.tells:
            yield each
