"""Which records were acted upon since a moment?  The journals know: each act leaves one entry.

What follows the acts of others (findings, the index of the search) asks here instead of being called by them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from members.models import LeadingGroup
from reports.records.journals import journals

OVERLAP = timedelta(minutes=5)
"""An act under way may commit after a later one: who follows reads so far back from where he stood."""


def touched(since: datetime, until: datetime | None = None) -> Mapping[int, Mapping[str, set[int]]]:
    """Return by body, then by kind of record (name of its model), the keys of records with an entry since a moment.

    until: entries of that moment or later are left out.  One query for each journal, whatever the number of bodies
    and records.
    """
    when = {"at__gte": since} if until is None else {"at__gte": since, "at__lt": until}
    result: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for journal in journals().values():
        rows = journal.entry._default_manager.filter(**when).values_list(journal.path, "record_id")
        for group, key in rows.order_by().distinct():
            result[group][journal.kind].add(key)
    return result


def acted(group: LeadingGroup, since: datetime, until: datetime, but: Collection[str] = ()) -> bool:
    """Say whether a body had an entry after a moment and up to another, in any journal but those (one query)."""
    first, *rest = [
        journal.entry._default_manager.filter(at__gt=since, at__lte=until, **{journal.path: group})
        .order_by()
        .values("pk")
        for journal in journals().values()
        if journal.kind not in but
    ]
    return first.union(*rest, all=True).exists()
