"""What lies on top of a dossier?  Cover, one catalogue for each retention, the note sheet."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from members.models import LeadingGroup
from members.printing import pdf
from reports.archive.paper_catalogue import CATALOGUE, ArchiveCatalogueFacts, ArchiveRow
from reports.dossier.cover import Count, DossierCoverFacts, cover_html, note_html
from reports.dossier.plan import UNSEALED
from reports.dossier.shape import RETENTIONS, Planned

Made = tuple[Planned, list[dict[str, Any]]]
STAYS_OUT = "谈心谈话记录、征求意见表原件、发言提纲正文、批评和自我批评发言、无记名投票的个人选择不入本卷，按规定另行保存。"


def front(
    group: LeadingGroup, header: dict[str, Any], items: Sequence[Made], signer: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the papers on top, by name: cover, catalogues, note sheet.  Raises PdfUnavailable."""
    facts = _cover(group, header, items, signer)
    yield "00封面.pdf", pdf.render(cover_html(facts))
    serial = 0
    for retention, words in RETENTIONS.items():
        kept = [item for item in items if item[0].retention == retention]
        if kept:
            serial += 1
            name = f"{serial:02d}归档文件目录（{words}）.pdf"
            yield name, pdf.render(CATALOGUE.html(_catalogue(group, header, kept, words)))
    yield "09备考表.pdf", pdf.render(note_html(facts))


def _cover(
    group: LeadingGroup, header: dict[str, Any], items: Sequence[Made], signer: str
) -> DossierCoverFacts:
    counts = [
        _count(words, [item for item in items if item[0].retention == retention])
        for retention, words in RETENTIONS.items()
    ]
    return DossierCoverFacts(
        group=group.full_name or group.name,
        title=header["title"],
        fonds_number=group.fonds_number,
        latest=told_moment(header["latest"]),
        law=header["rulebook"]["title"],
        counts=tuple(count for count in counts if count.items),
        total=_count("", items),
        notes=tuple(_notes(items)),
        signer=signer,
        checkpoint=header["checkpoint"].partition("\n\n")[0],
    )


def _count(words: str, items: Sequence[Made]) -> Count:
    files = [row for _planned, made in items for row in made]
    return Count(words, len(items), len(files), sum(file["pages"] for file in files))


def _notes(items: Sequence[Made]) -> Iterator[str]:
    yield STAYS_OUT
    stubs = sum(planned.is_stub for planned, _files in items)
    if stubs:
        yield f"涉密文件{stubs}件，只登记有此件，原件另行保存。"
    waiting = [planned.title for planned, _files in items if UNSEALED in planned.code]
    if waiting:
        yield f"{len(waiting)}次会议尚未封存归档，收入现有文件，档号待封存后确定。"


def _catalogue(
    group: LeadingGroup, header: dict[str, Any], items: Sequence[Made], words: str
) -> ArchiveCatalogueFacts:
    days = [planned.dated for planned, _files in items if planned.dated]
    return ArchiveCatalogueFacts(
        fonds_number=group.fonds_number,
        fonds_name=group.full_name,
        year=header["scope"].get("year") or (int(days[0][:4]) if days else None),
        subject="办公室",
        retention=words,
        rows=tuple(_row(planned, files) for planned, files in items),
    )


def _row(planned: Planned, files: list[dict[str, Any]]) -> ArchiveRow:
    return ArchiveRow(
        code=planned.code,
        document_number=planned.number,
        author=planned.author,
        title=planned.title,
        dated=date.fromisoformat(planned.dated) if planned.dated else None,
        secrecy=planned.secrecy,
        pages=sum(file["pages"] for file in files) or None,
        remark="另行保存" if planned.is_stub else f"电子文件{len(files)}个",
    )


def told_moment(text: str) -> str:
    """Return 2025年12月31日17时05分 for a moment of the data; empty for none."""
    if not text:
        return ""
    at = localtime(datetime.fromisoformat(text))
    return f"{at.year}年{at.month}月{at.day}日{at:%H}时{at:%M}分"
