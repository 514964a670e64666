"""Which findings wait for an answer, and who is told of new ones?  Queries; no rules."""

from datetime import datetime, timedelta

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import Meeting
from members.models import LeadingGroup, Membership, Notification, Post, StaffRole, User
from members.models.office import running
from members.notifications import notify
from members.procedure.verdict import gettext_noop
from reports.checks.models import Finding, FindingQuerySet
from reports.records import record_lookup as subjects

KIND = "findings_new"
RECENT = timedelta(days=7)
"""How far back somebody is told who was never told before."""


def waiting(group: LeadingGroup, user: User) -> FindingQuerySet:
    """Return the open findings against the rules that a person may see, oldest day first."""
    findings = Finding.objects.visible_to(user, group).waiting()
    return findings.select_related("group", "member").order_by("on", "check_id", "pk")


def about(meeting: Meeting, user: User) -> FindingQuerySet:
    """Return what was found about a meeting or anything that belongs to it, open ones first."""
    kinds = Finding.objects.filter(group=meeting.group).order_by().values_list("kind", flat=True).distinct()
    seen = Finding.objects.visible_to(user, meeting.group)
    result = seen.filter(subjects.about_meeting(kinds, meeting.pk)).select_related("group")
    return result.order_by(
        Case(When(state="open", then=0), When(state="answered", then=1), default=2),
        "weight",
        "check_id",
        "pk",
    )


def desk_of(group: LeadingGroup, at: datetime) -> list[User]:
    """Return clerks and the secretary in office (one query)."""
    day = localdate(at)
    clerks = StaffRole.objects.filter(running(day), group=group, role=StaffRole.Role.CLERK)
    heads = Membership.objects.filter(group=group, post=Post.SECRETARY).in_office(day)
    people = User.objects.filter(
        Q(pk__in=clerks.values("user")) | Q(pk__in=heads.values("user")), is_active=True
    )
    return list(people.order_by("pk"))


def tell_new(group: LeadingGroup, at: datetime) -> int:
    """Tell clerks and the secretary, once a day, what was found since they were last told; return how many were told.

    Numbers only: the words stand on the pages, where it is asked who may read them.
    """
    told = 0
    for user in desk_of(group, at):
        last = Notification.objects.filter(user=user, group=group, kind=KIND).order_by("-at").first()
        since = at - RECENT if last is None else last.at
        fresh = Q(found_at__gt=since) | Q(again_at__gt=since)
        count = waiting(group, user).filter(fresh).order_by().count()
        if count:
            told += notify(
                user,
                KIND,
                f"{group.code}-{localdate(at):%Y%m%d}",
                group=group,
                subject=gettext_noop("%(count)s new findings against the rules"),
                body=gettext_noop("Look what was found, put it right where that can be done, and answer."),
                facts={"count": count},
                url=f"{reverse('reports:finding_list', args=[group.code])}?state=open&weight=hard",
                clause="4.5-a",
                at=at,
            )
    return told
