"""The rows of the addresses of duties; see tests.house.row."""

from tests.house.row import Row

TABLE: dict[str, Row] = {}
