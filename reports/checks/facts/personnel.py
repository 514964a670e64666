"""What is on record of the personnel items of a year?  CHK-35.  Never what was said of a person."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Count, Q, Sum

from meetings.models import AgendaItem, Recusal, Speech
from meetings.rules.kinds import concerns_person
from meetings.states import ItemState, Outcome
from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.personnel import Personnel, Voted
from votes.models import Ballot, Elector, SealedBallot, TallyLine, Vote

VOTED = (Outcome.PASSED, Outcome.NOT_PASSED, Outcome.DEFERRED)


def gather(group: LeadingGroup, year: int, today: date) -> Personnel:
    """Read the items, who voted, who spoke, who withdrew (eleven queries).  Clauses 6.1-g, 6.4-e, 6.5-a, 6.5-b."""
    span = span_of(group, year, today)
    if span is None:
        return Personnel(None)
    settled = AgendaItem.objects.filter(
        meeting__group=group,
        meeting__day__year=year,
        removed=False,
        state=ItemState.SETTLED,
        outcome__in=VOTED,
    )
    kept = Count("proposal__papers", filter=Q(proposal__papers__withdrawn=False))
    rows = settled.select_related("meeting", "proposal").annotate(kept=kept).order_by("meeting__day", "pk")
    # Further categories are a list; it is not searched the same way by both engines.
    items = [result for result in rows if concerns_person(result.kinds)]
    keys = [record.pk for record in items]
    votes = dict(Vote.objects.live().filter(item__in=keys).values_list("pk", "item"))
    voters, stances = _voters(votes), _stances(votes)
    spoken: dict[int, list[int]] = defaultdict(list)
    speeches = Speech.objects.filter(item__in=keys).order_by("serial")
    for item, seat in speeches.values_list("item", "membership"):
        spoken[item].append(seat)
    stands: Counter[int] = Counter()
    left: Counter[int] = Counter()
    recusals = Recusal.objects.filter(item__in=keys, state=Recusal.State.STANDS)
    for item, since in recusals.values_list("item", "left_at"):
        stands[item] += 1
        left[item] += since is not None
    return Personnel(
        span,
        tuple(
            Voted(
                key=row.pk,
                on=row.meeting.day,
                kinds=row.kinds,
                candidate=row.candidate,
                introduced=bool(row.report_gist.strip()),
                voters=tuple(voters[row.pk]),
                chair=row.chair_id,
                spoken=tuple(spoken[row.pk]),
                stances=stances[row.pk],
                recusals=stands[row.pk],
                left=left[row.pk],
                papers=row.kept + bool(row.summary.strip()) + _told(row),  # type: ignore[attr-defined]  # annotated
            )
            for row in items
        ),
    )


def _told(item: AgendaItem) -> bool:
    """Say whether the topic tells of the candidate, or names the paper kept elsewhere."""
    topic = item.proposal
    return topic is not None and bool(topic.summary.strip() or topic.paper_number.strip())


def _voters(votes: dict[int, int]) -> dict[int, list[int]]:
    """Return by item the seats of its electorate, in protocol order (one query)."""
    result: dict[int, list[int]] = defaultdict(list)
    electors = Elector.objects.filter(vote__in=list(votes)).order_by("pk")
    for vote, seat in electors.values_list("vote", "membership"):
        result[votes[vote]].append(seat)
    return result


def _stances(votes: dict[int, int]) -> Counter[int]:
    """Return by item how many stances are on record: of an open vote one by one, of a secret one as totals.

    Three queries; which member took which is not read.
    """
    counter: Counter[int] = Counter()
    keys = list(votes)
    spoken = Ballot.objects.filter(elector__vote__in=keys).order_by()
    for vote, number in spoken.values_list("elector__vote").annotate(number=Count("pk")):
        counter[votes[vote]] += number
    lines = TallyLine.objects.filter(vote__in=keys).order_by()
    for vote, number in lines.values_list("vote").annotate(number=Sum("n")):
        counter[votes[vote]] = max(counter[votes[vote]], number or 0)
    sealed = SealedBallot.objects.filter(elector__vote__in=keys).order_by()
    for vote, number in sealed.values_list("elector__vote").annotate(number=Count("pk")):
        counter[votes[vote]] = max(counter[votes[vote]], number)
    return counter


SOURCE = Source("personnel", gather, facts=Personnel)
