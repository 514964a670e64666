"""The rows of the addresses of requests, reports and incidents; see tests.house.row."""

from tests.house.row import READ, Row, formed, listed, pressed, shown

DESK = ("secretary", "clerk")
CONTRIBUTORS = ("secretary", "deputy", "member", "clerk")

TABLE: dict[str, Row] = {
    "reports:upward_list": listed(),
    "reports:upward_create": formed("", *DESK),
    "reports:upward_detail": shown("upward_draft"),
    "reports:upward_file": shown("upward_draft", row="upward_file"),
    # The law itself names who answers: who holds no seat finds no such act.
    "reports:upward_answer": Row("upward_draft", "ooo4444xxx", "!!!4444xxx"),
    "reports:upward_adopt": formed("upward_draft", *DESK),
    "reports:upward_adopt_circulated": pressed("upward_draft", *DESK, answer="!"),
    "reports:upward_end_round": pressed("upward_draft", *DESK),
    "reports:upward_edit": formed("upward_draft", *DESK),
    "reports:upward_attach": formed("upward_draft", *DESK),
    "reports:upward_file_remove": pressed("upward_draft", *DESK, row="upward_file"),
    "reports:upward_withdraw": formed("upward_draft", *DESK),
    "reports:upward_circulate": formed("upward_annual", *DESK, answer=">"),
    "reports:upward_section": formed("upward_annual", *DESK, answer=">", row="upward_section"),
    "reports:upward_take": pressed("upward_annual", *DESK, row="upward_section"),
    "reports:upward_sign": formed("upward_adopted", "secretary"),
    "reports:upward_return": formed("upward_adopted", "secretary"),
    "reports:upward_send": formed("upward_signed", "clerk"),
    "reports:upward_receipt": formed("upward_sent", "clerk"),
    "reports:upward_reply": formed("upward_sent", "clerk"),
    "reports:upward_action": formed("upward_sent", *DESK),
    "reports:upward_action_done": Row("upward_sent", READ, "!!!!!!!xxx", row="upward_action"),
    "reports:upward_close": pressed("upward_sent", "clerk", answer="!"),
    "reports:annual_detail": listed(),
    # There is a report about this year already.
    "reports:annual_draft": pressed("", *DESK, answer="!"),
    "reports:incident_list": listed(),
    "reports:incident_create": formed("", *CONTRIBUTORS),
    "reports:incident_detail": shown("incident"),
    "reports:incident_report": formed("incident", *CONTRIBUTORS),
    "reports:incident_follow_up": formed("incident", *CONTRIBUTORS),
    "reports:incident_link": formed("incident", *CONTRIBUTORS),
    "reports:incident_edit": formed("incident", *CONTRIBUTORS),
    "reports:incident_close": formed("incident", *CONTRIBUTORS),
    "reports:upward_waiting": Row("", "o", "m"),
}
