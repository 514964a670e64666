"""May leave still be asked for, and may an absent member write an opinion?

Depends on the ground only.
"""

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def leave(*, begun: bool) -> Verdict:
    """Leave is asked for, and decided, before the meeting.

    Clause 6.4-c.
    """
    if begun:
        return refuse(
            "leave_after_start",
            gettext_noop("Leave is asked for before the meeting; it has begun."),
            "6.4-c",
        )
    return allow()


def opinion(*, is_member: bool, present: bool, item_begun: bool, recused: bool) -> Verdict:
    """Members who cannot come may write on an item, before it is taken up; a recused one may not.

    It is read out and kept, and is neither a vote nor attendance.  Clauses 6.4-d, 6.4-e.
    """
    if not is_member:
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "6.4-d")
    if recused:
        return refuse("recused", gettext_noop("This member is recused from the item."), "6.4-e")
    if present:
        return refuse(
            "opinion_by_present_member",
            gettext_noop("Who is present speaks; written opinions are for those who cannot come."),
            "6.4-d",
        )
    if item_begun:
        return refuse("opinion_after_item", gettext_noop("The item has been taken up already."), "6.4-d")
    return allow()


def recusal_reason(ground: str, text: str) -> Verdict:
    """A recusal on another ground says which.

    Clause 6.4-f.
    """
    if ground == "other" and not text.strip():
        return refuse(
            "reason_required", gettext_noop("Say on which other ground the member withdraws."), "6.4-f"
        )
    return allow()
