"""What must every member know before a meeting?  会议通知 with its agenda and receipt (clause 6.3-c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from meetings.models import AgendaItem, MeetingNotice, Secrecy
from meetings.papers.words import SECRECY, kind_word, named, planned
from members.papers.words import people
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Person, Sitting, Text
from members.printing.wording import BLANK_MOMENT, moment, numeral, printed_number, span
from members.procedure.verdict import gettext_noop

KINDS = {"regular": "例行会议", "extraordinary": "临时会议", "democratic_life": "民主生活会"}
MATERIALS_WAY = "会议材料随通知在工作台发送，请于会前审阅。"
LEAVE_RULE = "因故不能到会的，请在会前向党组书记请假；可就有关议题提交书面意见。"


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One line of the agenda as it is notified.

    order: 1-based; kind: 第一议题, 人事任免 …; reporter: unit and name; materials: titles of the papers
    secrecy: empty for ordinary items; observers: who attends this item without a vote
    """

    order: int = 0
    title: str = ""
    kind: str = ""
    reporter: str = ""
    materials: tuple[str, ...] = ()
    secrecy: str = ""
    observers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingNoticeFacts(Facts):
    """The notice of one meeting, or a supplement to it.

    sitting.ends_at: the expected end; kind: 例行会议 / 临时会议; recipient: 各党组成员
    supplement: 0 for the notice itself, n for the n-th supplementary notice; changes: what the supplement changes
    materials_way: how papers reach the members; leave_rule and leave_deadline: how and until when to ask for leave
    """

    sitting: Sitting = field(default_factory=Sitting)
    number: str = ""
    title: str = ""
    kind: str = ""
    recipient: str = ""
    attendees: tuple[Person, ...] = ()
    agenda: tuple[NoticeItem, ...] = ()
    materials_way: str = ""
    leave_rule: str = ""
    leave_deadline: datetime | None = None
    contact: str = ""
    phone: str = ""
    issuer: str = ""
    issued_on: date | None = None
    supplement: int = 0
    changes: str = ""


def notice_facts(notice: MeetingNotice) -> MeetingNoticeFacts:
    """Return the facts of a notice or a supplement, with the agenda as it was announced.  Clause 6.3-c."""
    meeting, group = notice.meeting, notice.meeting.group
    supplement = notice.serial - 1 if notice.kind == MeetingNotice.Kind.SUPPLEMENT else 0
    kind = KINDS[meeting.kind]
    return MeetingNoticeFacts(
        sitting=planned(meeting),
        title=f"关于召开{group.name}{'会议' if kind == '例行会议' else kind}的{'补充' if supplement else ''}通知",
        kind=kind,
        recipient="各党组成员",
        attendees=people(meeting.seats()),
        agenda=_announced(notice),
        materials_way=MATERIALS_WAY,
        leave_rule=LEAVE_RULE,
        leave_deadline=meeting.leave_deadline,
        contact=group.contact,
        phone=group.contact_phone,
        issuer=f"{group.government}办公室",
        issued_on=localdate(notice.issued_at),
        supplement=supplement,
        changes=notice.text if supplement else "",
    )


def _announced(notice: MeetingNotice) -> tuple[NoticeItem, ...]:
    items = notice.meeting.items.select_related("proposal").prefetch_related("proposal__papers", "observers")
    known: dict[str, AgendaItem] = {item.title: item for item in items}
    return tuple(_notice_item(line, known.get(str(line["title"]))) for line in notice.agenda)


def _notice_item(line: Mapping[str, object], item: AgendaItem | None) -> NoticeItem:
    papers = item.proposal.papers.all() if item is not None and item.proposal is not None else ()
    return NoticeItem(
        order=int(str(line["position"])),
        title=str(line["title"]),
        kind=kind_word(str(line["kind"])),
        reporter=item.reporter if item else "",
        materials=tuple(paper.title for paper in papers if not paper.withdrawn),
        secrecy=SECRECY[Secrecy(item.secrecy)] if item else "",
        observers=tuple(f"{observer.unit}{observer.name}" for observer in item.observers.all())
        if item
        else (),
    )


def _derived(facts: MeetingNoticeFacts) -> Mapping[str, object]:
    supplement = f"补充通知（第{numeral(facts.supplement)}次）" if facts.supplement else "通知"
    return {
        "title": facts.title or f"关于召开{facts.sitting.group}{facts.sitting.name}的{supplement}",
        "mark": f"{facts.sitting.group}会议通知",
        "number": printed_number(facts.number),
        "lines": _lines(facts),
    }


def _lines(facts: MeetingNoticeFacts) -> list[Text]:
    """Return the text of the notice, one numbered section after the other; empty ones are left out."""
    sitting = facts.sitting
    opening = f"经研究，定于{moment(sitting.starts_at) or BLANK_MOMENT}召开{sitting.group}{sitting.name}"
    opening += f"（{facts.kind}）。" if facts.kind else "。"
    lines = [Text(f"{opening}现将有关事项通知如下：")]
    if facts.changes:
        lines.append(Text(f"本通知对原通知作如下补充：{facts.changes}"))
    sections = (
        ("时间", [span(sitting.starts_at, sitting.ends_at) or BLANK_MOMENT]),
        ("地点", [sitting.place]),
        ("主持", [sitting.chair]),
        ("出席", ["、".join(person.name for person in facts.attendees)]),
        ("议题", [_item(item) for item in facts.agenda]),
        ("列席", ["；".join(_observed(item) for item in facts.agenda if item.observers)]),
        ("材料", [facts.materials_way]),
        ("请假", [_leave(facts)]),
        ("联系人", [f"{facts.contact}　电话：{facts.phone}" if facts.contact else ""]),
    )
    told = [(label, [text for text in texts if text]) for label, texts in sections]
    for order, (label, texts) in enumerate(((label, texts) for label, texts in told if texts), start=1):
        heading = f"{numeral(order)}、{label}"
        if label == "议题":
            lines += [Text(heading, heading), *(Text(text) for text in texts)]
        else:
            lines.append(Text(f"{heading}：{texts[0]}", heading))
    return lines


def _item(item: NoticeItem) -> str:
    """Return one line of the agenda: 1.title（kind；汇报：…；材料：…；密级：…）."""
    details = (
        item.kind,
        item.reporter and f"汇报：{item.reporter}",
        item.materials and f"材料：{'、'.join(item.materials)}",
        item.secrecy and f"密级：{item.secrecy}",
    )
    told = "；".join(detail for detail in details if detail)
    return f"{item.order}.{item.title}" + (f"（{told}）" if told else "")


def _observed(item: NoticeItem) -> str:
    """Return who attends one item: 第二项：县财政局."""
    return f"第{numeral(item.order)}项：{'、'.join(item.observers)}"


def _leave(facts: MeetingNoticeFacts) -> str:
    """Return the rule of leave and its deadline."""
    rule = facts.leave_rule.strip().rstrip("。")
    until = f"请假截止时间：{moment(facts.leave_deadline)}" if facts.leave_deadline else ""
    return "".join(f"{part}。" for part in (rule, until) if part)


register(
    Paper(
        name="meeting_notice",
        title=gettext_noop("Notice of meeting"),
        order=20,
        section=Section.MEETING,
        blank=MeetingNoticeFacts(agenda=tuple(NoticeItem(order=order) for order in (1, 2, 3))),
        derived=_derived,
        records=lambda group, _user: (
            MeetingNotice.objects.filter(meeting__group=group)
            .select_related("meeting__group", "meeting__chair__user")
            .order_by("-issued_at", "-pk")
        ),
        facts=notice_facts,
        label=lambda notice: named(notice.meeting, "补充通知" if notice.kind == "supplement" else ""),
        search=("meeting__place", "text", "meeting__minutes_number"),
        meeting="meeting",
        awaited=gettext_noop("No notice has been given."),
        file="会议通知",
        filed=(
            Filed("package", 40, lambda meeting: MeetingNotice.objects.filter(meeting=meeting), serial=True),
        ),
        inspected=Inspected("decisions", meeting="meeting"),
        trail=InTrail("notice", lambda item: list(item.meeting.notices.all())[:1]),
    )
)
