"""Names in our own words: studies, drugs, targets, agents; all of them stand in the sentences."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.own_text import OwnText, own_texts, sentences_of
from allscape.lint.written.view import View, WrittenLint

_NAME = re.compile(
    r"\b(?:[A-Z][A-Z0-9]{3,}|[A-Z]\d{3,}|CD\d+|[A-Za-z]{4,}(?:mab|mib|nib|cel|ozogamicin|mycin))\b"
)


class NameNotInTheSentence(WrittenLint):
    """Our own words name a study, a drug or a target that the sentence does not.

    Names of studies, drugs (-mab, -nib, -cel) and targets stand in the sentence, in one that it
    rests on, in a note that explains its names, or in the name or the agents of its approach; and
    every agent of an approach stands in a sentence about it, or in the line that the ledger has of
    one that is left out.
    """

    id = "name-not-in-the-sentence"
    avoid = samples.statement(
        3, "{id: made-up-2020/alpha-seen, says: Blinatumomab was seen to help some (TOWER).}"
    )
    prefer = samples.SEEN_TO_HELP
    related = ("says-wider-than-the-sentence", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the names that stand nowhere, the agents of approaches among them."""
        aliases, studies = list(dict.fromkeys(_aliases(view))), _studies(view)
        notes = {each.cite: each.note for _, each in view.quotations}
        for each in own_texts(view):
            if not each.tells:
                continue
            beside = (f" {notes.get(c, '')} {studies.get(c, '')}" for c in each.about)
            known = f"{sentences_of(view, each)}{''.join(beside)} "
            known += " ".join(name for alias, name in aliases if alias in known)
            known += _of_approaches(view, each) if each.field == "quotations" else ""
            known += _gists(view, each) if each.field == "approaches" else ""
            for name in dict.fromkeys(_NAME.findall(each.own)):
                if name.lower() not in known.lower():
                    yield each.located(f"'{name}' is in no sentence that this speaks of")
            if each.field == "approaches" and each.inside == ("name",):
                yield from _agents(view, each, known.lower())


_NOTED = re.compile(r'"([^"]+)" is (?:read as )?([\w-]+)')
_OTHERWISE = re.compile(r"([\w-]{4,}) \(([\w-]{4,})\)")
_STUDY = re.compile(r"\b(?:[A-Z][A-Z0-9]{3,}|[A-Z]\d{3,})\b")


def _aliases(view: View) -> Iterator[tuple[str, str]]:
    """Yield names with what they mean: from notes ('"X" is read as Y') and sentences ("Y (X)")."""
    for _, each in view.quotations:
        yield from _NOTED.findall(each.note)
        for name, short in _OTHERWISE.findall(each.text):
            yield short, name


def _studies(view: View) -> dict[str, str]:
    """Return by sentence the study that its article named last: "the study" is that one."""
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    for each in sorted((each for _, each in view.quotations), key=lambda e: e.number):
        for name in _STUDY.findall(each.text):
            last[each.source] = name
        found[each.cite] = last.get(each.source, "")
    return found


def _of_approaches(view: View, text: OwnText) -> str:
    """Return the names and agents of the approaches that a statement is about."""
    if text.inside[:1] != ("statements",):
        return ""
    statement = view.contents.quotations[text.at].statements[text.inside[1]]
    about = (view.contents.approach.get(name) for name in statement.about)
    return " ".join(f" {each.name} {' '.join(each.agents)}" for each in about if each is not None)


def _gists(view: View, text: OwnText) -> str:
    """Return what the ledgers have of the sentences that the articles of an approach leave out."""
    sources = {cite.partition("/")[0] for cite in text.about}
    ledgers = (each for each in view.contents.ledgers if each.source in sources)
    return " ".join(line.gist for each in ledgers for line in each.sentences)


def _agents(view: View, text: OwnText, known: str) -> Iterator[Located]:
    for a, agent in enumerate(view.contents.approaches[text.at].agents):
        if not any(stem in known for stem in re.findall(r"[\w-]{4,}", agent.lower())):
            message = f"'{agent}' is in no sentence about '{view.contents.approaches[text.at].id}'"
            yield Located(text.field, text.at, ("agents", a), message)
