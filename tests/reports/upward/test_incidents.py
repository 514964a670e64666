"""An incident from discovery to close, and whether it was reported in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from members.procedure.record import NotPermitted, refusals
from reports.upward.incidents import actions
from reports.upward.incidents.models import Incident
from tests.cast import START, Cast, cast, second_body  # noqa: F401  (fixtures)
from tests.reports.upward.story import HOUR, request

pytestmark = pytest.mark.django_db
KNOWN = START


def incident(cast: Cast, who: str = "clerk", **more) -> Incident:  # noqa: F811
    fields = {"title": "山洪冲毁道路", "place": "北山乡", "discovered_at": KNOWN} | more
    return actions.enter_incident(cast.group, by=cast.user(who), at=KNOWN + HOUR, **fields)


def refused(code: str, act, *args, **more) -> None:
    with pytest.raises(ValidationError) as error:
        act(*args, **more)
    assert refusals(error.value)[0].code == code


def test_an_incident_reported_followed_up_and_closed_5_3_c(cast: Cast) -> None:  # noqa: F811
    made, clerk = incident(cast, "a"), cast.user("clerk")
    assert cast.user("s").notifications.filter(kind="incident_entered").count() == 1
    assert made.in_time(KNOWN + 2 * HOUR).figures["spent"] == "2:00"
    refused("incident_not_reported", actions.close_incident, made, "恢复", by=clerk, at=KNOWN + 2 * HOUR)
    actions.report_first(made, KNOWN + HOUR, "phone", "县委办公室", by=clerk, at=KNOWN + 2 * HOUR)
    assert "warned" not in made.entries.last().facts
    refused(
        "reported_already",
        actions.report_first,
        made,
        KNOWN + HOUR,
        "phone",
        "县委办公室",
        by=clerk,
        at=KNOWN + 2 * HOUR,
    )
    for hours in (5, 30):
        actions.follow_up(made, f"第{hours}小时", "县委办公室", by=clerk, at=KNOWN + hours * HOUR)
    actions.link_paper(made, request(cast), by=clerk, at=KNOWN + 31 * HOUR)
    refused("outcome_required", actions.close_incident, made, " ", by=clerk, at=KNOWN + 40 * HOUR)
    actions.close_incident(made, "道路恢复通行", by=clerk, at=KNOWN + 40 * HOUR)
    assert (made.state, made.follow_ups.count(), made.closed_at) == ("closed", 2, KNOWN + 40 * HOUR)
    refused("wrong_state", actions.follow_up, made, "晚了", by=clerk, at=KNOWN + 41 * HOUR)
    further = made.follow_ups.first()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_incidentfollowup SET text = 'x' WHERE id = %s", [further.pk])


@pytest.mark.parametrize(
    ("hours", "warned"), [(24, []), (25, ["reported_late"])], ids=["on the limit", "an hour late"]
)
def test_a_late_first_report_is_entered_and_flagged_5_3_c(cast: Cast, hours: int, warned) -> None:  # noqa: F811
    made = incident(cast)
    at = KNOWN + timedelta(hours=hours)
    actions.report_first(made, at, "paper", "县委", by=cast.user("clerk"), at=at)
    assert made.entries.last().facts.get("warned", []) == warned
    assert made.in_time(at).warned is bool(warned)


def test_moments_out_of_order_are_refused_5_3_c(cast: Cast) -> None:  # noqa: F811
    refused("moment_in_future", incident, cast, discovered_at=KNOWN + 2 * HOUR)
    made, clerk = incident(cast), cast.user("clerk")
    args = ("phone", "县委办公室")
    refused(
        "reported_before_discovery",
        actions.report_first,
        made,
        KNOWN - HOUR,
        *args,
        by=clerk,
        at=KNOWN + HOUR,
    )
    refused(
        "moment_in_future", actions.report_first, made, KNOWN + 3 * HOUR, *args, by=clerk, at=KNOWN + HOUR
    )
    refused(
        "moment_in_future",
        actions.edit_incident,
        made,
        discovered_at=KNOWN + 3 * HOUR,
        by=clerk,
        at=KNOWN + HOUR,
    )
    actions.edit_incident(made, place="北山乡二村", by=clerk, at=KNOWN + 2 * HOUR)
    made.refresh_from_db()
    assert (made.place, made.discovered_at) == ("北山乡二村", KNOWN)


def test_a_paper_of_another_body_is_not_linked_5_3_c(cast: Cast, second_body: Cast) -> None:  # noqa: F811
    made, theirs = incident(cast), request(second_body)
    refused("other_body", actions.link_paper, made, theirs, by=cast.user("clerk"), at=KNOWN + HOUR)


@pytest.mark.parametrize("who", ["inspector", "recorder", "system_admin", "outsider"])
def test_members_and_clerks_enter_incidents_5_3_c(cast: Cast, who: str) -> None:  # noqa: F811
    with pytest.raises(NotPermitted):
        incident(cast, who)
    made = incident(cast, "b")
    with pytest.raises(NotPermitted):
        actions.follow_up(made, "x", by=cast.user(who), at=KNOWN + HOUR)
