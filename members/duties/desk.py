"""Which duties wait for somebody, in one body?"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db.models import prefetch_related_objects

from members.access import BodyRequest
from members.duties.duty import Duty, Scope
from members.duties.registry import registered_duty
from members.duties.tellings import DeskLine
from members.rules.deadlines import is_late
from members.waiting import Waiting

SHOWN = 8


def waiting(request: BodyRequest, *duties: type[Duty[Any]]) -> list[Waiting]:
    """Return what of some duties waits for the asker, duty by duty, the earliest day first.

    The pages behind ask themselves who may read them; here nobody is asked who cannot see the records at all.
    """
    prefetch_related_objects([request.group], "adoptions")
    return [
        line
        for duty in map(registered_duty, duties)
        if request.user.has_perm(duty.power, request.group)
        for kind in duty.desk
        for line in islice(_lines(request, duty, kind), SHOWN)
    ]


def _lines(request: BodyRequest, duty: Duty[Any], line: DeskLine) -> Iterator[Waiting]:
    seats = () if request.seat is None else (request.seat,)
    asked = Scope(request.group, request.user, only_owed=True, day=request.today, seats=seats)
    for record in duty.find(asked):
        due = duty.due_on(record, request.group.law_on)
        if due is None or not line.wanted(record) or not duty.waits_for(line, record, request):
            continue
        if line.ahead is not None and request.today < due - timedelta(days=line.ahead):
            continue
        late = is_late(due, request.today)
        yield Waiting(
            (line.late_label or line.label) if late else line.label,
            duty.on_desk(record),
            duty.url(request.group, record, line.page),
            line.icon,
            f"{due:%m-%d}",
            line.late_tone if late else line.tone,
        )
