"""Changes data and text at random, as it is built: keys, values, lines, characters."""

import copy
import json
from collections.abc import Sequence
from random import Random
from typing import Any

import yaml

ODD: Sequence[Any] = (
    None, True, False, 0, -1, 1, 10**30, 0.5, -0.0, 1e308, float("inf"), float("nan"), "", " ",
    "\x00", "\x1b[31m", "\u202e", "\ufeff", "é", "e\u0301", "\U0001f9ec", "=1+1", "-", "?", "*",
    "&a", "unknown", "null", "~", "yes", "NO", "1e3", "0x10", "1_000", "2020-02-30", "2020-02-29",
    "1:30", [], {}, [[]], {"": ""}, "a" * 5000, [1] * 50, "\n", "a\nb", "'", '"', "{", "[", "...",
    "---",
)  # fmt: skip
TOKENS = (
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "? ",
    ": ",
    "- ",
    "\t",
    "\r\n",
    "\r",
    "\x00",
    "\ufeff",
    "---\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "|\n",
    ">-\n",
    "#",
    "<<: ",
    "%YAML 1.1\n",
    "\\ud800",
    "\u2028",
    "\x85",
    "\udcff",
    "''",
    '""',
    ",",
    ";",
    "=",
    "1",
    "0",
    "e",
    ".",
    "+",
    "\n\n",
    "NaN",
)


def mixed(random: Random, data: Any, words: Sequence[Any], times: int) -> Any:
    """Return data changed in places: values exchanged, keys renamed, parts moved or doubled."""
    whole = [copy.deepcopy(data)]
    for _ in range(times):
        places = list(_places(whole, 400))
        if not places:
            break
        holder, key = random.choice(places)
        random.choice(_CHANGES)(random, holder, key, words, places)
    return whole[0] if whole else None


def _places(value: Any, most: int) -> Any:
    waiting, given = [value], 0
    while waiting and given < most:
        here = waiting.pop()
        for key in list(here) if isinstance(here, dict) else range(len(here)):
            given += 1
            yield here, key
            if isinstance(here[key], dict | list):
                waiting.append(here[key])


def _exchange(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    holder[key] = copy.deepcopy(random.choice(random.choice((words, ODD))))


def _move(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    other, name = random.choice(places)
    holder[key] = copy.deepcopy(other[name]) if name in other or isinstance(other, list) else None


def _remove(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    del holder[key]


def _rename(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    name = random.choice([each for each in words if isinstance(each, str)] or ["x"])
    if isinstance(holder, dict):
        holder[name] = holder.pop(key)
    else:
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))


def _wrap(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    holder[key] = random.choice(([holder[key]], {"when": holder[key]}, [holder[key]] * 2))


def _bend(random: Random, holder: Any, key: Any, words: Any, places: Any) -> None:
    value = holder[key]
    if isinstance(value, str):
        holder[key] = text(random, value, 1)
    elif isinstance(value, int | float):
        holder[key] = random.choice((value + 1, -value, value * 10, str(value), f" {value}"))


_CHANGES = (_exchange, _exchange, _move, _remove, _rename, _wrap, _bend, _bend)


def text(random: Random, given: str, times: int) -> str:
    """Return text changed in some places: characters, tokens, lines, its end."""
    for _ in range(times):
        at = random.randrange(len(given) + 1)
        to = min(len(given), at + random.choice((1, 1, 2, 8, 40)))
        way = random.randrange(7)
        if way == 0:
            given = given[:at] + random.choice(TOKENS) + given[at:]
        elif way == 1:
            given = given[:at] + given[to:]
        elif way == 2:
            given = given[:at] + random.choice(TOKENS) + given[to:]
        elif way == 3:
            given = given[:to] + given[at:to] * random.choice((1, 2, 20)) + given[to:]
        elif way == 4:
            lines = given.split("\n")
            one, other = random.randrange(len(lines)), random.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            given = "\n".join(lines)
        elif way == 5:
            given = (
                given[:at]
                + chr(random.choice((random.randrange(128), random.randrange(0xD7FF))))
                + given[to:]
            )
        elif random.random() < 0.3:
            given = given[:at]
    return given


def written(random: Random, data: Any) -> str:
    """Return data as YAML or JSON, in one of their styles."""
    try:
        if random.random() < 0.3:
            return json.dumps(
                data, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1))
            )
        return yaml.dump(
            data, Dumper=yaml.CSafeDumper if hasattr(yaml, "CSafeDumper") else yaml.SafeDumper,
            sort_keys=False, allow_unicode=random.random() < 0.5,
            default_flow_style=random.choice((None, True, False)),
        )  # fmt: skip
    except (yaml.YAMLError, TypeError, ValueError, RecursionError):
        return repr(data)
