"""The rows of the addresses of the year in pictures; see tests.house.row."""

from tests.house.row import Row, listed, only

TAKES_AWAY = only("secretary", "clerk", "inspector", "auditor")

TABLE: dict[str, Row] = {
    "reports:dashboard_detail": listed(),
    "reports:dashboard_pdf": listed(),
    "reports:dashboard_table": Row("", TAKES_AWAY, "m"),
    "reports:work_year": Row("", "o", "m"),
}
