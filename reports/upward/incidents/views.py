"""Which serious things happened, and were they reported in time?"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.page_acts import Act, editing
from members.procedure.verdict import Verdict
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.register import Column
from reports.upward.filters import IncidentFilter
from reports.upward.incidents import actions
from reports.upward.incidents.forms import (
    FirstReportForm,
    FollowUpForm,
    IncidentForm,
    LinkPaperForm,
    OutcomeForm,
)
from reports.upward.incidents.models import Incident
from reports.upward.rules import timely
from reports.upward.states import IncidentState

REPORT, READ = "reports.report_incident", "reports.read_registers"


def elapsed(incident: Incident) -> str:
    """Return how long it took, or has taken, to report it first."""
    until = incident.first_reported_at
    return timely.spent(incident.discovered_at, until) if until else ""


def state_tone(incident: Incident) -> str:
    """Return the tone of an incident's state."""
    if incident.state == IncidentState.CLOSED:
        return "good"
    return "warn" if incident.first_reported_at else "bad"


COLUMNS = (
    Column(_("Incident"), lambda i: i.title, order="title", title=True),
    Column(_("Place"), lambda i: i.place, order="place"),
    Column(_("Discovered"), lambda i: i.discovered_at, order="discovered_at", css="nowrap"),
    Column(_("First reported"), lambda i: i.first_reported_at, order="first_reported_at", css="nowrap"),
    Column(_("Time to the report"), elapsed, css="num"),
    Column(_("Reported to"), lambda i: i.first_reported_to),
    Column(_("Paper"), lambda i: i.paper.title if i.paper else ""),
    Column(_("State"), lambda i: i.get_state_display(), order="state", tone=state_tone),
)


def page(request: BodyRequest, incident: Incident) -> Page:
    """Lay out an incident: what is known, how it was reported, further reports."""
    further = incident.follow_ups.select_related("by")
    in_time = incident.in_time(timezone.now())
    main = [
        figures(incident, in_time),
        sections.text(_("What is known"), incident.facts, empty=_("Nothing has been written.")),
        sections.table(
            _("Further reports"),
            (_("At"), _("Further report"), _("Reported to"), _("By")),
            [(row.at, row.text, row.reported_to, row.by) for row in further],
            empty=_("No further report yet."),
        ),
    ]
    if incident.outcome:
        main.insert(0, sections.text(_("How it ended"), incident.outcome))
    return Page(
        title=incident.title,
        badge=(incident.get_state_display(), state_tone(incident)),
        lead=incident.place,
        verdicts=(in_time,),
        main=main,
        aside=tuple(about(request, incident)),
        prints=(paper(_("Report of an incident"), "incident_report", incident),),
    )


def figures(incident: Incident, in_time: Verdict) -> sections.Section:
    """Return the time that has passed beside the setting, and how many further reports there are."""
    label = _("From discovery to the first report") if incident.first_reported_at else _("Since discovery")
    hours = in_time.figures.get("allowed")
    allowed = _("the setting is %(hours)s hours") % {"hours": hours} if hours else ""
    return sections.figures(
        _("Time"),
        (
            (label, in_time.figures["spent"], allowed, "warn" if in_time.warned else "good"),
            (_("Further reports"), incident.follow_ups.count(), "", ""),
        ),
    )


def about(request: BodyRequest, incident: Incident) -> Iterator[sections.Section]:
    """Yield when it was discovered, reported and acted on, and its paper."""
    yield sections.facts(
        _("Reporting"),
        (
            (_("Discovered"), incident.discovered_at),
            (_("First reported"), incident.first_reported_at),
            (_("How"), incident.get_first_way_display()),
            (_("Reported to"), incident.first_reported_to),
            (_("Urgent measures begun"), incident.acted_at),
            (_("Urgent measures"), incident.measures),
            (_("Over since"), incident.closed_at),
        ),
    )
    if incident.paper is not None:
        url = reverse("reports:upward_detail", args=[request.group.code, incident.paper_id])
        yield sections.table(
            _("Request or report"),
            (_("Paper"), _("State")),
            [(sections.Cell(incident.paper.title, url), incident.paper.get_state_display())],
        )


INCIDENTS = RecordPages(
    app="reports",
    noun="incident",
    folder="incidents",
    read=READ,
    rows=lambda request: Incident.objects.visible_to(request.user, request.group).select_related(
        "group", "paper"
    ),
    listing=Listing(
        _("Incidents"),
        _("Serious matters: reported at once, followed up until they are over."),
        COLUMNS,
        IncidentFilter,
    ),
    page=page,
    new=New(
        _("New incident"),
        REPORT,
        lambda request: IncidentForm(
            request.POST or None,
            initial={"discovered_at": timezone.localtime().replace(second=0, microsecond=0)},
        ),
        lambda request, data, at: actions.enter_incident(request.group, by=request.user, at=at, **data),
        _("The incident is entered; note the first report as soon as it is made."),
    ),
    acts=(
        Act(
            "report",
            _("Note the first report"),
            actions.report_first,
            form=lambda request, _incident: FirstReportForm(
                request.POST or None,
                initial={
                    "first_reported_at": timezone.localtime().replace(second=0, microsecond=0),
                    "first_way": Incident.Way.PHONE,
                    "first_reported_to": request.group.superior,
                },
            ),
            shown=lambda _request, incident: incident.first_reported_at is None,
            message=_("The first report is on record."),
            icon="telephone",
            tone="primary",
        ),
        Act(
            "follow_up",
            _("Add a further report"),
            actions.follow_up,
            form=lambda request, incident: FollowUpForm(
                request.POST or None, initial={"reported_to": incident.first_reported_to}
            ),
            message=_("The further report is on record."),
            icon="plus-lg",
        ),
        Act(
            "link",
            _("Name the request or report"),
            actions.link_paper,
            form=lambda request, incident: LinkPaperForm(
                request.group, request.POST or None, initial={"paper": incident.paper_id}
            ),
            message=_("The paper is named."),
        ),
        Act(
            "edit",
            _("Put right what is known"),
            actions.edit_incident,
            form=editing(IncidentForm),
            message=_("The incident is changed."),
            wide=True,
        ),
        Act(
            "close",
            _("Close the incident"),
            actions.close_incident,
            form=OutcomeForm,
            message=_("The incident is closed."),
            icon="check2-circle",
        ),
    ),
)
