"""Words that name what could be asked of a case: nothing asks it, or as what no profile has."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.phrases import named, word_end
from allscape.lint.written.view import View, WrittenLint
from allscape.model.conditions import Condition, SameAs, TermUse, Test, Unmodelled, leaves
from allscape.model.statements import Quotation, Term
from allscape.model.typed import attribute_named

Naming = tuple[int, int, str]
"""Where words begin and end in a sentence, and what they name."""

_SAME = {"mrd_by_flow": "mrd_result", "mrd_result": "mrd_by_flow"}
"""Two facts of which the words of one are those of the other."""


class WordsWithoutCondition(WrittenLint):
    """Words of a sentence name a fact of a case, and no statement of the sentence asks for it.

    A condition that was forgotten makes a rule match cases that its sentence does not speak of, and
    nothing else could notice: every test that follows the rule agrees with it. Looked for are the
    words that mean a value of an attribute ("CD19-positive", "newly diagnosed") and those of the
    terms. Where they are a result, a comparison or a setting and no condition, the quotation says
    so: `not_a_condition`, the words and the reason. An answer that answers nothing is told too.
    """

    id = "words-without-condition"
    avoid = samples.statement(
        4,
        "id: made-up-2020/beta",
        "when: [{relapse_status: newly_diagnosed, words: newly diagnosed}]",
    )
    prefer = """
        quotations:
          - cite: made-up-2020/4
            not_a_condition:
              - {words: Ph-positive patients, reason: An example of an answer.}
            statements:
              - id: made-up-2020/beta
                when: [{relapse_status: newly_diagnosed, words: newly diagnosed}]
        """
    related = ("condition-without-words", "laxer-than-its-words", "result-said-of-all")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words that nothing answers, and the answers that answer nothing."""
        for at, quotation in view.quotations:
            if not quotation.statements:
                continue
            sentence = view.sentences[quotation.cite]
            blank = [*_not_modelled(quotation)]
            left = [
                each
                for each in unasked(view, quotation, sentence)
                if not any(_covers(words, sentence, each) for words in blank)
            ]
            for a, answer in enumerate(quotation.not_a_condition):
                inside = ("not_a_condition", a, "words")
                answered = [each for each in left if _covers(answer.words, sentence, each)]
                if not answered:
                    message = (
                        f"'{answer.words}' answers nothing: no words there ask for a condition"
                    )
                    yield Located("quotations", at, inside, message, "leave it out")
                left = [each for each in left if each not in answered]
            for name, words in _by_name(left, sentence).items():
                message = f"the words {words} name {name}, which no statement of the sentence asks"
                hint = "a condition, or not_a_condition with the words and a reason"
                yield Located("quotations", at, ("text",), message, hint)


def _not_modelled(quotation: Quotation) -> Iterator[str]:
    """Yield the words of conditions that no profile has a fact for: they are asked, as it were."""
    for statement in quotation.statements:
        for leaf in leaves(statement.when):
            if isinstance(leaf, Unmodelled):
                yield leaf.words


def unasked(view: View, quotation: Quotation, sentence: str) -> Iterator[Naming]:
    """Yield the words of a quoted sentence that name what none of its statements asks."""
    tests, through = set[str](), set[str]()
    for statement in quotation.statements:
        _asked(view, statement.when, tests, through)
    for attribute, found in named(sentence):
        if attribute == "mrd_by_flow" or {attribute, _SAME.get(attribute)} & tests:
            continue
        yield *found.span(), attribute
    for place, term in _terms_named(view, sentence):
        if term.id not in through and not _tested(view, term) & tests:
            yield *place, term.id


def _terms_named(view: View, sentence: str) -> Iterator[tuple[tuple[int, int], Term]]:
    """Yield where words of a term stand in a sentence."""
    text = sentence.lower()
    for words in (each for each in view.terms_by_words if each.lower() in text):
        for found in re.finditer(rf"(?<!\w){re.escape(words)}", sentence, re.IGNORECASE):
            yield from ((found.span(), term) for term in view.terms_by_words[words])


def _asked(view: View, condition: Condition, tests: set[str], through: set[str]) -> None:
    """Collect the attributes that a condition asks, `through` terms and other statements."""
    for leaf in leaves(condition):
        if isinstance(leaf, Test):
            tests.add(leaf.attribute)
        for name, further in _behind(view, leaf):
            if name not in through:
                through.add(name)
                for each in further:
                    _asked(view, each, tests, through)


def _behind(view: View, leaf: Condition) -> Iterator[tuple[str, list[Condition]]]:
    if isinstance(leaf, TermUse) and (term := view.contents.term.get(leaf.term)):
        yield term.id, [each.when for each in term.readings]
    if isinstance(leaf, SameAs) and (other := view.contents.statement.get(leaf.same_as)):
        yield other.id, [other.when]


def _tested(view: View, term: Term) -> set[str]:
    tests: set[str] = set()
    for reading in term.readings:
        _asked(view, reading.when, tests, {term.id})
    return tests


def _covers(words: str, sentence: str, naming: Naming) -> bool:
    places = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)
    return any(each.start() <= naming[0] < each.end() for each in places)


def _by_name(left: list[Naming], sentence: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for begin, end, name in sorted(left):
        words = sentence[begin : word_end(sentence, end)].strip()
        found.setdefault(name, []).append(f"'{words}'")
    return {name: ", ".join(dict.fromkeys(words)) for name, words in found.items()}


_GENERIC = re.compile(r"\b(?:an?|the|ALL|disease|patients?|function|status)\b", re.IGNORECASE)


class UnmodelledThoughKnown(WrittenLint):
    """A condition is said to be one that no profile has a fact for, and a profile has it.

    Such a condition is never true and never false: the verdict would stay open for ever, and no
    fact that is known of a case could decide it. Looked for are the names that a fact goes by, and
    the words that mean one of its values, where they are all that is said.
    """

    id = "unmodelled-though-known"
    avoid = samples.statement(
        4,
        "id: made-up-2020/beta",
        "when:",
        "  - {relapse_status: newly_diagnosed, words: newly diagnosed}",
        "  - {unmodelled: Ph-positive disease, words: Ph-positive patients}",
    )
    prefer = samples.PH_POSITIVE
    related = ("words-without-condition", "words-about-something-else")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the conditions that a profile has a fact for."""
        for each in view.conditions:
            if isinstance(each.condition, Unmodelled):
                name = each.condition.unmodelled
                attribute = _known(name) or _known(each.condition.words)
                if attribute is not None:
                    message = f"'{name}' is said to be modelled by no fact, and {attribute} is one"
                    yield each.located(message, f"{attribute}: ...")


def _known(text: str) -> str | None:
    """Return the attribute of which a text names nothing else."""
    if name := attribute_named(text):
        return name
    for attribute, found in named(text):
        rest = text[: found.start()] + text[word_end(text, found.end()) :]
        if not re.search(r"\w", _GENERIC.sub("", rest)):
            return attribute
    return None
