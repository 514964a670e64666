"""The acts of meeting.  Import them from here."""

from meetings.actions.decisions import (
    acknowledge_decision,
    agree_to_close,
    ask_to_close,
    continue_task,
    edit_decision,
    note_divergence,
    open_task,
    report_progress,
    settle_pending,
)
from meetings.actions.items import (
    begin_vote,
    close_discussion,
    conclude_item,
    flag_recusal_defect,
    hand_over_chair,
    note_observer_opinion,
    postpone_item,
    refer_upward,
    report,
    settle_item,
    speak,
    speak_for_rest,
    start_item,
    take_back_chair,
    void_item_vote,
    withdraw_item,
)
from meetings.actions.leave import approve_leave, enter_late_leave, refuse_leave, request_leave
from meetings.actions.lists import adopt_list, draft_list, save_list_entry
from meetings.actions.notices import give_notice, read_notice, reply_notice, supplement_notice
from meetings.actions.opinions import read_out_opinion, write_opinion
from meetings.actions.planning import (
    add_item,
    amend_meeting,
    approve_agenda,
    assign_recorder,
    cancel_meeting,
    invite_observer,
    order_agenda,
    place_proposal,
    plan_meeting,
    remove_item,
)
from meetings.actions.proposals import (
    abandon_proposal,
    accept_proposal,
    attach_paper,
    check_proposal,
    draft_proposal,
    edit_proposal,
    postpone_proposal,
    return_proposal,
    review_proposal,
    submit_proposal,
)
from meetings.actions.record import archive_meeting, correct_record, note_minutes_issued, sign_record
from meetings.actions.recusals import confirm_recusal, declare_recusal, dismiss_recusal, propose_recusals
from meetings.actions.roll import check_in, check_out, confirm_check_in
from meetings.actions.sitting import (
    adjourn_meeting,
    clear_to_open,
    close_meeting,
    open_meeting,
    resume_meeting,
)
from meetings.actions.superior import (
    add_measure,
    attach_document_file,
    carry_out_document,
    close_document,
    confirm_reading,
    convey_document,
    edit_document,
    edit_measure,
    finish_measure,
    need_no_measures,
    register_document,
    set_document_aside,
    take_up_document,
)
