"""What do the minutes of a meeting begin with?  Each item as it was dealt with, put into the fixed wording."""

from typing import Any

from meetings.minutes.drafting import ItemAccount, Matter, Outcome, draft_item
from meetings.minutes.paper_minutes import as_content
from meetings.models import AgendaItem, Meeting
from meetings.rules.kinds import concerns_person
from meetings.states import Outcome as Ended

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
