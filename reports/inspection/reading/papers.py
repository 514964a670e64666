"""Which papers may be printed in an inspection?  A paper of a whole meeting only when no item of it is withheld."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from members.printing import pdf
from reports.documents.registry import DOCUMENTS
from reports.inspection.models import Inspection
from reports.inspection.reading import scope
from reports.inspection.states import Matter
from reports.papers.forms import SOURCES


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that an inspection opens.  matter: what has to be granted; within: inspection → which of its records."""

    matter: Matter
    within: Callable[[Inspection], Q]


def _of_meeting(path: str) -> Opened:
    """A paper about a whole meeting.  path: lookup from its record to the meeting."""
    return Opened(Matter.DECISIONS, lambda inspection: Q(**{f"{path}__in": scope.whole_meetings(inspection)}))


def _of_item(path: str) -> Opened:
    """A paper about one item.  path: lookup from its record to the item."""
    return Opened(Matter.DECISIONS, lambda inspection: Q(**{f"{path}__in": scope.items(inspection)}))


OPENED: Mapping[str, Opened] = {
    "topic_approval": _of_item("items"),
    "meeting_notice": _of_meeting("meeting"),
    "sign_in_sheet": _of_meeting("pk"),
    "recusal_register": _of_meeting("pk"),
    "meeting_record": _of_meeting("pk"),
    "minutes": _of_meeting("meeting"),
    "minutes_excerpt": _of_item("pk"),
    "written_opinion": _of_item("item"),
    "tally_sheet": _of_item("item"),
    "supervision_slip": _of_item("decision__item"),
    "study_sign_in": Opened(Matter.STUDY, lambda inspection: Q(pk__in=scope.studies(inspection))),
    "study_record": Opened(Matter.STUDY, lambda inspection: Q(pk__in=scope.studies(inspection))),
    "request": Opened(Matter.UPWARD, lambda inspection: Q(pk__in=scope.upward(inspection))),
    "report": Opened(Matter.UPWARD, lambda inspection: Q(pk__in=scope.upward(inspection))),
    "research_plan": Opened(Matter.RESEARCH, lambda inspection: Q(pk__in=scope.research(inspection))),
    "article_approval": Opened(Matter.ARTICLES, lambda inspection: Q(pk__in=scope.articles(inspection))),
}


def is_opened(inspection: Inspection, form: str) -> bool:
    """Say whether a form is among what an inspection opens."""
    return form in OPENED and inspection.covers(OPENED[form].matter)


def record_of(inspection: Inspection, form: str, pk: int, reader: Any) -> Any:
    """Return the record a form is filled from, None when the inspection does not reach it."""
    if not is_opened(inspection, form):
        return None
    records = SOURCES[form].records(inspection.group, reader)
    return records.filter(OPENED[form].within(inspection), pk=pk).distinct().first()


def marked_paper(form: str, record: Any, mark: pdf.Mark) -> bytes:
    """Return a paper as PDF under a mark.  Set anew: the bytes that were issued carry none.  Raises PdfUnavailable."""
    return pdf.render(DOCUMENTS[form].html(SOURCES[form].facts(record)), mark)
