"""What goes into a meeting's file: which papers are rendered, which attachments are taken along?"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.models import Meeting, Paper
from members.printing.paper import filed_in

PACKAGE = "package"
"""The item under which papers say that they lie in the sealed file of a meeting."""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a package: its name there, which paper it is (its English key), and its bytes."""

    name: str
    paper: str
    content: bytes


def each_document(meeting: Meeting) -> Iterator[Document]:
    """Render the papers of a meeting one after another, the minutes first.

    Raises PdfUnavailable.
    """
    for paper, filed in filed_in(PACKAGE):
        for serial, record in enumerate(filed.records(meeting), start=1):
            number = f"{serial:02d}" if filed.serial else ""
            yield Document(f"documents/{paper.file}{number}.pdf", paper.name, paper.pdf(record))


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


def titled_file(name: str) -> str:
    """Return the title of a file of a package, from its name there."""
    plain = unicodedata.normalize("NFC", name)
    known = {"data/meeting.json": "会议数据（机读）"}
    return known.get(plain, plain.rsplit("/", 1)[-1].removesuffix(".pdf"))
