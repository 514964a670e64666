"""What do the minutes of a meeting say, and how?  会议纪要 (domain: decisions issued, clause 6.5-l).

Minutes are made from decisions, the record from speeches; the two are different papers.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from meetings.models import DocumentIssue, Meeting, Minutes
from meetings.papers.words import attendance, observers, sitting
from members.models import LeadingGroup, User
from members.printing import pdf
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Person, Sitting
from members.printing.wording import day, minutes_lead, numeral, printed_number
from members.procedure.verdict import gettext_noop

FIXED_VERBS = ("会议原则同意", "会议决定", "会议同意", "会议要求", "会议强调")


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the minutes, its text as it was settled (drafted by `drafting.py`, edited by people).

    order: 1-based, printed as 一、 二、; heading: 关于…; paragraphs: what was heard, conveyed, stressed
    decision: the sentence that begins 会议决定 / 会议同意 / 会议要求 (printed last)
    owner, co_owners: 责任单位 / 配合单位; due: last day
    result: the count in words; printed only when given (off by default)
    """

    order: int = 0
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    decision: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    due: date | None = None
    result: str = ""

    @property
    def printed_heading(self) -> str:
        """Return the heading with its numeral: 一、关于…"""
        return f"{numeral(self.order)}、{self.heading}"

    @property
    def decision_lead(self) -> str:
        """Return the fixed verb at the start of the decision, printed in 黑体; empty when it has none."""
        return next((verb for verb in FIXED_VERBS if self.decision.startswith(verb)), "")

    @property
    def duty(self) -> str:
        """Return who carries the decision out, with whom and until when, as one bracketed line."""
        parts = (
            self.owner and f"责任单位：{self.owner}",
            "、".join(self.co_owners) and f"配合单位：{'、'.join(self.co_owners)}",
            day(self.due) and f"完成时限：{day(self.due)}",
        )
        told = "；".join(part for part in parts if part)
        return f"（{told}）" if told else ""


@dataclass(frozen=True, slots=True)
class MinutesFacts(Facts):
    """The minutes of one meeting.

    mark: 发文机关标志 in red (××县人民政府党组会议纪要); number: 第44号 or ×党组纪〔2024〕44号
    issuer and issued_on: left and right above the red line; title: …党组第44次会议纪要
    lead: the opening paragraph; empty = made from `sitting`
    distribution: who receives it (分送); printer and printed_on: 印发机关 and 印发日期
    secrecy: 机密★1年; copy_number: six digits; urgency: 特急 (all three usually empty)
    """

    sitting: Sitting = field(default_factory=Sitting)
    mark: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    lead: str = ""
    items: tuple[MinutesItem, ...] = ()
    present: tuple[Person, ...] = ()
    leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    recorder: str = ""
    distribution: tuple[str, ...] = ()
    printer: str = ""
    printed_on: date | None = None
    secrecy: str = ""
    copy_number: str = ""
    urgency: str = ""


def minutes_facts(minutes: Minutes) -> MinutesFacts:
    """Return the facts of the printed minutes."""
    meeting = minutes.meeting
    group = meeting.group
    present, leave, absent = attendance(meeting)
    return MinutesFacts(
        sitting=sitting(meeting),
        mark=f"{group.name}会议纪要",
        number=minutes.number or f"第{meeting.ordinal}号",
        issuer=group.full_name,
        issued_on=minutes.issued_on,
        title=f"{group.name}第{meeting.ordinal}次会议纪要",
        items=tuple(as_item(content) for content in _settled(minutes.content)),
        present=present,
        leave=leave,
        absent=absent,
        observers=observers(meeting),
        recorder=meeting.recorder.name if meeting.recorder else "",
        distribution=tuple(minutes.distribution),
        printer=f"{group.government}办公室",
        printed_on=minutes.issued_on,
    )


def _settled(content: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(content, key=lambda item: int(item["order"]))


def as_content(item: MinutesItem) -> dict[str, Any]:
    """Return an item of the minutes as it is stored."""
    return {
        "order": item.order,
        "heading": item.heading,
        "paragraphs": list(item.paragraphs),
        "decision": item.decision,
        "owner": item.owner,
        "co_owners": list(item.co_owners),
        "due": item.due.isoformat() if item.due else "",
    }


def as_item(content: Mapping[str, Any]) -> MinutesItem:
    """Return a stored item as the paper takes it."""
    due = content.get("due") or ""
    return MinutesItem(
        order=int(content["order"]),
        heading=str(content["heading"]),
        paragraphs=tuple(str(paragraph) for paragraph in content["paragraphs"]),
        decision=str(content["decision"]),
        owner=str(content.get("owner", "")),
        co_owners=tuple(content.get("co_owners", ())),
        due=date.fromisoformat(due) if due else None,
    )


def _derived(facts: MinutesFacts) -> Mapping[str, object]:
    lead = facts.lead or minutes_lead(facts.sitting)
    return {"lead": lead, "mark": facts.mark, "number": printed_number(facts.number)}


def minutes_pdf(minutes: Minutes) -> bytes:
    """Return the minutes as PDF; issued ones are rendered once and kept, the same bytes ever after.

    Raises PdfUnavailable.
    """
    kept = DocumentIssue.objects.filter(minutes=minutes).first()
    if kept is not None:
        return bytes(kept.data)
    data = pdf.render(MINUTES.html(minutes_facts(minutes)))
    if minutes.issued_on is not None:
        DocumentIssue.objects.get_or_create(
            minutes=minutes, defaults={"sha256": hashlib.sha256(data).hexdigest(), "data": data}
        )
    return data


def minutes_of(group: LeadingGroup, _user: User) -> QuerySet[Minutes]:
    """Return the minutes of a body's meetings with what their papers name."""
    people = ("meeting__group", "meeting__chair__user", "meeting__recorder", "signed_by")
    return Minutes.objects.filter(meeting__group=group).select_related(*people)


def of_meeting(meeting: Meeting) -> QuerySet[Minutes]:
    """Return the minutes of a meeting, none or one."""
    return Minutes.objects.filter(meeting=meeting)


def label(minutes: Minutes) -> str:
    """Return how a list calls a paper of minutes."""
    return f"{minutes}　{minutes.meeting.day:%Y-%m-%d}"


MINUTES = register(
    Paper(
        name="minutes",
        title=gettext_noop("Minutes"),
        order=100,
        section=Section.MEETING,
        blank=MinutesFacts(items=(MinutesItem(order=1), MinutesItem(order=2))),
        derived=_derived,
        records=minutes_of,
        facts=minutes_facts,
        label=label,
        search=("number", "meeting__place"),
        kept=minutes_pdf,
        meeting="meeting",
        awaited=gettext_noop("The minutes have not been drafted."),
        file="会议纪要",
        filed=(Filed("package", 10, of_meeting),),
        inspected=Inspected("decisions", meeting="meeting"),
        trail=InTrail("minutes", lambda item: of_meeting(item.meeting)),
    )
)
