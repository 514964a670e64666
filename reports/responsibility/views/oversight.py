"""That talks of inner supervision were held, and when; never what was said.

The talks themselves are kept by the two partners (lifes); here their texts are not even read from the database.
"""

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lifes.models import HeartTalk
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.tables.register import Column, register_page
from reports.responsibility.filters.oversight import SupervisionFilter

FACTS = ("group", "kind", "state", "first", "second", "second_name", "held_on")
SUPERVISING = (HeartTalk.Kind.REMINDER, HeartTalk.Kind.INTEGRITY)

COLUMNS = (
    Column(_("Day"), lambda t: t.held_on, order="held_on", css="nowrap", title=True),
    Column(_("Occasion"), lambda t: t.get_kind_display(), order="kind"),
    Column(_("Member"), lambda t: t.first.name, order="first__user__name"),
    Column(_("With"), lambda t: t.second.name if t.second else t.second_name, order="second__user__name"),
)


@require_GET
@in_body
@needs("reports.read_talks")
def supervision_list(request: BodyRequest) -> HttpResponse:
    """Show that talks were held, between whom and when.  Clause 10.4-c."""
    persons = ("first__user__name", "second__user__name", "first__user", "second__user")
    rows = HeartTalk.objects.filter(Q(kind__in=SUPERVISING), group=request.group)
    rows = rows.select_related("first__user", "second__user").only(
        *FACTS, *persons, "first__group", "second__group"
    )
    return register_page(
        request,
        "reports/supervision_list.html",
        rows.order_by("-held_on", "-pk"),
        COLUMNS,
        title=_("Talks of inner supervision"),
        filterset=SupervisionFilter,
    )
