"""What does every address answer to every role?  One row for each named route; a test compares.

The columns of `get` and `post` are the roles in ROLES; one letter alone stands for all of them:
o shows (200)   > goes on (302)   ! refuses with a reason (422)   x has not the power (403)
4 does not exist for this person (404)   m no such method (405)
A POST holds the token's name alone, and its answer that of the state the record is in (tests/house/town.py).
Who is not logged in is sent to the log-in page; who belongs to another body gets 404.
"""

from dataclasses import dataclass

ROLES = (
    "secretary",
    "deputy",
    "member",
    "clerk",
    "recorder",
    "inspector",
    "auditor",
    "system_admin",
    "responsible_unit",
    "platform",
)
ANSWERS = {"o": 200, ">": 302, "!": 422, "x": 403, "4": 404, "m": 405}


@dataclass(frozen=True, slots=True)
class Row:
    """One route.

    record: which record of the town its address names ("" none).  scope: "body" | "account" (logged in)
    | "anyone".  entered: reading is entered in the journal (clause 6.5-m), so a GET writes one entry.
    """

    record: str
    get: str
    post: str
    scope: str = "body"
    entered: bool = False

    def answer(self, method: str, role: str) -> int:
        """Return the status this role gets."""
        letters = self.get if method == "GET" else self.post
        return ANSWERS[letters if len(letters) == 1 else letters[ROLES.index(role)]]

    def takes(self, method: str) -> bool:
        """Say whether the route knows the method."""
        return (self.get if method == "GET" else self.post) != "m"


TABLE = {
    "healthz": Row("", "o", "m", "anyone"),
    # members
    "members:home_index": Row("", ">", "m", "account"),
    "members:login": Row("", ">", ">", "anyone"),
    "members:logout": Row("", "m", ">", "anyone"),
    "members:account_detail": Row("", "o", "m", "account"),
    "members:password_change": Row("", "o", "!", "account"),
    "members:language_set": Row("", "m", ">", "anyone"),
    "members:home_detail": Row("", "o", "m"),
    "members:rulebook_detail": Row("", "o", "m"),
    "members:notification_list": Row("", "o", "m"),
    "members:notification_bell": Row("", "o", "m"),
    "members:work_notifications": Row("", "o", "m"),
    "members:notification_read_all": Row("", "m", ">"),
    "members:notification_open": Row("told", "m", ">"),
    "members:membership_list": Row("", "o", "m"),
    "members:membership_create": Row("", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:membership_detail": Row("seat", "o", "m"),
    "members:membership_end": Row("seat", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:standing_create": Row("seat", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:portfolio_create": Row("seat", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:standing_end": Row("standing", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:portfolio_list": Row("", "o", "m"),
    "members:portfolio_end": Row("portfolio", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:term_create": Row("", "xxxoxxxoxo", "xxx!xxx!x!"),
    "members:authorization_list": Row("", "o", "m"),
    "members:authorization_create": Row("", "oxxxxxxxxx", "!xxxxxxxxx"),
    "members:authorization_revoke": Row("given", "oxxxxxxxxx", "!xxxxxxxxx"),
    "members:interest_list": Row("", "ooooxxxxxx", "m"),
    "members:interest_create": Row("", "ooooxxxxxx", "!!!!xxxxxx"),
    "members:interest_detail": Row("interest", "o4ooxxxxxx", "m"),
    "members:interest_withdraw": Row("interest", "m", "x4>>444444"),
    "members:staff_list": Row("", "o", "m"),
    "members:staff_create": Row("", "xxxxxxxoxo", "xxxxxxx!x!"),
    "members:staff_end": Row("staff", "xxxxxxxoxo", "xxxxxxx!x!"),
    "members:account_list": Row("", "xxxxxxxoxo", "m"),
    "members:account_create": Row("", "xxxxxxxoxo", "xxxxxxx!x!"),
    "members:account_keep": Row("account", "xxxxxxxoxo", "m"),
    "members:account_reset": Row("account", "xxxxxxxoxo", "xxxxxxx!x!"),
    "members:account_close": Row("account", "m", "xxxxxxx>x>"),
    "members:account_reopen": Row("account", "m", "xxxxxxx>x>"),
    "members:group_list": Row("", "xxxxxxxxxo", "m"),
    "members:group_create": Row("", "xxxxxxxxxo", "xxxxxxxxx!"),
    "members:group_edit": Row("group", "xxxxxxxxxo", "xxxxxxxxx!"),
    # reports
    "reports:minutes_list": Row("", "oooooooxxx", "m"),
    "reports:minutes_detail": Row("minutes", "oooooooxxx", "m"),
    "reports:minutes_edit": Row("minutes", "xxxooxxxxx", "xxx!!xxxxx"),
    "reports:minutes_sign": Row("minutes", "m", "!xxxxxxxxx"),
    "reports:minutes_return": Row("minutes", "oxxxxxxxxx", "!xxxxxxxxx"),
    "reports:minutes_issue": Row("minutes", "m", "xxx!!xxxxx"),
    "reports:minutes_receive": Row("minutes", "m", ">>>!!!!xxx"),
    "reports:minutes_pdf": Row("minutes", "oooooooxxx", "m"),
    "reports:minutes_excerpt": Row("minutes", "oooooooxxx", "m"),
    "reports:minutes_draft": Row("old", "m", "xxx>>xxxxx"),
    "reports:meeting_documents": Row("old", "oooooooxxx", "m"),
    "reports:meeting_seal": Row("old", "m", "xxx>xxxxxx"),
    "reports:document_list": Row("", "oooooooxxx", "m"),
    "reports:document_detail": Row("", "oooooooxxx", "m"),
    "reports:document_blank": Row("", "oooooooxxx", "m"),
    "reports:document_pdf": Row("task", "oooooooxxx", "m"),
    "reports:volume_list": Row("", "oxxoxooxxx", "m"),
    "reports:volume_verify_all": Row("", "m", "oxxoxooxxx"),
    "reports:volume_detail": Row("volume", "oxxoxooxxx", "m"),
    "reports:volume_verify": Row("volume", "m", "oxxoxooxxx"),
    "reports:volume_zip": Row("volume", "oxxoxooxxx", "m", entered=True),
    "reports:volume_head": Row("volume", "oxxoxooxxx", "m"),
    "reports:journal_list": Row("", "oxxoxooxxx", "m"),
    "reports:status_detail": Row("", "xxxoxxxoxo", "m"),
    "reports:work_waiting": Row("", "o", "m"),
    "reports:work_figures": Row("", "o", "m"),
    # the installation
    "config:power_detail": Row("", "o", "m"),
    # meetings
    "meetings:meeting_list": Row("", "oooooooxxx", "m"),
    "meetings:meeting_create": Row("", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:meeting_edit": Row("coming", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:meeting_cancel": Row("coming", "oxxxxxxxxx", "!xxxxxxxxx"),
    "meetings:agenda_edit": Row("coming", "oooooooxxx", "m"),
    "meetings:agenda_forecast": Row("coming", "oooooooxxx", "m"),
    "meetings:agenda_order": Row("coming", "m", ">xx>xxxxxx"),
    "meetings:agenda_place": Row("coming", "m", "4"),
    "meetings:agenda_approve": Row("coming", "m", ">xxxxxxxxx"),
    "meetings:agenda_recusals": Row("coming", "m", ">xx>xxxxxx"),
    "meetings:item_add": Row("coming", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:observer_add": Row("coming", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:agenda_remove": Row("coming_item", "m", ">xx>xxxxxx"),
    "meetings:opinion_write": Row("coming_item", "oooooooxxx", "!!!!!!!xxx"),
    "meetings:notice_detail": Row("coming", "oooooooxxx", "m"),
    "meetings:notice_give": Row("coming", "oxxoxxxxxx", ">xx>xxxxxx"),
    "meetings:notice_read": Row("coming", "m", ">>>!!!!!!!"),
    "meetings:notice_reply": Row("coming", "m", ">>>!!!!!!!"),
    "meetings:leave_ask": Row("coming", "oooooooxxx", "!!!!!!!xxx"),
    "meetings:leave_list": Row("", "oooooooxxx", "m"),
    "meetings:leave_detail": Row("leave", "oooooooxxx", "m"),
    "meetings:leave_decide": Row("leave", "oxxxxxxxxx", "!xxxxxxxxx"),
    "meetings:opinion_list": Row("", "oooooooxxx", "m"),
    "meetings:proposal_list": Row("", "oooooooxxx", "m"),
    "meetings:proposal_create": Row("", "ooooxxxxxx", "!!!!xxxxxx"),
    "meetings:proposal_detail": Row("topic_draft", "o4oo444xxx", "m"),
    "meetings:proposal_edit": Row("topic_draft", "o4oo444444", "!4!!444444"),
    "meetings:proposal_submit": Row("topic_draft", "m", ">4>>444444"),
    "meetings:proposal_abandon": Row("topic_draft", "m", ">4>>444444"),
    "meetings:proposal_check": Row("topic_submitted", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:proposal_review": Row("topic_submitted", "oxooxxxxxx", "!x!!xxxxxx"),
    "meetings:paper_attach": Row("topic_draft", "o4oo444444", "!4!!444444"),
    "meetings:proposal_accept": Row("topic_submitted", "oxxxxxxxxx", ">xxxxxxxxx"),
    "meetings:proposal_return": Row("topic_submitted", "oxxxxxxxxx", "!xxxxxxxxx"),
    "meetings:proposal_postpone": Row("topic_submitted", "oxxxxxxxxx", "!xxxxxxxxx"),
    "meetings:paper_download": Row("paper", "o4oo444xxx", "m"),
    "meetings:issuelist_list": Row("", "oooooooxxx", "m"),
    "meetings:issuelist_create": Row("", "oxxoxxxxxx", ">xx>xxxxxx"),
    "meetings:issuelist_detail": Row("list", "oooooooxxx", "m"),
    "meetings:issuelist_adopt": Row("list", "oxxxxxxxxx", "!xxxxxxxxx"),
    "meetings:listentry_create": Row("list", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:listentry_edit": Row("line", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:item_list": Row("", "oooooooxxx", "m"),
    "meetings:transmission_list": Row("", "oooooooxxx", "m"),
    "meetings:recusal_list": Row("", "oooooooxxx", "m"),
    "meetings:decision_list": Row("", "oooooooxxx", "m"),
    "meetings:decision_detail": Row("decision", "oooooooxxx", "m"),
    "meetings:decision_note": Row("decision", "oooooooxxx", ">>>!!!!xxx"),
    "meetings:decision_edit": Row("decision", "oxxoxxxxxx", ">xx>xxxxxx"),
    "meetings:task_create": Row("decision", "oxxoxxxxxx", "!xx!xxxxxx"),
    "meetings:task_list": Row("", "oooooooxox", "m"),
    "meetings:task_detail": Row("task", "oooooooxox", "m"),
    "meetings:task_report": Row("task", "oxooxxxxox", "!x!!xxxx!x"),
    "meetings:task_ask": Row("task", "oxooxxxxox", "!x!!xxxx!x"),
    "meetings:task_agree": Row("task", "m", "!!!xxxxxxx"),
    "meetings:task_continue": Row("task", "oooxxxxxxx", "!!!xxxxxxx"),
    "meetings:work_waiting": Row("", "o", "m"),
    "meetings:work_next": Row("", "o", "m"),
    "meetings:meeting_detail": Row("live", "oooooooxxx", "m"),
    "meetings:sitting_detail": Row("live", "o>>ooooxxx", "m"),
    "meetings:my_sitting": Row("live", "oooooooxxx", "m"),
    "meetings:meeting_open": Row("live", "m", "!!!!!!!xxx"),
    "meetings:meeting_adjourn": Row("live", "m", ">!!>>!!xxx"),
    "meetings:meeting_resume": Row("live", "m", "!!!!!!!xxx"),
    "meetings:meeting_close": Row("live", "m", "!!!!!!!xxx"),
    "meetings:recorder_assign": Row("live", "m", "!!!!!!!xxx"),
    "meetings:observer_invite": Row("live", "m", "!!!!!!!xxx"),
    "meetings:item_add_urgent": Row("live", "m", "!!!!!!!xxx"),
    "meetings:roll_enter": Row("live", "m", "!!!!!!!xxx"),
    "meetings:roll_leave": Row("live", "m", "!!!!!!!xxx"),
    "meetings:roll_sign": Row("live", "m", ">>>!!!!xxx"),
    "meetings:roll_confirm_all": Row("live", "m", "xxx>>xxxxx"),
    "meetings:leave_enter": Row("live", "m", "!!!!!!!xxx"),
    "meetings:roll_confirm": Row("stay", "m", "xxx>>xxxxx"),
    "meetings:record_detail": Row("old", "oooooooxxx", "m"),
    "meetings:record_sign": Row("old", "m", "!!!!!!!xxx"),
    "meetings:record_correct": Row("old", "m", "!!!!!!!xxx"),
    "meetings:recusal_confirm": Row("recusal", "m", ">>!>>!!xxx"),
    "meetings:recusal_dismiss": Row("recusal", "m", "!!!!!!!xxx"),
    "meetings:opinion_read_out": Row("opinion", "m", "xxx!!xxxxx"),
    "meetings:item_start": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_report": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_speak": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_speak_rest": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_observer_words": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_close_discussion": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_recuse": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_hand_over": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_take_back": Row("item", "m", ">!!>>!!xxx"),
    "meetings:item_conclude": Row("item", "m", "!!!!!!!xxx"),
    "meetings:item_set_aside": Row("item", "m", "!!!!!!!xxx"),
    # votes
    "votes:work_waiting": Row("", "o", "m"),
    "votes:for_item": Row("voting", "oooooooxxx", "m"),
    "votes:vote_open": Row("item", "m", "!!!!!!!xxx"),
    "votes:vote_cast": Row("vote", "m", "!!!!!!!xxx"),
    "votes:vote_enter": Row("vote", "m", "!!!!!!!xxx"),
    "votes:vote_tally": Row("vote", "m", "!!!!!!!xxx"),
    "votes:vote_close": Row("vote", "m", "!!!!!!!xxx"),
    "votes:vote_count": Row("vote", "m", "!!!!!!!xxx"),
    "votes:vote_void": Row("vote", "m", "!!!!!!!xxx"),
}
