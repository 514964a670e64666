"""Which regulations are there, which are to be looked at again, and which repealed ones are still cited?"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.page_acts import Act
from members.pages import Step, Words
from members.procedure.verdict import allow
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell
from reports.law import reminders_on
from reports.registers.actions import regulations as actions
from reports.registers.citations import citations, still_cited
from reports.registers.filters import RegulationFilter
from reports.registers.forms import (
    AdoptionForm,
    IssueForm,
    RegulationChangeForm,
    RegulationForm,
    RepealForm,
    ReviewForm,
    WhyForm,
)
from reports.registers.models.regulations import IN_FORCE, Regulation
from reports.registers.rules import review_due
from reports.registers.states import RegulationState

READ, KEEP = "reports.read_registers", "reports.keep_registers"
TONES = {
    "draft": "neutral",
    "adopted": "info",
    "issued": "good",
    "under_review": "warn",
    "repealed": "neutral",
}

COLUMNS = (
    Column(_("Title"), lambda r: r.title, order="title", title=True),
    Column(_("Number"), lambda r: r.number, order="number"),
    Column(_("Kind"), lambda r: r.get_kind_display(), order="kind"),
    Column(_("Decision"), lambda r: r.decision.number if r.decision else "", css="nowrap"),
    Column(_("Issued on"), lambda r: r.issued_on, order="issued_on", css="nowrap"),
    Column(_("Next review"), lambda r: r.review_on if r.state in IN_FORCE else None, order="review_on", css="nowrap"),
    Column(_("Replaced by"), lambda r: r.replaced_by.title if r.replaced_by else ""),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=lambda r: TONES.get(r.state, "neutral")),
)  # fmt: skip


def rows(request: BodyRequest) -> Any:
    """Return the regulations of the body."""
    regulations = Regulation.objects.visible_to(request.user, request.group)
    return regulations.select_related("group", "decision", "replaced_by")


def notes(request: BodyRequest) -> dict[str, Any]:
    """Say above the register how many reviews are due, and which repealed regulations are still cited."""
    regulations = Regulation.objects.visible_to(request.user, request.group)
    due = regulations.to_review(request.today).count()
    told = []
    if due:
        told.append(("warn", _now("Reviews that are due: %(number)s.") % {"number": due}))
    cited = still_cited(request.group)
    if cited:
        told.append(("bad", _now("Repealed and still cited: %(titles)s.") % {"titles": "、".join(cited)}))
    return {"notes": told}


def page(request: BodyRequest, regulation: Regulation) -> Page:
    """Lay out a regulation: what it orders, basis, reviews, and where it is still cited after its repeal."""
    law = reminders_on(request.group, request.today)
    verdict = review_due(regulation.review_on, request.today, law) if law is not None else allow()
    return Page(
        title=regulation.title,
        badge=(regulation.get_state_display(), TONES.get(regulation.state, "neutral")),
        lead=regulation.number,
        steps=steps(regulation),
        verdicts=[verdict] if verdict.warned and regulation.state == RegulationState.ISSUED else [],
        main=[*cited_section(regulation), *main_sections(regulation)],
        aside=(facts(request, regulation),),
    )


def steps(regulation: Regulation) -> Sequence[Step]:
    """Return the stages; a draft that was given up has none."""
    if regulation.state == RegulationState.ABANDONED:
        return ()
    stages: list[tuple[str, Words]] = [
        ("draft", _("Draft")),
        ("adopted", _("Adopt")),
        ("issued", _("Put in force")),
        ("under_review", _("Review")),
        ("repealed", _("Repeal")),
    ]
    if regulation.state == RegulationState.REPEALED:
        stages.pop(3)
    at = [state for state, _label in stages].index(regulation.state)
    return [
        Step(label, "current" if place == at else "done" if place < at else "todo")
        for place, (_state, label) in enumerate(stages)
    ]


def cited_section(regulation: Regulation) -> list[sections.Section]:
    """Return the card of citations of a repealed regulation, none when nothing cites it."""
    result = citations(regulation)
    if not result:
        return []
    return [
        sections.table(
            _("Repealed and still cited"),
            (_("What"), _("Title"), _("Day")),
            [(what, Cell(title, url), day) for what, title, day, url in result],
            note=_("Found by title or number since its repeal; look whether the text needs a correction."),
        )
    ]


def main_sections(regulation: Regulation) -> list[sections.Section]:
    """Return what it orders, on what it rests, its files and its reviews."""
    return [
        sections.text(_("What it orders"), regulation.summary),
        sections.table(
            _("Based on"),
            (_("Title"), _("Number"), _("State")),
            [
                (
                    Cell(row.title, REGULATIONS.url(row)),
                    row.number,
                    Cell(row.get_state_display(), tone=TONES.get(row.state, "neutral")),
                )
                for row in regulation.based_on.select_related("group")
            ],
            empty=_("On no other regulation of the register."),
        ),
        sections.files(_("Papers filed"), REGULATIONS.file_links(regulation)),
        sections.table(
            _("Reviews"),
            (_("Day"), _("Result"), _("In words"), _("By")),
            [
                (review.reviewed_on, review.get_result_display(), review.text, review.by)
                for review in regulation.reviews.select_related("by")
            ],
            empty=_("It has not been reviewed yet."),
        ),
    ]


def facts(request: BodyRequest, regulation: Regulation) -> sections.Section:
    """Return the card of facts, with links to decision and successor."""
    decision, heir = regulation.decision, regulation.replaced_by
    code = request.group.code
    rows: list[tuple[Any, Any]] = [
        (_("Kind"), regulation.get_kind_display()),
        (
            _("Decision"),
            Cell(decision.number, reverse("meetings:decision_detail", args=[code, decision.pk]))
            if decision
            else "",
        ),
        (_("Adopted on"), regulation.adopted_on),
        (_("Issued on"), regulation.issued_on),
        (_("Next review"), regulation.review_on if regulation.state in IN_FORCE else None),
        (_("Repealed on"), regulation.repealed_on),
        (_("Why it was repealed"), regulation.repeal_reason),
        (_("Replaced by"), Cell(heir.title, REGULATIONS.url(heir)) if heir else ""),
    ]
    return sections.table(
        _("Regulation"),
        (_("What"), _("Entry")),
        [(Cell(str(name), css="nowrap"), value) for name, value in rows],
    )


def change_form(request: BodyRequest, regulation: Regulation) -> RegulationChangeForm:
    """Return the form of a regulation with its present values."""
    names = [name for name in RegulationChangeForm.names if name != "based_on"]
    initial = initial_of(regulation, names) | {"based_on": regulation.based_on.all()}
    form = RegulationChangeForm(request.group, request.POST or None, initial=initial)
    form.choose("based_on", Regulation.objects.filter(group=request.group).exclude(pk=regulation.pk))
    return form


def repeal(regulation: Regulation, data: dict[str, Any], *, by: Any, at: Any) -> Regulation:
    """Repeal with what was typed."""
    return actions.repeal_regulation(
        regulation, data["repeal_reason"], data["repealed_on"], data["replaced_by"], by=by, at=at
    )


ACTS = (
    Act(
        "adopt", _("Enter its adoption"), actions.adopt_regulation,
        form=lambda request, _regulation: AdoptionForm(request.group, request.POST or None),
        message=_("The adoption is entered."), tone="primary",
    ),
    Act(
        "issue", _("Enter its issue"), actions.issue_regulation,
        form=lambda request, regulation: IssueForm(
            request.POST or None, initial={"number": regulation.number, "issued_on": request.today}
        ),
        message=_("The regulation is in force."), tone="primary",
    ),
    Act(
        "review", _("Begin a review"), actions.begin_regulation_review,
        message=_("The review has begun; the regulation stays in force meanwhile."),
    ),
    Act(
        "finish", _("Enter the result of the review"), actions.finish_regulation_review, form=ReviewForm,
        message=_("The result is entered."), tone="primary",
    ),
    Act(
        "edit", _("Edit"), actions.edit_regulation, form=change_form, message=_("The regulation is saved."),
        wide=True,
    ),
    Act(
        "attach", _("Attach a file"), actions.attach_regulation_file, form=PaperForm,
        message=_("The file is attached."),
    ),
    Act(
        "repeal", _("Repeal"), handler=repeal, verb="repeal_regulation",
        form=lambda request, regulation: RepealForm(
            regulation, request.POST or None, initial={"repealed_on": request.today}
        ),
        message=_("The regulation is repealed."), tone="danger",
    ),
    Act(
        "abandon", _("Give the draft up"), actions.abandon_regulation, form=WhyForm,
        message=_("The draft is given up."),
    ),
)  # fmt: skip

REGULATIONS = RecordPages(
    app="reports",
    noun="regulation",
    folder="regulations",
    read=READ,
    rows=rows,
    listing=Listing(
        _("Regulations"),
        _(
            "The regulations of the group: drafted, adopted by a decision, issued, reviewed every year, repealed."
        ),
        COLUMNS,
        RegulationFilter,
        more=notes,
    ),
    page=page,
    files=lambda regulation: regulation.files.all(),
    new=New(
        _("New regulation"),
        KEEP,
        lambda request: RegulationForm(request.group, request.POST or None),
        lambda request, data, at: actions.draft_regulation(request.group, by=request.user, at=at, **data),
        _("The draft is entered. Next: the decision that adopts it."),
    ),
    acts=ACTS,
)
