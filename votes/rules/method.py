"""By which method may an item be voted on, with which choices, and on how many matters at once?

Depends on the ground only.
"""

from collections.abc import Iterable

from meetings.rules.kinds import concerns_person
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

OPEN_METHODS = frozenset({"oral", "show_of_hands", "signed_ballot"})
SECRET = "secret_ballot"  # noqa: S105  (a method of voting)
ALWAYS = frozenset({"approve", "oppose", "abstain", "not_voted"})


def method(name: str, voters: int, law: MeetingParameters) -> Verdict:
    """Votes are oral, by show of hands, by signed or by secret ballot; a secret one needs enough voters.

    Clause 6.5-b.
    """
    if name not in OPEN_METHODS | {SECRET}:
        return refuse("method_not_allowed", gettext_noop("There is no such method of voting."), "6.5-b")
    if name == SECRET and voters < law.secret_ballot_min_voters:
        return refuse(
            "method_not_allowed",
            gettext_noop("A secret ballot of %(voters)s voters is none; at least %(least)s are needed."),
            "6.5-b",
            voters=voters,
            least=law.secret_ballot_min_voters,
        )
    return allow()


def choices(kinds: Iterable[str], law: MeetingParameters) -> frozenset[str]:
    """Return the stances one may take on an item; "defer" belongs to personnel.  Clauses 6.1-g, 6.5-b."""
    if concerns_person(kinds):
        return frozenset(law.personnel_stances) | {"not_voted"}
    return ALWAYS


def choice(stance: str, kinds: Iterable[str], law: MeetingParameters) -> Verdict:
    """A stance is one of those the item admits.

    Clause 6.5-b.
    """
    if stance not in choices(kinds, law):
        return refuse("choice_not_allowed", gettext_noop("This choice is not offered on this item."), "6.5-b")
    return allow()


def one_matter(matters: int) -> Verdict:
    """Each matter, and each candidate, is voted on by itself.

    Clause 6.5-f.
    """
    if matters > 1:
        return refuse(
            "one_by_one",
            gettext_noop("Items are voted on one by one, not together."),
            "6.5-f",
            matters=matters,
        )
    return allow()
