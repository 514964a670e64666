"""From a counted vote, and from signed minutes, to the facts the checks ask about.  Asks for nothing more."""

import re
from collections.abc import Iterable, Mapping

from meetings.minutes.drafting import draft_item
from meetings.minutes.from_meeting import account
from meetings.models import AgendaItem, Meeting, Minutes
from reports.checks.facts.seats import Offices
from reports.checks.rules.sitting import Ballots, Cast, Printed
from votes.models import Vote
from votes.rules.majority import Tally
from votes.states import Choice

COUNTS = (("赞成", "approve"), ("反对", "oppose"), ("弃权", "abstain"))


def ballots_of(vote: Vote, meeting: Meeting, offices: Offices) -> Ballots:
    """Return the facts of a counted vote; its tally is added up again from what is kept."""
    electors = list(vote.electors.all())
    casts = [
        (elector, elector.ballot) for elector in electors if getattr(elector, "ballot", None) is not None
    ]
    if vote.is_secret:
        tally = Tally(**{line.choice: line.n for line in vote.tally_lines.all()})
    else:
        stances = [ballot.choice for _elector, ballot in casts]
        tally = Tally(**{choice: stances.count(choice) for choice in Choice.values})
    keepers = offices.keepers(meeting.day) | {meeting.recorder_id}
    seats = offices.seats
    presiding = seats.get(vote.chair_id)
    keepers |= {presiding.user_id if presiding is not None else None, None}

    def hand(seat: int, by: int | None) -> str:
        own = seats.get(seat)
        if own is not None and own.user_id == by:
            return "self"
        return "recorder" if by in keepers else "another"

    opened = vote.opened_at or meeting.starts_at
    return Ballots(
        key=vote.pk,
        opened_at=opened,
        closed_at=vote.closed_at or opened,
        electors=tuple(elector.membership_id for elector in electors),
        tally=tally,
        result=vote.result,
        denominator=vote.denominator,
        chair=vote.chair_id,
        secret=vote.is_secret,
        casts=tuple(
            Cast(
                elector.membership_id,
                ballot.serial,
                ballot.cast_at,
                hand(elector.membership_id, ballot.entered_by_id),
            )
            for elector, ballot in casts
        ),
    )


# -- minutes -----------------------------------------------------------------------------------------


def printed(meeting: Meeting, minutes: Minutes | None, votes: Mapping[int, list[Vote]]) -> Printed | None:
    """Return what signed minutes say, and what the record says now, in the same wording."""
    if minutes is None:
        return None
    items = [(order, item) for order, item in enumerate(meeting.items.all(), 1) if item.outcome]
    content = {int(record["order"]): record for record in minutes.content}
    drafted = {int(row["order"]): str(row["decision"]) for row in minutes.draft}
    return Printed(
        said={order: str(result["decision"]) for order, result in content.items()},
        given={order: _given(item, order, drafted.get(order)) for order, item in items},
        counts=tuple(
            order
            for order, item in items
            if order in content and _miscounted(content[order], votes.get(item.pk, ()))
        ),
    )


def _given(item: AgendaItem, order: int, drafted: str | None) -> str:
    """Return the sentence the record gives: as it was drafted, when that still says what the record says.

    The wording of drafts may change with the software; minutes that were drafted in an older one still agree.
    """
    told = account(item, order)
    core = told.text.strip().rstrip("。；;.")
    return drafted if drafted and core and core in drafted else draft_item(told).decision


def _miscounted(content: Mapping[str, object], votes: Iterable[Vote]) -> bool:
    """Say whether the text gives a number of a vote that the count does not give."""
    paragraphs = content.get("paragraphs")
    text = "\n".join(
        [str(content.get("decision", "")), *map(str, paragraphs if isinstance(paragraphs, list) else ())]
    )
    for vote in votes:
        for word, name in COUNTS:
            told = re.findall(rf"{word}(?:票)?\s*(\d+)", text)
            if any(int(number) != vote.figures.get(name) for number in told):
                return True
    return False
