"""Which findings does an inspection show, and which belong to one decision?"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from meetings.models import AgendaItem
from members.models import User
from reports.checks.models import Finding
from reports.inspection.models import Inspection
from reports.inspection.reading import scope
from reports.inspection.states import Matter
from reports.records import record_lookup as subjects

TOPIC = "topicproposal"
DEEP = 4


@cache
def paths() -> Mapping[str, str]:
    """Return the kinds of records that hang on one agenda item, each with the lookup up to it."""
    result = {}
    for kind, model in subjects.kinds().items():
        path = _path(model, DEEP)
        if path is not None:
            result[kind] = path
    return result


def _path(model: type[models.Model], deep: int) -> str | None:
    if model is AgendaItem:
        return ""
    if deep == 0:
        return None
    for name, above in _above(model):
        rest = _path(above, deep - 1)
        if rest is not None:
            return f"{name}__{rest}"
    return None


def _above(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """Yield what a record belongs to: foreign keys that cannot be empty."""
    for field in model._meta.fields:
        related = field.related_model
        if (
            isinstance(related, type)
            and issubclass(related, models.Model)
            and not field.null
            and related is not model
        ):
            yield field.name, related


def findings(inspection: Inspection, reader: User) -> QuerySet[Finding]:
    """Return the findings of the years, those about withheld items left out.  Clause 4.5-a."""
    rows = Finding.objects.visible_to(reader, inspection.group).filter(year__in=inspection.years)
    if not inspection.covers(Matter.FINDINGS):
        return rows.none()
    return rows if inspection.covers(Matter.PERSONNEL) else rows.exclude(_withheld())


def _withheld() -> Q:
    """Return the condition that a finding is about something withheld, or hanging on it."""
    hidden = Q(kind=TOPIC, key__in=_keys(TOPIC, scope.withheld()))
    for kind, path in paths().items():
        hidden |= Q(kind=kind, key__in=_keys(kind, scope.withheld(path)))
    return hidden


def _keys(kind: str, condition: Q) -> Any:
    return subjects.kinds()[kind]._default_manager.filter(condition).order_by().values("pk")
