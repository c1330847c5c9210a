"""What a quiz says of an answer: what decides, its sentences, the case beside it; and the hint."""

from collections.abc import Iterator, Sequence

from allscape.book import Rulebook
from allscape.explain.why import offer_tree, why
from allscape.learn.engines import EngineAnswer, that_differ
from allscape.learn.in_words import premises
from allscape.learn.question import OF_VERDICTS, Question, QuestionKind
from allscape.learn.story import fact
from allscape.model.base import Truth, Verdict
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.landscape import Reason
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Standing
from allscape.render import why as trees
from allscape.render import words
from allscape.render.framing import as_page, case_named, foot, quoted
from allscape.render.marks import marked_quotes
from allscape.render.page import Item, Page, PagePart, Quote, Row, Rows, Text, Title, Tone
from allscape.render.quiz import comes_to, letter, notes_of, speaking_against


def hint(contents: Contents, question: Question, found: Sequence[EngineAnswer]) -> Page:
    """Return what helps without answering: the fact or the words to look at, what it is about."""
    if question.kind is QuestionKind.SOURCE:
        names = [
            contents.approach[each].name for each in question.about if each in contents.approach
        ]
        text = "; ".join(names) or "no approach in particular"
        return [Text(f"Hint: the sentence is about: {text}.")]
    if question.kind is QuestionKind.TENSION:
        return [Text("Hint, in our words:"), _at_odds(contents, question)]
    if question.kind is QuestionKind.STANDING:
        stated = [f"“{each.words}”" for each in _standings(contents, question)]
        return [Text(f"Hint: look at {words.listed(stated)}."), *_unseen(contents, question)]
    return list(_where_to_look(contents, question, list(_deciding(question, found))))


def _where_to_look(
    contents: Contents, question: Question, because: Sequence[Reason]
) -> Iterator[PagePart]:
    """Yield the facts that decide, or the words that state them where the facts are asked for."""
    if question.kind in (QuestionKind.FACT, QuestionKind.CHANGE):
        stated = dict.fromkeys(words.beside(each) for each in because)
        yield Text(f"Hint: look at {words.listed(filter(None, stated)) or 'every fact'}.")
        named = [contents.term[each.term].name for each in because if each.term and not each.words]
        for name in dict.fromkeys(named):
            yield Text(f"It is a matter of this: {name}.", 1)
        yield from _unseen(contents, question)
        return
    facts = dict.fromkeys(each.attribute for each in because if each.attribute)
    rows = [Row(name, ATTRIBUTES[name].meaning) for name in facts]
    yield Text("Hint: look at" if rows else "Hint: it is said of all.")
    yield Rows(rows)
    if question.kind is not QuestionKind.WORDS:
        yield from _unseen(contents, question)


def _unseen(contents: Contents, question: Question) -> Iterator[PagePart]:
    """Yield the sentences that a question rests on and did not show."""
    for each in question.citations:
        if each.cite not in question.sentences:
            yield Quote(each.sentence, words.where(contents, each.cite))


@as_page
def answered(
    contents: Contents, question: Question, choice: str | None, found: Sequence[EngineAnswer]
) -> Iterator[PagePart]:
    """Return what follows an answer: right or not, what decides, its sentence, the case beside it.

    Without a choice: the answer alone.
    """
    key = letter(contents, question, question.key)
    against = speaking_against(found[0]) if question.kind in OF_VERDICTS else ()
    if choice is None:
        yield Item(f"Answer: {key}", "", Tone.STRONG)
    elif choice == question.key:
        yield Item(f"Right: {key}", "", Tone.FOR)
    else:
        yield Item(f"Not right. The answer is {key}", "", Tone.AGAINST)
    if against:
        yield Text(f"In full: {comes_to(contents, question, found[0])}.", 1)
    if question.kind is QuestionKind.PAIR:
        yield from _both(contents, question, found)
    because = list(_deciding(question, found))
    yield from _decides(question, because, found)
    marks = [each.words for each in because if each.words]
    if question.kind is QuestionKind.WORDS:
        marks = [question.key]
    if question.kind is QuestionKind.STANDING:
        said = list(_standings(contents, question))
        marks = [each.words for each in said]
        limits = [Row("limited to", f"“{each.limit}”") for each in said if each.limit]
        yield Rows([*(Row("the words", f"“{each}”") for each in marks), *limits])
    if question.kind is QuestionKind.TENSION:  # its sentences stand above, whole
        yield from (Text("In our words:", 1), _at_odds(contents, question))
        yield from notes_of(contents, question)
    else:
        above = set(map(contents.sentence, question.sentences))
        naming = _naming(contents, question)
        yield from marked_quotes(contents, question.citations, marks, naming, above)
    shown = premises(contents, question)
    rest_on = _judged(question, found).ours if found else ()
    yield from (Text(each, 1) for each in rest_on if each not in shown)
    for each in against:
        yield Rows([Row("against", words.gist(each), each.cite, Tone.AGAINST)])
        yield quoted(contents, each.cite)
    if found and question.kind is not QuestionKind.PAIR:
        yield from _partner(contents, question, found)


def _at_odds(contents: Contents, question: Question) -> Rows:
    """Return what each of two sentences says that differ."""
    two = next(e.statements for e in contents.tensions if e.differ == question.key)[:2]
    return Rows([Row(contents.statement[e].cite, contents.statement[e].says) for e in two])


def _naming(contents: Contents, question: Question) -> set[str]:
    """Return the sentences that name what is asked about: they are quoted whatever is marked."""
    of_words = question.kind is QuestionKind.WORDS
    offers = () if of_words else contents.offers.get(question.approach or "", ())
    return {*question.sentences, *(each.cite for each in offers)}


def _deciding(question: Question, found: Sequence[EngineAnswer]) -> Iterator[Reason]:
    """Yield the reasons of the fact that decides, of the case that is asked of; else all."""
    if not found:
        return
    mine = _judged(question, found)
    reasons = [each for each in mine.because if each.truth not in words.LEFT_OUT]
    telling = [each for each in reasons if each.attribute == question.attribute]
    if question.kind is QuestionKind.WORDS:
        telling = [each for each in telling if each.words == question.key]
    others = [each.because for each in found if each is not mine]
    yield from dict.fromkeys(that_differ(telling, *others) or telling or reasons)


def _judged(question: Question, found: Sequence[EngineAnswer]) -> EngineAnswer:
    """Return the answer whose reasons are shown: of a pair, that of the case which is ruled out."""
    wrong = [each for each in found if each.verdict is Verdict.RULED_OUT]
    return wrong[0] if question.kind is QuestionKind.PAIR and wrong else found[0]


def _both(
    contents: Contents, question: Question, found: Sequence[EngineAnswer]
) -> Iterator[PagePart]:
    """Yield what each case of a pair comes to, and by which fact."""
    name = question.attribute or ""
    rows = [f"{fact(name, e.case[name])}: {comes_to(contents, question, e)}" for e in found]
    yield Rows([Row(*each) for each in zip(question.choices, rows, strict=True)])


def _decides(question: Question, because: Sequence[Reason], found: Sequence[EngineAnswer]) -> Page:
    if not because:
        return []
    mine = _judged(question, found)
    data = Facts(Profile.model_validate(mine.case))
    paired = question.kind is QuestionKind.PAIR
    whose = f"{question.choices[found.index(mine)]} " if paired else ""
    said = ((f"{whose}{trees.HOLDS[Truth(each.truth)]}", each) for each in because)
    return [Rows([Row(how, words.condition(e, data), words.beside(e)) for how, e in said])]


def _standings(contents: Contents, question: Question) -> Iterator[Standing]:
    for each in contents.offers[question.approach or ""]:
        if each.cite in question.cites and each.standing is not None:
            yield each.standing


def _partner(
    contents: Contents, question: Question, found: Sequence[EngineAnswer]
) -> Iterator[PagePart]:
    name = question.attribute
    if question.partner is None or name is None:
        return
    value = question.partner.get(name)
    instead = f"{name} unknown" if value is None else fact(name, value)
    yield Text(f"One fact apart, {instead}: {comes_to(contents, question, found[-1])}.", 1)


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
    terms = book.contents.term
    read = [Text(f"{terms[each].read_as(how)}.", 1) for each, how in question.readings.items()]
    return [*read, *(_without_id(book.contents, part) for part in page if part not in foot())]


def _without_id(contents: Contents, part: PagePart) -> PagePart:
    """Return a part of a tree; what has an id for its heading has what it says instead."""
    if isinstance(part, Title | Item):
        *front, last = part.text.split(" ")
        if last in contents.statement:
            says = f"In our words: {contents.statement[last].says}"
            return part._replace(text=" ".join(front) or says)
    if isinstance(part, Text) and part.text.rpartition("; ")[2] in contents.approach:
        return part._replace(text=part.text.rpartition("; ")[0])
    return part
