"""How is one value of a script read from the text between two commas, and what is said when it is wrong?

Values are read from the text as it was written, not as YAML guesses it: an id "1" or "no" stays what it is.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NoReturn
from zoneinfo import ZoneInfo

import yaml
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reports.rehearsal.script import NotAScript

ZONE = ZoneInfo("Asia/Shanghai")
NULL, TRUTH = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"


def line_of(node: Node) -> int:
    """Return the line a node begins on, from 1."""
    return int(node.start_mark.line) + 1


def wrong(node: Node, message: str) -> NoReturn:
    """Raise NotAScript at the node's line."""
    raise NotAScript(message, line_of(node))


def compose(text: str) -> tuple[Node, yaml.SafeLoader]:
    """Parse YAML into nodes that know their lines.  Raises NotAScript."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise NotAScript(
            _("This is not YAML: %(problem)s.") % {"problem": problem}, mark and mark.line + 1
        ) from error
    if node is None:
        raise NotAScript(_("The file is empty."), 1)
    return node, loader


def is_null(node: Node) -> bool:
    """Say whether nothing is written there."""
    return isinstance(node, ScalarNode) and node.tag == NULL


def mapping(node: Node, what: str) -> dict[str, tuple[Node, Node]]:
    """Return key → (key node, value node); nothing written counts as empty.  Raises NotAScript, also for doubles."""
    if is_null(node):
        return {}
    if not isinstance(node, MappingNode):
        wrong(node, _('"%(what)s" must be a mapping of names and values.') % {"what": what})
    result: dict[str, tuple[Node, Node]] = {}
    for key, value in node.value:
        name = word(key, what)
        if name in result:
            wrong(key, _('"%(name)s" stands twice in "%(what)s".') % {"name": name, "what": what})
        result[name] = (key, value)
    return result


def sequence(node: Node, what: str) -> list[Node]:
    """Return the nodes of a list.  Raises NotAScript."""
    if is_null(node):
        return []
    if not isinstance(node, SequenceNode):
        wrong(node, _('"%(what)s" must be a list.') % {"what": what})
    return list(node.value)


def known_keys(rows: Iterable[tuple[str, tuple[Node, Node]]], allowed: Iterable[str], what: str) -> None:
    """Refuse a key that is not among those allowed."""
    names = list(allowed)
    for name, (key, _value) in rows:
        if name not in names:
            wrong(
                key,
                _('"%(what)s" has no "%(name)s"; it may have: %(names)s.')
                % {"what": what, "name": name, "names": ", ".join(names) or "—"},
            )


def word(node: Node, what: str) -> str:
    """Return the text of a scalar.  Raises NotAScript."""
    if not isinstance(node, ScalarNode):
        wrong(node, _('"%(what)s" must be a single value.') % {"what": what})
    return "" if node.tag == NULL else str(node.value)


def words(node: Node, what: str) -> list[str]:
    """Return the texts of a list; a single one may stand without brackets."""
    if isinstance(node, ScalarNode) and not is_null(node):
        return [word(node, what)]
    return [word(row, what) for row in sequence(node, what)]


def truth(node: Node, what: str) -> bool:
    """Return true or false."""
    if not isinstance(node, ScalarNode) or node.tag != TRUTH:
        wrong(node, _('"%(what)s" must be true or false.') % {"what": what})
    return node.value.lower() in {"true", "yes", "on"}


def number(node: Node, what: str) -> float:
    """Return a number."""
    try:
        return float(word(node, what))
    except ValueError:
        wrong(
            node, _('"%(what)s" must be a number, not "%(text)s".') % {"what": what, "text": word(node, what)}
        )


def count(node: Node, what: str) -> int:
    """Return a whole number, not negative ones excluded: the tally is judged by law."""
    try:
        return int(word(node, what))
    except ValueError:
        wrong(node, _('"%(what)s" must be a whole number.') % {"what": what})


def day(node: Node, what: str) -> date:
    """Return a day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(word(node, what))
    except ValueError:
        wrong(
            node,
            _('"%(what)s" must be a day written YYYY-MM-DD, not "%(text)s".')
            % {"what": what, "text": word(node, what)},
        )


def moment(node: Node, what: str, on: date) -> datetime:
    """Return a moment; a time of day alone belongs to the day of the meeting, and is local."""
    text = word(node, what).strip()
    try:
        read = (
            datetime.combine(on, time.fromisoformat(text.zfill(5)))
            if "-" not in text
            else datetime.fromisoformat(text)
        )
    except ValueError:
        wrong(node, _('"%(what)s" must be a date and time written YYYY-MM-DD HH:MM.') % {"what": what})
    return read if read.tzinfo else read.replace(tzinfo=ZONE)


def one_of(node: Node, what: str, allowed: Sequence[str]) -> str:
    """Return one of the words allowed."""
    text = word(node, what)
    if text not in allowed:
        wrong(
            node,
            _('"%(what)s" cannot be "%(text)s"; it may be: %(names)s.')
            % {"what": what, "text": text, "names": ", ".join(allowed)},
        )
    return text
