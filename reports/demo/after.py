"""What happens after a meeting of the demonstration: record, minutes, file, decisions, tasks?"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import AgendaItem, Decision, Meeting
from members.printing.pdf import PdfUnavailable
from reports.archive import actions as report_actions
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast
from reports.demo.script import Errand, Sitting, Topic

STAGES = ("closed", "signed", "issued", "archived")


def finish(
    cast: Cast, sitting: Sitting, meeting: Meeting, items: Mapping[str, AgendaItem], at: datetime
) -> None:
    """Bring a closed meeting as far as the story says, and hand its decisions to those who carry them out.

    Without the libraries that set PDFs the file stays open; the clock seals it when they are there.
    """
    reached = STAGES.index(sitting.left)
    clerk, recorder, chair = cast.users["clerk"], cast.users["recorder"], cast.users[sitting.chair]
    actions.sign_record(meeting, "recorder", by=recorder, at=at + HOUR)
    if reached >= 1:
        actions.sign_record(meeting, "chair", by=chair, at=at + 2 * HOUR)
        if sitting.correction:
            actions.correct_record(meeting, sitting.correction, by=recorder, at=at + DAY)
    minutes = minutes_actions.draft_minutes(meeting, by=clerk, at=at + 20 * HOUR)
    for topic in sitting.topics:
        if topic.end == "vote":
            follow(cast, topic, items[topic.title], at + DAY)
    if reached >= 2:
        minutes_actions.sign_minutes(minutes, by=chair, at=at + DAY)
        minutes_actions.issue_minutes(minutes, by=clerk, at=at + DAY + HOUR)
        for key in cast.in_office(sitting.day)[1:6]:
            minutes_actions.acknowledge_minutes(minutes, by=cast.users[key], at=at + DAY + 2 * HOUR)
    if reached >= 3:
        meeting.refresh_from_db()
        try:
            report_actions.seal_meeting(meeting, by=clerk, at=at + 5 * DAY)
        except PdfUnavailable:
            return


def follow(cast: Cast, topic: Topic, item: AgendaItem, at: datetime) -> None:
    """Set due day and follow-on of a decision, and open the task that carries it out."""
    decision = Decision.objects.filter(item=item).first()
    if decision is None:
        return
    clerk = cast.users["clerk"]
    fields: dict[str, object] = {"owner": decision.owner or cast.seats[topic.proposer]}
    if topic.unit:
        fields["lead_unit"] = topic.unit
    if topic.due is not None or topic.errand is not None:
        fields["due_on"] = _day(topic.due if topic.due is not None else topic.errand.due)  # type: ignore[union-attr]
    else:
        # What is done by being decided, such as an appointment, leaves nothing to be followed up.
        fields["executable"] = False
    if topic.errand and topic.errand.co_owners:
        fields["co_owners"] = topic.errand.co_owners
    if topic.follow_on:
        name, day, result = topic.follow_on
        fields |= {"follow_on_meeting": name, "follow_on_date": day, "follow_on_result": result}
    actions.edit_decision(decision, by=clerk, at=at, **fields)
    if topic.errand is not None:
        run(cast, topic, topic.errand, decision, at)


def run(cast: Cast, topic: Topic, errand: Errand, decision: Decision, at: datetime) -> None:
    """Open a task and carry it as far as the story says."""
    owner = cast.seats[topic.proposer]
    unit_user = cast.users.get("unit") if topic.unit == "县住房和城乡建设局" else None
    task = actions.open_task(
        decision,
        text=errand.text,
        owner=owner,
        due_on=_day(errand.due),
        unit=topic.unit,
        unit_user=unit_user,
        co_owners=errand.co_owners,
        standard="按期完成并书面报告结果",
        by=cast.users["clerk"],
        at=at,
    )
    for day, text in errand.progress:
        reporter = unit_user or owner.user
        actions.report_progress(task, text, by=reporter, at=datetime.combine(day, time(16), ZONE))
    if errand.state == "open":
        return
    last = max([at, *(datetime.combine(day, time(16), ZONE) for day, _text in errand.progress)]) + timedelta(
        days=2
    )
    actions.ask_to_close(task, errand.evidence or "有关材料已报县政府办公室备查。", by=owner.user, at=last)
    if errand.state == "closed":
        actions.agree_to_close(task, by=owner.user, at=last + DAY)
        if owner.post != "secretary":
            actions.agree_to_close(task, by=cast.users["secretary"], at=last + 2 * DAY)


def _day(due: date | int) -> date:
    """Return a day, given as such or as so many days from today."""
    return due if isinstance(due, date) else localdate() + timedelta(days=due)
