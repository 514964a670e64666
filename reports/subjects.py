"""Which record is a finding about?  Its kind, its name, its page, and who may see it."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from members.models import LeadingGroup, Membership, User
from reports.journals import NOUNS

APPS = ("members", "meetings", "votes", "study", "lifes", "reports")
BODY = "leadinggroup"
WHOSE = ("membership", "owner", "leader", "proposer")
NAMED = 200


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
