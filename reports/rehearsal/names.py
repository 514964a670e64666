"""Whom and what may a step name, and how is each kind of parameter read?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from yaml.nodes import Node, ScalarNode

from meetings.models import ItemKind, LeaveRequest, Recusal
from reports.rehearsal import scalars
from reports.rehearsal.grammar import Part
from reports.rehearsal.scalars import mapping, sequence, word, wrong

STAFF = ("clerk", "recorder")


class Names:
    """The people and items a script has named so far, by their ids.  day: of the meeting."""

    def __init__(self, day: date) -> None:
        self.people: list[str] = []
        self.items: list[str] = []
        self.day = day

    def new_person(self, node: Node, name: str) -> str:
        """Take a new id for a person."""
        if name in self.people or name in STAFF or name in ("by", ""):
            wrong(node, _('The id "%(name)s" is taken; choose another.') % {"name": name})
        self.people.append(name)
        return name

    def person(self, node: Node, what: str) -> str:
        name = word(node, what)
        if name not in self.people and name not in STAFF:
            wrong(node, _('Nobody here has the id "%(name)s".') % {"name": name})
        return name

    def item(self, node: Node, what: str) -> str:
        name = word(node, what)
        if name not in self.items:
            wrong(node, _('There is no item "%(name)s".') % {"name": name})
        return name

    def new_item(self, node: Node, what: str) -> str:
        # A refused attempt may be made again under the same id.
        name = word(node, what)
        if name not in self.items:
            self.items.append(name)
        return name

    def ballots(self, node: Node, what: str) -> dict[str, str]:
        result = {}
        for name, (key, value) in mapping(node, what).items():
            if name == "by" and "by" not in self.people:
                result["by"] = self.person(value, "by")
                continue
            self.person(key, what)
            if not isinstance(value, ScalarNode) or value.tag in (scalars.TRUTH, scalars.NULL):
                wrong(
                    value,
                    _(
                        "Write approve, oppose, abstain, defer or not_voted; YAML reads yes and no as true and false."
                    ),
                )
            result[name] = word(value, what)
        if not result.keys() - {"by"}:
            wrong(node, _("Nobody casts a ballot here."))
        return result

    def value(self, part: Part, node: Node, what: str) -> Any:
        """Read a parameter of a step by its kind."""
        kinds: Mapping[str, Callable[[Node, str], Any]] = {
            "person": self.person,
            "people": lambda n, w: [self.person(row, w) for row in sequence(n, w)],
            "item": self.item,
            "items": lambda n, w: [self.item(row, w) for row in sequence(n, w)],
            "new_item": self.new_item,
            "ballots": self.ballots,
            "text": word,
            "texts": scalars.words,
            "words": scalars.words,
            "truth": scalars.truth,
            "number": scalars.number,
            "count": scalars.count,
            "date": scalars.day,
            "moment": lambda n, w: scalars.moment(n, w, self.day),
            "leave_reason": lambda n, w: scalars.one_of(n, w, LeaveRequest.Reason.values),
            "ground": lambda n, w: scalars.one_of(n, w, Recusal.Ground.values),
            "item_kind": lambda n, w: scalars.one_of(n, w, ItemKind.values),
        }
        return kinds[part.kind](node, what)
