"""Which reminders are due about lists of responsibilities and the subjects of the half-year?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from meetings.models import AgendaItem
from meetings.rules.work_lines import PARTY_KINDS
from members.reminders import Due, Kind, Moment, dues, register
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.rules import reminding
from reports.responsibility.rules.lists import half_of
from reports.responsibility.rules.work_subjects import subjects_of
from reports.responsibility.states import ListState


def _lists(moment: Moment) -> Mapping[tuple[int, int], ResponsibilityList]:
    """Return the latest adopted list by body and year (one query, once)."""
    return moment.once("responsibilities", lambda: _read_lists(moment))


def _read_lists(moment: Moment) -> dict[tuple[int, int], ResponsibilityList]:
    rows = ResponsibilityList.objects.filter(state=ListState.ADOPTED, year__gte=moment.since.year - 1)
    return {(row.group_id, row.year): row for row in moment.among(rows).order_by("version")}


def _list_missing(moment: Moment) -> Iterator[Due]:
    """Find bodies without a responsibility list of the year in January.  Clauses 3.2-a, 4.3-b, 10.3-a."""
    for key, group in moment.groups.items():
        adopted = (key, moment.day.year) in _lists(moment)
        slot = reminding.responsibility_list(moment.day, moment.told(key), adopted=adopted)
        if slot is not None:
            people, page = moment.people(key, "clerk", "secretary"), "reports:responsibility_create"
            yield from dues(group, people, f"duties:{key}", slot, page, year=slot.year)


def _list_report(moment: Moment) -> Iterator[Due]:
    """Find last year's responsibility lists that were not reported on.  Clause 10.3-a."""
    for key, group in moment.groups.items():
        last = _lists(moment).get((key, moment.day.year - 1))
        reported = last is None or last.reported_on is not None
        slot = reminding.responsibility_report(moment.day, moment.told(key), reported=reported)
        if slot is not None and last is not None:
            people, page = moment.people(key, "clerk", "secretary"), "reports:responsibility_close"
            yield from dues(group, people, f"duties:{last.pk}", slot, page, last.pk, year=last.year)


def _subject(moment: Moment, subject: str) -> Iterator[Due]:
    """Find bodies on whose agendas a subject did not stand in the half-year.  Clauses 4.3-3, 4.3-a, 10.2-b."""
    for key, group in moment.groups.items():
        if reminding.half_year(moment.day, (), moment.told(key)) is None:
            continue
        seen = moment.once(("subjects", moment.day.year), lambda: _subjects(moment))
        slot = reminding.half_year(moment.day, seen[key, subject], moment.told(key))
        if slot is not None:
            people = moment.people(key, "secretary", "clerk")
            facts = {"half": f"{slot.year}-{half_of(slot)}"}
            yield from dues(group, people, f"{subject}:{key}", slot, "meetings:proposal_create", **facts)


def _subjects(moment: Moment) -> defaultdict[tuple[int, str], set[date]]:
    """Return the days on which a field of work stood on an agenda, by body and subject (one query)."""
    party = ~Q(work_tags=[]) | Q(kind__in=sorted(PARTY_KINDS - {"first_topic"}))
    held = AgendaItem.objects.filter(
        party, removed=False, meeting__opened_at__isnull=False, meeting__day__year=moment.day.year
    )
    result: defaultdict[tuple[int, str], set[date]] = defaultdict(set)
    rows = moment.among(held, "meeting__group")
    for group, day, tags, kind in rows.values_list("meeting__group", "meeting__day", "work_tags", "kind"):
        for subject in subjects_of(kind, tags):
            result[group, subject].add(day)
    return result


def _integrity(moment: Moment) -> Iterator[Due]:
    """Integrity stands on an agenda in each half-year.  Clause 10.2-b."""
    return _subject(moment, "integrity")


def _ideology(moment: Moment) -> Iterator[Due]:
    """Responsibility for ideology stands on an agenda in each half-year, a default of the software.  Clause 4.3-3."""
    return _subject(moment, "ideology")


def _party_building(moment: Moment) -> Iterator[Due]:
    """Party building stands on an agenda in each half-year.  Clause 4.3-a."""
    return _subject(moment, "party_building")


_HALVES = _("30 June, 31 December")
_JANUARY = _("5 and 25 January")
KINDS = (
    Kind(
        name="responsibility_list",
        label=_("Responsibility list of the year"),
        clause="10.3-a",
        audience=_("clerk, secretary"),
        when=_JANUARY,
        title=_("The responsibility list of %(year)s is not adopted yet"),
        text=_("Draft the list from the portfolios and have it adopted."),
        find=_list_missing,
    ),
    Kind(
        name="responsibility_report",
        label=_("Report on last year's responsibilities"),
        clause="10.3-a",
        audience=_("clerk, secretary"),
        when=_JANUARY,
        title=_("The responsibility list of %(year)s has no report yet"),
        text=_("Write how the year went and close the list."),
        find=_list_report,
    ),
    Kind(
        name="half_year_integrity",
        label=_("Integrity on an agenda"),
        clause="10.2-b",
        audience=_("secretary, clerk"),
        when=_HALVES,
        title=_("Integrity stood on no agenda in half-year %(half)s"),
        text=_("Propose a topic of this field for the next meeting."),
        find=_integrity,
    ),
    Kind(
        name="half_year_party_building",
        label=_("Party building on an agenda"),
        clause="4.3-a",
        audience=_("secretary, clerk"),
        when=_HALVES,
        title=_("Party building stood on no agenda in half-year %(half)s"),
        text=_("Propose a topic of this field for the next meeting."),
        find=_party_building,
    ),
    Kind(
        name="half_year_ideology",
        label=_("Ideology on an agenda"),
        clause="4.3-3",
        audience=_("secretary, clerk"),
        when=_HALVES,
        title=_("Responsibility for ideology stood on no agenda in half-year %(half)s"),
        text=_("Propose a topic of this field for the next meeting."),
        find=_ideology,
    ),
)

register(KINDS, "reports")
