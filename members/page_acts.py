"""What can be done on a record's page?  A button or a form for each act; both ask the verdict that the act itself asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from members.access import BodyRequest
from members.forms import RecordForm, initial_of
from members.models import User
from members.pages import Words
from members.procedure.lifecycle import Transition
from members.procedure.record import Record, would
from members.procedure.verdict import Verdict, allow

ICONS = {
    name: icon
    for icon, names in {
        "archive": "retire",
        "arrow-bar-right": "carry",
        "arrow-counterclockwise": "back reopen restore revise revive",
        "arrow-repeat": "makeup up",
        "arrow-return-left": "return",
        "calendar-x": "ask",
        "chat-left-text": "criticism",
        "check2-circle": "accept approve circulated confirm finish ready tell",
        "check2-square": "tick",
        "clipboard-check": "trip",
        "clock": "times",
        "dash-circle": "needed",
        "door-closed": "end",
        "envelope-check": "expand",
        "envelope-paper": "statement",
        "exclamation-triangle": "late",
        "eye": "read",
        "file-earmark-check": "held",
        "file-earmark-text": "enter",
        "flag": "done",
        "flag-fill": "out",
        "geo-alt": "visit",
        "hand-thumbs-up": "adopt",
        "journal-check": "record",
        "journal-text": "findings study summary",
        "lightbulb": "recommend",
        "link-45deg": "link note",
        "list-check": "measures",
        "lock": "close",
        "megaphone": "convey notice",
        "newspaper": "publication publish",
        "paperclip": "attach material output",
        "pause-circle": "postpone",
        "pen": "sign",
        "pencil": "correct edit write",
        "pencil-square": "outline",
        "people": "circulate escort",
        "people-fill": "decision show",
        "person-badge": "recorder",
        "person-check": "name",
        "person-plus": "invite stay",
        "play-circle": "open resume start",
        "plus-lg": "action add line problem",
        "receipt": "receipt",
        "reply": "answer feedback reply",
        "search": "review",
        "send": "apply issue plan report send submit",
        "signpost-split": "sort",
        "stop-circle": "round",
        "tools": "measure",
        "trash": "abandon",
        "unlock": "grant",
        "x-circle": "aside cancel refuse strike waive withdraw",
        "x-lg": "discard",
        "x-octagon": "repeal revoke",
    }.items()
    for name in names.split()
}
"""The icon of a button, by the last word of the act's name; an act that looks otherwise names its own."""


def editing(kind: type[RecordForm]) -> Callable[[BodyRequest, Any], forms.Form]:
    """Return what makes the form of a record that is changed: with its present values."""
    return lambda request, record: kind(request.POST or None, initial=initial_of(record, kind.names))


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a record's page: a button, or a link to a form.

    name: last part of its address and of its URL name.  do: called with the record (or the row) and the form's data by name.
    handler: called instead, as `(record, data, *, by, at)`, or `(record, row, data, *, by, at)` for an act on a row.
    verb: the act in the record's table of acts, where `do` has another name.  power: who may, where no table says it.
    form: a form, or (request, record or row) → form.  rows: the record's rows one of which it is about (its key ends the
    address); row_if: on which of them it is offered.  shown: whether it is offered at all; an act that the state does
    not admit is not offered.  lead: what stands above the form.  wide: a form too large for the dialog.
    given: what the act itself will set before the law is asked (who presses becomes the chair).
    """

    name: str
    label: Words
    do: Callable[..., Any] | None = None
    handler: Callable[..., Any] | None = None
    verb: str = ""
    power: str = ""
    message: Words = ""
    form: type[forms.Form] | Callable[[BodyRequest, Any], forms.Form] | None = None
    rows: Callable[[Any], QuerySet[Any]] | None = None
    lead: Callable[[Any], Words] | None = None
    row_if: Callable[[Any], bool] | None = None
    shown: Callable[[BodyRequest, Any], bool] | None = None
    icon: str = ""
    tone: str = "secondary"
    confirm: Words = ""
    wide: bool = False
    given: Callable[[BodyRequest, Any], dict[str, Any]] | None = None

    def transition(self, record: Record) -> Transition | None:
        """Return the act in the record's table, None where there is none."""
        verb = self.verb or ("" if self.power else getattr(self.do, "__name__", ""))
        return record.lifecycle.transition(verb) if verb and record.lifecycle is not None else None

    def needed_power(self, record: Record) -> str:
        """Return the power it takes, "" where anybody who sees the record may."""
        transition = self.transition(record)
        return self.power or (transition.power if transition is not None else "")

    def is_admitted(self, record: Record) -> bool:
        """Say whether the record's state admits it."""
        transition = self.transition(record)
        return transition is None or record.__dict__["state"] in transition.sources

    def is_shown(self, request: BodyRequest, record: Record, row: Any) -> bool:
        """Say whether it is offered to the asker."""
        power = self.needed_power(record)
        if not self.is_admitted(record) or (power and not request.user.has_perm(power, record)):
            return False
        if row is not None and self.row_if is not None and not self.row_if(row):
            return False
        return self.shown is None or self.shown(request, record)

    def verdict(self, request: BodyRequest, record: Record) -> Verdict:
        """Ask the law where no form has still to be filled in; what a form lacks is not held against it."""
        transition = self.transition(record)
        if transition is None:
            return allow()
        verdict = would(record, transition.verb, **(self.given(request, record) if self.given else {}))
        if not verdict and self.form is not None and self.is_admitted(record):
            return allow()
        return verdict

    def form_for(self, request: BodyRequest, thing: Any) -> forms.Form:
        """Return the form, for the record or the row."""
        assert self.form is not None
        if isinstance(self.form, type):
            plain: forms.Form = self.form(request.POST or None, request.FILES or None)
            return plain
        return self.form(request, thing)

    def perform(self, record: Any, row: Any, data: Mapping[str, Any], *, by: User, at: datetime) -> Any:
        """Do it, with the cleaned data of the form ({} for a button)."""
        things = (record,) if row is None else (record, row)
        if self.handler is not None:
            return self.handler(*things, dict(data), by=by, at=at)
        assert self.do is not None
        return self.do(things[-1], by=by, at=at, **data)

    def offer(self, request: BodyRequest, record: Record, url: str) -> "Offered":
        """Return it as offered on the page, with its verdict."""
        icon = self.icon or ("" if self.rows else ICONS.get(self.name.rpartition("_")[2], ""))
        sheet, page = self.form is not None and not self.wide, self.form is not None and self.wide
        verdict = self.verdict(request, record)
        return Offered(self.label, url, verdict, icon, self.tone, self.confirm, sheet, page)


@dataclass(frozen=True, slots=True)
class Offered:
    """An act as offered on a page: a button, a link that opens a dialog (sheet), or one to a page of its own (goes)."""

    label: Words
    url: str
    verdict: Verdict
    icon: str
    tone: str
    confirm: Words
    sheet: bool
    goes: bool = False
