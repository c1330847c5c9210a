"""Completion in real shells, each in a terminal of its own: what a tab puts in."""

import os
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import tiny
from program import environment, path, run

from allscape.cli import complete
from allscape.cli.adding import known

pty = pytest.importorskip("pty")

FIRST = {
    "bash": "PS1='$ '; bind 'set enable-bracketed-paste off'; eval \"$(cat c.sh)\"; echo READY\n",
    "zsh": "PS1='$ '; autoload -U compinit; compinit -D -u; eval \"$(cat c.sh)\"; echo READY\n",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
SHELLS = [
    pytest.param(each, marks=pytest.mark.skipif(shutil.which(each) is None, reason="not here"))
    for each in START
]
TYPED = [
    ("allscape match --ph-status pos", "allscape match --ph-status positive"),
    ("allscape whatif c.yaml ph_st", "allscape whatif c.yaml ph_status="),
    ("allscape whatif c.yaml ph_status=po", "allscape whatif c.yaml ph_status=positive"),
    ("allscape find ecog", "allscape find ecog="),
    ("allscape approaches brex", "allscape approaches brexu-cel-relapsed-refractory"),
    ("allscape rules ash-2024/3\t", "ash-2024/32"),  # a second tab lists what there is
    ("allscape match example:good", "allscape match example:good-response-to-car-t-33"),
    ("allscape map example:nothing", "allscape map example:nothing-known"),
    ("allscape check --format sar", "allscape check --format sarif"),
]
_CODES = re.compile(
    rb"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_=>()][0AB]?)"
)
_WAIT = 20.0


class Terminal:
    """A shell in a terminal."""

    def __init__(self, shell: str, folder: Path) -> None:
        self._mine, theirs = pty.openpty()
        given = {**environment(), "TERM": "vt100", "HOME": str(folder)}
        given["PATH"] = f"{Path(path()).parent}{os.pathsep}{os.environ['PATH']}"
        self._running = subprocess.Popen(
            START[shell], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=given,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.type(FIRST[shell], until="\nREADY")

    def type(self, text: str, until: str) -> str:
        """Type a text; return what is shown, once `until` is among it or nothing more comes."""
        os.write(self._mine, text.encode())
        seen, end = b"", time.monotonic() + _WAIT
        while time.monotonic() < end:
            if select.select([self._mine], [], [], 0.1)[0]:
                part = os.read(self._mine, 65536)
                seen += part
            shown = _CODES.sub(b"", seen).translate(None, b"\r\x07").decode(errors="replace")
            if until in shown:
                return shown
        return shown

    def close(self) -> None:
        """End the shell."""
        self._running.kill()
        self._running.wait()
        os.close(self._mine)


def _script(shell: str, folder: Path) -> None:
    done = run(env={"_ALLSCAPE_COMPLETE": f"source_{shell}"})
    (folder / "c.sh").write_text(done.out)
    (folder / "c.yaml").write_text("profile: {age: 5}\n")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_tab_completes(shell: str, tmp_path: Path) -> None:
    _script(shell, tmp_path)
    terminal = Terminal(shell, tmp_path)
    try:
        for typed, completed in TYPED:
            shown = terminal.type(f"{typed}\t", until=completed)
            assert completed in shown, (typed, shown)
            terminal.type("\x15", until="")  # the line is taken back
    finally:
        terminal.close()


@pytest.mark.long
@pytest.mark.skipif(shutil.which("fish") is None, reason="not here")
def test_fish_is_offered_the_same(tmp_path: Path) -> None:
    _script("fish", tmp_path)
    given = {**environment(), "HOME": str(tmp_path)}
    given["PATH"] = f"{Path(path()).parent}{os.pathsep}{os.environ['PATH']}"
    asked = "; ".join(["source c.sh", *(f"complete -C '{typed.strip()}'" for typed, _ in TYPED)])
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked], cwd=tmp_path, env=given, capture_output=True,
        text=True, check=True, timeout=120,
    )  # fmt: skip
    offered = done.stdout.split()
    for _, completed in TYPED:
        assert any(each.startswith(completed.rpartition(" ")[2]) for each in offered), completed


def test_what_is_offered_is_what_can_be_said_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approaches = known("approaches", "id")
    monkeypatch.chdir(tmp_path)
    assert list(approaches("al")) == []
    tiny.write(tmp_path / "rules")
    assert list(approaches("al")) == [tiny.APPROACH]
    (tmp_path / "rules" / "rules.yaml").write_text("approaches: [\n")
    assert list(approaches("al")) == []
    assert list(complete.facts("mrd_")) == ["mrd_result=", "mrd_by_flow=", "mrd_timing="]
    assert list(complete.facts("nothing=")) == []
