"""How do the pages of one kind of record hang together?  List, new, detail, and one address for each of its acts.

An app names columns, filter, what stands on the page, and its acts; the answers are the same everywhere: 404 for what one
may not see, 403 for a power that is missing, 422 with reason and clause for what is not lawful.  A button asks the same
verdict as the act behind it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from members.access import BodyRequest, in_body
from members.form_pages import form_page
from members.page_acts import Act, Offered
from members.pages import Step, Words, act_view, done
from members.procedure.journal import demand_power
from members.procedure.verdict import Verdict
from members.tables.exports import sent
from members.tables.register import Column, register_page
from members.tables.sections import FileLink, Section


@dataclass(frozen=True, slots=True)
class New:
    """How a record begins: (request, data) → record."""

    label: Words
    power: str
    form: Callable[[BodyRequest], forms.Form]
    do: Callable[[BodyRequest, Mapping[str, Any], datetime], Any]
    message: Words
    lead: Words = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The register of a kind of record.  more: what else stands above it, from request and query set."""

    title: Words
    lead: Words
    columns: Sequence[Column]
    filterset: type[Any] | None = None
    more: Callable[[BodyRequest], Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a record's own page, beside its acts and its journal.

    badge: state in words and its tone.  prints: (label, address) of papers.  slots: (URL name, key) of fragments of others.
    acts_first: the acts stand in a row above everything (where the page is long and used while something goes on).
    """

    title: str
    lead: Words = ""
    badge: tuple[Words, str] | None = None
    steps: Sequence[Step] = ()
    verdicts: Sequence[Verdict] = ()
    main: Sequence[Section] = ()
    aside: Sequence[Section] = ()
    prints: Sequence[tuple[Words, str]] = ()
    journal: bool = True
    acts_first: bool = False


def paper(label: Words, form: str, record: Any) -> tuple[Words, str]:
    """Return the label and address under which a record prints as a form (for `Page.prints`)."""
    address = reverse("reports:document_pdf", args=[record.group.code, form, record.pk])
    return label, f"{address}?view=1"


@dataclass(frozen=True, slots=True)
class RecordPages:
    """All pages of one kind of record.  app, noun: make the URL names "app:noun_list", "app:noun_detail", "app:noun_<act>".

    folder: first part of the addresses.  rows: what the asker may see.  read: power that opens the pages.
    page: (request, record) → what stands on it.  files: the record's stored files.  on_read: called before a page is
    shown (reading that is itself entered in the journal).  after: (record, name of the act) → where to go afterwards,
    the record's own page when it is left out.  above: the pages the record's page hangs under, as (label, address).
    """

    app: str
    noun: str
    folder: str
    read: str
    rows: Callable[[BodyRequest], QuerySet[Any]]
    listing: Listing | None = None
    page: Callable[[BodyRequest, Any], Page] | None = None
    new: New | None = None
    acts: Sequence[Act] = ()
    files: Callable[[Any], QuerySet[Any]] | None = None
    on_read: Callable[[BodyRequest, Any], None] | None = None
    after: Callable[[Any, str], str] | None = None
    above: Callable[[Any], Sequence[tuple[Words, str]]] | None = None
    extra: Sequence[URLPattern] = field(default_factory=tuple)

    # -- addresses -------------------------------------------------------------------------------

    def url(self, record: Any, what: str = "detail", *more: int) -> str:
        """Return the address of a record's page or act."""
        return reverse(f"{self.app}:{self.noun}_{what}", args=[record.group.code, record.pk, *more])

    def list_url(self, request: BodyRequest) -> str:
        """Return the address of the register, of the desk where there is none."""
        if self.listing is None:
            return reverse("members:home_detail", args=[request.group.code])
        return reverse(f"{self.app}:{self.noun}_list", args=[request.group.code])

    @property
    def urls(self) -> list[URLPattern]:
        """Return the address patterns, to be included below /b/<body>/."""
        made = list(self.extra)
        if self.listing is not None:
            made.append(path(f"{self.folder}/", self._list_view(), name=f"{self.noun}_list"))
        if self.new is not None:
            made.append(path(f"{self.folder}/new/", self._new_view(self.new), name=f"{self.noun}_create"))
        if self.page is not None:
            made.append(path(f"{self.folder}/<int:pk>/", self._detail_view(), name=f"{self.noun}_detail"))
        if self.files is not None:
            made.append(
                path(f"{self.folder}/<int:pk>/files/<int:row>/", self._file_view(), name=f"{self.noun}_file")
            )
        made += [
            path(
                f"{self.folder}/<int:pk>/{act.name}/{'<int:row>/' if act.rows else ''}",
                self._act_view(act),
                name=f"{self.noun}_{act.name}",
            )
            for act in self.acts
        ]
        return made

    def file_links(self, record: Any) -> list[FileLink]:
        """Return the record's files as shown (one query)."""
        assert self.files is not None
        kept = self.files(record).filter(withdrawn=False)
        return [FileLink(row.title, self.url(record, "file", row.pk), row.size) for row in kept]

    # -- what is offered -------------------------------------------------------------------------

    def offered(
        self, request: BodyRequest, record: Any, row: Any = None, names: Collection[str] | None = None
    ) -> list[Offered]:
        """Return the acts the asker may be offered on the record (or on one of its rows), with their verdicts.

        names: of these acts only.
        """
        made = []
        for act in self.acts:
            if names is not None and act.name not in names:
                continue
            if (act.rows is None) is not (row is None) or not act.is_shown(request, record, row):
                continue
            more = () if row is None else (row.pk,)
            made.append(act.offer(request, record, self.url(record, act.name, *more)))
        return made

    # -- views -----------------------------------------------------------------------------------

    def _find(self, request: BodyRequest, pk: int) -> Any:
        demand_power(self.read, request.user, request.group)
        return get_object_or_404(self.rows(request), pk=pk)

    def _list_view(self) -> Callable[..., HttpResponse]:
        listing = self.listing
        assert listing is not None

        @require_GET
        @in_body
        def shown(request: BodyRequest) -> HttpResponse:
            demand_power(self.read, request.user, request.group)
            new = self.new
            may_add = new is not None and request.user.has_perm(new.power, request.group)
            context = {
                "lead": listing.lead,
                "create_label": new.label if new else "",
                "create_url": reverse(f"{self.app}:{self.noun}_create", args=[request.group.code])
                if may_add
                else "",
                **(listing.more(request) if listing.more else {}),
            }
            return register_page(
                request,
                "record_list.html",
                self.rows(request),
                listing.columns,
                title=listing.title,
                filterset=listing.filterset,
                link=self.url if self.page is not None else None,
                context=context,
            )

        return shown

    def _new_view(self, new: New) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "POST"])
        @in_body
        def begun(request: BodyRequest) -> HttpResponse:
            demand_power(self.read, request.user, request.group)
            demand_power(new.power, request.user, request.group)
            return form_page(
                request,
                new.form(request),
                lambda data: new.do(request, data, timezone.now()),
                to=lambda made: self.url(made) if self.page is not None else self.list_url(request),
                message=new.message,
                title=new.label,
                lead=new.lead,
                cancel=self.list_url(request),
                crumbs=self._crumbs(request),
            )

        return begun

    def _crumbs(self, request: BodyRequest) -> list[tuple[Words, str]]:
        return [(self.listing.title, self.list_url(request))] if self.listing is not None else []

    def _above(self, record: Any) -> Sequence[tuple[Words, str]]:
        return self.above(record) if self.above is not None else []

    def _detail_view(self) -> Callable[..., HttpResponse]:
        @require_GET
        @in_body
        def shown(request: BodyRequest, pk: int) -> HttpResponse:
            record = self._find(request, pk)
            if self.on_read is not None:
                self.on_read(request, record)
            assert self.page is not None
            page = self.page(request, record)
            entries = getattr(record, "entries", None)
            context = {
                "record": record,
                "page": page,
                "crumbs": [*self._crumbs(request), *self._above(record)],
                "acts": self.offered(request, record),
                "entries": entries.select_related("by", "on_behalf_of")
                if entries is not None and page.journal
                else None,
            }
            return render(request, "record_detail.html", context)

        return shown

    def _file_view(self) -> Callable[..., HttpResponse]:
        @require_GET
        @in_body
        def download(request: BodyRequest, pk: int, row: int) -> HttpResponse:
            record = self._find(request, pk)
            if self.on_read is not None:
                self.on_read(request, record)
            assert self.files is not None
            return sent(get_object_or_404(self.files(record).filter(withdrawn=False), pk=row))

        return download

    def _act_view(self, act: Act) -> Callable[..., HttpResponse]:
        def found(request: BodyRequest, pk: int, row: int | None) -> tuple[Any, Any]:
            record = self._find(request, pk)
            demand_power(act.needed_power(record), request.user, record)
            result = get_object_or_404(act.rows(record), pk=row) if act.rows is not None else None
            if act.shown is not None and act.is_admitted(record) and not act.shown(request, record):
                raise Http404
            return record, result

        @require_http_methods(["GET", "POST"])
        @in_body
        def formed(request: BodyRequest, pk: int, row: int | None = None) -> HttpResponse:
            record, result = found(request, pk, row)
            return form_page(
                request,
                act.form_for(request, record if result is None else result),
                lambda data: act.perform(record, result, data, by=request.user, at=timezone.now()),
                to=self._after(request, record, act),
                message=act.message,
                title=act.label,
                lead=act.lead(record if result is None else result) if act.lead is not None else str(record),
                verdict=act.verdict(request, record),
                cancel=self._after(request, record, act),
                crumbs=[
                    *self._crumbs(request),
                    *self._above(record),
                    (str(record)[:40], self._after(request, record, act)),
                ],
            )

        @in_body
        @act_view
        def pressed(request: BodyRequest, pk: int, row: int | None = None) -> HttpResponse:
            record, result = found(request, pk, row)
            act.perform(record, result, {}, by=request.user, at=timezone.now())
            return done(request, self._after(request, record, act), act.message)

        return formed if act.form is not None else pressed

    def _after(self, request: BodyRequest, record: Any, act: Act) -> str:
        if self.after is not None:
            return self.after(record, act.name)
        return self.url(record) if self.page is not None else self.list_url(request)
