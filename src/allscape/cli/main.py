"""The program: its commands, and what becomes of everything that can go wrong."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from allscape import faults
from allscape.cli.commands import Commands
from allscape.cli.output import tell

EXIT_STOPPED = 130
MOST_FAULTS = 50

app = typer.Typer(
    name="allscape",
    cls=Commands,
    help="What five articles describe for hypothetical cases of acute lymphoblastic leukemia.\n\n"
    "Every result stands on a sentence of an article, quoted word for word. "
    "For education; hypothetical cases only; not medical advice.",
    epilog="First steps: allscape match --ph-status positive --age 67 ; allscape approaches",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"allscape {version('allscape')}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        from allscape.cli.options import Screen
        from allscape.cli.output import show
        from allscape.cli.welcome import page

        show(page(), Screen())


def main() -> NoReturn:
    """Run the program and exit with its code."""
    _open_streams()
    atexit.register(_end)
    sys.exit(_written_out(_run()))


def _end() -> None:
    """Let the end of the process free what is left, which a last search for garbage only delays."""
    if "duckdb" not in sys.modules:  # which counts what it finds then as leaked
        gc.freeze()


def _open_streams() -> None:
    """Make up for closed streams, and write what an encoding cannot as an escape."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # to the end
    if sys.stdout is None:
        tell("allscape: cannot write: standard output is closed")
        sys.exit(faults.EXIT_OUR_FAULT)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _run() -> int:
    try:
        code = _answered()
        if code == EXIT_STOPPED:  # Typer makes this of the keyboard's interrupt
            tell("allscape: stopped")
    except (typer.Exit, SystemExit) as stop:
        # Typer turns a closed pipe into an exit of its own.
        if isinstance(stop.__context__, BrokenPipeError):
            return _let_go(faults.EXIT_DONE)
        code = getattr(stop, "exit_code", getattr(stop, "code", None))
    except (typer.Abort, KeyboardInterrupt):
        tell("allscape: stopped")
        return EXIT_STOPPED
    except typer.TyperException as error:
        return _usage(error)
    except faults.AllscapeError as error:
        return _ended(error)
    except BrokenPipeError:
        return _let_go(faults.EXIT_DONE)
    except OSError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is ours, and no traceback
        tell(f"allscape: a fault of ours, please report it: {type(error).__name__}: {error}")
        return faults.EXIT_OUR_FAULT
    return code if isinstance(code, int) else faults.EXIT_DONE


_OF_FACTS = ("match", "map", "explore")
"""The commands that take facts as options."""


def own_names(arguments: list[str]) -> list[str]:
    """Return arguments in which options for facts that go by another name (--mrd) have our own."""
    if not arguments or arguments[0] not in _OF_FACTS:
        return arguments
    ended = arguments.index("--") if "--" in arguments else len(arguments)
    return [*map(_own_name, arguments[:ended]), *arguments[ended:]]


def _own_name(argument: str) -> str:
    if not argument.startswith("--"):
        return argument
    from allscape.model.profile import ATTRIBUTES

    name, equals, value = argument.partition("=")
    found: str | None = name[2:].replace("-", "_")
    if found not in ATTRIBUTES:
        # Not on the way of a start whose names are our own.
        from allscape.model.typed import attribute_named

        found = attribute_named(name[2:])
    return f"--{found.replace('_', '-')}{equals}{value}" if found else argument


def _answered() -> object:
    if os.environ.get("_ALLSCAPE_COMPLETE") == "complete_bash":
        from allscape.cli import bash

        return bash.complete(lambda: app(standalone_mode=False))
    return app(args=own_names(sys.argv[1:]), standalone_mode=False)


def _written_out(code: int) -> int:
    """Write what is left of the output; return the exit code, of that, too."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _let_go(code)
    except OSError as error:
        return _unwritten(error)
    return code


def _refused(error: OSError) -> int:
    """Tell what the system refused: a file, or, where it names none, the output."""
    if not error.filename:
        return _unwritten(error)
    tell(f"allscape: {error.filename}: cannot be used: {faults.reason(error)}")
    return faults.EXIT_OUR_FAULT


def _unwritten(error: OSError) -> int:
    tell(f"allscape: cannot write: {faults.reason(error)}")
    return _let_go(faults.EXIT_OUR_FAULT)


def _let_go(code: int) -> int:
    """Write no more: a reader has left (`| head`), or a disk is full.

    Python must not complain of it when it ends.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _ended(error: faults.AllscapeError) -> int:
    shown = error.faults[:MOST_FAULTS]
    for fault in shown:
        tell(f"allscape: {fault}")
    if len(error.faults) > len(shown):
        tell(f"allscape: and {len(error.faults) - len(shown)} more")
    return error.exit_code


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    if context is not None:
        tell(context.get_usage())
    message = error.format_message().replace("Value error, ", "")  # pydantic's, before typer's
    asked = getattr(error, "option_name", None)
    if asked and context is not None:
        known = [name for each in context.command.params for name in each.opts]
        hint = faults.nearest(asked, [each for each in known if each.startswith("--")])
        message = f"no option '{asked}'" + (f" ({hint})" if hint else "")
    tell(f"allscape: {message}")
    return faults.EXIT_USAGE
