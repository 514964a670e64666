"""Which articles are there, and what stands on the page of one?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.file_forms import PaperForm
from members.form_pages import needs
from members.forms import initial_of
from members.models import Membership, Post
from members.page_acts import Act, editing
from members.pages import Step
from members.procedure.record import Refused
from members.procedure.verdict import Verdict
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.exports import download
from members.tables.register import Column
from members.tables.sections import Cell
from members.templatetags.desk import tone
from reports.research.articles import actions, rules
from reports.research.articles.forms import (
    ApproveForm,
    ArticleForm,
    DecisionForm,
    LateForm,
    NewArticleForm,
    NotedForm,
    OpinionForm,
    PublishForm,
    VersionForm,
)
from reports.research.articles.models import ArticleVersion, SignedArticle
from reports.research.filters import ArticleFilter
from reports.research.states import ArticleState, Route
from reports.research.views.form_defaults import seats

TONES = {
    "draft": "neutral",
    "applied": "info",
    "returned": "warn",
    "approved": "good",
    "refused": "bad",
    "published": "good",
    "late": "bad",
}

COLUMNS = (
    Column(_("Article"), lambda a: a.title, order="title", title=True),
    Column(_("Author"), lambda a: "、".join(a.authors), order="author__user__name"),
    Column(_("Kind"), lambda a: a.get_kind_display(), order="kind"),
    Column(pgettext_lazy("article", "Where"), lambda a: a.outlet),
    Column(_("Who approves"), lambda a: a.get_route_display(), order="route"),
    Column(_("Approved"), lambda a: a.approved_on, order="approved_on", css="nowrap"),
    Column(_("Published"), lambda a: a.published_on, order="published_on", css="nowrap"),
    Column(
        _("State"),
        lambda a: a.get_state_display(),
        order="state",
        tone=lambda a: TONES.get(a.state, tone(a.state)),
    ),
)


def rows(request: BodyRequest) -> Any:
    """Return the articles of the body."""
    articles = SignedArticle.objects.visible_to(request.user, request.group)
    seen = articles.select_related("group", "author__user", "approved_by", "decision__item")
    return seen.prefetch_related("co_members__user")


def findings(request: BodyRequest) -> Mapping[str, Any]:
    """Say above the register how many were published without prior approval; the rows stay marked for ever."""
    late = (
        SignedArticle.objects.visible_to(request.user, request.group).filter(state=ArticleState.LATE).count()
    )
    if not late:
        return {}
    text = ngettext(
        "%(count)s article was published without prior approval.",
        "%(count)s articles were published without prior approval.",
        late,
    )
    return {"notes": [("bad", text % {"count": late})]}


def page(request: BodyRequest, article: SignedArticle) -> Page:
    """Lay out an article: newest text, earlier ones, who approved, when it was published."""
    versions = list(article.versions.select_related("file").order_by("-number"))
    main = [
        sections.text(_("Text"), versions[0].text if versions else "", empty=_("Nothing written yet.")),
        sections.table(
            _("Versions"),
            (_("Version"), _("Kept"), _("File"), _("Digest"), _("Approved version")),
            [version_line(article, version) for version in versions],
        ),
    ]
    return Page(
        title=article.title,
        badge=(article.get_state_display(), TONES.get(article.state, tone(article.state))),
        lead=" · ".join([article.get_kind_display(), *article.authors]),
        steps=steps(article),
        verdicts=verdicts(article),
        main=main,
        aside=(
            sections.facts(
                _("Application"),
                (
                    (_("Author"), article.author),
                    (_("Members who write along"), "、".join(seat.name for seat in article.co_members.all())),
                    (_("Other co-authors"), article.co_authors),
                    (pgettext_lazy("article", "Where"), article.outlet),
                    (_("Relation to the work"), article.relation),
                    (_("Who approves"), article.get_route_display()),
                    (_("Decision of the group"), article.decision),
                    (_("Opinion"), article.opinion),
                    (_("Approved by"), article.approved_by),
                    (_("Approved"), article.approved_on),
                    (_("Published"), article.published_on),
                    (pgettext_lazy("article", "Issue"), article.issue),
                    (pgettext_lazy("article", "Link"), article.link),
                    (_("Why it was not applied for"), article.late_reason),
                ),
            ),
        ),
        prints=(paper(_("Approval form of a signed article"), "article_approval", article),),
    )


def verdicts(article: SignedArticle) -> list[Verdict]:
    """Return what somebody should look at: who has to approve it; that it was published too early."""
    if article.state == ArticleState.LATE and article.published_on is not None:
        return [rules.late(article.published_on, None, timezone.localdate(), article.late_reason)]
    if article.state not in (ArticleState.DRAFT, ArticleState.RETURNED):
        return []
    try:
        result = article.routed()
    except Refused as refused:
        result = refused.verdict
    return [] if result else [result]


def version_line(article: SignedArticle, version: ArticleVersion) -> sections.Line:
    """Return a version as a row: where to read it, its file, and whether it is the approved one."""
    approved = bool(article.approved_hash) and version.sha256 == article.approved_hash
    return sections.line(
        Cell(str(version.number), ARTICLES.url(article, "version", version.pk)),
        version.at,
        Cell(version.file.title, ARTICLES.url(article, "file", version.file.pk)) if version.file else "",
        version.sha256[:16],
        Cell(_("yes"), tone="good") if approved else "",
    )


def steps(article: SignedArticle) -> list[Step]:
    """Return the way of an article that is applied for; what was refused or is late has left it."""
    order = [ArticleState.DRAFT, ArticleState.APPLIED, ArticleState.APPROVED, ArticleState.PUBLISHED]
    state = ArticleState.DRAFT if article.state == ArticleState.RETURNED else article.state
    if state not in order:
        return []
    at = order.index(ArticleState(state))
    over = state == ArticleState.PUBLISHED
    return [
        Step(record.label, "done" if number < at or over else "current" if number == at else "todo")
        for number, record in enumerate(order)
    ]


@require_GET
@in_body
@needs("reports.read_registers")
def article_version(request: BodyRequest, pk: int, row: int) -> HttpResponse:
    """Show a version as it was kept, also an earlier one; `?format=txt` takes its text away."""
    article = get_object_or_404(rows(request), pk=pk)
    version = get_object_or_404(article.versions.select_related("file", "by"), pk=row)
    if request.GET.get("format") == "txt":
        name = f"{article.title}-{version.number}.txt"
        return download(version.text.encode(), name, "text/plain; charset=utf-8")
    context = {
        "record": article,
        "version": version,
        "file_url": ARTICLES.url(article, "file", version.file.pk) if version.file else "",
        "approved": bool(article.approved_hash) and article.approved_hash == version.sha256,
    }
    return render(request, "reports/article_version.html", context)


def new_form(request: BodyRequest) -> NewArticleForm:
    """Return the form of a new article: one's own, the secretary's own for the group to decide on."""
    head = request.seat is not None and request.seat.post == Post.SECRETARY
    initial = {"author": request.seat, "route": Route.GROUP if head else Route.SECRETARY}
    return NewArticleForm(seats(request), request.POST or None, initial=initial)


def write_form(request: BodyRequest, article: SignedArticle) -> VersionForm:
    """Return the form with the newest text."""
    latest = article.latest()
    initial = {"text": latest.text if latest else ""}
    return VersionForm(request.POST or None, request.FILES or None, initial=initial)


def edit_form(request: BodyRequest, article: SignedArticle) -> ArticleForm:
    """Return the form of an application."""
    authors = Membership.objects.filter(group=request.group).select_related("user")
    initial = initial_of(article, ArticleForm.names)
    initial |= {"author": article.author_id, "co_members": [seat.pk for seat in article.co_members.all()]}
    return ArticleForm(authors, request.POST or None, initial=initial)


ARTICLES = RecordPages(
    app="reports",
    noun="article",
    folder="articles",
    read="reports.read_registers",
    rows=rows,
    listing=Listing(
        _("Signed articles"),
        _("Approved before print: by the secretary, the secretary's own and what bears the group's name by the group."),
        COLUMNS,
        ArticleFilter,
        findings,
    ),
    page=page,
    files=lambda article: article.files.all(),
    new=New(
        _("New article"),
        "reports.apply_article",
        new_form,
        lambda request, data, at: actions.draft_article(request.group, by=request.user, at=at, **data),
        _("The draft is saved; apply when the text is ready."),
    ),
    acts=(
        Act("apply", _("Apply for approval"), actions.apply_for_article, message=_("The approval is applied for."), tone="primary"),
        Act("approve", pgettext_lazy("article", "Approve"), actions.approve_article, form=ApproveForm, message=_("The article is approved."), shown=lambda _request, article: article.route == "secretary", tone="primary"),
        Act("group_decision", _("Enter the group's decision"), actions.enter_group_decision, form=lambda request, _article: DecisionForm(request.group, request.POST or None), message=_("The article is approved."), shown=lambda _request, article: article.route == "group", tone="primary"),
        Act("return", pgettext_lazy("article", "Return"), actions.return_article, form=OpinionForm, message=_("The article is returned.")),
        Act("refuse", pgettext_lazy("article", "Refuse"), actions.refuse_article, form=OpinionForm, message=_("The article is refused.")),
        Act("publish", _("Enter the publication"), actions.publish_article, form=lambda request, _article: PublishForm(request.POST or None, initial={"published_on": timezone.localdate()}), message=_("The publication is entered."), tone="primary"),
        Act("note", _("Add issue and link"), actions.note_publication, form=editing(NotedForm), message=_("Saved.")),
        Act("write", _("Write a new version"), actions.write_version, form=write_form, message=_("A new version is kept; it has to be approved."), icon="pencil-square", wide=True),
        Act("edit", _("Change the application"), actions.edit_article, form=edit_form, message=_("Saved."), wide=True),
        Act("attach", _("Attach as a file"), actions.attach_article, form=PaperForm, message=_("The file is attached; text and file are a new version.")),
        Act("register_late", _("It was published already"), actions.register_late, form=editing(LateForm), lead=lambda _article: _("For what was published before it was approved. It can never be shown as approved in time."), message=_("Registered; it stays shown as published without prior approval.")),
    ),
)  # fmt: skip
