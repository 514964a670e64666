"""Who approves an article, and was it approved before it was printed?

Depends on the ground only.
"""

import hashlib
from datetime import date

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn


def digest(text: str, file_digest: str = "") -> str:
    """Return the digest of a version: of its text, and of its file when it has one.  Clause 5.4-b."""
    content = f"{text}\n{file_digest}" if file_digest else text
    return hashlib.sha256(content.encode()).hexdigest()


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


def publishable(approved: str, now: str, published_on: date | None, approved_on: date | None) -> Verdict:
    """Only the approved text is published, and not before it was approved.

    approved, now: digests.  published_on: None while it is only asked whether it might be.  Clause 5.4-b.
    """
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
    if published_on is not None and published_on < approved_on:
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


def printed(day: date, today: date) -> Verdict:
    """What is told as published has been published.  Clause 5.4-b."""
    if day > today:
        return refuse("day_ahead", gettext_noop("This day has not come yet: %(day)s"), "5.4-b", day=f"{day}")
    return allow()


def decided(decided_on: date, written_on: date, *, used_for_another_text: bool) -> Verdict:
    """The group decides on the text there is; a changed text is decided on anew.

    written_on: when this version was kept; a text that was kept afterwards is asked about.  Clause 5.4-b.
    """
    if used_for_another_text:
        return refuse(
            "decided_on_another_text",
            gettext_noop(
                "By this decision the group approved another version; a changed text is decided on anew."
            ),
            "5.4-b",
        )
    if decided_on < written_on:
        return warn(
            "decided_before_text",
            gettext_noop(
                "The group decided on %(decided)s; this version was kept on %(written)s, after that."
            ),
            "5.4-b",
            decided=decided_on.isoformat(),
            written=written_on.isoformat(),
        )
    return allow()


def late(published_on: date, approved_on: date | None, today: date, reason: str) -> Verdict:
    """What was published before it was approved is registered as that, with the reason, and stays a finding.

    Clause 5.4-b.
    """
    if not reason.strip():
        return refuse("reason_required", gettext_noop("Give the reason."), "5.4-b")
    if approved_on is not None and published_on >= approved_on:
        return refuse(
            "approved_in_time",
            gettext_noop("It was approved on %(approved)s, before that; enter the publication instead."),
            "5.4-b",
            approved=approved_on.isoformat(),
        )
    finding = warn(
        "published_before_approval",
        gettext_noop("It was published on %(published)s without prior approval."),
        "5.4-b",
        published=published_on.isoformat(),
    )
    return first_refusal(printed(published_on, today), finding)
