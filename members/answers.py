"""How does a page of this floor answer?  With a PDF, with why there is none, with what an act would answer."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import cast
from urllib.parse import quote

from django.http import FileResponse, HttpResponse

from members.access import BodyRequest
from members.models import User
from members.pages import refused_act
from members.printing.pdf import PdfUnavailable
from members.procedure.record import Record, Refused, not_permitted, would
from members.procedure.verdict import Verdict
from members.tables.exports import download

PDF = "application/pdf"


def pdf_answer(request: BodyRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """Send a PDF to be saved, or shown for `?view=1`; without the PDF engine say what to install (503).

    name: file name without its ending; make: makes the bytes, may raise PdfUnavailable.
    """
    try:
        content = make()
    except PdfUnavailable as error:
        return refused_act(request, Refused(error.verdict), status=503)
    response = download(content, f"{name}.pdf", PDF)
    if request.GET.get("view") == "1":
        response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    return response


def offered(record: Record, verb: str, user: User) -> Verdict:
    """Say what an act would answer to this person: power first, then state and law, as the act itself asks."""
    lifecycle = record.lifecycle
    assert lifecycle is not None
    power = lifecycle.transition(verb).power
    if power and not user.has_perm(power, record):
        return not_permitted()
    return would(record, verb)


def file_answer(path: Path, name: str, content_type: str) -> HttpResponse:
    """Send a file from its place, to be saved under a name; it is never read into memory as a whole."""
    safe = re.sub(r'[\x00-\x1f"\\/:*?<>|]', "_", name)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=safe, content_type=content_type)
    return cast("HttpResponse", answer)  # Django's streaming answers share no base with the plain one
