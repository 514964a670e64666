"""Which record is a finding about?  Its kind, its name, its page, and who may see it."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup, Membership, User
from reports.records.journals import NOUNS, UPWARD

APPS = ("members", "meetings", "votes", "study", "lifes", "reports")
BODY = "leadinggroup"
WHOSE = ("membership", "owner", "leader", "proposer")
ABOVE = (
    *(name for name in UPWARD if name != "group"),
    *("essay", "life", "round", "list", "issue_list", "project", "document", "paper", "plan", "outline"),
    *("measure", "article", "filing", "incident", "regulation", "unit"),
)
"""By which field a record hangs on the one above it, whose page shows it."""
OF_MEETINGS = ("meetings", "votes")
ISSUED = ("meeting", "minutes__meeting")
CALLED = {"membership": _("Member")}
"""Kinds that are called otherwise here than on their own pages."""
NAMED = 200
DEEP = 3
"""How many steps lie between the smallest record of a meeting and the meeting."""


@cache
def kinds() -> Mapping[str, type[models.Model]]:
    """Return every kind of record of the installation by the name of its model."""
    found: dict[str, type[models.Model]] = {}
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            found[str(model._meta.model_name)] = model
    return found


def label(kind: str) -> Any:
    """Return how a kind of record is called."""
    if kind in CALLED:
        return CALLED[kind]
    model = kinds().get(kind)
    return kind if model is None else model._meta.verbose_name


def may_see(wanted: Iterable[str], user: User, group: LeadingGroup) -> Q:
    """Return the condition that a row (kind, key) is about a record the person may see.

    Kinds that know no `visible_to` belong to a record of the body that everybody of the body sees.
    """
    allowed = Q(pk__in=())
    for kind in wanted:
        rows: Any = getattr(kinds().get(kind), "objects", None)
        if kind != BODY and hasattr(rows, "visible_to"):
            allowed |= Q(kind=kind, key__in=rows.visible_to(user, group).order_by().values("pk"))
        else:
            allowed |= Q(kind=kind)
    return allowed


def read(wanted: Mapping[str, Iterable[int]]) -> Mapping[tuple[str, int], models.Model]:
    """Return records by (kind, key); one query for each kind."""
    found: dict[tuple[str, int], models.Model] = {}
    for kind, keys in wanted.items():
        model = kinds().get(kind)
        if model is not None:
            rows = model._default_manager.filter(pk__in=list(keys))
            found |= {(kind, row.pk): row for row in rows}
    return found


def name(record: models.Model | None) -> str:
    """Return how a record is called, "" for one that is not there."""
    return "" if record is None else str(record)[:NAMED]


def whose(record: models.Model | None) -> int | None:
    """Return the key of the seat whose record it is, None for one of the body."""
    if record is None or isinstance(record, Membership):
        return None if record is None else record.pk
    fields = {field.name: field for field in record._meta.fields}
    for wanted in WHOSE:
        field = fields.get(wanted)
        if field is not None and field.related_model is Membership:
            found: int | None = getattr(record, field.attname)
            return found
    return None


def address(kind: str, key: int, group: LeadingGroup) -> str:
    """Return the address of a record's page, "" when it has none."""
    model = kinds().get(kind)
    if model is None:
        return ""
    try:
        return reverse(f"{model._meta.app_label}:{NOUNS.get(kind, kind)}_detail", args=[group.code, key])
    except NoReverseMatch:
        return ""


def page_of(kind: str, key: int, group: LeadingGroup) -> str:
    """Return the address of a record's page, or of the nearest record above it that has one ("" for none).

    One query for each step upward.
    """
    found = address(kind, key, group)
    record: Any = None if found or kind == BODY else read({kind: [key]}).get((kind, key))
    while record is not None and not found:
        record = _above(record)
        if record is not None:
            found = address(str(record._meta.model_name), record.pk, group)
    return found


def _above(record: models.Model) -> models.Model | None:
    """Return the record of the body on which another hangs, the next one upward."""
    fields = {field.name: field for field in record._meta.fields}
    for wanted in ABOVE:
        if wanted in fields:
            above = getattr(record, wanted)
            if isinstance(above, models.Model):
                return above
    return None


@cache
def of_meeting() -> Mapping[str, str]:
    """Return the kinds of record that belong to a meeting, each with its lookup of the meeting's key."""
    found = {"meeting": "pk"}
    for kind, model in kinds().items():
        lookup = _to_meeting(model)
        if lookup and (model._meta.app_label in OF_MEETINGS or lookup in ISSUED):
            found[kind] = lookup
    return found


def _to_meeting(model: type[models.Model], depth: int = 0) -> str:
    fields = {field.name: field for field in model._meta.fields}
    if "meeting" in fields:
        return "meeting"
    for wanted in UPWARD:
        above = fields[wanted].related_model if wanted in fields else None
        if depth < DEEP and isinstance(above, type) and above is not model and wanted != "group":
            lookup = _to_meeting(above, depth + 1)
            if lookup:
                return f"{wanted}__{lookup}"
    return ""


def about_meeting(wanted: Iterable[str], pk: int) -> Q:
    """Return the condition that a row (kind, key) is about a meeting or anything that belongs to it."""
    allowed = Q(pk__in=())
    for kind in wanted:
        lookup = of_meeting().get(kind)
        if lookup is not None:
            rows = kinds()[kind]._default_manager.filter(**{lookup: pk})
            allowed |= Q(kind=kind, key__in=rows.order_by().values("pk"))
    return allowed
