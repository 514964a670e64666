"""What did the group do together, what did members say in public, and what did the supervision unit say?"""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.models import AttendanceRecord, Observer, ObserverOpinion
from members.access import BodyRequest, in_body
from members.file_forms import PaperForm
from members.form_pages import needs
from members.forms import initial_of
from members.models.tags import tag_labels
from members.page_acts import Act
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column, register_page
from members.tables.sections import Cell
from reports.registers.actions import kept as actions
from reports.registers.filters import ActivityFilter, ObserverFilter, StatementFilter
from reports.registers.forms import ActivityForm, StatementForm, WhyForm
from reports.registers.models.activities import GroupActivity, Statement

READ, KEEP = "reports.read_registers", "reports.keep_registers"
TONES = {"entered": "good", "struck": "neutral"}

ACTIVITY_COLUMNS = (
    Column(_("Day"), lambda a: a.day, order="day", css="nowrap"),
    Column(_("Title"), lambda a: a.title, order="title", title=True),
    Column(_("Kind"), lambda a: a.get_kind_display(), order="kind"),
    Column(_("Led by"), lambda a: a.led_by.name, order="led_by__user__name"),
    Column(_("Members who took part"), lambda a: a.present, order="present", css="num"),
    Column(_("Fields of Party building"), lambda a: tag_labels(a.work_tags)),
    Column(_("State"), lambda a: a.get_state_display(), order="state", tone=lambda a: TONES[a.state]),
)

STATEMENT_COLUMNS = (
    Column(_("Day"), lambda s: s.day, order="day", css="nowrap"),
    Column(_("Where it was said"), lambda s: s.occasion, order="occasion", title=True),
    Column(_("Speaker"), lambda s: s.speaker.name, order="speaker__user__name"),
    Column(_("Gist"), lambda s: s.gist),
    Column(_("Decision"), lambda s: s.decision.number if s.decision else "", order="decision__number", css="nowrap"),
    Column(_("State"), lambda s: s.get_state_display(), order="state", tone=lambda s: TONES[s.state]),
)  # fmt: skip


def activities(request: BodyRequest) -> Any:
    """Return the activities, with how many members took part."""
    group_activities = GroupActivity.objects.visible_to(request.user, request.group)
    return (
        group_activities.annotate(present=Count("participants"))
        .select_related("group", "led_by__user")
        .order_by("-day", "-pk")
    )


def activity_page(request: BodyRequest, activity: Any) -> Page:
    """Lay out an activity."""
    present = activity.participants.select_related("user").order_by("protocol_order")
    return Page(
        title=activity.title,
        badge=(activity.get_state_display(), TONES[activity.state]),
        lead=f"{activity.get_kind_display()} · {activity.day}",
        main=(
            sections.text(_("Note"), activity.note),
            sections.files(_("Papers filed"), ACTIVITIES.file_links(activity)),
        ),
        aside=(
            sections.facts(
                _("Activity"),
                (
                    (_("Day"), activity.day),
                    (_("Place"), activity.place),
                    (_("Led by"), activity.led_by.name),
                    (_("Members who took part"), "、".join(seat.name for seat in present)),
                    (_("Others who took part"), activity.others),
                    (_("Fields of Party building"), tag_labels(activity.work_tags)),
                ),
            ),
        ),
    )


def edit_activity(request: BodyRequest, activity: GroupActivity) -> ActivityForm:
    """Return the form of an activity with its present values."""
    names = [name for name in ActivityForm.names if name != "participants"]
    initial = initial_of(activity, names) | {"participants": activity.participants.all()}
    return ActivityForm(request.group, activity.day, request.POST or None, initial=initial)


ACTIVITIES = RecordPages(
    app="reports",
    noun="activity",
    folder="activities",
    read=READ,
    rows=activities,
    listing=Listing(
        _("Activities of the group"),
        _("What the group does together beside its meetings: study, research, visits, volunteer work."),
        ACTIVITY_COLUMNS,
        ActivityFilter,
    ),
    page=activity_page,
    files=lambda activity: activity.files.all(),
    new=New(
        _("New activity"),
        KEEP,
        lambda request: ActivityForm(
            request.group, request.today, request.POST or None, initial={"day": request.today}
        ),
        lambda request, data, at: actions.enter_activity(request.group, by=request.user, at=at, **data),
        _("The activity is entered."),
    ),
    acts=(
        Act("edit", _("Edit"), actions.edit_activity, form=edit_activity, message=_("The activity is saved."), wide=True),
        Act("attach", _("Attach a file"), actions.attach_activity_file, form=PaperForm, message=_("The file is attached.")),
        Act("strike", _("Strike out"), actions.strike_activity, form=WhyForm, message=_("Struck out; the row is kept.")),
    ),
)  # fmt: skip


def statements(request: BodyRequest) -> Any:
    """Return the statements."""
    result = Statement.objects.visible_to(request.user, request.group)
    return result.select_related("group", "speaker__user", "decision__item")


def statement_page(request: BodyRequest, statement: Statement) -> Page:
    """Lay out a statement and the decision it belongs to, side by side; nothing is judged."""
    decision = statement.decision
    main = [sections.text(_("Gist"), statement.gist)]
    if decision is not None:
        main.append(
            sections.table(
                _("Decision it belongs to"),
                (_("Number"), _("In force from"), _("Decision")),
                [
                    (
                        Cell(decision.number, reverse("meetings:decision_detail", args=[request.group.code, decision.pk])),
                        decision.effective_on,
                        decision.text,
                    )
                ],
            )
        )  # fmt: skip
    return Page(
        title=statement.occasion,
        badge=(statement.get_state_display(), TONES[statement.state]),
        lead=f"{statement.speaker.name} · {statement.day}",
        main=main,
    )


STATEMENTS = RecordPages(
    app="reports",
    noun="statement",
    folder="statements",
    read=READ,
    rows=statements,
    listing=Listing(
        _("Statements"),
        _("What members said in public, beside the decision it belongs to. The software judges nothing."),
        STATEMENT_COLUMNS,
        StatementFilter,
    ),
    page=statement_page,
    new=New(
        _("New statement"),
        KEEP,
        lambda request: StatementForm(
            request.group, request.today, request.POST or None, initial={"day": request.today}
        ),
        lambda request, data, at: actions.enter_statement(request.group, by=request.user, at=at, **data),
        _("The statement is entered."),
    ),
    acts=(
        Act("edit", _("Edit"), actions.edit_statement, form=lambda request, statement: StatementForm(
                request.group, statement.day, request.POST or None,
                initial=initial_of(statement, StatementForm.names),
            ), message=_("The statement is saved."), wide=True),
        Act("strike", _("Strike out"), actions.strike_statement, form=WhyForm, message=_("Struck out; the row is kept.")),
    ),
)  # fmt: skip


# -- observers of the supervision unit ----------------------------------------------------------------


def opinion_label(observer: Any) -> str:
    """Return what is on record of an observer: opinions, none though present, or absence."""
    if observer.opinions:
        return _now("%(number)s on record") % {"number": observer.opinions}
    return _now("attended, none on record") if observer.attended else _now("did not attend")


def opinion_tone(observer: Any) -> str:
    """Return the tone of that."""
    return "good" if observer.opinions else "warn" if observer.attended else "neutral"


OBSERVER_COLUMNS = (
    Column(_("Day"), lambda o: o.meeting.day, order="meeting__day", css="nowrap"),
    Column(_("Meeting"), lambda o: o.meeting.title, order="meeting__starts_at", title=True),
    Column(_("Observer"), lambda o: o.name, order="name"),
    Column(_("Unit"), lambda o: o.unit, order="unit"),
    Column(_("Item"), lambda o: o.on_item or ""),
    Column(_("Opinion"), lambda o: o.said or ""),
    Column(_("What is on record"), opinion_label, tone=opinion_tone),
)


def observers(request: BodyRequest) -> Any:
    """Return the supervision unit's observers at meetings that were held, with what is on record of them.

    Clause 4.3-6.
    """
    given = ObserverOpinion.objects.filter(observer=OuterRef("pk")).order_by("pk")
    counted = given.order_by().values("observer").annotate(n=Count("pk")).values("n")
    stays = AttendanceRecord.objects.filter(observer=OuterRef("pk"), confirmed_at__isnull=False)
    held = Observer.objects.filter(
        meeting__group=request.group, from_supervision_unit=True, meeting__opened_at__isnull=False
    )
    return (
        held.annotate(
            attended=Exists(stays),
            opinions=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            said=Subquery(given.values("text")[:1]),
            on_item=Subquery(given.values("item__title")[:1]),
        )
        .select_related("meeting__group")
        .order_by("-meeting__starts_at", "pk")
    )


@require_GET
@in_body
@needs(READ)
def observer_list(request: BodyRequest) -> HttpResponse:
    """Show what the supervision unit said at meetings, and where it was present and nothing is on record."""
    silent = observers(request).filter(attended=True, opinions=0).count()
    notes = []
    if silent:
        notes.append(
            ("warn", _now("Attended, and no opinion is on record: %(number)s meetings.") % {"number": silent})
        )
    return register_page(
        request,
        "record_list.html",
        observers(request),
        OBSERVER_COLUMNS,
        title=_("Opinions of the supervision unit"),
        filterset=ObserverFilter,
        link=lambda row: reverse("meetings:meeting_detail", args=[request.group.code, row.meeting_id]),
        context={
            "lead": _("What observers of the supervision unit said at meetings, as it was recorded."),
            "notes": notes,
        },
    )
