"""How does research go: planned, approved, on the way, written up, fed back, seen, closed?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import AgendaItem, TopicProposal
from members.models import LeadingGroup, Membership, Post, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Record, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.research import rules as research
from reports.research.actions.rows import lock_row
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Escort, Recommendation, ResearchFile, ResearchVisit

BRIEF = 60
"""So many characters of a changed value stand in the journal."""


def draft_project(
    group: LeadingGroup, *, by: User, at: datetime, team: Iterable[Membership] = (), **fields: Any
) -> ResearchProject:
    """Begin the plan of a research.  Clauses 9.1-a, 9.1-b."""
    demand_power("reports.keep_research", by, group)
    with transaction.atomic():
        project = ResearchProject(group=group, **fields)
        demand_power("reports.keep_research", by, project)
        project.save()
        _set_team(project, team)
        enter(project, "draft_project", by=by, at=at, after=project.state)
    return project


def _set_team(project: ResearchProject, team: Iterable[Membership]) -> None:
    """Note who takes part beside the leader."""
    others = [seat for seat in team if seat.pk != project.leader_id]
    if any(seat.group_id != project.group_id for seat in others):
        uphold(refuse("not_a_member", gettext_noop("This person is not a member of the group."), "9.1-a"))
    project.team.set(others)


def changes(record: Record, fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what would change in a record, each with its beginning before and after."""
    result = {name: (getattr(record, name), value) for name, value in fields.items()}
    return {name: [_brief(old), _brief(new)] for name, (old, new) in sorted(result.items()) if old != new}


def _brief(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)[:BRIEF]


def names_of(seats: Any) -> str:
    """Return the names of several members."""
    return "、".join(seat.name for seat in seats.select_related("user"))


def edit_project(
    project: ResearchProject,
    *,
    by: User,
    at: datetime,
    team: Iterable[Membership] | None = None,
    **fields: Any,
) -> ResearchProject:
    """Change a plan that is not final.  Clauses 9.1-a, 9.1-b."""
    with advance(project, "edit_project", by=by, at=at) as act:
        act.facts["changed"] = changes(project, fields)
        for name, value in fields.items():
            setattr(project, name, value)
        if team is not None:
            before = names_of(project.team)
            _set_team(project, team)
            if before != names_of(project.team):
                act.facts["changed"]["team"] = [before, names_of(project.team)]
    return project


def plan_visit(
    project: ResearchProject, place: str, day: date, purpose: str = "", *, by: User, at: datetime
) -> ResearchVisit:
    """Add a visit; others in the same week and meetings of that day are warned about.  Clauses 9.2-c, 9.2-d."""
    with advance(project, "plan_visit", by=by, at=at, place=place) as act:
        visit = ResearchVisit(project=project, place=place, day=day, purpose=purpose)
        visit.save()
        act.ask(project.planned())
    return visit


def add_companion(
    project: ResearchProject, side: str, who: str, count: int = 1, *, by: User, at: datetime
) -> Escort:
    """Add companions.  Clause 9.2-b."""
    with advance(project, "add_companion", by=by, at=at, who=who) as act:
        escort = Escort(project=project, side=side, who=who, count=count)
        escort.save()
        act.ask(project.planned())
    return escort


def approve_project(project: ResearchProject, *, by: User, at: datetime) -> ResearchProject:
    """Approve a plan.  Clause 9.2-d."""
    with advance(project, "approve_project", by=by, at=at):
        project.approved_by = by
    return project


def start_project(project: ResearchProject, *, by: User, at: datetime) -> ResearchProject:
    """Start the research."""
    with advance(project, "start_project", by=by, at=at):
        pass
    return project


def check_trip(
    project: ResearchProject, answers: dict[str, str], remark: str = "", *, by: User, at: datetime
) -> ResearchProject:
    """Keep what was looked at of the trip.  answers: "yes" or "no" by item.  Clause 9.2-a."""
    with advance(project, "check_trip", by=by, at=at) as act:
        lacking = [f"trip_{name}" for name, kept in answers.items() if kept == "no"]
        if lacking:
            act.facts["not_kept"] = lacking
        project.trip, project.trip_remark = answers, remark
    return project


def write_findings(
    project: ResearchProject, findings: str, output: str, output_text: str = "", *, by: User, at: datetime
) -> ResearchProject:
    """Write what was found, as what it comes out, and the text of that where it is no file.  Clause 9.3-b."""
    with advance(project, "write_findings", by=by, at=at):
        project.findings, project.output, project.output_text = findings, output, output_text
    return project


def recommend(
    project: ResearchProject, text: str, addressed_to: str = "", *, by: User, at: datetime
) -> Recommendation:
    """Recommend a measure.  Clause 9.1-c."""
    with advance(project, "recommend", by=by, at=at):
        recommendation = Recommendation(project=project, text=text, addressed_to=addressed_to)
        recommendation.save()
    return recommendation


def attach_output(
    project: ResearchProject, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> ResearchFile:
    """Attach the report or brief.  Clause 9.3-b."""
    with advance(project, "attach_output", by=by, at=at):
        return ResearchFile.keep(upload, title, by=by, at=at, project=project)


def finish_report(project: ResearchProject, *, by: User, at: datetime) -> ResearchProject:
    """Make the report final.  Raises Refused ("findings_missing", "recommendations_missing").  Clause 9.1-c."""
    with advance(project, "finish_report", by=by, at=at):
        project.final_on = localdate(at)
    return project


def feed_back_to_place(
    project: ResearchProject, fed_back_on: date, to: str, way: str = "", *, by: User, at: datetime
) -> ResearchProject:
    """Note how the place was told what was found.  Clause 9.3-a."""
    with advance(project, "feed_back_to_place", by=by, at=at, fed_back_to=to) as act:
        act.ask(research.told_by_now(fed_back_on, localdate(at)))
        project.fed_back_on, project.fed_back_to, project.fed_back_way = fed_back_on, to, way
    return project


def send_to_secretary(project: ResearchProject, *, by: User, at: datetime) -> ResearchProject:
    """Send a major report to the secretary; late is warned about.  Clause 9.3-c."""
    with advance(project, "send_to_secretary", by=by, at=at) as act:
        assert project.final_on is not None
        act.ask(research.sent_in_time(project.final_on, localdate(at), project.law.year))
        project.major = True
        project.sent_on = localdate(at)
    heads = Membership.objects.filter(group=project.group, post=Post.SECRETARY).in_office(localdate(at))
    for head in heads.exclude(user=by).select_related("user"):
        notify(
            head.user,
            "major_report",
            f"{project.pk}",
            group=project.group,
            subject=f"重大调研报告请审阅：{project.theme}"[:200],
            url=reverse("reports:research_detail", args=[project.group.code, project.pk]),
            at=at,
        )
    return project


def read_report(project: ResearchProject, comment: str = "", *, by: User, at: datetime) -> ResearchProject:
    """Read a major report, as the secretary, and comment on it.  Raises Refused ("not_sent", "own_report").  Clause 9.3-c."""
    with advance(project, "read_report", by=by, at=at):
        if project.sent_on is None:
            uphold(
                refuse("not_sent", gettext_noop("The report has not been sent to the secretary."), "9.3-c")
            )
        if project.leader.user_id == by.pk:
            uphold(
                refuse(
                    "own_report", gettext_noop("The secretary's own report is seen by the group."), "9.3-c"
                )
            )
        project.read_at, project.read_comment = at, comment
    return project


def show_to_group(
    project: ResearchProject, item: AgendaItem | None = None, note: str = "", *, by: User, at: datetime
) -> ResearchProject:
    """Note at which item, or by which note, the group saw the secretary's own report.  Clause 9.3-c.

    Raises Refused ("read_by_secretary", "not_shown", "meeting_not_held").
    """
    told = item.title if item is not None else note
    with advance(project, "show_to_group", by=by, at=at, item=told) as act:
        if item is not None and item.meeting.group_id != project.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "9.3-c"))
        act.ask(
            research.shown_to_group(
                own_of_secretary=project.led_by_secretary,
                at_item=item is not None,
                held=item is not None and item.meeting.opened_at is not None,
                note=note,
            )
        )
        project.major, project.sent_on = True, project.sent_on or localdate(at)
        project.seen_item, project.seen_note = item, note.strip()
    return project


def note_adoption(
    recommendation: Recommendation,
    adoption: str,
    adoption_note: str = "",
    topic: TopicProposal | None = None,
    *,
    by: User,
    at: datetime,
) -> Recommendation:
    """Note what became of a recommendation.  Clause 9.1-c."""
    with advance(recommendation.project, "note_adoption", by=by, at=at, adoption=f"advice_{adoption}"):
        if topic is not None and topic.group_id != recommendation.project.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "9.1-c"))
        lock_row(recommendation)
        recommendation.adoption, recommendation.adoption_note = adoption, adoption_note
        recommendation.topic = topic
        recommendation.save()
    return recommendation


def close_project(project: ResearchProject, *, by: User, at: datetime) -> ResearchProject:
    """Close a project.  Raises Refused ("output_missing", "major_report_unseen").  Clauses 9.3-a, 9.3-b, 9.3-c."""
    with advance(project, "close_project", by=by, at=at):
        pass
    return project


def cancel_project(project: ResearchProject, reason: str, *, by: User, at: datetime) -> ResearchProject:
    """Give a project up, with the reason."""
    with advance(project, "cancel_project", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "9.2-d"))
    return project
