"""All that a rulebook says of its parts beside what their conditions mean, part by part."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, JsonValue

from allscape.engine.edition import Edition
from allscape.model.conditions import Condition, TermUse, Tied, Unmodelled, leaves
from allscape.model.contents import Contents
from allscape.model.ledgers import Ledger
from allscape.model.statements import Standing, Statement

Said = dict[tuple[str, str], JsonValue]
"""What is said, by field, and by which text of it where a field has several."""

OF_A_TEXT = "text"
_LEVEL = {"level", "limit"}


def approaches(edition: Edition) -> dict[str, Said]:
    """Return what is said of each approach; its standing as the newest article puts it."""
    offered = {each.id for each in edition.approaches()}
    return {
        name: {
            ("standing", ""): _level(edition.newest(edition.offers(name)).standing)
            if name in offered
            else None,
            **_rest(each, {"id"}),
        }
        for name, each in edition.contents.approach.items()
        if edition.as_of is None or name in offered
    }


def statements(edition: Edition) -> dict[str, Said]:
    """Return what each statement says, and what is said of its sentence."""
    contents = edition.contents
    return {name: _statement(contents, contents.statement[name]) for name in edition.statements}


def _statement(contents: Contents, said: Statement) -> Said:
    quoted, standing = contents.quotation[said.cite], said.standing
    figures = (each.model_dump(mode="json", exclude_defaults=True) for each in said.figures)
    return {
        ("kind", ""): said.kind.value,
        ("direction", ""): said.direction.value,
        ("about", ""): _listed(sorted(said.about)),
        ("standing", ""): _level(standing),
        ("figures", ""): _listed(figures),
        (OF_A_TEXT, "unmodelled"): _unmodelled(said.when),
        ("sentence", ""): contents.sentence(said.cite),
        **_rest(said, {"id", "kind", "about", "direction", "when", "standing", "figures"}),
        (OF_A_TEXT, "standing"): _listed(_rest(standing, _LEVEL).values()) if standing else None,
        (OF_A_TEXT, "limit of the standing"): standing.limit if standing else None,
        **_rest(quoted, {"cite", "text", "continues", "statements"}, "sentence "),
    }


def terms(edition: Edition) -> dict[str, Said]:
    """Return what is said of each term, and of each of its readings."""
    return {
        name: {
            **_rest(each, {"id", "readings"}),
            **{(OF_A_TEXT, f"reading {r.id}"): r.says for r in each.readings},
            **{
                (OF_A_TEXT, f"unmodelled in {r.id}"): names
                for r in each.readings
                if (names := _unmodelled(r.when))
            },
        }
        for name, each in edition.contents.term.items()
        if name in edition.terms
    }


def tensions(edition: Edition) -> dict[str, Said]:
    """Return what each tension says."""
    return {
        each.id: {
            **_rest(each, {"id", "statements"}),
            (OF_A_TEXT, "statements"): _listed(sorted(each.statements)),
        }
        for each in edition.contents.tensions
        if edition.statements.keys() >= set(each.statements)
    }


def remarks(edition: Edition) -> dict[str, Said]:
    """Return what each remark says."""
    return {each.id: _rest(each, {"id", "when"}) for each in edition.contents.remarks}


def sources(edition: Edition) -> dict[str, Said]:
    """Return what is said of each article, and what became of each of its sentences."""
    contents = edition.contents
    ledgers = {each.source: each for each in contents.ledgers}
    return {
        name: {**_rest(each, {"id"}), **_sentences(contents, ledgers.get(name))}
        for name, each in contents.source.items()
        if edition.as_of is None or each.date <= edition.as_of
    }


def _sentences(contents: Contents, ledger: Ledger | None) -> Said:
    """Return what became of sentences; what a quoted one says stands with its statements."""
    found: Said = {}
    for line in ledger.sentences if ledger else ():
        quoted = contents.quotation.get(f"{ledger.source}/{line.n}") if ledger else None
        data = line.model_dump(mode="json", exclude_defaults=True)
        if quoted is not None and not quoted.statements:
            data |= quoted.model_dump(mode="json", exclude_defaults=True)
        found[OF_A_TEXT, f"sentence {line.n}"] = data
    return found


def _rest(part: BaseModel, apart: set[str], prefix: str = "") -> Said:
    """Return what a part says in all fields but those that are told of otherwise."""
    said = part.model_dump(mode="json", exclude=apart)
    return {(OF_A_TEXT, f"{prefix}{name}"): each or None for name, each in said.items()}


def _listed(several: Iterable[JsonValue]) -> JsonValue:
    return list(several)


def _unmodelled(condition: Condition) -> JsonValue:
    """Return the names of what a condition asks that is not modelled."""
    names = {each.unmodelled for each in leaves(condition) if isinstance(each, Unmodelled)}
    return _listed(sorted(names)) or None


def _level(standing: Standing | None) -> str | None:
    return standing.level.value if standing else None


TextChange = tuple[str, list[str], list[str]]


def words(old: Iterable[Condition], new: Iterable[Condition]) -> Iterator[TextChange]:
    """Yield the tests that stand in both for which other words are given, with these words.

    Where one side has the words of the other and more, a condition came or went; none was reworded.
    """
    before, after = _words(old), _words(new)
    for test in sorted(before.keys() & after.keys()):
        one, other = before[test], after[test]
        if not (one <= other or other <= one):
            yield test, sorted(one), sorted(other)


def _words(conditions: Iterable[Condition]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in (leaf for condition in conditions for leaf in leaves(condition)):
        if isinstance(each, Tied):
            text = f"term {each.term}" if isinstance(each, TermUse) else each.text
            message = f"“{each.words}” {each.source}" if each.words else "no words"
            found.setdefault(text, set()).add(message)
    return found
