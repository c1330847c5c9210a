"""What a quiz says: the question, what helps with it, and what comes after the answer."""

from collections.abc import Iterator, Sequence

from allscape.book import Rulebook
from allscape.explain.why import offer_tree, why
from allscape.learn.engines import EngineAnswer
from allscape.learn.given import LETTERS
from allscape.learn.legend import legend
from allscape.learn.question import Question, QuestionKind
from allscape.learn.story import fact, story
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.landscape import NOTICE, Reason
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.render import why as trees
from allscape.render import words
from allscape.render.framing import case_named, foot
from allscape.render.marks import marked_quotes, notes
from allscape.render.page import Item, Page, PagePart, Quote, Row, Rows, Text, Title, Tone
from allscape.render.parts import as_page

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


def opening(count: int, seed: int | None) -> Page:
    """Return what a quiz begins with."""
    counted = words.counted(count, "question")
    seeded = f", seed {seed}" if seed is not None else ""
    how = (
        "Answer with a letter; “b; sure 0.8” says how sure. Before the answer, hint shows where to "
        "look; after it, tree shows the conditions. ? explains the abbreviations; quit ends."
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
    if question.kind is not QuestionKind.READING:
        yield from _readings(contents, question)
    for cite in question.sentences:
        sentence = contents.sentence(cite)
        if question.kind is QuestionKind.SOURCE:
            yield Text(f"“{sentence}”", 1)
        else:
            yield Quote(sentence, words.where(contents, cite))
    if len(question.cases) == 1:
        yield Text(story(question.cases[0]), 1)
    else:
        labels = zip(question.choices, question.cases, strict=False)
        yield Rows([Row(label, story(case)) for label, case in labels])
    yield Rows([Row(f"{letter})", text) for letter, text in lettered(question)])


def _readings(contents: Contents, question: Question) -> Iterator[PagePart]:
    for term, reading in question.readings.items():
        named = contents.term[term]
        yield Text(f"“{named.name}” is read as: {named.reading(reading).says}.", 1)


def lettered(question: Question) -> list[tuple[str, str]]:
    """Return the choices as they are shown, each with its letter."""
    shown = {}
    if question.kind in (QuestionKind.VERDICT, QuestionKind.READING):
        shown = _SHOWN if question.approach else _SPEAKS
    texts = (shown.get(each, each) for each in question.choices)
    return list(zip(LETTERS, texts, strict=False))


def letter(question: Question, choice: str) -> str:
    """Return a choice as it is shown, its letter first: b) ruled out."""
    at, text = lettered(question)[question.choices.index(choice)]
    return f"{at}) {text}"


def hint(contents: Contents, question: Question) -> Page:
    """Return what helps without answering: the sentences to look at, or what they are about."""
    if question.kind is QuestionKind.SOURCE:
        names = [
            contents.approach[each].name for each in question.about if each in contents.approach
        ]
        text = words.listed(names) if names else "no approach in particular"
        return [Text(f"Hint: the sentence is about {text}.")]
    more = [cite for cite in question.cites if cite not in question.sentences]
    if more:
        quotes = [Quote(contents.sentence(each), words.where(contents, each)) for each in more]
        return [Text("Hint: look at"), *quotes]
    said = [contents.statement_at(each).says for each in question.sentences]
    return [Text(f"Hint: {' '.join(said)}")]


def explained(contents: Contents, question: Question) -> Page:
    """Return what the abbreviations, facts and verdicts of a question mean, and nothing else."""
    return [Item("What the words of this question mean"), *_explained(contents, question)]


def _explained(contents: Contents, question: Question) -> Iterator[PagePart]:
    stories = map(story, question.cases)
    sentences = map(contents.sentence, question.sentences)
    known, rest = legend(
        contents, "\n".join([question.ask, *question.choices, *stories, *sentences])
    )
    # Where a sentence stands can be what is asked.
    cited = question.kind is not QuestionKind.SOURCE
    rows = [Row(e.short, f"“{e.words}”" if e.cite else e.words, e.cite * cited) for e in known]
    yield from (part._replace(deep=1) for part in _notes(contents, question))
    rows += [Row(name, ATTRIBUTES[name].meaning) for case in question.cases for name in case]
    yield Rows(list(dict.fromkeys(rows)))
    if question.kind is QuestionKind.STANDING:
        yield Text("How firmly an article puts it, the firmest first. It says:", 1)
        yield Rows([Row(words.plain(level), says) for level, says in words.STANDINGS.items()])
    if question.kind in (QuestionKind.VERDICT, QuestionKind.READING):
        yield Text(words.MEANING, 1)
    if rest:
        yield Text(f"Names, or spelled out in no sentence here: {', '.join(rest)}.", 1)


def _notes(contents: Contents, question: Question) -> Iterator[Text]:
    yield from dict.fromkeys(part for each in question.sentences for part in notes(contents, each))


@as_page
def answered(
    contents: Contents, question: Question, choice: str | None, found: Sequence[EngineAnswer]
) -> Iterator[PagePart]:
    """Return what follows an answer: right or not, what decides, its sentence, the case beside it.

    Without a choice: the answer alone.
    """
    key = letter(question, question.key)
    if choice is None:
        yield Item(f"Answer: {key}", "", Tone.STRONG)
    elif choice == question.key:
        yield Item(f"Right: {key}", "", Tone.FOR)
    else:
        yield Item(f"Not right. The answer is {key}", "", Tone.AGAINST)
    if question.kind is QuestionKind.PAIR:
        yield from _both(question, found)
    because = list(_deciding(question, found))
    yield from _decides(contents, question, because, found)
    marks = [each.words for each in because if each.words]
    if question.kind is QuestionKind.WORDS:
        marks = [question.key]
    if question.kind is QuestionKind.STANDING:
        marks = [*_standing_words(contents, question)]
        yield Rows([Row("the words", f"“{each}”") for each in marks])
    if question.kind is QuestionKind.TENSION:  # its sentences stand above, whole
        yield from _notes(contents, question)
    else:
        yield from marked_quotes(contents, question.citations, marks)
    if found and question.kind is not QuestionKind.PAIR:
        yield from _partner(question, found)


def _deciding(question: Question, found: Sequence[EngineAnswer]) -> Iterator[Reason]:
    """Yield the reasons of the fact that decides, of the case that is asked of; else all."""
    if not found:
        return
    mine = _judged(question, found)
    reasons = [each for each in mine.because if each.truth not in words.LEFT_OUT]
    telling = [each for each in reasons if each.attribute == question.attribute]
    yield from dict.fromkeys(telling or reasons)


def _judged(question: Question, found: Sequence[EngineAnswer]) -> EngineAnswer:
    """Return the answer whose reasons are shown: of a pair, that of the case which is ruled out."""
    wrong = [each for each in found if each.verdict is Verdict.RULED_OUT]
    return wrong[0] if question.kind is QuestionKind.PAIR and wrong else found[0]


def _both(question: Question, found: Sequence[EngineAnswer]) -> Iterator[PagePart]:
    """Yield what each case of a pair comes to, and by which fact."""
    name = question.attribute or ""
    yield Rows(
        [
            Row(label, f"{fact(name, each.case[name])}: {words.verdict(each.verdict)}")
            for label, each in zip(question.choices, found, strict=True)
        ]
    )


def _decides(
    contents: Contents,
    question: Question,
    because: Sequence[Reason],
    found: Sequence[EngineAnswer],
) -> Iterator[PagePart]:
    if not because:
        return
    truths = {"true": "holds", "false": "fails", "unknown": "open"}
    mine = _judged(question, found)
    data = Facts(Profile.model_validate(mine.case))
    paired = question.kind is QuestionKind.PAIR
    whose = f"{question.choices[found.index(mine)]} " if paired else ""
    yield Rows(
        [
            Row(
                f"{whose}{truths[each.truth]}",
                words.condition(each, data),
                words.beside(contents, each),
            )
            for each in because
        ]
    )


def _standing_words(contents: Contents, question: Question) -> Iterator[str]:
    offers = contents.offers[question.approach or ""]
    for each in offers:
        if each.cite in question.cites and each.standing is not None:
            yield each.standing.words


def _partner(question: Question, found: Sequence[EngineAnswer]) -> Iterator[PagePart]:
    if question.partner is None or question.attribute is None:
        return
    value = question.partner.get(question.attribute)
    instead = (
        fact(question.attribute, value) if value is not None else f"{question.attribute} unknown"
    )
    yield Text(f"One fact apart, {instead}: {words.verdict(found[-1].verdict)}.", 1)


def tree(book: Rulebook, question: Question) -> Page:
    """Return the tree of conditions behind an answer, where a case is asked of."""
    if not question.cases:
        return [Text("No tree: no case is asked of here.")]
    profile = Profile.model_validate(question.cases[0])
    seen = book.examine(profile, as_of=question.as_of, readings=question.readings)
    named = case_named(seen.landscape)
    page = (
        trees.page(book.contents, why(seen, question.approach), named)
        if question.approach is not None
        else trees.of_statement(book.contents, offer_tree(seen, question.statement or ""), named)
    )
    return [_without_id(book.contents, part) for part in page if part not in foot()]


def _without_id(contents: Contents, part: PagePart) -> PagePart:
    """Return a part of a tree; what has an id for its heading has what it says instead."""
    if isinstance(part, Title | Item):
        *front, last = part.text.split(" ")
        if last in contents.statement:
            return part._replace(text=" ".join([*front, f"“{contents.statement[last].says}”"]))
    if isinstance(part, Text) and part.text.rpartition("; ")[2] in contents.approach:
        return part._replace(text=part.text.rpartition("; ")[0])
    return part
