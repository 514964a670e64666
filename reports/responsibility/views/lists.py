"""Responsibility lists: their register, their lines, the reports on them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.models import Membership
from members.page_acts import Act, editing
from members.pages import Words
from members.procedure.record import Refused
from members.procedure.verdict import Verdict
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.register import Column, shown
from members.templatetags.desk import tone
from reports.responsibility.actions import lists as actions
from reports.responsibility.filters.lists import ResponsibilityFilter
from reports.responsibility.forms import AdoptForm, DutyReportForm, LineForm, ListForm, YearReportForm
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList
from reports.responsibility.rules import lists as duties
from reports.responsibility.states import ListState
from reports.responsibility.views.filings import READ

LIST_COLUMNS = (
    Column(_("List"), str, order="year", title=True),
    Column(_("Remark"), lambda r: r.note),
    Column(_("Adopted"), lambda r: r.adopted_on, order="adopted_on", css="nowrap"),
    Column(_("Decision"), lambda r: r.decision.number if r.decision else ""),
    Column(_("Signed by"), lambda r: r.signed_by.name if r.signed_by else ""),
    Column(_("Report at the end of the year"), lambda r: r.reported_on, order="reported_on", css="nowrap"),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: tone(r.state)),
)


def lists(request: BodyRequest) -> Any:
    """Return the lists of the body."""
    listeds = ResponsibilityList.objects.visible_to(request.user, request.group)
    return listeds.select_related("group", "decision__item", "signed_by").distinct()


def with_span(seat: Membership, year: int) -> str:
    """Return a member, and from when or until when where he was not in office all the year.  Clause 4.3-b."""
    name = seat.name
    if seat.until is not None and seat.until.year == year:
        return gettext("%(name)s (until %(day)s)") % {"name": name, "day": seat.until.isoformat()}
    if seat.since.year == year:
        return gettext("%(name)s (from %(day)s)") % {"name": name, "day": seat.since.isoformat()}
    return name


def asked(listed: ResponsibilityList, today: date) -> list[Verdict]:
    """Return what is still wanting: parts of a draft, members without a part, reports that are due."""
    if listed.state != ListState.ADOPTED:
        return [listed.complete()]
    if not listed.is_in_force:
        return []
    try:
        verdicts = [listed.half_year(half, today) for half in (1, 2)]
        verdicts.append(listed.year_closed(today))
    except Refused as refused:
        return [refused.verdict]
    if listed.year == today.year:
        verdicts.insert(0, listed.complete(today))
    return verdicts


def state_words(listed: ResponsibilityList) -> tuple[Words, str]:
    """Return the state as shown: an adopted version that was replaced is told apart."""
    if listed.state == ListState.ADOPTED and not listed.is_in_force:
        return _("replaced by a later version"), "neutral"
    return listed.get_state_display(), tone(listed.state)


def list_page(request: BodyRequest, listed: ResponsibilityList) -> Page:
    """Lay out a list: who answers for what, who has reported."""
    told = DutyReport.objects.filter(list__group=listed.group, list__year=listed.year)
    return Page(
        title=str(listed),
        badge=state_words(listed),
        lead=listed.note,
        verdicts=[verdict for verdict in asked(listed, request.today) if not verdict or verdict.warned],
        main=(
            _lines_table(request, listed),
            sections.table(
                _("Half-year reports"),
                (_("Half"), _("Member"), _("Handed in"), _("Report")),
                [
                    (
                        sections.Cell(row.get_half_display(), css="nowrap"),
                        sections.Cell(row.membership.name, css="nowrap"),
                        _day(row.submitted_on),
                        row.text,
                    )
                    for row in told.select_related("membership__user")
                ],
                empty=_("No report yet."),
            ),
            sections.text(
                _("Report at the end of the year"), listed.year_report, empty=_("Not written yet.")
            ),
        ),
        aside=(
            sections.facts(
                _("List"),
                (
                    (_("Adopted"), listed.adopted_on),
                    (_("Decision"), listed.decision),
                    (_("Signed by"), listed.signed_by),
                    (_("Reported"), listed.reported_on),
                ),
            ),
        ),
        prints=(paper(_("Responsibility list"), "responsibility_list", listed),),
    )


def _lines_table(request: BodyRequest, listed: ResponsibilityList) -> sections.Section:
    lines = listed.lines.filter(removed=False).select_related("membership__user", "list__group")
    return sections.table(
        _("Responsibilities"),
        (_("Kind"), _("Member"), _("Field of work"), _("Responsibility"), _("Due"), _("Standard")),
        [
            sections.line(
                sections.Cell(line.get_kind_display(), css="nowrap"),
                _who(line.membership, listed.year),
                _fields(line.membership) if line.membership else "",
                line.text,
                _day(line.due_on),
                line.standard,
                acts=LISTS.offered(request, listed, line),
            )
            for line in lines.prefetch_related("membership__portfolios")
        ],
        empty=_("No line yet."),
    )


def _who(seat: Membership | None, year: int) -> sections.Cell:
    """Return whose a line is; a name stays in one line, a span may go into the next."""
    if seat is None:
        return sections.Cell(_("the leading group itself"), css="nowrap")
    words = with_span(seat, year)
    return sections.Cell(words, css="nowrap" if words == seat.name else "")


def _day(day: date | None) -> sections.Cell:
    return sections.Cell(shown(day), css="nowrap")


def _fields(seat: Membership) -> str:
    return "；".join(
        portfolio.field
        for portfolio in seat.portfolios.all()
        if portfolio.until is None or portfolio.until == seat.until
    )


def list_seats(listed: ResponsibilityList) -> Any:
    """Return the seats of the list's year, with their fields of work."""
    seats = Membership.objects.filter(pk__in=listed.seats().values("pk"))
    return seats.select_related("user").prefetch_related("portfolios")


def may_report(request: BodyRequest, listed: ResponsibilityList) -> bool:
    """Say whether the asker may hand a report in: a member for himself, the secretariat for others."""
    own = request.seat is not None or request.user.has_perm("reports.keep_duties", listed)
    return own and listed.is_in_force


LISTS = RecordPages(
    app="reports",
    noun="responsibility",
    folder="responsibilities",
    read=READ,
    rows=lists,
    listing=Listing(
        _("Responsibility lists"),
        _("The body's principal responsibility, the first responsible person, each member's dual duty."),
        LIST_COLUMNS,
        ResponsibilityFilter,
    ),
    page=list_page,
    new=New(
        _("New version of a list"),
        "reports.keep_duties",
        lambda request: ListForm(request.group, request.POST or None, initial={"year": request.today.year}),
        lambda request, data, at: actions.draft_responsibilities(
            request.group, by=request.user, at=at, **data
        ),
        _("The version is begun; add the responsibilities."),
        lead=_("Choose an earlier version as a copy, and only what changes has to be typed."),
    ),
    acts=(
        Act(
            "line",
            _("Add a responsibility"),
            actions.add_responsibility,
            verb="edit_responsibilities",
            form=lambda request, listed: LineForm(list_seats(listed), request.POST or None),
            message=_("Added."),
        ),
        Act(
            "line_remove",
            _("Remove"),
            actions.remove_responsibility,
            verb="edit_responsibilities",
            rows=lambda listed: ResponsibilityLine.objects.filter(list=listed, removed=False).select_related(
                "list__group"
            ),
            confirm=_("Take this responsibility off the list?"),
            message=_("Removed."),
        ),
        Act(
            "adopt",
            _("Put the list in force"),
            actions.adopt_responsibilities,
            form=lambda request, _listed: AdoptForm(request.group, request.POST or None),
            message=_("The list is in force; members report on it after each half-year."),
            icon="check2-circle",
            tone="primary",
        ),
        Act(
            "report",
            _("Report on duties"),
            actions.report_on_duties,
            verb="report_on_list",
            form=lambda request, listed: DutyReportForm(
                list_seats(listed) if request.seat is None else None,
                request.POST or None,
                initial={"half": duties.half_of(request.today)},
            ),
            message=_("The report is handed in."),
            shown=may_report,
            icon="pencil-square",
        ),
        Act(
            "close",
            _("Write the report of the year"),
            actions.close_year,
            form=editing(YearReportForm),
            message=_("Saved."),
            shown=lambda _request, listed: listed.is_in_force,
            icon="journal-check",
            wide=True,
        ),
    ),
)
