"""Puts into the wheel the rulebook in the form that loads fast, and the look-ups in C."""

import sys
from pathlib import Path
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
        sources, made = Path(self.root) / "src", Path(self.directory)
        editable = version == "editable"
        for library in _built_in_c(sources, made, sources if editable else made / "c"):
            build_data.update(pure_python=False, infer_tag=True)
            if not editable:
                within = library.relative_to(made / "c").as_posix()
                build_data["force_include"][str(library)] = within
        if not editable:
            kept = _kept(sources, made)
            build_data["force_include"][str(kept)] = f"allscape/{kept.name}"


def _built_in_c(sources: Path, scratch: Path, goal: Path) -> list[Path]:
    """Return what was built from C: nothing, where no compiler is."""
    source = (sources / Path(*LOOK_UPS.split("."))).with_suffix(".c")
    extension = Extension(LOOK_UPS, [str(source)], optional=True)
    command = build_ext(Distribution({"name": "allscape", "ext_modules": [extension]}))
    command.build_lib, command.build_temp = str(goal), str(scratch / "temp")
    command.ensure_finalized()
    command.run()
    return [Path(each) for each in command.get_outputs() if Path(each).exists()]


def _kept(sources: Path, made: Path) -> Path:
    sys.path.insert(0, str(sources))
    from allscape import kept

    goal = made / kept.BUILT_IN.name
    goal.parent.mkdir(parents=True, exist_ok=True)
    kept.build(sources.parent / "rules", goal)
    return goal
