"""The rows of the addresses of research and articles; see tests.house.row."""

from tests.house.row import Row, formed, listed, pressed, shown

OWN = ("member", "clerk")
NEW = ("secretary", "deputy", "member", "clerk")
HEAD = ("secretary",)

TABLE: dict[str, Row] = {
    "reports:research_list": listed(),
    "reports:research_create": formed("", *NEW),
    "reports:research_detail": shown("research"),
    "reports:research_file": shown("research_under_way", row="research_file"),
    "reports:research_visit": formed("research", *OWN),
    "reports:research_escort": formed("research", *OWN),
    "reports:research_edit": formed("research", *OWN),
    "reports:research_approve": pressed("research", *HEAD),
    "reports:research_start": pressed("research", *OWN, answer="!"),
    "reports:research_findings": formed("research_under_way", *OWN),
    "reports:research_recommend": formed("research_under_way", *OWN),
    "reports:research_output": formed("research_under_way", *OWN),
    "reports:research_trip": formed("research_under_way", *OWN),
    "reports:research_feedback": formed("research_under_way", *OWN),
    "reports:research_finish": pressed("research_under_way", *OWN, answer="!"),
    "reports:research_send": pressed("research_under_way", *OWN, answer="!"),
    "reports:research_show": formed("research_under_way", *OWN),
    "reports:research_read": formed("research_under_way", *HEAD),
    "reports:research_change_visit": formed("research", *OWN, row="research_visit"),
    "reports:research_remove_visit": pressed("research", *OWN, row="research_visit"),
    "reports:research_remove_companion": pressed("research", *OWN, row="research_escort"),
    "reports:research_change_advice": formed("research_under_way", *OWN, row="research_advice"),
    "reports:research_remove_advice": pressed("research_under_way", *OWN, row="research_advice"),
    "reports:research_adoption": formed("research_under_way", *OWN, row="research_advice"),
    "reports:research_close": pressed("research_under_way", *OWN, answer="!"),
    "reports:research_cancel": formed("research", *OWN),
    "reports:visit_list": listed(),
    "reports:research_waiting": Row("", "o", "m"),
    "reports:article_list": listed(),
    "reports:article_create": formed("", *NEW),
    "reports:article_detail": shown("article"),
    "reports:article_file": shown("article", row="article_file"),
    "reports:article_version": shown("article", row="article_version"),
    "reports:article_apply": pressed("article", *OWN),
    "reports:article_write": formed("article", *OWN),
    "reports:article_edit": formed("article", *OWN),
    "reports:article_attach": formed("article", *OWN),
    "reports:article_register_late": formed("article", *OWN),
    "reports:article_note": formed("article", *OWN),
    "reports:article_publish": formed("article", *OWN),
    "reports:article_approve": formed("article_applied", *HEAD, answer=">"),
    "reports:article_return": formed("article_applied", *HEAD),
    "reports:article_refuse": formed("article_applied", *HEAD),
    "reports:article_group_decision": Row("article_applied", "xxx4xxxxxx", "xxx4xxxxxx"),
}
