"""Is a file a scenario, and what does it tell?  Reads YAML and knows the line of everything.

Depends on YAML alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT_KEYS = frozenset({"title", "day", "rules", "members", "observers", "meeting", "items", "steps", "skip"})
POSTS = frozenset({"secretary", "deputy_secretary", "member"})
STATUSES = frozenset({"", "active", "suspended", "excluded"})


class NotAScenario(Exception):
    """The file is no scenario.  line: where, counted from 1 (0: the file as a whole); why: what is wrong."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}" if line else why)
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True)
class MemberSpec:
    """A member as the file names one.  until: the first day no longer in office."""

    name: str
    post: str
    since: date | None = None
    until: date | None = None
    status: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its line, verb, parameters as written, and what must come of it (None: it must succeed)."""

    line: int
    verb: str
    given: Any
    expect: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole file.  items: id → its fields; meeting: kind, chair, recorder, reason."""

    title: str
    day: date
    members: tuple[MemberSpec, ...]
    items: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    observers: tuple[str, ...] = ()
    meeting: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()


def read_file(path: Path) -> Scenario:
    """Read a scenario.  Raises NotAScenario."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotAScenario(0, f"the file cannot be read: {error}") from error
    return read(text)


def read(text: str) -> Scenario:
    """Read the text of a scenario.  Raises NotAScenario."""
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise NotAScenario(1, "a scenario is a mapping with title, day, members and steps")
        return _scenario(loader, root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise NotAScenario(mark.line + 1 if mark else 1, str(getattr(error, "problem", error))) from error
    finally:
        loader.dispose()


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def _plain(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise NotAScenario(line_of(node), f"this value cannot be read: {error}") from error


def _fields(loader: yaml.SafeLoader, node: yaml.Node, what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise NotAScenario(line_of(node), f"{what} must be a mapping")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(_plain(loader, key))
        if name in fields:
            raise NotAScenario(line_of(key), f"{name!r} stands twice in {what}")
        fields[name] = value
    return fields


def _scenario(loader: yaml.SafeLoader, root: yaml.MappingNode) -> Scenario:
    fields = _fields(loader, root, "the scenario")
    for name in fields.keys() - ROOT_KEYS:
        raise NotAScenario(
            line_of(fields[name]), f"unknown field {name!r}; known are {', '.join(sorted(ROOT_KEYS))}"
        )
    for name in ("title", "day", "members", "steps"):
        if name not in fields:
            raise NotAScenario(1, f"the scenario has no {name!r}")
    day = _plain(loader, fields["day"])
    if type(day) is not date:
        raise NotAScenario(line_of(fields["day"]), "day must be a date written YYYY-MM-DD")
    return Scenario(
        title=str(_plain(loader, fields["title"])),
        day=day,
        members=_members(loader, fields["members"]),
        items=_items(loader, fields["items"]) if "items" in fields else {},
        steps=_steps(loader, fields["steps"]),
        observers=tuple(str(name) for name in _list(loader, fields.get("observers"), "observers")),
        meeting=_mapping(loader, fields.get("meeting"), "meeting"),
        rules=_mapping(loader, fields.get("rules"), "rules"),
        skip=frozenset(str(name) for name in _list(loader, fields.get("skip"), "skip")),
    )


def _list(loader: yaml.SafeLoader, node: yaml.Node | None, what: str) -> list[Any]:
    if node is None:
        return []
    value = _plain(loader, node)
    if value is not None and not isinstance(value, list):
        raise NotAScenario(line_of(node), f"{what} must be a list")
    return value or []


def _mapping(loader: yaml.SafeLoader, node: yaml.Node | None, what: str) -> dict[str, Any]:
    if node is None:
        return {}
    value = _plain(loader, node)
    if value is not None and not isinstance(value, dict):
        raise NotAScenario(line_of(node), f"{what} must be a mapping")
    return {str(key): one for key, one in (value or {}).items()}


def _members(loader: yaml.SafeLoader, node: yaml.Node) -> tuple[MemberSpec, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NotAScenario(line_of(node), "members must be a list that is not empty")
    found: list[MemberSpec] = []
    for one in node.value:
        for name, value in _fields(loader, one, "a member").items():
            if any(name == known.name for known in found):
                raise NotAScenario(line_of(one), f"the member {name!r} is named twice")
            found.append(_member(loader, name, value))
    return tuple(found)


def _member(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> MemberSpec:
    told = _plain(loader, node)
    fields = {"post": told} if isinstance(told, str) else told
    if not isinstance(fields, dict) or set(fields) - {"post", "since", "until", "status", "paper"}:
        raise NotAScenario(
            line_of(node), f"the member {name!r} has post, since, until, status and paper, nothing else"
        )
    post, status = str(fields.get("post", "member")), str(fields.get("status") or "")
    if post not in POSTS:
        raise NotAScenario(line_of(node), f"{post!r} is no post; posts are {', '.join(sorted(POSTS))}")
    if status not in STATUSES:
        raise NotAScenario(line_of(node), f"{status!r} is no status; it is suspended or excluded")
    for name_of_day in ("since", "until"):
        if fields.get(name_of_day) is not None and type(fields[name_of_day]) is not date:
            raise NotAScenario(line_of(node), f"{name_of_day} must be a date written YYYY-MM-DD")
    return MemberSpec(
        name,
        post,
        fields.get("since"),
        fields.get("until"),
        "" if status == "active" else status,
        str(fields.get("paper") or ""),
    )


def _items(loader: yaml.SafeLoader, node: yaml.Node) -> dict[str, Mapping[str, Any]]:
    items: dict[str, Mapping[str, Any]] = {}
    for key, value in _fields(loader, node, "items").items():
        fields = _mapping(loader, value, f"item {key}")
        if "kind" not in fields:
            raise NotAScenario(line_of(value), f"item {key} has no kind")
        items[key] = fields
    return items


def _steps(loader: yaml.SafeLoader, node: yaml.Node) -> tuple[Step, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise NotAScenario(line_of(node), "steps must be a list")
    return tuple(_step(loader, one) for one in node.value)


def _step(loader: yaml.SafeLoader, node: yaml.Node) -> Step:
    fields = _fields(loader, node, "a step")
    expected = fields.pop("expect", None)
    if len(fields) != 1:
        raise NotAScenario(line_of(node), "a step has one verb, and beside it at most an expect")
    ((verb, given),) = fields.items()
    return Step(line_of(node), verb, _plain(loader, given), _expected(loader, expected))


def _expected(loader: yaml.SafeLoader, node: yaml.Node | None) -> Mapping[str, Any] | None:
    if node is None:
        return None
    told = _plain(loader, node)
    if told == "ok" or told is None:
        return None
    if not isinstance(told, dict):
        raise NotAScenario(line_of(node), "expect is ok, or a mapping such as {refused: CODE}")
    return {str(key): value for key, value in told.items()}
