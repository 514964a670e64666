"""Does pyproject.toml speak of files that are there?  An exemption outlives its file unless somebody asks."""

import re
import tomllib
from fnmatch import fnmatch
from typing import Any

import pytest

from tests.house.test_structure import APPS, ROOT

SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOL = SETTINGS["tool"]
FILES = [
    str(path.relative_to(ROOT))
    for place in (*APPS, "tests")
    for path in (ROOT / place).rglob("*.py")
    if "__pycache__" not in path.parts
]
MODULES = [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in FILES]


def _spelled_out(pattern: str) -> list[str]:
    """Write a pattern with a choice in braces once for each choice."""
    choice = re.search(r"\{([^}]*)\}", pattern)
    return [pattern.replace(choice[0], each) for each in choice[1].split(",")] if choice else [pattern]


def paths() -> list[str]:
    mutants = TOOL["mutmut"]
    named = [
        *TOOL["ruff"]["lint"]["per-file-ignores"],
        *TOOL["ruff"]["format"]["exclude"],
        *TOOL["coverage"]["run"]["omit"],
        *mutants["only_mutate"],
    ]
    return [each for pattern in named for each in _spelled_out(pattern)]


def places() -> list[str]:
    mutants = TOOL["mutmut"]
    told = mutants["source_paths"] + mutants["also_copy"] + mutants["pytest_add_cli_args_test_selection"]
    return told + TOOL["coverage"]["run"]["source"] + TOOL["pytest"]["ini_options"]["testpaths"]


@pytest.mark.parametrize("pattern", paths())
def test_a_pattern_of_paths_matches_a_file(pattern: str) -> None:
    """`**` and `*` cross folders here: a pattern that matches nothing even so is left over."""
    wanted = pattern.replace("**/", "*/") if not pattern.startswith("**/") else pattern.replace("**/", "*")
    assert any(fnmatch(path, wanted) for path in FILES), pattern


@pytest.mark.parametrize("place", places())
def test_a_place_that_is_named_is_there(place: str) -> None:
    assert (ROOT / place).exists()


def own_modules() -> list[str]:
    named = [name for override in TOOL["mypy"]["overrides"] for name in _listed(override["module"])]
    for contract in TOOL["importlinter"]["contracts"]:
        for arrow in contract.get("ignore_imports", ()):
            named += [end.strip() for end in arrow.split("->")]
        for key in ("source_modules", "forbidden_modules", "containers"):
            named += contract.get(key, ())
    return sorted({name for name in named if name.split(".")[0] in {*APPS, "*"}})


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("name", own_modules())
def test_a_module_that_is_named_is_there(name: str) -> None:
    """An import that is let through between modules of which one is gone lets nothing through, and misleads."""
    assert any(fnmatch(module, name) for module in MODULES), name
