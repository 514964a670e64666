"""Who released a document?  发文稿纸 (签发单), filed with the final text (clause 4.4-d)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from meetings.minutes.paper_minutes import label, minutes_facts, minutes_of, of_meeting
from meetings.models import Minutes
from members.papers.words import signed
from members.printing.paper import Filed, Paper, Section, register
from members.printing.parts import Facts, Opinion
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class IssueSlipFacts(Facts):
    """The way of one document from draft to issue.

    heading: whose paper this is (××县人民政府党组); title, kind, number: of the document
    main_recipients, copy_recipients: 主送, 抄送; adopted_by: meeting and item that adopted it
    disclosure: 主动公开 / 依申请公开 / 不公开
    signer: 签发 (text, full date); on_behalf: the authorisation when the signer is not the secretary
    """

    heading: str = ""
    title: str = ""
    kind: str = ""
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    disclosure: str = ""
    main_recipients: str = ""
    copy_recipients: str = ""
    adopted_by: str = ""
    attachments: tuple[str, ...] = ()
    pages: int | None = None
    copies: int | None = None
    drafter: Opinion = field(default_factory=Opinion)
    checker: Opinion = field(default_factory=Opinion)
    countersigners: tuple[Opinion, ...] = ()
    signer: Opinion = field(default_factory=Opinion)
    on_behalf: str = ""
    proofreader: str = ""
    printed_on: date | None = None


def issue_slip_facts(minutes: Minutes) -> IssueSlipFacts:
    """Return the issue slip of minutes: who drafted, who signed, under which power.  Clause 4.4-d."""
    meeting, group = minutes.meeting, minutes.meeting.group
    signed_on = localdate(minutes.signed_at) if minutes.signed_at else None
    return IssueSlipFacts(
        heading=group.name,
        title=minutes_facts(minutes).title,
        kind="纪要",
        number=minutes.number,
        disclosure="不公开",
        main_recipients=f"{group.name}各成员",
        copy_recipients="、".join(unit for unit in minutes.distribution if unit != f"{group.name}各成员"),
        adopted_by=meeting.title,
        copies=minutes.receipts.count() or None,
        drafter=signed(minutes, "draft_minutes"),
        checker=signed(minutes, "edit_minutes"),
        signer=Opinion("同意印发。" if signed_on else "", str(minutes.signed_by or ""), signed_on),
        on_behalf=minutes.signed_under,
        printed_on=minutes.issued_on,
    )


register(
    Paper(
        name="issue_slip",
        title=gettext_noop("Issue slip"),
        order=120,
        section=Section.MEETING,
        blank=IssueSlipFacts(),
        derived=lambda facts: {"countersigners": facts.countersigners or (Opinion(),)},
        records=minutes_of,
        facts=issue_slip_facts,
        label=label,
        search=("number", "meeting__place"),
        meeting="meeting",
        awaited=gettext_noop("The minutes have not been drafted."),
        file="发文稿纸",
        filed=(Filed("package", 20, of_meeting, serial=True),),
    )
)
