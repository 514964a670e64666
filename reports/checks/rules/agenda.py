"""Did the year's meetings begin with the first topic, in time, with measures; and was everybody told in time?

CHK-01, CHK-02, CHK-03, CHK-14.  Depends on the ground and the rules of meetings.
"""

from collections.abc import Iterator
from datetime import datetime

from meetings.rules import agenda, notice_period, transmission
from meetings.rules.notice_period import HOUR
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, warn
from reports.checks.rules.check import BOTH, HARD, WARN, Check, Raised
from reports.checks.rules.sitting import LEFT_OUT, Held, Item, Sitting, telling


def _taken_up(sitting: Sitting) -> list[str]:
    """Return the kinds of what was really dealt with, in the order in which it was begun."""
    dealt = [item for item in sitting.items if item.outcome not in LEFT_OUT]
    last = max((item.started_at for item in dealt if item.started_at), default=sitting.opened_at)
    return [item.kind for item in sorted(dealt, key=lambda row: (row.started_at or last, row.position))]


def first_topics(held: Held) -> Iterator[Raised]:
    """CHK-01: a meeting without the first topic in the first place, on the agenda or as it was really held."""
    for sitting in held.sittings:
        regular = sitting.kind == "regular"
        orders = [[item.kind for item in sitting.items]]
        if sitting.over:
            orders.append(_taken_up(sitting))
        verdict = first_refusal(
            *(agenda.first_topic(kinds, regular=regular, law=sitting.law) for kinds in orders if kinds)
        )
        if not verdict:
            yield sitting.finding(verdict)


def studied_in_time(held: Held) -> Iterator[Raised]:
    """CHK-02: the material of a first topic was studied long after it was published."""
    for sitting, item in held.items():
        if item.kind != "first_topic" or item.published is None or item.outcome != "concluded":
            continue
        verdict = transmission.conveyance(
            transmission.Occasion(item.kind, concluded=True, day=sitting.day),
            transmission.Days(received=item.published, published=item.published),
            max_age_days=sitting.law.first_topic_max_age_days,
        )
        if verdict.warned:
            yield sitting.raised(item, verdict)


def _followed(item: Item) -> Verdict:
    verdict = transmission.followed(measures=item.measures, none_needed=item.none_needed)
    if verdict.warned or not item.measures or item.owned:
        return verdict
    return warn(
        "measures_without_owner",
        gettext_noop("Conveyed with %(measures)s measures, but nobody answers for any of them."),
        "6.1-b",
        measures=item.measures,
    )


def followed_by_measures(held: Held) -> Iterator[Raised]:
    """CHK-03: something was conveyed, and nothing, or nobody, carries it out."""
    for sitting, item in held.items():
        if item.kind == "transmission" and item.outcome == "concluded":
            verdict = _followed(item)
            if verdict.warned:
                yield sitting.raised(item, verdict)
    for document in held.conveyed:
        verdict = transmission.followed(measures=document.measures, none_needed=document.none_needed)
        if verdict.warned:
            yield Raised("superiordocument", document.key, document.day, verdict)


def _hours(sitting: Sitting) -> Verdict:
    if not sitting.notices:
        return allow()
    verdict = notice_period.lead(max(sitting.notices), sitting.starts_at, sitting.law)
    # What is important enough to be called at any time is called at short notice (6.2-c).
    return allow() if verdict.warned and sitting.kind == "extraordinary" else verdict


def material(handed_in: datetime, noticed: datetime, starts_at: datetime, law: MeetingParameters) -> Verdict:
    """Papers go out with the notice; what came later, or shortly before the meeting, could not be read in time.

    Clause 6.3-c.
    """
    hours = (starts_at - handed_in) // HOUR
    if handed_in <= noticed and hours >= law.material_lead_hours:
        return allow(hours=hours)
    return warn(
        "material_late",
        gettext_noop(
            "Papers were handed in %(hours)s hours before the meeting, after the notice or later than "
            "%(usual)s hours ahead."
        ),
        "6.3-c",
        hours=hours,
        usual=law.material_lead_hours,
    )


def told_in_time(held: Held) -> Iterator[Raised]:
    """CHK-14: notice or papers came so late that nobody could prepare; or somebody was not told at all."""
    for sitting in held.sittings:
        everybody = notice_period.everybody(sitting.entitled, sitting.told)
        if not everybody:
            missing = [sitting.names.get(seat, "") for seat in sitting.entitled if seat not in sitting.told]
            yield sitting.finding(telling(everybody, who="、".join(missing)), "members_not_told")
        lead = _hours(sitting)
        if not lead or lead.warned:
            yield sitting.finding(lead, "lead")
        if sitting.kind == "extraordinary" or not sitting.notices:
            continue
        for item in sitting.items:
            late = [
                material(paper, max(sitting.notices), sitting.starts_at, sitting.law) for paper in item.papers
            ]
            worst = next((verdict for verdict in late if verdict.warned), None)
            if worst is not None:
                yield sitting.raised(item, worst)


CHECKS: tuple[Check[Held], ...] = (
    Check(
        "CHK-01",
        gettext_noop("The first-topic system is not carried out"),
        "6.1-a",
        first_topics,
        gettext_noop(
            "The meeting cannot be held again. Say why; put the first topic in the first place on the next agenda."
        ),
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-02",
        gettext_noop("The first topic is not studied in time"),
        "6.1-a",
        studied_in_time,
        gettext_noop(
            "Say why the material was studied late; put new material on the agenda of the next meeting, and enter "
            "its day of publication rightly."
        ),
        facts=Held,
        weights=WARN,
    ),
    Check(
        "CHK-03",
        gettext_noop("Conveyed without measures that carry it out"),
        "6.1-b",
        followed_by_measures,
        gettext_noop(
            "Enter the document in the register of what is conveyed, with its measures, who answers for them and by "
            "when; or say there why none are needed."
        ),
        facts=Held,
        weights=WARN,
    ),
    Check(
        "CHK-14",
        gettext_noop("Called at short notice, so that members could not prepare"),
        "6.3-c",
        told_in_time,
        gettext_noop(
            "Say why it was urgent. Next time give notice and papers to every member in time; for an important "
            "matter call an extraordinary meeting with its reason."
        ),
        facts=Held,
        weights=BOTH,
    ),
)
