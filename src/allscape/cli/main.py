"""The program: its commands, and what becomes of everything that can go wrong."""

import os
import sys
from typing import Annotated

import typer

from allscape import faults
from allscape.cli import browse, explore, match, step
from allscape.cli.output import tell

app = typer.Typer(
    name="allscape",
    help="What five articles describe for hypothetical cases of acute lymphoblastic leukemia.\n\n"
    "Every result stands on a sentence of an article, quoted word for word. "
    "For education; hypothetical cases only; not medical advice.",
    epilog="First steps: allscape match --ph-status positive --age 67 ; allscape approaches",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FIRST = """\
allscape shows what five articles describe for hypothetical cases of acute
lymphoblastic leukemia, each result on a sentence quoted word for word.

Try first:
  allscape match --ph-status positive --relapse-status newly_diagnosed --age 67
  allscape match examples/newly-diagnosed-ph-positive-67.yaml
  allscape approaches                    what could be done, as the articles name it
  allscape approaches ponatinib          one approach: every sentence, every condition
  allscape readings                      how doubtful words are read, and how to switch
  allscape sources                       the five articles, every sentence accounted for

  allscape --help                        all commands

For education; hypothetical cases only; not medical advice.
"""


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
        sys.stdout.write(_FIRST)


match.add_to(app)
step.add_to(app)
explore.add_to(app)
browse.add_to(app)


def main() -> None:
    """Run the program and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return _stopped()
    except typer.TyperException as error:
        return _usage(error)
    except faults.AllscapeError as error:
        return _told(error)
    except KeyboardInterrupt:
        return _stopped()
    except BrokenPipeError:
        # The reader has gone (`| head`); Python must not complain of it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return faults.EXIT_DONE
    except OSError as error:
        tell(f"allscape: cannot write: {(error.strerror or str(error)).lower()}")
        return faults.EXIT_OUR_FAULT
    return code if isinstance(code, int) else faults.EXIT_DONE


def _told(error: faults.AllscapeError) -> int:
    for fault in error.faults:
        tell(f"allscape: {fault}")
    return error.exit_code


def _usage(error: typer.TyperException) -> int:
    if (context := getattr(error, "ctx", None)) is not None:
        tell(context.get_usage())
    tell(f"allscape: {error.format_message()}")
    return faults.EXIT_USAGE


def _stopped() -> int:
    tell("allscape: stopped")
    return 130
