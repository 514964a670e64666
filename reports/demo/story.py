"""How is the demonstration year read from its files?  YAML with a few tags of its own, and tables for meetings and studies."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import Node, ScalarNode, SequenceNode

YEAR = Path(__file__).parent / "year"


class Ref(NamedTuple):
    """What a tag points at: `!seat deputy` is Ref("seat", "deputy").  Who plays the story looks it up."""

    kind: str
    value: Any


class StoryLoader(yaml.SafeLoader):
    """Reads a file of the year; every local tag becomes a Ref."""


def _ref(loader: StoryLoader, kind: str, node: Node) -> Ref:
    if isinstance(node, ScalarNode):
        return Ref(kind, loader.construct_scalar(node))
    assert isinstance(node, SequenceNode)
    return Ref(kind, loader.construct_sequence(node, deep=True))


StoryLoader.add_multi_constructor("!", _ref)


@cache
def read(name: str) -> Any:
    """Return what a file of the year says.  name: without folder and ending; read once, never changed."""
    with (YEAR / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, StoryLoader)  # noqa: S506  (a SafeLoader with tags)


def filled(value: Any, row: Mapping[str, Any]) -> Any:
    """Return a value with the columns of a row put in: "{key}" alone stands for the value itself."""
    if isinstance(value, str):
        if value.startswith("{") and value.find("}") == len(value) - 1:
            return row[value[1:-1]]
        return value.format_map(row) if "{" in value else value
    if isinstance(value, Ref):
        return Ref(value.kind, filled(value.value, row))
    if isinstance(value, list):
        return [filled(part, row) for part in value]
    if isinstance(value, dict):
        return {name: filled(part, row) for name, part in value.items()}
    return value


def tuples(value: Any) -> Any:
    """Return a value with tuples for its lists, as frozen tables hold them."""
    if isinstance(value, list):
        return tuple(tuples(part) for part in value)
    if isinstance(value, dict):
        return {name: tuples(part) for name, part in value.items()}
    return value
