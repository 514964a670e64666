"""A year of study of the body of five, made through the acts; for the tests of study."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from study import actions
from study.models import Essay, StudySession
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Shanghai")


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def planned(cast: Cast, day: date, *, minutes: int = 120, hour: int = 9, **more) -> StudySession:
    start = moment(day, hour)
    fields = {
        "title": f"{day:%m月}集体学习",
        "place": "会议室",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "contents": ["theory"],
    } | more
    return actions.plan_session(cast.group, by=cast.user("clerk"), at=start - timedelta(days=7), **fields)


def held(cast: Cast, day: date, present: str = "sdabc", *, minutes: int = 120, **more) -> StudySession:
    session = planned(cast, day, minutes=minutes, **more)
    clerk, start = cast.user("clerk"), session.starts_at
    for name in present:
        actions.check_in(session, cast.seats[name], by=clerk, at=start - timedelta(minutes=5))
    actions.open_session(session, by=clerk, at=start)
    actions.close_session(session, by=clerk, at=start + timedelta(minutes=minutes))
    return session


def essay(cast: Cast, who: str, title: str, day: date, *, accepted: bool = True, text: str = "") -> Essay:
    author, at = cast.user(who), moment(day, 15)
    made = actions.draft_essay(cast.group, title=title, text=text or f"{title}的体会。" * 8, by=author, at=at)
    actions.submit_essay(made, by=author, at=at)
    if accepted:
        actions.accept_essay(made, by=cast.user("clerk"), at=at + timedelta(hours=2))
    return made
