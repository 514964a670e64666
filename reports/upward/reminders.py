"""Which reminders are due about incidents and what was done in urgency?"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.models import Meeting
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues, register
from members.rules import occasions
from reports.upward.incidents.models import Incident
from reports.upward.rules import reminding
from reports.upward.rules.reminding import Urgent
from reports.upward.states import IncidentState

SHOWN = 60


def _running() -> QuerySet[Incident]:
    rows = Incident.objects.filter(state=IncidentState.RUNNING)
    return rows.prefetch_related("follow_ups").order_by("pk")


def _incidents(moment: Moment) -> Iterator[tuple[LeadingGroup, Incident]]:
    for incident in moment.read("incidents", _running):
        group = moment.groups.get(incident.group_id)
        if group is not None:
            yield group, incident


def _of_incident(
    moment: Moment, group: LeadingGroup, incident: Incident, slot: object, page: str
) -> Iterable[Due]:
    people = moment.people(group.pk, "secretary", "clerk")
    facts = {"title": incident.title[:SHOWN]}
    return dues(group, people, f"incident:{incident.pk}", slot, page, incident.pk, sensitive=True, **facts)


def _unreported(moment: Moment) -> Iterator[Due]:
    """Find incidents that were not reported to the superior.  Clause 5.3-c."""
    for group, record in _incidents(moment):
        if record.first_reported_at is None:
            slot = reminding.unreported(moment.at, record.discovered_at, moment.law(group.pk).year)
            if slot is not None:
                yield from _of_incident(moment, group, record, slot, "reports:incident_report")


def _follow_ups(moment: Moment) -> Iterator[Due]:
    """Find incidents that go on and of which nothing more was reported.  Clause 5.3-c."""
    for group, record in _incidents(moment):
        if record.first_reported_at is not None:
            last = max([record.first_reported_at, *(further.at for further in record.follow_ups.all())])
            slot = reminding.follow_up(moment.day, localdate(last), moment.told(group.pk))
            if slot is not None:
                yield from _of_incident(moment, group, record, slot, "reports:incident_follow_up")


def _ratifications(moment: Moment) -> Iterator[Due]:
    """Find urgent measures that no meeting of the body has seen yet.  Clause 5.2-b."""
    for group, record in _incidents(moment):
        if record.acted_at is None:
            continue
        met = moment.once("met last", lambda: _met(moment)).get(group.pk)
        urgent = Urgent(record.acted_at, met_since=met is not None and met >= record.acted_at)
        slot = reminding.ratification(moment.at, urgent, moment.law(group.pk).year)
        if slot is not None:
            people = moment.people(group.pk, "secretary", "clerk")
            facts = {"title": record.title[:SHOWN]}
            page = "meetings:meeting_create"
            yield from dues(group, people, f"incident:{record.pk}", slot, page, sensitive=True, **facts)


def _met(moment: Moment) -> dict[int, datetime]:
    since = moment.since.replace(year=moment.since.year - 1, day=1) - occasions.ONE_DAY
    held = moment.among(Meeting.objects.held().filter(day__gte=since)).order_by()
    return dict(held.values_list("group").annotate(last=Max("opened_at")))


KINDS = (
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

register(KINDS, "reports")
