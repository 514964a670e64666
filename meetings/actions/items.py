"""What happens to an item in the meeting, from its start to its outcome?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from meetings.actions.decisions import record_decision
from meetings.actions.standing import for_chair_of, for_member, in_session, lock
from meetings.models import AgendaItem, ImplementationMeasure, Observer, ObserverOpinion, Recusal, Speech
from meetings.rules import closing, discussion, presiding
from meetings.states import MeetingState, Outcome
from members.models import Membership, User
from members.models.office import holds
from members.procedure.journal import advance, demand_power
from members.procedure.lifecycle import REASONS
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse

NOT_SEATED = refuse("not_a_member", gettext_noop("This person is not a member of the group."), "6.5-a")


def start_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Take an item up: chair, announcement and quorum are asked, those recused leave.

    Raises Refused: "vote_repeated", "meeting_not_open", "vote_pending", "chair_not_authorised",
    "ad_hoc_not_allowed", "reason_required", "item_undecidable", "quorum_not_met"; warns "cannot_pass",
    "secretary_absent".  Clauses 6.1-g, 6.3-c, 6.4-b, 6.4-e, 6.5-f.
    """
    with advance(item, "start_item", by=by, at=at) as act:
        in_session(item)
        act.on_behalf_of = for_chair_of(item, by)
        item.started_at = item.started_at or at
        for recusal in item.recusals.filter(state=Recusal.State.STANDS, left_at__isnull=True):
            recusal.left_at = at
            recusal.save()
    return item


def report(item: AgendaItem, gist: str, reporter: str = "", *, by: User, at: datetime) -> AgendaItem:
    """Write down what was reported.  Clause 6.5-k."""
    with advance(item, "report", by=by, at=at):
        in_session(item)
        item.report_gist = gist
        item.reporter = reporter or item.reporter
    return item


def speak(
    item: AgendaItem, member: Membership | None = None, text: str = "", *, by: User, at: datetime
) -> Speech:
    """Speak, or pass with "no comment"; the recorder enters for a member.

    Raises Refused: "not_a_member", "member_suspended", "recused", "not_present", "chair_speaks_last",
    "item_not_started".  Clauses 6.5-a, 6.5-e.
    """
    with advance(item, "speak", by=by, at=at) as act:
        in_session(item)
        if member is None and item.meeting.seat_for(by) is None:
            raise Refused(NOT_SEATED)
        seat, behalf = for_member(item.meeting, member, by)
        speech = Speech(item=item, membership=seat, serial=item.speeches.count() + 1, text=text, at=at)
        speech.save()
        act.on_behalf_of = behalf
        act.facts |= {"who": str(seat), "serial": speech.serial}
    return speech


def speak_for_rest(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Enter "no comment" for everybody in the room who has not spoken, the chair last.  Clause 6.5-a."""
    silent = item.floor().silent
    chair = item.chair_id
    for pk in sorted(silent, key=lambda seat: seat == chair):
        speak(item, Membership.objects.get(pk=pk), by=by, at=at)
    return item


def note_observer_opinion(
    item: AgendaItem, observer: Observer, text: str, *, by: User, at: datetime
) -> ObserverOpinion:
    """Write down what an observer said, the supervision unit's above all.  Clause 4.3-6."""
    with advance(item, "note_observer_opinion", by=by, at=at, observer=str(observer)):
        in_session(item)
        opinion = ObserverOpinion(item=item, observer=observer, text=text, at=at)
        opinion.save()
    return opinion


def close_discussion(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Close the discussion, when everybody has spoken or passed.

    Raises Refused: "discussion_required", "chair_speaks_last".  Clause 6.5-a.
    """
    with advance(item, "close_discussion", by=by, at=at) as act:
        in_session(item)
        act.on_behalf_of = for_chair_of(item, by)
    return item


def hand_over_chair(item: AgendaItem, to: Membership, *, by: User, at: datetime) -> AgendaItem:
    """Let another member, who is here and authorised, preside over this item.

    Raises Refused: "chair_not_authorised", "not_present", "recused".  Clauses 6.2-a, 6.4-e.
    """
    with advance(item, "hand_over_chair", by=by, at=at, to=str(to)) as act:
        in_session(item)
        act.on_behalf_of = for_chair_of(item, by)
        uphold(discussion.participant(to.pk, item.room(), clause="6.2-a"))
        uphold(presiding.chair(authorised=holds(to, "preside", item.meeting.day)))
        item.acting_chair = to
    return item


def take_back_chair(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Give the chair of an item back to who presides over the meeting.  Clause 6.2-a."""
    with advance(item, "take_back_chair", by=by, at=at) as act:
        chair = item.meeting.chair
        own = chair is not None and chair.user_id == by.pk
        if not own:
            act.on_behalf_of = for_chair_of(item, by)
        item.acting_chair = None
    return item


def begin_vote(item: AgendaItem, *, by: User | None, at: datetime) -> AgendaItem:
    """Note that a vote is being opened; the floor above calls it.

    Raises Refused: "vote_repeated", "item_not_started", "discussion_required", "discussion_not_closed",
    "item_undecidable", "quorum_not_met".  Clauses 6.4-b, 6.5-a.
    """
    item.refresh_from_db()
    if item.outcome:
        uphold(refuse("vote_repeated", REASONS["vote_repeated"], "6.5-f"))
    with advance(item, "begin_vote", by=by, at=at):
        in_session(item)
    return item


def void_item_vote(item: AgendaItem, reason: str, *, by: User | None, at: datetime) -> AgendaItem:
    """Note that the vote was void; the item may be voted on again."""
    with advance(item, "void_vote", by=by, at=at, reason=reason):
        lock(item.meeting)
    return item


def settle_item(
    item: AgendaItem, outcome: str, figures: Mapping[str, Any], formula: str, *, by: User | None, at: datetime
) -> AgendaItem:
    """Settle an item by its counted vote, and put the decision in force.  The floor above calls it.

    Clauses 6.5-c, 6.5-g.
    """
    with advance(item, "settle_item", by=by, at=at, **figures):
        lock(item.meeting)
        item.outcome = outcome
        item.figures = dict(figures)
        item.formula = formula
        _leave_settled(item, at)
    if outcome == Outcome.PASSED:
        record_decision(item, by=by, at=at)
    return item


def _leave_settled(item: AgendaItem, at: datetime) -> None:
    item.settled_at = at
    for recusal in item.recusals.filter(
        state=Recusal.State.STANDS, left_at__isnull=False, returned_at__isnull=True
    ):
        recusal.returned_at = at
        recusal.save()


def conclude_item(
    item: AgendaItem,
    text: str,
    measures: Sequence[str] = (),
    no_measures_reason: str = "",
    *,
    by: User,
    at: datetime,
) -> AgendaItem:
    """End study, transmission or briefing with what it came to, and the measures that follow.

    Raises Refused: "item_not_started", "vote_required", "reason_required".  Clauses 6.1-a, 6.1-b, 6.1-f.
    """
    with advance(item, "conclude_item", by=by, at=at) as act:
        in_session(item)
        act.on_behalf_of = for_chair_of(item, by)
        for measure in measures:
            if measure.strip():
                ImplementationMeasure(item=item, text=measure.strip()).save()
        item.conclusion = text
        item.no_measures_reason = no_measures_reason
        item.outcome = Outcome.CONCLUDED
        _leave_settled(item, at)
    return item


def _set_aside(
    item: AgendaItem, verb: str, outcome: Outcome, reason: str, *, by: User, at: datetime
) -> AgendaItem:
    with advance(item, verb, by=by, at=at, reason=reason) as act:
        chair = lock(item.meeting).chair
        if chair is None or chair.user_id != by.pk:
            if item.meeting.state in (MeetingState.OPEN, MeetingState.ADJOURNED):
                act.on_behalf_of = for_chair_of(item, by)
            else:
                demand_power("meetings.prepare", by, item.meeting)
        uphold(closing.reason_given(reason))
        item.reason = reason
        item.outcome = outcome
        _leave_settled(item, at)
    return item


def withdraw_item(item: AgendaItem, reason: str, *, by: User, at: datetime) -> AgendaItem:
    """Take an item back before it is decided, with the reason."""
    return _set_aside(item, "withdraw_item", Outcome.WITHDRAWN, reason, by=by, at=at)


def postpone_item(item: AgendaItem, reason: str, *, by: User, at: datetime) -> AgendaItem:
    """Leave an item to a later meeting, with the reason."""
    return _set_aside(item, "postpone_item", Outcome.POSTPONED, reason, by=by, at=at)


def refer_upward(item: AgendaItem, reason: str, *, by: User, at: datetime) -> AgendaItem:
    """Refer an item to the superior, with the reason."""
    return _set_aside(item, "refer_upward", Outcome.REFERRED, reason, by=by, at=at)


def flag_recusal_defect(item: AgendaItem, reason: str, *, by: User, at: datetime) -> AgendaItem:
    """Flag a settled item whose recusals were found wanting afterwards; it is voted on anew.  Clause 6.4-e."""
    with advance(item, "flag_recusal_defect", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="6.4-e"))
        item.recusal_defect = True
    return item
