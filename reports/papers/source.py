"""Where does a form get its facts from?  The shape of that answer, for all areas."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from members.models import LeadingGroup, User

Records = Callable[[LeadingGroup, User], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a form gets its facts from.

    records: the records of a body that this person may print it from, newest first, with what `label` reads
    facts: record → facts of the form; label: how a record is called in a list (Chinese official words)
    search: fields a list is searched by; power: what the reader needs to list and print filled ones
    meeting: path to the meeting's key; year: lookup of the year, for forms that tell a whole year
    noted: enters in the journal that this person reads the record, where a page would do so
    """

    records: Records
    facts: Callable[[Any], Any]
    label: Callable[[Any], str]
    search: tuple[str, ...]
    power: str = "meetings.read"
    meeting: str = ""
    year: str = ""
    noted: Callable[[Any, User], object] | None = None


def first_of_each_year(records: QuerySet[Any], day: str) -> QuerySet[Any]:
    """Return one record for each year, its earliest: a paper that tells a whole year is found by it.

    day: the field of the date; records without one are left out
    """
    earliest = records.filter(**{f"{day}__year": ExtractYear(OuterRef(day))}).order_by(day, "pk")
    return records.filter(pk=Subquery(earliest.values("pk")[:1])).order_by(f"-{day}")
