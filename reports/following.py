"""Which records were acted upon since a moment?  The journals know: each act leaves one entry.

What follows the acts of others (findings, the index of the search) asks here instead of being called by them.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from reports.journals import journals

OVERLAP = timedelta(minutes=5)
"""An act under way may commit after a later one: who follows reads so far back from where he stood."""


def touched(since: datetime) -> Mapping[int, Mapping[str, set[int]]]:
    """Return by body, then by kind of record (name of its model), the keys of records with an entry since a moment.

    One query for each journal, whatever the number of bodies and records.
    """
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for journal in journals().values():
        rows = journal.entry._default_manager.filter(at__gte=since).values_list(journal.path, "record_id")
        for group, key in rows.order_by().distinct():
            found[group][journal.kind].add(key)
    return found
