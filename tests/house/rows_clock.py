"""The rows of the addresses of messages, settings, deliveries and calendars; see tests.house.row."""

from tests.house.row import ROLES, Row, pressed

KEEPERS = ("clerk", "system_admin", "platform")
LOG = "".join("o" if role in KEEPERS else "x" for role in ROLES)

TABLE: dict[str, Row] = {
    "members:notification_done_all": Row("", "m", ">"),
    "members:notification_read": Row("told", "m", ">"),
    "members:notification_unread": Row("told", "m", ">"),
    "members:notification_done": Row("told", "m", ">"),
    "members:notification_undone": Row("told", "m", ">"),
    "members:delivery_list": Row("", LOG, "m"),
    "members:delivery_detail": Row("delivery", LOG, "m"),
    "members:delivery_retry": pressed("delivery", *KEEPERS),
    "members:delivery_retry_all": pressed("", *KEEPERS),
    "members:calendar_month": Row("", "o", "m"),
    "members:calendar_year": Row("", "o", "m"),
    "members:reading_edit": Row("", "o", "!", "account"),
    "members:reading_test_mail": Row("", "m", ">", "account"),
    "members:reading_test_robot": Row("", "m", ">", "account"),
    "members:feed_renew": Row("", "m", ">", "account"),
    "members:feed_close": Row("", "m", ">", "account"),
    "members:feed_read": Row("", "o", "m", "anyone"),
    "meetings:notice_ics": Row("live", "ooooooo" + "xxx", "m"),
}
