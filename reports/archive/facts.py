"""What does the archive keep of a meeting, as data?  Everything a stranger needs to recompute it.

Plain values only (text, whole numbers, lists); the stand-alone verifier reads the same shape.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.models import AgendaItem, AttendanceRecord, Meeting
from votes.models import Ballot, SealedBallot, TallyLine, Vote
from votes.states import Choice, VoteState

LAW = (
    "quorum_ordinary",
    "quorum_personnel",
    "pass_rule",
    "ordinary_quorum_rechecked_per_item",
    "recusal_in_denominator",
    "recusal_counts_as_present",
)


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    """Return the canonical facts of a meeting.  Clause 6.5-m."""
    told, entitled, stays = _opening(meeting)
    return {
        **told,
        "notices": _notices(meeting),
        "leaves": [
            {
                "member": str(leave.membership_id),
                "reason": leave.reason,
                "text": leave.text,
                "state": leave.state,
                "late": leave.late,
                "requested_at": leave.requested_at,
            }
            for leave in meeting.leaves.all()
        ],
        "items": [_item(item, entitled, stays) for item in _items(meeting)],
        "record": _record(meeting),
        "journal": [
            {
                "at": entry.at,
                "by": str(entry.by or ""),
                "verb": entry.verb,
                "before": entry.before,
                "after": entry.after,
            }
            for entry in meeting.entries.select_related("by")
        ],
    }


def matter_facts(item: AgendaItem) -> dict[str, Any]:
    """Return the facts of one item with the roll it was dealt with on; of the other items nothing.  Clause 6.5-m."""
    told, entitled, stays = _opening(item.meeting)
    result = _items(item.meeting).get(pk=item.pk)
    return {**told, "items": [_item(result, entitled, stays)]}


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.on_agenda().prefetch_related(
        "recusals", "speeches", "opinions", "measures", "observer_opinions__observer"
    )


def _opening(meeting: Meeting) -> tuple[dict[str, Any], list[int], list[AttendanceRecord]]:
    """Return what stands before the items, the seats that should attend, and the confirmed stays."""
    seats = meeting.seats()
    entitled = [seat.pk for seat in seats if seat.standing_on(meeting.day) != "excluded"]
    stays = list(meeting.attendance.filter(membership__isnull=False, confirmed_at__isnull=False))
    told = {
        "v": 1,
        "group": {"code": meeting.group.code, "name": meeting.group.name},
        "meeting": head(meeting),
        "law": _law(meeting),
        "members": [
            {
                "member": str(seat.pk),
                "name": seat.user.name,
                "post": seat.post,
                "standing": seat.standing_on(meeting.day),
            }
            for seat in seats
        ],
        "roll": {
            "entitled": [str(pk) for pk in entitled],
            "present_at_opening": _present(entitled, stays, meeting.opened_at),
            "stays": [
                {
                    "member": str(stay.membership_id),
                    "in": stay.in_at,
                    "out": stay.out_at,
                    "by_self": stay.by_self,
                }
                for stay in stays
            ],
        },
    }
    return told, entitled, stays


def head(meeting: Meeting) -> dict[str, Any]:
    """Return what a package says of its meeting."""
    return {
        "id": str(meeting.pk),
        "ordinal": meeting.ordinal or 0,
        "term": meeting.term.number,
        "title": meeting.title,
        "kind": meeting.kind,
        "held_on": meeting.day,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "place": meeting.place,
        "chair": str(meeting.chair_id or ""),
        "recorder": str(meeting.recorder or ""),
        "minutes": meeting.minutes_number,
    }


def _law(meeting: Meeting) -> dict[str, Any]:
    law = meeting.law
    values = {name: getattr(law, name) for name in LAW}
    return {name: getattr(value, "name", value) for name, value in values.items()}


def _present(entitled: list[int], stays: list[AttendanceRecord], at: datetime | None) -> list[str]:
    here = {
        stay.membership_id
        for stay in stays
        # As in the live roll, a sign-in of one's own counts from its confirmation on.
        if at
        and stay.in_at <= at
        and stay.confirmed_at is not None
        and stay.confirmed_at <= at
        and (stay.out_at is None or stay.out_at > at)
    }
    return [str(pk) for pk in entitled if pk in here]


def _notices(meeting: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "kind": notice.kind,
            "issued_at": notice.issued_at,
            "lead_hours": notice.lead_hours,
            "agenda": notice.agenda,
            "receipts": [
                {
                    "member": str(receipt.membership_id),
                    "delivered_at": receipt.delivered_at,
                    "read_at": receipt.read_at,
                    "attend": receipt.attend,
                }
                for receipt in notice.receipts.all()
            ],
        }
        for notice in meeting.notices.prefetch_related("receipts")
    ]


def _item(item: AgendaItem, entitled: list[int], stays: list[AttendanceRecord]) -> dict[str, Any]:
    recused = [str(pk) for pk in entitled if pk in item.recused()]
    decision = getattr(item, "decision", None)
    return {
        "title": item.title,
        "kind": item.kind,
        "categories": list(item.categories),
        "candidate": item.candidate,
        "outcome": item.outcome,
        "two_thirds": item.needs_two_thirds,
        "noticed": item.noticed,
        "ad_hoc_reason": item.ad_hoc_reason,
        "chair": str(item.chair_id or ""),
        "reason": item.reason,
        "conclusion": item.conclusion,
        "measures": [measure.text for measure in item.measures.all()],
        "no_measures_reason": item.no_measures_reason,
        "formula": item.formula,
        "recusals": [
            {
                "member": str(recusal.membership_id),
                "ground": recusal.ground,
                "state": recusal.state,
                "left_at": recusal.left_at,
                "returned_at": recusal.returned_at,
            }
            for recusal in item.recusals.all()
        ],
        "speeches": [
            {"member": str(speech.membership_id), "text": speech.text, "at": speech.at}
            for speech in item.speeches.all()
        ],
        "opinions": [
            {
                "member": str(opinion.membership_id),
                "text": opinion.text,
                "submitted_at": opinion.submitted_at,
                "read_out_at": opinion.read_out_at,
            }
            for opinion in item.opinions.all()
        ],
        "observer_opinions": [
            {"observer": str(observer_opinion.observer), "text": observer_opinion.text}
            for observer_opinion in item.observer_opinions.all()
        ],
        "decision": {"number": decision.number, "text": decision.text, "effective_on": decision.effective_on}
        if decision
        else None,
        "votes": [
            _vote(vote, recused, entitled, stays) for vote in Vote.objects.filter(item=item).order_by("pk")
        ],
    }


def _vote(
    vote: Vote, recused: list[str], entitled: list[int], stays: list[AttendanceRecord]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "method": vote.method,
        "medium": vote.medium,
        "result": vote.result,
        "reason": vote.reason,
        "base": vote.base,
        "denominator": vote.denominator,
        "present": _present(entitled, stays, vote.opened_at),
        "recused": recused,
        "in_room": [str(pk) for pk in vote.seats()],
        "chair": str(vote.chair_id),
        "opened_at": vote.opened_at,
        "closed_at": vote.closed_at,
        "formula": vote.formula,
        "scrutineer": vote.scrutineer,
        "teller": vote.teller,
    }
    if not vote.is_secret:
        ballots = list(Ballot.objects.filter(elector__vote=vote).select_related("elector"))
        counts: dict[str, int] = defaultdict(int)
        for ballot in ballots:
            counts[ballot.choice] += 1
        told["tally"] = {choice: counts[choice] for choice in Choice.values}
        told["cast"] = [{"member": str(row.elector.membership_id), "choice": row.choice} for row in ballots]
        return told
    told["tally"] = dict(TallyLine.objects.filter(vote=vote).values_list("choice", "n")) or dict.fromkeys(
        Choice.values, 0
    )
    if vote.on_screen:
        receipts = SealedBallot.objects.filter(elector__vote=vote).order_by("receipt")
        told["receipts"] = list(receipts.values_list("receipt", flat=True))
        told["sealed_root"] = vote.sealed_root
        # A void vote was never counted: of its sealed ballots only the root is kept.
        told["tally"] = {name: n for name, n in told["tally"].items() if name in Choice.values}
    if vote.state == VoteState.VOID and not vote.result:
        told["result"] = "void"
    return told


def _record(meeting: Meeting) -> dict[str, Any]:
    record = meeting.record
    return {
        "recorder_signed_by": str(record.recorder_signed_by or ""),
        "recorder_signed_at": record.recorder_signed_at,
        "chair_signed_by": str(record.chair_signed_by or ""),
        "chair_signed_at": record.chair_signed_at,
        "corrections": [
            {"at": correction.at, "by": str(correction.by), "text": correction.text}
            for correction in record.corrections.select_related("by")
        ],
    }
