"""Who allowed a signed article, in which version, and where did it appear?  署名文章审批表 (clause 5.4-b)."""

from dataclasses import dataclass, field
from datetime import date

from members.printing.paper import page
from members.printing.parts import Facts, Opinion

ROUTES = ("党组会议审定", "党组书记审定")
KINDS = ("署名文章", "以党组名义的文件", "以党组名义的讲话")


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


def html(facts: ArticleApprovalFacts) -> str:
    """Return the form as HTML."""
    return page(
        "year/article_approval.html",
        facts,
        kinds=[(kind, kind == facts.kind) for kind in KINDS],
        routes=[(route, route == facts.route) for route in ROUTES],
        refused=facts.agreed is False,
    )
