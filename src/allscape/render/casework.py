"""A case to hand out: its story, what is asked of it, and its landscape as the answer."""

from allscape.engine.evaluate import Evaluation
from allscape.explain.claims_held import spoken
from allscape.learn.story import story
from allscape.model.case import Case
from allscape.render import words
from allscape.render.match import Wishes, page
from allscape.render.page import Page, Row, Rows, Text
from allscape.render.sheet import Handout, Leaf

_ASKED = (
    "Which of these do the articles describe for such a case, which are ruled out, and which hang"
    " on a fact that is not known? Write the verdict beside each, and the words it rests on."
)


def case_sheet(evaluation: Evaluation, case: Case) -> Handout:
    """Return a case as a sheet; its answer is all that `match --all` says of it."""
    landscape = evaluation.landscape
    lead: Page = []
    if case.story:
        lead.append(Text(spoken(case.story.strip(), evaluation)))
    lead.append(Text(story(landscape.case.profile)))
    lead.append(Text(f"Known: {words.facts(landscape.case.profile) or 'nothing'}."))
    if landscape.as_of:
        lead.append(Text(f"As the articles up to {words.day(landscape.as_of)} describe it."))
    named = Rows([Row("-", each.name) for each in landscape.approaches])
    whole = page(evaluation, case, Wishes(all=True, full=True, teaching=True, on_paper=True))
    leaf = Leaf("What do the articles say?", [Text(_ASKED), named], whole)
    return Handout(case.name or "A hypothetical case", lead, [leaf])
