"""How does an article come to be printed: written, applied for, approved, published, or registered late?"""

import hashlib
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.models import Decision
from members.models import LeadingGroup, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.models.articles import ArticleFile, ArticleVersion, SignedArticle
from reports.states.research import Route


def draft_article(
    group: LeadingGroup, text: str = "", *, by: User, at: datetime, **fields: Any
) -> SignedArticle:
    """Begin the application for an article.  Clause 5.4-b."""
    demand_power("reports.apply_article", by, group)
    with transaction.atomic():
        article = SignedArticle(group=group, **fields)
        demand_power("reports.apply_article", by, article)
        article.save()
        enter(article, "draft_article", by=by, at=at, after=article.state)
        if text.strip():
            _keep(article, text, by, at)
    return article


def _keep(article: SignedArticle, text: str, by: User, at: datetime) -> ArticleVersion:
    latest = article.latest()
    version = ArticleVersion(
        article=article,
        number=(latest.number if latest else 0) + 1,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        at=at,
        by=by,
    )
    version.save()
    return version


def edit_article(article: SignedArticle, *, by: User, at: datetime, **fields: Any) -> SignedArticle:
    """Change the application."""
    with advance(article, "edit_article", by=by, at=at):
        for name, value in fields.items():
            setattr(article, name, value)
    return article


def write_version(article: SignedArticle, text: str, *, by: User, at: datetime) -> ArticleVersion:
    """Keep a version of the text; an approved article becomes a draft again and is approved anew.  Clause 5.4-b."""
    with advance(article, "write_version", by=by, at=at) as act:
        version = _keep(article, text, by, at)
        article.approved_by, article.approved_on, article.approved_hash = None, None, ""
        act.facts["version"] = version.number
    return version


def attach_article(
    article: SignedArticle, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> ArticleFile:
    """Add the article as a file."""
    with advance(article, "attach_article", by=by, at=at):
        return ArticleFile.keep(upload, title, by=by, at=at, article=article)


def apply_for_article(article: SignedArticle, *, by: User, at: datetime) -> SignedArticle:
    """Apply.  Raises Refused: "text_missing", "outlet_missing", "own_article_of_secretary", "group_decides".  Clause 5.4-b."""
    with advance(article, "apply_for_article", by=by, at=at):
        pass
    return article


def approve_article(article: SignedArticle, opinion: str = "", *, by: User, at: datetime) -> SignedArticle:
    """Approve, as the secretary.  Raises Refused ("group_decides").  Clause 5.4-b."""
    with advance(article, "approve_article", by=by, at=at):
        if article.route != Route.SECRETARY:
            uphold(refuse("group_decides", gettext_noop("This article is decided on by the group."), "5.4-b"))
        _approve(article, opinion, by, at)
    _tell(article, at)
    return article


def enter_group_decision(
    article: SignedArticle, decision: Decision, opinion: str = "", *, by: User, at: datetime
) -> SignedArticle:
    """Note the decision by which the group approved.  Raises Refused ("secretary_decides").  Clause 5.4-b."""
    with advance(article, "enter_group_decision", by=by, at=at, decision=decision.number):
        if article.route != Route.GROUP:
            raise Refused(
                refuse(
                    "secretary_decides", gettext_noop("This article is approved by the secretary."), "5.4-b"
                )
            )
        article.decision = decision
        _approve(article, opinion, by, at)
    _tell(article, at)
    return article


def _approve(article: SignedArticle, opinion: str, by: User, at: datetime) -> None:
    latest = article.latest()
    article.opinion = opinion
    article.approved_by, article.approved_on = by, localdate(at)
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
    if not opinion.strip():
        uphold(refuse("reason_required", gettext_noop("Give the reason."), "5.4-b"))
    article.opinion = opinion


def _tell(article: SignedArticle, at: datetime) -> None:
    notify(
        article.author.user,
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

    Raises Refused ("not_approved", "changed_after_approval", "published_before_approval").
    """
    with advance(article, "publish_article", by=by, at=at):
        article.published_on, article.issue, article.link = published_on, issue, link
    return article


def register_late(
    article: SignedArticle, published_on: date, late_reason: str, *, by: User, at: datetime
) -> SignedArticle:
    """Register an article that was published without approval; it stays shown as such.  Clause 5.4-b."""
    with advance(article, "register_late", by=by, at=at, published_on=published_on.isoformat()):
        if not late_reason.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "5.4-b"))
        article.published_on, article.late_reason = published_on, late_reason
    return article
