"""What was done in a body, by whom, whatever it was done to?  All journals merged, newest first.

Each record keeps its own typed journal; here their keys are united in the database, and only the entries
of one page are read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, QuerySet, Value
from django.utils.timezone import get_current_timezone

from members.models import LeadingGroup
from members.procedure import profile
from members.procedure.journal import Entry


@dataclass(frozen=True, slots=True)
class Journal:
    """One table of entries.  kind: name of its record's model; path: lookup from the entry to the body."""

    kind: str
    entry: type[Entry]
    record: type[models.Model]
    path: str

    @property
    def label(self) -> Any:
        """Return how a record of this journal is called."""
        return self.record._meta.verbose_name


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the merged journal, with the address of its record's page ("" when it has none)."""

    journal: Journal
    entry: Any
    url: str

    @property
    def label(self) -> Any:
        """Return how the record is called."""
        return self.journal.label


@cache
def journals() -> Mapping[str, Journal]:
    """Return every journal of the installation by kind."""
    result = {}
    for entry in apps.get_models():
        if not issubclass(entry, Entry):
            continue
        meta: Any = entry._meta
        record: Any = meta.get_field("record").related_model
        path = "" if record is LeadingGroup else profile.path_to_body(record)
        kind = record._meta.model_name
        result[kind] = Journal(kind, entry, record, f"record__{path}" if path else "record")
    return result


def keys(group: LeadingGroup, wanted: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """Return the keys (kind, key) of a body's entries, newest first, as one united query.

    wanted: kind, by (key of a user), verb, since, until (days), each of which may be missing.
    """
    chosen = [journal for journal in journals().values() if wanted.get("kind") in (None, journal.kind)]
    first, *rest = [_keys(journal, group, wanted) for journal in chosen]
    united: QuerySet[Any, Any] = first.union(*rest, all=True) if rest else first
    ordered: QuerySet[Any, Any] = united.order_by("-moment", "-key", "kind")
    return ordered


def _keys(journal: Journal, group: LeadingGroup, wanted: Mapping[str, Any]) -> QuerySet[Any, Any]:
    asked: dict[str, Any] = {journal.path: group}
    if "by" in wanted:
        asked["by"] = wanted["by"]
    if "verb" in wanted:
        asked["verb"] = wanted["verb"]
    if "since" in wanted:
        asked["at__gte"] = _start(wanted["since"])
    if "until" in wanted and wanted["until"] < date.max:
        asked["at__lt"] = _start(wanted["until"] + timedelta(days=1))
    entries: QuerySet[Any] = journal.entry._default_manager.filter(**asked).order_by()
    named = entries.annotate(
        kind=Value(journal.kind, output_field=models.CharField()), moment=F("at"), key=F("pk")
    )
    result: QuerySet[Any, Any] = named.values("kind", "moment", "key")
    return result


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, get_current_timezone())


def lines(rows: Sequence[Mapping[str, Any]], group: LeadingGroup) -> list[Line]:
    """Read the entries behind keys, in the same order (a query for each kind that occurs)."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row["kind"]].append(row["key"])
    entries = {
        (kind, entry.pk): entry
        for kind, wanted in by_kind.items()
        for entry in _read(journals()[kind], wanted)
    }
    return list(_lines(rows, entries, group))


def _read(journal: Journal, wanted: list[int]) -> QuerySet[Any]:
    return journal.entry._default_manager.filter(pk__in=wanted).select_related(
        journal.path, "by", "on_behalf_of"
    )


def _lines(
    rows: Sequence[Mapping[str, Any]], entries: Mapping[tuple[str, int], Any], group: LeadingGroup
) -> Iterator[Line]:
    for row in rows:
        entry = entries[row["kind"], row["key"]]
        journal = journals()[row["kind"]]
        yield Line(journal, entry, profile.page_address(journal.record, entry.record_id, group.code))


def people(group: LeadingGroup) -> list[tuple[int, str]]:
    """Return who acted in the body or may act there: members and staff, past ones included (two queries)."""
    seats = group.memberships.values_list("user_id", "user__name")
    staff = group.staff_roles.values_list("user_id", "user__name")
    return sorted({*seats, *staff}, key=lambda row: row[1])


def verbs(group: LeadingGroup) -> list[str]:
    """Return the acts that occur in the body's journals (one query)."""
    each = [
        journal.entry._default_manager.filter(**{journal.path: group})
        .order_by()
        .values_list("verb", flat=True)
        for journal in journals().values()
    ]
    return sorted(each[0].union(*each[1:]))
