"""What appeared under a name in a year?  CHK-36.  Never what it says."""

from datetime import date

from django.db.models import OuterRef, Subquery

from members.models import LeadingGroup
from reports.checks.facts.source import Source
from reports.checks.facts.years import span_of
from reports.checks.rules.articles import Articles, Published
from reports.research.articles.models import ArticleVersion, SignedArticle
from reports.research.states import ArticleState


def gather(group: LeadingGroup, year: int, today: date) -> Articles:
    """Read what was published (four queries).  Clause 5.4-b."""
    span = span_of(group, year, today)
    if span is None:
        return Articles(None)
    latest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number").values("sha256")[:1]
    articles = SignedArticle.objects.filter(
        group=group, state__in=[ArticleState.PUBLISHED, ArticleState.LATE], published_on__year=year
    )
    columns = ("pk", "published_on", "approved_on", "approved_hash", "now", "state")
    rows = articles.annotate(now=Subquery(latest)).order_by("published_on", "pk").values_list(*columns)
    return Articles(
        span,
        tuple(
            Published(key, on, approved_on, approved, now or "", state == ArticleState.LATE)
            for key, on, approved_on, approved, now, state in rows
        ),
    )


SOURCE = Source("articles", gather, facts=Articles)
