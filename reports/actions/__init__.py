"""The acts of issuing, reporting upward and sealing.  Import them from here."""

from reports.actions.incidents import (
    close_incident,
    edit_incident,
    enter_incident,
    follow_up,
    link_paper,
    report_first,
)
from reports.actions.minutes import (
    acknowledge_minutes,
    draft_minutes,
    edit_minutes,
    issue_minutes,
    minutes_pdf,
    return_minutes,
    sign_minutes,
)
from reports.actions.seal import seal_meeting
from reports.actions.upward import (
    adopt_paper,
    attach_upward_file,
    draft_paper,
    edit_paper,
    remove_upward_file,
    return_paper,
    send_paper,
    sign_paper,
    withdraw_paper,
)
from reports.actions.upward_annual import draft_comprehensive, edit_section, take_section
from reports.actions.upward_replies import (
    add_reply_action,
    close_paper,
    file_receipt,
    file_reply,
    finish_reply_action,
    may_finish,
)
from reports.actions.upward_rounds import (
    adopt_by_circulation,
    answer_circulation,
    circulate_paper,
    end_circulation,
)

__all__ = [
    "acknowledge_minutes",
    "add_reply_action",
    "adopt_by_circulation",
    "adopt_paper",
    "answer_circulation",
    "attach_upward_file",
    "circulate_paper",
    "close_incident",
    "close_paper",
    "draft_comprehensive",
    "draft_minutes",
    "draft_paper",
    "edit_incident",
    "edit_minutes",
    "edit_paper",
    "edit_section",
    "end_circulation",
    "enter_incident",
    "file_receipt",
    "file_reply",
    "finish_reply_action",
    "follow_up",
    "issue_minutes",
    "link_paper",
    "may_finish",
    "minutes_pdf",
    "remove_upward_file",
    "report_first",
    "return_minutes",
    "return_paper",
    "seal_meeting",
    "send_paper",
    "sign_minutes",
    "sign_paper",
    "take_section",
    "withdraw_paper",
]
