"""Completion in real shells, each in a terminal of its own: what a tab puts in."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from program import environment, path

FIRST = {
    "bash": "PS1='$ '; bind 'set enable-bracketed-paste off'; eval \"$(cat c.sh)\"; echo READY\n",
    "zsh": "PS1='$ '; autoload -U compinit; compinit -D -u; eval \"$(cat c.sh)\"; echo READY\n",
    "fish": "function fish_prompt; echo '$ '; end; source c.sh; echo READY\n",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
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
    ("allscape rules csco-2021/3", "allscape rules csco-2021/3"),
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
                if b"\x1b[c" in part or b"\x1b[0c" in part:  # fish asks what the terminal is
                    os.write(self._mine, b"\x1b[?62;c")
                seen += part
            shown = _CODES.sub(b"", seen).replace(b"\r", b"").decode(errors="replace")
            if until in shown:
                return shown
        return shown

    def close(self) -> None:
        """End the shell."""
        self._running.kill()
        self._running.wait()
        os.close(self._mine)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_tab_completes(shell: str, tmp_path: Path) -> None:
    made = subprocess.run(
        [path()], env={**environment(), "_ALLSCAPE_COMPLETE": f"source_{shell}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    (tmp_path / "c.sh").write_text(made.stdout)
    (tmp_path / "c.yaml").write_text("profile: {age: 5}\n")
    terminal = Terminal(shell, tmp_path)
    try:
        for typed, completed in TYPED:
            shown = terminal.type(f"{typed}\t", until=completed)
            assert completed in shown, (typed, shown)
            terminal.type("\x15", until="")
            terminal.type("\x03", until="$ ")
    finally:
        terminal.close()
