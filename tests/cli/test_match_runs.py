"""`allscape match`: where a case comes from, and what is shown of it."""

import re
from pathlib import Path

import pytest
from program import CASE, EXAMPLES, packed, run, succeeds

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.cases import read
from allscape.explain.claims_held import spoken
from allscape.model.base import Truth
from allscape.model.landscape import RuledOutAs

DISPUTED = EXAMPLES / "relapsed-cd19-negative-29.yaml"
RICH = EXAMPLES / "relapsed-ecog-2.yaml"
BOXES = re.compile("[\u2500-\u259f|]")


@pytest.fixture(scope="module")
def landscape(book: Rulebook) -> Landscape:
    case = read(CASE)
    return book.evaluate(case.profile, name=case.name)


def test_a_file_gives_its_landscape_sentence_by_sentence(landscape: Landscape) -> None:
    done = succeeds("match", CASE)
    assert done.out.startswith(f"{landscape.case.name}\n")
    assert landscape.notice.rstrip(".").upper() in done.out
    full = succeeds("match", CASE, "--full")
    for result in landscape.approaches:
        if result.verdict is Verdict.MATCHED:
            assert result.name in done.words.partition("MATCHED (")[2]
            assert any(packed(each.sentence) in packed(done.out) for each in result.citations)
        if result.verdict is not Verdict.RULED_OUT:
            assert result.name in full.words
            for citation in result.citations:
                assert packed(citation.sentence) in packed(full.out)


def test_what_is_folded_is_counted_with_what_unfolds_it(landscape: Landscape) -> None:
    open_, out = (len(landscape.ids(each)) for each in (Verdict.UNDETERMINED, Verdict.RULED_OUT))
    told = succeeds("match", CASE).words.partition("FOLDED, AND WHAT UNFOLDS IT")[2]
    assert f"--full {open_} open; statements: " in told
    assert f"--all {out} ruled out, each with the condition that fails" in told
    assert "--teaching the teaching notes" in told
    for flags in (("--full",), ("--all",)):
        assert "FOLDED" not in succeeds("match", CASE, *flags).out


def test_standard_input_is_read_where_the_case_is_a_dash() -> None:
    from_file, from_input = succeeds("match", CASE), run("match", "-", stdin=CASE.read_bytes())
    assert (from_input.code, from_input.err, from_input.out) == (0, "", from_file.out)


def test_options_alone_make_a_case(book: Rulebook) -> None:
    done = succeeds("match", "--ph-status", "positive", "--age", "67.5", "--prior-tki", "true",
                    "--json")  # fmt: skip
    profile = Profile(ph_status="positive", age=67.5, prior_tki=True)
    assert Landscape.from_json(done.out) == book.evaluate(profile)


def test_options_override_the_file_and_can_take_a_fact_away() -> None:
    done = succeeds("match", CASE, "--ph-status", "negative", "--ecog", "unknown", "--json")
    told = Landscape.from_json(done.out).case
    assert told.name == read(CASE).name
    assert told.profile == {
        "ph_status": "negative", "relapse_status": "newly_diagnosed", "age": 67,
    }  # fmt: skip


def test_nothing_known_is_a_case_and_nothing_matched_is_an_answer(book: Rulebook) -> None:
    assert "Nothing is known of this case." in succeeds("match").out
    done = succeeds("match", "--as-of", "2000-01-01")
    assert "no article had appeared" in done.words
    assert re.search(r"^ +matched +none$", done.out, re.MULTILINE)


def test_what_is_ruled_out_is_counted_and_listed_on_request(landscape: Landscape) -> None:
    out = [each for each in landscape.approaches if each.verdict is Verdict.RULED_OUT]
    assert out
    usual, everything = succeeds("match", CASE), succeeds("match", CASE, "--all")
    heading = f"RULED OUT: DESCRIBED FOR OTHER CASES ({len(out)})"
    assert f"ruled out {len(out)} described for other cases" in usual.words
    assert heading in succeeds("match", CASE, "--full").out
    section = everything.words.partition(heading)[2]
    for result in out:
        assert result.name in section
        for citation in result.citations:
            assert packed(citation.sentence) in packed(everything.out)


@pytest.mark.parametrize("case", [CASE, DISPUTED, RICH], ids=lambda path: path.stem)
def test_full_quotes_every_matched_statement_on_a_matched_approach(
    case: Path, book: Rulebook
) -> None:
    evaluation = book.examine(read(case).profile)
    matched = evaluation.landscape.ids(Verdict.MATCHED)
    shown = packed(succeeds("match", case, "--full").out)
    told = 0
    for name, judged in evaluation.judgement.statements.items():
        statement = book.contents.statement[name]
        if judged.truth is Truth.TRUE and set(statement.about) & set(matched):
            assert packed(book.contents.sentence(statement.cite)) in shown, name
            told += 1
    assert told > len(matched)


@pytest.mark.parametrize("case", [CASE, DISPUTED, RICH], ids=lambda path: path.stem)
def test_on_the_full_page_words_of_one_of_several_sentences_name_it(
    case: Path, book: Rulebook
) -> None:
    shown = packed(succeeds("match", case, "--full", "--plain").out)
    told = 0
    for result in book.evaluate(read(case).profile).approaches:
        if result.verdict is Verdict.MATCHED and len(result.citations) > 1:
            for each in filter(lambda each: each.cite, result.because):
                ours = ", our assumption" * each.assumed
                assert packed(f"“{each.words}”{ours} {each.cite})") in shown, result.id
                told += 1
    assert told


def test_teaching_notes_are_shown_when_asked_for() -> None:
    case = read(CASE)
    notes = packed(spoken(case.teaching, Rulebook.load().examine(case.profile)))
    assert notes not in packed(succeeds("match", CASE).out)
    assert notes in packed(succeeds("match", CASE, "--teaching").out)


def test_plain_has_no_column_and_no_box_and_words_for_verdicts(landscape: Landscape) -> None:
    lines = succeeds("match", CASE, "--plain", "--all").out.splitlines()
    for line in lines:
        assert line == line.strip()
        assert "  " not in line
        assert not BOXES.search(line)
    for citation in {each for result in landscape.approaches for each in result.citations}:
        assert any(f'"{citation.sentence}"' in line for line in lines)
    for result in landscape.approaches:
        named = [line for line in lines if line.startswith(f"{result.name}. ")]
        assert len(named) == 1
        if result.verdict is Verdict.MATCHED:
            assert any(line.startswith(f"matched: {result.name}") for line in lines)
    others = [e for e in landscape.approaches if e.ruled_out_as is RuledOutAs.OTHER_CASES]
    assert f"Ruled out: described for other cases ({len(others)}):" in lines


def test_what_speaks_against_a_matched_approach_stands_beside_it(book: Rulebook) -> None:
    evaluation = book.evaluate(read(DISPUTED).profile)
    matched = [each for each in evaluation.approaches if each.verdict is Verdict.MATCHED]
    disputed = [each for each in matched if each.against]
    lines = succeeds("match", DISPUTED, "--plain").out.splitlines()
    assert disputed
    for result in disputed:
        assert any(line.startswith(f"matched, but: {result.name}") for line in lines)
        at = next(n for n, line in enumerate(lines) if line.startswith(result.name))
        end = lines.index("", at)
        assert any(line.startswith("against: ") for line in lines[at:end])


AFTER_TRANSPLANT = EXAMPLES / "mrd-positive-after-transplant-16.yaml"
ASSUMED = "That a therapy directed at MRD is one for MRD-positive patients is our reading"


@pytest.mark.parametrize("flags", [(), ("--plain",), ("--plain", "--full")])
def test_what_is_our_inference_of_an_offer_is_said_where_it_decides(flags: list[str]) -> None:
    assert ASSUMED in succeeds("match", AFTER_TRANSPLANT, *flags).words


@pytest.mark.parametrize("command", ["whatif", "why"])
def test_it_is_said_of_what_moves_and_of_why_as_well(command: str) -> None:
    asked = "mrd_result=negative" if command == "whatif" else "blinatumomab-mrd-positive"
    assert f"Our assumption: {ASSUMED}" in succeeds(command, AFTER_TRANSPLANT, asked).words


def test_a_condition_within_an_assumption_is_one_and_where_its_sentence_states_it_is_none() -> None:
    done = succeeds("match", AFTER_TRANSPLANT)
    assumed, own = re.findall(r"27(, our assumption)?: \S+ is positive “CD19-pos", done.words)
    assert assumed
    assert not own
    full = succeeds("match", EXAMPLES / "relapsed-ecog-2.yaml", "--full")
    assert "Our assumption (car-t-candidate-elsewhere)" in full.words


def test_a_standing_that_older_sentences_do_not_share_is_said_to_be_the_newest_ones() -> None:
    done = succeeds("match", AFTER_TRANSPLANT)
    assert "the newest sentence's; others: reported (csco-2021/53)" in done.words
    why = succeeds("why", AFTER_TRANSPLANT, "blinatumomab-mrd-positive")
    assert "Standing: discussed, the newest sentence's." in why.words


def test_in_a_line_the_words_of_the_sentence_stand_before_those_of_another() -> None:
    done = succeeds("match", AFTER_TRANSPLANT, "--plain").out
    number = "healthtree-2024/37, our assumption: "
    mine, other = next(each for each in done.splitlines() if number in each).split(number)
    assert "“pediatric and young ALL patients”, our assumption" in mine
    assert "“MRD positivity after transplant”" in other


def test_the_page_of_a_day_says_what_it_leaves_out() -> None:
    done = succeeds("match", RICH, "--as-of", "2021-12-31")
    assert "As of 31 December 2021" in done.words
    assert "not yet" in done.words
    assert "2024" not in done.out.partition("IN SHORT")[2].partition("SAID OF SUCH CASES")[0]


def test_what_no_article_says_yet_is_never_folded_in_with_what_holds() -> None:
    gates = ["--relapse-status", "newly_diagnosed", "--cd19-status", "positive", "--ecog", "1",
             "--active-gvhd", "false", "--organ-function-adequate", "true",
             "--life-expectancy-weeks", "20", "--as-of", "2024-12-31"]  # fmt: skip
    page = succeeds("match", *gates, "--plain").out
    late = [line for line in page.splitlines() if line.startswith("not yet:")]
    # One of each of the products to which a later article gives the setting.
    assert len([line for line in late if "relapsed/refractory" in line]) == 2
    for line in page.splitlines():
        assert not line.startswith("why: as above") or "relapsed/refractory" not in line
