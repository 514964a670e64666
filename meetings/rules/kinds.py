"""What kind of matter is an item, and what does the kind bring with it?

Depends on the ground only.
"""

import re
from collections.abc import Iterable

from members.procedure.rulebook import MeetingParameters, Share
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

PERSONNEL = frozenset(
    {
        "personnel",
        "personnel.recommend",
        "personnel.appoint",
        "personnel.remove",
        "personnel.reward",
        "personnel.sanction",
    }
)
"""Kinds that concern one candidate (clause 6.1-g)."""

WITHOUT_VOTE = frozenset({"first_topic", "transmission", "theory_study", "briefing"})
"""Kinds that end in a conclusion, not in a vote (clauses 6.1-a, 6.1-b, 6.1-e, 6.1-f)."""

MAJOR = (
    frozenset(
        {
            "report_to_superior",
            "implementation_measures",
            "normative_document",
            "strategy_and_deployment",
            "reform",
            "major_project",
            "funds",
            "asset_disposal",
            "budget",
            "establishment",
            "audit_inspection",
            "assessment_reward_penalty",
            "ideological_guidance",
            "party_building",
            "other_major",
        }
    )
    | PERSONNEL
)
"""The categories of major questions (clause 4.2-a); each must point to an entry of the list."""

NEED_BASIS = frozenset({"implementation_measures", "strategy_and_deployment", "normative_document"})
"""Kinds that must name the policy they carry out (clause 5.1-b)."""

NEED_REVIEW = frozenset({"normative_document"})
"""Kinds that need a review of legality before the meeting (clauses 3.4-b, 4.2-a)."""

_UNDER_TWO_THIRDS = {
    "personnel": "appoint",
    "personnel.appoint": "appoint",
    "personnel.remove": "remove",
    "personnel.recommend": "recommend",
    "personnel.sanction": "discipline",
    "discipline": "discipline",
}


def major(kinds: Iterable[str]) -> bool:
    """Say whether a matter is one of the major questions that only the group decides.

    Clauses 4.2-a, 4.2-a1, 4.2-a2, 4.2-a3, 4.2-a4, 4.2-a5, 4.2-a6, 4.2-a7, 4.2-a8, 4.2-a9, 4.2-a10, 4.2-a11,
    4.2-a12, 4.2-a13.
    """
    return not MAJOR.isdisjoint(kinds)


def needs_two_thirds(kinds: Iterable[str], law: MeetingParameters) -> bool:
    """Say whether an item needs two thirds of the members; of several categories the strictest wins.

    Clause 6.4-b.
    """
    return any(_UNDER_TWO_THIRDS.get(kind) in law.two_thirds_kinds for kind in kinds)


def quorum_share(kinds: Iterable[str], law: MeetingParameters) -> Share:
    """Return the share of the members that must be in the room for an item of these kinds.

    Clauses 6.4-a, 6.4-b.
    """
    return law.quorum_personnel if needs_two_thirds(kinds, law) else law.quorum_ordinary


def concerns_person(kinds: Iterable[str]) -> bool:
    """Say whether the item concerns one candidate.  Clause 6.1-g."""
    return bool(PERSONNEL & set(kinds))


def never_ad_hoc(kinds: Iterable[str]) -> bool:
    """Say whether the matter may never come up unannounced: personnel, and discipline of party members.

    Clause 6.1-g.
    """
    return any(kind in PERSONNEL or kind == "discipline" for kind in kinds)


def one_candidate(kinds: Iterable[str], candidate: str) -> Verdict:
    """A personnel item names exactly one candidate.

    Clauses 6.1-g, 6.5-f.
    """
    if not concerns_person(kinds):
        return allow()
    names = [name for name in re.split("[、，,；;]", candidate) if name.strip()]
    if not names:
        return refuse("candidate_required", gettext_noop("A personnel item names its candidate."), "6.1-g")
    if len(names) > 1:
        return refuse(
            "one_by_one",
            gettext_noop("One candidate, one item: make a separate item for each person."),
            "6.5-f",
            candidates=len(names),
        )
    return allow()


def ends_without_vote(kind: str) -> Verdict:
    """Study, transmission and briefing end in a conclusion; everything else is voted on.

    Clauses 5.2-b, 6.1-c, 6.1-d, 6.1-e, 6.1-f, 6.1-h.
    """
    if kind in WITHOUT_VOTE:
        return allow()
    return refuse(
        "vote_required",
        gettext_noop("A matter of this kind is decided by a vote, not by a conclusion."),
        "5.2-b",
    )
