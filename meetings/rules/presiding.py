"""Who may preside, and who keeps the record?

Depends on the ground only.
"""

from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def chair(*, authorised: bool, designated: bool = False) -> Verdict:
    """The secretary presides, or who holds a living authorisation, or whom the superior designated.

    Clauses 4.4-b, 6.2-a.
    """
    if authorised or designated:
        return allow()
    return refuse(
        "chair_not_authorised",
        gettext_noop("Only the secretary, or a member with a living authorisation to preside, may preside."),
        "6.2-a",
    )


def chair_of_item(*, authorised: bool, recused: bool) -> Verdict:
    """Who is concerned by an item does not preside over it; the chair is handed over first.

    Clauses 6.2-a, 6.4-e.
    """
    if recused:
        return refuse(
            "chair_not_authorised",
            gettext_noop("The chair is concerned by this item; hand the chair over first."),
            "6.4-e",
        )
    return chair(authorised=authorised)


def secretary_there(
    kinds_need_secretary: bool, *, secretary_present: bool, law: MeetingParameters
) -> Verdict:
    """Personnel matters are decided in the secretary's absence only with a second look.

    Clause 6.1-g.
    """
    if kinds_need_secretary and law.personnel_needs_secretary and not secretary_present:
        return warn(
            "secretary_absent", gettext_noop("The secretary is not in the room for this item."), "6.1-g"
        )
    return allow()


def recorder(*, assigned: bool, voting_member: bool, law: MeetingParameters) -> Verdict:
    """A dedicated person keeps the record; not one of the voting members.

    Clause 6.5-k.
    """
    if not assigned:
        return refuse(
            "recorder_missing", gettext_noop("Assign a recorder before the meeting is opened."), "6.5-k"
        )
    if voting_member and not law.recorder_may_be_member:
        return refuse(
            "recorder_is_voting_member",
            gettext_noop("The recorder is a voting member; assign somebody else."),
            "6.5-k",
        )
    return allow()
