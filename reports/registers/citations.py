"""Where is a repealed regulation still cited?  In topics, decisions and regulations of the days since its repeal."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, TopicProposal
from members.models import LeadingGroup
from members.pages import Words
from reports.registers.models.regulations import Regulation
from reports.registers.states import RegulationState

Citation = tuple[Words, str, date | None, str]
"""Kind of record, its title, its day, its address."""

ENDED = (RegulationState.REPEALED, RegulationState.ABANDONED)


def topics_since(group: LeadingGroup, day: date) -> "QuerySet[TopicProposal]":
    """Return topics with a policy basis that were taken up since a day, or are still on their way."""
    proposals = TopicProposal.objects.filter(~Q(policy_basis=""), ~Q(state="abandoned"), group=group)
    return proposals.filter(Q(items__isnull=True) | Q(items__meeting__day__gte=day)).distinct()


def citations(regulation: Regulation) -> list[Citation]:
    """Return what cites a repealed regulation since its repeal.  Clause 4.3-7."""
    day, group = regulation.repealed_on, regulation.group
    if regulation.state != RegulationState.REPEALED or day is None:
        return []
    decisions = Decision.objects.filter(group=group, effective_on__gte=day)
    living = regulation.cited_by.exclude(state__in=ENDED)
    results: list[Citation] = [
        (
            _("Topic proposal"),
            result.title,
            None,
            reverse("meetings:proposal_detail", args=[group.code, result.pk]),
        )
        for result in regulation.cited_in(topics_since(group, day), "policy_basis")
    ]
    results += [
        (
            _("Decision"),
            record.number,
            record.effective_on,
            reverse("meetings:decision_detail", args=[group.code, record.pk]),
        )
        for record in regulation.cited_in(decisions, "text")
    ]
    results += [
        (
            _("Regulation"),
            row.title,
            row.issued_on,
            reverse("reports:regulation_detail", args=[group.code, row.pk]),
        )
        for row in living
    ]
    return results


def still_cited(group: LeadingGroup) -> list[str]:
    """Return the titles of repealed regulations that something cites; four queries, however many there are.

    Clause 4.3-7.
    """
    rows = Regulation.objects.filter(group=group, state=RegulationState.REPEALED, repealed_on__isnull=False)
    repealed = [(row, row.repealed_on) for row in rows if row.repealed_on is not None]
    if not repealed:
        return []
    first = min(day for _one, day in repealed)
    topics = topics_since(group, first).values_list("policy_basis", "items__meeting__day")
    decisions = Decision.objects.filter(group=group, effective_on__gte=first)
    texts = [*topics, *decisions.values_list("text", "effective_on")]
    living = set(
        Regulation.objects.filter(group=group, based_on__state=RegulationState.REPEALED)
        .exclude(state__in=ENDED)
        .values_list("based_on", flat=True)
    )
    return [titles.title for titles, day in repealed if titles.pk in living or _named(titles, day, texts)]


def _named(regulation: Regulation, since: date, texts: Iterable[tuple[str, date | None]]) -> bool:
    return any(regulation.is_cited_in(text) for text, day in texts if day is None or day >= since)
