"""Which articles are there, and what stands on the page of one?"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import sections
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.models import Membership
from members.record_pages import Act, Listing, New, Page, RecordPages, editing, on_record, paper
from members.tables import Column
from members.templatetags.desk import tone
from reports.actions import articles as actions
from reports.filters.research import ArticleFilter
from reports.forms.research import (
    ApproveForm,
    ArticleForm,
    DecisionForm,
    LateForm,
    NewArticleForm,
    OpinionForm,
    PublishForm,
    VersionForm,
)
from reports.models.articles import SignedArticle
from reports.views.research import seats

TONES = {
    "draft": "neutral",
    "applied": "info",
    "approved": "good",
    "refused": "bad",
    "published": "good",
    "late": "bad",
}

COLUMNS = (
    Column(_("Article"), lambda a: a.title, order="title", title=True),
    Column(_("Author"), lambda a: a.author.name, order="author__user__name"),
    Column(_("Kind"), lambda a: a.get_kind_display(), order="kind"),
    Column(_("Where"), lambda a: a.outlet),
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
    found = SignedArticle.objects.visible_to(request.user, request.group)
    return found.select_related("group", "author__user", "approved_by", "decision__item")


def page(request: BodyRequest, article: SignedArticle) -> Page:
    """Lay out an article: newest text, earlier ones, who approved, when it was published."""
    versions = list(article.versions.order_by("-number"))
    main = [
        sections.text(_("Text"), versions[0].text if versions else "", empty=_("Nothing written yet.")),
        sections.files(_("Files"), ARTICLES.file_links(article)),
        sections.table(
            _("Versions"),
            (_("Version"), _("Kept"), _("Digest"), _("Approved")),
            [
                (
                    one.number,
                    one.at,
                    one.sha256[:16],
                    _("yes") if article.approved_hash and one.sha256 == article.approved_hash else "",
                )
                for one in versions
            ],
        ),
    ]
    return Page(
        title=article.title,
        badge=(article.get_state_display(), TONES.get(article.state, tone(article.state))),
        lead=f"{article.get_kind_display()} · {article.author.name}",
        main=main,
        aside=(
            sections.facts(
                _("Application"),
                (
                    (_("Author"), article.author),
                    (_("Co-authors"), article.co_authors),
                    (_("Where"), article.outlet),
                    (_("Relation to the work"), article.relation),
                    (_("Who approves"), article.get_route_display()),
                    (_("Decision of the group"), article.decision),
                    (_("Opinion"), article.opinion),
                    (_("Approved by"), article.approved_by),
                    (_("Approved"), article.approved_on),
                    (_("Published"), article.published_on),
                    (_("Issue"), article.issue),
                    (_("Link"), article.link),
                    (_("Why it was not applied for"), article.late_reason),
                ),
            ),
        ),
        prints=(paper(_("Approval form of a signed article"), "article_approval", article),),
    )


def write_form(request: BodyRequest, article: SignedArticle) -> VersionForm:
    """Return the form with the newest text."""
    latest = article.latest()
    return VersionForm(request.POST or None, initial={"text": latest.text if latest else ""})


def edit_form(request: BodyRequest, article: SignedArticle) -> ArticleForm:
    """Return the form of an application."""
    authors = Membership.objects.filter(group=request.group).select_related("user")
    initial = initial_of(article, ArticleForm.names) | {"author": article.author_id}
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
    ),
    page=page,
    files=lambda article: article.files.all(),
    new=New(
        _("New article"),
        "reports.apply_article",
        lambda request: NewArticleForm(seats(request), request.POST or None, initial={"author": request.seat}),
        lambda request, data, at: actions.draft_article(request.group, by=request.user, at=at, **data),
        _("The draft is saved; apply when the text is ready."),
    ),
    acts=(
        Act("apply", _("Apply for approval"), on_record(actions.apply_for_article), "apply_for_article", message=_("The approval is applied for."), icon="send", tone="primary"),
        Act("approve", _("Approve"), on_record(actions.approve_article), "approve_article", form=ApproveForm, message=_("The article is approved."), shown=lambda _request, article: article.route == "secretary", icon="check2-circle", tone="primary"),
        Act("group_decision", _("Enter the group's decision"), on_record(actions.enter_group_decision), "enter_group_decision", form=lambda request, _article: DecisionForm(request.group, request.POST or None), message=_("The article is approved."), shown=lambda _request, article: article.route == "group", icon="people-fill", tone="primary"),
        Act("return", _("Return"), on_record(actions.return_article), "return_article", form=OpinionForm, message=_("The article is returned."), icon="arrow-return-left"),
        Act("refuse", _("Refuse"), on_record(actions.refuse_article), "refuse_article", form=OpinionForm, message=_("The article is refused."), icon="x-circle"),
        Act("publish", _("Enter the publication"), on_record(actions.publish_article), "publish_article", form=lambda request, _article: PublishForm(request.POST or None, initial={"published_on": timezone.localdate()}), message=_("The publication is entered."), icon="newspaper", tone="primary"),
        Act("write", _("Write a new version"), on_record(actions.write_version), "write_version", form=write_form, message=_("A new version is kept; it has to be approved."), icon="pencil-square", wide=True),
        Act("edit", _("Change the application"), on_record(actions.edit_article), "edit_article", form=edit_form, message=_("Saved."), icon="pencil", wide=True),
        Act("attach", _("Attach as a file"), on_record(actions.attach_article), "attach_article", form=PaperForm, message=_("The file is attached."), icon="paperclip"),
        Act("register_late", _("It was published already"), on_record(actions.register_late), "register_late", form=editing(LateForm), message=_("Registered; it stays shown as published without prior approval."), icon="exclamation-triangle"),
    ),
)  # fmt: skip
