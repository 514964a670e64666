"""A body with a held meeting, a decision carried out, and an inspection of it; made through the acts."""

from datetime import date, datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import actions
from meetings.models import Decision, Meeting
from members.models import User
from reports.inspection import actions as inspections
from reports.inspection.models import Inspection
from tests.cast import Cast, Sitting, make_sitting
from votes import actions as vote_actions

FIRST = "Erste-Losung 26"
AUTHORITY = "州委第三巡察组"


def decide(sitting: Sitting, number: int, choice: str = "approve") -> Decision:
    """Discuss an item, vote on it openly, and return its decision."""
    cast = sitting.cast
    item = sitting.discuss(number)
    vote = vote_actions.open_vote(item, "show_of_hands", by=cast.user("s"), at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, choice, {}, by=cast.user("clerk"), at=sitting.tick())
    vote_actions.close_vote(vote, by=cast.user("s"), at=sitting.tick())
    return Decision.objects.get(item=item)


def hold(cast: Cast, present: str = "sdabc") -> tuple[Meeting, Decision, Decision]:
    """Hold a meeting of 2025-03-18; return it with its decisions on the budget and on an appointment."""
    sitting = make_sitting(cast, present)
    chair = cast.user("s")
    first = sitting.item(1)
    actions.start_item(first, by=chair, at=sitting.tick())
    actions.conclude_item(first, "抓好落实", by=chair, at=sitting.tick())
    budget, appointment = decide(sitting, 2), decide(sitting, 3)
    actions.close_meeting(sitting.meeting, by=chair, at=sitting.tick())
    actions.sign_record(sitting.meeting, "recorder", by=cast.user("recorder"), at=sitting.tick())
    actions.sign_record(sitting.meeting, "chair", by=chair, at=sitting.tick())
    sitting.meeting.refresh_from_db()
    return sitting.meeting, budget, appointment


def inspect(
    cast: Cast,
    *matters: str,
    years: tuple[int, ...] = (2025,),
    since: date | None = None,
    days: int = 5,
    name: str = "visitor",
    at: datetime | None = None,
) -> tuple[Inspection, User]:
    """Prepare and grant an inspection; return it with its inspector."""
    at = at or timezone.now()
    first = since or timezone.localdate(at)
    clerk = cast.user("clerk")
    inspection = inspections.prepare_inspection(
        cast.group,
        authority=AUTHORITY,
        basis="巡察通知〔2026〕1号",
        years=list(years),
        matters=list(matters or ("decisions",)),
        since=first,
        until=first + timedelta(days=days),
        by=clerk,
        at=at,
    )
    visitor = inspections.invite_inspector(inspection, name, "巡察员", FIRST, by=clerk, at=at)
    inspections.grant_inspection(inspection, by=cast.user("s"), at=at)
    user = visitor.user
    user.must_change_password = False
    user.save()
    return inspection, user


def client_of(user: User) -> Client:
    """Log somebody in."""
    client = Client()
    client.force_login(user, backend="config.auth.MatrixBackend")
    return client


def at(name: str, *args: object, body: str = "yunling") -> str:
    """Return the address of a page of inspections."""
    return reverse(f"reports:{name}", args=[body, *args])
