"""Who came, when, and who left?  会议签到表 (clause 6.4-a)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from meetings.models import AttendanceRecord, Meeting, Observer
from meetings.papers.words import REASONS, attendance, meetings_of, named, places, sitting
from meetings.states import LeaveState
from members.models import Membership
from members.papers.words import POSTS
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop

STANDINGS = {"suspended": "停职", "excluded": "不计入应到"}


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One member who should attend.

    signed: what stands in the signature field (本人屏幕签到, or empty to be signed by hand)
    came_at and left_at: first coming and last going; remark: 请假 with reason, 缺席, 中途离会 …
    """

    name: str = ""
    post: str = ""
    signed: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ObserverRow:
    """One observer: name, unit and post, and the items attended (第二至四项)."""

    name: str = ""
    unit: str = ""
    items: str = ""
    signed: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignInSheetFacts(Facts):
    """The attendance of one meeting.

    expected, present, on_leave, absent: 应到 实到 请假 缺席; None prints space to write
    """

    sitting: Sitting = field(default_factory=Sitting)
    members: tuple[SignInRow, ...] = ()
    observers: tuple[ObserverRow, ...] = ()
    expected: int | None = None
    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None
    recorder: str = ""


def sign_in_facts(meeting: Meeting) -> SignInSheetFacts:
    """Return the facts of the sign-in sheet; before the meeting its fields stay open.  Clause 6.4-a."""
    stays = list(meeting.attendance.filter(confirmed_at__isnull=False).order_by("in_at", "pk"))
    leaves = {
        leave.membership_id: REASONS[leave.reason]
        for leave in meeting.leaves.filter(state=LeaveState.APPROVED, late=False)
    }
    present, away, absent = attendance(meeting)
    begun = meeting.has_begun
    order = places(meeting)
    seats = [seat for seat in meeting.seats() if seat.standing_on(meeting.day) != "excluded"]
    return SignInSheetFacts(
        sitting=sitting(meeting),
        members=tuple(
            _member(seat, [row for row in stays if row.membership_id == seat.pk], leaves, meeting)
            for seat in seats
        ),
        observers=tuple(
            _observer(observer, [stay for stay in stays if stay.observer_id == observer.pk], order)
            for observer in meeting.observers.prefetch_related("items")
        ),
        expected=len(present) + len(away) + len(absent),
        present=len(present) if begun else None,
        on_leave=len(away) if begun else None,
        absent=len(absent) if begun else None,
        recorder=meeting.recorder.name if meeting.recorder else "",
    )


def _signed(stays: list[AttendanceRecord]) -> str:
    return "本人屏幕签到" if any(stay.by_self for stay in stays) else ""


def _member(
    seat: Membership, stays: list[AttendanceRecord], leaves: dict[int, str], meeting: Meeting
) -> SignInRow:
    standing = STANDINGS.get(seat.standing_on(meeting.day), "")
    reason = f"请假（{leaves[seat.pk]}）" if seat.pk in leaves else "缺席" if meeting.has_begun else ""
    left_early = bool(stays) and any(stay.out_at for stay in stays[:-1])
    return SignInRow(
        name=seat.name,
        post=seat.government_post or POSTS[seat.post],
        signed=_signed(stays),
        came_at=stays[0].in_at if stays else None,
        left_at=stays[-1].out_at if stays else None,
        remark=standing or ("中途离会后返回" if left_early else "" if stays else reason),
    )


def _observer(observer: Observer, stays: list[AttendanceRecord], order: Mapping[int, int]) -> ObserverRow:
    at = sorted(order[item.pk] for item in observer.items.all() if item.pk in order)
    return ObserverRow(
        name=observer.name,
        unit=f"{observer.unit}{observer.post}",
        items=numbered(at) or "全部议题",
        signed=_signed(stays),
        came_at=stays[0].in_at if stays else None,
        left_at=stays[-1].out_at if stays else None,
    )


def numbered(at: Iterable[int]) -> str:
    """Return 第一项、第三项 for 1 and 3; empty for none."""
    return "、".join(place_in_agenda(place) for place in at)


register(
    Paper(
        name="sign_in_sheet",
        title=gettext_noop("Sign-in sheet"),
        order=50,
        section=Section.MEETING,
        blank=SignInSheetFacts(members=(SignInRow(),) * 11, observers=(ObserverRow(),) * 6),
        records=meetings_of,
        facts=sign_in_facts,
        label=named,
        search=("place", "group__name", "reason"),
        meeting="pk",
        file="会议签到表",
        filed=(Filed("package", 60, serial=True), Filed("matter", 40, lambda item: [item.meeting])),
        inspected=Inspected("decisions", meeting="pk"),
        trail=InTrail("attendance", lambda item: [item.meeting]),
    )
)
