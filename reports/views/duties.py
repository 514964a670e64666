"""Filings, responsibility lists and suggestions: their registers and pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import sections
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.models import Membership
from members.pages import Words
from members.record_pages import Act, Listing, New, Page, RecordPages, editing, on_record, on_row, paper
from members.tables import Column
from members.templatetags.desk import tone
from reports.actions import duties as actions
from reports.filters.duties import FilingFilter, ResponsibilityFilter, SuggestionFilter
from reports.forms.duties import (
    AdoptForm,
    AnswerForm,
    ChangeForm,
    DutyReportForm,
    FileForm,
    LineForm,
    ListForm,
    ReasonForm,
    SuggestionForm,
    YearReportForm,
)
from reports.models.duties import AnnualFiling, ResponsibilityLine, ResponsibilityList, Suggestion
from reports.rules import duties
from reports.states.duties import FilingKind, FilingState

READ = "reports.read_registers"


def seats(request: BodyRequest) -> Any:
    """Return the members in office."""
    return Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")


def for_others(request: BodyRequest) -> Any:
    """Return the members somebody of the secretariat may enter for, None to a member, who enters his own."""
    return seats(request) if request.seat is None else None


# -- filings -------------------------------------------------------------------------------------------


def filing_state(filing: AnnualFiling, today: Any) -> tuple[Any, str]:
    """Return the state of a filing as shown, late and overdue ones as such."""
    if filing.state == FilingState.EXPECTED:
        return (_("overdue"), "bad") if filing.due_on < today else (filing.get_state_display(), "info")
    if filing.state == FilingState.FILED and filing.days_late:
        return _("filed late"), "warn"
    return filing.get_state_display(), "good" if filing.state == FilingState.FILED else "neutral"


FILING_COLUMNS = (
    Column(_("Member"), lambda f: f.membership.name, order="membership__user__name", title=True),
    Column(_("Kind"), lambda f: f.get_kind_display(), order="kind"),
    Column(_("Year"), lambda f: f.year, order="year", css="num"),
    Column(_("Due"), lambda f: f.due_on, order="due_on", css="nowrap"),
    Column(_("Filed"), lambda f: f.done_on, order="done_on", css="nowrap"),
    Column(_("Days late"), lambda f: f.days_late or "", css="num"),
    Column(_("Receiving office"), lambda f: f.office),
    Column(_("State"), lambda f: f.get_state_display(), order="state", tone=lambda f: "warn" if f.days_late else tone({"filed": "done", "waived": "none"}.get(f.state, "waiting"))),
)  # fmt: skip


def filings(request: BodyRequest) -> Any:
    """Return the filings of the body."""
    return AnnualFiling.objects.visible_to(request.user, request.group).select_related(
        "group", "membership__user"
    )


def filing_notes(request: BodyRequest) -> dict[str, Any]:
    """Say how many are overdue, and where a year's are expected from."""
    late = filings(request).filter(state=FilingState.EXPECTED, due_on__lt=request.today).count()
    links: list[tuple[Words, str, str]] = []
    if request.user.has_perm("reports.keep_duties", request.group):
        links.append(
            (_("Open a year"), reverse("reports:filings_open", args=[request.group.code]), "calendar-plus")
        )
    year = filings(request).order_by("-year").values_list("year", flat=True).first()
    if year is not None:
        address = reverse("reports:document_year", args=[request.group.code, "filings_register", year])
        links.append((f"{_('Register of filings')} {year}", f"{address}?view=1", "file-earmark-pdf"))
    notes = [("bad", _("%(count)s filings are overdue.") % {"count": late})] if late else []
    return {"links": links, "notes": notes}


def filing_page(request: BodyRequest, filing: AnnualFiling) -> Page:
    """Lay out a filing: fact, day, receiving office."""
    return Page(
        title=f"{filing.membership.name} · {filing.get_kind_display()} {filing.year}",
        badge=filing_state(filing, request.today),
        main=(
            sections.facts(
                _("Filing"),
                (
                    (_("Member"), filing.membership),
                    (_("Kind"), filing.get_kind_display()),
                    (_("Day of the change"), filing.changed_on),
                    (_("Due"), filing.due_on),
                    (_("Filed"), filing.done_on),
                    (_("Days late"), filing.days_late or ""),
                    (_("Receiving office"), filing.office),
                    (_("Where it was delivered"), filing.occasion),
                    (_("Evaluation as given"), filing.evaluation),
                    (_("Remark"), filing.remark),
                ),
                note=_("Only the fact, the day and the receiving office are kept; never what was filed."),
            ),
            *(
                [sections.files(_("Report"), FILINGS.file_links(filing))]
                if filing.kind == FilingKind.DUTY_INTEGRITY
                else []
            ),
        ),
    )


FILINGS = RecordPages(
    app="reports",
    noun="filing",
    folder="filings",
    read=READ,
    rows=filings,
    listing=Listing(
        _("Yearly filings"),
        _("Personal matters and reports on duty and integrity: whether and when they were filed, nothing of what."),
        FILING_COLUMNS,
        FilingFilter,
        filing_notes,
    ),
    page=filing_page,
    files=lambda filing: filing.files.all(),
    new=New(
        _("Announce a change"),
        "reports.keep_filings",
        lambda request: ChangeForm(for_others(request), request.POST or None),
        lambda request, data, at: actions.announce_change(request.group, by=request.user, at=at, **data),
        _("The change is expected to be reported; its day stands in the register."),
    ),
    acts=(
        Act("enter", _("Enter that it was filed"), on_record(actions.file_filing), "file_filing", form=lambda request, _filing: FileForm(request.POST or None, initial={"done_on": request.today}), message=_("Entered."), icon="check2-circle", tone="primary"),
        Act("attach", _("Attach the report"), on_record(actions.attach_duty_report), "attach_duty_report", form=PaperForm, message=_("The file is attached."), shown=lambda _request, filing: filing.kind == FilingKind.DUTY_INTEGRITY, icon="paperclip"),
        Act("waive", _("Not asked for"), on_record(actions.waive_filing), "waive_filing", form=ReasonForm, message=_("Entered."), icon="x-circle"),
    ),
)  # fmt: skip


# -- responsibility lists ------------------------------------------------------------------------------

LIST_COLUMNS = (
    Column(_("List"), str, order="year", title=True),
    Column(_("Year"), lambda r: r.year, order="year", css="num"),
    Column(_("Version"), lambda r: r.version, order="version", css="num"),
    Column(_("Adopted"), lambda r: r.adopted_on, order="adopted_on", css="nowrap"),
    Column(_("Decision"), lambda r: r.decision.number if r.decision else ""),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: tone(r.state)),
)


def lists(request: BodyRequest) -> Any:
    """Return the lists of the body."""
    found = ResponsibilityList.objects.visible_to(request.user, request.group)
    return found.select_related("group", "decision__item").distinct()


def list_page(request: BodyRequest, listed: ResponsibilityList) -> Page:
    """Lay out a list: who answers for what, who has reported."""
    lines = listed.lines.filter(removed=False).select_related("membership__user", "list__group")
    reports = list(listed.reports.select_related("membership__user"))
    names = {seat.pk: seat.name for seat in listed.seats()}
    verdicts = [listed.complete()] if listed.state == "draft" else []
    for half in (1, 2) if listed.state == "adopted" else ():
        told = {one.membership_id for one in reports if one.half == half}
        verdicts.append(duties.half_year_reports(names, told, half, listed.year, request.today))
    return Page(
        title=str(listed),
        badge=(listed.get_state_display(), tone(listed.state)),
        lead=listed.note,
        verdicts=[one for one in verdicts if not one or one.warned],
        main=(
            sections.table(
                _("Responsibilities"),
                (_("Kind"), _("Member"), _("Responsibility"), _("Due"), _("Standard")),
                [
                    sections.line(
                        one.get_kind_display(),
                        one.membership.name if one.membership else _("the leading group itself"),
                        one.text,
                        one.due_on,
                        one.standard,
                        acts=LISTS.offered(request, listed, one),
                    )
                    for one in lines
                ],
                empty=_("No line yet."),
            ),
            sections.table(
                _("Half-year reports"),
                (_("Half"), _("Member"), _("Handed in"), _("Report")),
                [
                    (one.get_half_display(), one.membership.name, one.submitted_on, one.text)
                    for one in reports
                ],
                empty=_("No report yet."),
            ),
            sections.text(_("Report at the end of the year"), listed.year_report),
        ),
        aside=(
            sections.facts(
                _("List"),
                (
                    (_("Adopted"), listed.adopted_on),
                    (_("Decision"), listed.decision),
                    (_("Reported"), listed.reported_on),
                ),
            ),
        ),
        prints=(paper(_("Responsibility list"), "responsibility_list", listed),),
    )


def list_seats(listed: ResponsibilityList) -> Any:
    """Return the seats of the list's year."""
    return Membership.objects.filter(pk__in=listed.seats().values("pk")).select_related("user")


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
        lambda request, data, at: actions.draft_responsibilities(request.group, by=request.user, at=at, **data),
        _("The version is begun; add the responsibilities."),
    ),
    acts=(
        Act("line", _("Add a responsibility"), on_record(actions.add_responsibility), "edit_responsibilities", form=lambda request, listed: LineForm(list_seats(listed), request.POST or None), message=_("Added."), icon="plus-lg"),
        Act("line_remove", _("Remove"), on_row(actions.remove_responsibility), "edit_responsibilities", rows=lambda listed: ResponsibilityLine.objects.filter(list=listed, removed=False).select_related("list__group"), confirm=_("Take this responsibility off the list?"), message=_("Removed.")),
        Act("adopt", _("Put the list in force"), on_record(actions.adopt_responsibilities), "adopt_responsibilities", form=lambda request, _listed: AdoptForm(request.group, request.POST or None), message=_("The list is in force."), icon="check2-circle", tone="primary"),
        Act("report", _("Report on duties"), on_record(actions.report_on_duties), "report_on_list", form=lambda request, listed: DutyReportForm(list_seats(listed) if request.seat is None else None, request.POST or None, initial={"half": duties.half_of(request.today)}), message=_("The report is handed in."), shown=lambda request, listed: request.seat is not None or request.user.has_perm("reports.keep_duties", listed), icon="pencil-square"),
        Act("close", _("Write the report of the year"), on_record(actions.close_year), "close_year", form=editing(YearReportForm), message=_("Saved."), icon="journal-check", wide=True),
    ),
)  # fmt: skip


# -- suggestions ---------------------------------------------------------------------------------------

SUGGESTION_COLUMNS = (
    Column(_("Suggestion"), lambda s: s.text, title=True),
    Column(_("Member"), lambda s: s.membership.name, order="membership__user__name"),
    Column(_("Field"), lambda s: s.field, order="field"),
    Column(_("Made on"), lambda s: s.submitted_on, order="submitted_on", css="nowrap"),
    Column(_("Outcome"), lambda s: s.get_outcome_display(), order="outcome"),
    Column(_("State"), lambda s: s.get_state_display(), order="state", tone=lambda s: "good" if s.state == "answered" else "info"),
)  # fmt: skip


def suggestions(request: BodyRequest) -> Any:
    """Return the suggestions of the body."""
    found = Suggestion.objects.visible_to(request.user, request.group)
    return found.select_related("group", "membership__user", "topic")


def suggestion_page(request: BodyRequest, suggestion: Suggestion) -> Page:
    """Lay out a suggestion and what became of it."""
    answered = suggestion.state == "answered"
    return Page(
        title=suggestion.text[:60],
        badge=(suggestion.get_state_display(), "good" if answered else "info"),
        lead=f"{suggestion.membership.name} · {suggestion.submitted_on:%Y-%m-%d}",
        main=(
            sections.text(_("Suggestion"), suggestion.text),
            sections.text(_("Answer"), suggestion.outcome_text, empty=_("Not answered yet.")),
        ),
        aside=(
            sections.facts(
                _("Suggestion"),
                (
                    (_("Field"), suggestion.field),
                    (_("Outcome"), suggestion.get_outcome_display()),
                    (_("Topic"), suggestion.topic),
                    (_("Answered"), suggestion.answered_on),
                ),
            ),
        ),
    )


SUGGESTIONS = RecordPages(
    app="reports",
    noun="suggestion",
    folder="suggestions",
    read=READ,
    rows=suggestions,
    listing=Listing(
        _("Suggestions"),
        _("What members suggest on strict governance of the Party, and what became of it; counted, not ranked."),
        SUGGESTION_COLUMNS,
        SuggestionFilter,
    ),
    page=suggestion_page,
    new=New(
        _("New suggestion"),
        "reports.suggest",
        lambda request: SuggestionForm(for_others(request), request.POST or None),
        lambda request, data, at: actions.make_suggestion(request.group, by=request.user, at=at, **data),
        _("The suggestion is made."),
    ),
    acts=(
        Act("answer", _("Answer"), on_record(actions.answer_suggestion), "answer_suggestion", form=lambda request, one: AnswerForm(request.group, request.POST or None, initial=initial_of(one, ("outcome", "outcome_text"))), message=_("Answered."), icon="reply", tone="primary"),
    ),
)  # fmt: skip
