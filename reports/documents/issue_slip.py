"""Who released a document?  发文稿纸 (签发单), filed with the final text (clause 4.4-d)."""

from dataclasses import dataclass, field
from datetime import date

from members.printing.paper import page
from members.printing.parts import Facts, Opinion


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


def html(facts: IssueSlipFacts) -> str:
    """Return the slip as HTML."""
    return page("issue_slip.html", facts, countersigners=facts.countersigners or (Opinion(),))
