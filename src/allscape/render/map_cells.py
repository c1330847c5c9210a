"""What stands in the cells of the map: asks, states and standings in few letters."""

from collections.abc import Sequence
from typing import NamedTuple

from allscape.model.base import Verdict
from allscape.model.map import OR, CellState, MapCell, MapRow
from allscape.model.profile import CORE_ATTRIBUTES
from allscape.model.statements import Level
from allscape.render import words
from allscape.render.page import Tone

WIDE, NARROW = 110, 76

SAYS = {
    CellState.HOLDS: "holds",
    CellState.FAILS: "fails, and alone rules out",
    CellState.IN_PART: "not wholly met, but rules nothing out",
    CellState.OPEN: "not given, can decide",
    CellState.SETTLED: "settled (not given, can no longer decide)",
}
"""Each state in words."""

_MARKS = dict(zip(SAYS, "✓✗~?·", strict=True))
_ASCII_MARKS = dict(zip(SAYS, "=x~?.", strict=True))
SIGNS = "✓✗·−≥≤–…"
"""What an encoding has to have for a map that is not in ASCII alone."""
_NO_MARKS = dict.fromkeys(CellState, "")
_TONES = {
    CellState.HOLDS: Tone.FOR, CellState.FAILS: Tone.AGAINST, CellState.IN_PART: Tone.OPEN,
    CellState.OPEN: Tone.OPEN, CellState.SETTLED: Tone.QUIET,
}  # fmt: skip
_FIRST = (CellState.FAILS, CellState.OPEN, CellState.IN_PART, CellState.HOLDS, CellState.SETTLED)
"""What is shown first where there is not room for all."""

BUT = "but"
_VERDICTS = {
    Verdict.MATCHED: ("match", Tone.FOR),
    Verdict.UNDETERMINED: ("open", Tone.OPEN),
    Verdict.RULED_OUT: ("out", Tone.PLAIN),
}
LIMITED = "*"
_STANDINGS = {
    Level.APPROVED: "appr.", Level.STANDARD: "stand", Level.REPORTED: "rep.",
    Level.EMERGING: "emer.", Level.UNDER_STUDY: "study", Level.DISCUSSED: "disc.",
    Level.SPECULATIVE: "spec.", Level.QUESTIONED: "quest",
}  # fmt: skip
_HALF = {
    Level.UNDER_STUDY: "study", Level.SPECULATIVE: "speculat.", Level.QUESTIONED: "question.",
}  # fmt: skip

_SIGNS = {
    "positive": "+", "negative": "−", "true": "+", "false": "−",
    "newly_diagnosed": "new", "in_remission": "rem.", "relapsed": "rel.",
    "refractory": "ref.", "relapsed or refractory": "R/R",
    "newly_diagnosed or in_remission": "no R/R", "consolidation": "consol.",
    "limited_resource": "limited",
}  # fmt: skip
_LABELS = {
    "risk_group": "risk ", "relapse_risk": "relapse risk ", "complex_cytogenetics": "complex",
    "cd22_status": "CD22", "mrd_by_flow": "flow", "mrd_timing": "MRD ", "salvage_line": "salvage ",
    "first_line_treatment_completed": "1st line", "prior_frontline_chemotherapy": "chemo",
    "prior_intensive_chemotherapy": "intens.", "prior_tki": "TKI", "prior_blinatumomab": "blin.",
    "prior_transplant": "transpl.", "prior_car_t": "CAR T", "response_to_car_t": "response ",
    "active_gvhd": "GVHD", "organ_function_adequate": "organs", "life_expectancy_weeks": "weeks",
    "lineage": "", "treatment_phase": "", "care_setting": "",
}  # fmt: skip

Styled = tuple[str, Tone]


class Look(NamedTuple):
    """How a map is drawn: how wide, of a case or of none, and whether in ASCII alone.

    `height` is that of the screen.
    """

    width: int = 80
    case: bool = True
    ascii_only: bool = False
    height: int = 24

    @property
    def marks(self) -> dict[CellState, str]:
        """The mark of each state; none where there is no case."""
        if not self.case:
            return _NO_MARKS
        return _ASCII_MARKS if self.ascii_only else _MARKS

    @property
    def narrow(self) -> bool:
        """Whether there is little room."""
        return self.width < NARROW


def begins(row: MapRow, look: Look) -> list[Styled]:
    """Return what a row begins with: its name, what it comes to, how firmly it is put."""
    standing = (_standing(row, look), Tone.PLAIN)
    if not look.case:
        return [(row.short, Tone.PLAIN), standing]
    verdict, tone = _VERDICTS[row.verdict]
    if row.against and row.verdict is Verdict.MATCHED:
        verdict, tone = BUT, Tone.AGAINST
    if row.against and row.verdict is Verdict.UNDETERMINED:
        verdict = f"{verdict}!"
    return [(row.short, tone), (verdict, tone), standing]


def cut(name: str, room: int, look: Look) -> str:
    """Return a name, or as much of it as there is room for."""
    if len(name) <= room:
        return name
    return name[: room - 1].rstrip() + ("." if look.ascii_only else "…")


def _standing(row: MapRow, look: Look) -> str:
    limited = LIMITED * (row.standing_limit is not None)
    if look.narrow:
        return _STANDINGS[row.standing] + limited
    text = words.plain(row.standing)
    return (text if look.width >= WIDE else _HALF.get(row.standing, text)) + limited


def core_heads(look: Look) -> tuple[str, ...]:
    """Return what stands over the cells of the core facts."""
    return ("Ph", "MRD", "course", "age", *(("19", "EC") if look.narrow else ("CD19", "ECOG")))


def core(row: MapRow, look: Look) -> list[Styled]:
    """Return the cells of the core facts; blank where no sentence asks."""
    cells = map(row.cells.get, CORE_ATTRIBUTES)
    return [(_shown(e, look), _TONES[e.state]) if e else ("", Tone.PLAIN) for e in cells]


def _shown(cell: MapCell, look: Look, label: str = "") -> str:
    either = OR if cell.asks.startswith(OR) else ""
    asks = _sign(cell.asks.removeprefix(OR))
    if look.narrow:
        either, asks = either.strip(), asks.replace(" ", "")
    if look.ascii_only:
        for sign, plain in {"−": "-", "≥": ">=", "≤": "<=", "–": "-"}.items():
            asks = asks.replace(sign, plain)
    return f"{either}{label}{asks}{look.marks[cell.state]}"


def _sign(asks: str) -> str:
    if asks in _SIGNS:
        return _SIGNS[asks]
    parts = [_SIGNS.get(part, words.plain(part)) for part in asks.split(f" {OR}")]
    message = "/".join(parts).replace(">= ", "≥").replace("<= ", "≤").replace(" to ", "–")
    return message.replace("> ", ">").replace("< ", "<")


def others(row: MapRow, names: Sequence[str], look: Look, room: int) -> Styled:
    """Return the cell of the facts that are not core, as many as there is room for."""
    mine = [(name, row.cells[name]) for name in names if name in row.cells]
    mine.sort(key=lambda each: _FIRST.index(each[1].state) if look.case else 0)
    if not mine:
        return "", Tone.PLAIN
    tone = _TONES[mine[0][1].state] if look.case else Tone.PLAIN
    shown = [_shown(cell, look, _LABELS.get(name, f"{name} ")) for name, cell in mine]
    for left in range(len(shown), 0, -1):
        folded = [f"+{len(shown) - left}"] if left < len(shown) else []
        if len(message := " ".join([*shown[:left], *folded])) <= room:
            return message, tone
    return f"{len(shown)}{look.marks[mine[0][1].state]}", tone
