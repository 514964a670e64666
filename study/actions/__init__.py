"""The acts of collective study.  Import them from here."""

from study.actions.essays import (
    accept_essay,
    answer_question,
    attach_essay_file,
    draft_essay,
    edit_essay,
    enter_essay,
    note_publication,
    return_essay,
    submit_essay,
    withdraw_essay,
    withdraw_essay_file,
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
from study.actions.roll import (
    check_in,
    check_out,
    confirm_all,
    confirm_stay,
    correct_stay,
    enter_makeup,
    enter_stay,
)
from study.actions.sessions import (
    attach_material,
    cancel_session,
    close_session,
    correct_times,
    edit_session,
    enter_held,
    open_session,
    plan_session,
    record_session,
    withdraw_material,
)
