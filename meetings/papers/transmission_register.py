"""Which papers of superiors came, were conveyed and carried out?  传达学习台账 (clauses 4.1-a, 4.1-b, 10.2-a)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.models import Conveyance, DocumentMeasure, SuperiorDocument
from meetings.states_superior import ReadingState, SuperiorState
from members.models import LeadingGroup, User
from members.models.tags import WorkTag
from members.papers.words import chinese
from members.printing.paper import Filed, Paper, YearOf, first_of_each_year, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop

STATES = {"received": "待传达", "conveyed": "已传达", "carried_out": "已落实", "closed": "办结"}
# Of a classified document the register says that there is one, not which.
CLASSIFIED = "（涉密文件，另行登记）"
LAST_DAY = (12, 31)
assert set(STATES) == set(SuperiorState.values)


@dataclass(frozen=True, slots=True)
class TransmissionRow:
    """One paper: where it came from, where it was conveyed, what was done.

    conveyed: 第44次会议（3月18日） …; measures: one sentence each, or the reason why none is needed
    catch_up: who was absent and has read it since; state: 已传达 / 已落实 …
    """

    received_on: date | None = None
    title: str = ""
    number: str = ""
    issuer: str = ""
    tags: tuple[str, ...] = ()
    conveyed: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    catch_up: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class TransmissionRegisterFacts(Facts):
    """The register of one year."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[TransmissionRow, ...] = ()
    compiled_by: str = ""


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
        rows=tuple(_row(row) for row in related.order_by("received_on", "pk")),
    )


def _row(document: SuperiorDocument) -> TransmissionRow:
    conveyances = list(document.conveyances.all())
    measures = tuple(_measure(measure) for measure in document.measures.all())
    reason = (f"无需制定措施：{document.none_needed}",) if document.none_needed else ()
    return TransmissionRow(
        received_on=document.received_on,
        title=CLASSIFIED if document.is_stub else document.title,
        number="" if document.is_stub else document.number,
        issuer=document.issuer,
        tags=tuple(chinese(WorkTag(tag).label) for tag in document.work_tags),
        conveyed=tuple(_conveyed(conveyance) for conveyance in conveyances),
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
    readings = [row for conveyance in conveyances for row in conveyance.readings.all()]
    done = sum(reading.state == ReadingState.CONFIRMED for reading in readings)
    return f"应补学{len(readings)}人次，已补学{done}人次" if readings else ""


def _documents(group: LeadingGroup, user: User) -> QuerySet[SuperiorDocument]:
    seen = SuperiorDocument.objects.visible_to(user, group)
    return first_of_each_year(seen.select_related("group"), "received_on")


def _of_year(of: YearOf) -> QuerySet[SuperiorDocument]:
    documents = SuperiorDocument.objects.filter(group=of.group, received_on__year=of.year)
    return documents.select_related("group").order_by("received_on", "pk")[:1]


register(
    Paper(
        name="transmission_register",
        title=gettext_noop("Register of superior documents"),
        order=390,
        blank=TransmissionRegisterFacts(rows=(TransmissionRow(),) * 9),
        records=_documents,
        facts=register_facts,
        label=lambda document: f"{document.received_on.year}年度传达学习台账",
        search=("title",),
        year="received_on__year",
        file="传达学习台账",
        filed=(Filed("transmission", 10, _of_year),),
    )
)
