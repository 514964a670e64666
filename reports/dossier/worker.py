"""How does a worker make a dossier?  Part after part, as long as it may; then the whole, which is checked.

Whoever dies in between loses nothing but the part it was at.
"""

import gc
import logging
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from members.models import LeadingGroup
from members.printing import pdf
from members.printing.pdf import PdfUnavailable
from members.procedure.rulebook import NotInForce
from reports.archive import chain
from reports.archive.models import ArchivePackage
from reports.dossier import actions as acts
from reports.dossier.contents import pieces
from reports.dossier.front import front
from reports.dossier.latest import latest_of
from reports.dossier.making import Source, catalogue_source, of_bytes, put_together, write_part
from reports.dossier.models import Dossier, DossierPart
from reports.dossier.shape import Planned
from reports.dossier.states import Scope
from reports.dossier.validator import inspect

log = logging.getLogger(__name__)
PAUSE = timedelta(seconds=30)
"""After an error the next attempt waits so long."""
SHOWN = 20
"""How many failures of the check are kept."""


def make_waiting(seconds: float) -> int:
    """Make what waits, for so many seconds; return how many dossiers were finished."""
    until, made = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        dossier = acts.claim_next(timezone.now())
        if dossier is None:
            break
        made += make(dossier, until)
    return made


def make(dossier: Dossier, until: float | None = None) -> bool:
    """Go on with a claimed dossier; return whether it was finished.  until: the moment (monotonic) to let go at."""
    pdf.available()
    # What is loaded by now stays anyway: set aside, the pages of each paper are cleared away in no time.
    gc.freeze()
    try:
        acts.begin_dossier(dossier, at=timezone.now())
        done = set(dossier.parts.values_list("serial", flat=True))
        for serial, stored in enumerate(dossier.plan, start=1):
            if serial in done:
                continue
            if until is not None and time.monotonic() >= until:
                acts.release(dossier, at=timezone.now())
                return False
            _part(dossier, serial, Planned(**stored))
        return _whole(dossier)
    except acts.Lost:
        return False
    except PdfUnavailable as error:
        acts.fail_dossier(dossier, error.verdict.code, at=timezone.now())
    except Exception:
        log.exception("dossier %s: an attempt failed", dossier.pk)
        acts.release(dossier, at=timezone.now() + PAUSE)
        if until is None:
            raise
    finally:
        gc.unfreeze()
    return False


def _part(dossier: Dossier, serial: int, planned: Planned) -> None:
    """Make one item and keep it.  Its file has a name of its own, so that two workers never write the same one."""
    target = dossier.place / f"{serial:04d}-{dossier.claim}.part"
    files = write_part(planned, pieces(dossier.group, planned), target)
    part = DossierPart(
        dossier=dossier,
        serial=serial,
        file=target.name,
        files=files,
        latest=latest_of(dossier.group, planned),
        made_at=timezone.now(),
    )
    try:
        acts.keep_part(dossier, part, at=part.made_at)
    except acts.Lost:
        target.unlink(missing_ok=True)
        raise


def _whole(dossier: Dossier) -> bool:
    acts.renew(dossier, at=timezone.now())
    parts = list(dossier.parts.order_by("serial"))
    items = [(Planned(**dossier.plan[part.serial - 1]), part.stored()) for part in parts]
    key = chain.load_key(Path(settings.ARCHIVE_SIGNING_KEY_FILE).read_bytes())
    header = header_of(dossier, max((part.latest for part in parts), default=""))
    sources = [
        of_bytes(name, data) for name, data in front(dossier.group, header, items, chain.public_hex(key))
    ]
    sources.append(catalogue_source(header, items))
    for part, (planned, files) in zip(parts, items, strict=True):
        path = dossier.place / part.file
        sources += [_source(planned.folder + file["name"], file, path) for file in files]
    draft = dossier.file.with_suffix(".checked")
    digest = put_together(header, sources, len(items), key, draft)
    acts.renew(dossier, at=timezone.now())
    report = inspect(draft, [chain.public_hex(key)])
    told = {"files": report.files, "items": report.items, "packages": report.packages}
    at = timezone.now()
    if not report.ok:
        result = [[failure.code, failure.place, failure.detail] for failure in report.failures[:SHOWN]]
        draft.unlink(missing_ok=True)
        acts.fail_dossier(dossier, "not_whole", at=at, failures=result)
        return False
    known: dict[str, Any] = {"sha256": digest, "latest": header["latest"], "report": told}
    acts.finish_dossier(dossier, draft, at=at, size=draft.stat().st_size, **known)
    return True


def _source(name: str, rows: dict[str, Any], path: Path) -> Source:
    return Source(name, rows["size"], rows["crc"], rows["sha256"], path, rows["start"])


def header_of(dossier: Dossier, latest: str) -> dict[str, Any]:
    """Return what a dossier says of itself; nothing in it depends on who asked, or when."""
    group = dossier.group
    scope: dict[str, Any] = {"kind": dossier.scope}
    if dossier.scope == Scope.YEAR:
        scope["year"] = dossier.year
    elif dossier.scope == Scope.MEETING:
        scope["meeting"] = str(dossier.meeting_id)
    else:
        scope["item"] = str(dossier.matter_id)
    return {
        "kind": "dossier",
        "group": {"code": group.code, "name": group.name},
        "title": dossier.title,
        "scope": scope,
        "rulebook": _rulebook(dossier),
        "latest": latest,
        "checkpoint": _checkpoint(group),
    }


def _checkpoint(group: LeadingGroup) -> str:
    """Return the checkpoint of the body's archive as it stands, signed; empty without a sealed file."""
    last = ArchivePackage.objects.filter(group=group).order_by("seq").defer("data").last()
    return last.checkpoint if last is not None else ""


def _rulebook(dossier: Dossier) -> dict[str, str]:
    dated = [planned["dated"] for planned in dossier.plan if planned["dated"]]
    try:
        book = dossier.group.rulebook(on=datetime.fromisoformat(max(dated)).date())
    except (NotInForce, ValueError):
        return {"id": "", "title": ""}
    return {"id": book.key, "title": f"《{book.title.strip('《》')}》（{book.number}）"}
