"""What does a kind of record say of itself?  Its page, the record it belongs to, whose it is, and what the search finds.

Said once, at the model (`Record.profile`); journals, findings, search and their pages read it here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate

BODY = "group"
"""The field by which a record belongs to its body."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search finds of a record.

    Names of attributes, separated by blanks; a dot leads on ("materials.title"), through rows to each of them.

    power: who may read its pages.  title: "" for what `str` says.  texts: strings, or lists of strings; empty ones are left out.
    day: the first of these days that is there.  joined: read along with it (select_related).  along: rows its own properties
    read (prefetch_related); those named in `texts` are read along without being named here.
    follows: a kind of record whose acts change it too, and its lookup ("meeting:meeting").
    closed: true of a record whose title alone is found, because its text is read under its own log or lock.
    shown_by: the record on whose page it stands, where it has no page.
    """

    power: str
    title: str = ""
    texts: str = ""
    day: str = ""
    joined: str = ""
    along: str = ""
    follows: str = ""
    closed: str = ""
    shown_by: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands at the model.  How a record is called is its `verbose_name`, its title what `str` says.

    page: noun of its own page, as in the URL name "<app>:<noun>_detail"; "" when another record's page shows it.
    parent: field of the record it belongs to; "" for the body where it has a field of that, else for its first foreign key to
    a record, the seat last.
    seat: field of the member whose record it is; a field that the model does not have means: the body's.
    """

    page: str = ""
    parent: str = ""
    seat: str = "membership"
    searched: Searched | None = None


def profile_of(model: type[models.Model]) -> Profile:
    """Return what a model says of itself; a table that is no record says nothing."""
    own: Profile = getattr(model, "profile", Profile())
    return own


@cache
def parent_of(model: type[models.Model]) -> str:
    """Return the field of the record to which records of a model belong; "" for those of a body or of nobody."""
    own = profile_of(model)
    if own.parent or _has_body(model):
        return own.parent
    above = [each.name for each in model._meta.fields if hasattr(each.related_model, "profile")]
    above.sort(key=lambda name: name == own.seat)
    return above[0] if above else ""


def _has_body(model: type[models.Model]) -> bool:
    return BODY in {each.name for each in model._meta.fields}


@cache
def path_to_body(model: type[models.Model]) -> str:
    """Return the lookup from a record to its body ("item__meeting__group").  Raises TypeError when none leads there."""
    if _has_body(model):
        return BODY
    step = parent_of(model)
    if not step:
        raise TypeError(f"{model.__name__} belongs to no body")
    return f"{step}__{path_to_body(_above(model, step))}"


@cache
def path_to(model: type[models.Model], kind: str) -> str:
    """Return the lookup from a record to the record of a kind it belongs to ("item__meeting"), "" when there is none."""
    step = parent_of(model)
    if not step:
        return ""
    above = _above(model, step)
    if above._meta.model_name == kind:
        return step
    rest = path_to(above, kind)
    return f"{step}__{rest}" if rest else ""


def _above(model: type[models.Model], step: str) -> type[models.Model]:
    above = model._meta.get_field(step).related_model
    assert isinstance(above, type)
    return above


def page_name(model: type[models.Model]) -> str:
    """Return the URL name of a record's own page, "" when it has none."""
    return f"{model._meta.app_label}:{profile_of(model).page}_detail" if profile_of(model).page else ""


def page_address(model: type[models.Model], key: int, code: str) -> str:
    """Return the address of a record's own page in the body of that code, "" when it has none."""
    name = page_name(model)
    return reverse(name, args=[code, key]) if name else ""


def values_at(record: Any, path: str) -> Iterator[Any]:
    """Yield what stands at a path of attributes, from each row where it leads through rows."""
    name, _dot, rest = path.partition(".")
    value = getattr(record, name, None)
    if value is None:
        return
    rows = value.all() if isinstance(value, models.Manager) else [value]
    for row in rows:
        if rest:
            yield from values_at(row, rest)
        elif isinstance(row, list | tuple):
            yield from row
        else:
            yield row


def first_day(record: Any, paths: str) -> date | None:
    """Return the first of a record's days that is there; a moment counts as its local day."""
    for path in paths.split():
        for value in values_at(record, path):
            return localdate(value) if isinstance(value, datetime) else value
    return None


def rows_along(model: type[models.Model], searched: Searched) -> list[str]:
    """Return the lookups of the rows that the texts lead through (for prefetch_related)."""
    lookups = searched.along.split()
    for path in searched.texts.split():
        names = path.split(".")[:-1]
        above, many = model, False
        for name in names:
            step: Any = above._meta.get_field(name)
            above, many = step.related_model, many or step.one_to_many or step.many_to_many
        if many:
            lookups.append("__".join(names))
    return list(dict.fromkeys(lookups))
