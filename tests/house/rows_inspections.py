"""The rows of the addresses of inspections and trails; see tests.house.row.

What a visiting inspector gets is told in tests.house.test_visiting: to everybody else the pages of an inspection do not exist.
"""

from tests.house.row import Row, formed, listed, only, pressed, shown

DESK = ("secretary", "clerk")
VISIT = Row("", "4", "m")

TABLE: dict[str, Row] = {
    "reports:inspection_list": Row("", only(*DESK), "m"),
    "reports:inspection_create": formed("", *DESK),
    "reports:inspection_detail": Row("inspection", only(*DESK), "m"),
    "reports:inspection_grant": pressed("inspection", "secretary"),
    # accounts are made by the clerk, and by the administrator on the page of accounts
    "reports:inspection_invite": Row("inspection", "4xxoxxxxxx", "4xx!xxxxxx"),
    "reports:inspection_name": formed("inspection", *DESK),
    "reports:inspection_remove": pressed("inspection", *DESK, row="inspection_visitor"),
    "reports:inspection_edit": formed("inspection", *DESK),
    "reports:inspection_end": formed("inspection", *DESK),
    "reports:inspection_revoke": formed("inspection", "secretary"),
    "reports:inspectionread_list": Row("", only(*DESK), "m"),
    "reports:trail_list": listed(),
    "reports:trail_detail": shown("decision"),
    "reports:trail_pdf": shown("decision"),
    "reports:inspected_home": VISIT,
    "reports:inspected_list": VISIT,
    "reports:inspected_pdf": VISIT,
    "reports:inspected_detail": Row("inspection", "4", "m"),
    "reports:inspected_paper": Row("inspection", "4", "m"),
}
