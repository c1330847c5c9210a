"""Ctrl-C at any moment after Python has started: one line, exit code 130, no traceback."""

import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from program import DONE, environment

from allscape.cli import start
from allscape.cli.commands import COMMANDS

STOPPED = 130

# As in a terminal, where the tests run in the background, too.
LISTENING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"

# Presses Ctrl-C when a module is looked for, or when Python ends.
PRESSED = """
import atexit, os, signal, sys
at = sys.argv.pop(1)
press = lambda *_: os.kill(os.getpid(), signal.SIGINT)
class Pressing:
    def find_spec(name, path=None, target=None):
        if name == at:
            press()
sys.meta_path.insert(0, Pressing)
if at == "the end":
    atexit.register(press)
sys.argv[0] = "allscape"
from allscape.cli.start import main
sys.exit(main())
"""


def pressed(at: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program, Ctrl-C pressed at a moment."""
    return subprocess.run(
        [sys.executable, "-c", LISTENING + PRESSED, at, *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(),
        check=False,
    )


def stops(ended: subprocess.CompletedProcess[str]) -> None:
    """Hold that a run was stopped, and said so in a line."""
    assert (ended.returncode, ended.stderr) == (STOPPED, "allscape: stopped\n")


@pytest.mark.parametrize(
    "at",
    [
        "allscape.cli.main", "typer", "allscape.cli.commands", "allscape.model.profile", "pydantic",
        "allscape.engine.plain", "durable", "allscape.render.match", "the end",
    ],
)  # fmt: skip
def test_stopped_at_any_moment(at: str) -> None:
    ended = pressed(at, "match", "--age", "67")
    if at == "durable" and not ended.returncode:
        pytest.skip("durable-rules is not here")
    stops(ended)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_stopped(command: str) -> None:
    stops(pressed(f"allscape.cli.{COMMANDS[command][0]}", command))


def test_a_program_that_is_not_to_be_stopped_goes_on() -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + PRESSED
    ended = subprocess.run(
        [sys.executable, "-c", code, "typer", "--version"],
        capture_output=True, text=True, timeout=120, env=environment(), check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert ended.stdout.startswith("allscape ")


def test_the_program_is_installed_to_start_there() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["scripts"]["allscape"] == "allscape.cli.start:main"


@pytest.mark.parametrize("told", [True, False], ids=["told", "nowhere to tell"])
def test_what_is_pressed_before_the_program_listens_stops_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *, told: bool
) -> None:
    def pressed_early() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("allscape.cli.main.main", pressed_early)
    monkeypatch.setattr(start.os, "_exit", sys.exit)
    if not told:
        monkeypatch.setattr(sys, "stderr", None)
    # Where the tests run in the background, nothing is stopped.
    listening = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(SystemExit) as ended:
            start.main()
    finally:
        signal.signal(signal.SIGINT, listening)
        monkeypatch.undo()
    assert ended.value.code == STOPPED
    assert capfd.readouterr().err == ("allscape: stopped\n" if told else "")
