"""From the documents of superiors to the register of what was conveyed.  Clauses 4.1-a, 4.1-b, 5.1-a, 10.2-a."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.models import Conveyance, DocumentMeasure, SuperiorDocument
from meetings.states_superior import ReadingState, SuperiorState
from members.models import LeadingGroup, User
from members.models.tags import WorkTag
from reports.documents.year.transmission_register import TransmissionRegisterFacts, TransmissionRow
from reports.papers.source import Source, first_of_each_year
from reports.papers.words import chinese

STATES = {"received": "待传达", "conveyed": "已传达", "carried_out": "已落实", "closed": "办结"}
# Of a classified document the register says that there is one, not which.
CLASSIFIED = "（涉密文件，另行登记）"
LAST_DAY = (12, 31)

assert set(STATES) == set(SuperiorState.values)


def register_facts(first: SuperiorDocument) -> TransmissionRegisterFacts:
    """Return the register of the year in which a document came in, in order of receipt."""
    year = first.received_on.year
    documents = SuperiorDocument.objects.filter(group=first.group, received_on__year=year)
    related = documents.prefetch_related(
        "conveyances__item__meeting__group", "conveyances__readings", "measures__owner__user"
    )
    return TransmissionRegisterFacts(
        group=first.group.full_name,
        year=year,
        as_of=min(localdate(), date(year, *LAST_DAY)),
        rows=tuple(_row(one) for one in related.order_by("received_on", "pk")),
    )


def _row(document: SuperiorDocument) -> TransmissionRow:
    conveyances = list(document.conveyances.all())
    measures = tuple(_measure(one) for one in document.measures.all())
    reason = (f"无需制定措施：{document.none_needed}",) if document.none_needed else ()
    return TransmissionRow(
        received_on=document.received_on,
        title=CLASSIFIED if document.is_stub else document.title,
        number="" if document.is_stub else document.number,
        issuer=document.issuer,
        tags=tuple(chinese(WorkTag(tag).label) for tag in document.work_tags),
        conveyed=tuple(_conveyed(one) for one in conveyances),
        measures=measures or reason,
        catch_up=_caught_up(conveyances),
        state=STATES[document.state],
    )


def _measure(measure: DocumentMeasure) -> str:
    done = measure.done_on
    owner = measure.owner.name if measure.owner is not None else ""
    due = measure.due_on
    told = (
        owner,
        f"{due.month}月{due.day}日前" if due and not done else "",
        f"{done:%m-%d}完成" if done else "",
    )
    note = "，".join(part for part in told if part)
    return f"{measure.text}（{note}）" if note else measure.text


def _conveyed(conveyance: Conveyance) -> str:
    meeting = conveyance.item.meeting
    name = f"第{meeting.ordinal}次会议" if meeting.ordinal else "会议"
    return f"{name}（{meeting.day.month}月{meeting.day.day}日）{conveyance.part}"


def _caught_up(conveyances: list[Conveyance]) -> str:
    readings = [one for conveyance in conveyances for one in conveyance.readings.all()]
    done = sum(one.state == ReadingState.CONFIRMED for one in readings)
    return f"应补学{len(readings)}人次，已补学{done}人次" if readings else ""


def _documents(group: LeadingGroup, user: User) -> QuerySet[SuperiorDocument]:
    seen = SuperiorDocument.objects.visible_to(user, group)
    return first_of_each_year(seen.select_related("group"), "received_on")


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "transmission_register": Source(
            _documents,
            register_facts,
            lambda document: f"{document.received_on.year}年度传达学习台账",
            ("title",),
            year="received_on__year",
        ),
    }
)
