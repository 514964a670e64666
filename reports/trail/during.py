"""What happened in the room: who came, who wrote, who withdrew, who spoke, how was it voted?"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import LeaveRequest, Recusal
from meetings.rules import discussion, quorum
from meetings.states import LeaveState
from members.tables.register import shown
from reports.trail.gather import Case, by_seat, day_of
from reports.trail.shape import Draft, Rows, TrailStep
from votes.states import Choice, VoteState


def attendance(case: Case) -> TrailStep:
    """Who should attend, who was there for the item, who had asked for leave.  Clauses 6.4-a to 6.4-c."""
    law, room = case.book.meeting, case.room()
    asked = quorum.of_item(room, case.item.kinds, law)
    step = Draft("attendance", _("Attendance and leave"), asked.clause or "6.4-a", case.meeting.day)
    step.say(_("Should attend"), room.base)
    step.say(_("In the room for the item"), len(room.roll.present))
    step.say(_("Needed for the item"), asked.figures.get("needed"))
    step.say(_("Recused"), room.recused_count)
    step.ask(asked)
    stays, leaves = by_seat(case.stays), by_seat(case.leaves)
    lines = []
    for seat in case.seats:
        if seat.pk not in room.roll.entitled:
            continue
        came, leave = stays.get(seat.pk, []), _granted(leaves.get(seat.pk, []))
        lines.append(
            (
                seat.user.name,
                shown(came[0].in_at) if came else "—",
                shown(came[-1].out_at) if came else "—",
                leave.get_reason_display() if leave else "—",
            )
        )
        if not came and leave is None:
            step.differs(_("%(name)s was absent without leave.") % {"name": seat.user.name}, clause="6.4-c")
        elif leave is not None and leave.late:
            step.differs(
                _("%(name)s asked for leave after the start.") % {"name": seat.user.name},
                leave.text,
                leave.decided_by,
                leave.requested_at,
                "6.4-c",
            )
    step.rows = Rows((_("Member"), _("Came"), _("Left the room"), _("Leave")), lines)
    return step.done()


def _granted(leaves: Iterable[LeaveRequest]) -> LeaveRequest | None:
    return next((leave for leave in leaves if leave.state == LeaveState.APPROVED), None)


def opinions(case: Case) -> TrailStep:
    """What the absent wrote: read out, kept, never counted.  Clause 6.4-d."""
    step = Draft("opinions", _("Written opinions"), "6.4-d", needed=bool(case.opinions))
    if not case.opinions:
        return step.done()
    step.on = case.meeting.day
    step.say(_("Counted as votes"), _("no"))
    step.rows = Rows(
        (_("Member"), _("Handed in"), _("Read out")),
        [
            (opinion.membership.user.name, shown(opinion.submitted_at), shown(opinion.read_out_at))
            for opinion in case.opinions
        ],
    )
    for row in case.opinions:
        if row.read_out_at is None:
            step.differs(_("The opinion of %(name)s was not read out.") % {"name": row.membership.user.name})
    return step.done()


def recusals(case: Case) -> TrailStep:
    """Who withdrew, on which ground, and who presided instead.  Clauses 6.4-e, 6.2-a."""
    item = case.item
    handed = case.entry("hand_over_chair", case.item_entries) if item.acting_chair_id else None
    needed = bool(case.recusals or handed or item.recusal_defect)
    step = Draft("recusals", pgettext_lazy("trail", "Recusals"), "6.4-e", needed=needed)
    if not needed:
        return step.done()
    step.on = case.meeting.day
    step.rows = Rows(
        (_("Member"), _("Ground"), _("State"), _("Left the room"), _("Back")),
        [
            (
                row.membership.user.name,
                "：".join(filter(None, (row.get_ground_display(), row.relation or row.text))),
                row.get_state_display(),
                shown(row.left_at),
                shown(row.returned_at),
            )
            for row in case.recusals
        ],
    )
    for record in case.recusals:
        name = {"name": record.membership.user.name}
        if record.state == Recusal.State.DISMISSED:
            step.differs(
                _("A recusal of %(name)s was found needless.") % name,
                record.decision_text,
                record.decided_by,
                record.declared_at,
            )
        elif record.state == Recusal.State.PROPOSED:
            step.differs(_("Whether %(name)s has to withdraw was not decided.") % name)
        elif record.left_at is None:
            step.differs(_("It is not on record when %(name)s left the room.") % name)
    if handed is not None and item.acting_chair is not None:
        grounds = [
            str(recusal.get_ground_display())
            for recusal in case.recusals
            if recusal.membership_id == case.meeting.chair_id
        ]
        step.differs(
            _("The chair was handed over to %(name)s for this item.") % {"name": item.acting_chair.user.name},
            "、".join(grounds),
            handed.by,
            handed.at,
            "6.2-a",
        )
    if item.recusal_defect:
        flagged = case.entry("flag_recusal_defect", case.item_entries)
        text = str(flagged.facts.get("reason", "")) if flagged else ""
        step.differs(
            _("A recusal was found wanting afterwards."),
            text,
            flagged.by if flagged else "",
            flagged.at if flagged else None,
        )
    return step.done()


def talk(case: Case) -> TrailStep:
    """Who spoke, in which order, the chair last.  Clauses 6.5-a, 6.5-e."""
    step = Draft("discussion", _("Discussion"), "6.5-a", day_of(case.item.started_at) or case.meeting.day)
    chair = case.item.acting_chair_id or case.meeting.chair_id
    spoken = [record.membership_id for record in case.speeches]
    step.say(_("Chair of the item"), case.name(chair))
    step.say(_("Order of words"), "、".join(row.membership.user.name for row in case.speeches))
    step.say(
        _("Without a comment"),
        "、".join(speech.membership.user.name for speech in case.speeches if not speech.text),
    )
    step.say(
        _("Opinions of observers"),
        "、".join(str(observer_opinion.observer) for observer_opinion in case.observer_opinions),
    )
    step.say(_("Chair spoke last"), _("yes") if spoken and spoken[-1] == chair else "")
    if not case.speeches:
        step.lacks(_("No word is on record."))
    else:
        step.ask(discussion.full(discussion.Floor(case.room(), chair, spoken)))
    return step.done()


def vote(case: Case) -> TrailStep:
    """The vote: method, tally, formula, the rule in force.  Of a secret ballot the totals alone.  Clause 6.5-c."""
    step = Draft("vote", _("Vote"), "6.5-c", case.meeting.day)
    for row in case.votes:
        if row.state == VoteState.VOID:
            step.differs(
                _("A vote was void and taken again."),
                row.reason or case.item.reason,
                row.chair,
                row.closed_at,
                "6.5-b",
            )
    counted = case.counted
    if counted is None:
        step.lacks(_("No counted vote is on record."))
        return step.done()
    step.on = day_of(counted.closed_at)
    step.say(_("Method"), counted.get_method_display())
    step.say(_("Opened and closed"), f"{shown(counted.opened_at)} – {shown(counted.closed_at)}")
    step.say(_("In the room"), counted.present)
    step.say(_("Base of the vote"), counted.denominator)
    step.say(pgettext_lazy("vote", "Formula"), counted.formula)
    step.say(_("Result"), counted.get_result_display())
    step.say(_("Rule in force"), f"{case.book.number} {case.book.title}".strip())
    step.rows = Rows(
        (_("Stance"), _("How many"), _("Members")), [_stance(case, choice) for choice in Choice.values]
    )
    return step.done()


def _stance(case: Case, choice: str) -> tuple[str, str, str]:
    names = [ballot.elector.membership.user.name for ballot in case.ballots if ballot.choice == choice]
    secret = case.counted is not None and case.counted.is_secret
    told = str(_("secret")) if secret else "、".join(names) or "—"
    return str(Choice(choice).label), str(getattr(case.tally, choice)), told
