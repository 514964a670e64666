"""Which files make up one item of a dossier?  Its papers, one at a time, with what they say as data.

What only some may know stays outside: talks, forms of opinions, outlines, criticism, who voted how in secret.  A
classified paper is a stub.  Nothing is read here through somebody's eyes: who may have a dossier is asked before.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from operator import itemgetter
from typing import Any

from lifes.models import DemocraticLifeMeeting
from meetings.minutes.paper_minutes import minutes_pdf
from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Meeting, Minutes
from members.models import LeadingGroup
from members.models.files import StoredFile
from members.printing import pdf
from members.printing.paper import Filed, Paper, YearOf, filed_in
from reports.archive.facts import matter_facts, meeting_facts
from reports.archive.gather import PACKAGE, each_document, files_of
from reports.archive.models import ArchivePackage
from reports.dossier.shape import Piece, Planned, numbered
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.lists import ResponsibilityList
from reports.standalone.verify import FACTS, MANIFEST, unpacked
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from study.models import StudySession

AFTER_EXCERPT = 20
"""Where the lines of the notices stand among the papers of a matter."""


def pieces(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    """Yield the files of an item, numbered, rendered one after another.

    Raises PdfUnavailable; DoesNotExist for a record that is not of the body.
    """
    if planned.is_stub:
        return
    yield from numbered(MAKERS[planned.kind](group, planned))


def _papers(item: str, about: Any, *more: tuple[int, Callable[[], Piece]]) -> Iterator[Piece]:
    """Yield the papers that say they are filed in a kind of item, in their order, rendered one after another.

    about: what the item is about; more: further pieces at their place among the papers
    """
    makers: list[tuple[int, Callable[[], Piece]]] = [
        (filed.order, partial(_piece, paper, filed, record))
        for paper, filed in filed_in(item)
        for record in filed.records(about)
    ]
    for _order, make in sorted([*makers, *more], key=itemgetter(0)):
        yield make()


def _piece(paper: Paper, filed: Filed, record: Any) -> Piece:
    fill = filed.facts if filed.facts is not None else paper.facts
    facts = fill(record)
    return Piece(f"{paper.file}{filed.suffix(record)}.pdf", pdf.render(paper.html(facts)), asdict(facts))


def _attached(files: Iterable[StoredFile]) -> Iterator[Piece]:
    for serial, record in enumerate(files, start=1):
        with record.file.open("rb") as stored:
            content = stored.read()
        yield Piece(f"附件{serial:02d}{_suffix(record.original_name)}", content, {"title": record.title})


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
        for document in each_document(meeting):
            yield Piece(document.name.rsplit("/", 1)[-1], document.content)
        for name, content in files_of(meeting).items():
            yield Piece(f"附件{name.rsplit('/', 1)[-1]}", content)
        yield Piece("会议数据.json", b"", meeting_facts(meeting))
    yield from _papers("meeting", meeting)
    if package is not None:
        yield Piece(f"封存包{package.archive_code}.zip", bytes(package.data), original=MANIFEST)


def _sealed(data: bytes) -> Iterator[Piece]:
    """Yield the papers of a sealed package as they lie in it, and its facts."""
    files = dict(unpacked(data))
    keys = {load["name"]: load.get("paper", "") for load in json.loads(files[MANIFEST])["files"]}
    order = {paper.name: filed.order for paper, filed in filed_in(PACKAGE)}
    papers = [name for name in files if name.startswith("documents/")]
    for name in sorted(papers, key=lambda name: (order[keys[name]], name)):
        yield Piece(name.rsplit("/", 1)[-1], files[name], original=name)
    for name in sorted(name for name in files if name.startswith("attachments/")):
        yield Piece(f"附件{name.rsplit('/', 1)[-1]}", files[name], original=name)
    yield Piece("会议数据.json", files[FACTS], original=FACTS)


def _matter(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    """Yield what there is of one item of an agenda, and nothing of the others of its meeting."""
    item = AgendaItem.objects.select_related("meeting__group", "meeting__chair__user", "proposal").get(
        meeting__group=group, pk=planned.pk
    )
    notices = [
        (AFTER_EXCERPT, partial(_notice_line, notice, item))
        for notice in item.meeting.notices.all()
        if any(str(line["title"]) == item.title for line in notice.agenda)
    ]
    yield from _papers("matter", item, *notices)
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
            {
                "member": str(receipt.membership_id),
                "delivered_at": receipt.delivered_at,
                "read_at": receipt.read_at,
            }
            for receipt in notice.receipts.all()
        ],
    }
    return Piece("会议通知摘录.json", b"", told)


def _minutes(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    issued = Minutes.objects.filter(
        meeting__group=group, meeting__day__year=planned.pk, state=MinutesState.ISSUED
    )
    for row in issued.select_related("meeting__group").order_by("meeting__starts_at", "pk"):
        name = f"{row.meeting.day:%m%d}会议纪要.pdf"
        yield Piece(name, minutes_pdf(row), {"number": row.number, "meeting": row.meeting.title})


# ---- the year around the meetings ------------------------------------------------------------------------


def _study(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    session = StudySession.objects.select_related("group", "recorded_by").get(group=group, pk=planned.pk)
    yield from _papers("study", session)


def _of_year(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    yield from _papers(planned.kind, YearOf(group, planned.pk))


def _life(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    life = DemocraticLifeMeeting.objects.get(group=group, pk=planned.pk)
    yield from _papers("life", life)
    yield from _attached(life.papers.filter(withdrawn=False).order_by("pk"))
    told = (
        "life_year theme theme_paper theme_paper_on place opened_at closed_at report_to report_number reported_on "
        "notice_range noticed_on"
    )
    yield Piece("民主生活会数据.json", b"", {name: getattr(life, name) for name in told.split()})


def _upward(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    paper = UpwardPaper.objects.select_related("group", "signed_by").get(group=group, pk=planned.pk)
    yield from _papers("upward", paper)
    yield from _attached(paper.files.filter(withdrawn=False).order_by("pk"))
    replies = [
        {"outcome": reply.outcome, "number": reply.number, "on": reply.replied_on, "content": reply.content}
        for reply in paper.replies.order_by("pk")
    ]
    yield Piece("收发数据.json", b"", {"sent_on": paper.sent_on, "replies": replies})


def _incident(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    yield from _papers("incident", Incident.objects.get(group=group, pk=planned.pk))


def _responsibility(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    listed = ResponsibilityList.objects.select_related("group").get(group=group, pk=planned.pk)
    yield from _papers("responsibility", listed)


def _research(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    related = ("group", "leader__user", "seen_item__meeting__group")
    project = ResearchProject.objects.select_related(*related).get(group=group, pk=planned.pk)
    yield from _papers("research", project)
    yield from _attached(project.files.filter(withdrawn=False).order_by("pk"))


def _article(group: LeadingGroup, planned: Planned) -> Iterator[Piece]:
    related = ("group", "author__user", "approved_by", "decision")
    article = SignedArticle.objects.select_related(*related).get(group=group, pk=planned.pk)
    yield from _papers("article", article)
    yield from _attached(article.files.filter(withdrawn=False).order_by("pk"))


MAKERS: Mapping[str, Callable[[LeadingGroup, Planned], Iterator[Piece]]] = {
    "meeting": _meeting,
    "matter": _matter,
    "minutes": _minutes,
    "life": _life,
    "upward": _upward,
    "incident": _incident,
    "responsibility": _responsibility,
    "ledger": _of_year,
    "transmission": _of_year,
    "filings": _of_year,
    "research": _research,
    "article": _article,
    "study": _study,
}
