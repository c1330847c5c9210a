"""Which words of a sentence a case fails, and words of it that it does not."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.reasons import every_test
from allscape.learn.curriculum import CasePair
from allscape.learn.question import MOST_CHOICES
from allscape.learn.story import fact, story
from allscape.model.attributes import Value
from allscape.model.base import grouped
from allscape.model.conditions import leaves
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.landscape import Reason
from allscape.model.statements import Statement
from allscape.model.words import stands_in

LEAST_CHOICES = 3


def which_words(
    contents: Contents, here: Edition, found: CasePair
) -> Iterator[tuple[Statement, str, tuple[str, ...]]]:
    """Yield what the case fails that is ruled out, of each statement that has other words, too.

    That is the statement, its words that the case fails, and these among others of its sentence.
    Words that share some with what fails would be right as well. Where a statement has too few,
    words beside it are taken that the case does not fail, or that ask nothing of any.
    """
    facts, known = Facts(found.ruled_out), found.ruled_out.known()
    terms = plain.Terms(here, facts)

    def tests(name: str) -> list[Reason]:
        return every_test(here, plain.judge_condition(here.statements[name], facts, terms))

    for name in here.conditions_of(found.target):
        statement = contents.statement[name]
        sentence = contents.sentence(statement.cite)
        truths = _truths(tests(name), sentence)
        failed = [words for words, truth in truths.items() if "false" in truth]
        mine = [each for each in tests(name) if each.attribute == found.attribute]
        fails = {each.words for each in mine if each.truth == "false"}
        if len(failed) != 1 or {*truths[failed[0]]} != {"false"} or not fails.issuperset(failed):
            continue
        others = _apart(sentence, failed, (e for e in truths if not restates(known, e)))
        if others:
            beside = [e for e in _beside(contents, statement, tests) if not restates(known, e)]
            more = _apart(sentence, truths, beside)
            others += more[: max(LEAST_CHOICES - 1 - len(others), 0)]
            shown = sorted([*failed, *others[: MOST_CHOICES - 1]], key=sentence.find)
            yield statement, failed[0], tuple(shown)


def restates(known: Mapping[str, Value], words: str) -> bool:
    """Tell whether a case says some words of a sentence again, so that it cannot fail them."""
    said, plain_words = (each.lower().replace("-", " ") for each in (story(known), words))
    facts = (fact(*each).lower().replace("-", " ") for each in known.items())
    return stands_in(plain_words, said) or any(
        stands_in(each, plain_words) for each in facts if not any(map(str.isdigit, each))
    )


def _beside(
    contents: Contents, statement: Statement, tests: Callable[[str], list[Reason]]
) -> list[str]:
    """Return words of other parts that hold or are open; how firmly, of what and with what figures.

    What is named as a target is left out: it can be read as a criterion.
    """
    mine = contents.quotation[statement.cite].statements
    sentence = contents.sentence(statement.cite)
    truths = _truths([test for each in mine for test in tests(each.id)], sentence)
    standings = [each.standing for each in mine if each.standing]
    said = [text for each in standings for text in (each.words, each.limit)]
    figures = [one for each in mine for one in each.figures]
    said += [e for one in figures for e in (one.value, one.versus) if any(map(str.isdigit, e))]
    agents = (e for each in mine for name in each.about for e in contents.approach[name].agents)
    said += [_spelled(each, sentence) for each in agents]
    asks_nothing = [each for each in said if each and stands_in(each, sentence)]
    holding = [words for words, truth in truths.items() if "false" not in truth]
    tied = (getattr(leaf, "words", None) for each in mine for leaf in leaves(each.when))
    taken = [words for words in tied if words and stands_in(words, sentence)]
    return [*holding, *_apart(sentence, [*truths, *taken], asks_nothing)]


def _spelled(name: str, sentence: str) -> str:
    """Return a name as a sentence spells it; nothing where it does not."""
    at = sentence.lower().find(name.lower())
    return sentence[at : at + len(name)] if at >= 0 else ""


def _truths(tests: Iterable[Reason], sentence: str) -> dict[str, list[str]]:
    """Return the words of tests that stand in a sentence, each with what they come to."""
    stated = ((each.words, each.truth) for each in tests if each.words)
    return grouped((words, truth) for words, truth in stated if stands_in(words, sentence))


def _apart(sentence: str, taken: Iterable[str], words: Iterable[str]) -> list[str]:
    """Return the words of a sentence that share none with those that are taken, or each other."""
    spans = [_span(sentence, each) for each in taken]
    found = []
    for each in words:
        start, end = _span(sentence, each)
        if all(end <= begin or start >= stop for begin, stop in spans):
            spans.append((start, end))
            found.append(each)
    return found


def _span(sentence: str, words: str) -> tuple[int, int]:
    at = sentence.find(words)
    return at, at + len(words)
