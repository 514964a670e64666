"""What can be done with an upward document, by which form?"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.models import User
from members.page_acts import Act
from reports.upward.actions import papers as upward_actions
from reports.upward.actions import replies as reply_actions
from reports.upward.actions import rounds as round_actions
from reports.upward.annual import actions as annual_actions
from reports.upward.forms import (
    AdoptPaperForm,
    CirculateForm,
    ConsentForm,
    DoneForm,
    ReasonForm,
    ReceiptForm,
    ReplyActionForm,
    ReplyForm,
    SectionForm,
    SendForm,
    SignForm,
    UpwardForm,
)
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection, ReplyAction, UpwardFile, round_under_way
from reports.upward.rules import adoption
from reports.upward.states import UpwardState


def edit_form(request: BodyRequest, paper: UpwardPaper) -> UpwardForm:
    """Return the form of a paper that is changed."""
    composed = paper.sections.exists()
    return UpwardForm(
        paper.kind, request.POST or None, composed=composed, initial=initial_of(paper, UpwardForm.names)
    )


def answer(paper: UpwardPaper, data: dict[str, Any], *, by: User, at: datetime) -> Any:
    """Answer the circulation under way."""
    return round_actions.answer_circulation(paper, data["consents"], data["opinion"], by=by, at=at)


def under_way(_request: BodyRequest, paper: UpwardPaper) -> bool:
    """Say whether the paper is being circulated."""
    return round_under_way(paper) is not None


def needs_adoption(_request: BodyRequest, paper: UpwardPaper) -> bool:
    """Say whether the text as it stands has not been adopted."""
    return paper.state != UpwardState.ADOPTED or paper.is_changed


def may_circulate(request: BodyRequest, paper: UpwardPaper) -> bool:
    """Say whether the text may be sent round: it needs adoption, and is not under way."""
    return needs_adoption(request, paper) and not under_way(request, paper)


def may_answer(request: BodyRequest, paper: UpwardPaper) -> bool:
    """Say whether the asker is asked and has not answered."""
    sent_round = round_under_way(paper)
    return sent_round is not None and bool(adoption.may_answer(sent_round.answerer(request.seat)))


def enclosed(paper: UpwardPaper) -> QuerySet[UpwardFile]:
    """Return the files that are enclosed with a paper."""
    return UpwardFile.objects.filter(paper=paper, withdrawn=False, reply__isnull=True).select_related(
        "paper__group"
    )


def sections_of(paper: UpwardPaper) -> QuerySet[AnnualSection]:
    """Return the sections of a comprehensive report."""
    return AnnualSection.objects.filter(paper=paper).select_related("paper__group")


def actions_of(paper: UpwardPaper) -> QuerySet[ReplyAction]:
    """Return what a reply asks for."""
    return ReplyAction.objects.filter(paper=paper).select_related("paper__group", "owner__user")


ACTS = (
    Act(
        "answer",
        _("Answer the circulation"),
        handler=answer,
        verb="answer_circulation",
        form=ConsentForm,
        shown=may_answer,
        message=_("Your answer is entered with its time."),
        lead=lambda paper: paper.title,
        icon="chat-square-text",
        tone="primary",
    ),
    Act(
        "sign",
        _("Sign"),
        upward_actions.sign_paper,
        form=lambda request, _paper: SignForm(request.POST or None, initial={"sign_opinion": "同意上报。"}),
        message=_("The paper is signed; it can be numbered and sent."),
        tone="primary",
    ),
    Act(
        "adopt",
        _("Enter adoption by a meeting"),
        upward_actions.adopt_paper,
        form=lambda request, paper: AdoptPaperForm(
            request.group, request.POST or None, initial={"adopted_item": paper.adopted_item_id}
        ),
        shown=needs_adoption,
        message=_("The adoption is entered; the paper waits for the secretary."),
        icon="check2-square",
    ),
    Act(
        "circulate",
        _("Send round the members"),
        round_actions.circulate_paper,
        form=CirculateForm,
        shown=may_circulate,
        message=_("The text is sent round; each member answers on the own screen."),
        lead=lambda _paper: _("A circulation releases a text; it makes no decision of the group."),
    ),
    Act(
        "adopt_circulated",
        _("Take as adopted by circulation"),
        round_actions.adopt_by_circulation,
        shown=under_way,
        message=_("The text is adopted; the paper waits for the secretary."),
        tone="primary",
    ),
    Act(
        "end_round",
        _("Stop the circulation"),
        round_actions.end_circulation,
        shown=under_way,
        confirm=_("Stop this circulation? The answers are kept."),
        message=_("The circulation is stopped."),
    ),
    Act(
        "send",
        _("Number and send"),
        upward_actions.send_paper,
        form=lambda request, _paper: SendForm(
            request.POST or None, initial={"sent_on": request.today, "sent_way": UpwardPaper.Way.EXCHANGE}
        ),
        message=_("The paper has its number and is sent; file the receipt next."),
        tone="primary",
    ),
    Act(
        "reply",
        _("File a reply"),
        reply_actions.file_reply,
        form=lambda request, _paper: ReplyForm(
            request.POST or None, request.FILES or None, initial={"replied_on": request.today}
        ),
        message=_("The reply is filed; hand on what it asks for, or close the matter."),
        wide=True,
    ),
    Act(
        "receipt",
        _("File the receipt"),
        reply_actions.file_receipt,
        form=lambda request, paper: ReceiptForm(
            request.POST or None,
            initial={
                "received_on": paper.received_on or request.today,
                "receipt_number": paper.receipt_number,
            },
        ),
        message=_("The receipt is filed."),
    ),
    Act(
        "action",
        _("Add what the reply asks for"),
        reply_actions.add_reply_action,
        form=lambda request, _paper: ReplyActionForm(request.group, request.today, request.POST or None),
        message=_("The responsible member is told."),
    ),
    Act(
        "action_done",
        _("Note as done"),
        reply_actions.finish_reply_action,
        rows=actions_of,
        row_if=lambda action: action.done_on is None,
        form=lambda request, _action: DoneForm(request.POST or None, initial={"done_on": request.today}),
        message=_("Noted."),
        lead=lambda action: action.text,
    ),
    Act(
        "close",
        _("Close the matter"),
        reply_actions.close_paper,
        message=_("The matter is closed."),
        confirm=_("Close this matter? Nothing in it can be changed afterwards."),
        icon="archive",
    ),
    Act(
        "edit",
        _("Change the paper"),
        upward_actions.edit_paper,
        form=edit_form,
        message=_("The paper is changed."),
        wide=True,
    ),
    Act(
        "attach",
        _("Enclose a file"),
        upward_actions.attach_upward_file,
        verb="attach_file",
        form=PaperForm,
        message=_("The file is enclosed."),
    ),
    Act(
        "file_remove",
        _("Remove"),
        upward_actions.remove_upward_file,
        verb="remove_file",
        rows=enclosed,
        confirm=_("Take this file out of the paper?"),
        message=_("The file is taken out."),
    ),
    Act(
        "section",
        _("Write"),
        annual_actions.edit_section,
        rows=sections_of,
        form=lambda request, section: SectionForm(request.POST or None, initial={"text": section.text}),
        message=_("The section is saved."),
        lead=lambda section: section.title,
        wide=True,
    ),
    Act(
        "take",
        _("Take the figures over"),
        annual_actions.take_section,
        rows=sections_of,
        confirm=_("Put the figures in the place of this section's text?"),
        message=_("The figures are taken over."),
    ),
    Act(
        "return",
        _("Return"),
        upward_actions.return_paper,
        form=ReasonForm,
        message=_("The paper is returned with the reason."),
    ),
    Act(
        "withdraw",
        _("Withdraw the document"),
        upward_actions.withdraw_paper,
        form=ReasonForm,
        message=_("The paper is given up; it is kept."),
    ),
)
