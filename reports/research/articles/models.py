"""What is published under a member's or the group's name, in which text, approved by whom, and when?"""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision
from members.models import LeadingGroup, Membership, Post, StoredFile, User
from members.procedure.guards import INSERT_ONLY, Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.law import law_on
from reports.research.articles import rules as articles
from reports.research.states import ARTICLE, ArticleKind, ArticleState, Route

SEALED = frozenset({ArticleState.PUBLISHED.value, ArticleState.LATE.value})
KEPT_FOR_EVER = ("state", "author", "decision", "approved_by", "approved_on", "approved_hash", "published_on")


class ArticleQuerySet(RecordQuerySet["SignedArticle"]):
    """Articles, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ArticleQuerySet":
        """Articles of the body."""
        return self.filter(group=group)


class SignedArticle(Record):
    """An article under a member's name (署名文章), or a document or speech in the group's.  Clause 5.4-b.

    co_members: members who write along; co_authors: others who do.  approved_hash: digest of the version that was
    approved; only that one is published.  Once published, or registered late, this can never be told otherwise.
    """

    profile = Profile(
        "article",
        searched=Searched(
            "reports.read_registers",
            texts="outlet relation co_authors versions.text",
            day="published_on approved_on",
        ),
    )
    lifecycle = ARTICLE
    guards = (Frozen(KEPT_FOR_EVER, SEALED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=16, choices=ArticleKind, default=ArticleKind.SIGNED)
    author = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("author"))
    co_members = models.ManyToManyField(
        Membership, blank=True, related_name="+", verbose_name=_("members who write along")
    )
    co_authors = models.CharField(_("other co-authors"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ArticleState, default=ArticleState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    outlet = models.CharField(_("where it is to appear"), max_length=200, blank=True)
    relation = models.CharField(_("relation to the work"), max_length=300, blank=True)
    route = models.CharField(_("who approves"), max_length=10, choices=Route, default=Route.SECRETARY)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision of the group"),
    )
    opinion = models.CharField(_("opinion"), max_length=500, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    approved_hash = models.CharField(max_length=64, blank=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    issue = models.CharField(_("issue"), max_length=100, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    late_reason = models.CharField(_("why it was not applied for"), max_length=300, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("signed article")
        verbose_name_plural = _("signed articles")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published") | Q(approved_on__isnull=False, published_on__isnull=False),
                name="published_was_approved",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is: the author's, and theirs who write along."""
        others = (seat.user_id for seat in self.co_members.all()) if self.pk else ()
        return frozenset({self.author.user_id, *others})

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the names of all authors, the first one first."""
        others = [seat.name for seat in self.co_members.all()]
        return tuple(name for name in (self.author.name, *others, self.co_authors) if name)

    @property
    def by_secretary(self) -> bool:
        """Say whether the secretary is among the authors."""
        return Post.SECRETARY in {self.author.post, *(seat.post for seat in self.co_members.all())}

    def routed(self) -> Verdict:
        """Ask whether who is to approve may approve it.  Clause 5.4-b."""
        return articles.route(
            self.route,
            in_groups_name=self.kind != ArticleKind.SIGNED,
            by_secretary=self.by_secretary,
            law=self.law.year,
        )

    def clean(self) -> None:
        """One body."""
        super().clean()
        strange = self.author_id and self.author.group_id != self.group_id
        if strange or (self.decision is not None and self.decision.group_id != self.group_id):
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.4-b"))

    @property
    def law(self) -> RuleBook:
        """Return the work rules of the day it was begun.  Raises Refused ("no_law_in_force").  Clause 11-a."""
        begun = self.entries.order_by("at").first()
        return law_on(self.group, localdate(begun.at) if begun is not None else self.author.since)

    def latest(self) -> "ArticleVersion | None":
        """Return the newest version (one query)."""
        return self.versions.order_by("-number").first()

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        match self.state:
            case ArticleState.APPLIED:
                return first_refusal(
                    articles.complete(text_or_file=self.versions.exists(), outlet=self.outlet),
                    self.routed(),
                )
            case ArticleState.APPROVED:
                return self.routed()
            case ArticleState.PUBLISHED:
                latest = self.latest()
                return articles.publishable(
                    self.approved_hash, latest.sha256 if latest else "", self.published_on, self.approved_on
                )
        return allow()


class ArticleEntry(Entry):
    """What was done about an article."""

    record = models.ForeignKey(SignedArticle, models.PROTECT, related_name="entries")


class ArticleFile(StoredFile):
    """An article as a file."""

    guards = (SealedIn(("article",), SEALED),)

    article = models.ForeignKey(SignedArticle, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class ArticleVersion(Record):
    """A version of what is to be published: a text, a file, or both; versions are kept.  Clause 5.4-b.

    sha256: digest of the text and of the file's bytes.
    """

    guards = (INSERT_ONLY,)

    article = models.ForeignKey(SignedArticle, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=60_000, blank=True)
    file = models.OneToOneField(
        ArticleFile, models.PROTECT, null=True, blank=True, related_name="version", verbose_name=_("file")
    )
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version of an article")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["article", "number"], name="article_version_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False),
                name="article_version_has_content",
                violation_error_message=_("Write the text, or attach it as a file."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} {self.number}"
