"""What is found of one kind of record, and by whom?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from members.models import LeadingGroup, User
from members.pages import Words


@dataclass(frozen=True, slots=True)
class Searched:
    """One kind of record.

    model: its model.  page: URL name of its page (body and key).  power: who may read its pages.
    body: lookup from the record to its body.  title, texts, day: what is found of it; texts may hold empty ones.
    along: what is fetched along (prefetch_related).  joined: the same by join (select_related).
    follows: kinds of records (names of their models) whose acts change it → lookup to their keys; its own acts always do.
    seen: records one may see, where the model's `visible_to` does not say it.
    closed: whether a record is found by its title alone, because its text is read under its own log or lock.
    """

    model: type[Model]
    page: str
    power: str
    title: Callable[[Any], str]
    texts: Callable[[Any], Iterable[Any]]
    day: Callable[[Any], date | None]
    body: str = "group"
    of: Callable[[Any], int] | None = None
    along: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    seen: Callable[[User, LeadingGroup], QuerySet[Any]] | None = None
    closed: Callable[[Any], bool] | None = None

    @property
    def kind(self) -> str:
        """Return the name of the kind."""
        return str(self.model._meta.model_name)

    @property
    def label(self) -> Words:
        """Return how such a record is called."""
        return self.model._meta.verbose_name or self.kind

    def rows(self) -> QuerySet[Any]:
        """Return all records with what is read of them (a constant number of queries)."""
        found = self.model._default_manager.select_related(*self.joined).prefetch_related(*self.along)
        return found.order_by("pk")

    def visible(self, user: User, group: LeadingGroup) -> QuerySet[Any]:
        """Return the records somebody may see; none without the power to read their pages."""
        if not user.has_perm(self.power, group):
            return self.model._default_manager.none()
        if self.seen is not None:
            return self.seen(user, group)
        records: Any = self.model._default_manager.all()
        found: QuerySet[Any] = records.visible_to(user, group)
        return found

    def address(self, record: Any, code: str) -> str:
        """Return the address of a record's page."""
        return reverse(self.page, args=[code, self.of(record) if self.of else record.pk])
