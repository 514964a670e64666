"""The rows of the addresses of the forecast; see tests.house.row."""

from tests.house.row import Row, listed

TABLE: dict[str, Row] = {
    "reports:forecast_detail": listed(),
    "reports:forecast_waiting": Row("", "o", "m"),
}
