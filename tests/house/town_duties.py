"""What a town has of filings, duties and suggestions: one record of each."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.models import AgendaItem
from reports.responsibility.actions import integrity, suggestions
from reports.responsibility.actions import lists as duties
from reports.responsibility.models.filings import AnnualFiling
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    year = timezone.localdate(now).year
    made.do(duties.open_filings, made.group, year, at=now)
    filing = AnnualFiling.objects.get(membership=made.seats["member"], kind="duty_integrity", year=year)
    upload = SimpleUploadedFile(f"{mark}.txt", "述职".encode())
    paper = made.do(duties.attach_duty_report, filing, upload, "", who="member", at=now)
    listed = made.do(duties.draft_responsibilities, made.group, year, f"{mark}清单", at=now)
    line = made.do(
        duties.add_responsibility, listed, kind="principal_responsibility", text=f"{mark}主体责任", at=now
    )
    item = AgendaItem.objects.get(pk=made.pks["old_item"])
    link = made.do(integrity.link_stage, made.group, item.meeting.day.year, "study", item=item, at=now)
    suggestion = made.do(suggestions.make_suggestion, made.group, f"{mark}建议", who="member", at=now)
    made.pks |= {
        "stage_link": link.pk,
        "filing": filing.pk,
        "filing_paper": paper.pk,
        "responsibility": listed.pk,
        "responsibility_line": line.pk,
        "suggestion": suggestion.pk,
    }
