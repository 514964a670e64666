"""From a meeting and its minutes to the facts of the printed minutes.  Clause 6.5-l."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from meetings.models import AgendaItem, Meeting
from meetings.rules.kinds import concerns_person
from meetings.states import LeaveState
from meetings.states import Outcome as Ended
from members.printing.parts import Person
from reports.documents.drafting import ItemAccount, Matter, Outcome, draft_item
from reports.documents.minutes import MinutesFacts, MinutesItem
from reports.models.minutes import Minutes
from reports.papers.words import REASONS, person, sitting

OUTCOMES = {
    Ended.PASSED: Outcome.PASSED,
    Ended.NOT_PASSED: Outcome.NOT_PASSED,
    Ended.DEFERRED: Outcome.POSTPONED,
    Ended.CONCLUDED: Outcome.NOTED,
    Ended.WITHDRAWN: Outcome.WITHDRAWN,
    Ended.POSTPONED: Outcome.POSTPONED,
    Ended.REFERRED: Outcome.REFERRED,
}
MATTERS = {
    "first_topic": Matter.CONVEYED,
    "transmission": Matter.CONVEYED,
    "theory_study": Matter.CONVEYED,
    "briefing": Matter.BRIEFED,
}


def account(item: AgendaItem, order: int) -> ItemAccount:
    """Return how an item was dealt with, as the drafting asks for it."""
    personnel = concerns_person(item.kinds)
    decision = getattr(item, "decision", None)
    proposal = item.proposal
    matter = Matter.PERSONNEL if personnel else MATTERS.get(item.kind, Matter.DELIBERATED)
    source = proposal.source_title if proposal is not None and matter is Matter.CONVEYED else ""
    text = (decision.text if decision else "").strip()
    for verb in ("会议决定，", "会议决定", "会议同意"):
        text = (
            text.removeprefix(verb)
            if verb != "会议同意"
            else ("" if text == f"会议同意{item.title}。" else text)
        )
    return ItemAccount(
        order=order,
        title=item.title,
        matter=matter,
        outcome=OUTCOMES[Ended(item.outcome)],
        reporter="" if matter is Matter.CONVEYED else item.reporter,
        documents=(source,) if source else (),
        points=item.conclusion,
        measures=tuple(measure.text for measure in item.measures.all()),
        text=text,
        reason=item.reason or ("意见不一致" if item.outcome == Ended.DEFERRED else ""),
        owner=decision.lead_unit or str(decision.owner or "") if decision else "",
        co_owners=tuple(part for part in (decision.co_owners if decision else "").split("、") if part),
        due=decision.due_on if decision else None,
    )


def drafted(meeting: Meeting) -> list[dict[str, Any]]:
    """Draft the items of the minutes from the meeting's data, in the fixed wording."""
    items = (
        meeting.items.on_agenda()
        .select_related("proposal", "decision__owner__user")
        .prefetch_related("measures")
    )
    return [as_content(draft_item(account(item, order))) for order, item in enumerate(items, start=1)]


def as_content(item: MinutesItem) -> dict[str, Any]:
    """Return an item of the minutes as it is stored."""
    return {
        "order": item.order,
        "heading": item.heading,
        "paragraphs": list(item.paragraphs),
        "decision": item.decision,
        "owner": item.owner,
        "co_owners": list(item.co_owners),
        "due": item.due.isoformat() if item.due else "",
    }


def as_item(content: Mapping[str, Any]) -> MinutesItem:
    """Return a stored item as the paper takes it."""
    due = content.get("due") or ""
    return MinutesItem(
        order=int(content["order"]),
        heading=str(content["heading"]),
        paragraphs=tuple(str(paragraph) for paragraph in content["paragraphs"]),
        decision=str(content["decision"]),
        owner=str(content.get("owner", "")),
        co_owners=tuple(content.get("co_owners", ())),
        due=date.fromisoformat(due) if due else None,
    )


def attendance(meeting: Meeting) -> tuple[tuple[Person, ...], tuple[Person, ...], tuple[Person, ...]]:
    """Return who was present, who was on leave (with the reason), and who was absent without."""
    came = set(
        meeting.attendance.filter(membership__isnull=False, confirmed_at__isnull=False).values_list(
            "membership_id", flat=True
        )
    )
    leave = {
        one.membership_id: REASONS[one.reason]
        for one in meeting.leaves.filter(state__in=[LeaveState.APPROVED], late=False)
    }
    seats = [seat for seat in meeting.seats() if seat.standing_on(meeting.day) != "excluded"]
    present = tuple(person(seat) for seat in seats if seat.pk in came)
    away = tuple(person(seat, leave[seat.pk]) for seat in seats if seat.pk not in came and seat.pk in leave)
    absent = tuple(person(seat) for seat in seats if seat.pk not in came and seat.pk not in leave)
    return present, away, absent


def observers(meeting: Meeting) -> tuple[Person, ...]:
    """Return who attended without a vote."""
    return tuple(Person(one.name, one.post, one.unit) for one in meeting.observers.all())


def minutes_facts(minutes: Minutes) -> MinutesFacts:
    """Return the facts of the printed minutes."""
    meeting = minutes.meeting
    group = meeting.group
    present, leave, absent = attendance(meeting)
    return MinutesFacts(
        sitting=sitting(meeting),
        mark=f"{group.name}会议纪要",
        number=minutes.number or f"第{meeting.ordinal}号",
        issuer=group.full_name,
        issued_on=minutes.issued_on,
        title=f"{group.name}第{meeting.ordinal}次会议纪要",
        items=tuple(as_item(content) for content in _settled(minutes.content)),
        present=present,
        leave=leave,
        absent=absent,
        observers=observers(meeting),
        recorder=meeting.recorder.name if meeting.recorder else "",
        distribution=tuple(minutes.distribution),
        printer=f"{group.government}办公室",
        printed_on=minutes.issued_on,
    )


def _settled(content: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(content, key=lambda item: int(item["order"]))
