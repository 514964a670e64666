"""Has a person judged similar texts?

Depends on the ground only.
"""

from members.procedure.verdict import Verdict, allow, gettext_noop, warn


def looked_at(unanswered: int) -> Verdict:
    """Essays that are alike are read by a person before one is accepted; a question, never a refusal.  Clause 8.3-c."""
    if unanswered == 0:
        return allow()
    return warn(
        "likeness_unanswered",
        gettext_noop("Like %(count)s other essays; read both and answer below."),
        "8.3-c",
        count=unanswered,
    )
