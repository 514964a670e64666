"""How are filings expected and made, responsibilities listed, adopted and reported on?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from meetings.models import Decision
from members.models import LeadingGroup, Membership, Post, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.parameters import MonthDay
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.responsibility.models.filings import SHORT, AnnualFiling, DutyReportFile, law_of
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList
from reports.responsibility.rules import filings
from reports.responsibility.states import FilingKind


def open_filings(group: LeadingGroup, year: int, *, by: User, at: datetime) -> int:
    """Put what is expected of every member of a year into the register; a second time adds what is new.

    Return how many were added.  Clauses 10.4-a, 10.4-b.
    """
    demand_power("reports.keep_duties", by, group)
    with transaction.atomic():
        missing = missing_filings(group, year)
        for seat, kind, due in missing:
            _expect(
                AnnualFiling(group=group, membership=seat, year=year, kind=kind, due_on=due), by=by, at=at
            )
    return len(missing)


def missing_filings(group: LeadingGroup, year: int) -> list[tuple[Membership, str, date]]:
    """Return what is expected of a year and stands not yet in the register: of whom, what, by when (four queries)."""
    law = law_of(group, year)
    known = set(AnnualFiling.objects.filter(group=group, year=year).values_list("membership", "kind"))
    expected: list[tuple[Membership, str, date | None]] = []
    for seat in Membership.objects.filter(group=group).select_related("user"):
        span = filings.Seat(seat.since, seat.until)
        personal = filings.personal_matters_due(span, year, law)
        expected.append((seat, FilingKind.PERSONAL_MATTERS.value, personal))
        report = filings.duty_integrity_due(span, year, law)
        expected.append((seat, FilingKind.DUTY_INTEGRITY.value, report))
    return [
        (seat, kind, due) for seat, kind, due in expected if due is not None and (seat.pk, kind) not in known
    ]


def _expect(filing: AnnualFiling, *, by: User, at: datetime) -> AnnualFiling:
    filing.save()
    enter(filing, "expect_filing", by=by, at=at, after=filing.state)
    return filing


def announce_change(
    group: LeadingGroup, changed_on: date, *, by: User, at: datetime, member: Membership | None = None
) -> AnnualFiling:
    """Note that something changed that is to be reported: the day only.  Clause 10.4-a."""
    demand_power("reports.keep_filings", by, group)
    seat = member or Membership.objects.filter(group=group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "10.4-a")
        )
    uphold(filings.changed(changed_on, localdate(at)))
    filing = AnnualFiling(
        group=group,
        membership=seat,
        year=changed_on.year,
        kind=FilingKind.CHANGE_REPORT,
        due_on=filings.change_due(changed_on, law_of(group, changed_on.year)),
        changed_on=changed_on,
    )
    with transaction.atomic():
        demand_power("reports.keep_filings", by, filing)
        return _expect(filing, by=by, at=at)


def file_filing(
    filing: AnnualFiling, done_on: date, office: str, *, by: User, at: datetime, **more: Any
) -> AnnualFiling:
    """Note that a filing was made: when, where; a late one is on record as late.  Clauses 10.4-a, 10.4-b."""
    behalf = None if by.pk in filing.person_ids else filing.membership.user
    with advance(filing, "file_filing", by=by, at=at, on_behalf_of=behalf) as act:
        act.ask(filings.filed(done_on, filing.due_on, localdate(at), filing.changed_on))
        uphold(filings.place_named(filing.kind, office, more.get("occasion", "")))
        filing.done_on, filing.office = done_on, office
        for name, value in more.items():
            setattr(filing, name, value)
    return filing


def attach_duty_report(
    filing: AnnualFiling, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> DutyReportFile:
    """Keep the report on duty and integrity; of personal matters nothing is kept.  Clause 10.4-b."""
    with advance(filing, "attach_duty_report", by=by, at=at):
        return DutyReportFile.keep(upload, title, by=by, at=at, filing=filing)


def waive_filing(filing: AnnualFiling, reason: str, *, by: User, at: datetime) -> AnnualFiling:
    """Note that a filing is not asked for, with the reason."""
    with advance(filing, "waive_filing", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "10.4-a"))
        filing.remark = reason.strip()[:SHORT]
    return filing


def correct_filing(filing: AnnualFiling, reason: str, *, by: User, at: datetime) -> AnnualFiling:
    """Take back what was entered by mistake, so that it can be entered again; the reason stays in the journal."""
    with advance(filing, "correct_filing", by=by, at=at, reason=reason, filed=str(filing.done_on or "")):
        uphold(reason_given(reason, "10.4-a"))
        filing.done_on = None
        filing.office = filing.occasion = filing.evaluation = filing.remark = ""
    return filing


def draft_responsibilities(
    group: LeadingGroup,
    year: int,
    note: str = "",
    copy_of: ResponsibilityList | None = None,
    *,
    by: User,
    at: datetime,
) -> ResponsibilityList:
    """Begin a version of a year's list, empty or as a copy.  Clause 10.3-a."""
    demand_power("reports.keep_duties", by, group)
    with transaction.atomic():
        version = ResponsibilityList.objects.filter(group=group, year=year).count() + 1
        made = ResponsibilityList(group=group, year=year, note=note, version=version)
        made.save()
        if copy_of is not None:
            _copy_lines(copy_of, made)
        enter(made, "draft_responsibilities", by=by, at=at, after=made.state)
    return made


def _copy_lines(earlier: ResponsibilityList, made: ResponsibilityList) -> None:
    """Take the lines over; due days move to the new year, and who holds no seat in it is left out."""
    seats = {seat.pk for seat in made.seats()}
    for line in earlier.lines.filter(removed=False):
        if line.membership_id is None or line.membership_id in seats:
            due = line.due_on
            ResponsibilityLine(
                list=made,
                kind=line.kind,
                membership=line.membership,
                text=line.text,
                due_on=MonthDay(due.month, due.day).of(made.year) if due is not None else None,
                standard=line.standard,
            ).save()


def add_responsibility(
    listed: ResponsibilityList, *, by: User, at: datetime, **fields: Any
) -> ResponsibilityLine:
    """Add a responsibility to a draft."""
    with advance(listed, "edit_responsibilities", by=by, at=at):
        line = ResponsibilityLine(list=listed, **fields)
        line.save()
    return line


def remove_responsibility(line: ResponsibilityLine, *, by: User, at: datetime) -> ResponsibilityLine:
    """Take a responsibility off a draft."""
    with advance(line.list, "edit_responsibilities", by=by, at=at, removed=line.text[:80]):
        line.removed = True
        line.save()
    return line


def adopt_responsibilities(
    listed: ResponsibilityList, decision: Decision | None = None, *, by: User, at: datetime
) -> ResponsibilityList:
    """Put a list in force: by the decision that adopted it, or signed by the secretary who does it.

    Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a.  Raises Refused: "adoption_basis_required", "decision_does_not_fit", "principal_responsibility_missing", "first_responsible_missing", "dual_duty_missing".
    """
    with advance(listed, "adopt_responsibilities", by=by, at=at):
        listed.adopted_on = localdate(at)
        listed.decision = decision
        seat = Membership.objects.filter(group=listed.group, user=by).in_office(localdate(at)).first()
        if decision is None and seat is not None and seat.post == Post.SECRETARY:
            listed.signed_by = by
    return listed


def report_on_duties(
    listed: ResponsibilityList,
    half: int,
    text: str,
    *,
    by: User,
    at: datetime,
    member: Membership | None = None,
) -> DutyReport:
    """Report on one's duties after half a year; the secretariat may enter it for a member.  Clauses 4.3-c, 10.3-c.

    Raises Refused ("not_a_member"); ValidationError ("already_reported").
    """
    seat = member or listed.seats().filter(user=by).first()
    behalf = None if seat is None or seat.user_id == by.pk else seat.user
    with advance(listed, "report_on_list", by=by, at=at, on_behalf_of=behalf, half=half):
        if seat is None:
            raise Refused(
                refuse("not_a_member", gettext_noop("This person is not a member of the group."), "10.3-c")
            )
        if behalf is not None:
            demand_power("reports.keep_duties", by, listed)
        report = DutyReport(list=listed, membership=seat, half=half, text=text, submitted_on=localdate(at))
        report.save()
    return report


def close_year(listed: ResponsibilityList, year_report: str, *, by: User, at: datetime) -> ResponsibilityList:
    """Write the report at the end of the year.  Clause 10.3-a."""
    with advance(listed, "close_year", by=by, at=at):
        listed.year_report = year_report
        listed.reported_on = localdate(at)
    return listed
