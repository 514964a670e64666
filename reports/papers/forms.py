"""Which record fills which form, and how?  All areas in one table: form → records of a body → facts → page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from members.printing import pdf
from reports.actions.minutes import minutes_pdf
from reports.documents.registry import DOCUMENTS
from reports.papers import duties, findings, lifes, of_meetings, research, study, transmission, upward
from reports.papers.source import Source

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        **of_meetings.SOURCES,
        **study.SOURCES,
        **lifes.SOURCES,
        **upward.SOURCES,
        **research.SOURCES,
        **duties.SOURCES,
        **transmission.SOURCES,
        **findings.SOURCES,
    }
)

assert set(SOURCES) == set(DOCUMENTS)


def blank_pdf(name: str) -> bytes:
    """Return the empty form as PDF.  Raises KeyError for an unknown form, PdfUnavailable."""
    return pdf.render(DOCUMENTS[name].blank())


def filled_pdf(name: str, record: Any) -> bytes:
    """Return a form filled from a record as PDF; issued minutes are the very bytes that were issued.

    Raises KeyError for an unknown form, PdfUnavailable, Minutes.DoesNotExist for an excerpt without minutes.
    """
    if name == "minutes":
        return minutes_pdf(record)
    return pdf.render(DOCUMENTS[name].html(SOURCES[name].facts(record)))
