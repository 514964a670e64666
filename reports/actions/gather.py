"""What goes into a meeting's file: which papers are rendered, which attachments are taken along?"""

from meetings.models import Meeting, Paper
from reports import pdf
from reports.actions.minutes import minutes_pdf
from reports.documents import meeting_record
from reports.models import Minutes
from reports.papers.record import record_facts


def documents(meeting: Meeting) -> dict[str, bytes]:
    """Render the papers of a meeting, by their names in the package.

    Raises PdfUnavailable.
    """
    rendered = {"documents/会议记录.pdf": pdf.render(meeting_record.html(record_facts(meeting)))}
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is not None:
        rendered["documents/会议纪要.pdf"] = minutes_pdf(minutes)
    return rendered


def files_of(meeting: Meeting) -> dict[str, bytes]:
    """Return the attachments of the meeting's topics, by their names in the package."""
    papers = Paper.objects.filter(
        proposal__items__meeting=meeting, proposal__items__removed=False, withdrawn=False
    )
    taken = {}
    for serial, paper in enumerate(papers.order_by("pk").distinct(), start=1):
        suffix = "".join(
            character for character in paper.original_name.rsplit(".", 1)[-1] if character.isalnum()
        )
        with paper.file.open("rb") as file:
            taken[f"attachments/{serial:04d}.{suffix or 'bin'}"] = file.read()
    return taken
