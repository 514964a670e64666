"""The rows of the addresses of filings, duties and suggestions; see tests.house.row."""

from tests.house.row import Row, formed, listed, pressed, shown

OWN = ("member", "clerk")
DESK = ("secretary", "clerk")
NEW = ("secretary", "deputy", "member", "clerk")

TABLE: dict[str, Row] = {
    "reports:filing_list": listed(),
    "reports:filings_open": formed("", *DESK),
    "reports:filing_create": formed("", *NEW),
    "reports:filing_detail": shown("filing"),
    "reports:filing_file": Row("filing", "ooooooo" + "xxx", "m", row="filing_paper"),
    "reports:filing_enter": formed("filing", *OWN),
    "reports:filing_attach": formed("filing", *OWN),
    "reports:filing_waive": formed("filing", *DESK),
    "reports:responsibility_list": listed(),
    "reports:responsibility_create": formed("", *DESK),
    "reports:responsibility_detail": shown("responsibility"),
    "reports:responsibility_line": formed("responsibility", *DESK),
    "reports:responsibility_line_remove": pressed("responsibility", *DESK, row="responsibility_line"),
    "reports:responsibility_adopt": formed("responsibility", *DESK),
    "reports:responsibility_report": Row("responsibility", "oooooooxxx", "!!!!!!!xxx"),
    "reports:responsibility_close": formed("responsibility", *DESK),
    "reports:suggestion_list": listed(),
    "reports:suggestion_create": formed("", *NEW),
    "reports:suggestion_detail": shown("suggestion"),
    "reports:suggestion_answer": formed("suggestion", *DESK),
    "reports:integrity_detail": listed(),
    "reports:integrity_link": formed("", *DESK),
    "reports:duties_waiting": Row("", "o", "m"),
}
