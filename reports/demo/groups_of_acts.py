"""Which lines of the story stand for several acts?  Those that depend on what is found when their time has come."""

from datetime import date, datetime

from lifes import actions as life_actions
from lifes.models import DemocraticLifeMeeting, OpinionSolicitation
from meetings import actions as meeting_actions
from meetings.models import CatchUpReading, SuperiorDocument, TopicProposal
from members.models import LeadingGroup, Membership, User
from reports.checks.actions import answer_finding
from reports.checks.models import Finding
from reports.checks.run import look
from reports.checks.states import FindingState
from reports.demo import before
from reports.demo.before import DAY, ZONE
from reports.demo.cast import Cast
from reports.demo.script import topic as read_topic
from reports.upward.annual import actions as annual_actions
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection


def propose(cast: Cast, topic: dict[str, object], *, at: datetime) -> TopicProposal:
    """Draft a topic on its form.  topic: the fields of a Topic."""
    return before.propose(cast, read_topic(topic), at)


def accept(cast: Cast, proposal: TopicProposal, *, at: datetime) -> TopicProposal:
    """Submit a topic, have it checked by the clerk and accepted by the secretary."""
    return before.accept(cast, proposal, at)


def confirm_readings(group: LeadingGroup, but: Membership, month: int, *, at: datetime) -> None:
    """Let absent members confirm what they read up, some days later each; but one of what was asked in a month."""
    readings = CatchUpReading.objects.filter(group=group).select_related("membership__user").order_by("pk")
    for place, reading in enumerate(readings):
        if reading.asked_at.astimezone(ZONE).month == month and reading.membership_id == but.pk:
            continue
        done = reading.asked_at + (place % 3 + 1) * DAY
        meeting_actions.confirm_reading(reading, by=reading.membership.user, at=done)


def finish_open_measures(
    document: SuperiorDocument, done_on: date, evidence: str, *, by: User, at: datetime
) -> None:
    """Finish every measure of a document that is still open."""
    for measure in document.measures.filter(done_on__isnull=True):
        meeting_actions.finish_measure(measure, done_on, evidence, by=by, at=at)


def sort_forms(round_: OpinionSolicitation, *, by: User, at: datetime) -> None:
    """Sort each form of a closed round to whom it concerns; they come in no order, being anonymous."""
    for form in round_.forms.select_related("about"):
        text = form.opinion + (f"建议：{form.suggestion}" if form.suggestion else "")
        life_actions.sort_opinion(round_, text, form.about, form.pk, by=by, at=at)


def list_problems(
    life: DemocraticLifeMeeting, about: Membership | None, problems: list[str], *, by: User, at: datetime
) -> None:
    """List problems of a member or the body (None), the first of them from the opinions that were heard."""
    heard = [opinion for round_ in life.rounds.all() for opinion in round_.opinions.filter(about=about)]
    for number, text in enumerate(problems):
        opinion = heard[number] if number < len(heard) else None
        source = "self_found" if opinion is None else "solicited"
        life_actions.list_problem(
            life, membership=about, text=text, source=source, opinion=opinion, by=by, at=at
        )


def answer_likenesses(life: DemocraticLifeMeeting, finding: str, *, by: User, at: datetime) -> None:
    """Say of each open question of likeness what was found."""
    for question in life.questions.filter(finding=""):
        life_actions.answer_likeness(life, question, finding, by=by, at=at)


def type_section(paper: UpwardPaper, key: str, text: str, *, by: User, at: datetime) -> None:
    """Type a section of the comprehensive report."""
    section = AnnualSection.objects.select_related("paper__group").get(paper=paper, key=key)
    annual_actions.edit_section(section, text, by=by, at=at)


def look_at_year(group: LeadingGroup, year: int, *, at: datetime) -> None:
    """Have the checks look at a year."""
    look(group, year, at.astimezone(ZONE).date(), at)


def answer_next_finding(
    group: LeadingGroup, seen_by: User, way: str, text: str, *, by: User, at: datetime
) -> None:
    """Answer the earliest finding of the clerk's that is still open, if there is one."""
    seen = Finding.objects.visible_to(seen_by, group).filter(state=FindingState.OPEN, answerer="clerk")
    finding = seen.order_by("on", "check_id", "pk").first()
    if finding is not None:
        answer_finding(finding, way, text, by=by, at=at)
