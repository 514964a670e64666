"""What does a screen in the meeting show?  Facts and verdicts for the console and for a member's own screen.

No page decides anything: each button carries the verdict of the rule that the act will ask.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Prefetch
from django.shortcuts import get_object_or_404

from meetings.actions.standing import for_chair, for_chair_of
from meetings.models import (
    AgendaItem,
    ItemEntry,
    LeaveRequest,
    Meeting,
    Recusal,
    Speech,
    WrittenOpinion,
)
from meetings.rules import discussion, quorum
from meetings.rules.kinds import WITHOUT_VOTE
from meetings.rules.roll import Roll
from meetings.states import ItemState, MeetingState, Outcome
from meetings.views.places import guests, lamps, places
from members.access import BodyRequest
from members.models import Membership, User
from members.procedure.journal import demand_power
from members.procedure.record import Refused, would
from members.procedure.verdict import Verdict, allow, first_refusal

NAMED = ("meeting__group", "meeting__chair__user", "acting_chair__user", "meeting__recorder", "meeting__term")


def meeting_for(request: BodyRequest, pk: int) -> Meeting:
    """Return a meeting of the body to who may read meetings; 404 for another's.  Raises NotPermitted."""
    demand_power("meetings.read", request.user, request.group)
    rows = Meeting.objects.visible_to(request.user, request.group)
    return get_object_or_404(rows.select_related("group", "term", "chair__user", "recorder"), pk=pk)


def item_for(request: BodyRequest, pk: int) -> AgendaItem:
    """Return an item of the body's meetings to who may read them; 404 for another's.  Raises NotPermitted."""
    demand_power("meetings.read", request.user, request.group)
    rows = AgendaItem.objects.visible_to(request.user, request.group).select_related(*NAMED)
    return get_object_or_404(rows, pk=pk)


def asked(question: Callable[..., object], *args: Any) -> Verdict:
    """Ask something that raises Refused, and return its verdict instead."""
    try:
        question(*args)
    except Refused as refusal:
        return refusal.verdict
    return allow()


def conducts(meeting: Meeting, user: User) -> bool:
    """Say whether the person runs the meeting: its recorder, the secretariat, or who presides (over an item too)."""
    if meeting.is_recorder(user) or (meeting.chair is not None and meeting.chair.user_id == user.pk):
        return True
    return meeting.items.filter(acting_chair__user=user, state__in=LIVE).exists()


LIVE = (ItemState.DISCUSSING, ItemState.DISCUSSED, ItemState.VOTING)


def version(meeting: Meeting) -> str:
    """Return what changes with every act of the meeting and its items (two queries); screens poll it."""
    own = meeting.entries.aggregate(last=Max("pk"))["last"]
    items = ItemEntry.objects.filter(record__meeting=meeting).aggregate(last=Max("pk"))["last"]
    return f"{own or 0}-{items or 0}"


@dataclass(frozen=True, slots=True)
class Voice:
    """A member in the discussion of an item: the words, or the verdict on speaking now."""

    seat: Membership
    speeches: list[Speech]
    may: Verdict


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as it stands now, with a verdict for each act (by verb)."""

    item: AgendaItem
    quorum: Verdict
    voices: list[Voice]
    recused: list[Recusal]
    proposed: list[Recusal]
    opinions: list[WrittenOpinion]
    may: dict[str, Verdict] = field(default_factory=dict)

    @property
    def is_voted(self) -> bool:
        """Say whether the item is decided by a vote."""
        return self.item.kind not in WITHOUT_VOTE

    @property
    def silent(self) -> int:
        """Return how many in the room have not spoken."""
        return sum(1 for voice in self.voices if not voice.speeches)

    @property
    def unread(self) -> int:
        """Return how many written opinions are still to be read out."""
        return sum(1 for opinion in self.opinions if opinion.read_out_at is None)


def pick_item(meeting: Meeting, wanted: int | None = None) -> AgendaItem | None:
    """Return the item to show: the wanted one, else the live one, else the next, else the last (one query)."""
    items = list(meeting.items.on_agenda())
    for item in items:
        if item.pk == wanted:
            return item
    live = [item for item in items if item.state in LIVE]
    pending = [item for item in items if item.state == ItemState.PENDING]
    return next(iter(live[-1:] + pending[:1] + items[-1:]), None)


def item_view(meeting: Meeting, item: AgendaItem | None, user: User) -> ItemView | None:
    """Return everything about the item on the screen."""
    if item is None:
        return None
    names = "membership__user"
    talk: list[Any] = [
        Prefetch("speeches", Speech.objects.select_related(names)),
        Prefetch("recusals", Recusal.objects.select_related(names)),
        Prefetch("opinions", WrittenOpinion.objects.select_related(names)),
        "observer_opinions__observer",
        "measures",
    ]
    rows = AgendaItem.objects.select_related(*NAMED).prefetch_related(*talk)
    item = rows.get(pk=item.pk)
    roll = meeting.roll()
    recusals = list(item.recusals.all())
    return ItemView(
        item=item,
        quorum=quorum.of_item(item.room(roll), item.kinds, meeting.law),
        voices=_voices(item, meeting, roll),
        recused=[recusal for recusal in recusals if recusal.stands],
        proposed=[recusal for recusal in recusals if recusal.state == Recusal.State.PROPOSED],
        opinions=list(item.opinions.all()),
        may=_verdicts(item, user),
    )


def _voices(item: AgendaItem, meeting: Meeting, roll: Roll) -> list[Voice]:
    floor = item.floor(roll)
    spoken: dict[int, list[Speech]] = {}
    for speech in item.speeches.all():
        spoken.setdefault(speech.membership_id, []).append(speech)
    admitted = would(item, "speak")
    voters = set(floor.room.voters)
    # Whoever presides speaks last, and stands last.
    seats = sorted(meeting.seats(), key=lambda seat: seat.pk == item.chair_id)
    return [
        Voice(
            seat,
            spoken.get(seat.pk, []),
            first_refusal(admitted, discussion.may_speak(seat.pk, floor)),
        )
        for seat in seats
        if seat.pk in voters or seat.pk in spoken
    ]


_OF_RECORDER = ("report", "speak", "note_observer_opinion", "read_out_opinion")
_ANY = {"reason": "…", "conclusion": "…", "no_measures_reason": "…"}
_ASIDE = {
    "withdraw_item": Outcome.WITHDRAWN,
    "postpone_item": Outcome.POSTPONED,
    "refer_upward": Outcome.REFERRED,
}


def _verdicts(item: AgendaItem, user: User) -> dict[str, Verdict]:
    """Return a verdict for each act on the item; texts still to be typed are taken as given."""
    chair = asked(for_chair_of, item, user)
    session = item.meeting.in_session()
    of_chair = {
        "start_item": would(item, "start_item"),
        "close_discussion": would(item, "close_discussion"),
        "hand_over_chair": would(item, "hand_over_chair"),
        "take_back_chair": would(item, "take_back_chair"),
        "conclude_item": would(item, "conclude_item", outcome=Outcome.CONCLUDED, **_ANY),
    }
    of_chair |= {verb: would(item, verb, outcome=outcome, **_ANY) for verb, outcome in _ASIDE.items()}
    of_recorder = {
        verb: would(item, verb)
        for verb in (*_OF_RECORDER, "declare_recusal", "confirm_recusal", "dismiss_recusal")
    }
    return {verb: first_refusal(session, verdict, chair) for verb, verdict in of_chair.items()} | {
        verb: first_refusal(session, verdict) for verb, verdict in of_recorder.items()
    }


def meeting_verdicts(meeting: Meeting, user: User) -> dict[str, Verdict]:
    """Return a verdict for each act on the meeting as a whole."""
    seat = meeting.seat_for(user)
    chair = seat or meeting.chair
    opening = would(meeting, "open_meeting", chair=chair)
    behalf = asked(for_chair, meeting, chair, user)
    presiding = asked(for_chair, meeting, meeting.chair, user)
    verdicts = {verb: would(meeting, verb) for verb in ("adjourn_meeting", "resume_meeting", "close_meeting")}
    return {
        "open_meeting": first_refusal(opening, behalf),
        "add_ad_hoc_item": would(meeting, "add_ad_hoc_item"),
        **{verb: first_refusal(verdict, presiding) for verb, verdict in verdicts.items()},
    }


def console_context(meeting: Meeting, user: User, wanted: int | None = None) -> dict[str, object]:
    """Return what the console shows; `wanted` is the item asked for, else the current one."""
    item = pick_item(meeting, wanted)
    items = list(meeting.items.on_agenda())
    roll = meeting.roll()
    shown = item_view(meeting, item, user)
    recused = frozenset(recusal.membership_id for recusal in shown.recused) if shown else frozenset[int]()
    rows = places(meeting, recused)
    visitors = guests(meeting)
    return {
        "meeting": meeting,
        "item_view": shown,
        "places": rows,
        "here": [row.seat for row in rows if row.status == "present"],
        "waiting": [row for row in rows if row.status == "waiting"],
        "guests": visitors,
        "observers": [guest.observer for guest in visitors],
        "items": items,
        "next_item": next((record for record in items if not record.outcome), None),
        "roll": roll,
        "lamps": lamps(meeting, roll),
        "may": meeting_verdicts(meeting, user),
        "conducts": conducts(meeting, user),
        "keeps_roll": user.has_perm("meetings.keep_roll", meeting) or meeting.is_recorder(user),
        "leave_reasons": LeaveRequest.Reason.choices,
        "grounds": Recusal.Ground.choices,
        "version": version(meeting),
        "running": meeting.state in (MeetingState.OPEN, MeetingState.ADJOURNED),
    }
