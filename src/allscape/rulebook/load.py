"""A folder of YAML files in, a rulebook's contents out, or every fault with its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from allscape import yaml_text
from allscape.documents import Document
from allscape.faults import Fault, Hint, RulebookError
from allscape.lint.base import Inside, Located, statements
from allscape.lint.written.errors import ERRORS, UNREADABLE
from allscape.lint.written.view import View, WrittenLint
from allscape.model.conditions import Condition, SameAs, Tied
from allscape.model.contents import Contents, merge
from allscape.model.folding import rebuilt
from allscape.model.statements import Statement, Term
from allscape.rulebook import complaints, rule_files
from allscape.rulebook import packaged as packaged  # noqa: PLC0414  # its place for callers


@dataclass(frozen=True)
class Loaded:
    """A rulebook as its files hold it, and where every part of it stands."""

    folder: Path
    written: Contents
    places: "Index"

    @cached_property
    def contents(self) -> Contents:
        """The rulebook as an engine takes it: `same-as` replaced, every `from` filled in."""
        return resolve(self.written)

    @cached_property
    def statement_places(self) -> dict[str, Fault]:
        """An empty fault at the place of each statement, by id."""
        return {
            each.statement.id: self.places.fault(*each.located("", inside=("id",)))
            for each in statements(self.written)
        }


def load(folder: Path) -> Contents:
    """Read a rulebook. Raises `RulebookError` with every fault that can be found at once."""
    return read(folder).contents


def read(folder: Path) -> Loaded:
    """Read a rulebook and keep the places of its parts. Raises as `load`."""
    files = read_files(folder)
    if files.faults or files.contents is None:
        raise RulebookError(files.faults)
    return Loaded(folder, files.contents, files.places)


class Files(NamedTuple):
    """The files of a rulebook, whether or not it can be used: what they hold and what is wrong.

    `contents` is None where one of them cannot be read.
    """

    contents: Contents | None
    places: "Index"
    faults: list[Fault]


def read_files(folder: Path) -> Files:
    """Read the files of a rulebook. Raises `RulebookError` where there are none."""
    paths = rule_files(folder)
    if not paths:
        raise RulebookError.at(folder, "holds no .yaml file")
    return _held([yaml_text.read(path) for path in paths])


def read_texts(texts: Mapping[Path, str]) -> Files:
    """Read the files of a rulebook that are not on the disk: their texts by path."""
    return _held([yaml_text.parse(text, str(path)) for path, text in texts.items()])


def _held(files: Sequence[Document]) -> Files:
    parts = [(document, _validate(document)) for document in files]
    index = Index(parts)
    unread = [fault for document in files for fault in document.faults]
    faults = [replace(fault, lint=UNREADABLE.id) for fault in unread]
    whole = [part for _, part in parts if part is not None]
    # Half a rulebook has dangling references that are nobody's mistake.
    contents = merge(whole) if len(whole) == len(parts) else None
    if contents is not None:
        found = looked(View(contents), ERRORS)
        faults += [replace(index.fault(*located), lint=lint.id) for lint, located in found]
    return Files(contents, index, sorted(set(faults)))


def looked(view: View, lints: Iterable[WrittenLint]) -> Iterator[tuple[WrittenLint, Located]]:
    """Yield what lints find, with the lint."""
    for lint in lints:
        for located in lint.look(view):
            yield lint, located


def _validate(document: Document) -> Contents | None:
    if document.data is None:
        return None
    try:
        return Contents.model_validate(document.data)
    except ValidationError as error:
        document.faults += [
            document.fault(each["loc"], *complaints.complaint(each))
            for each in error.errors(include_url=False)
        ]
        return None


class Index(NamedTuple):
    """Finds where a part of the contents stands: by its list, its place there, and a path in it."""

    parts: list[tuple[Document, Contents | None]]

    def fault(self, field: str, at: int, inside: Inside, message: str, hint: str | Hint) -> Fault:
        """Return a fault in the `at`-th item of a list of the merged contents."""
        for document, contents in self.parts:
            here = len(getattr(contents, field))
            if at < here:
                return document.fault((field, at, *inside), message, hint)
            at -= here
        raise IndexError(at)


def resolve(contents: Contents) -> Contents:
    """Return checked contents with `same-as` replaced and every `from` filled in."""
    done: dict[str, Condition] = {}
    written = {
        statement.id: (statement, quotation.cite)
        for quotation in contents.quotations
        for statement in quotation.statements
    }

    def conditions_of(name: str) -> Condition:
        if name not in done:
            statement, cite = written[name]
            done[name] = _fill(statement.when, lambda _: cite, conditions_of)
        return done[name]

    def statement_of(statement: Statement, cite: str) -> Statement:
        return statement.model_copy(update={"when": conditions_of(statement.id), "cite": cite})

    terms = tuple(_term(term, contents) for term in contents.terms)
    return contents.restated(statement_of).replace(terms=terms)


def _term(term: Term, contents: Contents) -> Term:
    def cite_of(words: str) -> str:
        return next(cite for cite in term.cites if words in contents.sentence(cite))

    def never(name: str) -> Condition:
        raise AssertionError(f"a checked term refers to the statement {name}")

    readings = tuple(
        each.model_copy(update={"when": _fill(each.when, cite_of, never)}) for each in term.readings
    )
    return term.model_copy(update={"readings": readings})


def _fill(
    condition: Condition, cite_of: Callable[[str], str], same_as: Callable[[str], Condition]
) -> Condition:
    def leaf(each: Condition) -> Condition:
        if isinstance(each, SameAs):
            return same_as(each.same_as)
        if isinstance(each, Tied) and each.words and not each.source:
            return each.model_copy(update={"source": cite_of(each.words)})
        return each

    return rebuilt(condition, leaf)
