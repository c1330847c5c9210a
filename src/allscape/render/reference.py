"""Pages that show the rulebook itself: approaches, rules, sources, readings."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from allscape.examples import Example
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Tied, parts
from allscape.model.contents import Contents, unmodelled_by_source
from allscape.model.ledgers import LedgerLine
from allscape.model.sources import Source
from allscape.model.statements import Approach, Standing, Statement, Term
from allscape.render import words
from allscape.render.framing import END, noted, quoted
from allscape.render.page import Heading, Item, Page, PagePart, Quote, Row, Rows, Text, Title, Tone


def approaches(contents: Contents) -> Page:
    """Return the list of approaches, family by family."""
    page: Page = [Title("Approaches, as the articles name them")]
    for family, members in groupby(contents.approach.values(), key=lambda each: each.family):
        page.append(Heading(family))
        for approach in members:
            about = words.counted(len(contents.about[approach.id]), "statement")
            page.append(Item(approach.name, about, Tone.PLAIN))
            page.append(Text(approach.id, 1, Tone.QUIET))
    return [*page, *_foot("allscape approaches ID shows one whole")]


def approach(contents: Contents, shown: Approach) -> Page:
    """Return one approach: every statement, its conditions beside their words, its dates."""
    page: Page = [Title(shown.name)]
    rows = [Row("id", shown.id), Row("family", shown.family)]
    if shown.agents:
        rows.append(Row("agents", ", ".join(shown.agents)))
    page.append(Rows(rows))
    offers = contents.offers[shown.id]
    page.append(Heading("Matched where one of these holds"))
    for statement in offers:
        page += _statement(contents, statement)
    others = [each for each in contents.about[shown.id] if each not in offers]
    if others:
        page.append(Heading("What else is said of it"))
    for statement in others:
        page += _statement(contents, statement)
    return [*page, *_foot()]


def examples(listed: Iterable[Example]) -> Page:
    """Return the examples that come with the program, and what each shows."""
    page: Page = [Title("Examples: hypothetical cases that come with the program")]
    for each in listed:
        page += [Text(each.name, 1, Tone.STRONG, whole=True), Text(each.shows, 2)]
    return [*page, *_foot("allscape match example:NAME; --teaching shows what each is for")]


def rules(contents: Contents) -> Page:
    """Return the list of statements, article by article."""
    page: Page = [Title("Rules: what each quoted sentence says of which cases")]
    for source, mine in groupby(contents.statement.values(), key=lambda each: each.source):
        page.append(Heading(f"{source}, {words.day(contents.published(source))}", exact=True))
        for statement in mine:
            page.append(Text(f"{statement.id} ({statement.kind.value})", 1, Tone.STRONG))
            page.append(Text(statement.says, 2))
    return [*page, *_foot("allscape rules ID shows one whole")]


def rule(contents: Contents, shown: list[Statement]) -> Page:
    """Return the statements of one sentence, or one of them, whole."""
    page: Page = [Title(shown[0].id if len(shown) == 1 else f"Sentence {shown[0].cite}")]
    for statement in shown:
        page += _statement(contents, statement)
        if statement.about:
            page.append(Text(f"about: {', '.join(statement.about)}", 1))
    held = {each.id for each in shown}
    tensions = [each for each in contents.tensions if held & set(each.statements)]
    if tensions:
        page.append(Heading("Where other sentences differ"))
    for tension in tensions:
        page.append(Item(tension.differ, tension.id, Tone.PLAIN))
        others = [contents.statement[each] for each in tension.statements if each not in held]
        page.append(Rows([Row(each.id, each.says) for each in others]))
    return [*page, *_foot()]


def _statement(contents: Contents, statement: Statement) -> Iterator[PagePart]:
    direction = "" if statement.direction.value == "neutral" else f", {statement.direction.value}"
    yield Item(f"{statement.kind.value.capitalize()}{direction}: {statement.says}")
    yield Text(statement.id, 1, Tone.QUIET)
    yield from noted(contents, statement.cite)
    rows = [Row("when", text, beside) for text, beside in _conditions(contents, statement.when)]
    if statement.standing:
        rows.append(_standing(contents, statement, statement.standing))
    rows += [Row("figure", words.figure(each), words.arms(each)) for each in statement.figures]
    for name in ("otherwise", "note", "assumption"):
        if text := getattr(statement, name):
            rows.append(Row(name, text))
    yield Rows(rows)


def _standing(contents: Contents, statement: Statement, standing: Standing) -> Row:
    cite = standing.source or statement.cite
    limit = standing.limit or "in a headline" * contents.quotation[cite].headline
    level = ", ".join(filter(None, [words.plain(standing.level), limit]))
    return Row("standing", f"{level}: “{standing.words}”", cite)


def _conditions(
    contents: Contents, condition: Condition, deep: int = 0
) -> Iterator[tuple[str, str]]:
    """Yield the lines of a condition, and the words beside each."""
    indent = "· " * deep
    if isinstance(condition, Tied):
        text = _term_text(contents, condition) if isinstance(condition, TermUse) else condition.text
        words_ = f"“{condition.words}”" if condition.words else ""
        yield f"{indent}{text}", f"{words_} {condition.source or ''}".strip()
    elif isinstance(condition, Not):
        yield f"{indent}not:", ""
        yield from _conditions(contents, condition.negated, deep + 1)
    elif isinstance(condition, All) and not condition.all:
        yield f"{indent}always: it is said of all", ""
    elif isinstance(condition, All | AnyOf):
        if deep or isinstance(condition, AnyOf):
            yield f"{indent}{'all' if isinstance(condition, All) else 'any'} of:", ""
            deep += 1
        for each in parts(condition):
            yield from _conditions(contents, each, deep)


def _term_text(contents: Contents, use: TermUse) -> str:
    term = contents.term[use.term]
    assumed = ", our assumption" if term.assumption else ""
    return f"{term.id}: {term.readings[0].says}{assumed}"


def sources(contents: Contents) -> Page:
    """Return the list of articles with how much of each is quoted."""
    page: Page = [Title("The five articles" if len(contents.sources) == 5 else "The articles")]
    asked = unmodelled_by_source(contents)
    for source in contents.source.values():
        page.append(Item(source.title, source.id))
        page.append(Rows(_source_rows(contents, source)))
    if total := sum(asked.values(), Counter()):
        page += [Heading("Not modelled"), Text("Asked, and no fact of a profile:", 1)]
        page.append(Rows([Row(*each) for each in _asked(total)], deep=2, tree=True))
    return [*page, *_foot("allscape sources ID lists every sentence")]


def _source_rows(contents: Contents, source: Source) -> list[Row]:
    lines = _ledger(contents, source)
    asked = unmodelled_by_source(contents)[source.id]
    statements = sum(each.source == source.id for each in contents.statement.values())
    rows = [
        Row("published", words.day(source.date)),
        Row("author", source.author),
        Row("publisher", source.publisher),
        *_text_read(contents, source),
        Row("sentences", f"{len(lines)}: {_counted(lines)}"),
        Row("statements", str(statements)),
        *(Row("not modelled", f"{name}: {n}") for name, n in _asked(asked)),
    ]
    return [*rows, Row("language", source.language)] if source.language else rows


def _asked(found: Counter[str]) -> list[tuple[str, str]]:
    """Return what is not modelled, the most asked first, with how many statements ask it."""
    return [(name, words.counted(n, "statement")) for name, n in found.most_common()]


def _text_read(contents: Contents, source: Source) -> Iterator[Row]:
    """Yield what is said of the text that was read, and whether it is in force."""
    named = {
        "edition": source.edition,
        "address": source.url,
        "DOI": source.doi,
        "retrieved": words.day(source.retrieved) if source.retrieved else "",
        "licence": source.licence,
        "cut by": f"segmenter {source.segmenter}" if source.segmenter > 1 else "",
    }
    yield from (Row(label, text) for label, text in named.items() if text)
    if end := contents.ended.get(source.id):
        yield Row("not in force", words.ended(end).partition(", ")[2])


def _counted(lines: tuple[LedgerLine, ...]) -> str:
    quoted, unread = sum(line.quoted for line in lines), sum(line.unread for line in lines)
    left = len(lines) - quoted - unread
    message = f"{quoted} quoted, {left} left out"
    return f"{message}, {unread} unread" if unread else message


def _ledger(contents: Contents, source: Source) -> tuple[LedgerLine, ...]:
    return next(each.sentences for each in contents.ledgers if each.source == source.id)


def source(contents: Contents, shown: Source) -> Page:
    """Return one article: every sentence in order, quoted or accounted for."""
    page: Page = [Title(shown.title), Rows(_source_rows(contents, shown))]
    page.append(Heading("Every sentence, in order"))
    for line in _ledger(contents, shown):
        cite = f"{shown.id}/{line.n}"
        if line.quoted:
            page.append(Quote(contents.quotation[cite].text, cite))
        elif line.unread:
            page.append(Text(f"{line.n}. not read yet", 1, Tone.QUIET))
        else:
            text = f"{line.omitted}: {line.gist}" if line.gist else line.omitted
            page.append(Text(f"{line.n}. not quoted, {text}", 1, Tone.QUIET))
    return [*page, *_foot()]


def readings(contents: Contents) -> Page:
    """Return the list of terms with their readings, the default first."""
    page: Page = [Title("How doubtful words are read")]
    for term in contents.term.values():
        page += _term(term)
    return [*page, *_foot("switch with --reading TERM=READING; the first reading is the default")]


def reading(contents: Contents, shown: Term) -> Page:
    """Return one term: its words, its readings, and the statements that rest on it."""
    page: Page = [Title(shown.name), *_term(shown)]
    for cite in shown.cites:
        page.append(quoted(contents, cite))
    page.append(Heading("The conditions of each reading"))
    for each in shown.readings:
        lines = [Row("when", text, beside) for text, beside in _conditions(contents, each.when)]
        page += [Item(each.id), Rows(lines)]
    page.append(Heading("Statements that rest on it"))
    for name, statement in contents.statement.items():
        rests_on = contents.rests_on(statement.when)
        if any(isinstance(each, TermUse) and each.term == shown.id for each in rests_on):
            page.append(Text(name, 1))
    return [*page, *_foot()]


def _term(term: Term) -> Iterator[PagePart]:
    yield Item(term.name, term.id)
    rows = [Row("words", f"“{each}”") for each in term.words]
    if term.assumption:
        rows.append(Row("assumption", term.assumption))
    for at, each in enumerate(term.readings):
        default = ", the default" if at == 0 and len(term.readings) > 1 else ""
        rows.append(Row("reading", f"{each.id}{default}: {each.says}"))
    yield Rows(rows)


def _foot(hint: str = "") -> Iterator[PagePart]:
    yield END
    if hint:
        yield Text(f"More: {hint}.", 0, Tone.QUIET)
