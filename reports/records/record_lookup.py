"""Which record is a finding about?  Its kind, its name, its page, and who may see it."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup, User
from members.procedure import profile
from members.procedure.record import Record

BODY = "leadinggroup"
CALLED = {"membership": _("Member")}
"""Kinds that are called otherwise here than on their own pages."""
NAMED = 200


@cache
def kinds() -> Mapping[str, type[models.Model]]:
    """Return every kind of record of the installation by the name of its model."""
    return {str(model._meta.model_name): model for model in apps.get_models()}


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
    result: dict[tuple[str, int], models.Model] = {}
    for kind, keys in wanted.items():
        model = kinds().get(kind)
        if model is not None:
            rows = model._default_manager.filter(pk__in=list(keys))
            result |= {(kind, row.pk): row for row in rows}
    return result


def name(record: models.Model | None) -> str:
    """Return how a record is called, "" for one that is not there."""
    return "" if record is None else str(record)[:NAMED]


def whose(record: models.Model | None) -> int | None:
    """Return the key of the seat whose record it is, None for one of the body."""
    if record is None or record._meta.model_name == "membership":
        return None if record is None else record.pk
    key: int | None = getattr(record, f"{profile.profile_of(type(record)).seat}_id", None)
    return key


def address(kind: str, key: int, group: LeadingGroup) -> str:
    """Return the address of a record's page, "" when it has none."""
    model = kinds().get(kind)
    return "" if model is None else profile.page_address(model, key, group.code)


def page_of(kind: str, key: int, group: LeadingGroup) -> str:
    """Return the address of a record's page, or of the nearest record above it that has one ("" for none).

    One query for each step upward.
    """
    result = address(kind, key, group)
    record: Any = None if result or kind == BODY else read({kind: [key]}).get((kind, key))
    while record is not None and not result:
        model: type[models.Model] = type(record)
        above = profile.parent_of(model)
        record = getattr(record, above) if above else None
        if record is not None:
            result = address(str(record._meta.model_name), record.pk, group)
    return result


@cache
def of_meeting() -> Mapping[str, str]:
    """Return the kinds of record that belong to a meeting, each with its lookup of the meeting's key."""
    records = {kind: model for kind, model in kinds().items() if issubclass(model, Record)}
    lookups = {kind: profile.path_to(model, "meeting") for kind, model in records.items()}
    return {"meeting": "pk"} | {kind: lookup for kind, lookup in lookups.items() if lookup}


def about_meeting(wanted: Iterable[str], pk: int) -> Q:
    """Return the condition that a row (kind, key) is about a meeting or anything that belongs to it."""
    allowed = Q(pk__in=())
    for kind in wanted:
        lookup = of_meeting().get(kind)
        if lookup is not None:
            rows = kinds()[kind]._default_manager.filter(**{lookup: pk})
            allowed |= Q(kind=kind, key__in=rows.order_by().values("pk"))
    return allowed
