"""How does a scenario file become a script?  Every mistake is named with its line, before anything is played."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node, ScalarNode

from meetings.models import ItemKind, MeetingKind
from members.models import Post, Standing
from members.procedure.rulebook import BadParameter, RuleBook, UnknownParameter
from reports.rehearsal import scalars
from reports.rehearsal.grammar import BY, FIGURES, RESULTS, STEPS, WHOLE
from reports.rehearsal.names import Names
from reports.rehearsal.scalars import is_null, line_of, mapping, sequence, word, wrong
from reports.rehearsal.script import ItemLine, MeetingLine, MemberLine, NotAScript, Script, StepLine

TOP = ("title", "day", "rules", "skip", "members", "observers", "meeting", "items", "steps")
MAX_BYTES = 256 * 1024


def read_file(path: Path, book: RuleBook) -> Script:
    """Read a scenario file; book: the rules that `rules:` may vary.  Raises NotAScript."""
    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise NotAScript(_("The file is too long for a scenario."))
        return read(data.decode("utf-8-sig"), book)
    except OSError as error:
        raise NotAScript(_("The file cannot be read: %(problem)s.") % {"problem": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise NotAScript(_("The file is not written in UTF-8.")) from error


def read(text: str, book: RuleBook) -> Script:
    """Read a scenario.  Raises NotAScript."""
    root, loader = scalars.compose(text)
    return _Reader(root, loader, book).script()


class _Reader:
    """Reads one file; knows who and what has been named so far."""

    def __init__(self, root: Node, loader: yaml.SafeLoader, book: RuleBook) -> None:
        self.loader, self.book = loader, book
        if not isinstance(root, MappingNode):
            wrong(root, _("A scenario is a mapping that begins with title, day and members."))
        self.root = root
        self.top = mapping(root, "scenario")
        scalars.known_keys(self.top.items(), TOP, "scenario")
        self.names = Names(date.min)

    def part(self, name: str) -> Node | None:
        result = self.top.get(name)
        return None if result is None or is_null(result[1]) else result[1]

    def needed(self, name: str) -> Node:
        node = self.part(name)
        if node is None:
            raise NotAScript(_('A scenario needs "%(name)s".') % {"name": name}, line_of(self.root))
        return node

    def script(self) -> Script:
        self.names = Names(scalars.day(self.needed("day"), "day"))
        title, skip, rules = self.part("title"), self.part("skip"), self.part("rules")
        members = self._members(self.needed("members"))
        observers = self._observers()
        meeting = self._meeting()
        items = self._items()
        return Script(
            title=word(title, "title") if title else "",
            day=self.names.day,
            rules=self._rules(rules) if rules else {},
            skip=frozenset(self._skip(skip)) if skip else frozenset(),
            members=members,
            observers=observers,
            meeting=meeting,
            items=items,
            steps=tuple(self._step(node) for node in sequence(self.needed("steps"), "steps")),
        )

    def _skip(self, node: Node) -> list[str]:
        for row in scalars.words(node, "skip"):
            if row != "discussion":
                wrong(node, _('Only "discussion" can be skipped, not "%(name)s".') % {"name": row})
        return ["discussion"]

    def _rules(self, node: Node) -> Mapping[str, object]:
        varied: dict[str, object] = {}
        for name, (key, value) in mapping(node, "rules").items():
            try:
                varied[name] = self.loader.construct_object(value, deep=True)
                self.book.varied(**{name: varied[name]})
            except UnknownParameter:
                wrong(key, _('There is no parameter "%(name)s" in the rules.') % {"name": name})
            except BadParameter as error:
                wrong(value, _('The parameter "%(name)s" cannot have this value; expected: %(expected)s.')
                      % {"name": name, "expected": error.expected})  # fmt: skip
            except yaml.YAMLError as error:
                wrong(value, _("This is not YAML: %(problem)s.") % {"problem": error})
        return varied

    # -- who and what ------------------------------------------------------------------------------

    def _members(self, node: Node) -> tuple[MemberLine, ...]:
        pairs: list[tuple[str, tuple[Node, Node]]] = []
        for row in [node] if isinstance(node, MappingNode) else sequence(node, "members"):
            named = mapping(row, "members")
            if not named:
                wrong(row, _('A member is written "id: post".'))
            pairs += named.items()
        members = tuple(self._member(name, key, value) for name, (key, value) in pairs)
        if not members:
            wrong(node, _("A body without members cannot meet."))
        return members

    def _member(self, name: str, key: Node, value: Node) -> MemberLine:
        self.names.new_person(key, name)
        if isinstance(value, ScalarNode):
            return MemberLine(name, scalars.one_of(value, f"{name}: post", Post.values), line=line_of(key))
        told = mapping(value, name)
        scalars.known_keys(told.items(), ("post", "since", "until", "status", "paper"), name)
        if "post" not in told:
            wrong(key, _('"%(name)s" lacks "%(part)s".') % {"name": name, "part": "post"})
        span = {part: scalars.day(told[part][1], part) for part in ("since", "until") if part in told}
        status = (
            scalars.one_of(told["status"][1], "status", ("active", *Standing.Kind.values))
            if "status" in told
            else ""
        )
        paper = word(told["paper"][1], "paper") if "paper" in told else ""
        if status == Standing.Kind.EXCLUDED and not paper.strip():
            wrong(key, _('"%(name)s" is excluded: name the superior\'s paper.') % {"name": name})
        if "since" in span and "until" in span and span["until"] <= span["since"]:
            wrong(key, _('"%(name)s": until must lie after since.') % {"name": name})
        post = scalars.one_of(told["post"][1], "post", Post.values)
        return MemberLine(
            name, post, **span, status=status.replace("active", ""), paper=paper, line=line_of(key)
        )

    def _observers(self) -> tuple[str, ...]:
        node = self.part("observers")
        if node is None:
            return ()
        return tuple(
            self.names.new_person(row, word(row, "observers")) for row in sequence(node, "observers")
        )

    def _meeting(self) -> MeetingLine:
        node = self.part("meeting")
        if node is None:
            return MeetingLine()
        told = mapping(node, "meeting")
        scalars.known_keys(told.items(), ("kind", "chair", "recorder", "reason", "place"), "meeting")
        made: dict[str, Any] = {}
        for name, (_key, value) in told.items():
            if name == "kind":
                made[name] = scalars.one_of(value, name, MeetingKind.values)
            elif name == "recorder" and word(value, name) in ("", "none"):
                made[name] = None
            elif name in ("chair", "recorder"):
                made[name] = self.names.person(value, name)
            else:
                made[name] = word(value, name)
        return MeetingLine(**made)

    def _items(self) -> tuple[ItemLine, ...]:
        node = self.part("items")
        return (
            ()
            if node is None
            else tuple(self._item(name, key, value) for name, (key, value) in mapping(node, "items").items())
        )

    def _item(self, name: str, key: Node, value: Node) -> ItemLine:
        told = mapping(value, name)
        scalars.known_keys(told.items(), ("title", "kind", "candidate", "categories"), name)
        for part in ("title", "kind"):
            if part not in told:
                wrong(key, _('"%(name)s" lacks "%(part)s".') % {"name": name, "part": part})
        categories = told.get("categories")
        self.names.items.append(name)
        return ItemLine(
            id=name,
            title=word(told["title"][1], "title"),
            kind=scalars.one_of(told["kind"][1], "kind", ItemKind.values),
            candidate=word(told["candidate"][1], "candidate") if "candidate" in told else "",
            categories=tuple(
                scalars.one_of(row, "categories", ItemKind.values)
                for row in (sequence(categories[1], "categories") if categories else ())
            ),
            line=line_of(key),
        )

    # -- steps -------------------------------------------------------------------------------------

    def _step(self, node: Node) -> StepLine:
        if isinstance(node, ScalarNode) and not is_null(node):
            told: dict[str, tuple[Node, Node]] = {word(node, "steps"): (node, ScalarNode(scalars.NULL, ""))}
        else:
            told = mapping(node, "steps")
        expect = told.pop("expect", None)
        if len(told) != 1:
            wrong(node, _("A step has one name, and may have an expectation."))
        ((name, (key, value)),) = told.items()
        if name not in STEPS:
            wrong(key, _('There is no step "%(name)s".') % {"name": name})
        return StepLine(
            name, self._params(name, key, value), self._expect(expect) if expect else {}, line_of(key)
        )

    def _params(self, name: str, key: Node, value: Node) -> Mapping[str, Any]:
        if name in WHOLE:
            part = WHOLE[name]
            return {part: self.names.value(STEPS[name][part], value, name)}
        told, parts = mapping(value, name), {**STEPS[name], "by": STEPS[name].get("by", BY)}
        scalars.known_keys(told.items(), parts, name)
        params = {
            record: self.names.value(parts[record], node, record)
            for record, (_key, node) in told.items()
            if not is_null(node)
        }
        for record, asked in parts.items():
            if not asked.optional and record not in params:
                wrong(key, _('"%(name)s" lacks "%(part)s".') % {"name": name, "part": record})
        if name == "open_vote" and not params.keys() & {"item", "items"}:
            wrong(key, _('"%(name)s" lacks "%(part)s".') % {"name": name, "part": "item"})
        return params

    def _expect(self, pair: tuple[Node, Node]) -> Mapping[str, Any]:
        node = pair[1]
        if isinstance(node, ScalarNode):
            if word(node, "expect") not in ("ok", ""):
                wrong(node, _('An expectation is "ok" or a mapping such as {refused: CODE}.'))
            return {}
        told = mapping(node, "expect")
        scalars.known_keys(told.items(), sorted(FIGURES), "expect")
        if "result" in told:
            scalars.one_of(told["result"][1], "result", sorted(RESULTS))
        if "who" in told:
            self.names.person(told["who"][1], "who")
        texts = ("refused", "who", "result")
        return {
            record: word(value, record)
            if record in texts
            else scalars.words(value, record)
            if record == "warned"
            else self.loader.construct_object(value, deep=True)
            for record, (_key, value) in told.items()
        }
