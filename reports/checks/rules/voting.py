"""Was each matter discussed, then voted on by itself, by those in the room, the chair last, and counted rightly?

CHK-04, CHK-07, CHK-08, CHK-09, CHK-10.  Results are counted again from what is kept of the votes.  Depends on the
ground, the rules of meetings and of votes.
"""

from collections.abc import Iterator

from meetings.rules import discussion, kinds
from meetings.rules.discussion import Floor
from meetings.rules.roll import Roll, Room
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn
from reports.checks.rules.check import BOTH, HARD, Check, Raised
from reports.checks.rules.sitting import VOTED, Ballots, Cast, Held, Item, Sitting, telling
from votes.rules import franchise, majority, method, order

# -- the chair last ----------------------------------------------------------------------------------


def _spoken(item: Item, until: Ballots | None = None) -> list[int]:
    words = sorted(item.words, key=lambda word: (word.at, word.serial))
    return [word.seat for word in words if until is None or word.at <= until.opened_at]


def _votes_last(vote: Ballots, chair: int | None) -> Verdict:
    own = next((cast for cast in vote.casts if cast.seat == chair), None)
    if own is None or chair is None:
        return allow()
    seats = [cast.seat for cast in vote.casts]
    return order.chair_last(chair, chair, seats, [cast.seat for cast in vote.casts if _before(cast, own)])


def _before(cast: Cast, own: Cast) -> bool:
    """Say whether a stance was taken before the chair's, by the clock and by the list; of one moment, by the list."""
    return cast.at <= own.at and cast.serial < own.serial


def _speaks_last(item: Item, vote: Ballots) -> Verdict:
    spoken = _spoken(item, vote)
    there = tuple(dict.fromkeys(spoken))
    verdict = discussion.full(Floor(Room(Roll(there, there)), item.chair, spoken))
    return verdict if verdict.code == "chair_speaks_last" else allow()


def chair_last(held: Held) -> Iterator[Raised]:
    """CHK-04: who presided took a stance before others did."""
    for sitting, item, vote in held.votes():
        name = sitting.person(vote.chair)
        for part, verdict in (
            ("vote", _votes_last(vote, vote.chair)),
            ("discussion", _speaks_last(item, vote)),
        ):
            if not verdict:
                yield sitting.raised(item, telling(verdict, member=name), part)


# -- the base and the result -------------------------------------------------------------------------


def _counted(sitting: Sitting, item: Item, vote: Ballots) -> Iterator[tuple[str, Verdict]]:
    room = sitting.room(item, vote.opened_at)
    denominator = room.denominator(sitting.law)
    if vote.denominator != denominator:
        yield (
            "vote_base",
            refuse(
                "base_wrong",
                gettext_noop("Counted against %(recorded_base)s; %(denominator)s are the base of this vote."),
                "6.5-c",
                recorded_base=vote.denominator,
                denominator=denominator,
            ),
        )
    outcome = majority.decide(
        vote.tally,
        base=room.base,
        denominator=denominator,
        present=len(room.roll.present),
        recused=room.recused_count,
        in_room=len(vote.electors),
        law=sitting.law,
    )
    recorded = {vote.result, item.outcome}
    if recorded != {outcome.result}:
        yield (
            "result",
            refuse(
                "result_wrong",
                gettext_noop(
                    "%(in_favour)s of %(denominator)s approve and %(needed)s are needed: the result on record is "
                    "another one."
                ),
                "6.5-c",
                in_favour=vote.tally.approve,
                denominator=denominator,
                needed=outcome.needed,
                formula=outcome.formula,
            ),
        )


def results(held: Held) -> Iterator[Raised]:
    """CHK-07: the base or the result on record is not what the law makes of the votes."""
    for sitting, item in held.items():
        for vote in item.votes:
            yield from (
                sitting.raised(item, verdict, part) for part, verdict in _counted(sitting, item, vote)
            )
        if item.outcome in VOTED and not item.votes:
            verdict = refuse(
                "result_without_vote",
                gettext_noop("A result is on record, but no counted vote that it comes from."),
                "6.5-c",
            )
            yield sitting.raised(item, verdict, "result")


# -- who voted ---------------------------------------------------------------------------------------

NOT_THERE = frozenset({"not_present", "not_in_office", "member_suspended"})


def _in_room(sitting: Sitting, item: Item, vote: Ballots, seat: int) -> Verdict:
    room = sitting.room(item, vote.opened_at)
    verdict = franchise.may_cast(seat, room, vote.electors, ())
    cast = next((cast for cast in vote.casts if cast.seat == seat), None)
    if verdict and cast is not None:
        verdict = franchise.may_cast(seat, sitting.room(item, cast.at), vote.electors, ())
    # Who was recused is asked about elsewhere (CHK-05).
    if verdict.code not in NOT_THERE:
        return allow()
    if seat in item.writers:
        return refuse(
            "opinion_counted",
            gettext_noop("%(member)s was not in the room and wrote an opinion; it was counted as a vote."),
            "6.5-d",
        )
    return refuse(
        "absent_vote", gettext_noop("A vote of %(member)s is on record, who was not in the room."), "6.5-d"
    )


def _by_hand(cast: Cast, *, secret: bool) -> Verdict:
    return franchise.in_person(
        caster_is_voter=cast.hand == "self", entered_by_recorder=cast.hand == "recorder", secret=secret
    )


def _franchise(sitting: Sitting, item: Item, vote: Ballots) -> Iterator[tuple[str, Verdict]]:
    casts = {cast.seat: cast for cast in vote.casts}
    for seat in dict.fromkeys([*vote.electors, *casts]):
        verdict = _in_room(sitting, item, vote, seat)
        if verdict and seat in casts:
            verdict = _by_hand(casts[seat], secret=vote.secret)
        if not verdict:
            yield sitting.person(seat), telling(verdict, member=sitting.person(seat))
    yield "vote_tally", majority.accounts_for(vote.tally, len(vote.electors))


def voters(held: Held) -> Iterator[Raised]:
    """CHK-08: a written opinion was counted, somebody voted for another, or more votes are told than people."""
    for sitting, item, vote in held.votes():
        for part, verdict in _franchise(sitting, item, vote):
            if not verdict:
                yield sitting.raised(item, verdict, part)


# -- one by one --------------------------------------------------------------------------------------


def _together(sitting: Sitting, vote: Ballots) -> int:
    """Return on how many matters was voted while this vote was open, its own included."""
    others = (other for item in sitting.items for other in item.votes if other.key != vote.key)
    return 1 + sum(
        1 for other in others if other.opened_at < vote.closed_at and vote.opened_at < other.closed_at
    )


def one_by_one(held: Held) -> Iterator[Raised]:
    """CHK-09: several matters, or several candidates, were put to one vote."""
    for sitting, item, vote in held.votes():
        candidates = kinds.one_candidate(item.kinds, item.candidate)
        if candidates.code == "one_by_one":
            yield sitting.raised(item, candidates, "candidates")
        together = method.one_matter(_together(sitting, vote))
        if not together:
            yield sitting.raised(item, together, "voted_together")


# -- discussed first ---------------------------------------------------------------------------------


def _discussed(sitting: Sitting, item: Item, vote: Ballots) -> Verdict:
    spoken = _spoken(item, vote)
    room = sitting.room(item, vote.opened_at)
    last = max((word.at for word in item.words if word.at <= vote.opened_at), default=vote.opened_at)
    # Who came after the discussion was closed votes without having spoken; nobody is asked twice.
    heard = set(sitting.room(item, last).voters)
    there = tuple(seat for seat in room.voters if seat in heard)
    verdict = discussion.full(Floor(Room(Roll(there, there)), item.chair, spoken))
    if verdict.code == "discussion_required":
        return verdict
    if vote.tally.approve < len(vote.electors) and not any(word.said for word in item.words):
        return warn(
            "nothing_said",
            gettext_noop(
                "%(dissenting)s of %(in_room)s did not approve, and not one word of the discussion is on record."
            ),
            "6.5-a",
            dissenting=len(vote.electors) - vote.tally.approve,
            in_room=len(vote.electors),
        )
    return allow()


def discussed(held: Held) -> Iterator[Raised]:
    """CHK-10: voted on with hardly a discussion, or with nothing but the result on record."""
    for sitting, item, vote in held.votes():
        verdict = _discussed(sitting, item, vote)
        if not verdict or verdict.warned:
            yield sitting.raised(item, verdict)


CHECKS: tuple[Check[Held], ...] = (
    Check(
        "CHK-04",
        gettext_noop("The chair did not take a stance last"),
        "6.5-e",
        chair_last,
        gettext_noop(
            "Say how it came about. Where the stance may have led the others, vote on the matter anew as a "
            "reconsideration."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-07",
        gettext_noop("The base of the vote is wrong"),
        "6.5-c",
        results,
        gettext_noop(
            "Compare the record on paper. A decision that did not get more than half of all who should attend is "
            "put to the vote again as a reconsideration."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-08",
        gettext_noop("A written opinion or a proxy was counted as a vote"),
        "6.5-d",
        voters,
        gettext_noop(
            "Count again without it; if the majority is lost, put the matter to the vote again. If the roll is "
            "wrong, add a dated correction to the record."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-09",
        gettext_noop("Several matters put to one vote"),
        "6.5-f",
        one_by_one,
        gettext_noop("Put each matter, and each candidate, to a vote of its own at the next meeting."),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-10",
        gettext_noop("Voted on without full discussion: a result, but no process"),
        "6.5-a",
        discussed,
        gettext_noop(
            "Add what was said as a dated correction, from the recorder's notes; next time enter each member's words "
            "before the vote."
        ),
        answers="recorder",
        facts=Held,
        weights=BOTH,
    ),
)
