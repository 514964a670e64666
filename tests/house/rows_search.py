"""The row of the search over everything; see tests.house.row."""

from tests.house.row import Row

# Everybody of the body may ask; what is found is asked of each kind of record.
TABLE: dict[str, Row] = {"reports:search_list": Row("", "o", "m")}
