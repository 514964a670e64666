"""What was found, what was answered, and what became of it?  The register of findings and the page of each."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import BodyRequest
from members.page_acts import Act
from members.pages import Words
from members.record_pages import Listing, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Cell
from reports.checks import actions
from reports.checks import words as said
from reports.checks.filters import FindingFilter
from reports.checks.forms import CureForm, FindingAnswerForm
from reports.checks.models import Finding, FindingFile
from reports.checks.rules.repeated import CHECK as REPEATED
from reports.checks.run import refresh
from reports.checks.states import READ, AnswerWay, FindingState, FindingWeight
from reports.records import record_lookup as subjects
from reports.responsibility.views.filings import year_asked


def state_tone(finding: Finding) -> str:
    """Return the tone of a finding's state: open ones by their weight."""
    if finding.state == FindingState.OPEN:
        return "bad" if finding.weight == FindingWeight.HARD else "warn"
    return "good" if finding.state == FindingState.CURED else "info"


COLUMNS = (
    Column(pgettext_lazy("finding", "Check"), lambda f: f.check_id, order="check_id", css="nowrap"),
    Column(pgettext_lazy("finding", "Finding"), lambda f: said.title(f.check_id), title=True),
    Column(pgettext_lazy("finding", "About"), said.subject, order="kind"),
    Column(_("Day"), lambda f: f.on, order="on", css="nowrap"),
    Column(
        pgettext_lazy("finding", "Weight"), lambda f: f.get_weight_display(), order="weight", css="nowrap"
    ),
    Column(
        pgettext_lazy("finding", "Answered by"),
        lambda f: f.get_answerer_display(),
        order="answerer",
        css="nowrap",
    ),
    Column(_("State"), lambda f: f.get_state_display(), order="state", tone=state_tone),
)


def rows(request: BodyRequest) -> Any:
    """Return the findings about records the asker may see."""
    findings = Finding.objects.visible_to(request.user, request.group)
    return findings.select_related("group", "member__user")


def above(request: BodyRequest) -> dict[str, Any]:
    """Look again where something was done, and link what goes with the register."""
    year = year_asked(request)
    refresh(request.group, year, timezone.now())
    code = request.group.code
    return {
        "links": [
            (_("Checks"), f"{reverse('reports:check_list', args=[code])}?year={year}", "list-check"),
            (
                pgettext_lazy("finding", "Found repeatedly"),
                f"{reverse('reports:repeated_list', args=[code])}?year={year}",
                "arrow-repeat",
            ),
            (
                _("Print"),
                f"{reverse('reports:document_year', args=[code, 'findings_list', year])}?view=1",
                "printer",
            ),
        ]
    }


def look_again(request: BodyRequest, finding: Finding) -> None:
    """Look again before the page is shown, where something was done since the last look."""
    refresh(request.group, finding.year, timezone.now())
    finding.refresh_from_db()


def page(request: BodyRequest, finding: Finding) -> Page:
    """Lay out a finding: what, about which record, with which figures, what cures it, and what was answered."""
    return Page(
        title=said.title(finding.check_id),
        badge=(finding.get_state_display(), state_tone(finding)),
        lead=f"{finding.check_id} · {finding.get_weight_display()} · {finding.on:%Y-%m-%d}",
        main=(
            sections.part("reports/_finding_said.html", told(finding)),
            about(finding),
            sections.facts(pgettext_lazy("finding", "Figures used"), said.figures(finding)),
            answers(finding),
        ),
        aside=(standing(finding),),
    )


def told(finding: Finding) -> dict[str, Any]:
    """Return what the first card says: reason, clause, cure, and whether it is a question."""
    return {
        "reason": said.said(finding),
        "clause": finding.clause,
        "tone": "bad" if finding.weight == FindingWeight.HARD else "warn",
        "cure": said.cure(finding.check_id),
        "question": said.is_question(finding.check_id),
        "cured_at": finding.cured_at,
        "again_at": finding.again_at if finding.state != FindingState.CURED else None,
        "times": finding.times,
    }


def record_link(finding: Finding) -> str:
    """Return the address of the record behind it; of what was found repeatedly, the report."""
    if finding.check_id == REPEATED:
        address = reverse("reports:repeated_list", args=[finding.group.code])
        return f"{address}?year={finding.year}"
    return subjects.page_of(finding.kind, finding.key, finding.group)


def about(finding: Finding) -> sections.Section:
    """Return the record behind the finding, as a link where it has a page."""
    pairs: list[tuple[Words, Any]] = [
        (_("Record concerned"), Cell(said.subject(finding), record_link(finding))),
        (_("Day"), finding.on),
    ]
    if finding.member is not None:
        pairs.append((_("Member"), finding.member.name))
    return sections.table(
        pgettext_lazy("finding", "What it is about"),
        (_("What"), _("Entry")),
        [(Cell(str(name), css="nowrap"), value) for name, value in pairs],
    )


def answers(finding: Finding) -> sections.Section:
    """Return what was answered, by whom, on which figures, with the papers."""
    papers: dict[int, list[FindingFile]] = {}
    for paper in FINDINGS.files(finding) if FINDINGS.files else ():
        papers.setdefault(paper.reply_id, []).append(paper)
    return sections.table(
        pgettext_lazy("finding", "Answers"),
        (_("At"), _("By"), pgettext_lazy("finding", "way"), pgettext_lazy("finding", "answer"), _("Figures at the time"), _("file")),
        [
            (
                answer.at,
                answer.by,
                answer.get_way_display(),
                answer.text,
                "；".join(f"{name} {value}" for name, value in said.figures_of(answer.figures)),
                _paper(finding, papers.get(answer.pk, ())),
            )
            for answer in finding.answers.select_related("by")
        ],
        empty=_("Nobody has answered yet."),
    )  # fmt: skip


def _paper(finding: Finding, papers: Sequence[FindingFile]) -> Cell:
    return Cell(papers[0].title, FINDINGS.url(finding, "file", papers[0].pk)) if papers else Cell("—")


def standing(finding: Finding) -> sections.Section:
    """Return who may answer, and since when it stands."""
    return sections.facts(
        pgettext_lazy("finding", "Where it stands"),
        (
            (pgettext_lazy("finding", "Weight"), finding.get_weight_display()),
            (pgettext_lazy("finding", "Who may answer"), who(finding)),
            (_("Year"), finding.year),
            (pgettext_lazy("finding", "found"), finding.found_at),
            (pgettext_lazy("finding", "found again"), finding.again_at),
            (pgettext_lazy("finding", "times found"), finding.times),
            (pgettext_lazy("finding", "cured"), finding.cured_at),
        ),
        note=_("The secretary may always answer, and alone accepts a finding as it is. Nothing it is about is changed by an answer."),
    )  # fmt: skip


def who(finding: Finding) -> str:
    """Return who may answer, the member by name."""
    asked = finding.get_answerer_display()
    if finding.member is not None and finding.answerer == "member":
        asked = f"{asked}（{finding.member.name}）"
    return _now("%(who)s, the secretary") % {"who": asked}


def answer_form(request: BodyRequest, finding: Finding) -> FindingAnswerForm:
    """Return the form of an answer; accepting is offered to the secretary."""
    accept = request.user.has_perm(actions.ACCEPT, finding)
    return FindingAnswerForm(request.POST or None, request.FILES or None, accept=accept)


def answer(finding: Finding, data: dict[str, Any], *, by: Any, at: Any) -> Any:
    """Answer with what was typed."""
    return actions.answer_finding(finding, data["way"], data["text"], data["upload"], by=by, at=at)


def tell_cure(finding: Finding, data: dict[str, Any], *, by: Any, at: Any) -> Any:
    """Tell what was corrected in a finding that is cured already."""
    return actions.answer_finding(finding, AnswerWay.CORRECT, data["text"], data["upload"], by=by, at=at)


FINDINGS = RecordPages(
    app="reports",
    noun="finding",
    folder="findings",
    read=READ,
    rows=rows,
    listing=Listing(
        pgettext_lazy("finding", "Findings"),
        _("What an inspection would find, before anybody inspects: each with its clause, its figures, and what cures it. Answered and cured ones stay on the list."),
        COLUMNS,
        FindingFilter,
        more=above,
    ),
    page=page,
    on_read=look_again,
    files=lambda finding: FindingFile.objects.filter(reply__finding=finding),
    acts=(
        Act("answer", pgettext_lazy("finding", "Answer it"), handler=answer, verb="answer_finding", form=answer_form, lead=said.said, message=_("The answer is kept with the finding."), tone="primary"),
        Act("tell", pgettext_lazy("finding", "Say what was corrected"), handler=tell_cure, verb="tell_cure", form=CureForm, message=_("The answer is kept with the finding.")),
    ),
)  # fmt: skip
