"""How are suggestions made, and answered?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.responsibility.models.suggestions import Suggestion


def make_suggestion(
    group: LeadingGroup,
    text: str,
    field: str = "",
    *,
    by: User,
    at: datetime,
    member: Membership | None = None,
) -> Suggestion:
    """Make a suggestion, or, as the secretariat, enter one a member made on paper.  Clause 10.3-d."""
    demand_power("reports.suggest", by, group)
    seat = member or Membership.objects.filter(group=group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "10.3-d")
        )
    behalf = None if seat.user_id == by.pk else seat.user
    with transaction.atomic():
        made = Suggestion(group=group, membership=seat, text=text, field=field, submitted_on=localdate(at))
        demand_power("reports.suggest", by, made)
        made.save()
        enter(made, "make_suggestion", by=by, at=at, on_behalf_of=behalf, after=made.state)
    return made


def answer_suggestion(
    suggestion: Suggestion, outcome: str, outcome_text: str, *, by: User, at: datetime, **more: Any
) -> Suggestion:
    """Say what becomes of a suggestion, with an answer; the member is told.  Clause 10.3-d.

    Raises Refused ("reason_required"); ValidationError ("other_body").
    """
    with advance(suggestion, "answer_suggestion", by=by, at=at, outcome=f"suggestion_{outcome}"):
        uphold(reason_given(outcome_text, "10.3-d"))
        suggestion.outcome, suggestion.outcome_text = outcome, outcome_text
        suggestion.topic = more.get("topic")
        suggestion.answered_on = localdate(at)
    group, member = suggestion.group, suggestion.membership.user
    if member != by:
        notify(
            member,
            "suggestion_answered",
            f"{suggestion.pk}",
            group=group,
            subject=f"意见建议已答复：{suggestion.text[:30]}",
            url=reverse("reports:suggestion_detail", args=[group.code, suggestion.pk]),
            at=at,
        )
    return suggestion
