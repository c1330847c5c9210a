"""The build backend: hatchling's, and what it has to be told of this project.

The wheel carries the rulebook in the form that loads fast, and a build in a clone depends on
durable-rules where this machine can build it. No marker can say "where a compiler is", so the
machine is asked; `docs/decisions.md` tells why, and how wheels for others are kept free of it.
"""

import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from hatchling import build as hatchling_build
from hatchling.build import *  # noqa: F403  # a backend is a module with these functions
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

FOR_OTHERS = "ALLSCAPE_BUILD_FOR_OTHERS"
"""Where this is set in the environment, the machine is not asked."""

# All that the source of durable-rules includes; it needs the headers of C and of Python.
_PROBE = "#include <Python.h>\n#include <math.h>\n#include <stdio.h>\n#include <time.h>\n"


def build_sdist(*given: Any, **named: Any) -> str:
    """Build the source distribution, and the wheels made of it, to depend alike everywhere."""
    before = os.environ.get(FOR_OTHERS)
    os.environ[FOR_OTHERS] = "1"
    try:
        return hatchling_build.build_sdist(*given, **named)
    finally:
        if before is None:
            del os.environ[FOR_OTHERS]


class CustomMetadataHook(MetadataHookInterface):
    """Names what the package depends on: where it can be built, the engine too."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the dependencies. A source distribution has them already, and does not ask."""
        engine = metadata["optional-dependencies"]["engine"]
        wanted = not os.environ.get(FOR_OTHERS) and builds_extensions()
        metadata["dependencies"] = [*self.config["dependencies"], *(engine if wanted else [])]


def builds_extensions() -> bool:
    """Return whether a C extension can be compiled here for this Python, as setuptools would."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    includes = [f"-I{sysconfig.get_path(each)}" for each in ("include", "platinclude")]
    with TemporaryDirectory() as scratch:
        source = Path(scratch, "probe.c")
        source.write_text(_PROBE)
        command = [*compiler, "-fPIC", *includes, "-c", str(source), "-o", f"{source}.o"]
        try:
            return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
        except OSError:
            return False


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules` while the wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it from the rules that are packaged; a checkout reads them from their files."""
        self._made = Path(mkdtemp())
        if version != "editable":
            cached = _cached(Path(self.root), self._made)
            build_data["force_include"][str(cached)] = f"allscape/{cached.name}"

    def finalize(self, *_: Any) -> None:
        """Leave nothing behind but the wheel."""
        rmtree(self._made)


def _cached(root: Path, made: Path) -> Path:
    sys.path.insert(0, str(root / "src"))
    from allscape import cache

    goal = made / cache.BUILT_IN.name
    cache.build(root / "rules", goal)
    return goal
