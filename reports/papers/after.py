"""From records to the papers after a meeting: excerpt, issue slip, supervision slip, archive catalogue."""

import unicodedata

from django.utils.timezone import localdate

from meetings.models import AgendaItem, SupervisionTask
from meetings.states import TaskState
from members.models import User
from members.printing.parts import Opinion
from reports.archive.models import ArchivePackage
from reports.documents.archive_catalogue import ArchiveCatalogueFacts, ArchiveRow
from reports.documents.issue_slip import IssueSlipFacts
from reports.documents.minutes_excerpt import MinutesExcerptFacts
from reports.documents.supervision_slip import Progress, SupervisionSlipFacts
from reports.models.minutes import Minutes
from reports.papers.before import places
from reports.papers.minutes import as_item, minutes_facts
from reports.papers.words import place_in_agenda


def excerpt_facts(item: AgendaItem) -> MinutesExcerptFacts:
    """Return the excerpt of one item of a meeting's minutes.

    Raises Minutes.DoesNotExist when there are no minutes or the item does not stand in them.
    """
    minutes = Minutes.objects.select_related("meeting__group", "meeting__chair__user").get(
        meeting_id=item.meeting_id
    )
    order = places(item.meeting).get(item.pk)
    found = next((one for one in minutes.content if one["order"] == order), None)
    if found is None:
        raise Minutes.DoesNotExist
    whole = minutes_facts(minutes)
    text = as_item(found)
    return MinutesExcerptFacts(
        sitting=whole.sitting,
        mark=whole.mark,
        number=whole.number,
        issuer=whole.issuer,
        issued_on=whole.issued_on,
        title=whole.title,
        item=text,
        recipient=text.owner,
        excerpted_by=whole.recorder,
        excerpted_on=whole.issued_on,
    )


def issue_slip_facts(minutes: Minutes) -> IssueSlipFacts:
    """Return the issue slip of minutes: who drafted, who signed, under which power.  Clause 4.4-d."""
    meeting, group = minutes.meeting, minutes.meeting.group
    signed = localdate(minutes.signed_at) if minutes.signed_at else None
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
        drafter=_by(minutes, "draft_minutes"),
        checker=_by(minutes, "edit_minutes"),
        signer=Opinion("同意印发。" if signed else "", str(minutes.signed_by or ""), signed),
        on_behalf=minutes.signed_under,
        printed_on=minutes.issued_on,
    )


def _by(minutes: Minutes, verb: str) -> Opinion:
    entry = minutes.entries.filter(verb=verb).select_related("by").last()
    return Opinion("", str(entry.by or ""), localdate(entry.at)) if entry else Opinion()


def supervision_facts(task: SupervisionTask) -> SupervisionSlipFacts:
    """Return the facts of a supervision slip.  Clauses 6.5-h, 6.5-i."""
    item = task.decision.item
    place = places(item.meeting).get(item.pk)
    minutes = f"，{item.meeting.minutes_number}" if item.meeting.minutes_number else ""
    asked = task.entries.filter(verb="ask_to_close").select_related("by").last()
    closed = True if task.state == TaskState.CLOSED else None
    if closed is None and task.entries.filter(verb="continue_task").exists() and asked is None:
        closed = False
    return SupervisionSlipFacts(
        number=f"{task.decision.number}-{task.pk}",
        source=f"{item.meeting.title}{place_in_agenda(place) if place else ''}{minutes}",
        text=task.text,
        owner=task.unit or task.owner.name,
        co_owners=tuple(part for part in task.co_owners.split("、") if part),
        due=task.due_on,
        standard=task.standard,
        issued_on=task.issued_on,
        issuer=f"{task.group.government}办公室",
        progress=tuple(
            Progress(localdate(one.at), one.by.name, one.text) for one in task.progress.select_related("by")
        ),
        request=Opinion(task.evidence, str(asked.by or ""), localdate(asked.at)) if asked else Opinion(),
        responsible=_agreed(task, task.responsible_agreed_by),
        main=_agreed(task, task.main_agreed_by),
        closed=closed,
    )


def _agreed(task: SupervisionTask, who: User | None) -> Opinion:
    """Return the agreement of a leader to the closing, with its day."""
    if who is None:
        return Opinion()
    entry = task.entries.filter(verb__in=("agree_to_close", "close_task"), by=who).last()
    return Opinion("同意销号。", who.name, localdate(entry.at) if entry else task.closed_on)


def catalogue_facts(package: ArchivePackage) -> ArchiveCatalogueFacts:
    """Return the catalogue of the year of a sealed file: one meeting, one item (件).  Clause 6.5-m."""
    group, year = package.group, package.meeting.day.year
    packages = ArchivePackage.objects.filter(group=group, meeting__day__year=year).defer("data", "salt")
    return ArchiveCatalogueFacts(
        fonds_number=group.fonds_number,
        fonds_name=group.full_name,
        year=year,
        subject="办公室",
        retention="永久",
        rows=tuple(_catalogue_row(one) for one in packages.select_related("meeting__group").order_by("seq")),
    )


def _catalogue_row(package: ArchivePackage) -> ArchiveRow:
    meeting = package.meeting
    return ArchiveRow(
        code=package.archive_code,
        document_number=meeting.minutes_number,
        author=meeting.group.name,
        title=f"{meeting.title}文件材料",
        dated=meeting.day,
        remark=f"电子文件{len(package.files)}件，叶值{package.leaf[:8]}",
    )


def titled_file(name: str) -> str:
    """Return the title of a file of a package, from its name there."""
    plain = unicodedata.normalize("NFC", name)
    known = {"data/meeting.json": "会议数据（机读）"}
    return known.get(plain, plain.rsplit("/", 1)[-1].removesuffix(".pdf"))
