"""What `pairs` says: near misses side by side, each with the words that decide."""

from collections.abc import Sequence

from allscape.learn.in_words import assumption
from allscape.learn.pairs import Pair
from allscape.learn.story import fact, story
from allscape.model.contents import Contents
from allscape.render import words
from allscape.render.framing import foot
from allscape.render.marks import marked_quotes
from allscape.render.page import Item, Page, Row, Rows, Text, Title, Tone


def page(contents: Contents, approach: str, found: Sequence[Pair]) -> Page:
    """Return the page of the near misses of an approach."""
    count = words.counted(len(found), "near miss", "near misses")
    page: Page = [Title(f"{contents.approach[approach].name}: {count}")]
    if not found:
        page.append(Text("No single fact takes a case from matched to ruled out."))
    shown: set[str] = set()
    for number, each in enumerate(found, 1):
        page += _pair(contents, approach, number, each, shown)
    return [*page, *foot()]


def _pair(contents: Contents, approach: str, number: int, each: Pair, shown: set[str]) -> Page:
    page: Page = [Item(f"{number}. {each.attribute}")]
    for term, reading in each.readings.items():
        named = contents.term[term]
        page.append(Text(f"“{named.name}” is read as: {named.reading(reading).says}.", 1))
    page.append(Text(story(each.matched), 1))
    but = ", but with something against it" if each.against else ""
    rows = [
        Row("matched", f"{fact(each.attribute, each.matched[each.attribute])}{but}", "", Tone.FOR),
        Row("ruled out", fact(each.attribute, each.ruled_out[each.attribute]), tone=Tone.AGAINST),
    ]
    rows += [Row("fails", one.condition, words.beside(contents, one)) for one in each.because]
    speaking = [contents.statement[name] for name in each.against]
    rows += [Row("against", words.gist(one), one.cite, Tone.AGAINST) for one in speaking]
    page.append(Rows(rows))
    terms = dict.fromkeys(one.term for one in each.because if one.term)
    assumed = [contents.term[name] for name in terms if contents.term[name].assumption]
    page += [Text(f"Our assumption: {assumption(term)}", 1) for term in assumed]
    naming = {one.cite for one in contents.offers[approach]}
    marks = [one.words for one in each.because if one.words]
    page += marked_quotes(contents, each.citations, marks, naming, shown)
    return page
