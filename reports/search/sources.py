"""What is found of which kind of record, and by whom?  Each model says it (`Record.profile.searched`).

Talks, outlines and criticism are not found: they are read by those they concern, each time noted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from members.models import LeadingGroup, User
from members.pages import Words
from members.procedure import profile
from members.procedure.profile import Searched


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record that is searched, with what its model says."""

    model: type[Model]
    searched: Searched

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
        result = self.model._default_manager.select_related(*self.searched.joined.split())
        return result.prefetch_related(*profile.rows_along(self.model, self.searched)).order_by("pk")

    def visible(self, user: User, group: LeadingGroup) -> QuerySet[Any]:
        """Return the records somebody may see; none without the power to read their pages."""
        records: Any = self.model._default_manager.all()
        if not user.has_perm(self.searched.power, group):
            return self.model._default_manager.none()
        visible: QuerySet[Any] = (
            records.visible_to(user, group)
            if hasattr(records, "visible_to")
            else records.filter(**{profile.path_to_body(self.model): group})
        )
        return visible

    def followed(self) -> Mapping[str, str]:
        """Return the kinds of records whose acts change it, each with the lookup of their key."""
        return {self.kind: "pk", **dict(each.split(":") for each in self.searched.follows.split())}

    def body_of(self, record: Any) -> int:
        """Return the key of the body a record belongs to."""
        *path, last = profile.path_to_body(self.model).split("__")
        for name in path:
            record = getattr(record, name)
        key: int = getattr(record, f"{last}_id")
        return key

    def title(self, record: Any) -> str:
        """Return the title under which a record is found."""
        if not self.searched.title:
            return str(getattr(record, "title", record))
        return " ".join(str(value) for value in self._values(record, self.searched.title))

    def texts(self, record: Any) -> Iterator[Any]:
        """Yield what is found of a record; nothing of one whose title alone is."""
        if not any(profile.values_at(record, self.searched.closed)):
            yield from self._values(record, self.searched.texts)

    @staticmethod
    def _values(record: Any, paths: str) -> Iterator[Any]:
        for path in paths.split():
            yield from (value for value in profile.values_at(record, path) if value)

    def day(self, record: Any) -> date | None:
        """Return the day under which a record is found."""
        return profile.first_day(record, self.searched.day)

    def address(self, record: Any, code: str) -> str:
        """Return the address of the page that shows a record."""
        shown = getattr(record, self.searched.shown_by) if self.searched.shown_by else record
        return profile.page_address(type(shown), shown.pk, code)


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources by kind of record, floor by floor."""
    text = [(model, profile.profile_of(model).searched) for model in apps.get_models()]
    made = [Source(model, searched) for model, searched in text if searched is not None]
    return {source.kind: source for source in made}
