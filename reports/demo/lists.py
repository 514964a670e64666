"""Which questions must come before the group?  The list in two versions, with what they rest on."""

from datetime import date, datetime

from meetings import actions
from meetings.models import MajorIssueEntry, MajorIssueList
from members.actions import authorise, declare_interest
from reports.demo.cast import Cast
from reports.demo.story import read


def adopt_first(cast: Cast, at: datetime) -> MajorIssueList:
    """Adopt the first version, at the end of 2024."""
    clerk = cast.users["clerk"]
    version = actions.draft_list(cast.group, note="首次制定", by=clerk, at=at)
    for position, (category, matter, threshold, before) in enumerate(read("major_issues")["first"], start=1):
        entry = MajorIssueEntry(
            position=position,
            category=category,
            matter=matter,
            threshold_amount=threshold,
            pre_procedures=before,
            materials="议题材料、决定稿",
            deciding_body=cast.group.name,
        )
        actions.save_list_entry(version, entry, by=clerk, at=at)
    day = date(2024, 12, 18)
    adopted_by = f"第{cast.term.number}届第{cast.term.last_ordinal}次会议"
    return actions.adopt_list(version, adopted_by, day, date(2025, 1, 1), by=cast.users["secretary"], at=at)


def adopt_second(cast: Cast, earlier: MajorIssueList, adopted_by: str, at: datetime) -> MajorIssueList:
    """Adopt the second version after the meeting of June 2025: higher thresholds, one line more."""
    clerk, story = cast.users["clerk"], read("major_issues")
    version = actions.draft_list(cast.group, copy_of=earlier, note="2025年修订", by=clerk, at=at)
    for entry in version.entries_of_list.filter(category__in=story["changed"]):
        entry.threshold_amount, entry.pre_procedures = story["changed"][entry.category]
        actions.save_list_entry(version, entry, by=clerk, at=at)
    category, matter, _none, before = story["added"]
    more = MajorIssueEntry(
        position=len(story["first"]) + 1, category=category, matter=matter, pre_procedures=before
    )
    actions.save_list_entry(version, more, by=clerk, at=at)
    day = date(2025, 6, 18)
    return actions.adopt_list(version, adopted_by, day, date(2025, 7, 1), by=cast.users["secretary"], at=at)


def entrust(cast: Cast, year: int, at: datetime) -> None:
    """Authorise the deputy to preside in the secretary's absence, for a year."""
    secretary, deputy = cast.seats["secretary"], cast.seats["deputy"]
    authorise(
        cast.group,
        secretary,
        deputy,
        ("preside", "convene", "sign", "approve_leave"),
        date(year, 1, 1),
        date(year, 12, 31),
        f"县政府党组授权书〔{year}〕1号",
        "党组书记因故不能到会时",
        by=secretary.user,
        at=at,
    )


def declare(cast: Cast, at: datetime) -> None:
    """Declare interests; one name will occur on the agenda of next week."""
    for key, kind, name, relation in read("major_issues")["interests"]:
        seat = cast.seats[key]
        declare_interest(seat, kind, name, relation, by=seat.user, at=at)
