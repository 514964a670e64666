"""How are filings expected and made, responsibilities listed and reported on, suggestions made and answered?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from meetings.models import AgendaItem, Decision, SupervisionTask
from members.models import LeadingGroup, Membership, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.models.duties import (
    AnnualFiling,
    DutyReport,
    DutyReportFile,
    ResponsibilityLine,
    ResponsibilityList,
    StageLink,
    Suggestion,
)
from reports.rules import filings
from reports.states.duties import FilingKind


def open_filings(group: LeadingGroup, year: int, *, by: User, at: datetime) -> int:
    """Put what is expected of every member of a year into the register; a second time adds what is new.

    Return how many were added.  Clauses 10.4-a, 10.4-b.
    """
    demand_power("reports.keep_duties", by, group)
    begins, ends = date(year, 1, 1), date(year + 1, 1, 1)
    in_year = Q(since__lt=ends) & (Q(until__isnull=True) | Q(until__gt=begins))
    added = 0
    for seat in Membership.objects.filter(in_year, group=group).select_related("user"):
        law = group.rulebook(max(seat.since, begins)).year
        span = filings.Seat(seat.since, seat.until)
        expected = {
            FilingKind.PERSONAL_MATTERS: filings.personal_matters_due(span, year, law),
            FilingKind.DUTY_INTEGRITY: filings.duty_integrity_due(span, year),
        }
        for kind, due in expected.items():
            known = AnnualFiling.objects.filter(membership=seat, year=year, kind=kind).exists()
            if due is not None and not known:
                _expect(group, seat, year, kind, due, None, by, at)
                added += 1
    return added


def _expect(  # noqa: PLR0917  (what is expected, of whom, by when)
    group: LeadingGroup,
    seat: Membership,
    year: int,
    kind: str,
    due: date,
    changed_on: date | None,
    by: User,
    at: datetime,
) -> AnnualFiling:
    with transaction.atomic():
        filing = AnnualFiling(
            group=group, membership=seat, year=year, kind=kind, due_on=due, changed_on=changed_on
        )
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
    due = filings.change_due(changed_on, group.rulebook(localdate(at)).year)
    return _expect(group, seat, changed_on.year, FilingKind.CHANGE_REPORT, due, changed_on, by, at)


def file_filing(
    filing: AnnualFiling, done_on: date, office: str, *, by: User, at: datetime, **more: Any
) -> AnnualFiling:
    """Note that a filing was made: when, where; a late one is on record as late.  Clauses 10.4-a, 10.4-b."""
    behalf = None if by.pk in filing.person_ids else filing.membership.user
    with advance(filing, "file_filing", by=by, at=at, on_behalf_of=behalf) as act:
        act.ask(filings.filed(done_on, filing.due_on, localdate(at)))
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
        if not reason.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "10.4-a"))
        filing.remark = reason[:60]
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
        for line in copy_of.lines.filter(removed=False) if copy_of is not None else ():
            ResponsibilityLine(
                list=made,
                kind=line.kind,
                membership=line.membership,
                text=line.text,
                due_on=line.due_on,
                standard=line.standard,
            ).save()
        enter(made, "draft_responsibilities", by=by, at=at, after=made.state)
    return made


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
    """Put a list in force, with the decision that adopted it.  Clauses 3.2-a, 4.3-b, 4.3-c, 10.3-a.

    Raises Refused: "principal_responsibility_missing", "first_responsible_missing", "dual_duty_missing".
    """
    with advance(listed, "adopt_responsibilities", by=by, at=at):
        listed.adopted_on = localdate(at)
        listed.decision = decision
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


def link_stage(
    group: LeadingGroup,
    year: int,
    stage: str,
    *,
    by: User,
    at: datetime,
    item: AgendaItem | None = None,
    task: SupervisionTask | None = None,
    list: ResponsibilityList | None = None,  # noqa: A002  (the field's own name)
) -> StageLink:
    """Show by a record that integrity went along at a stage.  Clauses 10.2-a, 10.2-c."""
    demand_power("reports.keep_duties", by, group)
    link = StageLink(group=group, year=year, stage=stage, item=item, task=task, list=list, by=by, at=at)
    owners = [item.meeting.group_id if item else None, task.group_id if task else None]
    owners.append(list.group_id if list else None)
    if any(owner not in (None, group.pk) for owner in owners):
        uphold(refuse("other_body", gettext_noop("This belongs to another body."), "10.2-c"))
    link.save()
    return link


def make_suggestion(
    group: LeadingGroup,
    text: str,
    field: str = "",
    *,
    by: User,
    at: datetime,
    member: Membership | None = None,
) -> Suggestion:
    """Make a suggestion.  Clause 10.3-d."""
    demand_power("reports.suggest", by, group)
    seat = member or Membership.objects.filter(group=group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "10.3-d")
        )
    with transaction.atomic():
        made = Suggestion(group=group, membership=seat, text=text, field=field, submitted_on=localdate(at))
        made.save()
        enter(made, "make_suggestion", by=by, at=at, after=made.state)
    return made


def answer_suggestion(
    suggestion: Suggestion, outcome: str, outcome_text: str, *, by: User, at: datetime, **more: Any
) -> Suggestion:
    """Say what becomes of a suggestion.  Clause 10.3-d."""
    with advance(suggestion, "answer_suggestion", by=by, at=at, outcome=outcome):
        if not outcome_text.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "10.3-d"))
        suggestion.outcome, suggestion.outcome_text = outcome, outcome_text
        suggestion.topic = more.get("topic")
        suggestion.answered_on = localdate(at)
    return suggestion
