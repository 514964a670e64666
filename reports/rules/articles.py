"""Who approves an article, and was it approved before it was printed?

Depends on the ground only.
"""

from datetime import date

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def route(wanted: str, *, in_groups_name: bool, by_secretary: bool, law: YearParameters) -> Verdict:
    """The group decides on what bears its name, and on the secretary's own articles unless the body chose otherwise.

    Clause 5.4-b.
    """
    if wanted == "group":
        return allow()
    if in_groups_name:
        return refuse(
            "group_decides",
            gettext_noop("What is published in the group's name is decided by the group."),
            "5.4-b",
        )
    if by_secretary and law.secretary_article_route == "group":
        return refuse(
            "own_article_of_secretary",
            gettext_noop("The secretary does not approve an article of his own; the group decides."),
            "5.4-b",
        )
    return allow()


def complete(*, text_or_file: bool, outlet: str) -> Verdict:
    """Who applies shows the text and says where it is to appear.  Clause 5.4-b."""
    if not text_or_file:
        return refuse("text_missing", gettext_noop("Write the text, or attach it, before applying."), "5.4-b")
    if not outlet.strip():
        return refuse("outlet_missing", gettext_noop("Say where the article is to appear."), "5.4-b")
    return allow()


def publishable(approved: str, now: str, published_on: date, approved_on: date | None) -> Verdict:
    """Only the approved text is published, and not before it was approved.  approved, now: digests.  Clause 5.4-b."""
    if approved_on is None or not approved:
        return refuse(
            "not_approved", gettext_noop("The article has not been approved; it is not published."), "5.4-b"
        )
    if approved != now:
        return refuse(
            "changed_after_approval",
            gettext_noop("The text was changed after it was approved; have it approved again."),
            "5.4-b",
        )
    if published_on < approved_on:
        return refuse(
            "published_before_approval",
            gettext_noop(
                "It cannot have been published on %(published)s, before its approval of %(approved)s."
            ),
            "5.4-b",
            published=published_on.isoformat(),
            approved=approved_on.isoformat(),
        )
    return allow()
