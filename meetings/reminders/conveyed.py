"""Of what is somebody to be reminded about what came from above, and about the list of major questions?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from meetings.models import CatchUpReading, DocumentMeasure, MajorIssueList, SuperiorDocument
from meetings.rules import reminding
from meetings.states import ListState
from meetings.states_superior import ReadingState, SuperiorState
from members.reminders import Due, Kind, Moment, dues

SHOWN = 60


def _wanted() -> QuerySet[SuperiorDocument]:
    rows = SuperiorDocument.objects.filter(state=SuperiorState.RECEIVED, wanted_on__isnull=False)
    return rows.order_by("pk")


def _documents(moment: Moment) -> Iterator[Due]:
    """Find documents of the superior that are to be conveyed.  Clause 4.1-a."""
    for one in moment.read("documents", _wanted):
        group = moment.groups.get(one.group_id)
        if group is None or one.wanted_on is None:
            continue
        slot = reminding.due(moment.day, one.wanted_on, moment.told(group.pk))
        if slot is not None:
            yield from dues(
                group,
                moment.people(group.pk, "clerk"),
                f"superior:{one.pk}",
                slot,
                "meetings:superior_detail",
                one.pk,
                sensitive=one.is_stub,
                title=one.title[:SHOWN],
                due=one.wanted_on,
            )


def _open_measures() -> QuerySet[DocumentMeasure]:
    rows = DocumentMeasure.objects.filter(done_on=None, due_on__isnull=False)
    alive = rows.exclude(document__state=SuperiorState.CLOSED)
    return alive.select_related("document", "owner").order_by("pk")


def _measures(moment: Moment) -> Iterator[Due]:
    """Find measures carrying out what was conveyed that are due.  Clauses 4.1-a, 5.1-a."""
    for one in moment.read("document measures", _open_measures, "document__group"):
        group = moment.groups.get(one.document.group_id)
        if group is None or one.due_on is None:
            continue
        slot = reminding.due(moment.day, one.due_on, moment.told(group.pk))
        if slot is not None:
            people = [*moment.answers(group.pk, one.owner), *moment.people(group.pk, "clerk")]
            yield from dues(
                group,
                people,
                f"measure:{one.pk}",
                slot,
                "meetings:superior_detail",
                one.document_id,
                text=one.text[:SHOWN],
                due=one.due_on,
            )


def _open_readings() -> QuerySet[CatchUpReading]:
    rows = CatchUpReading.objects.filter(state=ReadingState.OPEN)
    return rows.select_related("membership", "conveyance__document").order_by("pk")


def _readings(moment: Moment) -> Iterator[Due]:
    """Find absent members who have not read up what was conveyed.  Clause 4.1-b."""
    for one in moment.read("readings", _open_readings):
        group = moment.groups.get(one.group_id)
        if group is None or not one.membership.period.covers(moment.day):
            continue
        slot = reminding.reading(moment.day, localdate(one.asked_at), moment.told(group.pk))
        if slot is not None:
            document = one.conveyance.document
            yield from dues(
                group,
                [one.membership.user_id],
                f"reading:{one.pk}",
                slot,
                "meetings:catchup_detail",
                one.pk,
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
    found = moment.among(rows).order_by("version").values_list("group", "pk", "adopted_on")
    return {group: (pk, day) for group, pk, day in found if day is not None}


_AROUND = _("seven days and one day before, the day after, then every week")

KINDS = (
    Kind(
        name="document_wanted",
        label=_("Document to be conveyed"),
        clause="4.1-a",
        audience=_("clerk"),
        when=_AROUND,
        title=_("To be conveyed by %(due)s: %(title)s"),
        text=_("Put it on the agenda as first topic or transmission."),
        find=_documents,
    ),
    Kind(
        name="document_measure_due",
        label=_("Measure carrying out a document"),
        clause="5.1-a",
        audience=_("responsible member, clerk"),
        when=_AROUND,
        title=_("Measure due on %(due)s: %(text)s"),
        text=_("Enter what shows that it is done."),
        find=_measures,
    ),
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
