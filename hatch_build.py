"""Puts into the wheel the rulebook in the form that loads fast, and the look-ups in C."""

import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

LOOK_UPS = "allscape.engine._look"


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules`, and what is written in C, while the wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make both from the sources that are being packaged.

        A checkout that is installed as it lies gets the look-ups beside their source, and reads
        its rulebook from the files.
        """
        sources, self._made = Path(self.root) / "src", Path(mkdtemp())
        if version == "editable":
            _built_in_c(sources, self._made, sources)
            return
        goal = self._made / "c"
        for library in _built_in_c(sources, self._made, goal):
            build_data.update(pure_python=False, infer_tag=True)
            build_data["force_include"][str(library)] = library.relative_to(goal).as_posix()
        cached = _cached(sources, self._made)
        build_data["force_include"][str(cached)] = f"allscape/{cached.name}"

    def finalize(self, *_: Any) -> None:
        """Leave nothing behind but the wheel."""
        rmtree(self._made)


def _built_in_c(sources: Path, scratch: Path, goal: Path) -> list[Path]:
    """Return what was built from C: nothing, and nothing old, where no compiler is."""
    source = (sources / Path(*LOOK_UPS.split("."))).with_suffix(".c")
    extension = Extension(LOOK_UPS, [str(source)], optional=True)
    command = build_ext(Distribution({"name": "allscape", "ext_modules": [extension]}))
    command.build_lib, command.build_temp, command.force = str(goal), str(scratch), True
    command.ensure_finalized()
    built = list(map(Path, command.get_outputs()))
    for each in built:
        each.unlink(missing_ok=True)
    command.run()
    return [each for each in built if each.exists()]


def _cached(sources: Path, made: Path) -> Path:
    sys.path.insert(0, str(sources))
    from allscape import cache

    goal = made / cache.BUILT_IN.name
    cache.build(sources.parent / "rules", goal)
    return goal
