"""How are members given written notice, and how do they answer?"""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from meetings.models import Meeting, MeetingNotice, NoticeReceipt, Secrecy
from meetings.rules.notice_period import HOUR
from members.models import Membership, User
from members.notifications import notify
from members.procedure.journal import advance
from members.procedure.lifecycle import REASONS
from members.procedure.record import Refused
from members.procedure.verdict import gettext_noop, refuse


def give_notice(meeting: Meeting, text: str = "", *, by: User, at: datetime) -> MeetingNotice:
    """Give every member, those on leave included, a written notice with the agenda.  Clause 6.3-c.

    Raises Refused ("notice_after_start", "agenda_not_approved"); warns "short_notice".
    """
    meeting.refresh_from_db()
    if meeting.has_begun:
        raise Refused(refuse("notice_after_start", REASONS["notice_after_start"], "6.3-c"))
    with advance(meeting, "give_notice", by=by, at=at) as act:
        meeting.notified_at = at
        notice = _issue(meeting, MeetingNotice.Kind.NOTICE, text, by, at)
        act.facts["notified"] = notice.receipts.count()
    return notice


def supplement_notice(meeting: Meeting, text: str = "", *, by: User, at: datetime) -> MeetingNotice:
    """Tell everybody what has changed on the agenda; the lead time counts anew.  Clause 6.3-c."""
    with advance(meeting, "supplement_notice", by=by, at=at) as act:
        meeting.notified_at = at
        act.ask(meeting.notice_in_time())
        notice = _issue(meeting, MeetingNotice.Kind.SUPPLEMENT, text, by, at)
        act.facts["notified"] = notice.receipts.count()
    return notice


def _issue(meeting: Meeting, kind: str, text: str, by: User, at: datetime) -> MeetingNotice:
    items = list(meeting.items.on_agenda())
    notice = MeetingNotice(
        meeting=meeting,
        kind=kind,
        serial=meeting.notices.count() + 1,
        issued_at=at,
        issued_by=by,
        agenda=[
            {"position": n, "title": item.title, "kind": item.kind} for n, item in enumerate(items, start=1)
        ],
        text=text,
        lead_hours=(meeting.starts_at - at) // HOUR,
    )
    notice.save()
    for item in items:
        if not item.noticed:
            item.noticed = True
            item.save()
    for seat in meeting.seats():
        NoticeReceipt(notice=notice, membership=seat, delivered_at=at).save()
        _tell(notice, seat, at)
    return notice


def _tell(notice: MeetingNotice, seat: Membership, at: datetime) -> None:
    meeting = notice.meeting
    starts = localtime(meeting.starts_at)
    notify(
        seat.user,
        f"meeting_{notice.kind}",
        f"{notice.pk}",
        group=meeting.group,
        subject=f"{notice.get_kind_display()}：{meeting.title} {starts:%m-%d %H:%M}",
        body="" if meeting.items.filter(secrecy=Secrecy.SENSITIVE).exists() else meeting.place,
        url=reverse("meetings:notice_detail", args=[meeting.group.code, meeting.pk]),
        at=at,
        urgent=True,
        clause="6.3-c",
    )


def tell_cancelled(meeting: Meeting, at: datetime) -> None:
    """Tell everybody who had a notice that the meeting is called off.  Clause 6.3-c."""
    starts = localtime(meeting.starts_at)
    told = User.objects.filter(
        pk__in=NoticeReceipt.objects.filter(notice__meeting=meeting).values("membership__user")
    )
    for user in told:
        notify(
            user,
            "meeting_cancelled",
            f"{meeting.pk}",
            group=meeting.group,
            subject=gettext_noop("Called off: %(meeting)s, %(when)s"),
            facts={"meeting": meeting.title, "when": f"{starts:%m-%d %H:%M}"},
            url=reverse("meetings:notice_detail", args=[meeting.group.code, meeting.pk]),
            at=at,
            urgent=True,
            clause="6.3-c",
        )


def own_receipts(meeting: Meeting, user: User) -> list[NoticeReceipt]:
    """Return the person's copies of the meeting's notices.

    Raises Refused ("not_a_member") for somebody who was not notified.
    """
    receipts = list(
        NoticeReceipt.objects.filter(notice__meeting=meeting, membership__user=user).select_related("notice")
    )
    if not receipts:
        raise Refused(
            refuse("not_a_member", gettext_noop("No notice of this meeting was addressed to you."), "6.3-c")
        )
    return receipts


def read_notice(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Confirm that one's own notices were read; a second time changes nothing.  Clause 6.3-c."""
    with advance(meeting, "read_notice", by=by, at=at):
        for receipt in own_receipts(meeting, by):
            if receipt.read_at is None:
                receipt.read_at = at
                receipt.save()
    return meeting


def reply_notice(meeting: Meeting, attend: bool, *, by: User, at: datetime) -> Meeting:
    """Answer whether one will come; who will not still asks for leave.  Clauses 6.3-c, 6.4-c."""
    with advance(meeting, "reply_notice", by=by, at=at, attend=attend):
        for receipt in own_receipts(meeting, by):
            receipt.read_at = receipt.read_at or at
            receipt.attend = attend
            receipt.replied_at = at
            receipt.save()
    return meeting
