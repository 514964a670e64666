"""Of what is somebody to be reminded about filings, responsibilities and the subjects of the half-year?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from meetings.models import AgendaItem
from meetings.rules.work_lines import PARTY_KINDS
from members.models import LeadingGroup, Membership
from members.reminders import Due, Kind, Moment, dues
from members.rules import reminding as dated
from reports.reminding import rules as reminding
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import DutyReport, ResponsibilityList
from reports.responsibility.rules import filings
from reports.responsibility.rules.filings import Seat
from reports.responsibility.rules.lists import half_of
from reports.responsibility.rules.work_subjects import subjects_of
from reports.responsibility.states import FilingKind, FilingState, ListState

Filings = Mapping[tuple[int, int, str], AnnualFiling]
"""By seat, year, kind."""


# ---- filings -------------------------------------------------------------------------------------------


def _filings(moment: Moment) -> Filings:
    return moment.once("filings", lambda: _read_filings(moment))


def _read_filings(moment: Moment) -> Filings:
    rows = AnnualFiling.objects.filter(year__gte=moment.since.year - 1).exclude(kind=FilingKind.CHANGE_REPORT)
    return {(one.membership_id, one.year, one.kind): one for one in moment.among(rows)}


def _members(moment: Moment) -> Iterator[tuple[LeadingGroup, Membership, Seat]]:
    for key, group in moment.groups.items():
        for seat in moment.seats(key):
            yield group, seat, Seat(seat.since, seat.until)


def _file(
    group: LeadingGroup, seat: Membership, filing: AnnualFiling | None, slot: date, year: int, *, late: bool
) -> Iterator[Due]:
    """Return the reminder of a filing that is open; of one that is late only when the register expects it."""
    if filing is None:
        page: tuple[object, ...] = ("reports:filing_list",)
    else:
        page = ("reports:filing_enter", filing.pk)
    if (filing is None and late) or (filing is not None and filing.state != FilingState.EXPECTED):
        return
    subject = f"filing:{seat.pk}:{year}"
    yield from dues(group, [seat.user_id], subject, slot, str(page[0]), *page[1:], year=year)


def _personal_matters(moment: Moment) -> Iterator[Due]:
    """Find members who have not filed their personal matters.  Clause 10.4-a."""
    year, kind = moment.day.year, FilingKind.PERSONAL_MATTERS.value
    for group, seat, facts in _members(moment):
        law = moment.law(group.pk)
        slot = reminding.personal_matters(moment.day, facts, law.year, law.reminder)
        if slot is not None:
            filing = _filings(moment).get((seat.pk, year, kind))
            due_on = filings.personal_matters_due(facts, year, law.year)
            late = due_on is not None and due_on < moment.day
            yield from _file(group, seat, filing, slot, year, late=late)


def _duty_integrity(moment: Moment) -> Iterator[Due]:
    """Find members whose report on duty and integrity is due.  Clause 10.4-b."""
    kind = FilingKind.DUTY_INTEGRITY.value
    for group, seat, facts in _members(moment):
        for year in (moment.day.year - 1, moment.day.year):
            law = moment.law(group.pk)
            slot = reminding.duty_integrity(moment.day, facts, year, law.year, law.reminder)
            if slot is not None:
                filing = _filings(moment).get((seat.pk, year, kind))
                late = year < moment.day.year
                yield from _file(group, seat, filing, slot, year, late=late)


def _open_changes() -> QuerySet[AnnualFiling]:
    rows = AnnualFiling.objects.filter(kind=FilingKind.CHANGE_REPORT, state=FilingState.EXPECTED)
    return rows.select_related("membership").order_by("pk")


def _changes(moment: Moment) -> Iterator[Due]:
    """Find reports of changes that are due.  Clause 10.4-a."""
    for one in moment.read("changes", _open_changes):
        group = moment.groups.get(one.group_id)
        if group is None or not one.membership.period.covers(moment.day):
            continue
        slot = dated.due(moment.day, one.due_on, moment.told(group.pk))
        if slot is not None:
            people, page = [one.membership.user_id], "reports:filing_enter"
            yield from dues(group, people, f"change:{one.pk}", slot, page, one.pk, due=one.due_on)


# ---- responsibilities ----------------------------------------------------------------------------------


def _lists(moment: Moment) -> Mapping[tuple[int, int], ResponsibilityList]:
    """Return the latest adopted list by body and year (one query, once)."""
    return moment.once("responsibilities", lambda: _read_lists(moment))


def _read_lists(moment: Moment) -> dict[tuple[int, int], ResponsibilityList]:
    rows = ResponsibilityList.objects.filter(state=ListState.ADOPTED, year__gte=moment.since.year - 1)
    return {(one.group_id, one.year): one for one in moment.among(rows).order_by("version")}


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


def _half_year_reports(moment: Moment) -> Iterator[Due]:
    """Find members who have not reported on their duties of the half-year.  Clauses 4.3-c, 10.3-c."""
    for group, seat, _facts in _members(moment):
        slot = reminding.half_year_report(moment.day, moment.told(group.pk), reported=())
        current = None if slot is None else _lists(moment).get((group.pk, slot.year))
        if slot is None or current is None:
            continue
        reported = moment.once("duty reports", lambda: _reports(moment))[current.pk, seat.pk]
        if reminding.half_year_report(moment.day, moment.told(group.pk), reported=reported) is not None:
            subject, page = f"duty:{current.pk}:{seat.pk}", "reports:responsibility_report"
            facts = {"year": slot.year, "half": half_of(slot)}
            yield from dues(group, [seat.user_id], subject, slot, page, current.pk, **facts)


def _reports(moment: Moment) -> Mapping[tuple[int, int], Collection[int]]:
    rows = moment.among(DutyReport.objects.filter(list__year__gte=moment.since.year - 1), "list__group")
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for one, seat, half in rows.values_list("list", "membership", "half"):
        found[one, seat].add(half)
    return found


# ---- subjects of the half-year -------------------------------------------------------------------------


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
    found: defaultdict[tuple[int, str], set[date]] = defaultdict(set)
    rows = moment.among(held, "meeting__group")
    for group, day, tags, kind in rows.values_list("meeting__group", "meeting__day", "work_tags", "kind"):
        for subject in subjects_of(kind, tags):
            found[group, subject].add(day)
    return found


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
_AROUND = _("seven days and one day before, the day after, then every week")

KINDS = (
    Kind(
        name="personal_matters",
        label=_("Filing of personal matters"),
        clause="10.4-a",
        audience=_("members who have not filed"),
        when=_("5 and 25 January; newcomers around their own day; when overdue, every week"),
        title=_("Personal matters of %(year)s are to be filed"),
        text=_(
            "File with the office that receives it, and have the day entered. Nothing of the content is kept here."
        ),
        find=_personal_matters,
        fixed=True,
    ),
    Kind(
        name="change_report",
        label=_("Report of a change"),
        clause="10.4-a",
        audience=_("member"),
        when=_AROUND,
        title=_("A change of personal matters is to be reported by %(due)s"),
        text=_("Report it to the office that receives it, and have the day entered."),
        find=_changes,
        fixed=True,
    ),
    Kind(
        name="duty_integrity",
        label=_("Report on duty and integrity"),
        clause="10.4-b",
        audience=_("members who have not delivered it"),
        when=_AROUND,
        title=_("The report on duty and integrity of %(year)s is due"),
        text=_("Deliver it by the end of the year, attach the file and enter where it was given."),
        find=_duty_integrity,
    ),
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
        name="half_year_report",
        label=_("Half-year report on duties"),
        clause="10.3-c",
        audience=_("members who have not reported"),
        when=_HALVES,
        title=_("Your report on duties of half-year %(half)s of %(year)s is due"),
        text=_("Write in a few lines what was done about Party building in your field."),
        find=_half_year_reports,
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
