"""A worksheet that a person has filled in, written into the rulebook: all of it or nothing.

The rulebook that comes of it is read as if it stood on the disk; what is wrong with it is told at
the place in the worksheet that it comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from allscape import yaml_text
from allscape.documents import Document
from allscape.faults import Fault, Hint, RulebookError, UsageError, nearest
from allscape.model.segment import fingerprint, fold
from allscape.model.sources import Source
from allscape.model.statements import Approach, Kind
from allscape.rulebook import complaints
from allscape.rulebook.load import read_texts
from allscape.rulebook.verify import read_article
from allscape.scaffold.layout import Folded, OneLine
from allscape.scaffold.ledger import REASONS, account, line, omit, sentences_of
from allscape.scaffold.source import new_source
from allscape.scaffold.statement import FIRM, KINDS, StatementSkeleton, id_of, ids, new_approach
from allscape.scaffold.tree import Tree, within
from allscape.scaffold.worksheet import LATER, Decided, Worksheet

_Filled = TypeVar("_Filled", bound=BaseModel)


class PlacedWorksheet(NamedTuple):
    """A worksheet with the places of its parts, and the text of its article."""

    document: Document
    filled: Worksheet
    article: str

    @property
    def source(self) -> str:
        """The id of the article."""
        return str(self.filled.source.get("id"))

    def fault(self, at: int, message: str, hint: str | Hint = "", *inside: str | int) -> Fault:
        """Return a fault in the `at`-th sentence."""
        return self.document.fault(("sentences", at, *inside), message, hint)


def apply(tree: Tree, path: Path) -> Tree:
    """Return a rulebook with an article as its worksheet says.

    Raises `UsageError` where something is not decided, is no decision or makes no rulebook, each
    fault at its place in the worksheet; `RulebookError` where the rulebook did not load before.
    """
    if faults := read_texts(tree.texts).faults:
        raise RulebookError(faults)
    sheet = _read(path)
    _refuse_undecided(sheet)
    made = _begun(tree, sheet)
    if faults := list(_other_words(made, sheet)):
        raise UsageError(faults)
    made = _accounted(made, sheet)
    if faults := read_texts(made.texts).faults:
        raise UsageError(_in_the_worksheet(made, sheet, faults))
    return made


def _read(path: Path) -> PlacedWorksheet:
    document = yaml_text.read(path)
    if document.faults:
        raise UsageError(document.faults)
    filled = _checked(document, Worksheet, (), document.data)
    return PlacedWorksheet(document, filled, read_article(path.parent / filled.article))


def _refuse_undecided(sheet: PlacedWorksheet) -> None:
    sentences = list(enumerate(sheet.filled.sentences))
    faults = [fault for at, each in sentences for fault in _bad(sheet, at, each)]
    waiting = [at for at, each in sentences if not each.what and each.duplicate_of is None]
    if waiting:
        numbers = ", ".join(str(sheet.filled.sentences[at].n) for at in waiting)
        message = f"nothing is decided of {len(waiting)} of the sentences: {numbers}"
        faults.insert(0, sheet.fault(waiting[0], message, "decide: yes, or what it is", "decide"))
    if faults:
        raise UsageError(faults)


def _bad(sheet: PlacedWorksheet, at: int, each: Decided) -> Iterator[Fault]:
    what = each.what
    if what in KINDS:
        if not each.statements:
            message = f"{each.n} is to be quoted as {what}, and states nothing"
            yield sheet.fault(at, message, "statements: with at least one", "decide")
    elif what and what not in (*REASONS, LATER) and " " not in what:
        known = [*KINDS, *REASONS, LATER, "yes"]
        hint = nearest(what, known) or "a kind, a reason, yes or later"
        yield sheet.fault(at, f"'{what}' is no decision", hint, "decide")


def _begun(tree: Tree, sheet: PlacedWorksheet) -> Tree:
    """Return a rulebook that has the article, unread, and the approaches that are new."""
    made = tree
    if tree.find("sources", "id", sheet.source) is None:
        source = _checked(sheet.document, Source, ("source",), sheet.filled.source)
        made, _ = new_source(made, source, sheet.article)
    for at, each in enumerate(sheet.filled.approaches or ()):
        made = new_approach(made, _checked(sheet.document, Approach, ("approaches", at), each))
    return made


def _checked(
    document: Document, model: type[_Filled], inside: tuple[str | int, ...], data: Any
) -> _Filled:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise UsageError(
            document.fault((*inside, *each["loc"]), *complaints.complaint(each, model))
            for each in error.errors(include_url=False)
        ) from None


def _other_words(tree: Tree, sheet: PlacedWorksheet) -> Iterator[Fault]:
    """Yield the sentences whose words are not those of the article, or of the ledger."""
    sentences = dict(enumerate(sentences_of(tree, sheet.source, sheet.article), 1))
    for at, each in enumerate(sheet.filled.sentences):
        words = fold(each.text)
        if words != sentences.get(each.n):
            message = f"this is not sentence {each.n} of {sheet.filled.article}, word for word"
            yield sheet.fault(at, message, f"it is: {sentences.get(each.n, 'none')}", "text")
        elif line(tree, sheet.source, each.n).data.get("fingerprint") != fingerprint(words):
            message = f"the ledger of {sheet.source} has another sentence {each.n}"
            yield sheet.fault(at, message, "allscape new article begins a new worksheet", "text")


def _accounted(tree: Tree, sheet: PlacedWorksheet) -> Tree:
    """Return a rulebook in which every sentence is what was decided."""
    quoted: dict[Path, list[dict[str, Any]]] = {}
    taken = set(ids(tree))
    for at, each in enumerate(sheet.filled.sentences):
        if each.what in KINDS:
            said = [_statement(sheet, (at, s), taken) for s in range(len(each.statements))]
            data = {"cite": f"{sheet.source}/{each.n}", "text": Folded(fold(each.text))}
            quotation = {**data, **each.beside, "statements": said}
            quoted.setdefault(_file(tree, sheet, at), []).append(quotation)
            tree = account(tree, line(tree, sheet.source, each.n), {"quoted": True})
        elif each.what and each.what != LATER:
            tree = omit(tree, sheet.source, [each.n], each.what, (each.gist or "").strip())
    for file, found in quoted.items():
        tree = tree.extend(file, (), "quotations", found, apart=True)
    return tree


def _about(statement: Mapping[str, Any]) -> list[str]:
    about = statement.get("about")
    return [str(each) for each in (about if isinstance(about, list) else [about]) if each]


def _statement(sheet: PlacedWorksheet, place: tuple[int, int], taken: set[str]) -> dict[str, Any]:
    """Return a statement as the rule file has it, under an id of its own, which is then taken."""
    at, s = place
    sentence = sheet.filled.sentences[at]
    given = dict(sentence.statements[s])
    kind = Kind(given.pop("kind", None) or sentence.what)
    name = str(given.pop("id", None) or "")
    wanted = StatementSkeleton(sheet.source, sentence.n, kind, _about(given), name)
    try:
        data: dict[str, Any] = {"id": id_of(taken, wanted), "kind": str(kind)}
    except UsageError as error:
        raise _at(sheet, at, error, "statements", s, "id") from None
    taken.add(data["id"])
    if kind not in FIRM and not any((given.get("standing") or {}).values()):
        given.pop("standing", None)
    if not _about(given) and kind not in FIRM:
        given.pop("about", None)
    if isinstance(given.get("when"), list):
        given["when"] = [OneLine(e) if isinstance(e, dict) else e for e in given["when"]]
    return {**data, **given}


def _at(sheet: PlacedWorksheet, at: int, error: UsageError, *inside: str | int) -> UsageError:
    return UsageError([sheet.fault(at, each.message, each.hint, *inside) for each in error.faults])


def _file(tree: Tree, sheet: PlacedWorksheet, at: int) -> Path:
    """Return the file of a quotation: the one asked for, that of its approach, or its article's."""
    sentence = sheet.filled.sentences[at]
    if sentence.file:
        try:
            return within(tree.folder, Path(sentence.file))
        except UsageError as error:
            raise _at(sheet, at, error, "file") from None
    about = _about(sentence.statements[0])
    approach = tree.find("approaches", "id", about[0]) if about else None
    return approach.path if approach is not None else tree.folder / f"{sheet.source}.yaml"


def _in_the_worksheet(
    tree: Tree, sheet: PlacedWorksheet, faults: Sequence[Fault]
) -> Iterator[Fault]:
    """Yield faults at the places in the worksheet that they come from."""
    files = {str(path): yaml_text.parse(text) for path, text in tree.texts.items()}
    for each in faults:
        document = files.get(each.file)
        path = _path(document, each) if document is not None else ()
        there = _there(document.data, sheet, path) if document is not None and path else None
        if there is None:
            yield each
        else:
            spot = sheet.document.fault(there, "")
            yield replace(each, file=spot.file, line=spot.line, column=spot.column)


def _path(document: Document, fault: Fault) -> tuple[str | int, ...]:
    """Return the way to the part of a file that a fault is at: the longest one."""
    here = [path for path, place in document.places.items() if place == (fault.line, fault.column)]
    return max(here, key=len, default=())


def _there(
    data: Any, sheet: PlacedWorksheet, path: tuple[str | int, ...]
) -> tuple[str | int, ...] | None:
    """Return where in the worksheet a part of a rule file comes from, if it does."""
    if len(path) < 2:
        return None
    item = data[path[0]][path[1]]
    filled = sheet.filled
    if path[0] == "quotations":
        cites = [f"{sheet.source}/{each.n}" for each in filled.sentences]
        cite = item.get("cite")
        return ("sentences", cites.index(cite), *path[2:]) if cite in cites else None
    if path[0] == "ledgers" and item.get("source") == sheet.source and len(path) > 3:
        numbers = [each.n for each in filled.sentences]
        number = item["sentences"][path[3]].get("n")
        return ("sentences", numbers.index(number)) if number in numbers else None
    return ("source", *path[2:]) if item.get("id") == sheet.source else None
