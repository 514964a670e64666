"""Is the agenda in order, and was each item announced?

Depends on the ground only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.rules.kinds import never_ad_hoc
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def first_topic(kinds: Sequence[str], *, regular: bool, law: MeetingParameters) -> Verdict:
    """The first topic stands first; an ordinary meeting has one.

    kinds: the items' kinds in the order of the agenda.  Clause 6.1-a.
    """
    if "first_topic" in kinds:
        if kinds[0] != "first_topic":
            return refuse(
                "first_topic_not_first",
                gettext_noop("The first topic must stand first on the agenda."),
                "6.1-a",
                position=list(kinds).index("first_topic") + 1,
            )
        return allow()
    if regular and law.first_topic_required == "every_meeting":
        return refuse(
            "first_topic_missing", gettext_noop("An ordinary meeting begins with a first topic."), "6.1-a"
        )
    return allow()


@dataclass(frozen=True, slots=True)
class Announcement:
    """How an item came onto the agenda: was it on a notice, and if not, for which reason is it taken up?"""

    kinds: tuple[str, ...]
    noticed: bool
    reason: str = ""


def announced(item: Announcement, law: MeetingParameters) -> Verdict:
    """What was not on the notice is taken up only when urgent, with a reason; personnel never.

    Rules may say that nothing at all is taken up unannounced.

    Clauses 6.1-g, 6.3-c.
    """
    if item.noticed:
        return allow()
    if never_ad_hoc(item.kinds):
        return refuse(
            "ad_hoc_not_allowed",
            gettext_noop("A personnel or discipline matter is never taken up without notice."),
            "6.1-g",
        )
    if law.adhoc_policy == "never":
        return refuse(
            "ad_hoc_not_allowed",
            gettext_noop("By these rules nothing is taken up without notice."),
            "6.3-c",
        )
    if not item.reason.strip():
        return refuse(
            "reason_required",
            gettext_noop("Say why this item could not be announced in the notice."),
            "6.3-c",
        )
    return warn("ad_hoc", gettext_noop("This item was not on the notice."), "6.3-c")


def extraordinary(kinds: Iterable[str], reason: str) -> Verdict:
    """An extraordinary meeting says why it is held; personnel matters at it deserve a second look.

    kinds: kinds of all its items.  Clause 6.2-c.
    """
    if not reason.strip():
        return refuse(
            "reason_required", gettext_noop("Say for which important reason the meeting is called."), "6.2-c"
        )
    if any(never_ad_hoc((kind,)) for kind in kinds):
        return warn(
            "personnel_at_extraordinary",
            gettext_noop("A personnel matter stands on the agenda of an extraordinary meeting."),
            "6.2-c",
        )
    return allow()
