"""The rows of the addresses that say how the installation is; see tests.house.row."""

from tests.house.row import Row, only

TABLE: dict[str, Row] = {
    "config:health_detail": Row("", only("system_admin", "platform"), "m"),
    # From the machine itself, as the tests ask; others need the token (tests/clock/test_watch.py).
    "monitor_health": Row("", "o", "m", "anyone"),
    "monitor_metrics": Row("", "o", "m", "anyone"),
}
