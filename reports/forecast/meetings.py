"""How do the meetings of the year stand, and the subjects that are to be on their agendas?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting
from meetings.rules.reminding import Month
from meetings.states import MeetingState
from reports.forecast.assumed import Assumed
from reports.forecast.line import Action, Line, Place, Shown
from reports.forecast.rules import months
from reports.forecast.rules.months import Calendar
from reports.forecast.rules.outlook import Part
from reports.responsibility.rules.work_subjects import subjects_of

SUBJECT_LABELS = {
    "integrity": _("Integrity on an agenda"),
    "party_building": _("Party building on an agenda"),
    "ideology": _("Ideology on an agenda"),
}
HALVES = {"1": _("first half"), "2": _("second half")}


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting: its key, its day, whether it was opened; subjects: what stands on its agenda."""

    pk: int
    day: date
    opened: bool
    subjects: frozenset[str]


def calendar_of(place: Place) -> Calendar:
    """Return the year as the rules want it."""
    return Calendar(place.year, place.today, place.law.effective_from)


def read(place: Place) -> tuple[Seen, ...]:
    """Return the meetings of the year that were not cancelled, in order (two queries)."""
    rows = Meeting.objects.filter(group=place.group, day__year=place.year)
    rows = rows.exclude(state=MeetingState.CANCELLED).order_by("starts_at", "pk")
    items = AgendaItem.objects.filter(
        meeting__group=place.group, meeting__day__year=place.year, removed=False
    ).order_by()
    subjects: defaultdict[int, set[str]] = defaultdict(set)
    for meeting, kind, tags in items.values_list("meeting", "kind", "work_tags"):
        subjects[meeting] |= subjects_of(kind, tags)
    return tuple(
        Seen(pk, day, opened is not None, frozenset(subjects[pk]))
        for pk, day, opened in rows.values_list("pk", "day", "opened_at")
    )


def ahead(place: Place, seen: Sequence[Seen], assumed: Assumed) -> list[Seen]:
    """Return the meetings that are announced, without the next one where it is assumed to fall away."""
    coming = [row for row in seen if not row.opened and row.day >= place.today]
    return coming[1:] if assumed.meeting else coming


def lines(place: Place, seen: Sequence[Seen], assumed: Assumed) -> Iterator[Line]:
    """Return a row for the meetings by month, and one for each subject of the half-year.

    Clauses 6.2-b, 10.2-b, 4.3-a, 4.3-3.
    """
    calendar, held = calendar_of(place), [result for result in seen if result.opened]
    coming = ahead(place, seen, assumed)
    month = Month([result.day for result in held], [result.day for result in coming])
    outlook = months.meetings(calendar, month, place.law.reminder)
    yield Line(
        "meetings",
        "meetings",
        _("A meeting each month"),
        "6.2-b",
        tuple(_shown(place, part, held, coming) for part in outlook.parts),
        place.url("meetings:meeting_list", year=place.year) if seen else "",
        soft=True,
        strip=True,
        pace=months.months_at_pace(calendar, outlook),
        paced=True,
    )
    for name, clause in months.SUBJECTS.items():
        results = months.subject(
            calendar,
            name,
            [record.day for record in held if name in record.subjects],
            [row.day for row in coming if name in row.subjects],
        )
        yield Line(
            name,
            "meetings",
            SUBJECT_LABELS[name],
            clause,
            tuple(
                Shown(part, HALVES[part.key], act=_propose(place, part, coming, name))
                for part in results.parts
            ),
            place.url("meetings:item_list", **_tag(name)),
        )


def _tag(name: str) -> Mapping[str, str]:
    return {"line": name} if name == "party_building" else {"tag": name}


def _shown(place: Place, part: Part, held: Sequence[Seen], coming: Sequence[Seen]) -> Shown:
    own = [row for row in (*held, *coming) if row.day.month == int(part.key)]
    url = place.url("meetings:meeting_detail", own[0].pk) if own else ""
    act = None
    if part.is_open and own:
        act = Action(
            _("Prepare the meeting"), place.url("meetings:agenda_edit", own[0].pk), "meetings.prepare"
        )
    elif part.is_open:
        act = Action(_("Call a meeting"), place.url("meetings:meeting_create"), "meetings.prepare")
    return Shown(part, _("Month %(month)s") % {"month": int(part.key)}, url, act)


def _propose(place: Place, part: Part, coming: Sequence[Seen], name: str) -> Action | None:
    if not part.is_open:
        return None
    own = [
        seen
        for seen in coming
        if name in seen.subjects and months.end_of_half(place.year, int(part.key)) >= seen.day
    ]
    if own and part.verdict.code == "subject_announced":
        return Action(
            _("Prepare the meeting"), place.url("meetings:agenda_edit", own[0].pk), "meetings.prepare"
        )
    return Action(_("Propose a topic"), place.url("meetings:proposal_create"), "meetings.propose")
