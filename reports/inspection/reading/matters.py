"""Which registers does an inspection show, and what stands on the page of one record?  One description for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import AgendaItem
from members.models import User
from members.pages import Words
from members.tables.register import Column, shown
from members.templatetags.desk import tone
from reports.checks import words as said
from reports.inspection.models import Inspection
from reports.inspection.reading import findings as found
from reports.inspection.reading import scope
from reports.inspection.states import Matter

Facts = Sequence[tuple[Words, Any]]


def _nothing(_inspection: Inspection, _record: Any) -> Facts:
    return ()


@dataclass(frozen=True, slots=True)
class Register:
    """One register of an inspection.

    slug: its place in the address.  matter: what has to be granted.  rows: inspection, reader → records, with what the columns
    read.  search: fields a list is searched by.  more: further facts on a record's page.
    """

    slug: str
    matter: Matter
    title: Words
    lead: Words
    rows: Callable[[Inspection, User], QuerySet[Any]]
    columns: Sequence[Column]
    search: tuple[str, ...] = ()
    more: Callable[[Inspection, Any], Facts] = field(default=_nothing)

    def facts(self, inspection: Inspection, record: Any) -> list[tuple[Words, Any]]:
        """Return what stands on a record's page: its columns, then more."""
        own = [(column.label, column.value(record)) for column in self.columns]
        return [*own, *self.more(inspection, record)]


def _meetings(inspection: Inspection, _reader: User) -> QuerySet[Any]:
    rows = scope.meetings(inspection).select_related("group", "chair__user", "recorder", "record")
    seen = Q(items__in=scope.items(inspection))
    return rows.annotate(shown=Count("items", filter=seen, distinct=True))


def _items(inspection: Inspection, meeting: Any) -> Facts:
    rows: QuerySet[AgendaItem] = scope.items(inspection).filter(meeting=meeting).order_by("position", "pk")
    result = [
        (item.title, " · ".join(filter(None, (item.get_outcome_display(), item.formula)))) for item in rows
    ]
    hidden = meeting.items.filter(removed=False).count() - len(result)
    return [*result, (_("Items outside the inspection"), hidden)] if hidden else result


def _findings(inspection: Inspection, reader: User) -> QuerySet[Any]:
    return found.findings(inspection, reader).select_related("group").prefetch_related("answers__by")


def answers(finding: Any) -> str:
    """Return the answers to a finding: in which way, the words, by whom, when."""
    return "；".join(
        f"{answer.get_way_display()}：{answer.text}（{answer.by.name} {shown(answer.at)}）"
        for answer in finding.answers.all()
    )


_STATE = Column(
    _("State"), lambda one: one.get_state_display(), order="state", tone=lambda one: tone(one.state)
)

REGISTERS: Mapping[str, Register] = {
    one.slug: one
    for one in (
        Register(
            "meetings",
            Matter.DECISIONS,
            _("Meetings held"),
            _("The meetings of the years of this inspection."),
            _meetings,
            (
                Column(_("Meeting"), lambda one: one.title, order="ordinal", title=True),
                Column(_("Day"), lambda one: one.day, order="day", css="nowrap"),
                Column(_("Kind"), lambda one: one.get_kind_display(), order="kind"),
                Column(_("Chair"), lambda one: one.chair.name if one.chair else ""),
                Column(_("Items shown"), lambda one: one.shown, css="num"),
                Column(_("Number of the minutes"), lambda one: one.minutes_number),
                _STATE,
            ),
            ("place", "minutes_number"),
            _items,
        ),
        Register(
            "study",
            Matter.STUDY,
            _("Collective study"),
            _("Studies held in the years of this inspection."),
            lambda inspection, _reader: scope.studies(inspection).select_related(
                "group", "chair__user", "recorder"
            ),
            (
                Column(_("Theme"), lambda one: one.title, order="title", title=True),
                Column(_("Day"), lambda one: one.day, order="day", css="nowrap"),
                Column(_("Form of study"), lambda one: one.get_form_display(), order="form"),
                Column(_("Lecturer"), lambda one: one.lecturer),
                Column(_("Place"), lambda one: one.place),
                _STATE,
            ),
            ("title", "lecturer", "place"),
            lambda _inspection, one: ((_("Began"), one.began_at), (_("Ended"), one.ended_at)),
        ),
        Register(
            "life",
            Matter.LIFE,
            _("Democratic-life meetings"),
            _("How they stand, with their days; what was said there is not shown."),
            lambda inspection, _reader: scope.life_meetings(inspection).select_related("group"),
            (
                Column(_("Democratic-life meeting"), str, order="life_year", title=True),
                Column(_("Theme"), lambda one: one.theme),
                Column(_("Planned for"), lambda one: one.planned_on, order="planned_on", css="nowrap"),
                Column(_("Day of the session"), lambda one: one.opened_at, order="opened_at", css="nowrap"),
                Column(_("Reported"), lambda one: one.reported_on, order="reported_on", css="nowrap"),
                Column(_("Notice given"), lambda one: one.noticed_on, order="noticed_on", css="nowrap"),
                _STATE,
            ),
            ("theme",),
            lambda _inspection, one: (
                (_("Paper of the superior on the theme"), one.theme_paper),
                (_("Consent to postponing"), one.postponed_paper),
                (_("Number of the report"), one.report_number),
            ),
        ),
        Register(
            "upward",
            Matter.UPWARD,
            _("Requests and reports"),
            _("Papers sent to the superior in the years of this inspection."),
            lambda inspection, _reader: scope.upward(inspection).select_related("group", "signed_by"),
            (
                Column(_("Title"), lambda one: one.title, order="title", title=True),
                Column(_("Kind"), lambda one: one.get_kind_display(), order="kind"),
                Column(_("Number"), lambda one: one.number, order="number", css="nowrap"),
                Column(_("Signed by"), lambda one: one.signed_by),
                Column(_("Sent on"), lambda one: one.sent_on, order="sent_on", css="nowrap"),
                _STATE,
            ),
            ("title", "number", "recipient"),
            lambda _inspection, one: (
                (_("Main recipient"), one.recipient),
                (_("Adopted on"), one.adopted_on),
                (_("Changed after the meeting"), one.adoption_note),
                (_("Receipt number"), one.receipt_number),
            ),
        ),
        Register(
            "research",
            Matter.RESEARCH,
            _("Research projects"),
            _("Research begun in the years of this inspection."),
            lambda inspection, _reader: scope.research(inspection).select_related("group", "leader__user"),
            (
                Column(_("Theme"), lambda one: one.theme, order="theme", title=True),
                Column(_("Leader"), lambda one: one.leader.name, order="leader__user__name"),
                Column(_("From day"), lambda one: one.begins_on, order="begins_on", css="nowrap"),
                Column(_("To day"), lambda one: one.ends_on, order="ends_on", css="nowrap"),
                Column(_("Report final"), lambda one: one.final_on, order="final_on", css="nowrap"),
                _STATE,
            ),
            ("theme", "leader__user__name"),
            lambda _inspection, one: (
                (_("Fed back to the place"), one.fed_back_on),
                (_("Fed back to"), one.fed_back_to),
            ),
        ),
        Register(
            "articles",
            Matter.ARTICLES,
            _("Signed articles"),
            _("Articles approved or published in the years of this inspection."),
            lambda inspection, _reader: scope.articles(inspection).select_related(
                "group", "author__user", "approved_by"
            ),
            (
                Column(_("Article"), lambda one: one.title, order="title", title=True),
                Column(_("Author"), lambda one: one.author.name, order="author__user__name"),
                Column(_("Who approves"), lambda one: one.get_route_display(), order="route"),
                Column(_("Approved"), lambda one: one.approved_on, order="approved_on", css="nowrap"),
                Column(_("Published"), lambda one: one.published_on, order="published_on", css="nowrap"),
                _STATE,
            ),
            ("title", "author__user__name", "outlet"),
            lambda _inspection, one: (
                (_("Decision of the group"), one.decision),
                (_("Why it was not applied for"), one.late_reason),
            ),
        ),
        Register(
            "filings",
            Matter.FILINGS,
            _("Yearly filings"),
            _("That and when was filed, and with whom; never what."),
            lambda inspection, _reader: scope.filings(inspection).select_related("group", "membership__user"),
            (
                Column(
                    _("Member"),
                    lambda one: one.membership.user.name,
                    order="membership__protocol_order",
                    title=True,
                ),
                Column(_("Year"), lambda one: one.year, order="year", css="num"),
                Column(_("Kind"), lambda one: one.get_kind_display(), order="kind"),
                Column(_("Due"), lambda one: one.due_on, order="due_on", css="nowrap"),
                Column(_("Filed on"), lambda one: one.done_on, order="done_on", css="nowrap"),
                Column(_("Receiving office"), lambda one: one.office),
                _STATE,
            ),
            ("membership__user__name", "office"),
        ),
        Register(
            "findings",
            Matter.FINDINGS,
            _("Findings and answers"),
            _("What the checks of the rules found in the years of this inspection, and what was answered."),
            _findings,
            (
                Column(pgettext_lazy("finding", "Finding"), lambda one: said.title(one.check_id), title=True),
                Column(
                    pgettext_lazy("finding", "Check"),
                    lambda one: one.check_id,
                    order="check_id",
                    css="nowrap",
                ),
                Column(pgettext_lazy("finding", "About"), said.subject),
                Column(_("Day"), lambda one: one.on, order="on", css="nowrap"),
                Column(pgettext_lazy("finding", "Said"), said.said),
                Column(pgettext_lazy("finding", "Answers"), answers),
                _STATE,
            ),
            ("check_id", "subject"),
            lambda _inspection, one: (
                (_("Clause"), one.clause),
                (pgettext_lazy("finding", "Found"), one.found_at),
            ),
        ),
    )
}


def registers_of(inspection: Inspection) -> list[Register]:
    """Return the registers an inspection opens, in order."""
    return [row for row in REGISTERS.values() if inspection.covers(row.matter)]
