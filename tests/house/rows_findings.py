"""The rows of the addresses of findings; see tests.house.row."""

from tests.house.row import READ, Row, formed, listed, shown

DESK = ("secretary", "clerk")

TABLE: dict[str, Row] = {
    "reports:finding_list": listed(),
    "reports:finding_detail": shown("finding"),
    "reports:finding_answer": formed("finding", *DESK),
    "reports:finding_tell": formed("finding_cured", *DESK),
    "reports:finding_file": shown("finding", row="finding_file"),
    "reports:check_list": listed(),
    "reports:repeated_list": listed(),
    "reports:meeting_findings": Row("old", READ, "m"),
    "reports:findings_waiting": Row("", "o", "m"),
}
