"""How is a meeting's file sealed?  Gathered, rendered, chained, signed, and the meeting locked."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from meetings import actions as meeting_actions
from meetings.models import Meeting
from members.models import LeadingGroup, User
from members.procedure.canonical import canonical
from members.procedure.journal import demand_power
from members.procedure.record import uphold
from reports.archive import chain
from reports.archive.chain import Link
from reports.archive.facts import head, meeting_facts
from reports.archive.gather import each_document, files_of
from reports.archive.models import ArchivePackage
from reports.archive.package import KIND, Header, seal_package
from reports.standalone.verify import FACTS


def seal_meeting(meeting: Meeting, *, by: User | None, at: datetime) -> ArchivePackage:
    """Seal the file of a meeting; by the clerk, or by the clock (None).  A second time gives the same one back.

    The papers are rendered before anything is locked; what changed meanwhile is noticed.
    Raises Refused: "record_unsigned", "minutes_missing", "meeting_not_closed"; PdfUnavailable.
    Clause 6.5-m.
    """
    if by is not None:
        demand_power("reports.seal", by, meeting)
    known = ArchivePackage.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    uphold(meeting.may_be_archived())
    rendered = list(each_document(meeting))
    with transaction.atomic():
        LeadingGroup._base_manager.select_for_update().get(pk=meeting.group_id)
        facts = canonical(meeting_facts(meeting))
        # The file is read before the lock falls and written after it, so that nothing slips in between.
        files = {FACTS: facts, **{row.name: row.content for row in rendered}, **files_of(meeting)}
        papers = {record.name: record.paper for record in rendered}
        meeting_actions.archive_meeting(meeting, by=by, at=at)
        return _seal(meeting, files, papers, by, at)


def _seal(
    meeting: Meeting, files: dict[str, bytes], papers: dict[str, str], by: User | None, at: datetime
) -> ArchivePackage:
    group = meeting.group
    earlier = ArchivePackage.objects.filter(group=group).order_by("seq").defer("data")
    links = [package.signed.link for package in earlier]
    book = meeting.book
    header = Header(
        group={"code": group.code, "name": group.name},
        meeting=head(meeting),
        rulebook={"id": book.key, "title": book.title},
        papers=papers,
    )
    key = chain.load_key(Path(settings.ARCHIVE_SIGNING_KEY_FILE).read_bytes())
    last: Link | None = links[-1] if links else None
    volume = seal_package(
        files, header, leaves=[link.leaf for link in links], last=last, at=at, key=key, kind=KIND
    )
    link = volume.signed.link
    package = ArchivePackage(
        group=group,
        meeting=meeting,
        archive_code=archive_code(meeting, link.seq),
        seq=link.seq,
        kind=link.kind,
        at=link.at,
        obj_hash=link.obj_hash,
        prev=link.prev,
        leaf=link.leaf,
        signature=volume.signed.signature,
        salt=volume.salt,
        checkpoint=volume.checkpoint,
        sha256=hashlib.sha256(volume.data).hexdigest(),
        size=len(volume.data),
        files=[
            {"name": name, "size": len(content), **({"paper": papers[name]} if name in papers else {})}
            for name, content in sorted(files.items())
        ],
        data=volume.data,
        sealed_at=at,
        sealed_by=by,
    )
    package.save()
    return package


def archive_code(meeting: Meeting, seq: int) -> str:
    """Return the archive code: fonds, class and year, permanent retention, office, item.  Clause 6.5-m."""
    fonds = meeting.group.fonds_number or meeting.group.code.upper()
    year = meeting.day.year
    serial = ArchivePackage.objects.filter(group=meeting.group, meeting__day__year=year).count() + 1
    return f"{fonds}-WS·{year}-Y-BGS-{serial:04d}"
