"""What a town has of inspections: one prepared, with a person named; tests grant it."""

from datetime import timedelta

from django.utils import timezone

from members.models import User
from reports.inspection import actions
from reports.inspection.states import Matter
from tests.house.place import Town

FIRST = "Erste-Losung 26"


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    today = timezone.localdate(now)
    inspection = made.do(
        actions.prepare_inspection,
        made.group,
        authority=f"{mark}巡察组",
        basis=f"{mark}巡察通知",
        years=[today.year],
        matters=[Matter.DECISIONS.value],
        since=today,
        until=today + timedelta(days=5),
        at=now,
    )
    name = f"{made.group.code}-visitor"
    visitor = made.do(actions.invite_inspector, inspection, name, f"{mark}巡察", FIRST, at=now)
    user = User.objects.get(pk=visitor.user_id)
    user.must_change_password = False
    user.save()
    made.users["visitor"] = user
    made.pks |= {"inspection": inspection.pk, "inspection_visitor": visitor.pk}
