"""Of what is somebody to be reminded after a meeting: decisions that nobody carries out?"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from meetings.models import (
    Decision,
)
from meetings.rules import reminding
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues

SHOWN = 60


def _open_decisions() -> QuerySet[Decision]:
    rows = Decision.objects.filter(executable=True, state=Decision.State.IN_FORCE, tasks=None)
    return rows.select_related("item", "owner").order_by("pk")


def _decisions(moment: Moment) -> Iterator[tuple[LeadingGroup, Decision]]:
    for row in moment.read("decisions", _open_decisions):
        group = moment.groups.get(row.group_id)
        if group is not None:
            yield group, row


def _unassigned(moment: Moment) -> Iterator[Due]:
    """Find decisions that nobody is to carry out, or without a day.  Clauses 6.5-h, 6.5-i."""
    for group, record in _decisions(moment):
        if record.owner_id is not None and record.due_on is not None:
            continue
        slot = reminding.unassigned(moment.day, record.effective_on, moment.told(group.pk))
        if slot is not None:
            yield from dues(
                group,
                moment.people(group.pk, "clerk", "secretary"),
                f"decision:{record.pk}",
                slot,
                "meetings:decision_edit",
                record.pk,
                sensitive=record.item.is_sensitive,
                number=record.number,
                text=record.text[:SHOWN],
            )


KINDS = (
    Kind(
        name="decision_unassigned",
        label=_("Decision without owner or day"),
        clause="6.5-h",
        audience=_("clerk, secretary"),
        when=_("a week after the decision"),
        title=_("Nobody is named, or no day is set, for decision %(number)s"),
        text=_("“%(text)s”. Enter who carries it out and until when."),
        find=_unassigned,
    ),
)
