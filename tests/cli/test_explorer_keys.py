"""Every key of the explorer, in a small and in a large terminal, with and without color."""

from collections.abc import Callable
from functools import partial, reduce

import pytest
from piloted import ECOG_3, LARGE, SMALL, Driven, burst, drive, holds, press
from textual.pilot import Pilot

from allscape.explorer import changes, rows
from allscape.explorer.commands import COMMANDS, PRESENTING
from allscape.explorer.facts import LABELS
from allscape.explorer.handlers import DO
from allscape.explorer.lines import Lines
from allscape.explorer.scene import Pane, after
from allscape.model.landscape import NOTICE
from allscape.model.profile import CORE_ATTRIBUTES
from allscape.render import find
from allscape.session.events import Answer, OnDay, Pin, ReadAs, Redo, Undo

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def lines(app: Driven, name: str) -> Lines:
    return app.screen.query_one(f"#{name}", Lines)


def _known(app: Driven, name: str) -> object:
    return app.desk.state.profile.known().get(name)


PATHS: dict[str, tuple[list[str], Callable[[Driven], object]]] = {
    "up": (["down", "down", "up"], lambda app: app.desk.row == app.desk.map.rows[1].approach),
    "down": (["j", "j", "k"], lambda app: app.desk.row == app.desk.map.rows[1].approach),
    "page_up": (["end", "pageup"], lambda app: app.desk.row == app.desk.map.rows[-11].approach),
    "page_down": (["pagedown"], lambda app: app.desk.row == app.desk.map.rows[10].approach),
    "top": (["end", "home"], lambda app: app.desk.row == app.desk.map.rows[0].approach),
    "bottom": (["end"], lambda app: app.desk.row == app.desk.map.rows[-1].approach),
    "switch": (["tab", "end"], lambda app: app.desk.scene.fact == "care_setting"),
    "turn": (["tab", "space", "right"], lambda app: _known(app, "ph_status") == "positive"),
    "turn_back": (["tab", "left"], lambda app: _known(app, "ph_status") == "positive"),
    "open": (["n", "enter", *"pos", "enter"], lambda app: _known(app, "mrd_result") == "positive"),
    "forget": (["tab", "delete"], lambda app: _known(app, "ph_status") is None),
    "letter": (["f", "s"], lambda app: _known(app, "organ_function_adequate") is False),
    "ask": (["n"], lambda app: app.desk.scene.fact == "mrd_result"),
    "undo": (["6", "u"], lambda app: _known(app, "ecog") == 3),
    "redo": (["6", "u", "r"], lambda app: _known(app, "ecog") == 4),
    "moved": (["2", "m"], lambda app: "What moved: mrd_result positive" in app.seen),
    "why": (["w"], lambda app: "csco-2021" in app.seen or "daver-2025" in app.seen),
    "change": (["c", "1"], lambda app: _known(app, "relapse_status") == "newly_diagnosed"),
    "said": (["down", "s"], lambda app: "What is said of it: " in app.seen),
    "years": (["y"], lambda app: "12 March 2021" in app.seen and "Not described then" in app.seen),
    "history": (["h"], lambda app: "The landscape, article by article" in app.seen),
    "case": (["end", "x", "1"], lambda app: _known(app, "prior_car_t") is True),
    "pin": (["p"], lambda app: "pinned" in app.panes()["title"][0]),
    "compare": (["p", "6", "e"], lambda app: "pinned | now" in app.seen),
    "day": (["d"], lambda app: "AS OF 2021-03-12" in app.panes()["title"][0]),
    "day_back": (["D"], lambda app: "AS OF 2025-08-12" in app.panes()["title"][0]),
    "reading": (
        ["t", "1"],
        lambda app: "1 term read otherwise" in app.seen
        and "* “adult” is read as: 16 completed years and over: " in app.seen,
    ),
    "present": (["P"], lambda app: "A hypothetical person of 49" in app.seen),
    "quiz": (["Q"], lambda app: "Question 1 of " in app.seen),
    "lesson": (["L", "1"], lambda app: "Eligibility and its reading · 0 of " in app.seen),
    "save": (["S", *"a.md", "enter"], lambda app: app.saved == ["a.md"]),
    "help": (["question_mark"], lambda app: "allscape step --plain" in app.seen),
    "palette": (["ctrl+p", *"pin"], lambda app: "compare with" in app.seen),
    "quit": (["q"], lambda app: not app.is_running or app._exit),
}  # fmt: skip


def test_every_command_has_a_path_and_is_done() -> None:
    assert PATHS.keys() == COMMANDS.keys()
    assert DO.keys() == COMMANDS.keys() - {"palette"}
    keys = [key for each in COMMANDS.values() for key in each.keys]
    assert len(keys) == len(set(keys))
    assert not {LABELS[name] for name in CORE_ATTRIBUTES} & set(keys)


@pytest.mark.sampled(3)
@SIZES
@pytest.mark.parametrize("name", PATHS)
def test_a_key_does_what_it_says(name: str, size: tuple[int, int]) -> None:
    keys, comes_to = PATHS[name]

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for key in keys:
            await press(app, pilot, key)
            if app.is_running and len(app.screen_stack) == 1:
                holds(app)
        assert comes_to(app), app.seen
        assert reduce(after, app.acts, app.first) == app.desk.scene

    drive(script, size)


@pytest.mark.parametrize(
    ("before", "keys", "kept"),
    [
        (["f", "4", *"50"], ["enter", "enter"], 1), (["t"], ["1", "1"], 1), (["c"], ["1", "1"], 1),
        (["end", "x"], ["1", "1"], 1), (["ctrl+p", *"pin"], ["enter", "enter"], 1),
        (["P"], [" ", "question_mark", "question_mark", "escape"], 0),
        ([], [*"mjqmjq", "question_mark", *"jq"], 0),
    ],
    ids=["value", "reading", "change", "case", "palette", "presentation", "ends"],
)  # fmt: skip
def test_what_closes_on_a_key_closes_once(before: list[str], keys: list[str], kept: int) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, *before)
        await burst(app, pilot, *keys)

    app = drive(script)
    assert len(app.kept) == kept
    assert not app.return_code


@pytest.mark.sampled(2)
@SIZES
def test_no_color_shows_the_same_text(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ["6", "down", "2", "tab", "d", "P", "space", "space"]
    seen: list[list[str]] = []
    colors: list[set[str]] = []

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        shown = []
        found: set[str] = set()
        for key in keys:
            await press(app, pilot, key)
            holds(app)
            shown.append(app.seen)
            found |= app.colors()
        seen.append(shown)
        colors.append(found)

    monkeypatch.delenv("NO_COLOR", raising=False)
    drive(script, size)
    monkeypatch.setenv("NO_COLOR", "1")
    drive(script, size)
    assert seen[0] == seen[1]
    # Of a terminal's own sixteen, so that they suit a light one and a dark one.
    assert colors[0] <= {"green", "yellow", "magenta", "blue", "cyan", "red", "white", "black"}
    assert colors[0]
    assert colors[1] == set()


def test_all_can_be_shown_in_ascii() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "6", "down", "tab", "n")
        assert app.seen.isascii(), app.seen
        assert ">2 mrd_result" in app.seen
        assert "FACTS v 18 more" in app.seen
        await press(app, pilot, "question_mark")
        assert app.seen.isascii(), app.seen

    drive(script, ascii_only=True)


def test_every_fact_is_given_by_one_or_two_keys() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for name, label in LABELS.items():
            before = len(app.kept)
            await press(app, pilot, *([label] if name in CORE_ATTRIBUTES else ["f", label]))
            if len(app.screen_stack) > 1:  # a number is typed
                await press(app, pilot, "7", "enter")
            holds(app)
            assert app.desk.scene.fact == name
            event = app.kept[before]
            assert isinstance(event, Answer)
            assert list(event.facts) == [name]

    drive(script, case=None)


def test_a_key_that_cannot_be_says_why() -> None:
    told = {
        "u": "undo: there is nothing to undo.",
        "r": "redo: there is nothing to redo.",
        "m": "moved: nothing has moved yet.",
        "e": "compare: no case is pinned: p pins this one.",
        "P": "present: nothing is known of the case: give a fact first.",
        "delete": "unknown: ph_status is unknown already.",
    }

    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for key, reason in told.items():
            await press(app, pilot, key)
            assert app.panes()["notice"] == [reason]
        assert "(u undo)" in " ".join(app.panes()["keys"])
        assert app.kept == []
        await press(app, pilot, "tab", "space")
        assert "(u undo)" not in " ".join(app.panes()["keys"])

    drive(script, case=None)


def test_what_contradicts_is_said_and_nothing_changes() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        # prior_car_t is false: no response to it can be.
        await press(app, pilot, "f", "q")
        assert "no other value fits" in app.panes()["notice"][0]
        await press(app, pilot, "enter", *"good", "enter")
        assert "Not done: " in app.seen
        assert "response_to_car_t" in app.seen
        await press(app, pilot, "escape", "4", "backspace", "backspace", *"200", "enter")
        assert "Not done: age" in app.seen
        assert app.kept == []

    drive(script)


NARROW = (60, 24)


@pytest.mark.parametrize("size", [NARROW, SMALL, LARGE], ids=str)
def test_the_map_has_something_of_every_fact_that_is_asked(size: tuple[int, int]) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        head, *below = [each.text.plain for each in rows.lines(app.desk, app.sized)]
        assert head.split()[-1] in {"+", "others"}
        at = head.index(head.split()[-1])
        beside = set(head.split()) & {"Ph", "MRD", "course", "age", "19", "CD19", "EC", "ECOG"}
        for line, row in zip(below, rows.lines(app.desk, app.sized)[1:], strict=True):
            if row.approach is None:
                continue
            cells = next(e.cells for e in app.desk.map.rows if e.approach == row.approach)
            rest = cells.keys() - set(CORE_ATTRIBUTES[: len(beside)])
            assert bool(line[at:].strip()) == bool(rest), line
        names = [each[2:at].split("  ")[0] for each in below]
        assert len(names) == len(set(names))

    drive(script, size)


def test_no_bar_shows_keys_that_do_not_apply() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for key in ("4", "f", "ctrl+p", "w", "S"):
            await press(app, pilot, key)
            assert "Tab facts/map" not in app.seen, key
            await press(app, pilot, "escape")
            holds(app)
        await press(app, pilot, "w")
        assert " more below: Space; Esc closes" in app.seen
        await press(app, pilot, "end")
        assert "more below" not in app.seen
        await press(app, pilot, "escape", "Q", "a", "q")
        assert "? help  q end" in app.seen
        assert "letter answer" not in app.seen

    drive(script)


def test_what_a_fact_bears_on_is_told_apart() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "n")
        below = " ".join(app.panes()["below"])
        names = below.partition("Bears on: ")[2].partition(". Asked")[0].split("; ")
        assert len(names) > 3
        assert {*names} <= {each.short for each in app.desk.map.rows}
        assert any(", " in each for each in names)

    drive(script, LARGE, case=None)


def test_a_word_against_is_told_where_it_hangs_and_where_it_does_no_more() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "f", "e")
        moved = " ".join(app.panes()["moved"])
        assert "hangs on nothing more: BRICK; inotuzumab, relapsed." in moved
        await press(app, pilot, "u", "f", "e", "left")
        below = app.panes()["below"]
        assert "Could speak against: BRICK; inotuzumab, relapsed." in below

    drive(script)


@pytest.mark.parametrize("size", [(60, 20), SMALL], ids=str)
def test_no_line_of_a_page_goes_past_the_edge(size: tuple[int, int]) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "x")
        profile = changes.smallest_case(app.desk).profile
        assert profile is not None
        assert find.command(profile) in " ".join(app.seen.split())

    drive(script, size)


def test_what_moved_stays_until_the_next_change() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "6", "left", "left")
        moved = app.panes()["moved"]
        assert moved[0].startswith("* ecog 2: now matched: ")
        assert any("*CAR T, R/R ALL" in each for each in _all_rows(app))
        await press(app, pilot, "tab", "down", "pagedown", "w", "escape")
        assert app.panes()["moved"] == moved
        await press(app, pilot, "1")
        assert app.panes()["moved"] != moved

    drive(script, LARGE)


def _all_rows(app: Driven) -> list[str]:
    return [each.text.plain for each in rows.lines(app.desk, app.sized)]


def test_days_readings_and_pins_are_events_that_undo_takes_back() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "d", "t", "1", "p", "u", "u", "u", "r")
        kinds = [type(each) for each in app.kept]
        assert kinds == [OnDay, ReadAs, Pin, Undo, Undo, Undo, Redo]
        assert app.desk.state.view.as_of is not None
        assert app.desk.state.view.pinned is None
        holds(app)

    drive(script)


def test_a_presentation_goes_fact_by_fact() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "P")
        holds(app)
        assert "matched" not in app.seen
        assert "(↓ next sentence)" in app.seen
        assert "ph_status" not in app.seen
        await press(app, pilot, "space")
        assert "ph_status" in app.seen
        assert "What will move?" in app.seen
        holds(app)
        await press(app, pilot, "space")
        assert "What will move?" not in app.seen
        assert "* ruled out: " in app.seen
        holds(app)
        await press(app, pilot, "left")
        assert "What will move?" in app.seen
        stages = app.desk.scene.stages
        await press(app, pilot, *["space"] * (stages - 1))
        assert app.desk.scene.stage == stages
        assert app.desk.staged().landscape == app.desk.evaluation.landscape
        await press(app, pilot, "space")
        assert app.desk.scene.stage is None
        holds(app)
        assert app.kept == []

    drive(script)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("size", [(60, 20), NARROW, SMALL, LARGE], ids=str)
def test_a_class_sees_no_verdict_without_its_sentence(size: tuple[int, int]) -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "P", "question_mark")
        assert app.seen.index("WHILE PRESENTING") < app.seen.index("Space → Enter")
        assert "  KEYS\n" not in app.seen.partition("WHILE PRESENTING")[0]
        await press(app, pilot, "escape")
        assert app.seen.split("\n")[-1] == NOTICE
        for _ in range(app.desk.scene.stages):
            await press(app, pilot, "space")
            holds(app)
            for at, row in enumerate(app.desk.staged_rows[:3], 1):
                result = app.desk.staged().landscape[row]
                seen = " ".join(app.seen.split())
                number = f"{at} of {len(app.desk.staged_rows)} · "
                assert number + result.name in seen
                assert "“" in seen.partition(number)[2]
                await press(app, pilot, "down")
            await press(app, pilot, *["up"] * min(3, len(app.desk.staged_rows)))
        assert app.kept == []

    drive(script, size)


def test_the_class_sees_no_teaching_notes_by_accident() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "P", *[each for each in "abcnstNT" if each != "q"])
        assert "Teaching notes" not in app.seen
        await press(app, pilot, "ctrl+n")
        assert "Teaching notes\n" not in app.seen
        await press(app, pilot, "space", "ctrl+n")
        assert "fail on ECOG alone" not in app.seen
        await press(app, pilot, "ctrl+n")
        assert "fail on ECOG alone" in app.seen
        await press(app, pilot, "space")
        assert "fail on ECOG alone" not in app.seen

    drive(script)
    assert PRESENTING["notes"].keys == ("ctrl+n",)


def test_a_mouse_points_turns_and_rolls() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await pilot.click("#map", offset=(4, 4))
        await pilot.pause()
        assert app.desk.scene.row == app.desk.map.rows[2].approach
        await pilot.click("#facts", offset=(4, 1))
        await pilot.pause()
        assert (app.desk.scene.fact, app.desk.scene.pane) == ("ph_status", Pane.FACTS)
        await pilot.click("#facts", offset=(4, 1))
        await pilot.pause()
        assert [type(each) for each in app.kept] == [Answer]
        for head in map(partial(lines, app), ("map", "facts")):
            head.post_message(Lines.Clicked(head, 0))
        lines(app, "map").on_mouse_scroll_down()
        await pilot.pause()
        assert (app.desk.row, app.desk.scene.pane) == (app.desk.map.rows[3].approach, Pane.MAP)
        lines(app, "facts").on_mouse_scroll_up()
        lines(app, "title").on_mouse_scroll_down()
        await pilot.pause()
        assert (app.desk.scene.fact, app.desk.scene.pane) == ("ph_status", Pane.FACTS)
        assert [type(each) for each in app.kept] == [Answer]
        holds(app)

    drive(script)


def test_a_row_opens_on_why_and_a_lesson_is_chosen_by_its_key() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        await press(app, pilot, "enter")
        assert "ruled out, described for other cases" in app.seen
        await press(app, pilot, "escape", "L", "1")
        assert "Eligibility and its reading · 0 of " in app.seen
        await press(app, pilot, "q")
        holds(app)

    drive(script)


def test_the_screen_is_shared_out_anew_when_the_terminal_changes() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        for size in (LARGE, (60, 20), (40, 10), (200, 60), SMALL):
            await pilot.resize_terminal(*size)
            await press(app, pilot, "down")
            if size[0] >= 60:
                holds(app)

    drive(script, case=ECOG_3)


def test_a_screen_that_is_too_small_says_so_as_long_as_it_is() -> None:
    async def script(app: Driven, pilot: "Pilot[None]") -> None:
        usual = app.seen
        for size in ((59, 24), (80, 19), (50, 15), (50, 10), (40, 10), (20, 5), (9, 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.seen.startswith("60 by 20")
            assert size[0] < 29 or app.seen.startswith("60 by 20 needed, this is less\n")
            await pilot.resize_terminal(*SMALL)
            await pilot.pause()
            assert app.seen == usual

    drive(script, case=ECOG_3)
