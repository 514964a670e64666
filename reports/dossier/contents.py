"""Which files make up one item of a dossier?  Its papers, one at a time, with what they say as data.

What only some may know stays outside: talks, forms of opinions, outlines, criticism, who voted how in secret.  A
classified paper is a stub.  Nothing is read here through somebody's eyes: who may have a dossier is asked before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate

from lifes.models import DemocraticLifeMeeting, MeasureEntry, RectificationMeasure, SpeechOutline
from lifes.states import RoundState
from meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    SuperiorDocument,
    SupervisionTask,
    WrittenOpinion,
)
from members.models import LeadingGroup
from members.models.files import StoredFile
from members.printing import pdf
from reports.actions.minutes import minutes_pdf
from reports.archive.facts import matter_facts, meeting_facts
from reports.archive.gather import each_document, files_of
from reports.archive.models import ArchivePackage
from reports.documents.registry import DOCUMENTS
from reports.dossier.plan import HELD, essays_of
from reports.dossier.shape import Piece, Planned, numbered
from reports.models.minutes import Minutes
from reports.papers.forms import SOURCES
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.states import ProjectState
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.standalone.verify import FACTS, MANIFEST, unpacked
from reports.states.minutes import MinutesState
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import PaperKind
from study.models import StudySession
from votes.models import Vote
from votes.states import VoteState

# Inside an item the text stands first, then what led to it (DA/T 22-2015).
FIRST = ("会议纪要", "发文稿纸", "会议记录", "会议通知", "议题审批表", "会议签到表", "请假条", "书面意见")
THEN = ("回避登记表", "表决结果单", "决定事项督办单")
ORDER = (*FIRST, *THEN)


def pieces(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    """Yield the files of an item, numbered, rendered one after another.

    Raises PdfUnavailable; DoesNotExist for a record that is not of the body.
    """
    if planned.is_stub:
        return
    yield from numbered(MAKERS[planned.kind](group, planned))


def _paper(form: str, title: str, record: Any) -> Piece:
    facts = SOURCES[form].facts(record)
    return Piece(f"{title}.pdf", pdf.render(DOCUMENTS[form].html(facts)), asdict(facts))


def _attached(files: Iterable[StoredFile]) -> Iterator[Piece]:
    for serial, one in enumerate(files, start=1):
        with one.file.open("rb") as stored:
            content = stored.read()
        yield Piece(f"附件{serial:02d}{_suffix(one.original_name)}", content, {"title": one.title})


def _suffix(name: str) -> str:
    plain = "".join(letter for letter in name.rsplit(".", 1)[-1] if letter.isascii() and letter.isalnum())
    return f".{plain.lower() or 'bin'}"


# ---- meetings ------------------------------------------------------------------------------------------


def _meeting(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    meeting = Meeting.objects.select_related("group").get(group=group, pk=planned.pk)
    package = ArchivePackage.objects.filter(meeting=meeting).first()
    if package is not None:
        yield from _sealed(bytes(package.data))
    else:
        for name, content in each_document(meeting):
            yield Piece(name.rsplit("/", 1)[-1], content)
        for name, content in files_of(meeting).items():
            yield Piece(f"附件{name.rsplit('/', 1)[-1]}", content)
        yield Piece("会议数据.json", b"", meeting_facts(meeting))
    yield from _certificates(Decision.objects.filter(item__meeting=meeting))
    if package is not None:
        yield Piece(f"封存包{package.archive_code}.zip", bytes(package.data), original=MANIFEST)


def _sealed(data: bytes) -> Iterator[Piece]:
    """Yield the papers of a sealed package as they lie in it, and its facts."""
    files = dict(unpacked(data))
    papers = [name for name in files if name.startswith("documents/")]
    for name in sorted(papers, key=_place):
        yield Piece(name.rsplit("/", 1)[-1], files[name], original=name)
    for name in sorted(name for name in files if name.startswith("attachments/")):
        yield Piece(f"附件{name.rsplit('/', 1)[-1]}", files[name], original=name)
    yield Piece("会议数据.json", files[FACTS], original=FACTS)


def _place(name: str) -> tuple[int, str]:
    plain = name.rsplit("/", 1)[-1]
    place = next((at for at, title in enumerate(ORDER) if plain.startswith(title)), len(ORDER))
    return place, plain


def _certificates(decisions: Iterable[Decision]) -> Iterator[Piece]:
    counted = Vote.objects.filter(state=VoteState.COUNTED).values_list("item_id", flat=True)
    certified = SOURCES["procedure_certificate"]
    for one in sorted(decisions, key=lambda each: each.item.position):
        if counted.filter(item=one.item_id).exists():
            facts = certified.facts(one)
            page = DOCUMENTS["procedure_certificate"].html(facts)
            yield Piece(f"程序合规证明{one.number}.pdf", pdf.render(page), asdict(facts))


def _matter(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    """Yield what there is of one item of an agenda, and nothing of the others of its meeting."""
    item = AgendaItem.objects.select_related("meeting__group", "meeting__chair__user", "proposal").get(
        meeting__group=group, pk=planned.pk
    )
    meeting = item.meeting
    minutes = Minutes.objects.filter(meeting=meeting, state=MinutesState.ISSUED)
    if minutes.exists():
        yield _paper("minutes_excerpt", "会议纪要摘录", item)
    for notice in meeting.notices.all():
        if any(str(line["title"]) == item.title for line in notice.agenda):
            yield _notice_line(notice, item)
    if item.proposal is not None:
        yield _paper("topic_approval", "议题审批表", item.proposal)
    yield _paper("sign_in_sheet", "会议签到表", meeting)
    for opinion in WrittenOpinion.objects.filter(item=item).order_by("pk"):
        yield _paper("written_opinion", "书面意见", opinion)
    for vote in Vote.objects.filter(item=item).exclude(state=VoteState.DRAFT).order_by("pk"):
        yield _paper("tally_sheet", "表决结果单", vote)
    decisions = Decision.objects.filter(item=item)
    yield from _certificates(decisions)
    for task in SupervisionTask.objects.filter(decision__in=decisions).order_by("pk"):
        yield _paper("supervision_slip", "决定事项督办单", task)
    if item.proposal is not None:
        yield from _attached(item.proposal.papers.filter(withdrawn=False).order_by("pk"))
    yield Piece("事项数据.json", b"", matter_facts(item))


def _notice_line(notice: Any, item: AgendaItem) -> Piece:
    told = {
        "issued_at": notice.issued_at,
        "kind": notice.kind,
        "lead_hours": notice.lead_hours,
        "agenda": [line for line in notice.agenda if str(line["title"]) == item.title],
        "receipts": [
            {"member": str(one.membership_id), "delivered_at": one.delivered_at, "read_at": one.read_at}
            for one in notice.receipts.all()
        ],
    }
    return Piece("会议通知摘录.json", b"", told)


def _minutes(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    issued = Minutes.objects.filter(
        meeting__group=group, meeting__day__year=planned.pk, state=MinutesState.ISSUED
    )
    for one in issued.select_related("meeting__group").order_by("meeting__starts_at", "pk"):
        name = f"{one.meeting.day:%m%d}会议纪要.pdf"
        yield Piece(name, minutes_pdf(one), {"number": one.number, "meeting": one.meeting.title})


# ---- the year around the meetings ------------------------------------------------------------------------


def _study(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    session = StudySession.objects.select_related("group", "recorded_by").get(group=group, pk=planned.pk)
    yield _paper("study_record", "集体学习记录", session)
    yield _paper("study_sign_in", "集体学习签到表", session)


def _ledger(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    held = StudySession.objects.filter(group=group, day__year=planned.pk, state__in=HELD)
    session = held.select_related("group").order_by("starts_at").first()
    if session is not None:
        yield _paper("study_ledger", "集体学习台账", session)
    essay = essays_of(group, planned.pk).order_by("pk").first()
    if essay is not None:
        yield _paper("essay_list", "学习体会登记", essay)


def _life(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    life = DemocraticLifeMeeting.objects.get(group=group, pk=planned.pk)
    for round_ in life.rounds.filter(state=RoundState.CLOSED).order_by("pk"):
        yield _paper("opinion_summary", "征求意见汇总", round_)
    outlines = SpeechOutline.objects.filter(life=life).select_related("group", "life", "membership__user")
    for outline in outlines.order_by("membership__protocol_order", "pk"):
        yield _paper("outline_cover", f"发言提纲封面{outline.membership.name}", outline)
    lists = RectificationMeasure.objects.filter(life=life).first_of_lists()
    for first in lists.select_related("group", "life", "membership__user").order_by("pk"):
        yield _rectification(first)
    yield from _attached(life.papers.filter(withdrawn=False).order_by("pk"))
    told = (
        "life_year theme theme_paper theme_paper_on place opened_at closed_at report_to report_number reported_on "
        "notice_range noticed_on"
    )
    yield Piece("民主生活会数据.json", b"", {name: getattr(life, name) for name in told.split()})


def _rectification(first: RectificationMeasure) -> Piece:
    """Return the list as it stood after its last entry, not as of the day it is printed."""
    form = "rectification_list"
    measures = RectificationMeasure.objects.filter(life=first.life, membership=first.membership)
    entries = MeasureEntry.objects.filter(record__in=measures)
    last = entries.aggregate(last=Max("at"))["last"]
    facts = replace(SOURCES[form].facts(first), as_of=localdate(last) if last is not None else None)
    name = f"整改清单{first.membership.name if first.membership is not None else '领导班子'}.pdf"
    return Piece(name, pdf.render(DOCUMENTS[form].html(facts)), asdict(facts))


def _upward(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    paper = UpwardPaper.objects.select_related("group", "signed_by").get(group=group, pk=planned.pk)
    request = paper.kind == PaperKind.REQUEST
    yield _paper("request" if request else "report", "请示" if request else "报告", paper)
    yield from _attached(paper.files.filter(withdrawn=False).order_by("pk"))
    replies = [
        {"outcome": one.outcome, "number": one.number, "on": one.replied_on, "content": one.content}
        for one in paper.replies.order_by("pk")
    ]
    yield Piece("收发数据.json", b"", {"sent_on": paper.sent_on, "replies": replies})


def _incident(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    yield _paper("incident_report", "重大事项报告单", Incident.objects.get(group=group, pk=planned.pk))


def _responsibility(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    listed = ResponsibilityList.objects.select_related("group").get(group=group, pk=planned.pk)
    yield _paper("responsibility_list", "责任清单", listed)


def _transmission(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    found = SuperiorDocument.objects.filter(group=group, received_on__year=planned.pk)
    first = found.select_related("group").order_by("received_on", "pk")[0]
    yield _paper("transmission_register", "传达学习台账", first)


def _filings(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    first = (
        AnnualFiling.objects.filter(group=group, year=planned.pk).select_related("group").order_by("pk")[0]
    )
    yield _paper("filings_register", "个人有关事项、述职述廉台账", first)


def _research(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    related = ("group", "leader__user", "seen_item__meeting__group")
    project = ResearchProject.objects.select_related(*related).get(group=group, pk=planned.pk)
    if project.state in (ProjectState.UNDER_WAY, ProjectState.FINAL, ProjectState.CLOSED):
        yield _paper("research_report", "调研报告呈阅单", project)
    yield _paper("research_plan", "调研方案", project)
    yield from _attached(project.files.filter(withdrawn=False).order_by("pk"))


def _article(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    related = ("group", "author__user", "approved_by", "decision")
    article = SignedArticle.objects.select_related(*related).get(group=group, pk=planned.pk)
    yield _paper("article_approval", "署名文章审批表", article)
    yield from _attached(article.files.filter(withdrawn=False).order_by("pk"))


MAKERS: Mapping[str, Callable[[LeadingGroup, Planned], Iterator[Piece]]] = {
    "meeting": _meeting,
    "matter": _matter,
    "minutes": _minutes,
    "life": _life,
    "upward": _upward,
    "incident": _incident,
    "responsibility": _responsibility,
    "ledger": _ledger,
    "transmission": _transmission,
    "filings": _filings,
    "research": _research,
    "article": _article,
    "study": _study,
}
