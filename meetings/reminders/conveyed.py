"""Which reminders are due about what came from above, and about the list of major questions?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.models import CatchUpReading, MajorIssueList
from meetings.rules import reminding
from meetings.states import ListState
from meetings.states_superior import ReadingState
from members.reminders import Due, Kind, Moment, dues

SHOWN = 60


def _open_readings() -> QuerySet[CatchUpReading]:
    rows = CatchUpReading.objects.filter(state=ReadingState.OPEN)
    return rows.select_related("membership", "conveyance__document").order_by("pk")


def _readings(moment: Moment) -> Iterator[Due]:
    """Find absent members who have not read up what was conveyed.  Clause 4.1-b."""
    for reading in moment.read("readings", _open_readings):
        group = moment.groups.get(reading.group_id)
        if group is None or not reading.membership.period.covers(moment.day):
            continue
        slot = reminding.reading(moment.day, localdate(reading.asked_at), moment.told(group.pk))
        if slot is not None:
            document = reading.conveyance.document
            yield from dues(
                group,
                [reading.membership.user_id],
                f"reading:{reading.pk}",
                slot,
                "meetings:catchup_detail",
                reading.pk,
                sensitive=document.is_stub,
                title=document.title[:SHOWN],
            )


def _lists(moment: Moment) -> Iterator[Due]:
    """Find lists of major questions that are to be looked at again.  Clause 4.2-c."""
    for key, (pk, adopted_on) in moment.once("lists", lambda: _adopted(moment)).items():
        group = moment.groups.get(key)
        slot = reminding.list_review(moment.day, adopted_on)
        if group is not None and slot is not None:
            people, page = moment.people(key, "clerk", "secretary"), "meetings:issuelist_detail"
            yield from dues(group, people, f"list:{pk}", slot, page, pk, day=adopted_on)


def _adopted(moment: Moment) -> dict[int, tuple[int, date]]:
    rows = MajorIssueList.objects.filter(state=ListState.ADOPTED, adopted_on__isnull=False)
    result = moment.among(rows).order_by("version").values_list("group", "pk", "adopted_on")
    return {group: (pk, day) for group, pk, day in result if day is not None}


KINDS = (
    Kind(
        name="reading_open",
        label=_("Reading to be made up for"),
        clause="4.1-b",
        audience=_("absent member"),
        when=_("a week after it was asked for, then every week"),
        title=_("Please read what was conveyed in your absence: %(title)s"),
        text=_("Read it and confirm; this does not count as attendance."),
        find=_readings,
    ),
    Kind(
        name="list_review",
        label=_("Yearly review of the list of major questions"),
        clause="4.2-c",
        audience=_("clerk, secretary"),
        when=_("yearly on the 1st of the month of its adoption"),
        title=_("The list of major questions is due for its yearly review"),
        text=_(
            "The version in force was adopted on %(day)s. Look through it; draft a new version if something changed."
        ),
        find=_lists,
    ),
)
