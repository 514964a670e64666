"""Who allowed a signed article, in which version, and where did it appear?  署名文章审批表 (clause 5.4-b)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from members.models import LeadingGroup, User
from members.papers.words import POSTS, signed
from members.printing.paper import Filed, Inspected, Paper, register
from members.printing.parts import Facts, Opinion
from members.procedure.verdict import gettext_noop
from reports.research.articles.models import SignedArticle
from reports.research.states import ArticleKind, ArticleState, Route

ROUTES = ("党组会议审定", "党组书记审定")
KINDS = ("署名文章", "以党组名义的文件", "以党组名义的讲话")
KINDS_OF_ARTICLE = dict(zip(ArticleKind.values, KINDS, strict=True))
ROUTES_OF_ARTICLE = dict(zip((Route.GROUP, Route.SECRETARY), ROUTES, strict=True))
AGREED = {ArticleState.APPROVED: True, ArticleState.PUBLISHED: True, ArticleState.REFUSED: False}


@dataclass(frozen=True, slots=True)
class ArticleApprovalFacts(Facts):
    """One article or text in the group's name.

    version, digest: the text that was approved, by its number and the start of its SHA-256
    route: one of ROUTES; basis: meeting and item when the group decided; agreed: None = undecided
    late: registered after it had appeared, which the form says for ever
    """

    number: str = ""
    kind: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    post: str = ""
    outlet: str = ""
    relation: str = ""
    version: int | None = None
    digest: str = ""
    applied: Opinion = field(default_factory=Opinion)
    route: str = ""
    basis: str = ""
    agreed: bool | None = None
    approval: Opinion = field(default_factory=Opinion)
    published_on: date | None = None
    issue: str = ""
    link: str = ""
    late: bool = False


def article_facts(article: SignedArticle) -> ArticleApprovalFacts:
    """Return the approval form of an article: the version approved, by whom, and where it appeared.  Clause 5.4-b."""
    versions = list(article.versions.order_by("number"))
    approved = [
        version for version in versions if article.approved_hash and version.sha256 == article.approved_hash
    ]
    known = approved or versions
    shown = known[-1] if known else None
    decision = article.decision
    office = article.author
    return ArticleApprovalFacts(
        number=str(article.pk),
        kind=KINDS_OF_ARTICLE[article.kind],
        title=article.title,
        authors=article.authors,
        post="、".join(part for part in (POSTS[office.post], office.government_post) if part),
        outlet=article.outlet,
        relation=article.relation,
        version=shown.number if shown is not None else None,
        digest=shown.sha256[:16] if shown is not None else "",
        applied=signed(article, "apply_for_article"),
        route=ROUTES_OF_ARTICLE[Route(article.route)],
        basis=f"决定{decision.number}" if decision is not None else "",
        agreed=AGREED.get(ArticleState(article.state)),
        approval=_approval(article),
        published_on=article.published_on,
        issue=article.issue,
        link=article.link,
        late=article.state == ArticleState.LATE,
    )


def _approval(article: SignedArticle) -> Opinion:
    if article.state == ArticleState.REFUSED:
        return signed(article, "refuse_article", article.opinion)
    if article.approved_on is None or article.state not in AGREED:
        return Opinion()
    name = str(article.approved_by or "") if article.route == Route.SECRETARY else ""
    return Opinion(article.opinion, name, article.approved_on)


def _articles(group: LeadingGroup, user: User) -> QuerySet[SignedArticle]:
    seen = SignedArticle.objects.visible_to(user, group)
    return seen.select_related("group", "author__user", "approved_by", "decision")


def _derived(facts: ArticleApprovalFacts) -> Mapping[str, object]:
    return {
        "kinds": [(kind, kind == facts.kind) for kind in KINDS],
        "routes": [(route, route == facts.route) for route in ROUTES],
        "refused": facts.agreed is False,
    }


register(
    Paper(
        name="article_approval",
        title=gettext_noop("Approval form of a signed article"),
        order=350,
        blank=ArticleApprovalFacts(),
        derived=_derived,
        records=_articles,
        facts=article_facts,
        label=lambda article: f"{article.title}　{article.author.name}",
        search=("title", "author__user__name", "outlet"),
        power="reports.read_registers",
        file="署名文章审批表",
        filed=(Filed("article", 10),),
        inspected=Inspected("articles"),
    )
)
