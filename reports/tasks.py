"""Which background tasks serve archive and year?  Seals, verifies every night, checks, ends inspections, and reminds."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localdate

from members.models import LeadingGroup
from members.printing.pdf import PdfUnavailable
from members.reminders import Moment, registered, write_all
from reports.archive.actions import seal_meeting
from reports.archive.verification import verify_shelf
from reports.archive.waiting import ready_to_seal, tell_broken
from reports.checks.run import follow, look_over
from reports.checks.waiting import tell_new
from reports.dossier import actions as dossiers
from reports.dossier.worker import make_waiting
from reports.inspection.actions import expire_inspections
from reports.search import keeping

log = logging.getLogger(__name__)


@shared_task
def seal_closed_meetings() -> int:
    """Seal every closed meeting with signed record and issued minutes; return how many were."""
    sealed = 0
    for meeting in ready_to_seal():
        try:
            seal_meeting(meeting, by=None, at=timezone.now())
            sealed += 1
        except (ValidationError, PdfUnavailable) as error:
            log.warning("meeting %s is not sealed: %s", meeting.pk, getattr(error, "code", error))
    return sealed


@shared_task
def verify_archives() -> int:
    """Verify every archive; tell clerks and auditors of what is broken; return how many bodies are not whole."""
    broken = [shelf for group in LeadingGroup.objects.all() if not (shelf := verify_shelf(group)).ok]
    for shelf in broken:
        log.error("archive of %s is not whole: %s", shelf.group, list(shelf.failures()))
        tell_broken(shelf, timezone.now())
    return len(broken)


@shared_task
def make_dossiers() -> int:
    """Go on with the dossiers that were asked for, for a while; return how many were finished."""
    return make_waiting(settings.DOSSIER_SLICE_SECONDS)


@shared_task
def clear_dossiers() -> int:
    """Remove the files of dossiers whose days are over; return how many."""
    return dossiers.clear_dossiers(timezone.now(), settings.DOSSIER_DAYS)


@shared_task
def remind_of_reports() -> int:
    """Write what is due about minutes, papers, duties, research and registers; return how many reminders are new."""
    return write_all(registered("reports"), Moment(timezone.now()))


@shared_task
def index_for_search() -> int:
    """Take what was acted upon into the index of the search; return how many records."""
    return keeping.follow(timezone.now())


@shared_task
def index_anew() -> int:
    """Make the whole index of the search anew; return how many records."""
    return keeping.rebuild(timezone.now())


@shared_task
def end_inspections() -> int:
    """Let inspections expire whose last day has passed; return how many."""
    now = timezone.now()
    return expire_inspections(localdate(now), at=now)


@shared_task
def follow_with_checks() -> int:
    """Look again at each body that had acts since the last time; return at how many years of bodies."""
    return follow(timezone.now())


@shared_task
def check_all_bodies() -> int:
    """Put all checks to the running and the previous year of every body and tell what is new; return how many years."""
    at = timezone.now()
    looked = look_over(LeadingGroup.objects.order_by("code"), at)
    for group in LeadingGroup.objects.order_by("code"):
        tell_new(group, at)
    return looked
