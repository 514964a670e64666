"""Which studies are there, and what stands on the page of one?"""

from typing import Any

from django.db.models import Count, Q
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import BodyRequest
from members.models.tags import WorkTag
from members.pages import Step
from members.record_pages import Listing, New, Page, RecordPages, paper
from members.tables import sections
from members.tables.register import Column
from members.tables.sections import Section
from study import actions
from study.filters import SessionFilter
from study.models import StudySession
from study.states import LeaveState, SessionState
from study.views import roll
from study.views.plans import contents_in_words
from study.views.session_acts import ACTS
from study.views.session_forms import session_base, session_form

TONES = {"planned": "info", "open": "warn", "held": "info", "recorded": "good", "cancelled": "neutral"}
WAY = (SessionState.PLANNED, SessionState.OPEN, SessionState.HELD, SessionState.RECORDED)

COLUMNS = (
    Column(_("Day"), lambda s: s.day, order="day", css="nowrap"),
    Column(_("Study"), lambda s: s.title, order="title", title=True),
    Column(pgettext_lazy("study", "Form"), lambda s: s.get_form_display(), order="form", css="nowrap"),
    Column(_("Contents"), lambda s: contents_in_words(s.contents), css="wide-only"),
    Column(_("Lecturer"), lambda s: s.lecturer, css="wide-only"),
    Column(pgettext_lazy("study", "Minutes"), lambda s: s.minutes, css="num"),
    Column(_("Came"), lambda s: s.came if s.began_at else "", css="num"),
    Column(_("Counted"), lambda s: _("yes") if s.counts_toward_quota else _("no"), css="wide-only"),
    Column(_("State"), lambda s: s.get_state_display(), order="state", tone=lambda s: TONES[s.state]),
)


def rows(request: BodyRequest) -> Any:
    """Return the studies of the body, with how many came."""
    came = Count("presences__membership", filter=Q(presences__confirmed_at__isnull=False), distinct=True)
    sessions = StudySession.objects.visible_to(request.user, request.group).annotate(came=came)
    sessions = sessions.select_related("group", "next_to__group", "line", "chair__user", "recorder")
    return sessions.order_by("-starts_at", "-pk")  # counting has made the model's own order void


def steps(session: StudySession) -> list[Step]:
    """Return the way of a study, none for one that was called off."""
    if session.state == SessionState.CANCELLED:
        return []
    at = WAY.index(SessionState(session.state))
    over = session.state == SessionState.RECORDED
    return [
        Step(state.label, "done" if number < at or over else "current" if number == at else "todo")
        for number, state in enumerate(WAY)
    ]


def page(request: BodyRequest, session: StudySession) -> Page:
    """Lay out a study: one's own attendance, who is here, what was studied and said, materials."""
    own = roll.mine(request, session)
    main = [sections.part("study/_mine.html", own)] if own is not None else []
    main += [
        *asked(request, session),
        sections.part("study/_roll.html", roll.roll(request, session)),
        sections.text(
            _("Gist of the study"), session.gist, empty=_("The record is written after the study.")
        ),
    ]
    if session.discussion:
        main.append(sections.text(_("Discussion"), session.discussion))
    start = timezone.localtime(session.starts_at)
    return Page(
        title=session.title,
        badge=(session.get_state_display(), TONES[session.state]),
        lead=f"{start:%Y-%m-%d %H:%M} · {session.place}",
        steps=steps(session),
        verdicts=roll.doubts(request, session),
        main=[*main, materials(request, session), essays(session, request)],
        aside=(sections.facts(_("Study"), about(session)),),
        prints=prints(session),
    )


def prints(session: StudySession) -> list[tuple[Any, str]]:
    """Return the papers of a study: the sheet to sign from the start, the record once it has begun."""
    if session.state == "cancelled":
        return []
    papers = [paper(_("Sign-in sheet of a study"), "study_sign_in", session)]
    if session.began_at is not None:
        papers.append(paper(_("Record of a study"), "study_record", session))
    return papers


def asked(request: BodyRequest, session: StudySession) -> list[Section]:
    """Return the requests for leave that wait for the asker's answer."""
    decides = request.user.has_perm("study.approve_leave", session)
    waiting = session.leaves.filter(state=LeaveState.REQUESTED).select_related("membership__user")
    if not (decides and waiting):
        return []
    lines = [
        sections.line(
            leave.membership.name,
            leave.reason,
            leave.requested_at,
            acts=SESSIONS.offered(request, session, leave),
        )
        for leave in waiting
    ]
    return [sections.table(_("Leave asked for"), (_("Member"), _("Reason"), _("Asked for")), lines)]


def materials(request: BodyRequest, session: StudySession) -> Section:
    """Return what is studied, as files."""
    kept = session.materials.filter(withdrawn=False).select_related("uploaded_by")
    lines = [
        sections.line(
            sections.Cell(row.title, url=SESSIONS.url(session, "file", row.pk)),
            filesizeformat(row.size),
            acts=SESSIONS.offered(request, session, row),
        )
        for row in kept
    ]
    return sections.table(_("Materials"), (_("File"), _("Size")), lines, empty=_("No material yet."))


def essays(session: StudySession, request: BodyRequest) -> Section:
    """Return the essays that were written on this study, as far as the asker may see them."""
    result = session.essays.model.objects.visible_to(request.user, request.group).filter(session=session)
    lines = [
        sections.line(
            sections.Cell(row.title, url=one_url(request, row.pk)),
            row.membership.name,
            row.submitted_on,
            row.get_state_display(),
        )
        for row in result.select_related("membership__user")
    ]
    heads = (_("Essay"), _("Author"), _("Handed in"), _("State"))
    return sections.table(_("Essays on this study"), heads, lines, empty=_("No essay yet."))


def one_url(request: BodyRequest, pk: int) -> str:
    """Return the address of an essay."""
    return reverse("study:essay_detail", args=[request.group.code, pk])


def about(session: StudySession) -> list[tuple[Any, Any]]:
    """Return what is known about a study; what is not, is left out."""
    speakers = session.speakers.select_related("user")
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    tags = dict(WorkTag.choices)
    known = [
        (pgettext_lazy("study", "Form"), session.get_form_display()),
        (_("Contents"), contents_in_words(session.contents)),
        (_("Chaired by"), session.chair.name if session.chair else ""),
        (_("Study secretary"), session.recorder.name if session.recorder else ""),
        (_("Lecturer"), session.lecturer),
        (_("Central speakers"), "、".join(seat.name for seat in speakers)),
        (_("Planned"), f"{start:%H:%M}–{end:%H:%M}"),
        (_("Began"), session.began_at),
        (_("Ended"), session.ended_at),
        (pgettext_lazy("study", "Minutes"), session.minutes),
        (_("Counts toward the required time"), _("yes") if session.counts_toward_quota else _("no")),
        (_("Formal study group"), _("yes") if session.is_central_group else ""),
        (_("Enlarged"), _("yes") if session.is_enlarged else ""),
        (_("Beside the meeting"), session.next_to.title if session.next_to else ""),
        (_("For the democratic-life meeting of"), session.for_life_year),
        (_("Fields of Party building"), "、".join(str(tags.get(tag, tag)) for tag in session.work_tags)),
        (_("Line of the plan"), session.line),
        (_("Recorded by"), session.recorded_by.name if session.recorded_by else ""),
        (_("Recorded"), session.recorded_at),
    ]
    return [(name, value) for name, value in known if value]


SESSIONS = RecordPages(
    app="study",
    noun="session",
    folder="study/sessions",
    read="study.read",
    rows=rows,
    listing=Listing(
        _("Collective study"),
        _("Every study with its own beginning and end; minutes are counted from sign-in to sign-out."),
        COLUMNS,
        SessionFilter,
    ),
    page=page,
    files=lambda session: session.materials.all(),
    new=New(
        _("New study"),
        "study.plan",
        session_form,
        lambda request, data, at: actions.plan_session(request.group, by=request.user, at=at, **data),
        _("The study is planned."),
    ),
    acts=ACTS,
    extra=[*roll.URLS, path("study/sessions/base/", session_base, name="session_base")],
)
