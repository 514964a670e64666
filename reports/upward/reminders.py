"""Of what is somebody to be reminded about requests, reports, replies, incidents and what was done in urgency?"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.models import Meeting
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues
from members.rules import occasions
from members.rules import reminding as dated
from reports.reminding import rules as reminding
from reports.reminding.rules import Urgent
from reports.upward.annual import rules as annual
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation, ReplyAction
from reports.upward.states import SENT, IncidentState, ReportKind, UpwardState

SHOWN = 60
TO_SEND = (UpwardState.DRAFT, UpwardState.RETURNED, UpwardState.ADOPTED, UpwardState.SIGNED)


def _annual(moment: Moment) -> Iterator[Due]:
    """Find bodies of which no comprehensive report counts for the year.  Clause 5.3-b."""
    for key, group in moment.groups.items():
        law = moment.law(key)
        slot = reminding.annual_report(moment.day, law.reminder, sent=False)
        if slot is None:
            continue
        sent = moment.once("comprehensive", lambda: _comprehensive(moment)).get(key, ())
        if any(annual.year_of(about, day, law.year) == slot.year for about, day in sent):
            continue
        facts = {"year": slot.year, "due": annual.due_on(slot.year, law.year)}
        people = moment.people(key, "clerk", "secretary")
        yield from dues(group, people, f"annual:{key}", slot, "reports:annual_detail", **facts)


def _comprehensive(moment: Moment) -> dict[int, list[tuple[int | None, date | None]]]:
    rows = UpwardPaper.objects.filter(report_kind=ReportKind.COMPREHENSIVE, state__in=SENT)
    found: dict[int, list[tuple[int | None, date | None]]] = {}
    for group, about, day in moment.among(rows).values_list("group", "report_year", "sent_on"):
        found.setdefault(group, []).append((about, day))
    return found


def _to_send() -> QuerySet[UpwardPaper]:
    return UpwardPaper.objects.filter(state__in=TO_SEND).defer("body").order_by("pk")


def _papers(moment: Moment) -> Iterator[Due]:
    """Find papers that are to be sent by a day.  Clauses 5.3-a, 5.3-c."""
    for one in moment.read("papers", _to_send):
        by, group = reminding.send_by(one.due_on, one.acts_on), moment.groups.get(one.group_id)
        if group is None or by is None:
            continue
        slot = dated.due(moment.day, by, moment.told(group.pk))
        if slot is not None:
            people = list(moment.people(group.pk, "clerk"))
            if one.state == UpwardState.ADOPTED:
                people += moment.people(group.pk, "secretary")
            facts = {"title": one.title[:SHOWN], "due": by}
            page = "reports:upward_detail"
            yield from dues(
                group, people, f"upward:{one.pk}", slot, page, one.pk, sensitive=one.is_stub, **facts
            )


def _open_rounds() -> QuerySet[Circulation]:
    rows = Circulation.objects.filter(ended_at=None, answer_by__isnull=False).select_related("paper")
    return rows.prefetch_related("answers").order_by("pk")


def _rounds(moment: Moment) -> Iterator[Due]:
    """Find members who have not answered a circulation.  Clause 3.3-b."""
    for one in moment.read("circulations", _open_rounds, "paper__group"):
        group = moment.groups.get(one.paper.group_id)
        if group is None or one.answer_by is None:
            continue
        slot = reminding.circulation(moment.day, one.answer_by, moment.told(group.pk))
        if slot is not None:
            done = {answer.membership_id for answer in one.answers.all()} | set(one.barred)
            open_seats = set(one.entitled) - done
            people = [seat.user_id for seat in moment.seats(group.pk) if seat.pk in open_seats]
            facts = {"title": one.paper.title[:SHOWN], "due": one.answer_by}
            page = "reports:upward_answer"
            yield from dues(
                group,
                people,
                f"round:{one.pk}",
                slot,
                page,
                one.paper_id,
                sensitive=one.paper.is_stub,
                **facts,
            )


def _open_actions() -> QuerySet[ReplyAction]:
    rows = ReplyAction.objects.filter(done_on=None).exclude(paper__state=UpwardState.CLOSED)
    return rows.select_related("paper", "owner").order_by("pk")


def _actions(moment: Moment) -> Iterator[Due]:
    """Find what a reply of the superior asks for and is due.  Clause 5.3-a."""
    for one in moment.read("reply actions", _open_actions, "paper__group"):
        group = moment.groups.get(one.paper.group_id)
        slot = group and dated.due(moment.day, one.due_on, moment.told(group.pk))
        if group is not None and slot:
            people = [*moment.answers(group.pk, one.owner), *moment.people(group.pk, "clerk")]
            facts = {"text": one.text[:SHOWN], "due": one.due_on}
            page = "reports:upward_detail"
            yield from dues(
                group,
                people,
                f"action:{one.pk}",
                slot,
                page,
                one.paper_id,
                sensitive=one.paper.is_stub,
                **facts,
            )


def _running() -> QuerySet[Incident]:
    rows = Incident.objects.filter(state=IncidentState.RUNNING)
    return rows.prefetch_related("follow_ups").order_by("pk")


def _incidents(moment: Moment) -> Iterator[tuple[LeadingGroup, Incident]]:
    for one in moment.read("incidents", _running):
        group = moment.groups.get(one.group_id)
        if group is not None:
            yield group, one


def _of_incident(
    moment: Moment, group: LeadingGroup, one: Incident, slot: object, page: str
) -> Iterable[Due]:
    people = moment.people(group.pk, "secretary", "clerk")
    facts = {"title": one.title[:SHOWN]}
    return dues(group, people, f"incident:{one.pk}", slot, page, one.pk, sensitive=True, **facts)


def _unreported(moment: Moment) -> Iterator[Due]:
    """Find incidents that were not reported to the superior.  Clause 5.3-c."""
    for group, one in _incidents(moment):
        if one.first_reported_at is None:
            slot = reminding.unreported(moment.at, one.discovered_at, moment.law(group.pk).year)
            if slot is not None:
                yield from _of_incident(moment, group, one, slot, "reports:incident_report")


def _follow_ups(moment: Moment) -> Iterator[Due]:
    """Find incidents that go on and of which nothing more was reported.  Clause 5.3-c."""
    for group, one in _incidents(moment):
        if one.first_reported_at is not None:
            last = max([one.first_reported_at, *(further.at for further in one.follow_ups.all())])
            slot = reminding.follow_up(moment.day, localdate(last), moment.told(group.pk))
            if slot is not None:
                yield from _of_incident(moment, group, one, slot, "reports:incident_follow_up")


def _ratifications(moment: Moment) -> Iterator[Due]:
    """Find urgent measures that no meeting of the body has seen yet.  Clause 5.2-b."""
    for group, one in _incidents(moment):
        if one.acted_at is None:
            continue
        met = moment.once("met last", lambda: _met(moment)).get(group.pk)
        urgent = Urgent(one.acted_at, met_since=met is not None and met >= one.acted_at)
        slot = reminding.ratification(moment.at, urgent, moment.law(group.pk).year)
        if slot is not None:
            people = moment.people(group.pk, "secretary", "clerk")
            facts = {"title": one.title[:SHOWN]}
            page = "meetings:meeting_create"
            yield from dues(group, people, f"incident:{one.pk}", slot, page, sensitive=True, **facts)


def _met(moment: Moment) -> dict[int, datetime]:
    since = moment.since.replace(year=moment.since.year - 1, day=1) - occasions.ONE_DAY
    held = moment.among(Meeting.objects.held().filter(day__gte=since)).order_by()
    return dict(held.values_list("group").annotate(last=Max("opened_at")))


_AROUND = _("seven days and one day before, the day after, then every week")

KINDS = (
    Kind(
        name="annual_report",
        label=_("Comprehensive report of the year"),
        clause="5.3-b",
        audience=_("clerk, secretary"),
        when=_("1 November, 1 December, 15 December"),
        title=_("The comprehensive report of %(year)s is due on %(due)s"),
        text=_("Draft it from the year's figures, have it adopted, signed and sent."),
        find=_annual,
        fixed=True,
    ),
    Kind(
        name="upward_due",
        label=_("Paper to be sent to the superior"),
        clause="5.3-a",
        audience=_("clerk; secretary when it is to be signed"),
        when=_AROUND,
        title=_("To be sent by %(due)s: %(title)s"),
        text=_(
            "Bring the paper to its next step: adoption, signature, sending. A request goes out before acting."
        ),
        find=_papers,
    ),
    Kind(
        name="circulation_open",
        label=_("Answer to a circulation"),
        clause="3.3-b",
        audience=_("members who have not answered"),
        when=_AROUND,
        title=_("Your answer is asked for by %(due)s: %(title)s"),
        text=_("Read the text and consent or object."),
        find=_rounds,
    ),
    Kind(
        name="reply_action_due",
        label=_("What a reply asks for"),
        clause="5.3-a",
        audience=_("responsible member, clerk"),
        when=_AROUND,
        title=_("The superior asks for this by %(due)s: %(text)s"),
        text=_("Enter the result when it is done."),
        find=_actions,
    ),
    Kind(
        name="incident_unreported",
        label=_("Incident not reported"),
        clause="5.3-c",
        audience=_("secretary, clerk"),
        when=_("at once, after 24 hours, then every day"),
        title=_("Not yet reported to the superior: %(title)s"),
        text=_("Report it now and enter when, how and to whom."),
        find=_unreported,
        urgent=True,
        fixed=True,
        by_hour=True,
    ),
    Kind(
        name="incident_follow_up",
        label=_("Further report on an incident"),
        clause="5.3-c",
        audience=_("secretary, clerk"),
        when=_("a week after the last report, then every week"),
        title=_("Nothing more was reported about: %(title)s"),
        text=_("Make a further report, or close the incident with its outcome."),
        find=_follow_ups,
    ),
    Kind(
        name="ratification",
        label=_("Urgent measures to be brought to a meeting"),
        clause="5.2-b",
        audience=_("secretary, clerk"),
        when=_("at once, and after 48 hours, until the body has met"),
        title=_("Urgent measures are to be brought to a meeting: %(title)s"),
        text=_(
            "What was done before the body could meet is decided on by it. Call a meeting and put it on the agenda."
        ),
        find=_ratifications,
        urgent=True,
        by_hour=True,
    ),
)
