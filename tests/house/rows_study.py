"""The rows of the addresses of study; see tests.house.row."""

from tests.house.row import INSIDERS, Row, formed, listed, only, pressed, shown

DESK = ("secretary", "clerk")
KEEPERS = ("clerk", "recorder")
MEMBERS = ("secretary", "deputy", "member")
AUTHOR = ("member", "clerk")
ALL = INSIDERS

TABLE: dict[str, Row] = {
    "study:plan_list": listed(),
    "study:plan_create": formed("", *DESK),
    "study:plan_detail": shown("study_plan"),
    "study:plan_line": formed("study_plan", *DESK),
    "study:plan_line_edit": formed("study_plan", *DESK, row="study_line"),
    "study:plan_line_remove": pressed("study_plan", *DESK, row="study_line"),
    "study:plan_edit": formed("study_plan", *DESK),
    "study:plan_approve": pressed("study_plan", "secretary"),
    "study:plan_revise": formed("study_plan", "secretary"),
    "study:plan_summary": formed("study_plan", *DESK),
    "study:session_list": listed(),
    "study:session_create": formed("", *DESK),
    "study:session_detail": shown("study_ahead"),
    "study:session_file": shown("study_ahead", row="study_material"),
    # "anybody" in the matrix: the law itself names who may sign, so who holds no seat is refused with a clause.
    "study:session_sign": Row("study_ahead", "m", ">>!!!!!xxx"),
    "study:session_leave": Row("study_ahead", "m", "!!!!!!!xxx"),
    "study:session_base": Row("", only(*DESK), "m"),
    "study:session_stay": formed("study_held", *KEEPERS),
    "study:session_times": formed("study_held", *KEEPERS),
    "study:session_held": formed("study_ahead", *KEEPERS),
    "study:session_material_withdraw": pressed("study_ahead", *DESK, row="study_material"),
    "study:session_leave_ask": Row("study_ahead", "ooooo44xxx", "!!!!!44xxx"),
    # the body is sitting in a meeting just now
    "study:session_open": pressed("study_ahead", *KEEPERS, answer="!"),
    "study:session_close": pressed("study_ahead", *KEEPERS, answer="!"),
    "study:session_confirm_all": pressed("study_ahead", *KEEPERS),
    "study:session_record": formed("study_held", *DESK),
    "study:session_edit": formed("study_held", *DESK),
    "study:session_material": formed("study_held", *DESK),
    "study:session_makeup": formed("study_held", *KEEPERS),
    "study:session_cancel": formed("study_ahead", *DESK),
    "study:session_in": Row("study_ahead", "m", "!!!>>!!xxx", row="seat_fifth"),
    "study:session_out": Row("study_ahead", "m", "!!!!!!!xxx", row="seat_member"),
    "study:session_confirm": pressed("study_ahead", *KEEPERS, row="study_stay"),
    "study:session_correct": formed("study_ahead", *KEEPERS, row="study_stay"),
    "study:session_leave_approve": pressed("study_ahead", "secretary", row="study_leave"),
    "study:session_leave_refuse": pressed("study_ahead", "secretary", row="study_leave"),
    "study:essay_list": listed(),
    "study:essay_create": formed("", *MEMBERS, "clerk"),
    "study:essay_detail": Row("essay_draft", only("member", no="4")[:7] + "xxx", "m"),
    "study:essay_file": Row("essay_draft", only("member", no="4")[:7] + "xxx", "m", row="essay_file"),
    "study:essay_submit": Row("essay_draft", "m", "44>4444xxx"),
    "study:essay_edit": Row("essay_draft", "44o4444xxx", "44!4444xxx"),
    "study:essay_file_withdraw": Row("essay_draft", "m", "44>4444xxx", row="essay_file"),
    "study:essay_attach": Row("essay_draft", "44o4444xxx", "44!4444xxx"),
    "study:essay_accept": formed("essay_handed", *DESK, answer=">"),
    "study:essay_return": formed("essay_handed", *DESK),
    "study:essay_publication": formed("essay_handed", *AUTHOR),
    "study:essay_withdraw": pressed("essay_handed", *AUTHOR),
    "study:essay_answer": formed("essay_handed", *DESK, row="essay_question"),
    "study:ledger_detail": listed(),
    "study:for_life": listed(),
    "study:work_waiting": Row("", "o", "m"),
}
