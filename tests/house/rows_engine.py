"""The rows of the addresses that say how the installation is; see tests.house.row."""

from tests.house.row import Row, only

TABLE: dict[str, Row] = {
    "config:health_detail": Row("", only("system_admin", "platform"), "m"),
    # From the machine itself, as the tests ask; others need the token (tests/clock/test_watch.py).
    # No clock goes in the town, and the endpoint says so.
    "monitor_health": Row("", "s", "m", "anyone"),
    "monitor_metrics": Row("", "o", "m", "anyone"),
}
