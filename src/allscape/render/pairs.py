"""What `pairs` says: near misses side by side, each with the words that decide."""

from collections.abc import Sequence

from allscape.learn.pairs import Pair
from allscape.learn.story import fact, story
from allscape.model.contents import Contents
from allscape.model.landscape import BUT_AGAINST
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
    before: set[str] = set()
    for number, each in enumerate(found, 1):
        again = {*each.ours} == before
        said = ["Our readings and assumptions: as just above."] if again else each.ours
        page.append(Item(f"{number}. {each.attribute}"))
        page += _pair(contents, approach, each, said if each.ours else (), shown)
        before = {*each.ours}
    return [*page, *foot()]


def _pair(
    contents: Contents, approach: str, each: Pair, ours: Sequence[str], shown: set[str]
) -> Page:
    read = each.readings.items()
    page: Page = [Text(f"{contents.term[term].read_as(named)}.", 1) for term, named in read]
    page.append(Text(story(each.matched), 1))
    but = BUT_AGAINST if each.against else ""
    rows = [
        Row("matched", f"{fact(each.attribute, each.matched[each.attribute])}{but}", "", Tone.FOR),
        Row("ruled out", fact(each.attribute, each.ruled_out[each.attribute]), tone=Tone.AGAINST),
    ]
    rows += [Row("fails", one.condition, words.beside(one)) for one in each.because]
    speaking = [contents.statement[name] for name in each.against]
    rows += [Row("against", words.gist(one), one.cite, Tone.AGAINST) for one in speaking]
    page.append(Rows(rows))
    page += [Text(one, 1) for one in ours]
    naming = {one.cite for one in contents.offers[approach]}
    marks = [one.words for one in each.because if one.words]
    page += marked_quotes(contents, each.citations, marks, naming, shown)
    return page
