"""In which state is the installation?  One page for who keeps it running."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.printing import pdf
from members.procedure.journal import demand_power
from reports.archive import verification as shelf
from reports.status import status

LATE = timedelta(minutes=15)


@require_GET
@in_body
def status_detail(request: BodyRequest) -> HttpResponse:
    """Show guards, PDF engine and fonts, the clock, versions and the database."""
    demand_power("reports.read_status", request.user, request.group)
    beat = status.last_beat()
    context = {
        "missing": status.missing_guards(),
        "engine": pdf.available(),
        "fonts": status.fonts(),
        "beat": beat,
        "beat_late": beat is None or timezone.now() - beat > LATE,
        "database": status.database(),
        "product": status.product_version(),
        "versions": status.versions(),
        "public_key": shelf.public_key(),
        "now": timezone.now(),
    }
    return render(request, "reports/status_detail.html", context)
