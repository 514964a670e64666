"""How is the search index kept up to date?  It follows the acts from minute to minute, and is made anew every night.

What it holds can be made again from the records at any time, so it is written in bulk and past the door.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from members.models import LeadingGroup
from reports.records import recent_changes as following
from reports.search.grams import grams, plain
from reports.search.models import SearchEntry, SearchMark
from reports.search.sources import Source, sources

BATCH = 200
LONGEST = 60_000
"""Characters of one record that are looked through; a longer text is found by its beginning."""
TITLE = 400
OLDEST = date(1900, 1, 1)
WRITTEN = ("title", "text", "url", "head", "plain", "head_pairs", "pairs", "day", "ranked_on", "year")


def follow(at: datetime) -> int:
    """Bring the index up to a moment: take in what was acted upon since the last time; return how many records.

    Safe to run twice, and by two at once: the same records give the same entries.
    """
    mark = SearchMark.objects.order_by("-pk").first()
    if mark is None:
        return rebuild(at)
    touched = following.touched(mark.at - following.OVERLAP)
    count = sum(_write(source, rows) for source in sources().values() for rows in _changed(source, touched))
    SearchMark.objects.filter(pk=mark.pk, at__lt=at).update(at=at)
    return count


def rebuild(at: datetime) -> int:
    """Make the index anew from all records; return how many.  Entries without a record are taken off."""
    count = sum(_write(source, source.rows()) for source in sources().values())
    for source in sources().values():
        gone = SearchEntry.objects.filter(kind=source.kind)
        gone.exclude(key__in=source.model._default_manager.values("pk")).delete()
    SearchEntry.objects.exclude(kind__in=sources()).delete()
    if not SearchMark.objects.filter(at__lt=at).update(at=at) and not SearchMark.objects.exists():
        SearchMark.objects.create(at=at)
    return count


def _changed(source: Source, touched: Mapping[int, Mapping[str, set[int]]]) -> Iterator[QuerySet[Any]]:
    """Yield the records of a kind that acts have changed, those of all bodies at once."""
    asked = Q()
    for kind, lookup in source.followed().items():
        keys = {key for kinds in touched.values() for key in kinds.get(kind, ())}
        if keys:
            asked |= Q(**{f"{lookup}__in": keys})
    if asked:
        yield source.rows().filter(asked)


def _write(source: Source, rows: QuerySet[Any]) -> int:
    codes = dict(LeadingGroup.objects.values_list("pk", "code"))
    count = 0
    for batch in _batches(rows):
        entries = [_entry(source, record, codes) for record in batch]
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=("group", "kind", "key"), update_fields=WRITTEN
        )
        count += len(entries)
    return count


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _entry(source: Source, record: Any, codes: Mapping[int, str]) -> SearchEntry:
    group = source.body_of(record)
    title = source.title(record)[:TITLE]
    text = _joined(source.texts(record))[:LONGEST]
    head = plain(title)
    whole = f"{head} {plain(text)}"
    day = source.day(record)
    return SearchEntry(
        group_id=group,
        kind=source.kind,
        key=record.pk,
        title=title,
        text=text,
        url=source.address(record, codes[group]),
        head=head[:TITLE],
        plain=whole,
        head_pairs=_listed(head),
        pairs=_listed(*whole.split()),
        day=day,
        ranked_on=day or OLDEST,
        year=day.year if day else getattr(record, "year", None) or getattr(record, "life_year", None),
    )


def _listed(*parts: str) -> str:
    return " ".join(sorted(set().union(*(grams(part) for part in parts))))


def _joined(texts: Iterable[Any]) -> str:
    return "\n".join(str(text).strip() for text in texts if text)
