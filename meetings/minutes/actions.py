"""How do minutes come into being: drafted, edited, signed, numbered, issued, received?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings import actions as meeting_actions
from meetings.minutes.from_meeting import drafted
from meetings.models import Meeting, Minutes, MinutesReceipt, Recusal
from meetings.rules import closing
from members.actions.numbers import next_number
from members.models import Post, User
from members.models.office import holds
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def draft_minutes(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Draft the minutes from the meeting's data; a second time gives the same ones back.

    Raises Refused ("meeting_not_closed").  Clause 6.5-l.
    """
    demand_power("meetings.draft_minutes", by, meeting)
    known = Minutes.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    with transaction.atomic():
        content = drafted(meeting)
        group = meeting.group
        minutes = Minutes(
            meeting=meeting,
            draft=content,
            content=content,
            distribution=[f"{group.name}各成员", group.superior],
        )
        minutes.save()
        enter(minutes, "draft_minutes", by=by, at=at, after=minutes.state)
    return minutes


def edit_minutes(
    minutes: Minutes, content: list[dict[str, Any]], distribution: list[str], *, by: User, at: datetime
) -> Minutes:
    """Change the text of a draft; which items differ from the data is kept in the journal."""
    with advance(minutes, "edit_minutes", by=by, at=at) as act:
        minutes.content, minutes.distribution = content, distribution
        act.facts["changed_items"] = minutes.changed_items()
    return minutes


def _signer_not_concerned(minutes: Minutes, by: User) -> Verdict:
    """Warn when the signer was recused from an item of these minutes.  Clause 4.4-d."""
    concerned = Recusal.objects.filter(
        item__meeting=minutes.meeting, membership__user=by, state=Recusal.State.STANDS
    ).exists()
    if concerned:
        return warn(
            "signer_was_recused",
            gettext_noop("The signer was recused from an item of these minutes."),
            "4.4-d",
        )
    return allow()


def sign_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Sign the minutes: who presided, the secretary, or who is authorised to sign.  Clause 4.4-d."""
    with advance(minutes, "sign_minutes", by=by, at=at) as act:
        act.ask(_signer_not_concerned(minutes, by))
        seat = minutes.meeting.group.memberships.in_office(minutes.meeting.day).filter(user=by).first()
        presided = seat is not None and seat.pk == minutes.meeting.chair_id
        if (
            seat is not None
            and seat.post != Post.SECRETARY
            and not presided
            and holds(seat, "sign", minutes.meeting.day)
        ):
            minutes.signed_under = "授权签发"
        minutes.signed_by, minutes.signed_at = by, at
    return minutes


def return_minutes(minutes: Minutes, reason: str, *, by: User, at: datetime) -> Minutes:
    """Send signed minutes back to be edited, with the reason."""
    with advance(minutes, "return_minutes", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="6.5-l"))
        minutes.signed_by = minutes.signed_at = None
        minutes.signed_under = ""
    return minutes


def issue_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Number and issue signed minutes, and send them to every member and to the units named.

    Not for the public unless somebody says so.
    Raises Refused ("minutes_unsigned").  Clauses N-a, N-b, N-d, N-e, 6.5-l.
    """
    meeting = minutes.meeting
    with advance(minutes, "issue_minutes", by=by, at=at) as act:
        minutes.issued_on = localdate(at)
        minutes.number = next_number(
            meeting.group, f"{meeting.group.document_word}纪", minutes.issued_on.year
        )
        act.facts["number"] = minutes.number
        for seat in meeting.seats():
            MinutesReceipt(minutes=minutes, membership=seat, sent_at=at).save()
        for unit in minutes.distribution:
            MinutesReceipt(minutes=minutes, unit=unit, sent_at=at).save()
        meeting_actions.note_minutes_issued(meeting, minutes.number, minutes.issued_on, by=by, at=at)
    for seat in meeting.seats():
        notify(
            seat.user,
            "minutes_issued",
            f"{minutes.pk}",
            group=meeting.group,
            subject=f"会议纪要：{minutes.number}",
            url=reverse("meetings:meeting_detail", args=[meeting.group.code, meeting.pk]),
            at=at,
        )
    return minutes


def acknowledge_minutes(minutes: Minutes, *, by: User, at: datetime) -> Minutes:
    """Confirm that one has received the minutes."""
    receipt = minutes.receipts.filter(membership__user=by).first()
    if receipt is None:
        uphold(refuse("not_addressed", gettext_noop("These minutes were not sent to you."), "6.5-l"))
    elif receipt.received_at is None:
        with transaction.atomic():
            receipt.received_at, receipt.received_by = at, by
            receipt.save()
            enter(minutes, "acknowledge_minutes", by=by, at=at)
    return minutes
