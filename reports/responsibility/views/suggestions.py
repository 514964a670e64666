"""Suggestions: their register and pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import BodyRequest
from members.forms import initial_of
from members.page_acts import Act
from members.record_pages import Listing, New, Page, RecordPages
from members.tables import sections
from members.tables.register import Column
from reports.responsibility.actions import suggestions as actions
from reports.responsibility.filters.lists import SuggestionFilter
from reports.responsibility.forms import AnswerForm, SuggestionForm
from reports.responsibility.models.suggestions import Suggestion
from reports.responsibility.views.filings import READ, for_others

SUGGESTION_COLUMNS = (
    Column(_("Suggestion"), lambda s: s.text, title=True),
    Column(_("Member"), lambda s: s.membership.name, order="membership__user__name"),
    Column(pgettext_lazy("suggestion", "field"), lambda s: s.field, order="field"),
    Column(_("Made on"), lambda s: s.submitted_on, order="submitted_on", css="nowrap"),
    Column(_("Outcome"), lambda s: s.get_outcome_display(), order="outcome"),
    Column(_("State"), lambda s: s.get_state_display(), order="state", tone=lambda s: "good" if s.state == "answered" else "info"),
)  # fmt: skip


def suggestions(request: BodyRequest) -> Any:
    """Return the suggestions of the body."""
    result = Suggestion.objects.visible_to(request.user, request.group)
    return result.select_related("group", "membership__user", "topic")


def suggestion_page(request: BodyRequest, suggestion: Suggestion) -> Page:
    """Lay out a suggestion and what became of it."""
    answered = suggestion.state == "answered"
    return Page(
        title=suggestion.text[:60],
        badge=(suggestion.get_state_display(), "good" if answered else "info"),
        lead=f"{suggestion.membership.name} · {suggestion.submitted_on:%Y-%m-%d}",
        main=(
            sections.text(_("Suggestion"), suggestion.text),
            sections.text(
                pgettext_lazy("suggestion", "answer"), suggestion.outcome_text, empty=_("Not answered yet.")
            ),
        ),
        aside=(
            sections.facts(
                _("How it was settled"),
                (
                    (pgettext_lazy("suggestion", "field"), suggestion.field),
                    (_("Outcome"), suggestion.get_outcome_display()),
                    (_("Topic"), suggestion.topic),
                    (pgettext_lazy("suggestion", "answered on"), suggestion.answered_on),
                ),
            ),
        ),
    )


SUGGESTIONS = RecordPages(
    app="reports",
    noun="suggestion",
    folder="suggestions",
    read=READ,
    rows=suggestions,
    listing=Listing(
        _("Suggestions"),
        _("What members suggest on strict governance of the Party, and what became of it; counted, not ranked."),
        SUGGESTION_COLUMNS,
        SuggestionFilter,
    ),
    page=suggestion_page,
    new=New(
        _("New suggestion"),
        "reports.suggest",
        lambda request: SuggestionForm(for_others(request), request.POST or None),
        lambda request, data, at: actions.make_suggestion(request.group, by=request.user, at=at, **data),
        _("The suggestion is made."),
    ),
    acts=(
        Act("answer", pgettext_lazy("suggestion", "answer it"), actions.answer_suggestion, form=lambda request, row: AnswerForm(request.group, request.POST or None, initial=initial_of(row, ("outcome", "outcome_text"))), message=_("Answered."), tone="primary"),
    ),
)  # fmt: skip
