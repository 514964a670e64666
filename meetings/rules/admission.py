"""Who may sign in?

Depends on the ground only.
"""

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def sign_in(*, is_member: bool, in_office: bool, standing: str) -> Verdict:
    """Members in office and in good standing sign in.

    standing: "" or "suspended" or "excluded".  Clauses 6.4-a, 8.3-a.
    """
    if not is_member:
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "6.4-a")
    if not in_office:
        return refuse("not_in_office", gettext_noop("This person is not in office on the day."), "6.4-a")
    if standing:
        return refuse(
            "member_suspended",
            gettext_noop("This member is suspended or excluded, and can neither sign in nor vote."),
            "6.4-a",
        )
    return allow()
