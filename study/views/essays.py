"""Which essays are there, and what stands on the page of one?"""

from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.page_acts import Act
from members.pages import Step
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Section
from members.templatetags.desk import tone
from study import actions
from study.filters import EssayFilter
from study.forms.essays import (
    AcceptForm,
    CommentForm,
    EssayForm,
    FindingForm,
    PaperEssayForm,
    PublicationForm,
)
from study.models import Essay, EssayFile, EssayQuestion
from study.rules import similarity
from study.states import EssayState

COLUMNS = (
    Column(_("Essay"), lambda e: e.title, order="title", title=True),
    Column(_("Author"), lambda e: e.membership.name, order="membership__user__name"),
    Column(_("Study"), lambda e: e.session.title if e.session else ""),
    Column(_("Handed in"), lambda e: e.submitted_on, order="submitted_on", css="nowrap"),
    Column(_("Characters"), lambda e: e.length or "", css="num"),
    Column(_("Reviewed by"), lambda e: e.reviewed_by.name if e.reviewed_by else ""),
    Column(_("State"), lambda e: e.get_state_display(), order="state", tone=lambda e: tone(e.state)),
)


def rows(request: BodyRequest) -> Any:
    """Return the essays the asker may see."""
    essays = Essay.objects.visible_to(request.user, request.group)
    return essays.select_related("group", "membership__user", "session", "reviewed_by")


def page(request: BodyRequest, essay: Essay) -> Page:
    """Lay out an essay: text, files, comment, questions of likeness."""
    main = [sections.text(_("Comment of the reviewer"), essay.comment)] if essay.comment else []
    main += [
        sections.text(_("Text"), essay.text, empty=_("No text; see the file.")),
        files(request, essay),
    ]
    questions = list(essay.questions.select_related("other__membership__user", "answered_by", "essay__group"))
    asked = request.user.has_perm("study.review_essay", essay) or request.user.pk in essay.person_ids
    verdicts = []
    if questions and asked:
        main.append(like_others(request, essay, questions))
        verdicts.append(similarity.looked_at(sum(not question.finding for question in questions)))
    return Page(
        title=essay.title,
        badge=(essay.get_state_display(), tone(essay.state)),
        lead=essay.membership.name,
        steps=steps(essay),
        verdicts=verdicts,
        main=main,
        aside=(
            sections.facts(
                _("Essay"),
                (
                    (_("Author"), essay.membership.name),
                    (_("Study"), essay.session),
                    (_("Handed in"), essay.submitted_on),
                    (_("Characters"), essay.length),
                    (_("Reviewed by"), essay.reviewed_by),
                    (_("Reviewed"), essay.reviewed_at),
                    (_("Published in"), essay.published_where),
                ),
            ),
        ),
    )


def steps(essay: Essay) -> list[Step]:
    """Return the way of an essay, none for one that was taken back."""
    way = {
        EssayState.DRAFT: (_("Writing"), 0),
        EssayState.RETURNED: (_("To be improved"), 0),
        EssayState.SUBMITTED: (_("Under review"), 1),
        EssayState.ACCEPTED: (_("Accepted and counted"), 2),
    }
    if essay.state not in way:
        return []
    at = way[EssayState(essay.state)][1]
    first = EssayState.RETURNED if essay.state == EssayState.RETURNED else EssayState.DRAFT
    labels = [way[row][0] for row in (first, EssayState.SUBMITTED, EssayState.ACCEPTED)]
    over = essay.state == EssayState.ACCEPTED
    return [
        Step(label, "done" if number < at or over else "current" if number == at else "todo")
        for number, label in enumerate(labels)
    ]


def files(request: BodyRequest, essay: Essay) -> Section:
    """Return the essay's files."""
    lines = [
        sections.line(
            sections.Cell(file.title, url=ESSAYS.url(essay, "file", file.pk)),
            filesizeformat(file.size),
            acts=ESSAYS.offered(request, essay, file),
        )
        for file in _files(essay)
    ]
    return sections.table(pgettext_lazy("study", "Files"), (_("File"), _("Size")), lines, empty=_("No file."))


def _files(essay: Essay) -> Any:
    return EssayFile.objects.filter(essay=essay, withdrawn=False).select_related("essay__group")


def like_others(request: BodyRequest, essay: Essay, questions: list[EssayQuestion]) -> Section:
    """Return which essays are like this one, and what a person found."""
    lines = [
        sections.line(
            sections.Cell(question.other.title, url=other_url(request, question)),
            question.other.membership.name,
            f"{question.percent}%",
            question.get_finding_display() or _("not answered"),
            question.finding_text,
            acts=ESSAYS.offered(request, essay, question),
        )
        for question in questions
    ]
    return sections.table(
        _("Like other essays"),
        (_("The other essay"), _("Author"), _("Alike"), _("Finding"), _("In words")),
        lines,
        note=_("A question to a person who reads both, no verdict."),
    )


def other_url(request: BodyRequest, question: EssayQuestion) -> str:
    """Return the address of the other essay."""
    return reverse("study:essay_detail", args=[request.group.code, question.other_id])


def may_enter(request: BodyRequest) -> bool:
    """Say whether the asker enters essays of others: the secretariat, which holds no seat."""
    return request.seat is None and bool(request.user.has_perm("study.review_essay", request.group))


def new_form(request: BodyRequest) -> EssayForm:
    """Return the form of a new essay; the secretariat enters one that came on paper."""
    if may_enter(request):
        return PaperEssayForm(
            request.group,
            request.today,
            request.POST or None,
            request.FILES or None,
            initial={"on": request.today},
        )
    initial = {"session": request.GET.get("session", "")[:18]}
    return EssayForm(request.group, request.today, request.POST or None, initial=initial)


def begin(request: BodyRequest, data: Any, at: datetime) -> Essay:
    """Draft one's own essay, or enter one that came on paper."""
    if may_enter(request):
        return actions.enter_essay(request.group, by=request.user, at=at, **data)
    return actions.draft_essay(request.group, by=request.user, at=at, **data)


def edit_form(request: BodyRequest, essay: Essay) -> EssayForm:
    """Return the form of a draft."""
    initial = initial_of(essay, EssayForm.names) | {"session": essay.session_id}
    return EssayForm(request.group, request.today, request.POST or None, initial=initial)


ESSAYS = RecordPages(
    app="study",
    noun="essay",
    folder="study/essays",
    read="study.read",
    rows=rows,
    listing=Listing(
        _("Essays"),
        _(
            "What members write about what was studied; it counts in the year it was handed in, once accepted."
        ),
        COLUMNS,
        EssayFilter,
    ),
    page=page,
    files=lambda essay: essay.files.all(),
    new=New(
        _("New essay"),
        "study.write_essay",
        new_form,
        begin,
        _("Saved. A draft is seen by its author alone until it is handed in."),
    ),
    acts=(
        Act(
            "submit",
            _("Hand in"),
            actions.submit_essay,
            message=_("The essay is handed in."),
            confirm=_("Hand this essay in?"),
            tone="primary",
        ),
        Act(
            "accept",
            _("Accept"),
            actions.accept_essay,
            form=AcceptForm,
            message=_("The essay is accepted and counts."),
            tone="primary",
        ),
        Act(
            "return",
            _("Return"),
            actions.return_essay,
            form=CommentForm,
            message=_("The essay is returned with the comment."),
        ),
        Act(
            "edit",
            _("Go on writing"),
            actions.edit_essay,
            form=edit_form,
            message=_("The draft is saved."),
            wide=True,
        ),
        Act(
            "attach",
            _("Attach as a file"),
            actions.attach_essay_file,
            form=PaperForm,
            message=_("The file is attached."),
        ),
        Act(
            "publication",
            _("Note where it was published"),
            actions.note_publication,
            form=lambda request, essay: PublicationForm(
                request.POST or None, initial={"where": essay.published_where}
            ),
            message=_("Noted."),
        ),
        Act(
            "withdraw",
            _("Take back"),
            actions.withdraw_essay,
            message=_("The essay is taken back."),
            confirm=_("Take this essay back? It is kept and does not count."),
        ),
        Act(
            "answer",
            _("Say what was found"),
            actions.answer_question,
            rows=lambda essay: EssayQuestion.objects.filter(essay=essay).select_related(
                "essay__group", "other"
            ),
            row_if=lambda row: isinstance(row, EssayQuestion) and not row.finding,
            form=FindingForm,
            message=_("The question is answered."),
        ),
        Act(
            "file_withdraw",
            _("Take back"),
            actions.withdraw_essay_file,
            rows=_files,
            row_if=lambda row: isinstance(row, EssayFile),
            confirm=_("Take this file back? It is kept and not shown any more."),
            message=_("The file is taken back."),
        ),
    ),
)
