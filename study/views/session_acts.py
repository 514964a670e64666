"""What can be done about a study on its page, besides its roll?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.page_acts import Act
from study import actions
from study.forms.sessions import (
    EnteredStayForm,
    MakeupForm,
    ReasonForm,
    RecordTextForm,
    StayForm,
    TimesForm,
)
from study.models import Presence, StudyLeave, StudyMaterial, StudySession
from study.views.session_forms import leave_form, makeup_form, session_form, stay_form


def may_ask(request: BodyRequest, session: StudySession) -> bool:
    """Say whether the asker may ask for leave: for himself, or for a member as who keeps the roll."""
    return request.seat is not None or bool(request.user.has_perm("study.keep_roll", session))


def times_form(request: BodyRequest, session: StudySession) -> TimesForm:
    """Return the form of beginning and end: as they were, or else as planned."""
    began, ended = session.began_at or session.starts_at, session.ended_at or session.ends_at
    return TimesForm(request.POST or None, initial={"began_at": began, "ended_at": ended})


def record_form(request: BodyRequest, session: StudySession) -> RecordTextForm:
    """Return the form of the record."""
    return RecordTextForm(request.POST or None, initial=initial_of(session, ("gist", "discussion")))


def _leaves(session: StudySession) -> Any:
    return StudyLeave.objects.filter(session=session).select_related("membership__user", "session__group")


def _stays(session: StudySession) -> Any:
    return Presence.objects.filter(session=session).select_related("membership__user", "session__group")


def _materials(session: StudySession) -> Any:
    return StudyMaterial.objects.filter(session=session, withdrawn=False).select_related("session__group")


HOLDING = (
    Act(
        "open",
        _("Begin the study"),
        actions.open_session,
        verb="begin_study",
        message=_("The study has begun; minutes count from now on."),
        confirm=_("Begin the study now?"),
        tone="primary",
    ),
    Act(
        "close",
        _("End the study"),
        actions.close_session,
        verb="end_study",
        message=_("The study has ended; who was still there is signed out."),
        confirm=_("End the study now?"),
        icon="stop-circle",
        tone="primary",
    ),
    Act(
        "record",
        _("Close the record"),
        actions.record_session,
        form=record_form,
        message=_("The record is closed; nothing in it is changed any more."),
        tone="primary",
        wide=True,
    ),
    Act(
        "leave_ask",
        _("Ask for leave"),
        actions.request_leave,
        form=leave_form,
        message=_("Leave is asked for."),
        shown=may_ask,
    ),
)

KEEPING = (
    Act(
        "edit",
        _("Change"),
        actions.edit_session,
        form=session_form,
        message=_("The study is changed."),
        wide=True,
    ),
    Act(
        "material",
        _("Attach material"),
        actions.attach_material,
        form=PaperForm,
        message=_("The paper is attached."),
    ),
    Act(
        "stay",
        _("Enter who signed on paper"),
        actions.enter_stay,
        form=stay_form(EnteredStayForm),
        message=_("The stay is entered."),
    ),
    Act(
        "times",
        _("Put beginning and end right"),
        actions.correct_times,
        form=times_form,
        message=_("Beginning and end are put right; what stood before is in the journal."),
    ),
    Act(
        "makeup",
        _("Enter make-up study"),
        actions.enter_makeup,
        form=makeup_form(MakeupForm),
        message=_("Make-up study is on record; it is not counted unless the rules say so."),
    ),
    Act(
        "held",
        _("Enter as held, roll on paper"),
        actions.enter_held,
        form=times_form,
        message=_("The study is entered as held; now enter who signed on paper."),
    ),
    Act(
        "cancel",
        _("Call off"),
        actions.cancel_session,
        form=ReasonForm,
        message=_("The study is called off."),
    ),
)

ON_ROWS = (
    Act(
        "correct",
        _("Put right"),
        actions.correct_stay,
        rows=_stays,
        row_if=lambda row: isinstance(row, Presence),
        form=lambda request, stay: StayForm(
            request.POST or None, initial=initial_of(stay, ("in_at", "out_at"))
        ),
        message=_("The stay is put right; what stood before is in the journal."),
    ),
    Act(
        "leave_approve",
        _("Approve the leave"),
        actions.approve_leave,
        verb="decide_leave",
        rows=_leaves,
        row_if=lambda row: isinstance(row, StudyLeave),
        message=_("The leave is decided."),
        tone="primary",
    ),
    Act(
        "leave_refuse",
        _("Refuse the leave"),
        actions.refuse_leave,
        verb="decide_leave",
        rows=_leaves,
        row_if=lambda row: isinstance(row, StudyLeave),
        message=_("The leave is decided."),
    ),
    Act(
        "material_withdraw",
        _("Take back"),
        actions.withdraw_material,
        rows=_materials,
        row_if=lambda row: isinstance(row, StudyMaterial),
        confirm=_("Take this file back? It is kept and not shown any more."),
        message=_("The file is taken back."),
    ),
)

ACTS = (*HOLDING, *KEEPING, *ON_ROWS)
