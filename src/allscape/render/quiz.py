"""What a quiz asks: the question with its choices, and what its words mean."""

from collections.abc import Iterable, Iterator

from allscape.learn.engines import EngineAnswer
from allscape.learn.given import LETTERS
from allscape.learn.in_words import asked_in, of_statement, premises, terms_of
from allscape.learn.legend import legend
from allscape.learn.question import OF_VERDICTS, Question, QuestionKind
from allscape.learn.story import story
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import BUT_AGAINST, NOTICE
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Direction, Statement
from allscape.render import words
from allscape.render.framing import as_page
from allscape.render.marks import notes
from allscape.render.page import Item, Page, PagePart, Quote, Row, Rows, Text, Title, Tone

_SHOWN = {
    str(Verdict.MATCHED): "matched",
    str(Verdict.RULED_OUT): "ruled out",
    str(Verdict.UNDETERMINED): "open: it hangs on what is not known",
}
_SPEAKS = {
    str(Verdict.MATCHED): "matched: it speaks of such a case",
    str(Verdict.RULED_OUT): "ruled out: it speaks of other cases",
    str(Verdict.UNDETERMINED): "open: a fact that is not known decides",
}
_TAKEN = {key: text.replace("it speaks", "it is taken to speak") for key, text in _SPEAKS.items()}
_WARNS = {
    str(Verdict.MATCHED): "warned",
    str(Verdict.RULED_OUT): "not warned",
    str(Verdict.UNDETERMINED): "open: a fact that is not known decides",
}


_WARNED_MEANS = (
    "Warned: what is taken from the sentence speaks against an approach in such a case. Not "
    "warned: it says nothing of such a case."
)


def opening(count: int, seed: int | None) -> Page:
    """Return what a quiz begins with."""
    counted = words.counted(count, "question")
    seeded = f", seed {seed}" if seed is not None else ""
    how = (
        "Answer with a letter, and how sure if you like: b; sure 0.8. Before the answer, hint shows"
        " where to look; after it, tree shows the conditions. ? explains the abbreviations; quit"
        " ends."
    )
    return [
        Title(f"A quiz: {counted}{seeded}"),
        Text(NOTICE, 0, Tone.QUIET),
        Text(how, 0, Tone.QUIET),
    ]


@as_page
def asked(contents: Contents, question: Question, heading: str) -> Iterator[PagePart]:
    """Return a question with its choices."""
    if heading:
        yield Item(heading)
    yield Text(question.ask)
    for at, cite in enumerate(question.sentences):
        sentence = contents.sentence(cite)
        if question.kind is QuestionKind.TENSION and at == len(question.cites):
            yield Text("Of whom they speak is said here:", 1)
        if question.kind is QuestionKind.SOURCE:
            yield Text(f"“{sentence}”", 1)
        else:
            yield Quote(sentence, words.where(contents, cite))
        # A note can name what is asked for, and that of a headline what is beneath; ? has it then.
        silent = question.key.lower()
        if question.kind is QuestionKind.TENSION and contents.quotation[cite].headline:
            continue
        yield from (each for each in notes(contents, cite) if silent not in each.text.lower())
    yield from (Text(each, 1) for each in premises(contents, question))
    if len(question.cases) == 1:
        yield Text(story(question.cases[0]), 1)
    else:
        labels = zip(question.choices, question.cases, strict=False)
        yield Rows([Row(label, story(case)) for label, case in labels])
    yield Rows([Row(f"{letter})", text) for letter, text in lettered(contents, question)])


def lettered(contents: Contents, question: Question) -> list[tuple[str, str]]:
    """Return the choices as they are shown, each with its letter."""
    shown = {}
    if question.kind in OF_VERDICTS:
        asked = contents.statement.get(question.statement or "")
        taken = asked and of_statement(asked_in(contents, question), asked)
        speaks = _TAKEN if taken else _SPEAKS
        spoken = _WARNS if _warning(contents, question) else speaks
        shown = _SHOWN if question.approach else spoken
    texts = (shown.get(each, each) for each in question.choices)
    return list(zip(LETTERS, texts, strict=False))


def letter(contents: Contents, question: Question, choice: str) -> str:
    """Return a choice as it is shown, its letter first: b) ruled out."""
    at, text = lettered(contents, question)[question.choices.index(choice)]
    return f"{at}) {text}"


def _warning(contents: Contents, question: Question) -> bool:
    """Tell whether it is asked if a case is warned of something."""
    asked = contents.statement.get(question.statement or "")
    return asked is not None and not question.approach and asked.direction is Direction.AGAINST


def comes_to(contents: Contents, question: Question, found: EngineAnswer) -> str:
    """Return what a case comes to, in the words that the choices have."""
    if _warning(contents, question):
        return _WARNS[str(found.verdict)].partition(":")[0]
    but = BUT_AGAINST if speaking_against(found) else ""
    return f"{words.verdict(found.verdict)}{but}"


def speaking_against(found: EngineAnswer) -> tuple[Statement, ...]:
    """Return what speaks against an approach, where that is not ruled out anyway."""
    return () if found.verdict is Verdict.RULED_OUT else found.against


@as_page
def explained(contents: Contents, question: Question) -> Iterator[PagePart]:
    """Return what the abbreviations, facts and verdicts of a question mean, and nothing else."""
    yield Item("What the words of this question mean")
    stories = map(story, question.cases)
    sentences = map(contents.sentence, question.sentences)
    text = "\n".join([question.ask, *question.choices, *stories, *sentences])
    # Where a sentence stands can be what is asked.
    cited = question.kind is not QuestionKind.SOURCE
    noted = (part._replace(deep=1) for part in notes_of(contents, question))
    yield from (e for e in noted if cited or not any(each in e.text for each in contents.source))
    facts = dict.fromkeys(name for case in question.cases for name in case)
    yield from meant(contents, text, facts, cited=cited)
    for term in terms_of(contents, question):
        reads = term.read_as(question.readings.get(term.id, term.readings[0].id))
        assumed = f" Our assumption: {term.assumption}" if term.assumption else ""
        yield Text(f"{reads}.{assumed}", 1)
    if question.kind is QuestionKind.STANDING:
        yield Text(
            "How firmly an article puts it, on a scale of ours, the firmest first. It says:", 1
        )
        yield Rows([Row(words.plain(level), says) for level, says in words.STANDINGS.items()])
    if question.kind in OF_VERDICTS:
        yield Text(_WARNED_MEANS if _warning(contents, question) else words.MEANING, 1)


def meant(contents: Contents, text: str, facts: Iterable[str], *, cited: bool = True) -> Page:
    """Return what the abbreviations of a text stand for, a sentence's words as such, and facts.

    The numbers of the sentences are given if `cited`.
    """
    known, rest = legend(contents, text)
    rows = [Row(e.short, f"“{e.words}”" if e.cite else e.words, e.cite * cited) for e in known]
    rows += [Row(name, ATTRIBUTES[name].meaning) for name in facts]
    names = f"Names, or spelled out in no sentence here: {', '.join(rest)}."
    return [Rows(list(dict.fromkeys(rows))), *([Text(names, 1)] if rest else [])]


def notes_of(contents: Contents, question: Question) -> Iterator[Text]:
    """Yield the notes on the sentences of a question, each once."""
    yield from dict.fromkeys(part for each in question.sentences for part in notes(contents, each))
