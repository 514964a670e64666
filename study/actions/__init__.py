"""The acts of collective study.  Import them from here."""

from study.actions.essays import (
    accept_essay,
    answer_question,
    attach_essay_file,
    draft_essay,
    edit_essay,
    note_publication,
    return_essay,
    submit_essay,
    withdraw_essay,
)
from study.actions.leave import approve_leave, refuse_leave, request_leave
from study.actions.plans import (
    approve_plan,
    draft_plan,
    edit_plan,
    remove_line,
    revise_plan,
    save_line,
    summarise_plan,
)
from study.actions.roll import check_in, check_out, confirm_all, confirm_stay, correct_stay, enter_makeup
from study.actions.sessions import (
    attach_material,
    cancel_session,
    close_session,
    edit_session,
    open_session,
    plan_session,
    record_session,
)

__all__ = [
    "accept_essay",
    "answer_question",
    "approve_leave",
    "approve_plan",
    "attach_essay_file",
    "attach_material",
    "cancel_session",
    "check_in",
    "check_out",
    "close_session",
    "confirm_all",
    "confirm_stay",
    "correct_stay",
    "draft_essay",
    "draft_plan",
    "edit_essay",
    "edit_plan",
    "edit_session",
    "enter_makeup",
    "note_publication",
    "open_session",
    "plan_session",
    "record_session",
    "refuse_leave",
    "remove_line",
    "request_leave",
    "return_essay",
    "revise_plan",
    "save_line",
    "submit_essay",
    "summarise_plan",
    "withdraw_essay",
]
