"""Talks for the two alone, outlines for author and secretary: lists, pages, and that reading is entered."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lifes import actions
from lifes.filters import TalkFilter
from lifes.forms.before import CommentForm, OutlineForm, TalkForm
from lifes.models import DemocraticLifeMeeting, HeartTalk, SpeechOutline
from lifes.permissions import reads_outline
from lifes.states import LifeState
from members.access import BodyRequest
from members.file_forms import PaperForm
from members.forms import initial_of
from members.models import Membership
from members.page_acts import Act
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.register import Column
from members.templatetags.desk import tone

TALK_COLUMNS = (
    Column(_("Day"), lambda t: t.held_on, order="held_on", css="nowrap"),
    Column(
        _("Between"), lambda t: f"{t.first.name}、{t.second.name if t.second else t.second_name}", title=True
    ),
    Column(_("Occasion"), lambda t: t.get_kind_display(), order="kind"),
    Column(_("Democratic-life meeting"), lambda t: t.life or ""),
    Column(_("Place"), lambda t: t.place),
)


def talks(request: BodyRequest) -> Any:
    """Return one's own talks."""
    result = HeartTalk.objects.visible_to(request.user, request.group)
    return result.select_related("group", "first__user", "second__user", "life")


def talk_page(_request: BodyRequest, talk: HeartTalk) -> Page:
    """Lay out a talk."""
    return Page(
        title=f"{talk.first.name}、{talk.second.name if talk.second else talk.second_name}",
        lead=f"{talk.get_kind_display()} · {talk.held_on:%Y-%m-%d}",
        main=(
            sections.text(_("What was talked about"), talk.topics),
            sections.text(_("Problems pointed out"), talk.pointed_out),
            sections.text(_("What was agreed"), talk.agreed),
        ),
        aside=(
            sections.facts(
                _("Talk"),
                (
                    (_("Day"), talk.held_on),
                    (_("Place"), talk.place),
                    (_("Democratic-life meeting"), talk.life),
                ),
                note=_("Only the two of you read this; each reading is entered."),
            ),
        ),
        prints=(paper(_("Record of a talk"), "talk_record", talk),),
    )


def talk_form(request: BodyRequest, talk: HeartTalk | None = None) -> TalkForm:
    """Return the form of a talk: with whom, about what."""
    others = Membership.objects.filter(group=request.group).in_office(request.today).select_related("user")
    going_on = DemocraticLifeMeeting.objects.filter(
        group=request.group, state__in=(LifeState.PREPARING, LifeState.READY)
    )
    initial: dict[str, Any] = {"held_on": request.today, "life": going_on.first()}
    if talk is not None:
        initial = initial_of(talk, TalkForm.names) | {"second": talk.second_id, "life": talk.life_id}
        partners = Q(pk__in=[pk for pk in (talk.second_id,) if pk])
        return TalkForm(
            request.group,
            Membership.objects.filter(Q(pk__in=others.values("pk")) | partners).select_related("user"),
            request.POST or None,
            initial=initial,
        )
    return TalkForm(request.group, others.exclude(user=request.user), request.POST or None, initial=initial)


TALKS = RecordPages(
    app="lifes",
    noun="talk",
    folder="lifes/talks",
    read="lifes.read",
    rows=talks,
    listing=Listing(
        _("My talks"),
        _("Talks you have had; nobody but the two partners reads what was said."),
        TALK_COLUMNS,
        TalkFilter,
    ),
    page=talk_page,
    on_read=lambda request, talk: actions.read_talk(talk, by=request.user, at=timezone.now()),
    new=New(
        _("Enter a talk"),
        "lifes.talk",
        talk_form,
        lambda request, data, at: actions.keep_talk(request.group, by=request.user, at=at, **data),
        _("The talk is on record; your partner is told."),
    ),
    acts=(Act("edit", _("Change"), actions.edit_talk, form=talk_form, message=_("Saved."), wide=True),),
)


def outlines(request: BodyRequest) -> Any:
    """Return the outlines of the body; whether this one is read here is asked when it is opened."""
    result = SpeechOutline.objects.visible_to(request.user, request.group)
    return result.select_related("group", "life__group", "membership__user")


def enter_reading(request: BodyRequest, outline: SpeechOutline) -> None:
    """Let pass who may read an outline, and enter that somebody else read it; others find nothing (404)."""
    if not reads_outline(request.user, outline):
        raise Http404
    actions.read_outline(outline, by=request.user, at=timezone.now())


def outline_page(_request: BodyRequest, outline: SpeechOutline) -> Page:
    """Lay out an outline: the newest version, the earlier ones, files, comment."""
    versions = list(outline.versions.order_by("-number"))
    main = [sections.text(_("Comment of the secretary"), outline.comment)] if outline.comment else []
    newest = versions[0].text if versions else ""
    main += [
        sections.text(_("Text"), newest, empty=_("Nothing written yet.")),
        sections.files(_("Files"), OUTLINES.file_links(outline)),
        *(
            sections.text(
                f"{_('Version')} {version.number} · {timezone.localtime(version.at):%Y-%m-%d %H:%M}",
                version.text,
            )
            for version in versions[1:]
        ),
    ]
    return Page(
        title=f"{outline.membership.name} · {_('outline')}",
        badge=(outline.get_state_display(), tone(outline.state)),
        lead=str(outline.life),
        main=main,
        aside=(
            sections.facts(
                _("Outline"),
                (
                    (_("Member"), outline.membership.name),
                    (_("Versions"), len(versions)),
                    (_("Handed in"), outline.submitted_at),
                    (_("Approved"), outline.approved_at),
                ),
                note=_(
                    "Read by the author and the secretary, by inspectors after the session; each reading is entered."
                ),
            ),
        ),
        prints=(paper(_("Cover"), "outline_cover", outline),),
    )


def write_form(request: BodyRequest, outline: SpeechOutline) -> OutlineForm:
    """Return the form with the newest version."""
    latest = outline.latest()
    return OutlineForm(request.POST or None, initial={"text": latest.text if latest else ""})


OUTLINES = RecordPages(
    app="lifes",
    noun="outline",
    folder="lifes/outlines",
    read="lifes.read",
    rows=outlines,
    page=outline_page,
    files=lambda outline: outline.files.all(),
    on_read=enter_reading,
    acts=(
        Act(
            "submit",
            _("Hand in"),
            actions.submit_outline,
            message=_("The outline is handed in."),
            confirm=_("Hand this outline in?"),
            tone="primary",
        ),
        Act(
            "approve",
            _("Approve"),
            actions.approve_outline,
            message=_("The outline is approved."),
            tone="primary",
        ),
        Act(
            "return",
            _("Return"),
            actions.return_outline,
            form=CommentForm,
            message=_("The outline is returned with the comment."),
        ),
        Act(
            "write",
            _("Go on writing"),
            actions.write_outline,
            form=write_form,
            message=_("A new version is kept."),
            wide=True,
        ),
        Act(
            "attach",
            _("Attach as a file"),
            actions.attach_outline,
            form=PaperForm,
            message=_("The file is attached."),
        ),
    ),
)
