"""What is found, for whom?  Candidates from the index, then each kind's own answer to "may I see it?"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Max, Min, QuerySet

from members.models import LeadingGroup, User
from members.pages import Words
from reports.search.grams import Piece, grams, passage, terms
from reports.search.models import SearchEntry, SearchMark
from reports.search.sources import sources

PAIR = 2
STRETCH = 4000
"""Entries that are walked before the index is asked."""
_Row: TypeAlias = tuple[int, int, str, int]
CEILING = 400
"""Candidates that are looked at: the newest, those with the words in their title first."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.  text: as typed.  year, kind: 0 and "" for any.  titles: look through titles alone."""

    text: str
    year: int = 0
    kind: str = ""
    titles: bool = False

    @property
    def terms(self) -> list[str]:
        """Return the terms that are looked for."""
        return terms(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found: what it is, whose, when, where, title and passage with the hits marked."""

    kind: str
    label: Words
    body: LeadingGroup
    day: date | None
    url: str
    title: Sequence[Piece]
    passage: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.  keys: candidates one may see, in order.  more: whether there were more candidates than are looked at."""

    keys: Sequence[int]
    more: bool


def ask(question: Question, user: User, groups: Sequence[LeadingGroup]) -> Found:
    """Return what somebody may see of what is found; at most five queries, and one for each kind that occurs.

    Without a term of two characters nothing is looked for.
    """
    if not question.terms:
        return Found((), more=False)
    newest = _Newest(question, groups)
    titled = newest.rows("head")
    others = [] if question.titles else newest.rows("plain")
    rows = list(dict.fromkeys([*titled, *others]))
    seen = _seen(rows[:CEILING], user, {group.pk: group for group in groups})
    keys = [pk for pk, group, kind, key in rows[:CEILING] if (group, kind, key) in seen]
    return Found(keys, more=len(rows) > CEILING)


class _Newest:
    """The newest entries that hold every term.

    A word that many records hold is found soonest by walking from the newest on; one that few hold, by its pairs.  So a stretch
    is walked first, and the index is asked only when it did not give enough: neither way depends on the size of the whole.
    """

    def __init__(self, question: Question, groups: Sequence[LeadingGroup]) -> None:
        self.terms = question.terms
        search_entries = SearchEntry.objects.filter(group__in=groups)
        order = ("-ranked_on", "-pk")
        beyond = search_entries.order_by(*order).values_list("ranked_on", flat=True)[STRETCH : STRETCH + 1]
        self.reaches = list(beyond)
        if question.year:
            search_entries = search_entries.filter(year=question.year)
        if question.kind:
            search_entries = search_entries.filter(kind=question.kind)
        self.found = search_entries.order_by(*order)

    def rows(self, where: str) -> list[_Row]:
        """Return key, body, kind and record of entries, the newest first, one more than is looked at.  where: "head" | "plain"."""
        if not self.reaches:
            return self._taken(self._holding(where, self.terms))
        walked = self._taken(self._holding(where, self.terms).filter(ranked_on__gt=self.reaches[0]))
        if len(walked) > CEILING:
            return walked
        # A term of two characters is its own pair: there is nothing more to look for.
        longer = [term for term in self.terms if len(term) > PAIR]
        pairs = sorted(set().union(*(grams(term) for term in self.terms)))
        column = "head_pairs" if where == "head" else "pairs"
        return self._taken(self._holding(where, longer).filter(**{f"{column}__holds_pairs": pairs}))

    def _holding(self, where: str, wanted: Iterable[str]) -> QuerySet[SearchEntry]:
        search_entries = self.found
        for term in wanted:
            search_entries = search_entries.filter(**{f"{where}__contains": term})
        return search_entries

    @staticmethod
    def _taken(search_entries: QuerySet[SearchEntry]) -> list[_Row]:
        return list(search_entries.values_list("pk", "group_id", "kind", "key")[: CEILING + 1])


def _seen(
    rows: Iterable[tuple[int, int, str, int]], user: User, groups: Mapping[int, LeadingGroup]
) -> set[tuple[int, str, int]]:
    asked: dict[tuple[int, str], list[int]] = defaultdict(list)
    for _pk, group, kind, key in rows:
        asked[group, kind].append(key)
    seen: set[tuple[int, str, int]] = set()
    for (group, kind), keys in asked.items():
        source = sources().get(kind)
        if source is not None:
            visible = source.visible(user, groups[group]).filter(pk__in=keys).values_list("pk", flat=True)
            seen |= {(group, kind, key) for key in visible}
    return seen


def hits(keys: Sequence[int], question: Question, groups: Sequence[LeadingGroup]) -> list[Hit]:
    """Return what is shown of some of the found, in the same order (one query)."""
    bodies = {group.pk: group for group in groups}
    entries = (
        SearchEntry.objects.filter(pk__in=keys, group__in=bodies).defer("plain", "pairs", "head").in_bulk()
    )
    wanted = question.terms
    return [_hit(entries[key], wanted, bodies) for key in keys if key in entries]


def _hit(entry: SearchEntry, wanted: Sequence[str], bodies: Mapping[int, LeadingGroup]) -> Hit:
    return Hit(
        kind=entry.kind,
        label=sources()[entry.kind].label,
        body=bodies[entry.group_id],
        day=entry.day,
        url=entry.url,
        title=passage(entry.title, wanted, around=len(entry.title), longest=len(entry.title)),
        passage=passage(entry.text, wanted) if entry.text else (),
    )


def kinds(user: User, group: LeadingGroup) -> list[tuple[str, Words]]:
    """Return the kinds of records whose pages somebody may read, by name."""
    readable = [source for source in sources().values() if user.has_perm(source.searched.power, group)]
    return [(source.kind, source.label) for source in readable]


def years(groups: Sequence[LeadingGroup]) -> list[int]:
    """Return the years something is found of, newest first (one query)."""
    span = SearchEntry.objects.filter(group__in=groups).aggregate(first=Min("year"), last=Max("year"))
    return list(range(span["last"], span["first"] - 1, -1)) if span["last"] else []


def as_of() -> Any:
    """Return up to which moment acts are in the index, None before it was first made."""
    return SearchMark.objects.order_by("-pk").values_list("at", flat=True).first()
