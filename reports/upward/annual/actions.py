"""How does the comprehensive report of a year come about: drafted from the data, typed over, taken over section by section?"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.procedure.journal import advance
from reports.upward.actions.papers import draft_paper, text_touched
from reports.upward.annual import comprehensive
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection
from reports.upward.states import PaperKind, ReportKind


def draft_comprehensive(group: LeadingGroup, year: int, *, by: User, at: datetime) -> UpwardPaper:
    """Draft the comprehensive report of a year from its data: figures and titles, no judgement.

    Raises ValidationError ("annual_exists").  Clause 5.3-b.
    """
    gathered = comprehensive.gather(group, year, localdate(at))
    with transaction.atomic():
        paper = draft_paper(
            group,
            kind=PaperKind.REPORT,
            report_kind=ReportKind.COMPREHENSIVE,
            report_year=year,
            title=f"{group.name}关于{year}年度全面工作情况的报告",
            matter=f"{year}年度全面工作情况",
            body=comprehensive.composed([(row.title, row.text) for row in gathered]),
            by=by,
            at=at,
        )
        for position, record in enumerate(gathered, start=1):
            AnnualSection(
                paper=paper,
                key=record.key,
                position=position,
                title=record.title,
                text=record.text,
                taken=record.text,
                taken_at=at,
            ).save()
    return paper


def edit_section(section: AnnualSection, text: str, *, by: User, at: datetime) -> AnnualSection:
    """Type over a section; the figures last taken over stay beside it.  Clause 5.3-b."""
    with advance(section.paper, "edit_section", by=by, at=at, section=section.title):
        _write(section, text, at)
    return section


def take_section(section: AnnualSection, *, by: User, at: datetime) -> AnnualSection:
    """Put the present figures of one section in the place of its text, because somebody chose so.  Clause 5.3-b."""
    paper = section.paper
    assert paper.report_year is not None
    fresh = comprehensive.gather_one(paper.group, paper.report_year, localdate(at), section.key)
    with advance(paper, "take_section", by=by, at=at, section=section.title):
        section.taken, section.taken_at = fresh, at
        _write(section, fresh, at)
    return section


def _write(section: AnnualSection, text: str, at: datetime) -> None:
    paper = section.paper
    before = paper.text_digest()
    section.text = text
    section.save()
    written = paper.sections.order_by("position").values_list("title", "text")
    paper.body = comprehensive.composed(list(written))
    text_touched(paper, before, at)
