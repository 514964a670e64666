"""What stands on the page of an upward document?"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from members.access import BodyRequest
from members.pages import Step, Words
from members.procedure.verdict import Verdict
from members.record_pages import Page, RecordPages
from members.record_pages import paper as printed
from members.tables import sections
from members.templatetags.desk import tone
from reports.upward.actions.replies import may_finish
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation
from reports.upward.rules import adoption
from reports.upward.rules import papers as form_rules
from reports.upward.states import PaperKind, UpwardState

KINDS = (
    (
        PaperKind.REQUEST,
        _("Asks for instructions or approval: one matter, before acting."),
        "question-circle",
    ),
    (PaperKind.REPORT, _("Tells how something is or went; carries no request."), "file-text"),
    (PaperKind.RECORD_FILING, _("Files a fact or a paper with the superior."), "archive"),
)
TONES = {
    "draft": "neutral",
    "returned": "bad",
    "adopted": "warn",
    "signed": "warn",
    "sent": "info",
    "replied": "info",
    "closed": "good",
    "withdrawn": "neutral",
}
ORDER = ("draft", "adopted", "signed", "sent", "replied", "closed")
OPEN = frozenset({"draft", "returned", "adopted"})


def badge(paper: UpwardPaper) -> tuple[str, str]:
    """Return a paper's state in words, and its tone."""
    return paper.get_state_display(), TONES.get(paper.state, tone(paper.state))


def steps(paper: UpwardPaper) -> list[Step]:
    """Return the stages of a paper: what is done, where it stands, what comes."""
    if paper.state == UpwardState.WITHDRAWN:
        return []
    here = "draft" if paper.state == UpwardState.RETURNED else paper.state
    days = {
        "adopted": paper.adopted_on,
        "signed": localtime(paper.signed_at).date() if paper.signed_at else None,
        "sent": paper.sent_on,
        "closed": paper.closed_on,
    }
    place = ORDER.index(here)
    made = []
    for number, name in enumerate(ORDER):
        state = "done" if number < place else "current" if number == place else "todo"
        day = days.get(name) if number <= place else None
        made.append(Step(UpwardState(name).label, state, note=f"{day:%Y-%m-%d}" if day else ""))
    return made


def verdicts(request: BodyRequest, paper: UpwardPaper) -> Iterator[Verdict]:
    """Yield what the writer and the signer should look at."""
    if paper.state not in OPEN:
        return
    yield form_rules.in_form(paper.draft())
    if paper.state == UpwardState.ADOPTED:
        yield adoption.unchanged(paper.adopted_sha256, paper.text_digest())
        if request.user.has_perm("reports.sign_upward", paper):
            paper.signed_by = request.user
            recused = paper.signer_was_recused()
            paper.signed_by = None
            yield adoption.signature("—", was_recused=recused)


def page(request: BodyRequest, paper: UpwardPaper, pages: RecordPages) -> Page:
    """Lay out a paper: its text, enclosures, circulations, replies, what follows from them."""
    main = []
    if paper.reason and paper.state in {"returned", "withdrawn"}:
        main.append(sections.text(_("Reason"), paper.reason))
    main += replies(request, paper, pages)
    if paper.is_stub:
        main.append(sections.text(_("Text"), "", empty=_("Classified: kept elsewhere on paper.")))
    else:
        main.append(sections.text(_("Text"), paper.body, empty=_("No text yet.")))
        main.append(enclosures(request, paper, pages))
    main += circulations(request, paper)
    return Page(
        title=paper.title,
        badge=badge(paper),
        lead=f"{paper.get_kind_display()} · {paper.recipient}"
        + (f" · {paper.number}" if paper.number else ""),
        steps=steps(paper),
        verdicts=tuple(verdicts(request, paper)),
        main=main,
        aside=tuple(about(paper)),
        prints=prints(paper),
    )


def prints(paper: UpwardPaper) -> list[tuple[Words, str]]:
    """Return the paper as it is sent; nothing of a classified or withdrawn one, a filing goes as a report."""
    if paper.is_stub or paper.state == UpwardState.WITHDRAWN:
        return []
    form = "request" if paper.kind == PaperKind.REQUEST else "report"
    return [printed(_("Print the paper"), form, paper)]


def about(paper: UpwardPaper) -> Iterator[sections.Section]:
    """Yield the facts of a paper: the paper itself, its adoption, its signature, its way."""
    if paper.report_kind == "comprehensive":
        url = f"{reverse('reports:annual_detail', args=[paper.group.code])}?year={paper.report_year}"
        yield sections.table(
            _("Report of the year"),
            (_("Year"),),
            [(sections.Cell(_("%(year)s: sections beside the figures") % {"year": paper.report_year}, url),)],
        )
    yield from known(
        _("Paper"),
        (
            (_("Kind of paper"), paper.get_report_kind_display() or paper.get_kind_display()),
            (_("Kind of matter"), paper.get_category_display()),
            (_("Matter"), paper.matter),
            (_("Copies to"), paper.copies),
            (_("Matter known since"), paper.discovered_on),
            (_("To be sent by"), paper.due_on),
            (_("To be acted on from"), paper.acts_on),
            (_("Contact"), f"{paper.contact} {paper.contact_phone}".strip()),
        ),
    )
    yield from known(
        _("Adoption and signature"),
        (
            (_("Adopted on"), paper.adopted_on),
            (_("Adopted through"), adopted_by(paper)),
            (_("Changed after the meeting"), paper.adoption_note),
            (_("Signed by"), paper.signed_by),
            (_("Opinion"), paper.sign_opinion),
            (_("Signed"), paper.signed_at),
        ),
    )
    yield from known(
        _("Sending"),
        (
            (_("Number"), paper.number),
            (_("Sent on"), paper.sent_on),
            (_("Way"), paper.get_sent_way_display()),
            (_("Received by the superior"), paper.received_on),
            (_("Receipt number"), paper.receipt_number),
            (_("Matter closed on"), paper.closed_on),
        ),
    )


def known(title: Words, pairs: Iterable[tuple[Words, Any]]) -> Iterator[sections.Section]:
    """Yield a card of the facts that are known, none when nothing is."""
    told = [(name, value) for name, value in pairs if value not in {None, ""}]
    if told:
        yield sections.facts(title, told)


def adopted_by(paper: UpwardPaper) -> str:
    """Return by what a paper was adopted, in words."""
    if paper.adopted_item is not None:
        return f"{paper.adopted_item.meeting.title}：{paper.adopted_item.title}"
    return str(_("circulation")) if paper.adopted_round_id else ""


def circulations(request: BodyRequest, paper: UpwardPaper) -> Iterator[sections.Section]:
    """Yield the latest circulation: who has answered what, and when."""
    latest = Circulation.objects.filter(paper=paper).order_by("-pk").first()
    if latest is None:
        return
    seats = paper.group.memberships.filter(pk__in=latest.entitled).select_related("user")
    given = {answer.membership_id: answer for answer in latest.answers.all()}
    rows = []
    for seat in seats.order_by("protocol_order", "pk"):
        answer = given.get(seat.pk)
        rows.append(
            (
                seat.name,
                sections.Cell(_("not answered yet"), tone="neutral")
                if answer is None
                else sections.Cell(_("consents"), tone="good")
                if answer.consents
                else sections.Cell(_("objects"), tone="bad"),
                answer.opinion if answer else "",
                answer.at if answer else "",
            )
        )
    yield sections.table(
        _("Circulation of %(day)s") % {"day": f"{localtime(latest.started_at):%Y-%m-%d}"},
        (_("Member"), _("Consent"), _("Opinion"), _("At")),
        rows,
        note=standing_of(latest),
    )


def standing_of(sent_round: Circulation) -> Words:
    """Return how a circulation stands or ended, in words."""
    if sent_round.ended_at is not None:
        return sent_round.get_outcome_display()
    if sent_round.answer_by is None:
        return _("Under way; adopted when more than half of all consent and nobody objects.")
    told = _("Under way, answers by %(day)s; adopted when more than half of all consent and nobody objects.")
    return told % {"day": sent_round.answer_by.isoformat()}


def replies(request: BodyRequest, paper: UpwardPaper, pages: RecordPages) -> Iterator[sections.Section]:
    """Yield the replies of the superior, their files, and what they ask for."""
    result = list(paper.replies.prefetch_related("files"))
    if not result:
        return
    for reply in result:
        yield sections.facts(
            _("Reply of the superior"),
            (
                (_("What it says"), reply.get_outcome_display()),
                (_("Number"), reply.number),
                (_("Date"), reply.replied_on),
                (_("Content"), reply.content),
                (_("On file since"), reply.filed_at),
            ),
        )
    attached = [file for reply in result for file in reply.files.all() if not file.withdrawn]
    if attached:
        yield sections.files(
            _("Reply as a file"),
            [sections.FileLink(row.title, pages.url(paper, "file", row.pk), row.size) for row in attached],
        )
    asked = paper.reply_actions.select_related("owner__user", "paper__group")
    yield sections.table(
        _("What the reply asks for"),
        (_("What is to be done"), _("Responsible member"), _("Due"), _("Done on"), _("Result")),
        [
            sections.line(
                record.text,
                record.owner.name,
                sections.Cell(
                    record.due_on.isoformat(),
                    tone="bad" if record.done_on is None and record.due_on < request.today else "",
                ),
                record.done_on,
                record.result,
                acts=pages.offered(request, paper, record, {"action_done"})
                if may_finish(record, request.user)
                else (),
            )
            for record in asked
        ],
        empty=_("Nothing has been entered."),
    )


def enclosures(request: BodyRequest, paper: UpwardPaper, pages: RecordPages) -> sections.Section:
    """Return the files enclosed."""
    kept = paper.files.filter(withdrawn=False, reply__isnull=True).select_related("paper__group")
    return sections.table(
        _("Enclosed"),
        (_("Title"), _("Size (KB)")),
        [
            sections.line(
                sections.Cell(row.title, url=pages.url(paper, "file", row.pk)),
                -(-row.size // 1024),
                acts=pages.offered(request, paper, row, {"file_remove"}),
            )
            for row in kept
        ],
        empty=_("Nothing is enclosed."),
    )
