"""What came after the told year?  The months up to now, told short: a first topic and one decision each."""

from collections.abc import Iterator
from datetime import date, timedelta

from reports.demo.script import Away, Errand, Sitting, Topic, first
from reports.demo.story import read

BUSIEST = 4
"""So many months are told at most, for a demonstration should start quickly."""


def months_since(today: date) -> Iterator[Sitting]:
    """Tell the months of the year after the story up to last month; the last is not yet issued."""
    wednesdays = [day for day in _third_wednesdays(date(2026, 1, 1)) if day < today - timedelta(days=14)]
    kept = wednesdays[-BUSIEST:]
    for day in kept:
        yield _sitting(day, last=day == kept[-1], today=today)


def _third_wednesdays(since: date) -> Iterator[date]:
    """Count third Wednesdays for a hundred years; in February the fourth (spring festival)."""
    for month in range(12 * 100):
        first_day = date(since.year + month // 12, month % 12 + 1, 1)
        weeks = 3 if first_day.month == 2 else 2
        yield first_day + timedelta(days=(2 - first_day.weekday()) % 7, weeks=weeks)


def _sitting(day: date, *, last: bool, today: date) -> Sitting:
    story = read("months_2026")
    title, kind, proposer, unit = story["matters"][day.month - 1]
    matter = title.removeprefix("研究")
    text, due = f"落实“{matter}”有关决定", 30 if last else day + timedelta(days=60)
    errand = Errand(text, due)
    if (today - day).days > 75:
        errand = Errand(text, due, "closed", ((day + timedelta(days=50), "已按要求办结。"),))
    openings = story["first_topics"]
    return Sitting(
        day,
        (
            first(openings[day.month % len(openings)], day - timedelta(days=12)),
            Topic(
                title,
                kind,
                proposer,
                unit,
                draft=f"会议同意{matter}。",
                errand=errand,
                tags=tuple(story["tags"].get(kind, ())),
            ),
        ),
        away={} if day.month % 3 else {"member5": Away("superior_meeting", "参加州公安局会议")},
        left="signed" if last else "issued",
    )
