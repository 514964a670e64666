"""How does an article come to be printed: written, applied for, approved, published, or registered late?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import Decision
from members.models import LeadingGroup, Membership, Post, StaffRole, User
from members.models.office import running
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, reason_given, refuse
from reports.research.actions.projects import changes, names_of
from reports.research.articles import rules as articles
from reports.research.articles.models import ArticleFile, ArticleVersion, SignedArticle
from reports.research.states import Route


def draft_article(
    group: LeadingGroup,
    text: str = "",
    *,
    by: User,
    at: datetime,
    co_members: Iterable[Membership] = (),
    **fields: Any,
) -> SignedArticle:
    """Begin the application for an article.  Clause 5.4-b."""
    demand_power("reports.apply_article", by, group)
    with transaction.atomic():
        article = SignedArticle(group=group, **fields)
        demand_power("reports.apply_article", by, article)
        article.save()
        _set_authors(article, co_members)
        enter(article, "draft_article", by=by, at=at, after=article.state)
        if text.strip():
            _keep(article, text, None, by=by, at=at)
    return article


def _set_authors(article: SignedArticle, co_members: Iterable[Membership]) -> None:
    """Note which members write along."""
    others = [seat for seat in co_members if seat.pk != article.author_id]
    if any(seat.group_id != article.group_id for seat in others):
        uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.4-b"))
    article.co_members.set(others)


def _keep(
    article: SignedArticle, text: str, file: ArticleFile | None, *, by: User, at: datetime
) -> ArticleVersion:
    """Keep one more version: a text, a file, or both."""
    latest = article.latest()
    version = ArticleVersion(
        article=article,
        number=(latest.number if latest else 0) + 1,
        text=text,
        file=file,
        sha256=articles.digest(text, file.sha256 if file else ""),
        at=at,
        by=by,
    )
    version.save()
    return version


def edit_article(
    article: SignedArticle,
    *,
    by: User,
    at: datetime,
    co_members: Iterable[Membership] | None = None,
    **fields: Any,
) -> SignedArticle:
    """Change the application; the text has its versions.  Clause 5.4-b."""
    with advance(article, "edit_article", by=by, at=at) as act:
        act.facts["changed"] = changes(article, fields)
        for name, value in fields.items():
            setattr(article, name, value)
        if co_members is not None:
            before = names_of(article.co_members)
            _set_authors(article, co_members)
            if before != names_of(article.co_members):
                act.facts["changed"]["co_members"] = [before, names_of(article.co_members)]
    return article


def write_version(
    article: SignedArticle,
    text: str = "",
    upload: "UploadedFile[Any] | None" = None,
    title: str = "",
    *,
    by: User,
    at: datetime,
) -> ArticleVersion:
    """Keep a new version: the text, the file, or both; what was approved is a draft again and approved anew.

    Clause 5.4-b.
    """
    with advance(article, "write_version", by=by, at=at) as act:
        kept = ArticleFile.keep(upload, title, by=by, at=at, article=article) if upload else None
        version = _keep(article, text, kept, by=by, at=at)
        article.approved_by, article.approved_on, article.approved_hash = None, None, ""
        act.facts |= {"version": version.number, "sha256": version.sha256[:16]}
    return version


def attach_article(
    article: SignedArticle, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> ArticleFile:
    """Add a file to the newest text; the two together are a new version.  Clause 5.4-b."""
    with advance(article, "attach_article", by=by, at=at) as act:
        kept = ArticleFile.keep(upload, title, by=by, at=at, article=article)
        latest = article.latest()
        version = _keep(article, latest.text if latest else "", kept, by=by, at=at)
        act.facts |= {"version": version.number, "sha256": version.sha256[:16]}
    return kept


def apply_for_article(article: SignedArticle, *, by: User, at: datetime) -> SignedArticle:
    """Apply.  Raises Refused: "text_missing", "outlet_missing", "own_article_of_secretary", "group_decides".  Clause 5.4-b."""
    with advance(article, "apply_for_article", by=by, at=at):
        article.opinion = ""
    for user in _deciders(article, at).exclude(pk=by.pk):
        notify(
            user,
            "article_applied",
            f"{article.pk}@{at.isoformat()}",
            group=article.group,
            subject=f"署名文章待审定：{article.title}"[:200],
            url=reverse("reports:article_detail", args=[article.group.code, article.pk]),
            at=at,
        )
    return article


def _deciders(article: SignedArticle, at: datetime) -> QuerySet[User]:
    """Return who has to act on an application: the secretary, or the clerks who bring it before the group."""
    day = localdate(at)
    if article.route == Route.SECRETARY:
        heads = Membership.objects.filter(group=article.group, post=Post.SECRETARY).in_office(day)
        return User.objects.filter(pk__in=heads.values("user"), is_active=True)
    clerks = StaffRole.objects.filter(running(day), group=article.group, role=StaffRole.Role.CLERK)
    return User.objects.filter(pk__in=clerks.values("user"), is_active=True)


def approve_article(article: SignedArticle, opinion: str = "", *, by: User, at: datetime) -> SignedArticle:
    """Approve, as the secretary.  Raises Refused ("group_decides").  Clause 5.4-b."""
    with advance(article, "approve_article", by=by, at=at):
        if article.route != Route.SECRETARY:
            uphold(refuse("group_decides", gettext_noop("This article is decided on by the group."), "5.4-b"))
        _approve(article, article.latest(), opinion, localdate(at), by)
    _tell(article, at)
    return article


def enter_group_decision(
    article: SignedArticle, decision: Decision, opinion: str = "", *, by: User, at: datetime
) -> SignedArticle:
    """Note the decision by which the group approved; approved from its day, never before the text was kept.

    Raises Refused ("secretary_decides", "decided_on_another_text").  Clause 5.4-b.
    """
    with advance(article, "enter_group_decision", by=by, at=at, decision=decision.number) as act:
        if article.route != Route.GROUP:
            raise Refused(
                refuse(
                    "secretary_decides", gettext_noop("This article is approved by the secretary."), "5.4-b"
                )
            )
        if decision.group_id != article.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.4-b"))
        latest = article.latest()
        assert latest is not None
        earlier = article.entries.filter(verb="enter_group_decision", facts__decision=decision.number)
        written_on = localdate(latest.at)
        act.ask(
            articles.decided(
                decision.effective_on,
                written_on,
                used_for_another_text=earlier.exclude(facts__sha256=latest.sha256).exists(),
            )
        )
        act.facts["sha256"] = latest.sha256
        article.decision = decision
        _approve(article, latest, opinion, max(decision.effective_on, written_on), by)
    _tell(article, at)
    return article


def _approve(article: SignedArticle, latest: ArticleVersion | None, opinion: str, on: date, by: User) -> None:
    article.opinion = opinion
    article.approved_by, article.approved_on = by, on
    article.approved_hash = latest.sha256 if latest else ""


def return_article(article: SignedArticle, opinion: str, *, by: User, at: datetime) -> SignedArticle:
    """Give an article back, saying why.  Clause 5.4-b."""
    with advance(article, "return_article", by=by, at=at):
        _say_why(article, opinion)
    _tell(article, at)
    return article


def refuse_article(article: SignedArticle, opinion: str, *, by: User, at: datetime) -> SignedArticle:
    """Refuse an article, saying why.  Clause 5.4-b."""
    with advance(article, "refuse_article", by=by, at=at):
        _say_why(article, opinion)
    _tell(article, at)
    return article


def _say_why(article: SignedArticle, opinion: str) -> None:
    uphold(reason_given(opinion, "5.4-b"))
    article.opinion = opinion


def _tell(article: SignedArticle, at: datetime) -> None:
    """Tell all authors what was decided."""
    for user in User.objects.filter(pk__in=article.person_ids):
        notify(
            user,
            "article_decided",
            f"{article.pk}@{at.isoformat()}",
            group=article.group,
            subject=f"署名文章{article.get_state_display()}：{article.title}"[:200],
            body=article.opinion,
            url=reverse("reports:article_detail", args=[article.group.code, article.pk]),
            at=at,
        )


def publish_article(
    article: SignedArticle, published_on: date, issue: str = "", link: str = "", *, by: User, at: datetime
) -> SignedArticle:
    """Note that the approved text was published.  Clause 5.4-b.

    Raises Refused ("not_approved", "changed_after_approval", "published_before_approval", "day_ahead").
    """
    with advance(article, "publish_article", by=by, at=at, published_on=published_on.isoformat()) as act:
        act.ask(articles.printed(published_on, localdate(at)))
        article.published_on, article.issue, article.link = published_on, issue, link
    return article


def note_publication(
    article: SignedArticle, issue: str = "", link: str = "", *, by: User, at: datetime
) -> SignedArticle:
    """Add issue and link of what was published; its day stays.  Clause 5.4-b."""
    with advance(article, "note_publication", by=by, at=at):
        article.issue, article.link = issue, link
    return article


def register_late(
    article: SignedArticle, published_on: date, late_reason: str, *, by: User, at: datetime
) -> SignedArticle:
    """Register an article that was published before it was approved; it stays shown as such.  Clause 5.4-b.

    Raises Refused ("reason_required", "approved_in_time", "day_ahead").
    """
    with advance(article, "register_late", by=by, at=at) as act:
        act.ask(articles.late(published_on, article.approved_on, localdate(at), late_reason))
        article.published_on, article.late_reason = published_on, late_reason
    return article
