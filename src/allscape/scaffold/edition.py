"""A new edition of an article: its ledger renumbered, what is unchanged kept, the rest unread."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import yaml

from allscape import yaml_text
from allscape.faults import Fault, UsageError
from allscape.model.segment import fingerprint
from allscape.rulebook.align import Alignment, align
from allscape.scaffold import ledger as ledgers
from allscape.scaffold.layout import Folded
from allscape.scaffold.source import checked
from allscape.scaffold.tree import RuleItem, Tree, refusal

_DUPLICATE = re.compile(r"duplicate of (\d+)")
_UNREAD = "unread: true"
_N = re.compile(r"\bn: *\d+")


class Renewal(NamedTuple):
    """A rulebook with a new edition of an article.

    `alignment` says what became of each sentence, `sentences` are those of the new text, `again`
    the numbers of those to be read again; `texts` are the old words, where they were quoted.
    """

    tree: Tree
    alignment: Alignment
    sentences: Sequence[str]
    texts: Mapping[int, str]
    again: Sequence[int]


def new_edition(tree: Tree, source: str, article: str, said: Mapping[str, Any]) -> Renewal:
    """Return a tree with another edition of an article that is there.

    What has the same words keeps what became of it, under its new number, in every rule file. What
    is new or changed is unread; a changed sentence that is quoted is quoted as it is now, and the
    rulebook does not load until its statements have been read against it. `said` is put into the
    source. Raises `UsageError` where a quoted sentence is gone, with the places that name it.
    """
    ledger = ledgers.line(tree, source, 1).ledger
    item = tree.find("sources", "id", source)
    checked({**(item.data if item is not None else {}), **said})
    tree = _said_of(tree, source, said)
    sentences = ledgers.sentences_of(tree, source, article)
    lines = {each["n"]: each for each in ledger.data["sentences"]}
    texts = _quoted(tree, source)
    old = [str(lines[number]["fingerprint"]) for number in sorted(lines)]
    new = list(map(fingerprint, sentences))
    if set(old).isdisjoint(new):
        raise refusal(f"this is no edition of {source}: none of its sentences is in the ledger")
    found = align(old, new, texts, sentences)
    _originals_first(found, lines, old)
    if named := list(_named(tree, source, found.gone)):
        raise UsageError(named)
    states = _states(found, lines, new)
    tree = _renumbered(tree, source, found.numbers)
    tree = _relined(tree, ledger, new, found.same, states)
    for number, now in found.changed.items():
        if number in texts:
            tree = _requoted(tree, f"{source}/{now}", sentences[now - 1])
    again = sorted(number for number, state in states.items() if state == _UNREAD)
    return Renewal(tree, found, sentences, texts, again)


def _originals_first(
    found: Alignment, lines: Mapping[int, Mapping[str, Any]], old: Sequence[str]
) -> None:
    """Let what became of a sentence that stood several times be that of the first of them.

    Of its duplicates nothing is said but that, so they are what is gone where one is.
    """
    for number, each in lines.items():
        first = old.index(old[number - 1]) + 1
        if first == number or number not in found.same or not _DUPLICATE.match(_omitted(each)):
            continue
        if first in found.same:
            low, high = sorted((found.same[first], found.same[number]))
            found.same |= {first: low, number: high}
        else:
            found.same[first] = found.same.pop(number)
            if first in found.changed:
                found.changed[number] = found.changed.pop(first)
            else:
                found.gone = sorted({*found.gone, number} - {first})


def _omitted(line: Mapping[str, Any]) -> str:
    return str(line.get("omitted") or "")


def _said_of(tree: Tree, source: str, said: Mapping[str, Any]) -> Tree:
    for key, value in said.items():
        item = tree.find("sources", "id", source)
        assert item is not None
        pairs = {key: list(value) if isinstance(value, tuple) else value}
        if key not in item.data:
            pairs = {"date": date.fromisoformat(str(item.data["date"])), **pairs}
        tree = tree.exchange(item.path, item.inside, next(iter(pairs)), pairs)
    return tree


def _quoted(tree: Tree, source: str) -> dict[int, str]:
    """Return the quoted sentences of an article by number."""
    return {
        int(cite[1]): str(each.data.get("text"))
        for each in tree.items("quotations")
        if (cite := _cited(source).fullmatch(str(each.data.get("cite"))))
    }


def _cited(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-]){re.escape(source)}/(\d+)(?![\w-])")


def _named(tree: Tree, source: str, gone: list[int]) -> Iterator[Fault]:
    """Yield the places that name a sentence that is gone."""
    for path, text in tree.texts.items():
        for row, line in enumerate(text.splitlines(), 1):
            for each in _cited(source).finditer(line):
                if int(each[1]) in gone:
                    message = f"{each.group()} is gone from this edition; nothing was changed"
                    hint = "take out what rests on it, and leave it out in the ledger, first"
                    yield Fault(str(path), row, each.start() + 1, message, hint)


def _renumbered(tree: Tree, source: str, numbers: Mapping[int, int]) -> Tree:
    """Return a tree in which every sentence of an article is named by its new number."""

    def now(found: re.Match[str]) -> str:
        number = int(found[1])
        return f"{source}/{numbers.get(number, number)}"

    texts = {path: _cited(source).sub(now, text) for path, text in tree.texts.items()}
    return tree._replace(texts=texts)


def _states(
    found: Alignment, lines: Mapping[int, Mapping[str, Any]], new: Sequence[str]
) -> dict[int, str]:
    """Return what becomes of the sentences whose old line does not stay, by their new number."""
    fresh = [*found.added, *found.changed.values()]
    for number, there in found.same.items():
        first = _DUPLICATE.fullmatch(_omitted(lines[number]))
        if first and int(first[1]) not in found.same:
            fresh.append(there)
    earliest = {each: at for at, each in reversed(list(enumerate(new, 1)))}
    states = {}
    for number in fresh:
        like = earliest[new[number - 1]]
        states[number] = _UNREAD if like == number else f"omitted: duplicate of {like}"
    return states


def _relined(
    tree: Tree,
    ledger: RuleItem,
    new: Sequence[str],
    same: Mapping[int, int],
    states: Mapping[int, str],
) -> Tree:
    """Return a tree in which the ledger has a line for each sentence; old lines stay as written."""
    text = tree.texts[ledger.path]
    node = _lines_node(text, ledger)
    if node is None or node.flow_style or not node.value:
        message = "is laid out in a way that this command cannot renumber; nothing was changed"
        raise UsageError.at(ledger.path, message)
    rows = text.splitlines(keepends=True)
    rows[-1] = rows[-1].rstrip("\r\n") + "\n"
    starts = [each.start_mark.line for each in node.value]
    ends = [*starts[1:], node.end_mark.line]
    spans = ["".join(rows[a:b]) for a, b in zip(starts, ends, strict=True)]
    before = {there: number for number, there in same.items()}
    dash = " " * node.start_mark.column
    made = [
        f'{dash}- {{n: {number}, fingerprint: "{each}", {states[number]}}}\n'
        if number in states
        else _as_now(spans[before[number] - 1], number, same)
        for number, each in enumerate(new, 1)
    ]
    whole = "".join([*rows[: starts[0]], *made, *rows[ends[-1] :]])
    if faults := yaml_text.parse(whole, str(ledger.path)).faults:
        raise UsageError(faults)
    return tree._replace(texts={**tree.texts, ledger.path: whole})


def _as_now(span: str, number: int, same: Mapping[int, int]) -> str:
    """Return a line of a ledger with its new number, and that of what it is a duplicate of."""
    span = _N.sub(f"n: {number}", span, count=1)
    return _DUPLICATE.sub(lambda each: f"duplicate of {same.get(int(each[1]), each[1])}", span)


def _lines_node(text: str, ledger: RuleItem) -> Any:
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    lists = next(value for key, value in root.value if key.value == "ledgers")
    return next((v for k, v in lists.value[ledger.at].value if k.value == "sentences"), None)


def _requoted(tree: Tree, cite: str, text: str) -> Tree:
    item = tree.find("quotations", "cite", cite)
    assert item is not None
    return tree.exchange(item.path, item.inside, "text", {"text": Folded(text)})
