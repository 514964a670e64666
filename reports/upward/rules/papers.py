"""Is an upward document in form: a report without a request, a request that asks for one matter, of one recipient?

Depends on the ground only.  A sentence is found by its words and shown to the person who wrote it; what stands in
quotation marks or tells of an earlier request is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn

REQUEST = "request"
SHOWN = 60

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|《[^》]*》|\"[^\"\n]*\"")
_EARLIER = re.compile(r"(?:已|曾|经)[^，,。；！？\n]{0,10}(?:报请|提请|请示|请求|申请)[^，,。；！？\n]*")
_WHOM = (
    r"(?:予以?|贵委|上级|中共[^，,。；！？\n]{1,12}委员会|[县州市区省旗盟]?[党常]?委(?:员会)?|自治[州区县]党?委)?"
    r"(?:及时|尽快|早日|研究|予以?)?"
)
_ASKS = re.compile(
    rf"妥否|当否|(?<![申邀聘])请{_WHOM}(?:批示|审批|批准|批复|审定|核准|核定|审示|批转|指示)(?!后)"
    r"|恳请[^。；！？\n]*(?:支持|解决|批准|同意|批复|批示|给予|协调|帮助|明确|指示)"
    r"|请求[^。；！？\n]*(?:支持|解决|批准|同意|批复|批示|给予|协调|帮助|明确|指示)"
    r"|特此请示"
)
_HOPES = re.compile(
    r"(?:希望|建议|盼望|期望)(?:贵委|上级|[县州市区省旗盟]?[党常]?委)[^。；！？\n]*(?:支持|解决|协调|给予|批准|帮助|明确|同意)"
)
_SENTENCE = re.compile(r"[^。；！？\n]+")
_SEVERAL = re.compile(r"[；;\n]|(?:^|(?<=[，,。\s]))[一二三四五]、")
_RECIPIENTS = re.compile(r"[、，,；;\n/]")
_PERSON = re.compile(r"(?:同志|书记|常委|委员|主席|主任|县长|州长|部长|领导)$")
_BELOW = re.compile(r"^各(?:乡|镇|街道|部门|局|单位|村|直属)|^县直|^下级|^所属")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is asked about.

    category: kind of matter ("" none); matter: in words; copies: units that get a copy; below: names of units known
    to be subordinate; stub: a classified paper of which only that it exists is kept.
    """

    kind: str
    title: str
    body: str
    category: str = ""
    matter: str = ""
    recipient: str = ""
    copies: tuple[str, ...] = ()
    below: frozenset[str] = frozenset()
    stub: bool = False


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence as written, and without what is quoted or told of an earlier request."""
    for row in _SENTENCE.finditer(_QUOTED.sub(lambda record: "＿" * len(record[0]), text)):
        written = text[row.start() : row.end()].strip()
        if written:
            yield written, _EARLIER.sub("", row[0])


def asking(text: str) -> list[str]:
    """Return the sentences that ask for a decision, as written."""
    return [written[:SHOWN] for written, told in sentences(text) if _ASKS.search(told)]


def hoping(text: str) -> list[str]:
    """Return the sentences that hint at a wish to the superior, as written."""
    return [written[:SHOWN] for written, told in sentences(text) if _HOPES.search(told)]


def no_request_inside(draft: Draft) -> Verdict:
    """A report, or a filing for the record, carries no request; a hint is asked about only.

    Clause 5.3-a.
    """
    if draft.kind == REQUEST:
        return allow()
    result = asking(draft.body)
    if result:
        return refuse(
            "request_in_report",
            gettext_noop(
                "A report must not carry a request: “%(sentence)s”. Write a request of its own, or put it otherwise."
            ),
            "5.3-a",
            sentence=result[0],
            sentences=len(result),
        )
    hints = hoping(draft.body)
    if hints:
        return warn(
            "request_suspected",
            gettext_noop(
                "This sentence may be read as a request inside a report: “%(sentence)s”. Please look at it again."
            ),
            "5.3-a",
            sentence=hints[0],
        )
    return allow()


def asks(draft: Draft) -> Verdict:
    """A request ends by asking; one that asks in several places is asked about.

    Clause 5.3-a.
    """
    if draft.kind != REQUEST:
        return allow()
    told = list(sentences(draft.body))
    result = asking(draft.body)
    if not result or not _ASKS.search(told[-1][1]):
        return refuse(
            "request_does_not_ask",
            gettext_noop("A request ends by asking, such as “妥否，请批示。”; it ends with “%(sentence)s”."),
            "5.3-a",
            sentence=told[-1][0][-SHOWN:] if told else "",
        )
    # One sentence says what is asked for, the last one asks.
    if len(result) - 1 > 1:
        return warn(
            "asks_several_times",
            gettext_noop("The request asks %(times)s times; one request has one matter."),
            "5.3-a",
            times=len(result),
        )
    return allow()


def one_matter(draft: Draft) -> Verdict:
    """A request has exactly one matter.

    Clause 5.3-a.
    """
    if draft.kind != REQUEST:
        return allow()
    if not draft.matter.strip() and not draft.category:
        return refuse("matter_missing", gettext_noop("Say which matter the request is about."), "5.3-a")
    parts = [part for part in _SEVERAL.split(draft.matter) if part.strip()]
    if len(parts) > 1:
        return refuse(
            "several_matters",
            gettext_noop("One request, one matter: %(matters)s are named. Make a request for each."),
            "5.3-a",
            matters=len(parts),
        )
    return allow()


def one_recipient(draft: Draft) -> Verdict:
    """A paper goes to exactly one main recipient, an organisation.

    Clause 5.3-a.
    """
    parts = [part.strip() for part in _RECIPIENTS.split(draft.recipient) if part.strip()]
    if not parts:
        return refuse("recipient_missing", gettext_noop("Name the main recipient."), "5.3-a")
    if len(parts) > 1:
        return refuse(
            "several_recipients",
            gettext_noop("There is exactly one main recipient; %(recipients)s are named. Others get a copy."),
            "5.3-a",
            recipients=len(parts),
        )
    if _PERSON.search(parts[0]):
        return refuse(
            "recipient_is_person",
            gettext_noop("The main recipient is an organisation, not a person: “%(recipient)s”."),
            "5.3-a",
            recipient=parts[0][:SHOWN],
        )
    return allow()


def copies_not_below(draft: Draft) -> Verdict:
    """A request is not copied to subordinates at the same time.

    Clause 5.3-a.
    """
    if draft.kind != REQUEST:
        return allow()
    for copy in draft.copies:
        if copy in draft.below or _BELOW.search(copy):
            return refuse(
                "copy_to_subordinate",
                gettext_noop("A request is not copied to subordinates at the same time: “%(copy)s”."),
                "5.3-a",
                copy=copy[:SHOWN],
            )
    return allow()


def text_there(draft: Draft) -> Verdict:
    """A paper has a text; of a classified one none is kept here.

    Clause 5.3-a.
    """
    if draft.stub:
        if draft.body.strip():
            return refuse(
                "stub_holds_text",
                gettext_noop("Of a classified paper only that it exists is kept here: leave the text empty."),
                "5.3-a",
            )
        return allow()
    if not draft.title.strip() or not draft.body.strip():
        return refuse("text_missing", gettext_noop("The paper has no text yet."), "5.3-a")
    return allow()


def in_form(draft: Draft) -> Verdict:
    """Ask everything about the form of a paper, in the order in which it is read.

    Clause 5.3-a.
    """
    words = () if draft.stub else (no_request_inside(draft), asks(draft))
    return first_refusal(
        text_there(draft), one_matter(draft), one_recipient(draft), copies_not_below(draft), *words
    )
