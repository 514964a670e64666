"""How are talks kept between two, problems listed, outlines written and reviewed?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from lifes.models import (
    DemocraticLifeMeeting,
    HeartTalk,
    OutlineFile,
    OutlineVersion,
    Problem,
    SpeechOutline,
    TextQuestion,
)
from members.models import LeadingGroup, Membership, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from members.similarity import alike


def keep_talk(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> HeartTalk:
    """Put a talk on record, as one of the two; the other is told.  Clauses 7.2-a, 10.4-c.

    Raises Refused ("not_a_member", "two_people").
    """
    demand_power("lifes.talk", by, group)
    seat = Membership.objects.filter(group=group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "7.2-a")
        )
    with transaction.atomic():
        talk = HeartTalk(group=group, first=seat, **fields)
        talk.save()
        enter(talk, "keep_talk", by=by, at=at, after=talk.state)
    if talk.second is not None:
        notify(
            talk.second.user,
            "talk_kept",
            f"{talk.pk}",
            group=group,
            subject="有一次谈心谈话记录请您核对",
            url=reverse("lifes:talk_detail", args=[group.code, talk.pk]),
            at=at,
        )
    return talk


def edit_talk(talk: HeartTalk, *, by: User, at: datetime, **fields: Any) -> HeartTalk:
    """Change what is kept of a talk, as one of the two; what it said stays out of the journal."""
    with advance(talk, "edit_talk", by=by, at=at):
        for name, value in fields.items():
            setattr(talk, name, value)
    return talk


def read_talk(talk: HeartTalk, *, by: User, at: datetime) -> None:
    """Enter that one of the two has read the talk."""
    enter(talk, "read_talk", by=by, at=at, before=talk.state, after=talk.state)


def list_problem(
    life: DemocraticLifeMeeting, *, by: User, at: datetime, membership: Membership | None, **fields: Any
) -> Problem:
    """Put a problem on a list: one's own, or, as the secretariat, the body's.  Clause 7.2-c."""
    problem = Problem(life=life, membership=membership, **fields)
    demand_power("lifes.list_problems" if membership is not None else "lifes.prepare", by, problem)
    with advance(life, "list_problem", by=by, at=at, of=str(membership or "")):
        problem.save()
        _ask_about(
            life, "problem", membership, f"problem-{problem.pk}", problem.text, _last_problems(problem), at
        )
    return problem


def remove_problem(problem: Problem, *, by: User, at: datetime) -> Problem:
    """Take a problem off its list."""
    power = "lifes.list_problems" if problem.membership is not None else "lifes.prepare"
    demand_power(power, by, problem)
    with advance(problem.life, "remove_problem", by=by, at=at):
        problem.removed = True
        problem.save()
    return problem


def _last_problems(problem: Problem) -> dict[str, str]:
    """Return the same member's (or the body's) problems of earlier years."""
    user = problem.membership.user_id if problem.membership is not None else None
    earlier = Problem.objects.filter(
        life__group=problem.life.group, life__life_year__lt=problem.life.life_year
    )
    same = earlier.filter(membership__user=user) if user else earlier.filter(membership=None)
    return {f"{row.life.life_year}年度": row.text for row in same.select_related("life")}


def _ask_about(  # noqa: PLR0917  (what is alike, of whom, with what)
    life: DemocraticLifeMeeting,
    kind: str,
    about: Membership | None,
    key: str,
    text: str,
    others: Mapping[str, str],
    at: datetime,
) -> int:
    result = alike(text, others, life.law.year.likeness_percent)
    for row in result:
        question = TextQuestion.objects.filter(
            life=life, key=f"{key}-{row.key}"[:60]
        ).first() or TextQuestion(
            life=life, kind=kind, about=about, key=f"{key}-{row.key}"[:60], raised_on=localdate(at)
        )
        question.other, question.percent = str(row.key), row.percent
        question.save()
    return len(result)


def answer_likeness(
    life: DemocraticLifeMeeting, question: TextQuestion, finding: str, *, by: User, at: datetime
) -> TextQuestion:
    """Answer why two texts are alike, as who has read both.  Clause 7.2-c."""
    with advance(life, "answer_likeness", by=by, at=at):
        if not finding.strip():
            uphold(refuse("reason_required", gettext_noop("Say what you found."), "7.2-c"))
        question.finding, question.found_by = finding, by
        question.save()
    return question


def begin_outline(life: DemocraticLifeMeeting, *, by: User, at: datetime) -> SpeechOutline:
    """Begin one's own outline.  Raises Refused ("not_a_member").  Clause 7.2-d."""
    demand_power("lifes.write_outline", by, life.group)
    seat = life.members().filter(user=by).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "7.2-d")
        )
    with transaction.atomic():
        outline = SpeechOutline(group=life.group, life=life, membership=seat)
        outline.save()
        enter(outline, "begin_outline", by=by, at=at, after=outline.state)
    return outline


def write_outline(outline: SpeechOutline, text: str, *, by: User, at: datetime) -> OutlineVersion:
    """Keep a version of the outline; earlier ones stay.  Clause 7.2-d."""
    with advance(outline, "write_outline", by=by, at=at) as act:
        latest = outline.latest()
        version = OutlineVersion(
            outline=outline, number=(latest.number if latest else 0) + 1, text=text, at=at, by=by
        )
        version.save()
        act.facts["version"] = version.number
    return version


def attach_outline(
    outline: SpeechOutline, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> OutlineFile:
    """Add the outline as a file.  Raises ValidationError for a type or size that is not accepted."""
    with advance(outline, "attach_outline", by=by, at=at):
        return OutlineFile.keep(upload, title, by=by, at=at, outline=outline)


def submit_outline(outline: SpeechOutline, *, by: User, at: datetime) -> SpeechOutline:
    """Hand the outline in; likeness with others' and one's own of earlier years raises questions.

    The secretary's own is reviewed by nobody above in the body: handing it in approves it.
    Raises Refused ("outline_empty").  Clause 7.2-d.
    """
    with advance(outline, "submit_outline", by=by, at=at) as act:
        outline.submitted_at = at
        latest = outline.latest()
        if latest is not None:
            others = _other_outlines(outline)
            key = f"outline-{outline.pk}"
            act.facts["questions"] = _ask_about(
                outline.life, "outline", outline.membership, key, latest.text, others, at
            )
    if outline.membership.post == "secretary":
        with advance(outline, "approve_outline", by=by, at=at, own=True):
            outline.approved_at = at
    return outline


def _other_outlines(outline: SpeechOutline) -> dict[str, str]:
    """Return the latest texts of the others' outlines of this round, and of this member's of earlier years."""
    result = {}
    others = SpeechOutline.objects.filter(group=outline.group).exclude(pk=outline.pk)
    for row in others.select_related("life", "membership__user").prefetch_related("versions"):
        same_round = row.life_id == outline.life_id
        if not same_round and row.membership.user_id != outline.membership.user_id:
            continue
        texts = list(row.versions.all())
        if texts:
            result[f"{row.membership.name} {row.life.life_year}年度"] = texts[-1].text
    return result


def return_outline(outline: SpeechOutline, comment: str, *, by: User, at: datetime) -> SpeechOutline:
    """Give an outline back, saying what is to be improved.  Raises Refused ("reason_required").  Clause 7.2-d."""
    with advance(outline, "return_outline", by=by, at=at):
        outline.comment = comment.strip()
    _tell(outline, "发言提纲已退回，请修改", at)
    return outline


def approve_outline(outline: SpeechOutline, *, by: User, at: datetime) -> SpeechOutline:
    """Approve an outline, as the secretary.  Clause 7.2-d."""
    with advance(outline, "approve_outline", by=by, at=at):
        outline.approved_at = at
        outline.comment = ""
    _tell(outline, "发言提纲已审阅通过", at)
    return outline


def _tell(outline: SpeechOutline, subject: str, at: datetime) -> None:
    notify(
        outline.membership.user,
        "outline_reviewed",
        f"{outline.pk}@{at.isoformat()}",
        group=outline.group,
        subject=subject,
        url=reverse("lifes:outline_detail", args=[outline.group.code, outline.pk]),
        at=at,
    )


def read_outline(outline: SpeechOutline, *, by: User, at: datetime) -> None:
    """Enter that somebody other than its author has read an outline."""
    if by.pk not in outline.person_ids:
        enter(outline, "read_outline", by=by, at=at, before=outline.state, after=outline.state)
